"""The official side of a resolved catalogue as plain data: what an office approves and what a comparison speaks of.

Aliases, summaries, links and phones are service to readers and stand outside: changing them asks for no new approval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import orjson

from gongkai.model.catalogue import Catalogue, Entry, Library, published
from gongkai.model.duty import duties
from gongkai.model.item import Channels, Citation, Element, Subjects

Fields = Mapping[str, Any]
"""Field → plain data; empty fields are left out. Keys are those of YAML."""

OFFICIAL = ("title", "category", "subcategory", "content", "basis", "time_limit", "subjects", "channels", "audience", "mode", "levels", "withdrawal")
"""The eight elements of 国办发〔2019〕54号 with the item's place in its table, and whether it still applies."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One item of one region's catalogue: its official ``fields``, their ``digest``, and where it is written (layer and file)."""

    id: str
    fields: Fields
    digest: str
    layer: str
    file: str


@dataclass(frozen=True, slots=True)
class RegionSnapshot:
    """What one region's catalogue lists, in official order; ``not_applicable``: domain → reason."""

    id: str
    name: str
    items: Mapping[str, Listed]
    not_applicable: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All published regions, the publication's root first; ``domains``: slug → name."""

    regions: Mapping[str, RegionSnapshot]
    domains: Mapping[str, str]


def snapshot(library: Library) -> Snapshot:
    """Take the official fields of every item that a published region lists, withdrawn ones included."""
    kept: dict[tuple[int, tuple[str, ...]], tuple[Fields, str]] = {}
    regions = {}
    domains: dict[str, str] = {}
    for catalogue in published(library):
        items = {}
        for domain in catalogue.domains:
            domains.setdefault(domain.slug, domain.name)
            for entry in catalogue.shown(domain.slug):
                who = tuple(duty.name for duty in duties(catalogue, library.vocabulary.roles, entry.item))
                key = (id(entry), who)  # an inherited entry says the same in every region, but for who answers
                if key not in kept or any(element.subjects for element in entry.item.content):
                    fields = official_fields(library, catalogue, entry)
                    kept[key] = (fields, digest(fields))
                fields, found = kept[key]
                origin = entry.changes[-1].origin if entry.changes else entry.base
                items[entry.item.id] = Listed(entry.item.id, fields, found, entry.layer, origin.file)
        absent = {one.domain: one.reason for one in catalogue.not_applicable.values()}
        regions[catalogue.region.id] = RegionSnapshot(catalogue.region.id, catalogue.region.name, items, absent)
    return Snapshot(regions, domains)


def digest(fields: Fields) -> str:
    """Changes whenever an official field does, and with nothing else."""
    return blake2b(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS), digest_size=12).hexdigest()


def official_fields(library: Library, catalogue: Catalogue, entry: Entry) -> Fields:
    item = entry.item
    gone = entry.withdrawal
    found: dict[str, Any] = {
        "title": item.title,
        "category": item.category,
        "subcategory": item.subcategory,
        "content": [_element(library, catalogue, entry, element) for element in item.content],
        "basis": [_citation(library, citation) for citation in item.basis],
        "time_limit": item.time_limit,
        "subjects": _subjects(library, catalogue, entry, item.subjects),
        "channels": _channels(item.channels),
        "audience": str(item.audience),
        "mode": item.mode,
        "levels": list(item.levels),
        "withdrawal": {"kind": gone.kind, "reason": gone.reason, "date": gone.date, "successor": gone.successor} if gone else None,
    }
    return {name: value for name, value in found.items() if value}


def _element(library: Library, catalogue: Catalogue, entry: Entry, element: Element) -> Any:
    if element.plain:
        return element.text
    more = {
        "need": element.need,
        "time_limit": element.time_limit,
        "subjects": _subjects(library, catalogue, entry, element.subjects) if element.subjects else None,
        "audience": str(element.audience) if element.audience else "",
        "mode": element.mode,
        "channels": _channels(element.channels) if element.channels else None,
        "note": element.note,
    }
    return {"text": element.text, **{name: value for name, value in more.items() if value}}


def _citation(library: Library, citation: Citation) -> str:
    return f"《{library.vocabulary.laws[citation.law].title}》{citation.articles}"


def _subjects(library: Library, catalogue: Catalogue, entry: Entry, subjects: Subjects) -> list[str]:
    """Who it is in this region, the lead marked."""
    found = duties(catalogue, library.vocabulary.roles, entry.item, subjects)
    several = len(found) > 1
    return [f"{duty.name}（牵头）" if duty.lead and several else duty.name for duty in found]


def _channels(channels: Channels) -> dict[str, list[str]]:
    found = {name: [use.name for use in getattr(channels, name)] for name in ("must", "one_of", "may")}
    return {name: names for name, names in found.items() if names}
