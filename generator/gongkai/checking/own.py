"""What the regions themselves wrote, as the rules ask for it: their own items, their steps in inherited ones, their files."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.scope import Scope
from gongkai.model.catalogue import STANDARD, Catalogue, Entry
from gongkai.model.item import Element, Item, Subjects
from gongkai.reading.kinds import region_of
from gongkai.reading.load import Doc


def own_items(scope: Scope) -> Iterator[tuple[Catalogue, Entry]]:
    """Each 本级新增事项, with the catalogue of the region that added it."""
    for catalogue, entry in scope.entries():
        if entry.layer == catalogue.region.id:
            yield catalogue, entry


def regional(entry: Entry, *fields: str) -> bool:
    """True when a region wrote one of the ``fields``: what a ministry printed is not the editor's to mend."""
    return any(entry.origin(field).layer != STANDARD for field in fields)


def region_doc(scope: Scope, region: str) -> Doc | None:
    """The region.yaml of the region with that id."""
    return scope.by_path.get("regions/" + region.replace("/", "/regions/") + "/region.yaml")


def region_files(scope: Scope, kind: str) -> Iterator[tuple[str, Doc]]:
    """(region's id, file) of every file of that kind below ``regions/``."""
    for doc in scope.docs:
        if doc.kind == kind and doc.path.startswith("regions/"):
            yield region_of(doc.path), doc


def every_entry(scope: Scope) -> Iterator[Entry]:
    """Every wording of every item in any layer, the standard's and withdrawn ones too, each once."""
    seen: set[int] = set()
    for entries in (scope.library.base, *(catalogue.entries for catalogue in scope.library.catalogues.values())):
        for entry in entries.values():
            if id(entry) not in seen:
                seen.add(id(entry))
                yield entry


def every_subjects(item: Item) -> Iterator[Subjects]:
    """公开主体 of the item and of the elements that have their own."""
    yield item.subjects
    for element in item.content:
        if element.subjects:
            yield element.subjects


def elements_with(item: Item, field: str) -> Iterator[tuple[int, Element]]:
    """(index, element) of the elements that say something else than the item in ``field``."""
    return ((i, element) for i, element in enumerate(item.content) if getattr(element, field))
