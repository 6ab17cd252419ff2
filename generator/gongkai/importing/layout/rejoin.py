"""Pasted tables whose rows run over several lines: the lines of one row put together before anything is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.importing.cells.text import flat
from gongkai.importing.layout.headings import is_known, key_of

_BODY = frozenset(("content", "basis", "limit", "channels", "who"))
_SIGNS = re.compile(r"[|｜]")


def rejoined(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines with those of one table row joined (a line end inside a cell stays one, as ``<br>``), each with the number of its first line.

    A copy from a web page breaks a row wherever a cell had a line of its own. What shows the rows' ends: every row has as many bars; or
    rows begin with a number or a text and their later lines with a bar. Text without a table comes back line by line.
    """
    start = next((i for i, line in enumerate(lines) if _begins_header(lines, i)), None)
    if start is None:
        return list(enumerate(lines))
    before = list(enumerate(lines[:start]))
    rest = lines[start:]
    most = max(map(_count, rest))
    if all(_count(line) >= most - 2 or not _SIGNS.search(line) for line in rest if line.strip()):
        return list(enumerate(lines))
    width = _bars_of_a_row(rest)
    joined = _by_count(rest, width) if width else _by_first_sign(rest)
    return before + [(start + number, line) for number, line in joined]


def _begins_header(lines: Sequence[str], i: int) -> bool:
    """序号 or 公开事项 in this line, and three headings of a table's body in it or in the few lines below."""
    cells = _cells(lines[i])
    if not cells or not any(key_of(cell) in ("no", "title", "l1") for cell in cells[:2]) or not _SIGNS.search(lines[i]):
        return False
    near = [cell for line in lines[i : i + 24] for cell in _cells(line)]
    return len({key_of(cell) for cell in near} & _BODY) >= 3


def _cells(line: str) -> list[str]:
    return [flat(cell) for cell in _SIGNS.split(line) if cell.strip()]


def _count(line: str) -> int:
    return len(_SIGNS.findall(line))


def _bars_of_a_row(lines: Sequence[str]) -> int:
    """The number of bars that every row has, if the lines fall into rows of that size without rest; 0 if there is none."""
    counts = [_count(line) for line in lines if line.strip()]
    for width in range(max(max(counts, default=0), 7), 61):
        total = rows = 0
        for count in counts:
            total += count
            if total > width:
                break
            if total == width:
                total, rows = 0, rows + 1
        else:
            if rows >= 3 and total < width:
                return width
    return 0


def _by_count(lines: Sequence[str], width: int) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    parts: list[str] = []
    first = total = 0
    for number, line in enumerate(lines):
        if not parts:
            first = number
        if line.strip():
            parts.append(line.strip())
            total += _count(line)
        if total >= width:
            out.append((first, _glued(parts)))
            parts, total = [], 0
    return [*out, *((number, line) for number, line in enumerate(lines) if parts and number >= first and line.strip())]


def _by_first_sign(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Rows begin with a text; a line that begins with a bar, or follows one that does not end with a bar, goes on with the row before."""
    out: list[tuple[int, str]] = []
    open_row = False
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        goes_on = bool(out) and (text[0] in "|｜" or open_row) and bool(_SIGNS.search(out[-1][1]))
        header_piece = bool(out) and _is_header(out[-1][1]) and _is_header(text) and not _starts_lower_header(text)
        if goes_on or header_piece:
            out[-1] = (out[-1][0], _glued([out[-1][1], text]))
        else:
            out.append((number, text))
        open_row = bool(_SIGNS.search(text)) and text[-1] not in "|｜"
    return out


def _is_header(line: str) -> bool:
    cells = _cells(line)
    return bool(cells) and all(is_known(cell) for cell in cells)


def _starts_lower_header(line: str) -> bool:
    return any(key_of(cell) in ("l1", "l2", "everyone", "active") for cell in _cells(line)[:1])


def _glued(parts: Sequence[str]) -> str:
    """A line end between two texts is one inside the cell; beside a bar it is none."""
    out = parts[0]
    for part in parts[1:]:
        out += ("" if out[-1:] in "|｜" or part[:1] in "|｜" else "<br>") + part
    return out
