"""Find a table's header, in one, two or three rows anywhere in a grid, and say which column holds what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.importing.cells.levels import levels_of
from gongkai.importing.cells.text import flat
from gongkai.importing.grid import Cell
from gongkai.importing.layout.headings import GROUPS, extra_name, heading, is_known, key_of, title_level

_GROUP_OF = {"everyone": "audience", "groups": "audience", "active": "mode", "request": "mode", "level": "levels"}
_BODY = frozenset(("content", "basis", "limit", "channels", "who", "demand"))
_SPLIT = re.compile(r"^(公开事项|公开对象|公开方式|公开层级)\s*(?:（([^（）]+)）|[-—－/：:_](.+))$")
_REMARK = re.compile(r"^[（(]?(?:请写明|注明|要素|打√|√)[）)]?$")
@dataclass(frozen=True, slots=True)
class Column:
    """``key`` as in `headings`; "" for an extra column, which ``name`` then names. ``levels``: what a tick here means. ``words``: the header's text."""

    index: int
    key: str
    name: str = ""
    levels: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """Rows ``first`` to ``last`` of the grid. ``squeezed``: the merges are lost and with them the cells' positions."""

    first: int
    last: int
    columns: tuple[Column, ...]
    squeezed: bool = False

    @property
    def signature(self) -> tuple[tuple[int, str, str], ...]:
        return tuple((column.index, column.key, column.name) for column in self.columns)


Row = Sequence[Cell]

_HEADING_CHARS = frozenset("公序一二三四事目类内要依时限主责渠载途平对受方层级编號號事項項")


def header_at(rows: Sequence[Row], first: int) -> Header | None:
    """The header that begins in row ``first``; None when that row is something else."""
    if not _is_head(rows[first]):
        return None
    last = first
    while last + 1 < len(rows) and last - first < 2 and _goes_on(rows[last + 1], rows[first], rows[last]):
        last += 1
    squeezed = _is_squeezed(rows[first : last + 1])
    found = _squeezed_columns(rows[first : last + 1]) if squeezed else _columns(rows[first : last + 1])
    return Header(first, last, titles_in_order(_gaps(found)), squeezed)


def _is_head(row: Row) -> bool:
    """At least three headings of ours, two of them of a table's body, and hardly anything else."""
    texts = list(dict.fromkeys(cell.text for cell in row if cell.text.strip()))
    if len(texts) < 3 or sum(_no_heading(text) for text in texts) * 2 > len(texts):
        return False
    if not any(key_of(_first(heading(text))) for text in texts[:3]):
        return False
    words = list(dict.fromkeys(map(heading, texts)))
    keys = {key for word in words if (key := key_of(_first(word)))}
    if len(keys & _BODY) < 2 or len(keys) < 3 or not keys & {"title", "l1", "l2", "l3", "l?", "content"}:
        return False
    strange = [word for word in words if not is_known(_first(word)) and word != "公开"]
    return len(strange) <= len(words) - len(strange) and all(len(word) <= 90 for word in words)


def _no_heading(text: str) -> bool:
    """Told at a glance, for this is asked of every row."""
    return len(text) > 120 or not any(char in _HEADING_CHARS for char in text)


def _first(word: str) -> str:
    parted = _SPLIT.match(word)
    return parted[1] if parted else word


def _goes_on(row: Row, upper: Row, above: Row) -> bool:
    """A further row of the header: every cell that is not merged from above is a heading of a lower row, ends one, or stands below a group's heading.

    ``upper``: the header's first row; ``above``: the one right above.
    """
    own = [(j, heading(cell.text)) for j, cell in enumerate(row) if cell.text.strip() and not cell.covered]
    if not own:
        return any(cell.text.strip() for cell in row)
    keys = [key_of(word) for _, word in own]
    if len(set(keys) & _BODY) >= 3:
        return False  # the whole header once more
    lower = sum(key in _GROUP_OF or title_level(key) > 0 or key == "l?" for key in keys)
    known = [bool(key) or is_known(word) or bool(_REMARK.match(word)) or _is_header_scrap(word) or _ends(above, j, word) for key, (j, word) in zip(keys, own, strict=True)]
    grouped = [j < len(upper) and key_of(heading(upper[j].text)) in GROUPS and len(word) <= 8 for j, word in own]
    return all(map(any, zip(known, grouped, strict=True))) and (lower > 1 or (lower > 0 and all(known)) or all(_REMARK.match(word) for _, word in own))


def _ends(above: Row, j: int, word: str) -> bool:
    """全社 / 会: with the characters above it the word is a heading."""
    return j < len(above) and bool(key_of(heading(above[j].text) + word)) and not key_of(above[j].text)


def _is_header_scrap(word: str) -> bool:
    return word in ("公开", "其他", "渠道", "载体") or bool(re.fullmatch(r"[\d一二三四五六]级", word))


def _paths(rows: Sequence[Row]) -> list[list[str]]:
    """For each column the headings above it, from the top; repeats of one merged cell only once."""
    width = max(len(row) for row in rows)
    paths: list[list[str]] = [[] for _ in range(width)]
    filled = ""
    for j in range(width):
        for depth, row in enumerate(rows):
            word = heading(row[j].text) if j < len(row) else ""
            if depth == 0:
                filled = word or (filled if key_of(filled) in (*GROUPS, "who") else "")
                below = any(j < len(lower) and lower[j].text.strip() for lower in rows[1:])
                word = word or (filled if below else "")
            parted = _SPLIT.match(word)
            for piece in (parted[1], parted[2] or parted[3]) if parted else (word,):
                if piece and (not paths[j] or paths[j][-1] != piece):
                    paths[j].append(piece)
    return [_mended(path) for path in paths]


