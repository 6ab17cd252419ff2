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


def _limits(doc: Doc) -> Iterator[tuple[Path, str]]:
    if doc.kind == "item":
        yield ("time_limit",), doc.data["time_limit"]
        content: Any = doc.data["content"]
        base: Path = ("content",)
    else:
        adjust = doc.data.get("adjust", {}) if doc.kind == "adjustment" else {}
        if "time_limit" in adjust:
            yield ("adjust", "time_limit", "now"), adjust["time_limit"]["now"]
        content, base = adjust.get("content", {}).get("add", ()), ("adjust", "content", "add")
    for i, element in enumerate(content):
        if isinstance(element, dict) and "time_limit" in element:
            yield (*base, i, "time_limit"), element["time_limit"]
