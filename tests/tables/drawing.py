"""Rows → boxes: headers of one to three rows, columns in any order, merges kept, lost or written as 同上."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tables.paper import Sheet
from tables.truth import BOXES, Truth, ticked

TICK = "√"


@dataclass(frozen=True)
class Col:
    """A column: its headings from the top, and what it says of a row.

    ``merge``: "" every row has its text; "down" equal neighbours are merged; "lost" only the first of them has the text; "ditto" 同上.
    """

    head: tuple[str, ...]
    text: Callable[[Truth], str]
    merge: str = ""


def full(on: str = "■", off: str = "□", between: str = "\n") -> Callable[[Truth], str]:
    """All thirteen boxes."""
    return lambda truth: between.join((on if name in ticked(truth) else off) + name for name in BOXES)


def only(on: str = "■", between: str = "\n") -> Callable[[Truth], str]:
    """The chosen channels with a sign each."""
    return lambda truth: between.join(on + name for name in ticked(truth))


def lines(truth: Truth, sign: str = "") -> str:
    return "\n".join(sign + part.text for part in truth.content)


def numbered(texts: Sequence[str], form: str = "{}.", between: str = "\n") -> str:
    return between.join(form.format(i) + text for i, text in enumerate(texts, 1))


def tick(test: Callable[[Truth], bool], sign: str = TICK, blank: str = "") -> Callable[[Truth], str]:
    return lambda truth: sign if test(truth) else blank


def groups_cell(truth: Truth) -> str:
    return "、".join(truth.groups or ())


def level(*names: str, sign: str = TICK, blank: str = "") -> Callable[[Truth], str]:
    return tick(lambda truth: any(name in (truth.levels or ()) for name in names), sign, blank)


NO = Col(("序号",), lambda truth: truth.number or "")
L1 = Col(("公开事项", "一级事项"), lambda truth: truth.names[0], "down")
L2 = Col(("公开事项", "二级事项"), lambda truth: truth.names[1])
CONTENT = Col(("公开内容（要素）",), lines)
BASIS = Col(("公开依据",), lambda truth: "\n".join(truth.basis or ()))
LIMIT = Col(("公开时限",), lambda truth: truth.time_limit or "")
WHO = Col(("公开主体",), lambda truth: truth.subjects or "")
CHANNELS = Col(("公开渠道和载体",), full())
EVERYONE = Col(("公开对象", "全社会"), tick(lambda truth: bool(truth.everyone)))
GROUPS = Col(("公开对象", "特定群体"), groups_cell)
ACTIVE = Col(("公开方式", "主动"), tick(lambda truth: truth.mode == "主动"))
REQUEST = Col(("公开方式", "依申请公开"), tick(lambda truth: truth.mode == "依申请"))
COUNTY = Col(("公开层级", "县级"), level("县级"))
TOWN = Col(("公开层级", "乡级"), level("乡级"))

AUDIENCE = (EVERYONE, GROUPS)
MODE = (ACTIVE, REQUEST)
LEVELS = (COUNTY, TOWN)
OFFICIAL = (NO, L1, L2, CONTENT, BASIS, LIMIT, WHO, CHANNELS, *AUDIENCE, *MODE, *LEVELS)


def but(columns: Sequence[Col], **changes: Col | None) -> tuple[Col, ...]:
    """``columns`` with some of the official ones replaced by name (no, l1, channels …), or left out for None."""
    named = dict(zip(["no", "l1", "l2", "content", "basis", "limit", "who", "channels", "everyone", "groups", "active", "request", "county", "town"], OFFICIAL, strict=True))
    out = []
    for column in columns:
        name = next((key for key, other in named.items() if other is column), "")
        if name in changes:
            other = changes[name]
            out += [other] if other else []
        else:
            out.append(column)
    return tuple(out)


def as_merged(column: Col, merge: str) -> Col:
    return replace(column, merge=merge)


def head(sheet: Sheet, columns: Sequence[Col], top: int = 0) -> int:
    """Draw the header; the number of its rows."""
    height = max(len(column.head) for column in columns)
    for depth in range(height):
        at = 0
        for key, run in groupby(enumerate(columns), key=lambda pair: pair[1].head[: depth + 1] if len(pair[1].head) > depth else (pair[0],)):
            cells = list(run)
            first = cells[0][1]
            if len(first.head) > depth:
                last = len(first.head) == depth + 1
                if last and height - depth > 1:
                    for i in range(len(cells)):
                        sheet.put(top + depth, at + i, first.head[depth], height - depth)
                else:
                    sheet.put(top + depth, at, first.head[depth], 1, len(cells))
            at += len(cells)
            del key
    return height


def body(sheet: Sheet, columns: Sequence[Col], rows: Sequence[Truth], top: int) -> int:
    """Draw the rows below ``top``; the row after the last one."""
    for at, column in enumerate(columns):
        texts = [column.text(truth) for truth in rows]
        i = 0
        while i < len(texts):
            n = i + 1
            while column.merge and n < len(texts) and texts[n] == texts[i] and _same_block(columns, rows, at, i, n):
                n += 1
            if column.merge == "down" and n - i > 1:
                sheet.put(top + i, at, texts[i], n - i)
            else:
                sheet.put(top + i, at, texts[i])
                for k in range(i + 1, n):
                    sheet.put(top + k, at, "同上" if column.merge == "ditto" else "")
            i = n
    return top + len(rows)


def _same_block(columns: Sequence[Col], rows: Sequence[Truth], at: int, i: int, n: int) -> bool:
    """A merged title never reaches over the end of the title to its left."""
    left = [column for column in columns[:at] if "事项" in column.head[-1] or "目录" in column.head[-1]] if "事项" in columns[at].head[-1] else []
    return all(column.text(rows[i]) == column.text(rows[n]) for column in left)


def draw(rows: Sequence[Truth], columns: Sequence[Col] = OFFICIAL, above: Sequence[str] = (), below: Sequence[str] = ()) -> Sheet:
    """A table with its header."""
    sheet = Sheet(list(above), below=list(below))
    body(sheet, columns, rows, head(sheet, columns))
    return sheet
