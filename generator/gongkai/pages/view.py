"""One region's part of the site: its addresses, its listed items in order, and every index that its pages need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gongkai.comparing.editions import Editions
from gongkai.model.catalogue import STANDARD, Catalogue, Duty, Entry, Library
from gongkai.model.duty import duties
from gongkai.model.item import Domain, Item, Subjects
from gongkai.model.region import Body, Region
from gongkai.model.timelimit import bucket, parse
from gongkai.pages.context import Site, body_key, digest, read_icons
from gongkai.pages.html import esc

Index = Mapping[str, tuple[Entry, ...]]

LOWER_REGIONS = {"省级": "市（地区）", "市级": "县（市、区）", "县级": "乡镇（街道）", "乡级": "村（社区）", "村级": "下级"}
"""What the regions below one of this level are called together."""


@dataclass(frozen=True, eq=False)
class View:
    """One region's part of the site. ``prefix`` is its folder below the site's root: "" or ``regions/<child>/…/``."""

    site: Site
    catalogue: Catalogue
    prefix: str
    parent: View | None
    children: list[View] = field(default_factory=list)

    @property
    def region(self) -> Region:
        return self.catalogue.region

    @cached_property
    def to_root(self) -> str:
        """From the region's folder to the site's root."""
        return "../" * self.prefix.count("/")

    @cached_property
    def above(self) -> str:
        """The layer that this region derives from, as it is called on screen."""
        chain = self.catalogue.chain
        names = [region.name for region in chain if region.id != self.region.id]
        return f"{names[-1]}目录" if names else self.site.layer(STANDARD)

    @cached_property
    def lower(self) -> str:
        return LOWER_REGIONS[self.region.level]

    @cached_property
    def shown(self) -> dict[str, tuple[Entry, ...]]:
        """Listed items by domain in official order, withdrawn ones included; domains without any are left out."""
        found = ((domain.slug, self.catalogue.shown(domain.slug)) for domain in self.catalogue.domains)
        return {slug: entries for slug, entries in found if entries}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """All listed items by id, in official order."""
        return {entry.item.id: entry for entries in self.shown.values() for entry in entries}

    @cached_property
    def live(self) -> tuple[Entry, ...]:
        """Listed items that have not been withdrawn."""
        return tuple(entry for entry in self.entries.values() if entry.withdrawal is None)

    @cached_property
    def domains(self) -> tuple[Domain, ...]:
        """Domains with a page here: those with listed items, and those that do not apply and say why."""
        return tuple(d for d in self.catalogue.domains if d.slug in self.shown or d.slug in self.catalogue.not_applicable)

    @cached_property
    def domain(self) -> dict[str, Domain]:
        return {domain.slug: domain for domain in self.catalogue.domains}

    @cached_property
    def _duties(self) -> dict[Any, tuple[Duty, ...]]:
        return {}  # by wording and map of roles, and by the address of an entry in memory: a dozen pages ask for the same one

    def scope(self, entry: Entry) -> str:
        """The most specific map of roles that holds for the item: its own, its domain's, or the region's ("")."""
        roles, item = self.catalogue.roles, entry.item
        return item.id if item.id in roles else item.domain if item.domain in roles else ""

    def duties(self, entry: Entry, subjects: Subjects | None = None) -> tuple[Duty, ...]:
        """Who discloses the item, or one of its elements; worked out once per wording and map of roles."""
        key = (self.scope(entry), subjects) if subjects else id(entry)
        found = self._duties.get(key)
        if found is None:
            roles = self.site.library.vocabulary.roles
            self._duties[key] = found = duties(self.catalogue, roles, entry.item, subjects) if subjects else self.duties(entry, entry.item.subjects)
        return found

    def _index(self, keys: Callable[[Entry], Iterable[str]]) -> Index:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.live:
            for key in keys(entry):
                entries = found[key]
                if not entries or entries[-1] is not entry:
                    entries.append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def by_body(self) -> Index:
        """Items by `body_key`; an element with an organ of its own counts for that organ too."""
        return self._index(self._body_keys)

    def _body_keys(self, entry: Entry) -> Iterable[str]:
        for subjects in (None, *(element.subjects for element in entry.item.content if element.subjects)):
            yield from (body_key(duty.body) for duty in self.duties(entry, subjects) if duty.body)

    @cached_property
    def by_law(self) -> Index:
        return self._index(lambda entry: (citation.law for citation in entry.item.basis))

    @cached_property
    def by_channel(self) -> Index:
        return self._index(lambda entry: (use.id for use in entry.item.channels.all))

    @cached_property
    def by_life_event(self) -> Index:
        return self._index(lambda entry: entry.item.life_events)

    @cached_property
    def by_limit(self) -> Index:
        return self._index(lambda entry: (bucket(parse(entry.item.time_limit)),))

    @cached_property
    def by_level(self) -> Index:
        return self._index(lambda entry: entry.item.levels)

    @cached_property
    def by_mode(self) -> Index:
        return self._index(lambda entry: (entry.item.mode,))

    @cached_property
    def row_stamps(self) -> dict[str, str]:
        """Item id → everything that a list prints of the item."""
        return {id_: row_stamp(entry) for id_, entry in self.entries.items()}

    @cached_property
    def neighbours(self) -> dict[str, tuple[Entry | None, Entry | None]]:
        """The items before and after, within the domain."""
        found: dict[str, tuple[Entry | None, Entry | None]] = {}
        for entries in self.shown.values():
            for before, entry, after in zip((None, *entries), entries, (*entries[1:], None), strict=False):
                found[entry.item.id] = (before, after)
        return found

    @cached_property
    def siblings(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        """Items of one category: (domain, category) → entries."""
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.live:
            found[(entry.item.domain, entry.item.category)].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def list_stamps(self) -> dict[str, str]:
        """Domain → a stamp of what its items' pages may print of each other: titles, order, what is withdrawn."""
        return {slug: digest(*map(row_stamp, entries)) for slug, entries in self.shown.items()}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Bodies with a page in this view: the region's own; at the top also those of regions above that have duties here."""
        found = {body_key(body): body for body in self.catalogue.own_bodies}
        if self.parent is None:
            duties = (duty for view in self.site.views.values() for entry in view.entries.values() for duty in view.duties(entry))
            for body in dict.fromkeys(duty.body for duty in duties if duty.body and duty.body.region not in self.site.views):
                found[body_key(body)] = body
        return found

    @cached_property
    def changed(self) -> dict[str, Entry]:
        """Listed items that this region itself adjusted, withdrew, restored or added."""
        mine = self.region.id
        return {id_: entry for id_, entry in self.entries.items() if is_changed(entry, mine)}

    @cached_property
    def changed_below(self) -> dict[str, tuple[View, ...]]:
        """Item id → the regions directly below that have it otherwise."""
        found: dict[str, list[View]] = defaultdict(list)
        for child in self.children:
            for id_ in child.changed:
                found[id_].append(child)
        return {id_: tuple(views) for id_, views in found.items()}

    def trail(self, up: str) -> list[tuple[str, str]]:
        """The first steps of the breadcrumbs, from the site's home to the region's; ``up`` leads to the region's folder."""
        steps: list[tuple[str, str]] = []
        view: View | None = self
        while view:
            back = "../" * (self.prefix.count("/") - view.prefix.count("/"))
            steps.insert(0, (view.region.name if self.parent else "首页", f"{up}{back}index.html"))
            view = view.parent
        return steps

    def mine(self, layer: str) -> str:
        """How this region speaks of a layer: 本级 for itself, others by name."""
        return "本级" if layer == self.region.id else self.site.layer(layer)

    def category_number(self, item: Item) -> int:
        """The place of the item's 一级事项 in its domain, from 1; 0 when the domain does not list it."""
        return self._categories.get((item.domain, item.category or item.title), 0)

    @cached_property
    def _categories(self) -> dict[tuple[str, str], int]:
        return {(d.slug, category.name): i for d in self.catalogue.domains for i, category in enumerate(d.categories, 1)}

    def item_link(self, up: str, entry: Entry) -> str:
        """A link to an item of this region; ``up`` leads to the region's folder."""
        key = (up, entry.item.id)
        found = self._links.get(key)
        if found is None:
            found = self._links[key] = f'<a href="{up}items/{esc(entry.item.id)}.html">{esc(entry.item.title)}</a>'
        return found

    @cached_property
    def _links(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def stamp(self) -> str:
        """Changes with everything about the region that its item pages may print, items themselves apart."""
        catalogue = self.catalogue
        maps = {
            scope: {role: {level: [body.name for body in bodies] for level, bodies in levels.items()} for role, levels in roles.items()}
            for scope, roles in catalogue.roles.items()
        }
        family = (self.prefix, [(child.prefix, child.region.name) for child in self.children])
        layers = [region.name for region in catalogue.chain]
        parts: tuple[Any, ...] = (self.region, layers, family, catalogue.domains, catalogue.bodies, maps, catalogue.not_applicable, catalogue.verified)
        return digest(self.site.stamp, *map(repr, parts))

    @cached_property
    def whole(self) -> str:
        """Changes with anything that any page of the region may print."""
        below = [child.whole for child in self.children]
        entries = [f"{id_}{entry.digest}" for id_, entry in self.entries.items()]
        return digest(self.stamp, self.site.as_of, repr(self.catalogue.chain), *entries, *below)

    @cached_property
    def fragments(self) -> dict[Any, Any]:
        """Finished pieces of markup that many pages of the region share, kept by the pages that make them."""
        return {}


def is_changed(entry: Entry, layer: str) -> bool:
    """True when ``layer`` itself added, adjusted, withdrew or restored the item."""
    return (
        entry.layer == layer
        or (entry.withdrawal is not None and entry.withdrawal.origin.layer == layer)
        or (entry.restored is not None and entry.restored.layer == layer)
        or (bool(entry.changes) and bool(entry.changed_by(layer)))
    )


def row_stamp(entry: Entry) -> str:
    """Changes with everything that a list prints of an item."""
    item = entry.item
    return f"{item.id}\0{item.category}\0{item.title}\0{'gone' if entry.withdrawal else ''}"


def build_site(
    library: Library,
    *,
    as_of: str,
    icon_folder: Path | None = None,
    tables: bool = True,
    office: Sequence[str] = (),
    search: bool = True,
    editions: Editions | None = None,
    written: Sequence[tuple[str, str]] = (),
) -> Site:
    """The publication's root region and everything below it.

    ``as_of`` is the date the site speaks for (``2026-01-31``); ``icon_folder`` holds the theme's Material Design icons as ``<name>.svg``.
    """
    names = {domain.icon for catalogue in library.catalogues.values() for domain in catalogue.domains}
    names |= {event.icon for event in library.vocabulary.life_events.values()} | {"file-document-outline"}
    site = Site(library, as_of, read_icons(icon_folder, sorted(names)) if icon_folder else {}, tables, search, editions=editions or Editions(), office=tuple(office), written=tuple(written))
    _add_view(site, library.root, "", None)
    return site


def _add_view(site: Site, catalogue: Catalogue, prefix: str, parent: View | None) -> None:
    view = View(site, catalogue, prefix, parent)
    site.views[catalogue.region.id] = view
    if parent:
        parent.children.append(view)
    for id_ in catalogue.region.children:
        child = site.library.catalogues.get(id_)
        if child:
            _add_view(site, child, f"{prefix}regions/{child.region.slug}/", view)
