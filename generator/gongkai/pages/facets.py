"""Static lists by level, channel, time limit, mode, audience and life event: ways to browse without search and without scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.model.catalogue import Entry
from gongkai.model.timelimit import BUCKETS
from gongkai.model.words import LEVELS, MODES
from gongkai.pages.html import anchor, crumbs, esc, icon
from gongkai.pages.lists import by_domain, item_list
from gongkai.pages.page import Page
from gongkai.pages.view import View
from gongkai.pages.wording import mode_words

LEVEL_SLUGS = dict(zip(LEVELS, ("shengji", "shiji", "xianji", "xiangji", "cunji"), strict=True))
MODE_SLUGS = dict(zip(MODES, ("zhudong", "yishenqing"), strict=True))
LIMIT_SLUGS = dict(
    zip(BUCKETS, ("shishi", "7-gongzuori", "10-gongzuori", "20-gongzuori", "ziranri", "shiqian", "dingqi", "changqi", "fading", "qita"), strict=True)
)
AUDIENCE_SLUGS = {"全社会": "quanshehui", "特定群体": "teding-qunti"}

UP = "../../"
"""From a facet's page to its region's folder."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet: the folder and slug of its page, what it is called, and its items."""

    folder: str
    slug: str
    name: str
    entries: tuple[Entry, ...]
    intro: str = ""
    icon: str = ""
    url: str = ""

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.slug}.html"


GROUPS = {
    "life-events": "按人生大事",
    "levels": "按公开层级",
    "limits": "按公开时限",
    "channels": "按公开渠道",
    "audiences": "按公开对象",
    "modes": "按公开方式",
}
"""Facets in the order of their index, by folder."""


def facets(view: View) -> dict[str, list[Facet]]:
    """Every facet's values that have items, by folder."""
    words = view.site.library.vocabulary
    events = [
        Facet("life-events", key, event.name, view.by_life_event[key], event.summary, event.icon)
        for key, event in words.life_events.items()
        if key in view.by_life_event
    ]
    channels = [
        Facet("channels", key, channel.name, view.by_channel[key], channel.summary, url=channel.url)
        for key, channel in words.channels.items()
        if key in view.by_channel
    ]
    return {
        "life-events": events,
        "levels": _closed("levels", LEVEL_SLUGS, view.by_level, "{}公开的事项。"),
        "limits": _closed("limits", LIMIT_SLUGS, view.by_limit, ""),
        "channels": channels,
        "audiences": _closed("audiences", AUDIENCE_SLUGS, _by_audience(view), ""),
        "modes": _closed("modes", MODE_SLUGS, view.by_mode, "", mode_words),
    }


def _closed(folder: str, slugs: Mapping[str, str], index: Mapping[str, tuple[Entry, ...]], intro: str, words: object = None) -> list[Facet]:
    name = words if callable(words) else str
    return [Facet(folder, slug, name(value), index[value], intro.format(value)) for value, slug in slugs.items() if value in index]


def _by_audience(view: View) -> dict[str, tuple[Entry, ...]]:
    found = {
        "全社会": tuple(entry for entry in view.live if entry.item.audience.everyone),
        "特定群体": tuple(entry for entry in view.live if entry.item.audience.groups),
    }
    return {name: entries for name, entries in found.items() if entries}


def facet_page(view: View, facet: Facet) -> Page:
    group = GROUPS[facet.folder]
    mark = icon(view.site.icons, facet.icon) if facet.icon else ""
    where = f"<p>网址：{anchor(facet.url, facet.url)}</p>" if facet.url else ""
    body = _by_group(view, facet.entries) if facet.slug == AUDIENCE_SLUGS["特定群体"] else by_domain(view, UP, facet.entries)
    html = (
        f'<div>{crumbs([*view.trail(UP), ("分类查找", "../index.html"), (group, f"../index.html#{facet.folder}"), (facet.name, "")])}'
        f'<h1 class="with-icon">{mark}{esc(facet.name)}</h1><p class="lead">{esc(facet.intro)}共{len(facet.entries)}项。</p>{where}{body}</div>'
    )
    return Page(f"{view.prefix}facets/{facet.path}", f"{facet.name} · {group}", f"{view.region.name}政务公开标准目录{group}：{facet.name}，共{len(facet.entries)}项。", html)


def _by_group(view: View, entries: Sequence[Entry]) -> str:
    """Items for particular readers, under the readers' names."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in entry.item.audience.groups:
            groups.setdefault(name, []).append(entry)
    return "".join(
        [
            f'<section class="group"><h2>{esc(name)} <small class="count">{len(found)}项</small></h2>'
            f"{item_list(view, UP, found)}</section>"
            for name, found in groups.items()
        ]
    )


def facet_links(view: View, up: str, heading: str = "h3") -> str:
    """All facets by group; ``up`` leads to the region's folder."""
    sections = []
    for folder, found in facets(view).items():
        if found:
            rows = "".join([f'<li><a href="{up}facets/{esc(facet.path)}">{esc(facet.name)}</a> <small>{len(facet.entries)}项</small></li>' for facet in found])
            sections.append(f'<section class="group"><{heading} id="{folder}">{GROUPS[folder]}</{heading}><ul class="links">{rows}</ul></section>')
    return "".join(sections)


def facets_page(view: View) -> Page:
    html = (
        f'<div>{crumbs([*view.trail("../"), ("分类查找", "")])}<h1>分类查找</h1>'
        f'<p class="lead">从人生大事、公开层级、公开时限、渠道、对象和方式找到公开事项。</p>{facet_links(view, "../", "h2")}</div>'
    )
    return Page(f"{view.prefix}facets/index.html", "分类查找", f"{view.region.name}政务公开标准目录的分类查找。", html)
