"""A grid's rows under a header as lines of slots: what stands in each column, and whether it is the row's own or a merged cell's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from gongkai.importing.cells.text import flat
from gongkai.importing.grid import Cell, Remark
from gongkai.importing.layout.align import astray, misplaced, placed
from gongkai.importing.layout.header import Column, Row
from gongkai.importing.layout.headings import title_level

_ROW = re.compile(r"(?:[A-Z]{1,3}|第)(\d+)(?:行|$)")


class Slot(NamedTuple):
    """``own``: the row's own cell; ``down``: merged with the cell above; ``across``: merged with the cell to the left."""

    text: str
    place: str
    kind: Literal["own", "down", "across"] = "own"

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(slots=True)
class Line:
    """One row below a header. ``also``: rows without a cell of their own that belong to it; ``unsure_ticks``: the ticks may stand elsewhere."""

    place: str
    slots: dict[int, Slot]
    also: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unsure_ticks: bool = False
    category: str = ""
    fresh: bool = False
    """The first below a header, be it a repeated one."""
    stood: dict[int, Slot] | None = None
    """The slots as the row has them, where they were moved."""


@dataclass(slots=True)
class Block:
    """The lines of one table of one domain. ``words``: titles and notes around it, which may say what ■ and ● mean."""

    columns: tuple[Column, ...]
    domain: str
    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    follows: bool = False
    """The table before went on here: same columns, same domain."""


def row_places(place: str, rows: Sequence[Row]) -> list[str]:
    """A name for each row of the grid ``place``: 第n行, n as the file counts where its cells tell."""
    numbers: list[int] = []
    for row in rows:
        found = next((int(hit[1]) for cell in row if not cell.covered and (hit := _ROW.search(cell.place.rsplit("!", 1)[-1].removeprefix(place)))), 0)
        last = numbers[-1] if numbers else 0
        numbers.append(found if found > last else last + 1)
    return [f"{place}第{number}行" for number in numbers]


def slots_of(row: Row) -> dict[int, Slot]:
    """Column index → slot, as the cells stand."""
    own = {cell.place for cell in row if not cell.covered}
    return {i: Slot(cell.text, cell.place, "own" if not cell.covered else "across" if cell.place in own else "down") for i, cell in enumerate(row)}


def line_of(place: str, row: Row, columns: Sequence[Column], squeezed: bool, before: Sequence[Line] = ()) -> Line:
    """The row as a line; where cells were lost with their merges, each is put where it fits. ``before``: the lines above it."""
    line = Line(place, slots_of(row))
    cells = [cell for cell in row if cell.text.strip()]
    if any(cell.covered for cell in row) or not cells or not (squeezed or misplaced(row, columns)):
        return line
    found = placed(row, columns, _deepest(before, columns))
    if found is None:
        if squeezed or astray(row, columns):
            line.remarks.append(Remark("unclear", place, "这一行的单元格和表头对不上，按原来的位置理解，请核对"))
        return line
    where, unsure = found
    if all(i < len(row) and row[i] is cell for i, cell in where.items()):
        return line
    line.stood = line.slots
    line.slots = {i: Slot(cell.text, cell.place) for i, cell in where.items()}
    line.unsure_ticks = unsure
    line.remarks.append(Remark("guessed", place, "合并单元格丢了，这一行比表头少几格，按各格的内容对到了各栏"))
    return line


def _deepest(lines: Sequence[Line], columns: Sequence[Column]) -> int:
    """The lowest title level that has been used so far."""
    for line in lines[:1]:
        return max((level for column in columns if (level := title_level(column.key)) and column.index in line.slots and not line.slots[column.index].blank), default=0)
    return 0


def lone_text(row: Row) -> str:
    """The text of a row that holds one text only, from its first cell on: a title, a section, a note; "" for any other row."""
    filled = [(i, cell) for i, cell in enumerate(row) if cell.text.strip()]
    if not filled or len({flat(cell.text) for _, cell in filled}) > 1:
        return ""
    first, cell = filled[0]
    wide = len(filled) * 2 >= len(row) and len(row) > 2
    if cell.covered or (first and not wide):
        return ""
    return cell.text.strip()


def nothing_own(row: Row) -> bool:
    """Every cell is merged from above or blank."""
    own = {cell.place for cell in row if not cell.covered}
    return all(not cell.text.strip() or (cell.covered and cell.place not in own) for cell in row)


def as_text(row: Row) -> str:
    """The row's texts in one line, each merged cell once."""
    return " ".join(dict.fromkeys(flat(cell.text) for cell in row if cell.text.strip()))[:400]


def cell_texts(row: Row) -> list[str]:
    return [flat(cell.text) for cell in row if cell.text.strip()]


__all__ = ["Block", "Cell", "Line", "Slot", "as_text", "cell_texts", "line_of", "lone_text", "nothing_own", "row_places", "slots_of"]
