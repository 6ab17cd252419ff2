"""What a rule may look at: the resolved library, the files it was read from, and where each value stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as Folder
from typing import Any

from gongkai.model.catalogue import Catalogue, Entry, Library, Origin, published
from gongkai.problems import Position
from gongkai.reading.load import Doc
from gongkai.reading.place import position

Path = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Scope:
    """``docs``: every file that could be read; ``unread``: ids of items whose files have errors of their own; ``as_of``: the day the catalogue speaks for ("" unknown).

    ``folder``: the editor's own ``catalog/``, for rules that look at comments and at other files than YAML (None: there is nothing to look at).
    """

    library: Library
    docs: Sequence[Doc]
    unread: frozenset[str] = frozenset()
    as_of: str = ""
    folder: Folder | None = None

    @cached_property
    def by_path(self) -> dict[str, Doc]:
        """Path below ``catalog/`` → file."""
        return {doc.path: doc for doc in self.docs}

    @cached_property
    def by_file(self) -> dict[tuple[str, str], Doc]:
        """(root, file) as positions and origins name it → file."""
        return {(doc.where.root, doc.where.file): doc for doc in self.docs}

    @cached_property
    def published(self) -> tuple[Catalogue, ...]:
        """The catalogues that the site shows: the root region's and all below it, top first."""
        return tuple(published(self.library))

    def entries(self) -> Iterator[tuple[Catalogue, Entry]]:
        """Every item once for each wording it has anywhere, with the first catalogue that has it so; withdrawn ones left out.

        What a region inherits unchanged is the same entry as above and was looked at there.
        """
        yield from self._entries

    @cached_property
    def _entries(self) -> tuple[tuple[Catalogue, Entry], ...]:
        first: dict[int, tuple[Catalogue, Entry]] = {}
        for catalogue in self.library.catalogues.values():
            for entry in catalogue.entries.values():
                if entry.withdrawal is None:
                    first.setdefault(id(entry), (catalogue, entry))
        return tuple(first.values())

    def own(self) -> Iterator[tuple[Catalogue, Entry, Entry]]:
        """(catalogue, entry, the entry above) of every item that a region itself adjusted; withdrawn ones left out."""
        yield from self._own

    @cached_property
    def _own(self) -> tuple[tuple[Catalogue, Entry, Entry], ...]:
        found = []
        for catalogue in self.library.catalogues.values():
            above, region = self.above(catalogue), catalogue.region.id
            for id_, entry in catalogue.entries.items():
                if entry.changes and entry.withdrawal is None and entry.layer != region and id_ in above and entry.changed_by(region):
                    found.append((catalogue, entry, above[id_]))
        return tuple(found)

    def above(self, catalogue: Catalogue) -> Mapping[str, Entry]:
        """The entries of the layer above: the parent region's, or the standard's as no region has touched them."""
        parent = self.library.catalogues.get(catalogue.region.parent)
        return parent.entries if parent else self.library.base

    def at(self, entry: Entry, name: str, index: int | None = None) -> Position:
        """Where field ``name`` of the entry, or one of its elements, was written: in the item's file or the adjustment that changed it."""
        origin = entry.element_origins(name)[index] if index is not None else entry.origin(name)
        doc = self.by_file.get((origin.root, origin.file))
        if doc is None:
            return Position(origin.root, origin.file, origin.line)
        step: Path = (name,) if index is None else (name, index)
        base = position(doc.marks, step, doc.where)
        if base.line == origin.line and name in doc.data:
            return base
        return self._nearest(doc, name, origin, index)

    def _nearest(self, doc: Doc, name: str, origin: Origin, index: int | None) -> Position:
        """In the part of an adjustment that speaks of the field: what it puts in the old value's place, or the first value on the origin's line."""
        adjust = doc.data.get("adjust", {})
        part = adjust.get(name) if isinstance(adjust, dict) else None
        if isinstance(part, dict) and "now" in part:
            return position(doc.marks, ("adjust", name, "now") if index is None else ("adjust", name, "now", index), doc.where)
        for path in _paths(part, ("adjust", name)):
            found = position(doc.marks, path, doc.where)
            if found.line == origin.line:
                return found
        return Position(origin.root, origin.file, origin.line)

    def in_file(self, doc: Doc, *path: str | int, key: bool = False) -> Position:
        """The place of a value in a file; ``key`` asks for that of its key."""
        return position(doc.marks, path, doc.where, key=key)


def _paths(part: Any, path: Path) -> Iterator[Path]:
    """Paths of the scalar values below ``part``, in the order of the file."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _paths(value, (*path, key))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from _paths(value, (*path, i))
    else:
        yield path
