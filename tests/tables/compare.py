"""Read a drawn table back and count, cell by cell, what came out right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.importing.grid import Source, SourceRow, Understood
from gongkai.importing.layout import understand
from gongkai.importing.layout.lines import row_places
from gongkai.importing.readers import read_file
from tables.layout import Layout
from tables.paper import WRITERS, as_source
from tables.truth import Truth, rules

FORMATS = ("grid", "xlsx", "docx", "html", "csv")


@dataclass
class Score:
    """``wrong``: a line for each cell that is not as it ought to be; ``lost``: rows of the file without a word about them."""

    cells: int = 0
    right: int = 0
    lost: list[str] = field(default_factory=list)
    rows: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.cells += other.cells
        self.right += other.right
        self.rows += other.rows
        self.lost += other.lost
        self.wrong += other.wrong


def read_back(layout: Layout, kind: str, folder: Path) -> tuple[Source, Understood]:
    if kind == "grid":
        source = as_source(layout.paper)
    else:
        path = folder / f"{layout.paper.name}.{kind}"
        WRITERS[kind](layout.paper, path)
        source = read_file(path)
    return source, understand(source, rules())


def score(layout: Layout, kind: str, folder: Path) -> Score:
    """How much of the layout is read right from a file of that kind."""
    source, understood = read_back(layout, kind, folder)
    found = _cells(layout, understood, kind)
    told = {place for places in understood.covers.values() for place in places} | {skipped.place for skipped in understood.skipped}
    for grid in source.grids:
        for place in row_places(grid.place, grid.rows):
            found.rows += 1
            if place not in told:
                found.lost.append(f"{layout.name}.{kind} {place}")
    return found


def _cells(layout: Layout, understood: Understood, kind: str) -> Score:
    result = Score()
    pairs = _paired(layout.rows, understood.rows)
    for truth, row in pairs:
        for name, expected, got in _fields(truth, row):
            result.cells += 1
            if expected == got:
                result.right += 1
            else:
                result.wrong.append(f"{layout.name}.{kind} {'/'.join(truth.names)} {name}:\n      want {expected!r}\n      got  {got!r}")
    matched = {id(row) for _, row in pairs if row is not None}
    for row in understood.rows:
        if id(row) not in matched:
            result.cells += 1
            result.wrong.append(f"{layout.name}.{kind} extra row {row.place} {row.names}")
    absent = tuple(name for name, _, _ in understood.not_applicable)
    if layout.absent or absent:
        result.cells += max(len(layout.absent), len(absent))
        result.right += len(set(layout.absent) & set(absent))
        if set(layout.absent) != set(absent):
            result.wrong.append(f"{layout.name}.{kind} absent: want {layout.absent} got {absent}")
    return result


def _paired(truths: Sequence[Truth], rows: Sequence[SourceRow]) -> list[tuple[Truth, SourceRow | None]]:
    """Each row of the truth with the row that has its titles (in order where titles repeat); else the one in its place."""
    left = list(rows)
    out: list[tuple[Truth, SourceRow | None]] = []
    for truth in truths:
        found = next((row for row in left if row.names == truth.names and (not truth.domain or row.domain == truth.domain)), None) or next((row for row in left if row.names == truth.names), None)
        out.append((truth, found))
        if found is not None:
            left.remove(found)
    return [(truth, row if row is not None else (left.pop(0) if left else None)) for truth, row in out]


def _fields(truth: Truth, row: SourceRow | None) -> list[tuple[str, object, object]]:
    """(field, expected, found) of every cell that the table has."""
    pairs: list[tuple[str, object, object]] = [("names", truth.names, row.names if row else None), ("content", truth.content, row.content if row else None)]
    for name in ("domain", "number", "id", "basis", "time_limit", "subjects", "channels", "mode", "levels"):
        expected = getattr(truth, name)
        if expected is not None and (name != "domain" or expected):
            pairs.append((name, expected, getattr(row, name) if row else None))
    if truth.groups is not None:
        pairs.append(("everyone", truth.everyone, row.everyone if row else None))
        pairs.append(("groups", truth.groups, row.groups if row else None))
    pairs += [(f"extra {key}", text, row.extra.get(key) if row else None) for key, text in truth.extra.items()]
    return pairs
