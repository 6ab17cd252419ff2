"""What every office format prints: a title, lines above the table, columns under the official two-row header, rows, and which cells join."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from gongkai.pages.domain_rows import Column

WIDTHS = {
    "no": 5, "domain": 10, "l1": 11, "l2": 15, "l3": 15, "content": 46, "basis": 36, "limit": 16, "who": 14, "channels": 22,
    "everyone": 7, "groups": 9, "request": 7, "note": 12,
    "title": 20, "was": 36, "now": 36, "reason": 20,
}
"""Width of a column by its key, in characters of a Western letter."""

NARROW = 5
"""A yes-or-no column."""
A4, A3 = "A4", "A3"
A4_HOLDS = 180
"""Wider tables are printed on A3."""

_ODD = re.compile("[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDE = re.compile("[^\x00-\u00ff]")
_JOINED = ("domain", "l1", "l2")
"""Columns whose equal cells below each other are one, from the outermost."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells in the order of the columns, the item's id ("" when it is no item), and whether the item is withdrawn."""

    cells: tuple[str, ...]
    id: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``name`` is its short name (a worksheet's tab, an entry of the outline), ``notes`` the lines between title and table."""

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def has_ids(self) -> bool:
        return any(line.id for line in self.lines)

    @property
    def two_rows(self) -> bool:
        """The header has a second row."""
        return any(column.group for column in self.columns)


@dataclass(frozen=True, slots=True)
class Book:
    """A document: one sheet, or several behind a table of contents, which also lists what is absent: (name, why).

    ``author`` is the office that issues it, ``as_of`` the day (YYYY-MM-DD, "" where unknown) that its data stand for.
    """

    title: str
    sheets: tuple[Sheet, ...]
    author: str = ""
    as_of: str = ""
    notes: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    contents: bool = False


def width(column: Column) -> int:
    return WIDTHS.get(column.key, NARROW)


def is_tick(column: Column) -> bool:
    """A yes-or-no column: √ or nothing."""
    return column.key in ("everyone", "active", "request") or column.group == "公开层级"


def is_centred(column: Column) -> bool:
    return column.key in ("no", "domain", "l1") or is_tick(column)


def paper_of(sheet: Sheet, paper: str) -> str:
    """``paper`` if it was asked for, else the size that the table needs."""
    return paper or (A3 if sum(map(width, sheet.columns)) > A4_HOLDS else A4)


def blocks(sheet: Sheet) -> list[tuple[int, int, int]]:
    """Cells that are one in print: (column, first row, last row), rows counted from 0. A cell joins only within the block to its left."""
    found: list[tuple[int, int, int]] = []
    groups = [(0, len(sheet.lines))]
    keys = [column.key for column in sheet.columns]
    for key in _JOINED:
        if key not in keys or (key == "l2" and "l3" not in keys):
            continue
        place = keys.index(key)
        inner = [part for start, end in groups for part in _runs(sheet.lines, place, start, end)]
        found += [(place, start, end - 1) for start, end in inner if end - start > 1 and sheet.lines[start].cells[place]]
        groups = inner
    return found


def _runs(lines: Sequence[Line], place: int, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for _, run in groupby(range(start, end), key=lambda row: lines[row].cells[place]):
        rows = list(run)
        found.append((rows[0], rows[-1] + 1))
    return found


def header(sheet: Sheet) -> list[tuple[str, int, int, tuple[Column, ...]]]:
    """The upper row of the header: (text, first column, last column, the columns below it; none where one cell fills both rows)."""
    found = []
    at = 0
    for group, run in groupby(sheet.columns, key=lambda column: column.group or column.key):
        columns = tuple(run)
        last = at + len(columns) - 1
        found.append((columns[0].group or columns[0].label, at, last, columns if columns[0].group == group else ()))
        at = last + 1
    return found


def without_empty(sheet: Sheet, key: str = "note") -> Sheet:
    """The sheet without the column ``key`` where none of its cells says anything: paper has no room for it."""
    place = next((i for i, column in enumerate(sheet.columns) if column.key == key), None)
    if place is None or any(line.cells[place] for line in sheet.lines):
        return sheet
    columns = sheet.columns[:place] + sheet.columns[place + 1 :]
    lines = tuple(Line(line.cells[:place] + line.cells[place + 1 :], line.id, line.gone) for line in sheet.lines)
    return Sheet(sheet.name, sheet.title, sheet.notes, columns, lines)


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """The text as every office format can hold it: line feeds, and what XML 1.0 allows and a reader can see."""
    return _ODD.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")) if _ODD.search(text) else text


@lru_cache(maxsize=16384)
def lines_of(text: str, room: int) -> int:
    """How many lines a text takes where ``room`` Western letters fit in one. Kept, for a catalogue says the same few thousand things again and again."""
    return sum([-(-_units(line) // room) or 1 for line in text.split("\n")])


def _units(text: str) -> int:
    """The width of a text in Western letters; a Chinese character takes two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
