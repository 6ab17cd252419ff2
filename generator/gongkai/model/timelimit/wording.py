"""Clauses in words: the canonical wording, a short phrase for a tile, and the facet a time limit falls in."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from gongkai.model.timelimit.cadence import PERIOD_WORDS
from gongkai.model.timelimit.clause import FIRST_OUT, Cadence, Clause, Deadline

BUCKETS = (
    "实时或及时",
    "7个工作日以内",
    "10个工作日以内",
    "20个工作日以内",
    "按自然日计算",
    "事前或同步",
    "定期",
    "长期",
    "按法律规定",
    "其他",
)
"""Every value of ``bucket``, in the order in which a facet shows them."""


def render(deadline: Deadline) -> str:
    """The canonical wording. Reading it again gives the same clauses; a free text stays as it is."""
    if deadline.is_free:
        return deadline.raw
    groups = []
    for scope, clauses in groupby(deadline.clauses, key=lambda clause: clause.scope):
        text = ""
        for clause in clauses:
            # What adds to the clause before it follows by a comma; an unscoped limit of its own begins anew.
            joint = "，" if scope or clause.kind in ("display", "minimum", "continuous") else "；"
            text += (joint if text else "") + _clause(clause)
        groups.append(f"{scope}：{text}" if scope else text)
    return "；".join(groups)


def summary(deadline: Deadline) -> str:
    """A short plain phrase for the item page's tile: ``20个工作日内``, ``实时公开``; the text itself where it is free."""
    if deadline.is_free:
        return deadline.raw
    general = [_short(clause) for clause in deadline.clauses if not clause.scope and clause.kind != "defer_to_law"]
    scoped = list(dict.fromkeys(_short(clause) for clause in deadline.clauses if clause.scope))
    if general and scoped:
        return f"{'，'.join(general)}（部分{scoped[0] if len(scoped) == 1 else '内容另有时限'}）"
    if len(scoped) > 1:
        return f"分情况：{'、'.join(scoped)}"
    return "，".join(general or scoped) or "按法律、法规的规定"


def bucket(deadline: Deadline) -> str:
    """The one of ``BUCKETS`` for a facet, by the first clause that says when the information comes out. 日 and 工作日 are not compared."""
    for kinds in (FIRST_OUT, ("recurring",), ("continuous",), ("defer_to_law",)):
        clause = next((clause for clause in deadline.clauses if clause.kind in kinds), None)
        if clause:
            return _bucket(clause)
    return "其他"


def _bucket(clause: Clause) -> str:
    if clause.kind == "within":
        if clause.unit != "工作日":
            return "按自然日计算"
        return next((f"{limit}个工作日以内" for limit in (7, 10, 20) if (clause.amount or 0) <= limit), "其他")
    if clause.kind in ("immediate", "prompt"):
        return "实时或及时"
    return {"recurring": "定期", "continuous": "长期", "defer_to_law": "按法律规定"}.get(clause.kind, "事前或同步")


def _clause(clause: Clause) -> str:
    """One clause without its scope."""
    event = clause.trigger.text if clause.trigger else ""
    since = f"{event}之日起" if event else ""
    note = f"（{clause.note}）" if clause.note else ""
    match clause.kind:
        case "within":
            return f"{since}{_period(clause)}内{note}"
        case "display":
            return f"{clause.note or '公示期'}{_period(clause)}"
        case "minimum":
            return f"征求意见期限不少于{_period(clause)}{note}"
        case "immediate":
            return f"{event}后实时公开{note}" if event else f"实时公开{note}"
        case "prompt":
            return f"{event}后及时公开" if event else f"{clause.note or ''}及时公开"
        case "continuous":
            return "永久公开" if clause.note == "永久" else f"长期公开{note}"
        case "recurring":
            return f"{_cadence(clause.cadence)}{note}"
        case "concurrent":
            return f"随{clause.with_}同步公开{note}"
        case "before":
            return f"{event}前公开{note}"
        case "at_event":
            return f"{event}时公开{note}"
        case "defer_to_law":
            return f"{clause.with_ or '法律、法规'}另有规定的，从其规定{note}"
        case "free":
            return clause.note or ""


def _short(clause: Clause) -> str:
    """A clause in few words: without what it is counted from, and without notes."""
    if clause.kind == "within":
        return f"{_period(clause)}内"
    if clause.kind == "recurring" and clause.cadence and clause.cadence.anchor and clause.cadence.min_times:
        return _cadence(Cadence(clause.cadence.freq, clause.cadence.anchor))
    if clause.kind in ("immediate", "prompt"):
        return "实时公开" if clause.kind == "immediate" else "及时公开"
    heads = clause.kind == "display" or clause.note == "永久"  # there the note is not an addition but the wording itself
    return _clause(clause if heads else replace(clause, note=None))


def _period(clause: Clause) -> str:
    return f"{clause.amount}{'个' if clause.unit in ('工作日', '月') else ''}{clause.unit}"


def _cadence(cadence: Cadence | None) -> str:
    if cadence is None:
        return "定期公开"
    anchor = cadence.anchor or ""
    every = "每" if cadence.freq == "week" and anchor else f"每{PERIOD_WORDS[cadence.freq]}"  # the anchor 周五 names the week itself
    return every + anchor + (f"至少{cadence.min_times}次" if cadence.min_times else "")
