"""Plain text tables: CSV and TSV with their quoting, and pipe tables as people paste them into .txt and .md."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from gongkai.importing.grid import Grid
from gongkai.importing.layout.rejoin import rejoined
from gongkai.importing.readers.guard import MAX_EVENTS, Notes, damaged, too_big
from gongkai.importing.readers.table import Table, listed

_DELIMITERS: Final = "\t,;"
_SAMPLE: Final = 60
_BARS: Final = "|｜│┃"
_BAR: Final = re.compile(rf"(?<!\\)[{_BARS}]")
_RULING: Final = re.compile(r"[-+=:|｜│┃\s─━┼╋├┤┌┐└┘┬┴]*")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_BREAK_TAG: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LOOKS_LIKE_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_TEXT_AS_FORMULA: Final = re.compile(r'="([^"]*)"')
_FORMULA: Final = re.compile(r"=\s*[A-Za-z$(]")


def read(text: str, notes: Notes) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The grids, and the lines after the last one: pipe tables if there are any, else the whole as CSV or TSV. Raises `UnreadableError`."""
    if sum(map(text.count, ("\n", "\r", *_DELIMITERS, *_BARS))) > MAX_EVENTS:
        raise too_big("文件的行和列太多", "删去多余的空行、空列，或者拆成几个文件再导入")
    numbered = rejoined(text.splitlines()) if _BAR.search(text) else []
    lines = [line for _, line in numbered]
    tables = list(_blocks(lines))
    return _pipes(lines, [number for number, _ in numbered], tables, notes) if tables else (_csv(text, notes), ())


def _csv(text: str, notes: Notes) -> tuple[Grid, ...]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = max(_DELIMITERS, key=lambda one: _regularity(text, one))
    try:
        table, formulas = _table(csv.reader(_lines(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "larger than field limit" in str(error):
            raise too_big("有一格的文字太长，多半是引号不成对", "检查双引号是不是成对，或者用 Excel 或 WPS 另存为 .xlsx 再导入") from error
        notes.add("X109", "双引号不成对，引号都按普通文字读入，一格里的换行可能分成了几行", "检查双引号，或者用 Excel 或 WPS 另存为 .xlsx 再导入")
        try:
            table, formulas = _table(csv.reader(_lines(text), delimiter=delimiter, quoting=csv.QUOTE_NONE))
        except csv.Error as broken:
            raise damaged("一行太长") from broken
    if formulas:
        notes.add("X108", f"这几格是公式，没有计算，按文字读入：{listed(formulas)}", "把公式改成结果再导入")
    grid = table.grid("第1张表", (), _place, notes)
    return (grid,) if grid and len(grid.rows[0]) > 1 else ()  # one column is no table, only text


def _lines(text: str) -> Iterator[str]:
    return (found[0] for found in _LINE.finditer(text))


def _table(records: Iterable[list[str]]) -> tuple[Table, list[str]]:
    """The table, and the places of what looks like a formula."""
    table, formulas = Table(), []
    for row, record in enumerate(records):
        for column, cell in enumerate(record):
            if cell:
                if _FORMULA.match(cell):
                    formulas.append(_place(row, column))
                table.put(row, column, _as_written(cell))
    return table, formulas


def _place(row: int, column: int) -> str:
    return f"第{row + 1}行第{column + 1}列"


def _as_written(cell: str) -> str:
    """Without what keeps a spreadsheet from taking text for a formula: ``="0505"``, and the apostrophe that our own CSV puts before a sign."""
    if found := _TEXT_AS_FORMULA.fullmatch(cell):
        return found[1]
    return cell[1:] if cell[0] == "'" and cell[1:].startswith(_LOOKS_LIKE_FORMULA) else cell


def _regularity(text: str, delimiter: str) -> tuple[bool, float, int]:
    """How much the first records look like a table with that delimiter: whether it parts them, how many agree, how wide they are."""
    try:
        widths = [len(record) for record in islice(csv.reader(_lines(text), delimiter=delimiter), _SAMPLE) if record]
    except csv.Error:
        return False, 0.0, 0
    width, agreeing = Counter(widths).most_common(1)[0] if widths else (0, 0)
    return width > 1, agreeing / max(1, len(widths)), width


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First line and the one after the last of every pipe table: two lines or more that bars part into cells, ruling lines included."""
    start = rows = 0
    for number, line in enumerate([*lines, ""]):
        if _is_row(line):
            rows += not _is_ruling(line)
        elif not (rows and _is_ruling(line)):
            if rows > 1:
                yield start, number
            start, rows = number + 1, 0


def _is_row(line: str) -> bool:
    return len(_BAR.findall(line)) > 1 or (_BAR.search(line) is not None and _is_ruling(line))


def _is_ruling(line: str) -> bool:
    return any(one in line for one in ("--", "──", "━━", "==", ":-", "-:", "|-")) and _RULING.fullmatch(line) is not None


def _pipes(lines: list[str], origin: list[int], tables: list[tuple[int, int]], notes: Notes) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    grids: list[Grid] = []
    after = 0
    above: list[str] = []
    for first, last in tables:
        above += _spoken(lines[after:first])
        numbers = [number for number in range(first, last) if not _is_ruling(lines[number])]
        table = Table()
        for row, number in enumerate(numbers):
            for column, cell in enumerate(_split(lines[number])):
                table.put(row, column, cell)
        grid = table.grid(f"第{len(grids) + 1}张表", tuple(above), _placed([origin[number] for number in numbers]), notes)
        if grid is not None:
            grids.append(grid)
            above = []
        after = last
    return tuple(grids), tuple(above + _spoken(lines[after:]))


def _placed(numbers: list[int]) -> Callable[[int, int], str]:
    """Places by the lines of the file, which ruling lines take part in."""
    return lambda row, column: _place(numbers[row], column)


def _split(line: str) -> list[str]:
    parts = _BAR.split(line.strip())
    inner = parts[not parts[0].strip() : len(parts) - (not parts[-1].strip())]
    return [_BREAK_TAG.sub("\n", part.strip()).replace("\\|", "|") for part in inner]


def _spoken(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]
