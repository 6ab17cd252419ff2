"""An item's page: who, when, where and for whom at a glance, then every field with its ground and its origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai.model.catalogue import STANDARD, Entry
from gongkai.model.item import ChannelUse, Citation, Element, Item
from gongkai.pages.context import digest
from gongkai.pages.coverage import coverage_section, covered
from gongkai.pages.html import anchor, bullets, crumbs, esc, lines, pairs, phone
from gongkai.pages.item_onward import onward
from gongkai.pages.item_origin import Marks, change_marks, origin_section
from gongkai.pages.page import Page
from gongkai.pages.view import View, row_stamp
from gongkai.pages.who import UP, Who, who_markup
from gongkai.pages.wording import channel_names, date_words, element_notes, full_stop, law_title, levels_are_ours, mode_words

MANY = 12
"""From so many elements on, a wide screen shows the checklist in two columns."""

STATUS_MARKS = {"in_force": ("ok", "现行有效"), "amended": ("warn", "已修改"), "repealed": ("off", "已废止")}
"""Statuses worth a mark beside a citation. A law whose status nobody has checked carries none: its own page says so."""


def item_key(view: View, entry: Entry) -> str:
    """Changes whenever `item_page` would say something else, at a fraction of its cost: the item's own files, the titles near it, the region."""
    item = entry.item
    near = [child.prefix for child in view.changed_below.get(item.id, ())]
    near += [key for key in item.life_events if key in view.by_life_event]
    for id_ in (*item.related, entry.withdrawal.successor) if entry.withdrawal else item.related:
        if id_ in view.entries:
            near.append(row_stamp(view.entries[id_]))
    if item.covered_by:
        near += map(repr, covered(view, item))
    if view.parent and item.id in view.parent.entries:
        near.append("above")
    return digest(view.stamp, view.list_stamps[item.domain], entry.digest, item.id, *near)


def item_page(view: View, entry: Entry) -> Page:
    """The page of ``entry`` in the region of ``view``."""
    item = entry.item
    marks = change_marks(view, entry)
    people = who_markup(view, entry)
    domain = view.domain[item.domain]
    parts = [
        '<article class="item">',
        _trail(view, item, domain.name),
        _head(view, entry, marks),
        _tiles(view, entry, people, marks),
        '<div class="cols"><div class="main">',
        _shared(view, entry, marks, _content),
        coverage_section(view, entry),
        _shared(view, entry, marks, _basis),
        "</div>",
        _side(view, entry, people, marks, levels_are_ours(domain)),
        "</div>",
        origin_section(view, entry),
        onward(view, entry),
        "</article>",
    ]
    return Page(
        url=f"{view.prefix}items/{item.id}.html",
        title=" · ".join(dict.fromkeys(part for part in (item.title, item.category, domain.name) if part)),
        description=_description(item, people, domain.name),
        html="".join(parts),
    )


def _shared(view: View, entry: Entry, marks: Marks, make: Callable[[View, Entry, Marks], str]) -> str:
    """What ``make`` says of an entry that nobody adjusted and that has no organ of its own for an element: in every region the same."""
    if entry.changes or any(element.subjects for element in entry.item.content):
        return make(view, entry, marks)
    kept = view.site.root.fragments
    key = (make, id(entry), view.to_root)
    known: tuple[Entry, str] | None = kept.get(key)
    if known is None:
        known = kept[key] = (entry, make(view, entry, marks))
    return known[1]


def _description(item: Item, people: Who, domain: str) -> str:
    about = item.summary or f"{domain}领域公开事项“{item.title}”"
    return f"{full_stop(about)}由{people.words}公开，时限：{full_stop(item.time_limit)}"


def _trail(view: View, item: Item, domain: str) -> str:
    """The way here, the same for all items of a category. An item that is a category itself has a title for one."""
    key = ("trail", item.domain, item.category if item.category != item.title else "", item.subcategory)
    found: str | None = view.fragments.get(key)
    if found is None:
        found = view.fragments[key] = _steps(view, item, domain)
    return found


