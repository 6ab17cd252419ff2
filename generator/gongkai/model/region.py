"""Regions, their bodies, roles and channels, and the publication as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.model.words import LEVEL_OF_KIND


@dataclass(frozen=True, slots=True)
class Edition:
    """目录版本 of a layer: who issued it, which version, and the paper it was issued with."""

    issuer: str
    version: str
    title: str = ""
    number: str = ""
    date: str = ""
    approved_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """The office that answers for a region's catalogue (an office line, never a person)."""

    office: str
    address: str = ""
    hours: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """单位: a concrete organisation. ``region`` is the id of the region whose register holds it; ``id`` its slug there."""

    id: str
    name: str
    kind: str
    region: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    superior: str = ""
    led_by: str = ""
    plaques: tuple[str, ...] = ()
    office: str = ""
    phone: str = ""
    supervision_phone: str = ""
    address: str = ""
    hours: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A national role (教育行政部门) or a ``party`` outside government (招标人), which no region maps to a body.

    ``level``: the role *is* the organ of that level (乡镇人民政府 at 乡级).
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """公开渠道和载体 of the register; ``online`` means a citizen can reach it from home."""

    id: str
    name: str
    online: bool
    aliases: tuple[str, ...] = ()
    summary: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """人生大事: an occasion on which people look for several items at once."""

    id: str
    name: str
    icon: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A region of any kind. ``id`` is the path of slugs from the top (``shili-sheng/shili-xian``)."""

    id: str
    name: str
    kind: str
    parent: str = ""
    code: str = ""
    invented: bool = False
    summary: str = ""
    government: str = ""
    edition: Edition | None = None
    contact: Contact | None = None
    children: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.id.rsplit("/", 1)[-1]

    @property
    def level(self) -> str:
        return LEVEL_OF_KIND[self.kind]


@dataclass(frozen=True, slots=True)
class Verification:
    """已核实: a body compared a domain or an item (``scope``) with the guideline's own text on that day."""

    scope: str
    by: str
    against: str
    date: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """An exception from a rule for an item, a domain or a file, with its reason and its last day."""

    rule: str
    scope: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class HotWord:
    """A word offered on the home page, with the domain or item that it leads to."""

    word: str
    to: str


@dataclass(frozen=True, slots=True)
class Publication:
    """`catalog.yaml`: what is published, for which root region, under which licence, and whether unverified items may go out."""

    title: str
    region: str
    licence: str = ""
    site_url: str = ""
    forge_url: str = ""
    own_domains: tuple[str, ...] = ()
    hot_words: tuple[HotWord, ...] = ()
    allow_unverified: bool = True
    rules: Mapping[str, str] = field(default_factory=dict, hash=False)
    suppressions: tuple[Suppression, ...] = ()
    sponsor: Mapping[str, str] = field(default_factory=dict, hash=False)
