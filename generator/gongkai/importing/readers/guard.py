"""What a foreign file may cost, whoever made it: limits of size, nesting and cells, and the one way to say no."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from gongkai.problems import Level, Position, Problem

MAX_FILE: Final = 50_000_000
"""Bytes of the file itself; a catalogue of a thousand rows has fewer than two million."""

MAX_ENTRIES: Final = 5_000
"""Files inside a zip."""

MAX_UNPACKED: Final = 150_000_000
"""Bytes that the parts of one file may have once unpacked, all together: what a zip bomb runs into."""

MAX_EVENTS: Final = 1_500_000
"""Elements of a file: the measure of time. A Word table of a thousand rows has about half a million."""

MAX_TOKEN: Final = 4_000_000
"""Bytes of one tag or comment: a parser has to hold it whole."""

MAX_DEPTH: Final = 800
"""Elements inside one another. Careless pages leave hundreds of tags open."""

MAX_TABLE_DEPTH: Final = 20
"""Tables inside one another."""

MAX_GRIDS: Final = 2_000
"""Tables of one file."""

MAX_ROWS: Final = 20_000
"""Rows of one table, up to the last that holds text; empty ones after it cost nothing."""

MAX_COLUMNS: Final = 256
"""Columns of one table, up to the last that holds text."""

MAX_CELLS: Final = 250_000
"""Cells of one file, empty and covered ones included."""

MAX_MERGED: Final = 100_000
"""Merged regions of one table."""

MAX_TEXT: Final = 100_000
"""Characters of one cell; Excel itself stops at 32,767."""

MAX_TOTAL_TEXT: Final = 30_000_000
"""Characters of all cells together, the repeated text of merged cells included."""


class UnreadableError(Exception):
    """Raised by readers only: the file, as a whole, cannot be used. ``read_file`` makes the finding of it."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def too_big(what: str, hint: str = "拆成几个文件再导入") -> UnreadableError:
    """The refusal of a file that exceeds a limit."""
    return UnreadableError("X103", what, hint)


def too_big_a_table() -> UnreadableError:
    """The refusal of a table with more cells or text than a catalogue can have."""
    return too_big(
        f"表格太大，超过 {MAX_CELLS:,} 个单元格或者 {MAX_TOTAL_TEXT:,} 个字", "删去多余的空行、空列和不相干的工作表，或者拆成几个文件再导入"
    )


def damaged(what: str = "") -> UnreadableError:
    """The refusal of a file whose bytes make no sense."""
    return UnreadableError("X102", f"文件损坏，读不出来{f'（{what}）' if what else ''}", "用原来的软件打开检查，能打开就另存一份再导入；打不开就请对方重新发一份")


def password() -> UnreadableError:
    """The refusal of an encrypted file."""
    return UnreadableError("X105", "文件设了密码，读不了", "用 Office 或 WPS 打开，在“文件 → 信息 → 保护”里去掉打开密码，保存以后再导入")


@dataclass(slots=True)
class Notes:
    """What a reader has to say about a file that it could read, each thing once; and what all tables of the file have cost so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    cells: int = 0
    characters: int = 0
    grids: int = 0

    def add(self, code: str, message: str, hint: str = "", level: Level = "warning") -> None:
        problem = Problem(code, Position("", self.file), message, hint, level)
        if problem not in self.problems:
            self.problems.append(problem)

    def spend(self, *, cells: int, characters: int = 0) -> None:
        """Count cells and characters of a table. Raises `UnreadableError` beyond the limits."""
        self.cells += cells
        self.characters += characters
        if self.cells > MAX_CELLS or self.characters > MAX_TOTAL_TEXT:
            raise too_big_a_table()
