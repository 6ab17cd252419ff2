"""Everything that the editors of a catalogue write themselves, as one text: a rule looks through it once and asks where a hit stands.

Official titles (files below ``laws/``, 《…》), names of other things and what an adjustment quotes from the layer above are not theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from gongkai.checking.scope import Path, Scope
from gongkai.problems import Position
from gongkai.reading.load import Doc

FIELDS = frozenset(
    (
        *("title", "category", "subcategory", "content", "time_limit", "summary", "note", "reason", "not_covered"),
        *("office", "update_cycle", "retention", "text", "name", "address", "hours"),
    )
)
"""Keys whose text an editor writes; ``content`` and ``text``: elements."""

KINDS = ("item", "adjustment", "domain", "region", "bodies")
WITHIN = ("adjust", "not_applicable", "edition", "contact", "bodies", "now", "add", "replace")
"""Keys on the way to such text."""
WRITTEN = FIELDS | frozenset(WITHIN)


class Hit(NamedTuple):
    """A match, the text it is in, where it begins there, and that text's file and path."""

    match: re.Match[str]
    text: str
    start: int
    doc: Doc
    path: Path


class Prose:
    """All texts joined by line breaks. A text's path is looked for only when something is found in it: hardly ever."""

    def __init__(self, scope: Scope) -> None:
        self._texts: list[str] = []
        self._docs: list[Doc] = []
        self._first: list[int] = []
        for doc in scope.docs:
            if doc.kind in KINDS and not doc.where.root:
                self._docs.append(doc)
                self._first.append(len(self._texts))
                _gather(doc.data, self._texts)
        self._all = "\n".join(self._texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in self._texts)]

    def _home(self, number: int) -> tuple[Doc, Path]:
        """File and path of a text."""
        i = bisect_right(self._first, number) - 1
        doc = self._docs[i]
        return doc, list(_paths(doc.data, ()))[number - self._first[i]]

    def find(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Every match that is not within 《…》, the first of each text."""
        last = -1
        for match in pattern.finditer(self._all):
            number = bisect_right(self._starts, match.start()) - 1
            text, start = self._texts[number], match.start() - self._starts[number]
            if number != last and start < len(text) and text.rfind("《", 0, start) <= text.rfind("》", 0, start):
                last = number
                yield Hit(match, text, start, *self._home(number))


def _gather(value: Mapping[str, Any], texts: list[str]) -> None:
    """The editor's texts below ``value``, in the order of the file. Called for every file: it asks no more than it must."""
    for key, inner in value.items():
        if key in WRITTEN:
            for one in inner if type(inner) is list else (inner,):
                if type(one) is str:
                    texts.append(one)
                elif type(one) is dict:
                    _gather(one, texts)


def _paths(value: Mapping[str, Any], path: Path) -> Iterator[Path]:
    """Where each text of `_gather` stands, in the same order."""
    for key, inner in value.items():
        if key in WRITTEN:
            listed = enumerate(inner) if type(inner) is list else ((None, inner),)
            for i, one in listed:
                here: Path = (*path, key) if i is None else (*path, key, i)
                if type(one) is str:
                    yield here
                elif type(one) is dict:
                    yield from _paths(one, here)


def prose(scope: Scope) -> Prose:
    """The scope's prose, read once for all rules."""
    found = _READ.get(scope)
    if found is None:
        found = _READ[scope] = Prose(scope)
    return found


def at(scope: Scope, hit: Hit) -> Position:
    """Where the text of the hit begins."""
    return scope.in_file(hit.doc, *hit.path)


_READ: WeakKeyDictionary[Scope, Prose] = WeakKeyDictionary()
