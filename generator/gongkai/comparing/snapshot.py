"""The official side of a resolved catalogue as plain data: what an office approves and what a comparison speaks of.

Aliases, summaries, links and phones are service to readers and stand outside: changing them asks for no new approval.
The form of these data goes into the digests that approved editions hold: whoever changes it makes every item of every
county look changed, so a test keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import orjson

from gongkai.model.catalogue import STANDARD, Catalogue, Duty, Entry, Library, published
from gongkai.model.duty import duties
from gongkai.model.item import Audience, Channels, Citation, Element, Item, Subjects

Fields = Mapping[str, Any]
"""Field → plain data; empty fields are left out. Keys are those of YAML."""

OFFICIAL = ("title", "category", "subcategory", "content", "basis", "time_limit", "subjects", "channels", "audience", "mode", "levels", "withdrawal")
"""The eight elements of 国办发〔2019〕54号 with the item's place in its table, and whether it still applies."""


@dataclass(frozen=True, slots=True)
class Step:
    """That a layer has a say in a field (``withdrawal`` and ``restored`` included; "" for the item as a whole), and why; ``said`` is a hash of its words."""

    layer: str
    field: str
    said: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One item of one region's catalogue: its official ``fields`` and their ``digest``.

    ``layer`` brought it in and ``steps`` are what the layers since then say; ``subjects`` is a hash of 公开主体 as
    written, before roles became bodies; ``formerly``: ids it had before.
    """

    id: str
    fields: Fields
    digest: str
    layer: str = ""
    steps: tuple[Step, ...] = ()
    subjects: str = ""
    formerly: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        return self.id.partition("/")[0]

    @property
    def withdrawn(self) -> bool:
        return "withdrawal" in self.fields


@dataclass(frozen=True, slots=True)
class RegionSnapshot:
    """What one region's catalogue lists, in official order; ``not_applicable``: domain → reason."""

    id: str
    name: str
    items: Mapping[str, Listed]
    not_applicable: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All published regions, the publication's root first; ``domains``: slug → name, in order; ``layers``: id → name of every layer."""

    regions: Mapping[str, RegionSnapshot]
    domains: Mapping[str, str]
    layers: Mapping[str, str] = field(default_factory=dict)


Known = dict[tuple[str, ...], Listed]
"""What earlier snapshots took, by everything it was made from: two states of one project have most of it in common."""


def snapshot(library: Library, known: Known | None = None) -> Snapshot:
    """Take the official fields of every item that a published region lists, withdrawn ones included; ``known`` is looked up and added to."""
    known = {} if known is None else known
    registers = library.vocabulary
    stamp = digest([repr(registers.laws), repr(registers.roles), repr(registers.channels)])  # an entry's own digest knows nothing of them
    regions = {}
    domains: dict[str, str] = {}
    for catalogue in published(library):
        taker = _Taker(library, catalogue)
        items = {}
        for domain in catalogue.domains:
            domains.setdefault(domain.slug, domain.name)
            for entry in catalogue.shown(domain.slug):
                # an inherited entry says the same in every region, but for who answers
                key = (stamp, entry.item.id, entry.digest, *taker.who(entry))
                if key not in known:
                    known[key] = taker.listed(entry)
                items[entry.item.id] = known[key]
        absent = {one.domain: one.reason for one in catalogue.not_applicable.values()}
        regions[catalogue.region.id] = RegionSnapshot(catalogue.region.id, catalogue.region.name, items, absent)
    layers = {STANDARD: "国务院部门标准指引", **{id_: catalogue.region.name for id_, catalogue in library.catalogues.items()}}
    return Snapshot(regions, domains, layers)


def digest(fields: Any) -> str:
    """Changes whenever an official field does, and with nothing else. Works for any plain data."""
    return blake2b(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS), digest_size=12).hexdigest()


