"""The cells of a catalogue in plain words, for tables, CSV and running text alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gongkai.model.catalogue import STANDARD, Duty, Entry
from gongkai.model.item import Channels, ChannelUse, Citation, Domain, Element, Law, Subjects
from gongkai.pages.context import Site

if TYPE_CHECKING:
    from gongkai.pages.view import View


def book(title: str) -> str:
    """A document's title in book-title marks; marks inside it become single ones, as GB/T 15834 has it."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def law_title(law: Law | None, slug: str) -> str:
    return book(law.title) if law else slug


def cite(site: Site, citation: Citation) -> str:
    """One 公开依据 as the official table prints it."""
    note = f"（{citation.note}）" if citation.note else ""
    return f"{law_title(site.law(citation.law), citation.law)}{citation.articles}{note}"


def duty_name(duty: Duty) -> str:
    """A body by its short name; an organ that every lower region has is said of all of them."""
    if duty.body:
        return duty.body.short or duty.body.name
    return f"各{duty.name}" if duty.kind == "children" else duty.name


def sentence(kind: str, duties: Sequence[Duty], show: Callable[[Duty], str]) -> str:
    """Who discloses, and how they share it; ``show`` turns one of them into text or markup."""
    levels = list(dict.fromkeys(duty.level for duty in duties))
    if kind == "by_level" and len(levels) > 1:
        return "；".join(f"{level}：{_joined([d for d in duties if d.level == level], show)}" for level in levels)
    text = _joined(duties, show)
    return f"{text}（其中一家）" if kind == "any_of" and len(duties) > 1 else text


def _joined(duties: Sequence[Duty], show: Callable[[Duty], str]) -> str:
    several = len(duties) > 1
    return "、".join(f"{show(duty)}（牵头）" if duty.lead and several else show(duty) for duty in duties)


def who(view: View, entry: Entry, subjects: Subjects | None = None) -> str:
    """公开主体 in words."""
    return sentence((subjects or entry.item.subjects).kind, view.duties(entry, subjects), duty_name)


def channel_names(uses: Sequence[ChannelUse]) -> list[str]:
    return [f"{use.name}（{use.note}）" if use.note else use.name for use in uses]


def channel_cell(channels: Channels) -> str:
    """公开渠道和载体 for a table: a box and a name a line. A guideline that does not say what its ■ means has all of them in ``may``."""
    lone = not channels.must and not channels.one_of
    rows = [f"■{name}" for name in channel_names(channels.must)]
    if channels.one_of:
        rows += ["以下至少一处：", *(f"■{name}" for name in channel_names(channels.one_of))] if rows else [f"■{name}" for name in channel_names(channels.one_of)]
    rows += [f"{'■' if lone else '□'}{name}" for name in channel_names(channels.may)]
    return "\n".join(rows)


def element_notes(view: View, entry: Entry, element: Element) -> list[tuple[str, str]]:
    """In what an element of 公开内容 differs from its item, as (label, text)."""
    rows = [
        ("时限", element.time_limit),
        ("主体", who(view, entry, element.subjects) if element.subjects else ""),
        ("对象", str(element.audience) if element.audience else ""),
        ("方式", f"{element.mode}公开" if element.mode == "主动" else element.mode),
        ("渠道", "、".join(use.name for use in element.channels.all) if element.channels else ""),
        ("说明", element.note),
    ]
    return [(label, text) for label, text in rows if text]


def element_cell(view: View, entry: Entry, element: Element) -> str:
    """One element for a table, with its own limit, organ or readers in brackets."""
    notes = [f"{label}：{text}" for label, text in element_notes(view, entry, element)]
    if element.need:
        notes.insert(0, element.need)
    return f"·{element.text}" + (f"（{'；'.join(notes)}）" if notes else "")


def levels_are_ours(domain: Domain) -> bool:
    """True when a national guideline exists and leaves 公开层级 to this catalogue; a region's own domain has no such guideline."""
    return domain.levels_ours and domain.layer == STANDARD


def full_stop(text: str) -> str:
    """``text`` as a sentence that another one may follow."""
    text = text.strip()
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"


def mode_words(mode: str) -> str:
    return "主动公开" if mode == "主动" else "依申请公开"


def date_words(date: object) -> str:
    """``2026-01-31`` → 2026年1月31日; text that is no date stays as it is."""
    parts = str(date).split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"
    return str(date)
