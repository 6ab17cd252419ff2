"""编制说明 of a region's catalogue, and what the region changed compared with the layer above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.model.catalogue import STANDARD, Entry
from gongkai.model.item import Domain
from gongkai.model.region import Edition
from gongkai.pages.changes import adjustments
from gongkai.pages.domain import domain_tile
from gongkai.pages.html import anchor, bullets, crumbs, esc, lines, pairs, phone
from gongkai.pages.page import Page
from gongkai.pages.view import View
from gongkai.pages.wording import date_words

UP = "../"
"""From a page about the catalogue to its region's folder."""


def edition_page(view: View) -> Page:
    region = view.region
    name = esc(region.name)
    day = f"数据截至{esc(date_words(view.site.as_of))}。" if view.site.as_of else ""
    parts = [
        f'<div>{crumbs([*view.trail(UP), ("编制说明", "")])}<h1>编制说明</h1>',
        f'<p class="lead">{name}的政务公开标准目录由哪些规定逐层形成，收了多少，还缺什么。{day}</p>',
        "<h2>目录版本</h2>",
        _edition(region.edition) or f"<p>{name}没有另外发布目录版本，沿用上级目录。</p>",
        '<p><a href="editions.html">历次版本和修订对照表</a></p>' if view.site.editions.latest(region.id) else "",
        _contact(view),
        _written(view),
        "<h2>编制层级</h2><p>每一层都沿用上一层的全部事项，只写与上一层不同的地方。</p>",
        _layers(view),
        _own(view),
        '<h2>各领域的来源和完整程度</h2><p><a href="coverage.html">覆盖情况：法定主动公开内容在哪里落实</a>　<a href="review.html">核实工作单</a>'
        f'　<a href="{UP}{view.to_root}about/rules/index.html">检查规则</a>　<a href="{UP}{view.to_root}about/handbook/index.html">编辑手册</a></p>'
        "<p>“指引总数”是国务院部门标准指引所列的事项数，不掌握的留空。</p>",
        _domains(view),
        "".join([_provenance(domain) for domain in view.domains]),
        "</div>",
    ]
    return Page(f"{view.prefix}about/edition.html", "编制说明", f"{region.name}政务公开标准目录的版本、编制层级、来源和完整程度。", "".join(parts))


def _written(view: View) -> str:
    """公开指南, 公开制度 and whatever else the publisher wrote by hand."""
    links = bullets(f'<a href="{UP}{view.to_root}{esc(url)}">{esc(title)}</a>' for url, title in view.site.written)
    return f"<h2>公开指南和制度</h2>{links}" if links else ""


def _edition(edition: Edition | None) -> str:
    if edition is None:
        return ""
    rows = (
        ("目录名称", esc(edition.title)),
        ("发布机关", esc(edition.issuer)),
        ("版本", esc(edition.version)),
        ("文号", esc(edition.number)),
        ("日期", esc(date_words(edition.date)) if edition.date else ""),
        ("批准", esc(edition.approved_by)),
        ("说明", lines(edition.note)),
    )
    return pairs(rows)


def _contact(view: View) -> str:
    contact = view.region.contact
    if contact is None:
        return ""
    rows = (
        ("负责机构", esc(contact.office)),
        ("地址", lines(contact.address)),
        ("办公时间", lines(contact.hours)),
        ("电话", phone(contact.phone) if contact.phone else ""),
        ("电子邮箱", esc(contact.email)),
    )
    return pairs(rows)


def _layers(view: View) -> str:
    standard = view.site.library.standard
    rows = []
    if standard:
        rows.append(f"<strong>{esc(standard.title or '国务院部门标准指引')}</strong>，{esc(standard.issuer)}，{esc(_version(standard))}")
        if standard.note:
            rows[-1] += f"<br><small>{lines(standard.note)}</small>"
    for region in view.catalogue.chain:
        words = f"，{esc(_version(region.edition))}" if region.edition and region.edition.version else ""
        rows.append(f"<strong>{esc(region.name)}</strong>{words}{'（本目录）' if region.id == view.region.id else ''}")
    return f'<ol class="layers">{"".join([f"<li>{row}</li>" for row in rows])}</ol>'


def _version(edition: Edition) -> str:
    return edition.version if edition.version.endswith("版") else f"{edition.version}版"


def _own(view: View) -> str:
    """How many things the region does itself, with the page that lists them."""
    mine = view.region.id
    added = sum(entry.layer == mine for entry in view.entries.values())
    gone = sum(bool(entry.withdrawal and entry.withdrawal.origin.layer == mine) for entry in view.entries.values())
    adjusted = sum(bool(entry.changed_by(mine)) for entry in view.entries.values())
    away = [domain for domain in view.domains if domain.slug in view.catalogue.not_applicable]
    numbers = (("本级新增", added), ("本级调整", adjusted), ("不再适用", gone), ("未涉及领域", len(away)))
    counts = "".join([f"<div><dt>{label}</dt><dd>{number}</dd></div>" for label, number in numbers])
    link = f'<p><a href="changes.html">逐项查看与{esc(view.above)}的不同</a></p>'
    tiles = "".join([domain_tile(view, domain, UP) for domain in away])
    absent = f'<h3>未涉及的领域</h3><ul class="tiles-list">{tiles}</ul>' if tiles else ""
    return f'<h2>{esc(view.region.name)}自己的改动</h2><dl class="numbers four">{counts}</dl>{link}{absent}'


