"""Every time limit that somebody wrote, with its place: items and their elements, in the standard, in own items, in adjustments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.checking.scope import Path, Scope
from gongkai.problems import Position
from gongkai.reading.items import DITTO
from gongkai.reading.load import Doc


def written_limits(scope: Scope) -> Iterator[tuple[Position, str]]:
    """(place, text); 同上 and its like are left out: reading has already said that they say nothing."""
    for doc in scope.docs:
        for path, text in _limits(doc):
            if text.strip() not in DITTO:
                yield scope.in_file(doc, *path), text


def elements(doc: Doc) -> Iterator[tuple[Path, Any]]:
    """Every element of 公开内容 that a file brings in, as written, with its path: an item's own, and what an adjustment adds or puts in another's place."""
    if doc.kind == "item":
        yield from ((("content", i), element) for i, element in enumerate(doc.data["content"]))
    elif doc.kind == "adjustment":
        step = doc.data.get("adjust", {}).get("content", {})
        for key in ("now", "add"):
            yield from ((("adjust", "content", key, i), element) for i, element in enumerate(step.get(key, ())))
        for i, pair in enumerate(step.get("replace", ())):
            yield ("adjust", "content", "replace", i, "now"), pair["now"]


def _limits(doc: Doc) -> Iterator[tuple[Path, str]]:
    if doc.kind == "item":
        yield ("time_limit",), doc.data["time_limit"]
    elif doc.kind == "adjustment" and "time_limit" in doc.data.get("adjust", {}):
        yield ("adjust", "time_limit", "now"), doc.data["adjust"]["time_limit"]["now"]
    for path, element in elements(doc):
        if isinstance(element, dict) and "time_limit" in element:
            yield (*path, "time_limit"), element["time_limit"]
