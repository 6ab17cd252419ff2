"""Tables in running text (Word, web pages): nested, spanned, between paragraphs. Becomes grids, each with the lines above it."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.importing.grid import Grid
from gongkai.importing.readers.guard import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TABLE_DEPTH, Notes, too_big, too_big_a_table
from gongkai.importing.readers.table import Table, clean

Content = list["str | _Inner"]


@dataclass(slots=True)
class _Inner:
    """A table in the flow: its cells by row and column, its merged regions by their first cell."""

    cells: dict[tuple[int, int], Content] = field(default_factory=dict)
    regions: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    size: int = 0

    @property
    def is_layout(self) -> bool:
        """Does it only arrange other tables? So it is if one inside it has more cells than itself."""
        return any(isinstance(one, _Inner) and one.size > len(self.cells) for content in self.cells.values() for one in content)


@dataclass(slots=True)
class _Open:
    table: _Inner = field(default_factory=_Inner)
    row: int = -1
    column: int = 0
    busy: dict[int, int] = field(default_factory=dict)
    """Column → the last row that a cell from above reaches down to."""
    owner: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Column → the first cell of the vertical merge that may go on in the next row."""


@dataclass(slots=True)
class OpenCell:
    """A cell while it is read. ``wide`` and ``high`` are its spans; ``starts`` and ``goes_on``: Word's way to merge downwards, cell by cell."""

    content: Content = field(default_factory=list)
    wide: int = 1
    high: int = 1
    starts: bool = False
    goes_on: bool = False


class Flow:
    """Takes lines and tables as they come. Raises `UnreadableError` beyond the limits."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._body: Content = []
        self._open: list[_Open] = []
        self._cells: list[OpenCell] = []
        self._spent = 0
        self._grids: list[Grid] = []
        self._lines: list[str] = []

    @property
    def in_table(self) -> bool:
        return bool(self._open)

    @property
    def cell(self) -> OpenCell | None:
        """The open cell of the innermost table."""
        return self._cells[-1] if self._open and len(self._cells) == len(self._open) else None

    def line(self, text: str) -> None:
        """A line of text, inside the open cell or between tables."""
        text = clean(text).strip("\n")
        if text.strip():
            self._content.append(text)

    def open_table(self) -> None:
        """A table begins, in the open cell if there is one. Everything that is left open is closed by what comes next."""
        if len(self._open) >= MAX_TABLE_DEPTH:
            raise too_big(f"表格里套表格，超过 {MAX_TABLE_DEPTH} 层", "把目录所在的表格复制到新文件里再导入")
        if self._open and self.cell is None:
            self.open_cell()
        self._open.append(_Open())

    def open_row(self) -> None:
        self.close_cell()
        top = self._open[-1]
        top.row += 1
        top.column = 0
        if top.row >= MAX_ROWS:
            raise too_big(f"一张表超过 {MAX_ROWS:,} 行")

    def skip(self, columns: int) -> None:
        """The row has no cells in its next columns."""
        self._open[-1].column += min(columns, MAX_COLUMNS)

    def open_cell(self) -> OpenCell:
        if self._open[-1].row < 0:
            self.open_row()
        self.close_cell()
        self._cells.append(OpenCell())
        return self._cells[-1]

    def close_cell(self) -> None:
        """Put the open cell, if any, into the next free column."""
        if self.cell is None:
            return
        top, cell = self._open[-1], self._cells.pop()
        wide, high = max(1, min(cell.wide, MAX_COLUMNS)), max(1, min(cell.high, MAX_ROWS))
        while top.busy.get(top.column, -1) >= top.row:
            top.column += 1
            self._spend(1)
        self._spend(wide)
        here = (top.row, top.column)
        owner = top.owner.pop(top.column, None)
        if cell.goes_on and owner is not None and top.table.regions[owner][0] >= top.row - 1:
            top.table.regions[owner] = (top.row, top.table.regions[owner][1])
            top.table.cells[owner].extend(cell.content)
            top.owner[top.column] = owner
        else:
            top.table.cells[here] = cell.content
            if wide > 1 or high > 1 or cell.starts:
                top.table.regions[here] = (top.row + high - 1, top.column + wide - 1)
            if cell.starts:
                top.owner[top.column] = here
        if high > 1:
            top.busy.update(dict.fromkeys(range(top.column, top.column + wide), top.row + high - 1))
        top.column += wide

    def drop_row(self) -> None:
        """Forget the cells of the row just read: a revision deleted it."""
        top = self._open[-1]
        for column in range(top.column):
            top.table.cells.pop((top.row, column), None)
            top.table.regions.pop((top.row, column), None)
        top.row -= 1

    def close_table(self) -> None:
        self.close_cell()
        table = self._open.pop().table
        inside = [one.size for content in table.cells.values() for one in content if isinstance(one, _Inner)]
        table.size = max([len(table.cells), *inside])
        self._content.append(table)

    def finish(self) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
        """The grids in order, and the lines after the last one."""
        while self._open:
            self.close_table()
        self._emit(self._body)
        return tuple(self._grids), tuple(self._lines)

    @property
    def _content(self) -> Content:
        return self._cells[-1].content if self._cells else self._body

    def _spend(self, cells: int) -> None:
        self._spent += cells
        if self._spent > MAX_CELLS:
            raise too_big_a_table()

    def _emit(self, content: Content) -> None:
        for one in content:
            if isinstance(one, str):
                self._lines.extend(line.strip() for line in one.split("\n") if line.strip())
            elif one.is_layout:
                for inner in one.cells.values():
                    self._emit(inner)
            else:
                self._table(one)

    def _table(self, inner: _Inner) -> None:
        table, number = Table(), len(self._grids) + 1
        for (row, column), content in inner.cells.items():
            table.put(row, column, _text(content))
        for (row, column), (last_row, last_column) in inner.regions.items():
            table.merge((row, column, last_row, last_column))
        grid = table.grid(f"第{number}张表", tuple(self._lines), lambda row, column: f"第{number}张表第{row + 1}行第{column + 1}列", self._notes)
        if grid is not None:
            self._grids.append(grid)
            self._lines.clear()


def _text(content: Content) -> str:
    """The text of a cell; a table inside it becomes lines, its cells apart by a blank."""
    return "\n".join(one if isinstance(one, str) else _rows(one) for one in content)


def _rows(inner: _Inner) -> str:
    rows: dict[int, list[str]] = {}
    for (row, _), content in sorted(inner.cells.items(), key=lambda cell: cell[0]):
        rows.setdefault(row, []).append(_text(content))
    return "\n".join(filter(str.strip, (" ".join(cells) for cells in rows.values())))
