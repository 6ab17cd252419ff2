"""Which blocks of a file are open at a line, and which entries fit none of them. Lines and columns count from 0 here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongkai.reading.prescan.sheet import Sheet

STEP = 2
"""Columns by which a level is indented in this catalogue: of two lines that disagree, the one that keeps to it is right."""

Kind = Literal["fields", "list"]


@dataclass(slots=True)
class _Open:
    """A block that is still open: the column of its keys or dashes, where it begins. ``loose``: that column is a guess (odd blanks)."""

    column: int
    kind: Kind
    loose: bool
    line: int
    at: int


class Nesting:
    """The open blocks, the outermost first."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.open: list[_Open] = []
        self.awaiting = True
        """The last key or dash had no value on its line: something deeper may follow."""

    @property
    def column(self) -> int:
        """Where the innermost block stands; -1 before the first entry of the file."""
        return self.open[-1].column if self.open else -1

    def takes_text(self, column: int) -> bool:
        """A text on a line of its own is the value of the key above, if it is indented deeper than that."""
        return self.awaiting and column > self.column

    def place(self, line: int, at: int, column: int, kind: Kind, *, loose: bool) -> int:
        """Find the block that the entry belongs to, or open one; report what fits nowhere. The column where the entry should stand."""
        before = list(self.open)
        while self.column > column:
            loose |= self.open.pop().loose
            self.awaiting = False
        if self.open and self.column == column:
            column = self._join(line, at, kind, loose=loose)
        elif self.awaiting or loose:
            self.open.append(_Open(column, kind, loose, line, at))
        else:
            column = self._misfit(line, at, column, kind, before)
        self.awaiting = False
        return column

    def misplaced(self, line: int, at: int, column: int, wanted: list[int] | None = None) -> None:
        """Report a line that stands in ``column`` though only ``wanted`` (the open blocks) make sense."""
        columns = sorted(set(wanted or (block.column for block in self.open)))
        self.sheet.report("indent", line, at, count=str(column), wanted="、".join(map(str, columns)))

    def _join(self, line: int, at: int, kind: Kind, *, loose: bool) -> int:
        """An entry in the innermost block's column: of that block if it is of the same kind."""
        top = self.open[-1]
        column = top.column
        above = self.open[-2] if len(self.open) > 1 else None
        step_above = (above.column if above else -STEP) + STEP
        if top.kind == kind:
            pass
        elif kind == "list" and self.awaiting:
            self.open.append(_Open(column, kind, loose, line, at))
        elif kind == "fields" and above and above.column == column:
            self.open.pop()  # a list in the column of its own key ends here
        elif kind == "list" and above and above.kind == "list" and step_above == column:
            self.misplaced(line, at, column, [above.column])  # a dash that has slipped to the right, into the column of the fields above
            self.open.pop()
        elif kind == "fields" and column == step_above + STEP:
            self.misplaced(top.line, top.at, column, [step_above])  # fields below such a dash
            top.column = step_above
            self.open.append(_Open(column, kind, loose, line, at))
        else:
            what = "这里应当是“- 列表项”，却写了字段。" if kind == "fields" else "这里应当是“字段: 值”，却写了列表项。"
            if not loose:
                self.sheet.report("mixed", line, at, what=what)
            top.kind = kind
        return self.column

    def _misfit(self, line: int, at: int, column: int, kind: Kind, before: list[_Open]) -> int:
        """An entry in a column of its own: blame it, or the block (or that block's dash) that does not keep to the steps."""
        depth = len(self.open)
        alike = [n for n in (depth, depth - 1) if 0 <= n < len(before) and before[n].kind == kind]
        if not alike:
            self.misplaced(line, at, column, [block.column for block in before])
            self.open.append(_Open(column, kind, True, line, at))
            return column
        for index in alike:
            block = before[index]
            self.open = before[: index + 1]
            if block.loose:
                block.column = column
                return column
            for number in (index, index - 1):
                culprit = before[number]
                right = (before[number - 1].column if number > 0 else -STEP) + STEP
                shifted = block.column + right - culprit.column
                if number >= 0 and right != culprit.column and shifted == column and culprit.line == block.line:
                    self.misplaced(culprit.line, culprit.at, culprit.column, [right])
                    culprit.column, block.column = right, column
                    return column
        self.open = before[: alike[0] + 1]
        self.misplaced(line, at, column, [block.column for block in before])
        return self.column
