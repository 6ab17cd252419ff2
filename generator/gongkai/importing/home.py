"""Where the changes of one region go: what it has, what it inherits, its files, and what our export prints for it today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from gongkai.authoring import drafts
from gongkai.authoring.desk import Desk
from gongkai.authoring.lookup import above
from gongkai.model.catalogue import STANDARD, Catalogue, Entry
from gongkai.model.item import Domain
from gongkai.model.region import Region
from gongkai.pages.domain_rows import table
from gongkai.pages.view import View, build_site
from gongkai.pages.wording import cite, element_cell
from gongkai.reading.load import Doc


class Home:
    """``region`` is a region's id, or "" for the standard in its own repository."""

    def __init__(self, desk: Desk, region: str) -> None:
        self.desk, self.region = desk, region
        self.catalogue = desk.library.catalogues[region] if region else _standard(desk)
        self.above: Mapping[str, Entry] = above(desk.library, self.catalogue) if region else {}
        self.domains: dict[str, Domain] = {domain.slug: domain for domain in self.catalogue.domains}
        self.docs: dict[str, Doc] = {doc.path: doc for doc in desk.docs if not doc.where.root}

    @property
    def name(self) -> str:
        return self.catalogue.region.name

    @property
    def entries(self) -> Mapping[str, Entry]:
        return self.catalogue.entries

    def is_own(self, entry: Entry) -> bool:
        """The item's own file is the region's, and is changed itself; others are adjusted."""
        return entry.layer == (self.region or STANDARD)

    def path(self, id_: str) -> str:
        """The item's file, or its adjustment's, below ``catalog/``."""
        return drafts.item_path(self.region, id_)

    def content(self, path: str) -> bytes | None:
        """The bytes of a file below ``catalog/``; None when there is none."""
        file = self.desk.project / "catalog" / path
        return file.read_bytes() if file.is_file() else None

    @cached_property
    def _view(self) -> View | None:
        if not self.region:
            return None
        site = build_site(self.desk.library, as_of="", tables=False, search=False)
        return site.views.get(self.region) or View(site, self.catalogue, "", None)

    @cached_property
    def _printed(self) -> dict[str, dict[str, dict[str, str]]]:
        return {}

    def printed(self, entry: Entry) -> Mapping[str, str]:
        """Column → cell of the item's row in our export; empty for an item that the region does not list."""
        view, domain = self._view, entry.item.domain
        if view is None:
            return {}
        if domain not in self._printed:
            heads, rows = table(view, self.domains[domain])
            keys = [column.key for column in heads]
            self._printed[domain] = {row.entry.item.id: dict(zip(keys, row.cells, strict=True)) for row in rows}
        return self._printed[domain].get(entry.item.id, {})

    def lines(self, entry: Entry) -> Callable[[str], tuple[str, ...]]:
        """The cells of 公开内容 and 公开依据, element by element."""

        def lines(column: str) -> tuple[str, ...]:
            view = self._view
            if view is None:
                return ()
            if column == "content":
                return tuple(element_cell(view, entry, element) for element in entry.item.content)
            return tuple(cite(view.site, citation) for citation in entry.item.basis)

        return lines


def _standard(desk: Desk) -> Catalogue:
    """The standard as if it were a region, without organs."""
    library = desk.library
    region = Region("", "国家标准", "省")
    domains = tuple(domain for domain in library.root.domains if domain.layer == STANDARD)
    order: dict[str, tuple[str, ...]] = {domain.slug: tuple(id_ for id_, entry in library.base.items() if entry.item.domain == domain.slug) for domain in domains}
    return Catalogue(region, (region,), domains, library.base, order, {}, {}, (), {})
