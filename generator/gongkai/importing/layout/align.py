"""Rows that lost cells: where a copy of a table has no merges any more, a cell's place is found by what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from gongkai.importing.cells.boxes import CHOSEN, UNCHOSEN
from gongkai.importing.cells.channels import COMMON
from gongkai.importing.cells.marks import read_check
from gongkai.importing.cells.text import DITTO, flat
from gongkai.importing.grid import Cell
from gongkai.importing.layout.header import Column
from gongkai.importing.layout.headings import title_level

_TICK_GROUPS = {"everyone": "audience", "groups": "audience", "active": "mode", "request": "mode", "level": "levels"}
TICKED = frozenset(_TICK_GROUPS)
_LIMIT = re.compile(r"工作日|之日起|及时|实时|随时|(?<!中)长期|永久|半年|更新\d|每[年季月半周]|同步|时限|\d+日内|以内$|动态更新")
_ENDS_AS_LIMIT = re.compile(r"(?:公开|公示|公布|更新)$|[前后内]$")
_BASIS = re.compile(r"[《》]|条例|(?:法|规定|办法|意见|通知|细则|文件|规划)$|〔20\d\d〕")
_WHO = re.compile(r"(?:局|厅|委|办|委员会|办公室|部门|单位|中心|所|站|政府|机构|街道|镇|乡|办事处|学校|公司|人|法院|会|队)(?:（[^（）]*）)?$")
_BOX = re.compile(f"[{CHOSEN}{UNCHOSEN}]")
_CHANNEL = re.compile("|".join(map(re.escape, sorted(COMMON, key=len, reverse=True))))
_BOXED = re.compile(rf"[{CHOSEN}{UNCHOSEN}口]\s*(?:{_CHANNEL.pattern})")
_SKIP = {"no": 0.3, "l1": 0.6, "l2": 1.5, "l3": 1.3, "l4": 1.2, "content": 2.0, "basis": 1.2, "limit": 1.2, "who": 1.2, "channels": 1.2, "groups": 0.1, "request": 0.1, "everyone": 0.8, "active": 0.8, "level": 0.6}
_NEVER = -100.0


@lru_cache(maxsize=65536)
def _fit(kind: str, text: str) -> float:
    """How well ``text`` suits a column of that kind: above 0 it does, below it does not."""
    plain = flat(text)
    tick = read_check(plain)
    bare_tick = tick.on is True and not tick.words
    if kind in ("everyone", "active", "request", "level"):
        return 2.0 if bare_tick else 0.8 if tick.on else 0.0 if tick.on is False else -1.0 if len(plain) <= 6 else -5.0
    if kind == "groups":
        return 1.5 if tick.on else 0.0 if tick.on is False else 0.4 if len(plain) <= 30 and not _LIMIT.search(plain) and "《" not in plain and not _BOX.search(plain) else -5.0
    if kind in ("extra", "id", "domain"):
        return 0.2
    if DITTO.match(plain):
        return 0.6 if kind in ("basis", "limit", "who", "channels", "content") or title_level(kind) else -5.0
    number = bool(re.fullmatch(r"[\d.]{1,8}|[（(]?[一二三四五六七八九十]{1,3}[）)]?", plain))
    if kind == "no":
        return 3.0 if number else -5.0
    if bare_tick or number:
        return -5.0
    boxes = bool(_BOX.search(plain))
    if kind == "channels":
        return 4.0 if _BOXED.search(plain) else 3.0 if boxes else 2.5 if _CHANNEL.search(plain) and "《" not in plain else -3.0
    if _BOXED.search(plain):
        return -4.0
    if kind == "basis":
        return 3.0 if _BASIS.search(plain) and not _LIMIT.search(plain[:20]) else -2.0
    if kind == "limit":
        return 3.0 if _LIMIT.search(plain) and len(plain) < 90 and not plain.startswith("《") else 0.3 if _ENDS_AS_LIMIT.search(plain) else -3.0
    if kind == "who":
        return 1.6 if _WHO.search(plain) and len(plain) < 80 else 0.2 if len(plain) < 60 and not _LIMIT.search(plain) and "《" not in plain else -3.0
    if title_level(kind):
        return 1.0 if len(plain) <= 40 and not _LIMIT.search(plain) and not plain.startswith("《") else -2.0
    if kind == "content":
        return 0.6 if _LIMIT.search(plain) and len(plain) < 40 else 1.2
    return 0.5  # audience, mode, levels, demand


def _kind(column: Column) -> str:
    return column.key or "extra"


def misplaced(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """True when a cell stands under a heading that it cannot belong to. Only asked of rows without merged cells."""
    held = {column.index: _kind(column) for column in columns}
    if max((i for i, cell in enumerate(row) if cell.text.strip()), default=0) == max(held):
        return False  # where cells are lost, the row ends early
    if any(cell.text.strip() and (i not in held or _fit(held[i], cell.text) <= -2.0) for i, cell in enumerate(row)):
        return True
    return _ticks_slid(dict(enumerate(row)), columns)


def astray(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """True when a tick stands under a heading of words, or words under one of ticks: nobody writes that on purpose."""
    held = {column.index: _kind(column) for column in columns}
    return any(cell.text.strip() and (i not in held or _fit(held[i], cell.text) <= -4.0) for i, cell in enumerate(row))


def _ticks_slid(cells: Mapping[int, Cell], columns: Sequence[Column]) -> bool:
    """One of 公开对象, 方式 and 层级 has two ticks and another has none: the blanks between the ticks are lost."""
    counts: dict[str, list[bool]] = {}
    for column in columns:
        group = _TICK_GROUPS.get(column.key)
        if group:
            counts.setdefault(group, []).append(column.index in cells and read_check(cells[column.index].text).on is not False)
    return any(not any(ticks) for ticks in counts.values()) and any(sum(ticks) > 1 for ticks in counts.values())


def placed(row: Sequence[Cell], columns: Sequence[Column], deepest: int = 0) -> tuple[dict[int, Cell], bool] | None:
    """column index → cell, each cell where it fits best, their order kept; True when it is unsure which columns the ticks belong to.

    ``deepest``: the lowest title level that the rows above use, where a lone title belongs; 0 when there are none.

    None when the cells fit nowhere. Tried first: the row as it is with a gap near its beginning, for only titles and numbers were merged away.
    """
    here = {i: cell for i, cell in enumerate(row) if cell.text.strip()}
    enough = _total(here, columns) + 1.0
    gaps = [{i + (shift if i >= start else 0): cell for i, cell in here.items()} for start in range(4) for shift in range(1, 4)]
    fitting = [moved for moved in gaps if max(moved) <= max(column.index for column in columns) and _all_fit(moved, columns)]
    best = max(fitting, key=lambda moved: _total(moved, columns), default=None)
    if best is not None and _total(best, columns) >= enough:
        return best, False
    cells = list(here.values())
    if len(cells) > len(columns):
        return None
    chosen = _best(cells, columns, deepest)
    if chosen is None:
        return None
    found = {columns[j].index: cell for cell, j in zip(cells, chosen, strict=True)}
    if _total(found, columns) < enough:
        return here, False  # no better than as it stands
    ticks = sum(columns[j].key in TICKED for j in chosen)
    return found, 0 < ticks < sum(column.key in TICKED for column in columns)


def _total(cells: Mapping[int, Cell], columns: Sequence[Column]) -> float:
    held = {column.index: _kind(column) for column in columns}
    fits = sum(_fit(held[i], cell.text) if i in held else _NEVER for i, cell in cells.items())
    return fits - sum(_SKIP.get(kind, 0.2) for i, kind in held.items() if i not in cells)


def _all_fit(cells: dict[int, Cell], columns: Sequence[Column]) -> bool:
    held = {column.index: _kind(column) for column in columns}
    fits = [_fit(held[i], cell.text) if i in held else _NEVER for i, cell in cells.items()]
    present = {held.get(i) for i in cells}
    return min(fits) > -1.0 and "content" in present and any(key in present for key in ("everyone", "groups", "active")) and not _ticks_slid(cells, columns)


def _best(cells: Sequence[Cell], columns: Sequence[Column], deepest: int) -> list[int] | None:
    """For each cell the column that makes the whole row fit best, the order kept."""
    n, m = len(cells), len(columns)
    score = [[_NEVER] * (m + 1) for _ in range(n + 1)]
    step: list[list[bool]] = [[False] * (m + 1) for _ in range(n + 1)]
    score[0][0] = 0.0
    for j in range(1, m + 1):
        kind = _kind(columns[j - 1])
        skip = _skip(kind, deepest)
        for i in range(n + 1):
            best = score[i][j - 1] - skip
            if i:
                fit = score[i - 1][j - 1] + _fit(kind, cells[i - 1].text)
                if fit >= best:
                    best, step[i][j] = fit, True
            score[i][j] = best
    chosen, i = [], n
    for j in range(m, 0, -1):
        if i and step[i][j]:
            chosen.append(j - 1)
            i -= 1
    return chosen[::-1] if not i and all(_fit(_kind(columns[j]), cell.text) > -1.5 for cell, j in zip(cells, chosen[::-1], strict=True)) else None


def _skip(kind: str, deepest: int) -> float:
    """What it costs to leave a column empty: much for the one that names the item, little for what is merged down or seldom used."""
    level = title_level(kind)
    if not level or not deepest:
        return _SKIP.get(kind, 0.2)
    return 0.4 if level < deepest else 2.0 if level == deepest else 0.2
