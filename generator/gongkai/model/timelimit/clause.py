"""The clauses of a time limit as data, and their JSON form (the data contract of the API)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "within",
    "before",
    "display",
    "minimum",
    "concurrent",
    "at_event",
    "immediate",
    "prompt",
    "continuous",
    "recurring",
    "defer_to_law",
    "free",
]
TriggerCode = Literal[
    "formed", "changed", "formed_or_changed", "made_or_obtained", "received", "decision", "approval", "application", "none", "other"
]
Unit = Literal["工作日", "日", "周", "月", "年"]
FIRST_OUT: tuple[Kind, ...] = ("within", "before", "concurrent", "at_event", "immediate", "prompt")
"""The kinds that say when the information first comes out."""
Freq = Literal["hour", "day", "week", "month", "quarter", "half_year", "year"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a period is counted from.

    ``code``: formed 形成, changed 变更, formed_or_changed, made_or_obtained 制作（制定）或者获取, received 收到、下发至本单位,
    decision 决定作出, approval 批准、批复, application 收到申请, other (any other event), none (the wording names nothing to count from).
    ``text``: the event in normalised wording without 自…之日起, e.g. ``信息形成或者变更``; empty for ``none``.
    """

    code: TriggerCode
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often: every ``freq``. ``anchor``: the fixed point in each period, e.g. ``1月31日前``, ``首个月20日``, ``结束后15日内``.

    ``min_times``: at least so many times per period.
    """

    freq: Freq
    anchor: str | None = None
    min_times: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of a time limit. ``scope`` names the part of the information it is for; without it the clause is for all of it.

    What each ``kind`` means, and which fields it uses besides ``scope``:

    - ``within``: disclosed no later than ``amount`` ``unit`` after ``trigger`` (20个工作日内). 工作日 and 日 are never converted.
    - ``before``: disclosed before the event in ``trigger`` (开学前).
    - ``display``: a 公示 or 公告 stays up for ``amount`` ``unit``. It is not a limit for disclosing. ``note`` holds the head of the wording
      where it is not 公示期: 公告期, 公示期不少于, 公告期不少于.
    - ``minimum``: 征求意见 stays open for at least ``amount`` ``unit``.
    - ``concurrent``: disclosed together with the document in ``with_`` (随采购公告公开).
    - ``at_event``: disclosed when the event in ``trigger`` takes place (开标时).
    - ``immediate``: 实时, 即时, 立即公开; after ``trigger`` if there is one.
    - ``prompt``: 及时, 随时公开, no number of days; after ``trigger`` if there is one; ``note`` 按进展情况.
    - ``continuous``: 长期, 持续公开; ``note`` 永久 where it says so.
    - ``recurring``: every period of ``cadence``; 定期公开 says no period and has no cadence.
    - ``defer_to_law``: where a law says otherwise, the law holds; ``with_`` names the laws where they are not 法律、法规.
    - ``free``: wording that the grammar does not hold whole; ``note`` is the entire text. Always the only clause of its deadline.

    ``note`` of the other kinds is an addition such as 动态调整.
    """

    kind: Kind
    scope: str | None = None
    trigger: Trigger | None = None
    amount: int | None = None
    unit: Unit | None = None
    cadence: Cadence | None = None
    with_: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """公开时限: ``raw`` is the official wording, untouched; ``clauses`` is what it says, never empty."""

    raw: str
    clauses: tuple[Clause, ...]

    @property
    def is_free(self) -> bool:
        """True where the wording could not be read and stays a text."""
        return self.clauses[0].kind == "free"


def clause_to_json(clause: Clause) -> dict[str, object]:
    """The clause with the contract's keys in their order; what is not there is left out."""
    trigger = clause.trigger and {"code": clause.trigger.code, "text": clause.trigger.text}
    cadence = clause.cadence and _present(
        {"freq": clause.cadence.freq, "anchor": clause.cadence.anchor, "min_times": clause.cadence.min_times}
    )
    fields = {
        "scope": clause.scope,
        "kind": clause.kind,
        "trigger": trigger,
        "amount": clause.amount,
        "unit": clause.unit,
        "cadence": cadence,
        "with": clause.with_,
        "note": clause.note,
    }
    return _present(fields)


def to_json(deadline: Deadline) -> dict[str, object]:
    """``{raw, clauses}``."""
    return {"raw": deadline.raw, "clauses": [clause_to_json(clause) for clause in deadline.clauses]}


def _present(fields: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value is not None}
