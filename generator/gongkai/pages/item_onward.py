"""Where an item's page leads: related items, the same item elsewhere, its neighbours, its lasting address, whom to tell of a mistake."""

from __future__ import annotations

from gongkai.model.catalogue import Entry
from gongkai.model.item import Item
from gongkai.pages.html import bullets, esc, phone
from gongkai.pages.view import View
from gongkai.pages.who import UP

RELATED = 6
"""Related items offered at most; the domain's page holds the rest."""


def related(view: View, entry: Entry) -> list[Entry]:
    """Items the editors related to this one, then others of its category, withdrawn ones left out, `RELATED` at most."""
    item = entry.item
    found = {id_: view.entries[id_] for id_ in item.related if id_ in view.entries and id_ != item.id and view.entries[id_].withdrawal is None}
    for other in view.siblings.get((item.domain, item.category), ()):
        if len(found) >= RELATED:
            break
        if other is not entry:
            found.setdefault(other.item.id, other)
    return list(found.values())[:RELATED]


def onward(view: View, entry: Entry) -> str:
    """The end of the page."""
    item = entry.item
    rows = [_other(view, item, other) for other in related(view, entry)] if item.related else _siblings(view, item)
    text = f'<section class="more"><h2>相关事项</h2>{bullets(rows, "links")}</section>' if rows else ""
    regions = _elsewhere(view, entry)
    if regions:
        text += f'<section class="more"><h2>其他层级的同一事项</h2>{bullets(regions, "links")}</section>'
    before, after = view.neighbours[item.id]
    turn = (_turn(item, before, "prev", "上一项") if before else "<span></span>") + (_turn(item, after, "next", "下一项") if after else "")
    return f'{text}<nav class="turn" aria-label="本领域的上一项和下一项">{turn}</nav>{_tools(view, entry)}'


def _siblings(view: View, item: Item) -> list[str]:
    """Links to the first `RELATED` other items of the category; the links are the same on all of their pages."""
    key = ("siblings", item.domain, item.category)
    links: dict[str, str] | None = view.fragments.get(key)
    if links is None:
        first = view.siblings.get((item.domain, item.category), ())[: RELATED + 1]
        links = view.fragments[key] = {other.item.id: view.item_link(UP, other) for other in first}
    return [link for id_, link in links.items() if id_ != item.id][:RELATED]


def _turn(item: Item, other: Entry, rel: str, label: str) -> str:
    """The way to a neighbour; one in another category is named with it, since titles like 办事指南 come in many."""
    to = other.item
    place = f" · {esc(to.category)}" if to.category not in ("", item.category, to.title) else ""
    return f'<a rel="{rel}" href="{UP}items/{esc(to.id)}.html"><small>{label}{place}</small>{esc(to.title)}</a>'


def _other(view: View, item: Item, other: Entry) -> str:
    link = view.item_link(UP, other)
    if other.item.domain == item.domain and other.item.category == item.category:
        return link
    place = view.domain[other.item.domain].name if other.item.domain != item.domain else other.item.category
    return f"{link} <small>{esc(place)}</small>"


def _elsewhere(view: View, entry: Entry) -> list[str]:
    id_ = esc(entry.item.id)
    rows = []
    if view.parent and entry.item.id in view.parent.entries:
        to_parent = UP + "../" * (view.prefix.count("/") - view.parent.prefix.count("/"))
        rows.append(f'<a href="{to_parent}items/{id_}.html">{esc(view.parent.region.name)}</a>')
    for child in view.changed_below.get(entry.item.id, ()):
        path = child.prefix[len(view.prefix) :]
        rows.append(f'<a href="{UP}{path}items/{id_}.html">{esc(child.region.name)}</a> <small>有不同</small>')
    return rows


def _tools(view: View, entry: Entry) -> str:
    item = entry.item
    start, end, help_ = _address(view)
    edit = view.site.edit_url(entry.latest)
    link = f' <a href="{esc(edit)}">修改这一条</a>' if edit else ""
    return (
        f'<footer class="tools"><p data-site>本页地址长期不变：<a class="perma" href="{esc(item.slug)}.html">{start}{esc(item.id)}{end}</a></p>'
        f'<p data-site><button type="button" data-do="copy" hidden>复制链接</button> <button type="button" data-do="print" hidden>打印</button>{link}</p>'
        f"<p>{help_}</p></footer>"
    )


def _address(view: View) -> tuple[str, str, str]:
    """What stands before and after an item's id in its lasting address, and whom to tell of a mistake; the same on all pages of the region."""
    found: tuple[str, str, str] | None = view.fragments.get("address")
    if found is None:
        site_url, contact = view.site.library.publication.site_url, view.region.contact
        start, end = (f"{site_url.rstrip('/')}/{view.prefix}items/", ".html") if site_url else ("items/", "")
        help_ = f"内容有误，请告诉{esc(contact.office)} {phone(contact.phone)}。" if contact and contact.phone else ""
        found = view.fragments["address"] = (esc(start), end, help_)
    return found