class _Taker:
    """Takes the official fields of one region's entries, in the words that a table would print."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self.library, self.catalogue = library, catalogue
        self._duties: dict[tuple[str, Subjects], tuple[Duty, ...]] = {}

    def duties(self, item: Item, subjects: Subjects) -> tuple[Duty, ...]:
        """Who it is in this region; worked out once for each wording and map of roles."""
        roles = self.catalogue.roles
        key = (item.id if item.id in roles else item.domain if item.domain in roles else "", subjects)
        found = self._duties.get(key)
        if found is None:
            found = self._duties[key] = duties(self.catalogue, self.library.vocabulary.roles, item, subjects)
        return found

    def who(self, entry: Entry) -> Iterator[str]:
        """Everybody that the item and its elements name."""
        item = entry.item
        for subjects in (item.subjects, *(element.subjects for element in item.content if element.subjects)):
            yield ""
            for duty in self.duties(item, subjects):
                yield duty.name

    def listed(self, entry: Entry) -> Listed:
        item = entry.item
        fields = self.fields(entry)
        steps = [
            Step(one.origin.layer, one.field, digest([one.kind, one.was, one.now]), one.origin.reason) for one in entry.changes if one.field in OFFICIAL
        ]
        if entry.withdrawal:
            steps.append(Step(entry.withdrawal.origin.layer, "withdrawal", entry.withdrawal.kind, entry.withdrawal.reason))
        if entry.restored:
            steps.append(Step(entry.restored.layer, "restored", "", entry.restored.reason))
        if entry.layer != STANDARD:
            steps.append(Step(entry.layer, "", "", entry.base.reason))
        as_written = item.subjects
        written = digest([as_written.kind, as_written.lead, as_written.names, as_written.levels])
        return Listed(item.id, fields, digest(fields), entry.layer, tuple(steps), written, item.formerly)

    def fields(self, entry: Entry) -> Fields:
        item = entry.item
        gone = entry.withdrawal
        found: dict[str, Any] = {
            "title": item.title,
            "category": item.category,
            "subcategory": item.subcategory,
            "content": [self._element(item, element) for element in item.content],
            "basis": [self._citation(citation) for citation in item.basis],
            "time_limit": item.time_limit,
            "subjects": self._subjects(item, item.subjects),
            "channels": _channels(item.channels),
            "audience": _audience(item.audience),
            "mode": item.mode,
            "levels": list(item.levels),
            "withdrawal": {"kind": gone.kind, "reason": gone.reason, "date": gone.date, "successor": gone.successor} if gone else None,
        }
        return {name: value for name, value in found.items() if value}

    def _element(self, item: Item, element: Element) -> Any:
        if element.plain:
            return element.text
        more = {
            "need": element.need,
            "time_limit": element.time_limit,
            "subjects": self._subjects(item, element.subjects) if element.subjects else None,
            "audience": _audience(element.audience) if element.audience else None,
            "mode": element.mode,
            "channels": _channels(element.channels) if element.channels else None,
            "note": element.note,
        }
        return {"text": element.text, **{name: value for name, value in more.items() if value}}

    def _citation(self, citation: Citation) -> str:
        law = self.library.vocabulary.laws.get(citation.law)
        title = f"《{law.title.replace('《', '〈').replace('》', '〉')}》" if law else citation.law
        return f"{title}{citation.articles}{f'（{citation.note}）' if citation.note else ''}"

    def _subjects(self, item: Item, subjects: Subjects) -> Any:
        """Who it is in this region: a list (each for its own part, the lead marked), or ``{any_of | joint: list}``."""
        found = self.duties(item, subjects)
        several = len(found) > 1
        names = [f"{duty.name}（牵头）" if duty.lead and several else duty.name for duty in found]
        return {subjects.kind: names} if several and subjects.kind in ("any_of", "joint") else names


def _audience(audience: Audience) -> list[str]:
    return [*(("全社会",) if audience.everyone else ()), *audience.groups]


def _channels(channels: Channels) -> dict[str, list[str]]:
    found = {bucket: [f"{use.name}（{use.note}）" if use.note else use.name for use in getattr(channels, bucket)] for bucket in ("must", "one_of", "may")}
    return {bucket: names for bucket, names in found.items() if names}