def _steps(view: View, item: Item, domain: str) -> str:
    page = f"{UP}domains/{esc(item.domain)}.html"
    steps = [*view.trail(UP), (domain, page)]
    if item.category and item.category != item.title:
        steps.append((item.category, f"{page}#c{view.category_number(item)}"))
    if item.subcategory:
        steps.append((item.subcategory, ""))
    return crumbs(steps)


def _head(view: View, entry: Entry, marks: Marks) -> str:
    item = entry.item
    kind = f'<p class="kicker"><span class="mark own">{esc(view.mine(entry.layer))}新增事项</span></p>' if entry.layer != STANDARD else ""
    text = f"{kind}<h1>{esc(item.title)}</h1>{marks.of('title')}{marks.of('category')}{marks.of('subcategory')}"
    if item.summary:
        text += f'<p class="lead">{lines(item.summary)}</p>{marks.of("summary")}'
    return text + _withdrawn(view, entry)


def _withdrawn(view: View, entry: Entry) -> str:
    gone = entry.withdrawal
    if gone is None:
        return ""
    when = f"自{esc(date_words(gone.date))}起，" if gone.date else ""
    text = f"<strong>{when}{esc(view.site.layer(gone.origin.layer))}不再适用这个事项（{esc(gone.kind)}）。</strong>"
    if gone.reason:
        text += f"<br>原因：{lines(gone.reason)}"
    if gone.successor in view.entries:
        text += f"<br>请改看：{view.item_link(UP, view.entries[gone.successor])}"
    return f'<div class="note off"><p>{text}</p><p>下面保留上级目录的原有内容，供查考。</p></div>'


def _tiles(view: View, entry: Entry, people: Who, marks: Marks) -> str:
    item = entry.item
    limit = view.site.limit(item.time_limit)
    wording = f"<small>{lines(item.time_limit)}</small>" if limit != item.time_limit else ""
    mode = mode_words(item.mode)
    of = marks.of
    return (
        '<dl class="tiles">'
        f'<div><dt>谁来公开</dt><dd>{people.tile}{of("subjects")}</dd></div>'
        f'<div><dt>什么时候公开</dt><dd><b>{esc(limit)}</b>{wording}{of("time_limit")}</dd></div>'
        f'<div><dt>在哪里看</dt><dd>{_shared(view, entry, marks, _where)}{of("channels")}</dd></div>'
        f'<div><dt>给谁看</dt><dd><b>{esc(str(item.audience))}</b><small>{mode}</small>{of("audience")}{of("mode")}</dd></div>'
        "</dl>"
    )


def _where(view: View, entry: Entry, marks: Marks) -> str:
    """Links first, then the channels and whether all, one or some of them are used."""
    item = entry.item
    channels = item.channels
    text = _links(item)
    if channels.must:
        text += f"<b>{_names(channels.must)}</b>" + ("<small>以上渠道都公开</small>" if len(channels.must) > 1 else "")
    if channels.one_of:
        text += f"<b>{_names(channels.one_of)}</b>" + ("<small>至少在其中一处公开</small>" if len(channels.one_of) > 1 else "")
    if channels.may:
        lone = not channels.must and not channels.one_of
        text += f"<b>{_names(channels.may)}</b>" if lone else f"<small>还可以公开在：{_names(channels.may)}</small>"
    return text or "<b>目录没有写明渠道</b><small>可以向公开主体询问</small>"


def _names(uses: Sequence[ChannelUse]) -> str:
    return "、".join(map(esc, channel_names(uses)))


def _links(item: Item) -> str:
    """Addresses where the region really discloses the item, then those that its channels have."""
    if item.links or any(use.url for use in item.channels.all):
        rows = {link.url: anchor(link.url, link.name or link.channel or "公开位置") for link in item.links}
        for use in item.channels.all:
            if use.url:
                rows.setdefault(use.url, anchor(use.url, use.name))
        return bullets(rows.values(), "go")
    return ""


