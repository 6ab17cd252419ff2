"""Where a value stands: file, line and column, from the marks that run parallel to a file's data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.model.catalogue import Marks
from gongkai.problems import Position

MAX_BYTES = 1_000_000
"""A larger file is no catalogue file: one item is a few kilobytes."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Which file positions name: ``file`` is its POSIX path relative to the root called ``root``."""

    root: str
    file: str


def position(marks: Marks, path: Sequence[str | int], where: SourceFile, *, key: bool = False) -> Position:
    """Where the node at ``path`` begins, or the deepest node on the way that exists; ``key`` asks for the place of its key instead."""
    place = marks
    for step in path:
        children = marks[2] if len(marks) > 2 else ()
        if isinstance(children, dict) and step in children:
            place = children[step]
            marks = place[2]
        elif isinstance(children, list) and isinstance(step, int) and 0 <= step < len(children):
            place = marks = children[step]
        else:
            break
    line, column = (place if key else marks)[:2]
    return Position(where.root, where.file, line, column)
