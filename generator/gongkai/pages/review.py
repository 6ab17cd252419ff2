"""核实工作单: for the people who compare the catalogue with its sources, what is still to be compared and where to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongkai.model.catalogue import STANDARD, Entry
from gongkai.model.item import Domain
from gongkai.model.timelimit import parse
from gongkai.model.words import LAW_STATUSES
from gongkai.pages.html import bullets, crumbs, esc, lines
from gongkai.pages.page import Page
from gongkai.pages.view import View
from gongkai.pages.wording import date_words, levels_are_ours

UP = "../"
"""From a page about the catalogue to its region's folder."""


def review_page(view: View) -> Page:
    """Everything that nobody has compared with its source yet, domain by domain, and the laws to look up first."""
    title = "核实工作单"
    items = [entry for entry in view.live if entry.layer == STANDARD]
    done = sum(view.catalogue.is_verified(entry) for entry in items)
    html = (
        f'<div class="wide">{crumbs([*view.trail(UP), ("编制说明", "edition.html"), (title, "")])}<h1>{title}</h1>'
        f'<p class="lead">给核对目录的人用：{len(items)}个标准事项，已核实{done}个，还有{len(items) - done}个没有对照指引原文。</p>'
        "<p>核实以后，在本级 region.yaml 的 verified 下登记领域或事项、核实单位、对照的文件和日期；catalog.yaml 的 allow_unverified 决定没有核实的事项能不能公开。</p>"
        f'<p><a href="{UP}{view.to_root}about/rules/index.html">检查规则：gongkai check 查什么、怎么改</a></p>'
        f"{_pending(view)}{_domains(view)}{_laws(view)}{_limits(view)}</div>"
    )
    return Page(f"{view.prefix}about/review.html", title, f"{view.region.name}的目录里还没有核实的领域、事项和依据文件。", html)


def _domains(view: View) -> str:
    rows = ""
    for domain in view.domains:
        live = [entry for entry in view.shown.get(domain.slug, ()) if entry.withdrawal is None and entry.layer == STANDARD]
        if not live:
            continue
        open_ = [entry for entry in live if not view.catalogue.is_verified(entry)]
        notes = bullets([lines(text) for text in domain.provenance.missing])
        rows += (
            f'<tr><th scope="row"><a href="edition.html#{esc(domain.slug)}">{esc(domain.name)}</a></th><td data-l="未核实">{len(open_)} / {len(live)}</td>'
            f'<td data-l="已登记的核实">{_registered(view, domain, live)}</td><td data-l="待核对">{_ours(domain)}{notes}</td></tr>'
        )
    head = "".join([f'<th scope="col">{label}</th>' for label in ("领域", "未核实", "已登记的核实", "待核对")])
    return f'<h2>领域</h2><table class="plain stack"><caption>各领域的核实情况</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _pending(view: View) -> str:
    """What has been edited since the last issued edition: for the office that approves the next one."""
    edition = view.site.editions.covering(view.region.id)
    if edition is None:
        return ""
    waiting = view.site.pending.get(view.region.id, {})
    rows = []
    for id_, changes in waiting.items():
        entry = view.entries.get(id_)
        name = view.item_link(UP, entry) if entry else esc(changes[0].title)
        place = esc(view.domain[entry.item.domain].name) if entry else ""
        rows.append(f"{name} <small>{place} 待审核</small>{bullets([lines(change.text) for change in changes])}")
    words = f"{edition.version}版印发以后改过、还没有审核印发的事项有{len(rows)}个。" if rows else f"{edition.version}版印发以后，各事项没有待审核的改动。"
    return f'<h2 id="pending">待审核的改动</h2><p>{esc(words)}</p>{bullets(rows, "items")}'


def _ours(domain: Domain) -> str:
    return "<p>公开层级由本目录标注，指引没有列出。</p>" if levels_are_ours(domain) else ""


def _registered(view: View, domain: Domain, entries: Sequence[Entry]) -> str:
    found = [view.catalogue.verified[key] for key in (domain.slug, *(entry.item.id for entry in entries)) if key in view.catalogue.verified]
    return bullets([f"{esc(one.by)}，{esc(date_words(one.date))}，对照{esc(one.against)}" if one.by else "标准目录编者已核对" for one in found]) or "没有"


def _laws(view: View) -> str:
    """Cited documents whose status nobody has looked up, the most cited first: each look-up settles that many items."""
    laws = view.site.library.vocabulary.laws
    cited = Counter(slug for entry in view.live for slug in {citation.law for citation in entry.item.basis})
    statuses = Counter(laws[slug].status for slug in cited)
    words = "、".join(f"{label}{statuses[key]}件" for key, label in LAW_STATUSES.items() if statuses[key])
    waiting = sorted((slug for slug in cited if laws[slug].status in ("unverified", "repealed")), key=lambda slug: (-cited[slug], slug))
    rows = [
        f'<a href="{UP}{view.to_root}laws/{esc(slug)}.html">{esc(laws[slug].title)}</a> <small>{cited[slug]}个事项引用，{LAW_STATUSES[laws[slug].status]}</small>'
        for slug in waiting
    ]
    return f"<h2>依据文件</h2><p>现行目录引用{len(cited)}件：{words}。下面的还要查证，引用多的在前。</p>{bullets(rows, 'items')}"


def _limits(view: View) -> str:
    """Items whose limit nothing can compute with: worth a look whether the wording is really the official one."""
    found = [entry for entry in view.live if any(clause.kind == "free" for clause in parse(entry.item.time_limit).clauses)]
    rows = [f"{view.item_link(UP, entry)} <small>{esc(view.domain[entry.item.domain].name)}：{lines(entry.item.time_limit)}</small>" for entry in found]
    return f"<h2>没能拆成起算点和天数的时限</h2>{bullets(rows, 'items') or '<p>没有。</p>'}"
