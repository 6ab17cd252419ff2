"""What worksheets of every format share: a sheet of cells by row and column, its findings, and which sheets are read at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.importing.grid import Grid
from gongkai.importing.readers.guard import MAX_COLUMNS, Notes
from gongkai.importing.readers.table import Table, letters, listed

_OWN = "_gongkai"
"""How sheets of our own export begin that hold lists and notes for the program, not rows."""

_LETTERS = [letters(column) for column in range(MAX_COLUMNS)]


@dataclass(slots=True)
class Sheet:
    """One worksheet while it is read; ``unsure`` are the places of formulas without a value, ``wrong`` those of errors such as ``#REF!``."""

    name: str
    hidden: bool = False
    table: Table = field(default_factory=Table)
    unsure: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def place(self, row: int, column: int) -> str:
        return f"{self.name}!{_LETTERS[column] if column < MAX_COLUMNS else letters(column)}{row + 1}"


def is_own(name: str) -> bool:
    """Is this a sheet that our own export keeps for itself?"""
    return name.startswith(_OWN)


def grids(sheets: Iterable[Sheet], notes: Notes) -> tuple[Grid, ...]:
    """The sheets with any text, in order, one read after the other; says in ``notes`` what a person has to look at."""
    found = []
    for sheet in sheets:
        grid = sheet.table.grid(f"工作表“{sheet.name}”", (), sheet.place, notes)
        if sheet.unsure:
            notes.add("X108", f"有公式没有算出来的值，这几格按空白读入：{listed(sheet.unsure)}", "用 Excel 或 WPS 打开，等公式算完再保存；或者把公式改成文字")
        if sheet.wrong:
            notes.add("X108", f"有公式算错了：{listed(sheet.wrong)}", "改正公式，或者把这几格改成文字")
        if grid is None:
            continue
        if sheet.hidden:
            notes.add("X111", f"工作表“{sheet.name}”是隐藏的，也读入了", "不要的话，在表格里删去它再导入")
        found.append(grid)
    return tuple(found)
