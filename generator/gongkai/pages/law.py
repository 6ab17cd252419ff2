"""A law's page: what is known of its status and on what evidence, and the items that rest on it; and the register of all laws."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.item import Evidence, Law
from gongkai.model.words import LAW_STATUSES, RANKS
from gongkai.pages.context import Site
from gongkai.pages.html import anchor, bullets, crumbs, esc, lines, pairs
from gongkai.pages.item import STATUS_MARKS
from gongkai.pages.lists import below_section, by_domain
from gongkai.pages.page import Page
from gongkai.pages.wording import book, date_words

UP = "../"
"""From a law's page to the site's root; laws have pages there only."""

STATUS_WORDS = {
    "in_force": "核对依据列在下面。",
    "amended": "这份文件印发后有过修改，请以最新文本为准。",
    "repealed": "这份文件已经废止，不能再作为依据。",
    "unverified": "本目录还没有核对这份文件的效力，引用以前请以发布机关公布的文本为准。",
}

DATE_LABELS = {"adopted": "公布", "amended": "修改", "effective": "施行"}
EVIDENCE_LABELS = {"status": "效力", "number": "文号", "dates": "日期"}


def law_page(site: Site, law: Law) -> Page:
    view = site.root
    entries = view.by_law.get(law.slug, ())
    listed = by_domain(view, UP, entries, "h3")
    lower = below_section(view, UP, "by_law", law.slug)
    parts = [
        f'<div>{crumbs([*view.trail(UP), ("公开依据", "index.html"), (law.short or law.title, "")])}<h1>{esc(book(law.title))}</h1>',
        _status(site, law),
        pairs(_facts(law)),
        f'<div class="note"><p>{lines(law.note)}</p></div>' if law.note else "",
        _evidence(law.evidence),
        f'<h2 id="items">以此为依据的公开事项 <small class="count">{len(entries)}项</small></h2>',
        listed or ("" if lower else "<p>目前的目录里没有以这份文件为依据的事项。</p>"),
        lower,
        "</div>",
    ]
    about = f"{book(law.title)}：{LAW_STATUSES.get(law.status, '')}。以此为依据的公开事项{len(entries)}项。"
    return Page(f"laws/{law.slug}.html", f"{law.short or law.title} · 公开依据", about, "".join(parts))


def _status(site: Site, law: Law) -> str:
    kind = STATUS_MARKS.get(law.status, ("none", LAW_STATUSES.get(law.status, "")))
    text = f'<p class="status"><span class="st {kind[0]}">{kind[1]}</span> {STATUS_WORDS.get(law.status, "")}</p>'
    successor = site.law(law.successor) if law.successor else None
    if successor:
        text += f'<p>代替它的文件：<a href="{esc(successor.slug)}.html">{esc(book(successor.title))}</a></p>'
    return text


def _facts(law: Law) -> list[tuple[str, str]]:
    dates = []
    for key, label in DATE_LABELS.items():
        value = law.dates.get(key)
        for date in value if isinstance(value, list | tuple) else [value] if value else []:
            dates.append((str(date), f"{esc(date_words(date))}{label}"))
    return [
        ("文件类别", esc(law.rank)),
        ("发布机关", "、".join(map(esc, law.issuer))),
        ("文号", esc(law.number)),
        ("日期", "，".join([text for _, text in sorted(dates)])),
        ("其他写法", "、".join(map(esc, law.spellings))),
    ]


def _evidence(evidence: Iterable[Evidence]) -> str:
    rows = []
    for one in evidence:
        about = "、".join(EVIDENCE_LABELS.get(name, esc(name)) for name in one.about)
        head = f"{about}：" if about else ""
        link = f" {anchor(one.url, '查看出处')}" if one.url else ""
        when = f"（{esc(date_words(one.date))}核对）" if one.date else ""
        rows.append(f"{head}{lines(one.source)}{when}{link}")
    return f"<h2>核对依据</h2>{bullets(rows)}" if rows else ""


def laws_page(site: Site) -> Page:
    """All laws by rank, each with the number of items that rest on it."""
    view = site.root
    groups: dict[str, list[str]] = {}
    laws = site.library.vocabulary.laws.values()
    for law in sorted(laws, key=lambda law: (RANKS.index(law.rank) if law.rank in RANKS else len(RANKS), law.slug)):
        mark = STATUS_MARKS.get(law.status)
        chip = f' <span class="st {mark[0]}">{mark[1]}</span>' if mark and law.status != "in_force" else ""
        count = len(view.by_law.get(law.slug, ()))
        groups.setdefault(law.rank, []).append(
            f'<li><a href="{esc(law.slug)}.html">{esc(book(law.title))}</a>{chip}{f" <small>{count}项</small>" if count else ""}</li>'
        )
    sections = "".join(
        [
            f'<section class="group"><h2>{esc(rank)} <small class="count">{len(rows)}份</small></h2><ul class="items">{"".join(rows)}</ul></section>'
            for rank, rows in groups.items()
        ]
    )
    html = (
        f'<div>{crumbs([*view.trail(UP), ("公开依据", "")])}<h1>公开依据</h1>'
        f'<p class="lead">公开事项所依据的法律、法规、规章和文件。点开可以看到它的效力和以它为依据的事项。</p>{sections}</div>'
    )
    return Page("laws/index.html", "公开依据", "公开事项所依据的法律、法规、规章和文件。", html)
