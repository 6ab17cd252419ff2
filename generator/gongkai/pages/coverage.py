"""法定主动公开内容的落实: where the catalogue discloses each head of the statute's list, and how complete each domain is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from gongkai.model.catalogue import Entry
from gongkai.model.item import Item
from gongkai.model.words import LAW_STATUSES, LEVELS
from gongkai.pages.html import bullets, crumbs, esc, lines
from gongkai.pages.page import Page
from gongkai.pages.view import View
from gongkai.pages.who import UP
from gongkai.pages.wording import who

ABOUT = "../"
"""From a page about the catalogue to its region's folder."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One place that discloses a statutory head: a domain with ``count`` items, or a single item (``count`` 0)."""

    path: str
    title: str
    place: str = ""
    count: int = 0


def covered(view: View, item: Item) -> list[Covered]:
    """Where this region discloses the head ``item`` in detail; domains and items that it does not have are left out."""
    found = []
    for ref in item.covered_by:
        if "/" not in ref:
            count = sum(entry.withdrawal is None for entry in view.shown.get(ref, ()))
            if count:
                found.append(Covered(f"domains/{ref}.html", view.domain[ref].name, count=count))
        elif ref in view.entries and view.entries[ref].withdrawal is None:
            other = view.entries[ref].item
            found.append(Covered(f"items/{ref}.html", other.title, view.domain[other.domain].name))
    return found


def coverage_list(view: View, item: Item, up: str) -> str:
    """The places as links, or why there are none; "" for an item that is no statutory head."""
    rows = []
    for one in covered(view, item):
        more = f"{one.count}项" if one.count else esc(one.place)
        rows.append(f'<a href="{up}{esc(one.path)}">{esc(one.title)}</a> <small>{more}</small>')
    if rows:
        return bullets(rows, "links")
    if item.not_covered:
        return f"<p>{lines(item.not_covered)}</p>"
    return "<p>本级目录没有对应的领域和事项。</p>" if item.covered_by else ""


def coverage_section(view: View, entry: Entry) -> str:
    """The part of a head's own page that says where it is disclosed in detail."""
    found = coverage_list(view, entry.item, UP)
    return f'<section><h2 id="coverage">在哪些领域具体公开</h2>{found}</section>' if found else ""


def heads(view: View) -> list[Entry]:
    """The region's statutory heads, in the statute's order."""
    return [entry for entry in view.live if entry.item.covered_by or entry.item.not_covered]


def coverage_page(view: View) -> Page:
    """Two matrices: head of the statute → where it is disclosed; domain → items, known total, laws, levels, verification."""
    title = "覆盖情况"
    name = esc(view.region.name)
    html = (
        f'<div class="wide">{crumbs([*view.trail(ABOUT), ("编制说明", "edition.html"), (title, "")])}<h1>{title}</h1>'
        f'<p class="lead">《政府信息公开条例》要求主动公开的每一项，{name}的目录在哪里落实；各领域收了多少事项、与指引相差多少。</p>'
        f"{_heads(view)}{_domains(view)}</div>"
    )
    return Page(f"{view.prefix}about/coverage.html", title, f"{view.region.name}的目录对法定主动公开内容和各领域标准指引的覆盖情况。", html)


def _heads(view: View) -> str:
    found = heads(view)
    if not found:
        return ""
    bodies = ""
    for category, entries in groupby(found, key=lambda entry: entry.item.category):
        rows = ""
        for entry in entries:
            places = coverage_list(view, entry.item, ABOUT)
            rows += (
                f'<tr><th scope="row">{view.item_link(ABOUT, entry)}</th><td data-l="公开主体">{esc(who(view, entry))}</td>'
                f'<td data-l="落实情况">{places}</td></tr>'
            )
        bodies += f'<tbody><tr><th colspan="3" scope="rowgroup" class="band">{esc(category)}</th></tr>{rows}</tbody>'
    filled = sum(bool(covered(view, entry.item)) for entry in found)
    words = f"<p>共{len(found)}项法定内容，{filled}项在目录里有具体领域或事项，{len(found) - filled}项写明了没有的原因。</p>"
    head = '<thead><tr><th scope="col">法定主动公开内容</th><th scope="col">公开主体</th><th scope="col">在目录里的落实</th></tr></thead>'
    return f'<h2>法定主动公开内容</h2>{words}<table class="plain stack heads"><caption>条例所列内容与目录对照</caption>{head}{bodies}</table>'


def _domains(view: View) -> str:
    labels = ("本目录事项", "指引总数", "公开层级", "依据文件（按效力）", "已核实事项")
    laws = view.site.library.vocabulary.laws
    rows = ""
    items = verified = 0
    for domain in view.domains:
        live = [entry for entry in view.shown.get(domain.slug, ()) if entry.withdrawal is None]
        known = domain.provenance.known_total
        checked = sum(view.catalogue.is_verified(entry) for entry in live)
        cited = Counter(laws[slug].status for slug in {citation.law for entry in live for citation in entry.item.basis})
        levels = Counter(level for entry in live for level in entry.item.levels)
        cells = (
            "未涉及" if domain.slug in view.catalogue.not_applicable else str(len(live)),
            "不掌握" if known is None else str(known),
            _counts(levels, {level: level for level in LEVELS}),
            _counts(cited, LAW_STATUSES),
            str(checked) if live else "",
        )
        body = "".join([f'<td data-l="{label}">{esc(text)}</td>' for label, text in zip(labels, cells, strict=True)])
        rows += f'<tr><th scope="row"><a href="{ABOUT}domains/{esc(domain.slug)}.html">{esc(domain.name)}</a></th>{body}</tr>'
        items, verified = items + len(live), verified + checked
    head = "".join([f'<th scope="col">{label}</th>' for label in ("领域", *labels)])
    sums = f'<th scope="row">合计</th><td data-l="本目录事项">{items}</td><td></td><td></td><td></td><td data-l="已核实事项">{verified}</td>'
    return (
        "<h2>各领域</h2><p>“指引总数”是国务院部门标准指引所列的事项数。同一件法律在几个领域里引用的，各领域分别计数。</p>"
        f'<table class="plain stack"><caption>各领域的事项、依据和核实情况</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody><tfoot><tr>{sums}</tr></tfoot></table>'
    )


def _counts(found: Mapping[str, int], names: Mapping[str, str]) -> str:
    """``县级12、乡级3``, in the order of ``names``."""
    return "、".join(f"{words}{found[key]}" for key, words in names.items() if found.get(key))
