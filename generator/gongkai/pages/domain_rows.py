"""The official table of a domain as text: the one source of the page's table, of its CSV and of every office format."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

from gongkai.model.catalogue import Entry
from gongkai.model.item import Domain
from gongkai.model.words import LEVELS, SHOWN_LEVELS
from gongkai.pages.view import View
from gongkai.pages.wording import channel_cell, cite, date_words, element_cell, who

TICK = "√"


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names what it holds; ``group`` is the heading above it in the official two-row header, "" when it stands alone."""

    key: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One item: its entry and the cells, in the order of the columns."""

    entry: Entry
    cells: tuple[str, ...]


Table = tuple[tuple[Column, ...], tuple[Row, ...]]


def columns(view: View, domain: Domain) -> tuple[Column, ...]:
    """The official columns; 三级事项 only where the domain has such items, and every 公开层级 that the table needs."""
    entries = view.shown.get(domain.slug, ())
    titles = [Column("l1", "一级事项", "公开事项"), Column("l2", "二级事项", "公开事项")]
    if any(entry.item.subcategory for entry in entries):
        titles.append(Column("l3", "三级事项", "公开事项"))
    used = {level for entry in entries for level in entry.item.levels} | SHOWN_LEVELS[view.region.level]
    return (
        Column("no", "序号"),
        *titles,
        Column("content", "公开内容（要素）"),
        Column("basis", "公开依据"),
        Column("limit", "公开时限"),
        Column("who", "公开主体"),
        Column("channels", "公开渠道和载体"),
        Column("everyone", "全社会", "公开对象"),
        Column("groups", "特定群体", "公开对象"),
        Column("active", "主动", "公开方式"),
        Column("request", "依申请", "公开方式"),
        *(Column(level, level, "公开层级") for level in LEVELS if level in used),
        Column("note", "备注"),
    )


def table(view: View, domain: Domain) -> Table:
    """Columns and rows in official order. Withdrawn items keep their row, without a number and with the reason as 备注.

    Kept for the region's view: the page and its CSV show the same table.
    """
    found: Table | None = view.fragments.get(("table", domain.slug))
    if found is None:
        found = view.fragments["table", domain.slug] = _table(view, domain)
    return found


def _table(view: View, domain: Domain) -> Table:
    heads = columns(view, domain)
    keys = [column.key for column in heads]
    found = []
    number = 0
    for entry in view.shown.get(domain.slug, ()):
        number += entry.withdrawal is None
        found.append(Row(entry, tuple(map(_cells(view, entry, number).get, keys, repeat("")))))
    return heads, tuple(found)


def rows(view: View, domain: Domain) -> list[list[str]]:
    """The table as text, the headings in one row first, for CSV."""
    heads, found = table(view, domain)
    return [[heading(column) for column in heads], *(list(row.cells) for row in found)]


def heading(column: Column) -> str:
    """The two rows of the header in one."""
    return f"{column.group}（{column.label}）" if column.group else column.label


def domain_title(view: View, domain: Domain) -> str:
    return f"{view.region.name}{domain.name}领域基层政务公开标准目录"


def _cells(view: View, entry: Entry, number: int) -> dict[str, str]:
    """By column; an empty cell may be missing."""
    cells = {**_everywhere(view, entry), "no": str(number) if entry.withdrawal is None else "", "who": who(view, entry)}
    if any(element.subjects for element in entry.item.content):
        cells["content"] = "\n".join([element_cell(view, entry, element) for element in entry.item.content])
    return cells


def _everywhere(view: View, entry: Entry) -> dict[str, str]:
    """The cells that are the same in every region that has this very entry: all but the number, the organ, and elements with an organ of their own."""
    kept = view.site.root.fragments
    known: tuple[Entry, dict[str, str]] | None = kept.get(("cells", id(entry)))
    if known is None:
        item = entry.item
        cells = {
            "content": "\n".join([element_cell(view, entry, element) for element in item.content]),
            "basis": "\n".join([cite(view.site, citation) for citation in item.basis]),
            "limit": item.time_limit,
            "channels": channel_cell(item.channels),
            "everyone": TICK if item.audience.everyone else "",
            "groups": "、".join(item.audience.groups),
            "active": TICK if item.mode == "主动" else "",
            "request": TICK if item.mode == "依申请" else "",
            "note": _note(entry),
            **dict.fromkeys(item.levels, TICK),
            **_titles(entry),
        }
        known = kept["cells", id(entry)] = (entry, cells)
    return known[1]


def _titles(entry: Entry) -> dict[str, str]:
    """Titles by level; an item that is a 一级事项 itself leaves the levels below empty."""
    item = entry.item
    if not item.category or item.category == item.title:
        return {"l1": item.title}
    if item.subcategory:
        return {"l1": item.category, "l2": item.subcategory, "l3": item.title}
    return {"l1": item.category, "l2": item.title}


def _note(entry: Entry) -> str:
    gone = entry.withdrawal
    if gone is None:
        return ""
    since = f"，自{date_words(gone.date)}起" if gone.date else ""
    return f"不适用（{gone.kind}）{since}：{gone.reason}" if gone.reason else f"不适用（{gone.kind}）{since}"