def _content(view: View, entry: Entry, marks: Marks) -> str:
    content = entry.item.content
    many = " many" if len(content) >= MANY else ""
    rows = "".join([_element(view, entry, element, marks) for element in content])
    count = f' <small class="count">{len(content)}项</small>' if len(content) > 1 else ""
    return f'<section><h2 id="content">公开内容{count}</h2>{marks.of("content")}<ul class="checks{many}">{rows}</ul></section>'


def _element(view: View, entry: Entry, element: Element, marks: Marks) -> str:
    text = lines(element.text)
    if element.plain:
        return f"<li>{text}{marks.on(element.text)}</li>"
    if element.need:
        text += f' <span class="tag">{esc(element.need)}</span>'
    notes = "；".join(f"{label}：{lines(value)}" for label, value in element_notes(view, entry, element))
    return f"<li>{text}{f'<small>{notes}</small>' if notes else ''}{marks.on(element.text)}</li>"


def _basis(view: View, entry: Entry, marks: Marks) -> str:
    item = entry.item
    rows = bullets((_citation(view, citation) for citation in item.basis), "laws")
    text = f'<section><h2 id="basis">公开依据</h2>{marks.of("basis")}{rows or "<p>目录没有列出依据。</p>"}'
    if item.basis_as_issued:
        old = bullets((_citation(view, citation) for citation in item.basis_as_issued), "laws")
        text += f"<details><summary>标准指引印发时所列的依据</summary><p>指引印发以后，下列文件有的已经修改或者被新的规定代替，列在这里供对照。</p>{old}</details>"
    return text + "</section>"


def _citation(view: View, citation: Citation) -> str:
    found: str | None = view.fragments.get(citation)
    if found is None:
        law = view.site.law(citation.law)
        title = esc(law_title(law, citation.law))
        link = f'<a href="{UP}{view.to_root}laws/{esc(citation.law)}.html">{title}</a>' if law else title
        mark = STATUS_MARKS.get(law.status) if law else None
        chip = f' <span class="st {mark[0]}">{mark[1]}</span>' if mark else ""
        note = f"<small>{lines(citation.note)}</small>" if citation.note else ""
        found = view.fragments[citation] = f"{link}{esc(citation.articles)}{chip}{note}"
    return found


def _side(view: View, entry: Entry, people: Who, marks: Marks, ours: bool) -> str:
    item = entry.item
    remark = "<small>国务院部门标准指引没有列出公开层级，这里由本目录标注</small>" if ours else ""
    events = view.site.library.vocabulary.life_events
    topics = "、".join(
        f'<a href="{UP}facets/life-events/{esc(key)}.html">{esc(events[key].name)}</a>' for key in item.life_events if key in view.by_life_event
    )
    rows = (
        ("责任科室", esc(item.office) or people.office),
        ("咨询电话", phone(item.phone) if item.phone else people.phone),
        ("监督电话", phone(item.supervision_phone) if item.supervision_phone else people.supervision),
        ("公开层级", f"{'、'.join(map(esc, item.levels))}{remark}{marks.of('levels')}"),
        ("更新周期", esc(item.update_cycle)),
        ("公开时长", esc(item.retention)),
        ("适用地区", "、".join(map(esc, item.applies_to))),
        ("通俗说法", f"{'、'.join(map(esc, item.aliases))}{marks.of('aliases')}"),
        ("人生大事", topics + marks.of("life_events")),
        ("指引序号", esc(item.source_no)),
    )
    note = f'<div class="note"><p>{lines(item.note)}</p>{marks.of("note")}</div>' if item.note else ""
    return f'<aside class="side" aria-label="联系与说明">{pairs(rows)}{note}</aside>'
