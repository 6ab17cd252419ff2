"""The catalogue as documents for an office: a domain's table, an organ's 主动公开基本目录, a region's whole catalogue, an edition's 修订对照表."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from gongkai.comparing.row import COLUMNS
from gongkai.comparing.row import Row as Revised
from gongkai.model.catalogue import Entry
from gongkai.model.item import Domain
from gongkai.model.region import Body, Region
from gongkai.model.words import LEVELS
from gongkai.outputs.office.sheet import Book, Line, Sheet
from gongkai.pages.body import body_title
from gongkai.pages.context import body_key
from gongkai.pages.domain import LEGENDS
from gongkai.pages.domain_rows import Column, domain_title, table
from gongkai.pages.view import View
from gongkai.pages.wording import book as in_marks
from gongkai.pages.wording import date_words, levels_are_ours

_REVISION_KEYS = ("domain", "title", "was", "now", "reason")


def domain_book(view: View, domain: Domain) -> Book:
    return _book(view, domain_title(view, domain), (_domain_sheet(view, domain),))


def body_book(view: View, body: Body) -> Book:
    """The items that the body discloses in the view's region, all domains in one table."""
    entries = view.by_body.get(body_key(body), ())
    title = body_title(body)
    reach = (("办公地址", body.address), ("咨询电话", body.phone), ("监督电话", body.supervision_phone))
    domains = [view.domain[slug] for slug in dict.fromkeys(entry.item.domain for entry in entries)]
    notes = (*_about(view), "　　".join(f"{label}：{text}" for label, text in reach if text), *_legends(domains))
    return _book(view, title, (_joined(view, body.short or body.name, title, notes, entries),), body.name)


def region_book(view: View, done: Callable[[], None] = lambda: None) -> Book:
    """Every domain of the region, one sheet each; ``done`` is called after each."""
    sheets = []
    for domain in view.domains:
        if domain.slug in view.shown:
            sheets.append(_domain_sheet(view, domain))
            done()
    absent = tuple(
        (domain.name, f"未涉及：{view.catalogue.not_applicable[domain.slug].reason}") for domain in view.domains if domain.slug in view.catalogue.not_applicable
    )
    return Book(region_title(view), tuple(sheets), author(view.region), view.site.as_of, _about(view), absent, contents=True)


def region_table(view: View) -> Sheet:
    """Every domain of the region in one table, for formats that hold only one."""
    return _joined(view, view.region.name, region_title(view), (), tuple(view.entries.values()))


def revision_book(region: Region, title: str, lead: str, rows: Sequence[Revised], as_of: str) -> Book:
    """A 修订对照表; ``lead`` says which editions it compares."""
    columns = tuple(Column(key, label) for key, label in zip(_REVISION_KEYS, COLUMNS, strict=True))
    sheet = Sheet("修订对照表", title, (lead, *_invented(region)), columns, tuple(Line(row.cells()) for row in rows))
    return Book(title, (sheet,), author(region), as_of)


def region_title(view: View) -> str:
    return f"{view.region.name}基层政务公开标准目录"


def author(region: Region) -> str:
    """Who issues the region's catalogue."""
    return (region.edition.issuer if region.edition else "") or region.government or region.name


def _book(view: View, title: str, sheets: tuple[Sheet, ...], by: str = "") -> Book:
    return Book(title, sheets, by or author(view.region), view.site.as_of)


def _domain_sheet(view: View, domain: Domain) -> Sheet:
    columns, rows = table(view, domain)
    notes = [*_about(view), *_legends([domain])]
    if levels_are_ours(domain):
        notes.append("国务院部门标准指引没有列出本领域的公开层级，表中层级由本目录标注。")
    lines = tuple(Line(row.cells, row.entry.item.id, row.entry.withdrawal is not None) for row in rows)
    return Sheet(domain.name, domain_title(view, domain), _said(notes), columns, lines)


def _joined(view: View, name: str, title: str, notes: Iterable[str], entries: Sequence[Entry]) -> Sheet:
    """Items of several domains in one table: a column more for the domain, and every column that one of them needs; numbered through."""
    wanted = {entry.item.id for entry in entries}
    parts = []
    columns: dict[str, Column] = {}
    for slug in dict.fromkeys(entry.item.domain for entry in entries):
        heads, rows = table(view, view.domain[slug])
        columns |= {column.key: column for column in heads}
        keys = [column.key for column in heads]
        parts += [(row.entry, {"domain": view.domain[slug].name, **dict(zip(keys, row.cells, strict=True))}) for row in rows if row.entry.item.id in wanted]
    ordered = _in_order(columns)
    lines = []
    number = 0
    for entry, cells in parts:
        gone = entry.withdrawal is not None
        number += not gone
        cells["no"] = "" if gone else str(number)
        lines.append(Line(tuple(cells.get(column.key, "") for column in ordered), entry.item.id, gone))
    return Sheet(name, title, _said(notes), ordered, tuple(lines))


def _in_order(columns: dict[str, Column]) -> tuple[Column, ...]:
    """The columns of several tables as one: 公开领域 after the number, 三级事项 and each 公开层级 where they belong."""
    levels = [level for level in LEVELS if level in columns]
    keys = ["no", "domain", "l1", "l2", "l3", "content", "basis", "limit", "who", "channels", "everyone", "groups", "active", "request", *levels, "note"]
    known = {"domain": Column("domain", "公开领域"), **columns}
    return tuple(known[key] for key in keys if key in known)


def _about(view: View) -> tuple[str, ...]:
    """Who issued the catalogue, which edition it is and from which day; that it is invented, where it is."""
    edition = view.region.edition
    paper = "，".join(text for text in (edition.number, date_words(edition.date) if edition.date else "") if text) if edition else ""
    parts = [
        f"编制单位：{author(view.region)}",
        f"目录版本：{in_marks(edition.title) if edition.title else ''}{edition.version.removesuffix('版')}版{f'（{paper}）' if paper else ''}" if edition else "",
        f"数据日期：{date_words(view.site.as_of)}" if view.site.as_of else "",
    ]
    return ("　　".join(_said(parts)), *_invented(view.region))


def _legends(domains: Sequence[Domain]) -> Iterable[str]:
    """What the boxes of the channel column mean; where domains differ, for which of them."""
    rules = dict.fromkeys(domain.channel_rule for domain in domains)
    for rule in rules:
        names = "" if len(rules) == 1 else f"（{'、'.join(domain.name for domain in domains if domain.channel_rule == rule)}）"
        if rule in LEGENDS:
            yield f"公开渠道和载体{names}：{LEGENDS[rule]}"


def _invented(region: Region) -> tuple[str, ...]:
    return (f"{region.name}为虚构，本表仅作示例：单位、电话和本地规定都是编的。",) if region.invented else ()


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
