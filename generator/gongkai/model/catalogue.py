"""基层政务公开标准目录: the resolved set of items of one region, and where each field comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from gongkai.model.item import Channels, Domain, Item, Law, Subjects
from gongkai.model.lexicon import PlainWord
from gongkai.model.region import Body, Channel, Edition, LifeEvent, Publication, Region, Role, Verification
from gongkai.model.words import SHOWN_LEVELS
from gongkai.model.workdays import WorkCalendar

STANDARD = "standard"
"""Id of the layer that every region derives from: 国务院部门标准指引."""

Marks: TypeAlias = Sequence[Any]
"""Positions parallel to a file's data, as the reader makes them: ``[line, column, children?]``."""

RoleMap: TypeAlias = Mapping[str, Mapping[str, Mapping[str, tuple[Body, ...]]]]
"""scope ("" = everywhere, a domain, an item id) → role id → level ("" = every level) → bodies, the lead first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """编制来源: the layer (``standard`` or a region's id), the file and line a value stands in, and why it differs."""

    layer: str
    root: str
    file: str
    line: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """本级细化调整: one step of an adjustment. ``was`` and ``now`` are readable text; ``filled`` marks a field only a region can know."""

    field: str
    kind: Literal["set", "add", "remove"]
    was: str
    now: str
    origin: Origin
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """不适用事项: kind (无此职权, 职权调整, 事项取消), reason, and what took its place."""

    kind: str
    reason: str
    origin: Origin
    date: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """未涉及领域说明: a domain that the region has no power in."""

    domain: str
    reason: str
    origin: Origin
    date: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as one region has it.

    ``layer`` brought the item in; ``base`` and ``marks`` locate the file that did; ``changes`` are all steps since,
    the oldest first; ``elements`` has the origins of adjusted lists, one for each element; ``digest`` changes whenever a file that the entry was made from does.
    """

    item: Item
    layer: str
    base: Origin
    marks: Marks
    digest: str
    changes: tuple[Change, ...] = ()
    withdrawal: Withdrawal | None = None
    restored: Origin | None = None
    elements: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    defaults: Mapping[str, Origin] = field(default_factory=dict)

    def origin(self, name: str) -> Origin:
        """Where field ``name`` comes from: its last change, the domain's default, or its line in the base file."""
        for change in reversed(self.changes):
            if change.field == name:
                return change.origin
        if name in self.defaults:
            return self.defaults[name]
        place = self._place(name)
        return self._base_origin(place[0] if place else self.base.line)

    @property
    def latest(self) -> Origin:
        """Where the item was last said anything of: the file to open for a correction."""
        steps = [change.origin for change in self.changes]
        steps += [origin for origin in (self.restored, self.withdrawal.origin if self.withdrawal else None) if origin]
        return steps[-1] if steps else self.base

    def element_origins(self, name: str) -> tuple[Origin, ...]:
        """Where each element of list field ``name`` comes from, in the order of the item's own list."""
        if name in self.elements:
            return self.elements[name]
        value = getattr(self.item, name)
        count = len(value.all) if isinstance(value, Channels) else len(value.names) if isinstance(value, Subjects) else len(value)
        place = self._place(name)
        marks: Marks = place[2] if place else []
        lines = marks[2] if len(marks) > 2 and not isinstance(marks[2], Mapping) else []
        if name in self.defaults or len(lines) != count:  # inherited from the domain, or written as a mapping: the field's own line
            return (self.origin(name),) * count
        return tuple(self._base_origin(mark[0]) for mark in lines)

    def lines(self) -> dict[str, int | list[int]]:
        """The base file's line of each field it holds; of each element, for a list."""
        found: dict[str, int | list[int]] = {}
        for name, (line, _, marks) in self.marks[2].items() if len(self.marks) > 2 else ():
            listed = len(marks) > 2 and not isinstance(marks[2], Mapping)
            found[name] = [mark[0] for mark in marks[2]] if listed else line
        return found

    def _place(self, name: str) -> Marks | None:
        """[line, column, marks of the value] of the field's key in the base file."""
        children = self.marks[2] if len(self.marks) > 2 else {}
        found: Marks | None = children.get(name)
        return found

    def _base_origin(self, line: int) -> Origin:
        base = self.base  # not dataclasses.replace: this is asked for every element of every item
        return Origin(base.layer, base.root, base.file, line, base.reason)

    def changed_by(self, layer: str) -> tuple[Change, ...]:
        """What the layer itself changed in the item, beyond filling in fields that only it can know."""
        return tuple(change for change in self.changes if change.origin.layer == layer and not change.filled)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must disclose: a concrete body; a role nobody has mapped; a party outside government; or every region below."""

    name: str
    kind: Literal["body", "role", "party", "children"]
    body: Body | None = None
    lead: bool = False
    level: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One region's resolved catalogue. ``entries`` holds everything inherited; `shows` says what the region's own catalogue lists."""

    region: Region
    chain: tuple[Region, ...]
    domains: tuple[Domain, ...]
    entries: Mapping[str, Entry]
    order: Mapping[str, tuple[str, ...]]
    roles: RoleMap
    bodies: Mapping[str, Body]
    own_bodies: tuple[Body, ...]
    not_applicable: Mapping[str, NotApplicable]
    verified: Mapping[str, Verification] = field(default_factory=dict)

    def is_verified(self, entry: Entry) -> bool:
        """True when somebody compared the item with its source: the standard's editors its domain, a region of the chain its domain or itself.

        What a region adds is its own statement and needs no source to be compared with.
        """
        item = entry.item
        return entry.layer != STANDARD or item.domain in self.verified or item.id in self.verified

    def shows(self, entry: Entry) -> bool:
        """True when the region's catalogue lists the item: its level fits, its kind fits, and its domain applies."""
        item = entry.item
        return (
            not SHOWN_LEVELS[self.region.level].isdisjoint(item.levels)
            and (not item.applies_to or self.region.kind in item.applies_to)
            and item.domain not in self.not_applicable
        )

    def shown(self, domain: str) -> tuple[Entry, ...]:
        """The domain's listed items in official order, withdrawn ones included."""
        return tuple(entry for entry in (self.entries[key] for key in self.order.get(domain, ())) if self.shows(entry))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The registers that names resolve through, by id."""

    laws: Mapping[str, Law]
    roles: Mapping[str, Role]
    channels: Mapping[str, Channel]
    life_events: Mapping[str, LifeEvent]
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Library:
    """Everything read: the publication, the registers and the catalogue of every region, top first; ``base``: the standard, untouched."""

    publication: Publication
    vocabulary: Vocabulary
    standard: Edition | None
    catalogues: Mapping[str, Catalogue]
    plain_speech: tuple[PlainWord, ...] = ()
    base: Mapping[str, Entry] = field(default_factory=dict)
    pinyin: Mapping[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Catalogue:
        """The catalogue of the region that the site is published for."""
        return self.catalogues[self.publication.region]

    def children(self, region: Region) -> tuple[Catalogue, ...]:
        """Catalogues of the regions directly below, in the order the region gives."""
        return tuple(self.catalogues[key] for key in region.children)


def published(library: Library) -> Iterator[Catalogue]:
    """The catalogues that the site shows: the root region's and all below it, top first."""
    root = library.publication.region
    for id_, catalogue in library.catalogues.items():
        if id_ == root or id_.startswith(f"{root}/"):
            yield catalogue
