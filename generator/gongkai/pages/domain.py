"""A domain's page: three numbers, what it follows, and the official table; and the list of all domains."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gongkai.model.catalogue import NotApplicable
from gongkai.model.item import Domain
from gongkai.pages.context import digest
from gongkai.pages.domain_rows import Column, Row, domain_title, table
from gongkai.pages.downloads import downloads
from gongkai.pages.html import anchor, crumbs, esc, icon, lines
from gongkai.pages.page import Page
from gongkai.pages.view import View
from gongkai.pages.wording import book, date_words, levels_are_ours

UP = "../"
"""From a domain's page to its region's folder."""

LEGENDS = {
    "必选": "■ 表示必须在此公开，□ 表示可以选用。",
    "至少一项": "■ 表示在这些渠道中至少选择一处公开。",
    "未说明": "■ 是指引列出的公开渠道，指引没有说明是否都要使用。",
}
"""What the boxes of the channel column mean, by the domain's ``channel_rule``."""


def domain_key(view: View, domain: Domain) -> str:
    entries = view.shown.get(domain.slug, ())
    return digest(view.stamp, "domain", domain.slug, *(f"{entry.item.id}{entry.digest}" for entry in entries))


def domain_page(view: View, domain: Domain) -> Page:
    gone = view.catalogue.not_applicable.get(domain.slug)
    parts = [
        f'<div class="wide">{crumbs([*view.trail(UP), ("公开领域", "index.html"), (domain.name, "")])}<h1>{esc(domain.name)}</h1>',
        f'<p class="lead">{lines(domain.summary)}</p>' if domain.summary else "",
        _not_applicable(view, gone) if gone else _catalogue(view, domain),
        _guideline(domain),
        f'<div class="note"><p>{lines(domain.note)}</p></div>' if domain.note else "",
        f'<p><a href="{UP}about/edition.html#{esc(domain.slug)}">这个领域的编制说明</a></p></div>',
    ]
    about = domain.summary or f"{view.region.name}{domain.name}领域基层政务公开标准目录。"
    return Page(f"{view.prefix}domains/{domain.slug}.html", f"{domain.name} · 公开领域", about, "".join(parts))


def domains_page(view: View) -> Page:
    """All domains in official order."""
    tiles = "".join([domain_tile(view, domain, UP) for domain in view.domains])
    name = esc(view.region.name)
    html = (
        f'<div class="wide">{crumbs([*view.trail(UP), ("公开领域", "")])}<h1>公开领域</h1>'
        f'<p class="lead">{name}的政务公开标准目录按领域编排，次序同国务院部门标准指引。</p><ul class="tiles-list">{tiles}</ul></div>'
    )
    return Page(f"{view.prefix}domains/index.html", "公开领域", f"{view.region.name}政务公开标准目录的全部公开领域。", html)


def domain_tile(view: View, domain: Domain, up: str) -> str:
    """A domain as a tile: icon, name, number of items; a domain that does not apply says so."""
    count = sum(entry.withdrawal is None for entry in view.shown.get(domain.slug, ()))
    words = "未涉及" if domain.slug in view.catalogue.not_applicable else f"{count}项"
    mark = icon(view.site.icons, domain.icon)
    return f'<li><a href="{up}domains/{esc(domain.slug)}.html">{mark}<b>{esc(domain.name)}</b> <small>{words}</small></a></li>'


def _not_applicable(view: View, gone: NotApplicable) -> str:
    since = f"（自{esc(date_words(gone.date))}起）" if gone.date else ""
    layer = esc(view.site.layer(gone.origin.layer))
    return (
        f'<div class="note"><p><strong>{esc(view.region.name)}未涉及这个领域{since}，因此没有公开事项。</strong></p>'
        f"<p>{layer}说明的原因：{lines(gone.reason)}</p><p>需要这方面的信息，可以向实际主管的机关查询，也可以拨打12345咨询。</p></div>"
    )


def _catalogue(view: View, domain: Domain) -> str:
    heads, rows = table(view, domain)
    live = [row for row in rows if row.entry.withdrawal is None]
    subjects = {duty.name for row in live for duty in view.duties(row.entry)}
    changed = sum(row.entry.item.id in view.changed for row in rows)
    numbers = (("公开事项", len(live)), ("公开主体", len(subjects)), ("本地调整", changed))
    counts = "".join([f"<div><dt>{label}</dt><dd>{number}</dd></div>" for label, number in numbers])
    groups = [(title, list(found)) for title, found in groupby(rows, key=lambda row: row.entry.item.category or row.entry.item.title)]
    jumps = "".join([_jump(view, title, found) for title, found in groups])
    bodies = "".join([_group(view, heads, found) for _, found in groups])
    ours = "<p>国务院部门标准指引没有列出本领域的公开层级，表中层级由本目录标注。</p>" if levels_are_ours(domain) else ""
    caption = esc(domain_title(view, domain))
    deep = " deep" if any(column.key == "l3" for column in heads) else ""
    return (
        f'<dl class="numbers">{counts}</dl>'
        f'<p class="tools">{downloads(view.site, domain.slug, domain_title(view, domain))} '
        '<button type="button" data-do="print" hidden>打印</button></p>'
        f'<nav class="jump" aria-label="一级事项"><ul>{jumps}</ul></nav>'
        f'<table class="official{deep}"><caption>{caption}</caption>{_head(heads)}{bodies}</table>'
        f'<div class="legend"><p>公开渠道一栏：{LEGENDS.get(domain.channel_rule, "")}</p>{ours}</div>'
    )


