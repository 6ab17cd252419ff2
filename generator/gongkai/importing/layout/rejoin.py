"""Pasted tables whose rows run over several lines: the lines of one row put together before anything is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.importing.cells.text import flat
from gongkai.importing.layout.headings import is_known, key_of, title_level

_BODY = frozenset(("content", "basis", "limit", "channels", "who"))
_LOWER = frozenset(("everyone", "groups", "active", "request", "level", "l?"))
_BAR = re.compile(r"(?<!\\)[|｜]")
_NEAR = 40
"""Lines over which a header may spread when every cell has one of its own."""

Numbered = tuple[int, str]


def rejoined(lines: Sequence[str]) -> list[Numbered]:
    """The lines with those of one table row joined (a line end inside a cell stays one, as ``<br>``), each with the number of its first line.

    A copy from a web page breaks a row wherever a cell had a line of its own. What shows the rows' ends: every row has as many bars; or
    rows begin with a number or a text and their later lines with a bar. Text without such a table comes back line by line.
    """
    numbered = list(enumerate(lines))
    start = next((i for i in range(len(lines)) if _begins_header(lines, i)), None)
    if start is None or _is_whole(lines[start:]):
        return numbered
    data = next((i for i in range(start + 1, len(lines)) if (cells := _cells(lines[i])) and re.fullmatch(r"\d{1,3}", cells[0]) and _count(lines[i])), None)
    header = numbered[start:data]
    if data is None or not all(_is_heading(cell) for _, line in header for cell in _cells(line)):
        return numbered[:start] + _rows(numbered[start:])
    return numbered[:start] + _header_rows(header) + _rows(numbered[data:])


def _rows(lines: Sequence[Numbered]) -> list[Numbered]:
    whole = _by_count(lines)
    if whole:
        return whole
    single = sum(_count(line) == 1 for _, line in lines)
    return _by_number(lines) if single * 3 > len(lines) * 2 else _by_first_sign(lines)


def _begins_header(lines: Sequence[str], i: int) -> bool:
    """序号 or 公开事项 in this line, and three headings of a table's body in it or in the lines below."""
    if not _BAR.search(lines[i]):
        return False
    cells = _cells(lines[i])
    if not cells or not any(key_of(cell) in ("no", "title", "l1") for cell in cells[:2]):
        return False
    near = [cell for line in lines[i : i + _NEAR] for cell in _cells(line)]
    return len({key_of(cell) for cell in near} & _BODY) >= 3


def _cells(line: str) -> list[str]:
    return [flat(cell) for cell in _BAR.split(line) if cell.strip()]


def _count(line: str) -> int:
    return len(_BAR.findall(line))


def _is_whole(lines: Sequence[str]) -> bool:
    """No line can be a piece of a row: each has as many bars as any other, or none."""
    most = max(map(_count, lines))
    return most > 4 and all(_count(line) >= most - 2 or not _BAR.search(line) for line in lines if line.strip())


def _is_heading(cell: str) -> bool:
    """A heading, or a piece of one that a line end cut off."""
    return is_known(cell) or cell in ("公开", "（要素）", "要素", "时限", "主体", "依据", "和载体") or set(cell) <= set("-: ")


def _header_rows(lines: Sequence[Numbered]) -> list[Numbered]:
    """The header in two rows: the upper headings, then those of the lower row, which begins with the first 一级事项 or 全社会."""
    first = lines[0][0]
    whole = flat_join([line for _, line in lines])
    cells = [cell.strip() for cell in _BAR.split(whole)]
    cells = [cell for cell in cells if cell and not set(cell) <= set("-: ")]
    body = max((i for i, cell in enumerate(cells) if key_of(cell) in _BODY), default=-1)
    at = next((i for i, cell in enumerate(cells) if i > body and (key_of(cell) in _LOWER or title_level(key_of(cell)))), len(cells))
    rows = [" | ".join(part) + " |" for part in (cells[:at], cells[at:]) if part]
    return [(first + i, row) for i, row in enumerate(rows)]


def flat_join(parts: Sequence[str]) -> str:
    """Lines put together: a line end between two texts is one inside the cell, beside a bar it is none."""
    out = ""
    for part in parts:
        text = part.strip()
        out += ("" if not out or not text or _BAR.match(out[-1]) or _BAR.match(text) else "<br>") + text
    return out


def _by_count(lines: Sequence[Numbered]) -> list[Numbered]:
    """Rows that all have the same number of bars; [] where the lines do not fall into such rows."""
    filled = [(number, line) for number, line in lines if line.strip()]
    for width in range(max([7, *(_count(line) for _, line in filled)]), 41):
        rows: list[list[Numbered]] = [[]]
        for numbered in filled:
            rows[-1].append(numbered)
            if sum(_count(line) for _, line in rows[-1]) >= width:
                rows.append([])
        if len(rows) > 2 and not rows.pop() and all(_is_row([line for _, line in row], width) for row in rows):
            return [(row[0][0], flat_join([line for _, line in row])) for row in rows]
    return []


def _is_row(parts: Sequence[str], width: int) -> bool:
    """``parts`` make one row: it begins with a text, and nothing in it begins another row or a header."""
    later = [_cells(part)[:1] for part in parts[1:]]
    begun = any(cells and (re.fullmatch(r"\d{1,3}", cells[0]) or key_of(cells[0]) == "no") and not _BAR.match(part.strip()) for cells, part in zip(later, parts[1:], strict=True))
    return sum(map(_count, parts)) == width and not begun and (len(parts) == 1 or not _BAR.match(parts[0].strip()))


def _by_number(lines: Sequence[Numbered]) -> list[Numbered]:
    """Every cell has a line of its own: a row begins where the next number stands alone."""
    out: list[list[Numbered]] = []
    expected = 0
    for number, line in lines:
        cell = line.strip().strip("|｜ ")
        begins = re.fullmatch(r"\d{1,3}", cell) and (not out or int(cell) == expected)
        if begins or not out:
            out.append([])
            expected = int(cell) + 1 if begins else expected
        out[-1].append((number, line))
    return [(row[0][0], flat_join([line for _, line in row])) for row in out]


def _by_first_sign(lines: Sequence[Numbered]) -> list[Numbered]:
    """Rows begin with a text; a line that begins with a bar, or follows one that does not end with a bar, goes on with the row before."""
    out: list[Numbered] = []
    open_row = False
    for number, line in lines:
        text = line.strip()
        if not text:
            continue
        if out and (_BAR.match(text) or open_row) and _BAR.search(out[-1][1]):
            out[-1] = (out[-1][0], flat_join([out[-1][1], text]))
        else:
            out.append((number, text))
        open_row = bool(_BAR.search(text)) and not _BAR.match(text[-1])
    return out