def _domains(view: View) -> str:
    rows = ""
    for domain in view.domains:
        count = sum(entry.withdrawal is None for entry in view.shown.get(domain.slug, ()))
        total = domain.provenance.known_total
        words = "未涉及" if domain.slug in view.catalogue.not_applicable else str(count)
        rows += (
            f'<tr><th scope="row"><a href="#{esc(domain.slug)}">{esc(domain.name)}</a></th><td data-l="本目录事项">{words}</td>'
            f'<td data-l="指引总数">{"" if total is None else total}</td><td data-l="总数的来源">{lines(domain.provenance.total_note)}</td></tr>'
        )
    head = '<thead><tr><th scope="col">领域</th><th scope="col">本目录事项</th><th scope="col">指引总数</th><th scope="col">总数的来源</th></tr></thead>'
    return f'<table class="plain stack"><caption>各领域事项数</caption>{head}<tbody>{rows}</tbody></table>'


def _provenance(domain: Domain) -> str:
    source = domain.provenance
    missing = bullets([lines(text) for text in source.missing]) or "<p>没有已知的缺项。</p>"
    totals = [
        f"{esc(category.name)}：指引列{category.known_total}项{f'（{lines(category.note)}）' if category.note else ''}"
        for category in domain.categories
        if category.known_total is not None
    ]
    evidence = [lines(one.source) + (f" {anchor(one.url, '出处')}" if one.url else "") for one in source.evidence]
    state = "" if source.verified or domain.layer != STANDARD else "<p>本领域还没有逐条对照指引原文，如有出入，以指引原文为准。</p>"
    return (
        f'<section class="group"><h3 id="{esc(domain.slug)}">{esc(domain.name)}</h3>'
        f"<p>据以编制：</p>{bullets([lines(text) for text in source.compiled_from])}{state}<p>还缺什么：</p>{missing}"
        f"{f'<p>已知的分项总数：</p>{bullets(totals)}' if totals else ''}{f'<details><summary>核对依据（{len(evidence)}处）</summary>{bullets(evidence)}</details>' if evidence else ''}</section>"
    )


def changes_page(view: View) -> Page:
    """与上级目录相比改了什么: every step, with what was there before and the reason."""
    mine = view.region.id
    entries = view.changed.values()
    added = [entry for entry in entries if entry.layer == mine]
    adjusted = [entry for entry in entries if entry.layer != mine and entry.changed_by(mine)]
    gone = [entry for entry in entries if entry.withdrawal and entry.withdrawal.origin.layer == mine]
    back = [entry for entry in entries if entry.restored and entry.restored.layer == mine]
    away = [one for one in view.catalogue.not_applicable.values() if one.origin.layer == mine]
    parts = [
        f"<h2>调整的事项</h2>{_adjusted(view, adjusted)}" if adjusted else "",
        _section(view, "本级新增的事项", added, [entry.base.reason for entry in added]),
        _section(view, "不再适用的事项", gone, [_gone_words(entry) for entry in gone]),
        _section(view, "恢复适用的事项", back, [entry.restored.reason if entry.restored else "" for entry in back]),
    ]
    if away:
        names = view.domain
        rows = [f'<a href="{UP}domains/{esc(one.domain)}.html">{esc(names[one.domain].name)}</a>：{lines(one.reason)}' for one in away]
        parts.append(f"<h2>未涉及的领域</h2>{bullets(rows)}")
    body = "".join(parts) or f"<p>{esc(view.region.name)}完全沿用{esc(view.above)}，没有改动。</p>"
    title = "与上级目录相比改了什么"
    html = (
        f'<div class="wide">{crumbs([*view.trail(UP), (title, "")])}<h1>{title}</h1>'
        f'<p class="lead">{esc(view.region.name)}与{esc(view.above)}不同的地方，逐项列出原来的内容、现在的内容和理由。</p>{body}</div>'
    )
    return Page(f"{view.prefix}about/changes.html", title, f"{view.region.name}的政务公开标准目录与{view.above}不同的地方。", html)


def _adjusted(view: View, entries: Iterable[Entry]) -> str:
    """修订对照表: item, field, what was there, what is there now, and the reason."""
    bodies = ""
    for entry in entries:
        found = adjustments(view, entry.changed_by(view.region.id))
        place = f"<small>{esc(view.domain[entry.item.domain].name)}</small>"
        head = f'<th scope="rowgroup" rowspan="{sum(len(one.fields) for one in found)}">{view.item_link(UP, entry)}{place}</th>'
        rows = ""
        for one in found:
            why = f'<td data-l="理由" rowspan="{len(one.fields)}">{lines(one.reason)}</td>'
            for label, was, now in one.fields:
                rows += f'<tr>{head}<td data-l="字段">{esc(label)}</td><td data-l="上级目录">{was}</td><td data-l="现在">{now}</td>{why}</tr>'
                head = why = ""
        bodies += f"<tbody>{rows}</tbody>"
    labels = "".join([f'<th scope="col">{label}</th>' for label in ("事项", "字段", "上级目录", "现在", "理由")])
    return f'<table class="plain stack compare"><caption>调整对照表</caption><thead><tr>{labels}</tr></thead>{bodies}</table>'


def _gone_words(entry: Entry) -> str:
    gone = entry.withdrawal
    if gone is None:
        return ""
    since = f"，自{date_words(gone.date)}起" if gone.date else ""
    return f"{gone.kind}{since}。{gone.reason}"


def _section(view: View, heading: str, entries: Sequence[Entry], words: Sequence[str]) -> str:
    rows = [
        f"{view.item_link(UP, entry)} <small>{esc(view.domain[entry.item.domain].name)}</small>{f'<br>{lines(text)}' if text else ''}"
        for entry, text in zip(entries, words, strict=True)
    ]
    return f"<h2>{heading}</h2>{bullets(rows, 'items')}" if rows else ""