def _jump(view: View, title: str, rows: Sequence[Row]) -> str:
    number = view.category_number(rows[0].entry.item)
    return f'<li><a href="#c{number}">{esc(title)}</a> <small>{len(rows)}</small></li>'


def _head(heads: Sequence[Column]) -> str:
    """Column widths and the official two-row header; the last column, 备注, is for CSV only."""
    widths = "".join([f'<col class="{_kind(column)}">' for column in heads[:-1]])
    top = ""
    below = ""
    for group, found in groupby(heads[:-1], key=lambda column: column.group):
        columns = list(found)
        if group:
            top += f'<th colspan="{len(columns)}" scope="colgroup">{group}</th>'
            below += "".join([f'<th scope="col" class="{_kind(column)}">{column.label}</th>' for column in columns])
        else:
            top += "".join([f'<th rowspan="2" scope="col" class="{_kind(column)}">{column.label}</th>' for column in columns])
    return f"<colgroup>{widths}</colgroup><thead><tr>{top}</tr><tr>{below}</tr></thead>"


def _kind(column: Column) -> str:
    """The class of a column, for its width: yes-or-no columns are "tick", the others go by their key."""
    return "tick" if column.key in ("everyone", "active", "request") or column.group == "公开层级" else column.key


def _group(view: View, heads: Sequence[Column], rows: Sequence[Row]) -> str:
    """One 一级事项: its first row carries the heading over all of them."""
    number = view.category_number(rows[0].entry.item)
    depth = sum(column.key in ("l1", "l2", "l3") for column in heads)
    starts = [f'<td class="{_kind(column)}" data-l="{column.label}">' for column in heads[depth + 1 : -1]]
    text = ""
    spans = _subcategory_spans(rows)
    for i, row in enumerate(rows):
        gone = row.entry.withdrawal is not None
        text += f'<tr{" class=gone" if gone else ""}><td class="no">{row.cells[0]}</td>'
        text += _titles(view, row, depth, len(rows) if i == 0 else 0, spans[i])
        if gone:
            text += f'<td class="content" colspan="{len(heads) - depth - 2}">{lines(row.cells[-1])}</td></tr>'
            continue
        text += "".join([f"{start}{lines(cell)}</td>" for start, cell in zip(starts, row.cells[depth + 1 : -1], strict=True)])
        text += "</tr>"
    return f'<tbody id="c{number}">{text}</tbody>'


def _subcategory_spans(rows: Sequence[Row]) -> list[int]:
    """For each row, over how many rows its 二级事项 stands; 0 when the row above carries it."""
    spans: list[int] = []
    for subcategory, found in groupby(rows, key=lambda row: row.entry.item.subcategory):
        count = len(list(found))
        spans += [count, *[0] * (count - 1)] if subcategory else [1] * count
    return spans


def _titles(view: View, row: Row, depth: int, span: int, span2: int) -> str:
    item = row.entry.item
    title = view.item_link(UP, row.entry)
    if row.entry.withdrawal:
        title = f"<s>{title}</s>"
    elif row.entry.item.id in view.changed:
        own = row.entry.layer == view.region.id
        title += f' <small class="mark{" own" if own else ""}">{"本级新增" if own else "本级调整"}</small>'
    if not item.category or item.category == item.title:
        return f'<th class="l2" scope="row" colspan="{depth}">{title}</th>'
    first = f'<th class="l1" scope="rowgroup" rowspan="{span}">{esc(item.category)}</th>' if span else ""
    if depth < 3:
        return f'{first}<th class="l2" scope="row">{title}</th>'
    if not item.subcategory:
        return f'{first}<th class="l2" scope="row" colspan="2">{title}</th>'
    second = f'<td class="lm" rowspan="{span2}">{esc(item.subcategory)}</td>' if span2 else ""
    return f'{first}{second}<th class="l2" scope="row">{title}</th>'


def _guideline(domain: Domain) -> str:
    guide = domain.guideline
    if guide is None:
        return ""
    parts = [f"{'、'.join(map(esc, guide.issuer))}：" if guide.issuer else "", esc(book(guide.title))]
    known = [text for text in (guide.number, date_words(guide.date) if guide.date else "") if text]
    if known:
        parts.append(f"（{'，'.join(map(esc, known))}）")
    links = "".join([f" {anchor(evidence.url, '出处')}" for evidence in guide.evidence if evidence.url])
    return f'<p class="source">本领域依据的标准指引：{"".join(parts)}{links}</p>'