def _mended(path: list[str]) -> list[str]:
    """全社 / 会, 乡、 / 村级: a heading whose characters stand in two rows of the header is one."""
    if len(path) < 2 or not key_of(path[-2] + path[-1]):
        return path
    torn = path[-2].endswith(("、", "/")) or not (key_of(path[-2]) or key_of(path[-1]))
    return [*path[:-2], path[-2] + path[-1]] if torn else path


def _columns(rows: Sequence[Row]) -> list[Column]:
    raw = _raw_words(rows)
    return [_column(j, path, raw[j]) for j, path in enumerate(_paths(rows))]


def _raw_words(rows: Sequence[Row]) -> list[str]:
    width = max(len(row) for row in rows)
    return [flat(" ".join(dict.fromkeys(row[j].text for row in rows if j < len(row)))) for j in range(width)]


def _column(index: int, path: Sequence[str], words: str) -> Column:
    path = [word for word in path if not _REMARK.match(word)] or list(path)
    if not path:
        return Column(index, "", "", words="")
    keys = [key_of(word) for word in path]
    group = next((key for key in keys if key in GROUPS), "")
    word, key = path[-1], keys[-1]
    if group == "title" and "no" in keys:
        key = "no"
    elif group == "title" and len(path) > 1:
        key = key if title_level(key) or key == "l?" else "l?"
    elif group == "audience" and len(path) > 1:
        key = key if key in ("everyone", "groups") else "everyone" if re.search("社会|公众", word) else "groups"
    elif group == "mode" and len(path) > 1:
        key = key if key in ("active", "request", "level") else "request" if "申请" in word else "active" if "主动" in word else ""
    elif group == "levels" and len(path) > 1:
        key = "level"
    elif not key and any(key_of(word) in _BODY for word in path[:-1]):
        key = next(key_of(word) for word in path[:-1] if key_of(word) in _BODY)
    if key == "level" and "who" in keys:
        return Column(index, "who", word, levels_of(word), words)
    if key == "level":
        return Column(index, key, word, levels_of(word), words)
    return Column(index, key, "" if key else extra_name(word), words=words)


def _is_squeezed(rows: Sequence[Row]) -> bool:
    """True when no cell is merged and a heading of the lower row does not stand below its group."""
    if len(rows) < 2 or any(cell.covered for row in rows for cell in row):
        return False
    for path in _paths(rows):
        lower = key_of(path[-1]) if len(path) > 1 else ""
        wanted = _GROUP_OF.get(lower) or ("title" if title_level(lower) or lower == "l?" else "")
        if lower == "level" and any(key_of(word) == "who" for word in path[:-1]):
            continue
        if wanted and not any(key_of(word) == wanted or (wanted == "title" and title_level(key_of(word))) for word in path[:-1]):
            return True
    return False


def _squeezed_columns(rows: Sequence[Row]) -> list[Column]:
    """The headings of the upper row in order, each group opened into the headings below that belong to it."""
    upper = [heading(cell.text) for cell in rows[0] if cell.text.strip()]
    lower = [heading(cell.text) for row in rows[1:] for cell in row if cell.text.strip()]
    taken = [False] * len(lower)
    paths: list[list[str]] = []
    for word in upper:
        group = key_of(word)
        inside = []
        for i, low in enumerate(lower):
            key = key_of(low)
            of = _GROUP_OF.get(key) or ("title" if title_level(key) or key == "l?" else "")
            if group in GROUPS and of == group and not taken[i]:
                inside.append([word, low])
                taken[i] = True
        paths += inside or [[word]]
    left = [[low] for i, low in enumerate(lower) if not taken[i]]
    empty = next((i for i, path in enumerate(paths) if len(path) == 1 and paths.index(path) < i and key_of(path[0]) in GROUPS), None)
    if left and empty is not None:  # 公开方式 printed twice, the second time over the levels
        paths[empty : empty + 1] = left
    else:
        paths += left
    return [_column(j, path, path[-1]) for j, path in enumerate(paths)]


def _gaps(columns: list[Column]) -> list[Column]:
    """A heading that only says 公开, its second line lost, between 公开依据 and 公开渠道: 公开时限, then 公开主体."""
    keys = {column.key for column in columns}
    missing = [key for key in ("limit", "who") if key not in keys]
    ends = [column.index for column in columns if column.key == "channels"]
    starts = [column.index for column in columns if column.key in ("basis", "content")]
    if not missing or not ends or not starts:
        return columns
    out = []
    for column in columns:
        if missing and column.name == "公开" and max(starts) < column.index < min(ends):
            column = replace(column, key=missing.pop(0), name="")
        out.append(column)
    return out


def titles_in_order(columns: list[Column]) -> tuple[Column, ...]:
    """公开事项 columns become l1, l2 …: by the number in their heading, 目录 before 事项, otherwise from left to right."""
    titles = [column for column in columns if title_level(column.key) or column.key in ("l?", "title")]
    numbers = [title_level(column.key) for column in titles]
    if all(numbers) and len(set(numbers)) == len(numbers):
        ranked = sorted(titles, key=lambda column: title_level(column.key))
    else:
        ranked = sorted(titles, key=lambda column: column.index)
    level = {column.index: f"l{rank}" for rank, column in enumerate(ranked, 1)}
    return tuple(replace(column, key=level[column.index]) if column.index in level else column for column in columns)
