"""One table while it is read: texts by row and column, and merged regions, which become a `Grid` with every covered cell filled."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from gongkai.importing.grid import Cell, Grid
from gongkai.importing.readers.guard import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_GRIDS,
    MAX_MERGED,
    MAX_ROWS,
    MAX_TEXT,
    MAX_TOTAL_TEXT,
    Notes,
    too_big,
    too_big_a_table,
)

_SPECIAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

Region = tuple[int, int, int, int]
"""First row, first column, last row, last column; all count from 0."""


def clean(text: str) -> str:
    """The text with line ends as ``\\n``, tabs as blanks and without control characters; all else as it is."""
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub("", _BREAKS.sub("\n", text).replace("\t", " "))


@dataclass(slots=True)
class Table:
    """Rows and columns count from 0; a later text for the same place replaces the earlier one."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Region] = field(default_factory=list)
    cells: int = 0
    characters: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a text, unless it is blank: what holds no text is filled in at the end. Raises `UnreadableError` for too many."""
        self.cells += 1
        self.characters += len(text)
        if self.cells > MAX_CELLS or self.characters > MAX_TOTAL_TEXT:
            raise too_big_a_table()
        text = clean(text)
        if text and not text.isspace():
            self.texts[row, column] = text

    def merge(self, region: Region) -> None:
        """Keep a merged region. Raises `UnreadableError` for too many."""
        self.merged.append(region)
        if len(self.merged) > MAX_MERGED:
            raise too_big(f"合并的单元格太多，超过 {MAX_MERGED:,} 处")

    def grid(self, place: str, above: tuple[str, ...], name: Callable[[int, int], str], notes: Notes) -> Grid | None:
        """The table up to its last row and column with text, as a rectangle; None if it has no text at all.

        ``name`` gives the place of a cell. Raises `UnreadableError` beyond the limits.
        """
        if not self.texts:
            return None
        notes.grids += 1
        if notes.grids > MAX_GRIDS:
            raise too_big(f"表格太多，超过 {MAX_GRIDS:,} 张")
        height = 1 + max(row for row, _ in self.texts)
        width = 1 + max(column for _, column in self.texts)
        if height > MAX_ROWS:
            raise too_big(f"{place}有 {height:,} 行，超过 {MAX_ROWS:,} 行", "删去末尾多余的行，或者拆成几个文件再导入")
        if width > MAX_COLUMNS:
            raise too_big(f"{place}有 {width:,} 列，超过 {MAX_COLUMNS} 列", "删去右边多余的列再导入")
        for (row, column), text in self.texts.items():
            if len(text) > MAX_TEXT:
                raise too_big(f"{name(row, column)}有 {len(text):,} 个字，超过 {MAX_TEXT:,} 个字", "把这一格的内容拆开再导入")
        notes.spend(cells=height * width, characters=sum(map(len, self.texts.values())))
        covers = self._covers(height, width, name, notes)
        rows = tuple(
            tuple(covers.get((row, column)) or Cell(self.texts.get((row, column), ""), name(row, column)) for column in range(width))
            for row in range(height)
        )
        return Grid(place, above, rows)

    def _covers(self, height: int, width: int, name: Callable[[int, int], str], notes: Notes) -> dict[tuple[int, int], Cell]:
        """The covered cells by their own place. Regions may overlap in a damaged file: the later one wins."""
        covers: dict[tuple[int, int], Cell] = {}
        buried: list[str] = []
        for top, left, bottom, right in self.merged:
            if top >= height or left >= width:
                continue
            text = self.texts.get((top, left), "")
            cell = Cell(text, name(top, left), covered=True)
            last_row, last_column = min(bottom + 1, height), min(right + 1, width)
            area = (last_row - top) * (last_column - left)
            notes.spend(cells=area, characters=area * len(text))
            for row in range(top, last_row):
                for column in range(left, last_column):
                    if (row, column) != (top, left):
                        covers[row, column] = cell
                        if self.texts.get((row, column), text) != text:
                            buried.append(f"{name(row, column)}“{self.texts[row, column][:20]}”")
        if buried:
            notes.add("X110", f"合并单元格下面还藏着别的文字，没有读入：{listed(buried)}", "取消合并看看这些文字要不要，要就写到看得见的格子里")
        return covers


def listed(places: list[str], most: int = 5) -> str:
    """Places in one sentence, only the first few of many."""
    return "、".join(places[:most]) + (f" 等 {len(places)} 处" if len(places) > most else "")


def letters(column: int) -> str:
    """The name of a column counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
