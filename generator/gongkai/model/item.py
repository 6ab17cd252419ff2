"""公开事项: one line of a catalogue, with every name already resolved to its register entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Audience:
    """公开对象: 全社会, named groups, or both."""

    everyone: bool
    groups: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "、".join((("全社会",) if self.everyone else ()) + self.groups)


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """One channel as an item uses it: the register's id and name, and the item's own note or address."""

    id: str
    name: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Channels:
    """公开渠道和载体: every one of ``must``, at least one of ``one_of``, any of ``may``."""

    must: tuple[ChannelUse, ...] = ()
    may: tuple[ChannelUse, ...] = ()
    one_of: tuple[ChannelUse, ...] = ()

    @property
    def all(self) -> tuple[ChannelUse, ...]:
        return self.must + self.one_of + self.may


@dataclass(frozen=True, slots=True)
class Subjects:
    """公开主体 as written. ``names`` hold the ids of roles and parties, or the full names of bodies.

    ``each``: every one discloses its own part; ``any_of``: one of them does; ``joint``: together, ``lead`` first;
    ``by_level``: ``levels`` says who it is at which 公开层级 (``names`` then holds all of them).
    """

    kind: Literal["each", "any_of", "joint", "by_level"]
    names: tuple[str, ...]
    lead: str = ""
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One element of 公开内容（要素）; what is empty follows the item."""

    text: str
    need: str = ""
    time_limit: str = ""
    subjects: Subjects | None = None
    audience: Audience | None = None
    mode: str = ""
    channels: Channels | None = None
    note: str = ""

    @property
    def plain(self) -> bool:
        """True when the element says nothing that the item does not say."""
        return not (self.need or self.time_limit or self.subjects or self.audience or self.mode or self.channels or self.note)


@dataclass(frozen=True, slots=True)
class Citation:
    """公开依据: a law of the register and where in it (``articles``, as written, may be empty)."""

    law: str
    articles: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a region really discloses an item."""

    url: str
    channel: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """公开事项. ``id`` is ``domain/slug`` and never changes; ``order`` is the official order within the category.

    ``covered_by``: of a head of the statute's list (政府信息公开条例 第二十条, 第二十一条), the domains and items that disclose it in
    detail; ``not_covered``: why there is none.
    """

    id: str
    domain: str
    slug: str
    title: str
    category: str
    order: int
    content: tuple[Element, ...]
    basis: tuple[Citation, ...]
    time_limit: str
    subjects: Subjects
    channels: Channels
    audience: Audience
    mode: str
    levels: tuple[str, ...]
    subcategory: str = ""
    source_no: str = ""
    basis_as_issued: tuple[Citation, ...] = ()
    aliases: tuple[str, ...] = ()
    aliases_none: bool = False
    summary: str = ""
    life_events: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    covered_by: tuple[str, ...] = ()
    not_covered: str = ""
    applies_to: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    note: str = ""
    links: tuple[Link, ...] = ()
    office: str = ""
    phone: str = ""
    supervision_phone: str = ""
    update_cycle: str = ""
    retention: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement rests on: ``about`` names the fields it proves (empty: the whole)."""

    source: str
    about: tuple[str, ...] = ()
    url: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """一级事项 of a domain, with the number of its items in the national table where that is known."""

    name: str
    known_total: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Guideline:
    """The ministry's document that a domain follows; number and date only when verified."""

    title: str
    issuer: tuple[str, ...] = ()
    number: str = ""
    date: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a domain was compiled and how far it can be trusted."""

    compiled_from: tuple[str, ...]
    known_total: int | None
    total_note: str
    missing: tuple[str, ...]
    verified: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain:
    """公开领域: one field of the standard. ``slug`` is its folder name."""

    slug: str
    name: str
    order: int
    summary: str
    categories: tuple[Category, ...]
    channel_rule: str
    channels: Channels
    guideline: Guideline | None
    provenance: Provenance
    aliases: tuple[str, ...] = ()
    icon: str = ""
    levels_ours: bool = False
    note: str = ""
    layer: str = "standard"


@dataclass(frozen=True, slots=True)
class Law:
    """依据文件: an entry of the law register. ``status`` is one of `words.LAW_STATUSES`; ``successor`` is a law's slug."""

    slug: str
    title: str
    short: str
    rank: str
    issuer: tuple[str, ...]
    status: str
    spellings: tuple[str, ...] = ()
    number: str = ""
    dates: Mapping[str, object] = field(default_factory=dict, hash=False)
    successor: str = ""
    evidence: tuple[Evidence, ...] = ()
    region: str = ""
    note: str = ""
