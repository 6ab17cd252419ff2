"""An organ's page: how to reach it, and its own 主动公开基本目录; and the list of all organs."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.model.catalogue import Entry
from gongkai.model.region import Body
from gongkai.model.words import BODY_KINDS
from gongkai.pages.context import body_key, body_url
from gongkai.pages.downloads import downloads
from gongkai.pages.html import crumbs, esc, lines, pairs, phone
from gongkai.pages.lists import below, below_section
from gongkai.pages.page import Page
from gongkai.pages.view import View
from gongkai.pages.wording import mode_words

UP = "../"
"""From a body's page to its region's folder."""

OPTIONAL = (("update_cycle", "更新周期"), ("retention", "公开时长"))
"""Columns that a table has only where one of its rows fills them."""


def body_page(view: View, body: Body) -> Page:
    key = body_key(body)
    entries = view.by_body.get(key, ())
    extra = below(view, "by_body", key)
    name = esc(body.name)
    count = len(entries) + len(extra)
    intro = f"以下{len(entries)}项由{esc(body.short or body.name)}公开。" if entries else ""
    if not count:
        intro = "目前的目录里没有由这个单位公开的事项。"
    parts = [
        f'<div class="wide">{crumbs([*view.trail(UP), ("公开主体", "index.html"), (body.short or body.name, "")])}<h1>{name}</h1>',
        f'<p class="lead">{lines(body.summary)}</p>' if body.summary else "",
        pairs(_facts(body), "facts contact"),
        f'<h2 id="catalogue">主动公开基本目录</h2>{f"<p>{intro}</p>" if intro else ""}',
        _downloads(view, body) if entries else "",
        _tables(view, body, entries),
        below_section(view, UP, "by_body", key),
        "</div>",
    ]
    about = body.summary or f"{body.name}的主动公开基本目录和联系方式，共{count}项。"
    url = body_url(view.site, body)
    return Page(url, f"{body.name} · 公开主体", about, "".join(parts))


def body_title(body: Body) -> str:
    return f"{body.name}主动公开基本目录"


def _downloads(view: View, body: Body) -> str:
    links = downloads(view.site, body_url(view.site, body).rpartition("/")[2].removesuffix(".html"), body_title(body))
    return f'<p class="tools">{links}</p>' if links else ""


def _facts(body: Body) -> list[tuple[str, str]]:
    return [
        ("单位性质", esc(body.kind)),
        ("加挂牌子", "、".join(map(esc, body.plaques))),
        ("上级单位", esc(body.superior)),
        ("领导关系", esc(body.led_by)),
        ("办公地址", lines(body.address)),
        ("办公时间", lines(body.hours)),
        ("责任科室", esc(body.office)),
        ("咨询电话", phone(body.phone) if body.phone else ""),
        ("监督电话", phone(body.supervision_phone) if body.supervision_phone else ""),
    ]


def _tables(view: View, body: Body, entries: Sequence[Entry]) -> str:
    """One table for each domain."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.item.domain, []).append(entry)
    return "".join([_table(view, body, slug, found) for slug, found in groups.items()])


def _table(view: View, body: Body, slug: str, entries: Sequence[Entry]) -> str:
    optional = [(name, label) for name, label in OPTIONAL if any(getattr(entry.item, name) for entry in entries)]
    labels = ["公开内容", "公开时限", "公开方式", "公开渠道", "责任科室", "咨询电话", "监督电话", *(label for _, label in optional)]
    head = '<th scope="col">公开事项</th>' + "".join([f'<th scope="col">{label}</th>' for label in labels])
    rows = ""
    for entry in entries:
        item = entry.item
        category = f"<small>{esc(item.category)}</small>" if item.category and item.category != item.title else ""
        cells = [
            f'<div class="clamp">{"、".join(map(lines, [element.text for element in item.content]))}</div>',
            esc(view.site.limit(item.time_limit)),
            mode_words(item.mode),
            "、".join(map(esc, [use.name for use in item.channels.all])),
            esc(item.office or body.office),
            *(phone(number) if number else "" for number in (item.phone or body.phone, item.supervision_phone or body.supervision_phone)),
            *(esc(getattr(item, name)) for name, _ in optional),
        ]
        body_cells = "".join([f'<td data-l="{label}">{cell}</td>' for label, cell in zip(labels, cells, strict=True)])
        rows += f'<tr><th scope="row">{view.item_link(UP, entry)}{category}</th>{body_cells}</tr>'
    name = esc(view.domain[slug].name)
    caption = f'<caption><a href="{UP}domains/{esc(slug)}.html">{name}</a> <small>{len(entries)}项</small></caption>'
    return f'<table class="plain catalogue">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def bodies_page(view: View) -> Page:
    groups = body_groups(view, UP)
    html = (
        f'<div>{crumbs([*view.trail(UP), ("公开主体", "")])}<h1>公开主体</h1>'
        f'<p class="lead">{esc(view.region.name)}的公开事项由下列单位公开。点开单位，可以看到它的主动公开基本目录和电话。</p>{groups}</div>'
    )
    return Page(f"{view.prefix}bodies/index.html", "公开主体", f"{view.region.name}各单位的主动公开基本目录和联系方式。", html)


def body_groups(view: View, up: str, heading: str = "h2") -> str:
    """The organs by kind, in the order of the official list of kinds; organs of other regions that have duties here come last."""
    groups: dict[str, list[str]] = {}
    for body in sorted(view.bodies.values(), key=lambda body: BODY_KINDS.index(body.kind) if body.kind in BODY_KINDS else len(BODY_KINDS)):
        groups.setdefault(body.kind, []).append(_body_row(view, up, body))
    known = set(view.bodies)
    others = {body_key(duty.body): duty.body for entry in view.live for duty in view.duties(entry) if duty.body}
    for key, body in others.items():
        if key not in known:
            groups.setdefault("上级单位", []).append(_body_row(view, up, body))
    return "".join(
        [
            f'<section class="group"><{heading}>{kind} <small class="count">{len(rows)}家</small></{heading}><ul class="links">{"".join(rows)}</ul></section>'
            for kind, rows in groups.items()
        ]
    )


def _body_row(view: View, up: str, body: Body) -> str:
    key = body_key(body)
    count = len(view.by_body.get(key, ())) + len(below(view, "by_body", key))
    words = f" <small>{count}项</small>" if count else ""
    return f'<li><a href="{up}{view.to_root}{esc(body_url(view.site, body))}">{esc(body.short or body.name)}</a>{words}</li>'
