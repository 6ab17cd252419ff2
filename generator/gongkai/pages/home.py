"""A region's home page: what this is, and the ways in."""

from __future__ import annotations

from gongkai.pages.body import body_groups
from gongkai.pages.domain import domain_tile
from gongkai.pages.facets import facets
from gongkai.pages.html import crumbs, esc, icon, lines, phone
from gongkai.pages.page import Page
from gongkai.pages.search import hot_words, search_form
from gongkai.pages.view import View
from gongkai.pages.wording import date_words


def home_page(view: View) -> Page:
    region = view.region
    title = view.site.library.publication.title if view.parent is None else f"{region.name}政务公开标准目录"
    trail = crumbs([*view.trail("")[:-1], (region.name, "")]) if view.parent else ""
    parts = [
        f'<div class="home">{trail}<header class="hero"><h1>{esc(title)}</h1><p class="lead">{_sentence(view)}</p>{_search(view)}{hot_words(view)}</header>',
        _life_events(view),
        _domains(view),
        f'<section class="block" id="bodies"><h2>按单位找</h2>{body_groups(view, "", "h3")}</section>',
        _lower(view),
        _foot(view),
        "</div>",
    ]
    return Page(f"{view.prefix}index.html", region.name if view.parent else "首页", f"{region.name}哪些政府信息应当公开、由谁公开、什么时候公开、在哪里看。", "".join(parts))


def _sentence(view: View) -> str:
    summary = f"{lines(view.region.summary)}<br>" if view.region.summary else ""
    domains = len(view.shown)
    return f"{summary}哪些政府信息应当公开、由谁公开、什么时候公开、在哪里看：{domains}个领域，{len(view.live)}项，都在这里。"


def _search(view: View) -> str:
    return search_form(view, "", "您想了解什么？例如：孩子上学、低保、征地补偿") if view.site.search else ""


def _life_events(view: View) -> str:
    found = facets(view)["life-events"]
    rows = "".join(
        [
            f'<li><a href="facets/{esc(facet.path)}">{icon(view.site.icons, facet.icon)}<b>{esc(facet.name)}</b><small>{len(facet.entries)}项</small></a></li>'
            for facet in found
        ]
    )
    return f'<section class="block"><h2>按人生大事找</h2><ul class="events">{rows}</ul></section>' if rows else ""


def _domains(view: View) -> str:
    tiles = "".join([domain_tile(view, domain, "") for domain in view.domains])
    more = '<p class="onward"><a href="facets/index.html">还可以按层级、时限、渠道、对象和方式找</a></p>'
    return f'<section class="block"><h2>按领域找</h2><ul class="tiles-list">{tiles}</ul>{more}</section>' if tiles else ""


def _lower(view: View) -> str:
    if not view.children:
        return ""
    rows = ""
    for child in view.children:
        words = f"{len(child.live)}项"
        if child.changed:
            words += f"，{len(child.changed)}项有不同"
        path = esc(child.prefix[len(view.prefix) :])
        rows += f'<li><a href="{path}index.html"><b>{esc(child.region.name)}</b> <small>{words}</small></a></li>'
    return f'<section class="block" id="lower"><h2>按{view.lower}找</h2><ul class="tiles-list">{rows}</ul></section>'


def _foot(view: View) -> str:
    edition, contact = view.region.edition, view.region.contact
    rows = []
    if edition:
        parts = [edition.issuer, edition.version, edition.number, date_words(edition.date) if edition.date else ""]
        rows.append(f"目录版本：{'，'.join(esc(part) for part in parts if part)}")
    if view.site.as_of:
        rows.append(f"数据截至{esc(date_words(view.site.as_of))}")
    links = '<a href="about/edition.html">编制说明</a>　<a href="about/changes.html">与上级目录相比改了什么</a>'
    if contact:
        ways = "，".join(part for part in (esc(contact.address), esc(contact.hours), phone(contact.phone) if contact.phone else "") if part)
        rows.append(f"目录由{esc(contact.office)}负责{f'：{ways}' if ways else ''}")
    return f'<section class="block edition"><h2>关于这份目录</h2><p>{"<br>".join(rows)}</p><p>{links}</p></section>'
