"""历次版本: every edition that a region has issued, the newest first, each with its 修订对照表 against the one before."""

from __future__ import annotations

from gongkai.comparing.editions import Edition
from gongkai.comparing.row import COLUMNS, Row
from gongkai.pages.html import crumbs, esc, lines, pairs
from gongkai.pages.page import Page
from gongkai.pages.view import View
from gongkai.pages.wording import date_words

UP = "../"
"""From a page about the catalogue to its region's folder."""


def data_url(view: View, edition: Edition) -> str:
    """Where the site has the edition's file, as it was issued."""
    return f"{view.prefix}about/editions/{edition.version}.json"


def editions_page(view: View) -> Page:
    """All editions of the region; an edition's data is a link, its table stands in the page."""
    editions = view.site.editions.by_region[view.region.id][::-1]
    title = "历次版本"
    sections = "".join([_edition(edition, newest=edition is editions[0]) for edition in editions])
    html = (
        f'<div class="wide">{crumbs([*view.trail(UP), ("编制说明", "edition.html"), (title, "")])}<h1>{title}</h1>'
        f'<p class="lead">{esc(view.region.name)}政务公开标准目录印发过的各个版本，以及每一版与上一版的修订对照表。</p>{sections}</div>'
    )
    return Page(f"{view.prefix}about/editions.html", title, f"{view.region.name}政务公开标准目录历次版本和修订对照表。", html)


def _edition(edition: Edition, *, newest: bool) -> str:
    below = [one["name"] for one in edition.data["regions"][1:]]
    rows = (
        ("印发机关", esc(edition.issuer)),
        ("文号", esc(edition.document)),
        ("日期", esc(date_words(edition.date))),
        ("批准", esc(edition.approved_by)),
        ("事项", f"{edition.items}个"),
        ("一并印发", esc("、".join(below))),
        ("说明", lines(edition.note)),
        ("数据", f'<a href="editions/{esc(edition.version)}.json" type="application/json">下载这一版的全部要素（JSON）</a>'),
    )
    before = edition.previous
    head = f'<h2 id="v-{esc(edition.version)}">{esc(edition.version)}版{"（现行）" if newest else ""}</h2>{pairs(rows)}'
    if before is None:
        return f"{head}<p>首版目录，之前没有印发过。</p>"
    table = _table(edition.revision, f"{edition.version}版与{before[0]}版的修订对照表")
    return f"{head}<details{' open' if newest else ''}><summary>与{esc(before[0])}版相比的修订对照表（{len(edition.revision)}行）</summary>{table}</details>"


def _table(rows: tuple[Row, ...], caption: str) -> str:
    head = "".join([f'<th scope="col">{name}</th>' for name in COLUMNS])
    body = ""
    for row in rows:
        domain, title, *rest = map(lines, row.cells())
        cells = "".join([f'<td data-l="{label}">{cell}</td>' for label, cell in zip(COLUMNS[2:], rest, strict=True)])
        body += f'<tr><td data-l="{COLUMNS[0]}">{domain}</td><th scope="row">{title}</th>{cells}</tr>'
    return f'<table class="plain stack compare"><caption>{esc(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
