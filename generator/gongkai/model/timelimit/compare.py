"""Two time limits: whether the public gets the information sooner or later. Only like is compared with like; everything else is a rewording."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from gongkai.model.timelimit.clause import Clause, Deadline, Freq

Verdict = Literal["same", "better", "worse", "other"]
"""``better`` for the public: out sooner, on display longer, more often. ``other``: cannot be compared."""

_RANK: dict[str, int] = {freq: i for i, freq in enumerate(get_args(Freq))}
_LONGER_IS_BETTER = ("display", "minimum")


def compare(was: Deadline, now: Deadline) -> Verdict:
    """What the change from ``was`` to ``now`` means for the public.

    Both must have the same clauses, in the same order, counted from the same event and in the same unit (20个工作日 and 20日
    are not comparable); then amounts, or how often, decide. 实时 is sooner than any number of days. Clauses that move in
    opposite directions, and wording that nothing can read, are ``other``.
    """
    if was.is_free or now.is_free or len(was.clauses) != len(now.clauses):
        return "same" if was.clauses == now.clauses else "other"
    verdicts = {_clause(old, new) for old, new in zip(was.clauses, now.clauses, strict=True)} - {"same"}
    if not verdicts:
        return "same"
    return verdicts.pop() if len(verdicts) == 1 else "other"


def _clause(was: Clause, now: Clause) -> Verdict:
    if was == now:
        return "same"
    if {was.kind, now.kind} == {"within", "immediate"} and was.scope == now.scope:
        return "better" if now.kind == "immediate" else "worse"
    if was.kind == now.kind == "recurring":
        return _cadence(was, now)
    if was.amount is None or now.amount is None or replace(was, amount=now.amount) != now:
        return "other"
    return "better" if (now.amount > was.amount) == (now.kind in _LONGER_IS_BETTER) else "worse"


def _cadence(was: Clause, now: Clause) -> Verdict:
    """More often is better; a fixed point within the period (1月31日前) makes two cadences unlike."""
    old, new = was.cadence, now.cadence
    if old is None or new is None or old.anchor or new.anchor or replace(was, cadence=new) != now or old.min_times != new.min_times:
        return "other"
    return "better" if _RANK[new.freq] < _RANK[old.freq] else "worse"
