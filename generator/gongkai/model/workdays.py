"""Working days and due dates: the yearly holiday notices as data, counting forward, and why a date is what it is.

The rule of counting: day 0 is not counted, the last day is; a period in calendar units whose last day is no working day ends on the
next one. 政府信息公开条例 does not say so itself, 民法典 Articles 201 to 203 do for periods in general: so ``roll`` is a setting.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from gongkai.model.timelimit.cadence import after_end, next_date, period_end
from gongkai.model.timelimit.clause import FIRST_OUT, Cadence, Clause, Deadline, Unit, clause_to_json, to_json
from gongkai.model.timelimit.wording import render

_ONE = timedelta(days=1)
_NO_DATE = {
    "display": "“{}”从实际公示（公告）的当天另算。",
    "minimum": "“{}”从实际开始征求意见的当天另算。",
    "before": "“{}”：日期看这件事定在哪一天。",
    "at_event": "“{}”：日期看这件事定在哪一天。",
    "concurrent": "“{}”：日期看那份文件哪一天公开。",
    "immediate": "“{}”：没有宽限的天数。",
    "prompt": "“{}”：没有规定天数。",
    "continuous": "“{}”：没有截止日期。",
    "defer_to_law": "“{}”：另有规定的，不在这里推算。",
    "free": "这种写法不能自动推算，请按原文办理。",
}


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The days off and the worked weekends (调休上班日) of one year, and the title (and number) of the ``notice`` they are from."""

    year: int
    holidays: tuple[tuple[date, date, str], ...]
    """First day, last day (included), name."""
    workdays: frozenset[date]
    notice: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Every year whose notice is known, and the region's own days off (民族自治地方的传统节日 and the like)."""

    years: Mapping[int, CalendarYear] = field(default_factory=dict)
    local_holidays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool | None:
        """Whether offices work on ``day``; None where its year has no notice: then a weekend may be worked and a weekday off."""
        if self.day_off(day):
            return False
        for notice in self._notices(day):
            if day in notice.workdays:
                return True
        return day.weekday() < 5 if day.year in self.years else None

    def assumed_workday(self, day: date) -> bool:
        """As ``is_workday``; in a year without a notice, Monday to Friday. A date built on that is an estimate."""
        known = self.is_workday(day)
        return day.weekday() < 5 if known is None else known

    def day_off(self, day: date) -> tuple[date, date, str] | None:
        """The holiday that ``day`` lies in: first day, last day, name. A plain weekend is none."""
        if day in self.local_holidays:
            return day, day, "本地假日"
        return next((off for notice in self._notices(day) for off in notice.holidays if off[0] <= day <= off[1]), None)

    def _notices(self, day: date) -> Iterator[CalendarYear]:
        """The notice of the day's year, and of the next one: New Year's holiday may begin in December."""
        for year in (day.year, day.year + 1):
            if year in self.years:
                yield self.years[year]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period. ``estimate``: a year without a notice was counted by weekends. ``steps``: the count in plain Chinese."""

    date: date
    estimate: bool
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseDue:
    """When one clause is due. ``date`` is None where nothing can be counted; ``steps`` then say why."""

    clause: Clause
    date: date | None
    estimate: bool
    steps: tuple[str, ...]


def calendar_from_data(data: Mapping[str, object]) -> CalendarYear:
    """A year from the shape of ``calendar/<year>.yaml``, its dates as text.

    Raises ValueError with a plain Chinese sentence: a date does not exist, a holiday ends before it begins, a worked day is no weekend.
    """
    year, notice, holidays, workdays = data["year"], data["notice"], data["holidays"], data["workdays"]
    if not (
        isinstance(year, int) and isinstance(notice, Mapping) and isinstance(holidays, list | tuple) and isinstance(workdays, list | tuple)
    ):
        raise ValueError("工作日历缺少年份、放假通知、放假或调休上班的日子")
    number = f"（{notice['number']}）" if notice.get("number") else ""
    off = tuple((_date(entry["from"]), _date(entry["to"]), str(entry["name"])) for entry in holidays)
    worked = frozenset(_date(day) for day in workdays)
    for first, last, name in off:
        if last < first:
            raise ValueError(f"{name}的放假安排“{first}至{last}”结束早于开始")
    for day in sorted(worked):
        if day.weekday() < 5:
            raise ValueError(f"调休上班的 {day} 是{_weekday(day)}，不是周末")
    return CalendarYear(year, off, worked, f"{notice['title']}{number}")


def add_workdays(start: date, n: int, calendar: WorkCalendar) -> Due:
    """The ``n``-th working day after ``start``, n ≥ 1. ``start`` itself is not counted."""
    if n < 1:
        raise ValueError("工作日数须是正整数")
    day = start
    for _ in range(n):
        day = _next_workday(day + _ONE, calendar)
    passed = list(_days(start + _ONE, day))
    steps = [f"起算日{_full(start)}不计入，从次日起数{n}个工作日。", *_passed_over(passed, calendar), f"第{n}个工作日是{_full(day)}。"]
    unknown = _unknown_years(passed, calendar)
    return Due(day, bool(unknown), (*steps, *_estimate_note(unknown)))


def add_days(start: date, n: int, unit: Unit, calendar: WorkCalendar, *, roll: bool = True) -> Due:
    """``n`` 日, 周, 月 or 年 after ``start``, n ≥ 1; in a month too short for the day the period ends on its last day.

    工作日 goes to ``add_workdays``.
    ``roll``: a last day that is no working day moves on to the next one.
    """
    if unit == "工作日":
        return add_workdays(start, n, calendar)
    if n < 1:
        raise ValueError("期限须是正整数")
    last = (
        start + timedelta(days=n * (7 if unit == "周" else 1))
        if unit in ("日", "周")
        else _add_months(start, n * (12 if unit == "年" else 1))
    )
    steps = [f"起算日{_full(start)}不计入，满{n}{'个月' if unit == '月' else unit}的最后一日是{_full(last)}。"]
    if not roll:
        return Due(last, False, tuple(steps))
    day = _next_workday(last, calendar)
    if day > last:
        off = calendar.day_off(last)
        steps.append(f"最后一日是{f'{off[2]}假期' if off else '休息日'}，顺延至{_full(day)}。")
    unknown = _unknown_years(_days(last, day), calendar)
    return Due(day, bool(unknown), (*steps, *_estimate_note(unknown)))


def due(deadline: Deadline, start: date, calendar: WorkCalendar, *, roll: bool = True) -> tuple[ClauseDue, ...]:
    """Every clause's due date, in the deadline's order, ``start`` being the day of the event that its trigger names.

    A 公示期 or a 征求意见期限 beside a limit for disclosing runs from the real day of disclosure: it has no date here.
    ``roll``: as in ``add_days``.
    """
    return tuple(_clause_due(clause, deadline, start, calendar, roll) for clause in deadline.clauses)


def due_to_json(deadline: Deadline, dues: tuple[ClauseDue, ...]) -> dict[str, object]:
    """``{raw, clauses, due: [{clause, date, estimate, steps}]}``; ``date`` is null where there is none."""
    found = [
        {
            "clause": clause_to_json(one.clause),
            "date": one.date and one.date.isoformat(),
            "estimate": one.estimate,
            "steps": list(one.steps),
        }
        for one in dues
    ]
    return {**to_json(deadline), "due": found}


def _clause_due(clause: Clause, deadline: Deadline, start: date, calendar: WorkCalendar, roll: bool) -> ClauseDue:
    words = render(Deadline("", (replace(clause, scope=None),)))
    try:
        if clause.kind == "recurring" and clause.cadence and clause.cadence.anchor:
            return _recurring_due(clause, clause.cadence, start, calendar, roll)
        disclosed_first = any(other.kind in FIRST_OUT and other.scope == clause.scope for other in deadline.clauses)
        if clause.amount and clause.unit and (clause.kind == "within" or not disclosed_first):
            found = add_days(start, clause.amount, clause.unit, calendar, roll=roll)
            return ClauseDue(clause, found.date, found.estimate, (_from(clause), *found.steps))
    except OverflowError:
        return ClauseDue(clause, None, False, ("算出的日期太远，无法推算。",))
    return ClauseDue(clause, None, False, (_NO_DATE.get(clause.kind, "“{}”没有固定的日期。").format(words),))


def _recurring_due(clause: Clause, cadence: Cadence, start: date, calendar: WorkCalendar, roll: bool) -> ClauseDue:
    """The next date that the anchor names. A date fixed by the calendar does not roll on; a period after the end of a quarter does."""
    after = after_end(cadence)
    if after:
        end = period_end(cadence.freq, start)
        found = add_days(end, *after, calendar, roll=roll)
        return ClauseDue(clause, found.date, found.estimate, (f"{_full(start)}所在的一期到{_full(end)}结束。", *found.steps))
    day = next_date(cadence, start)
    if day is None:
        raise OverflowError("date value out of range")
    steps = [f"{_full(start)}起最近的“{cadence.anchor}”是{_full(day)}。"]
    if calendar.is_workday(day) is False:
        steps.append("这一天不上班；日子是固定的，不顺延，请提前公开。")
    return ClauseDue(clause, day, False, tuple(steps))


def _from(clause: Clause) -> str:
    """What the day that was given stands for."""
    if clause.kind == "display":
        return "所给日期看作公示（公告）的当天。"
    if clause.kind == "minimum":
        return "所给日期看作开始征求意见的当天。"
    event = clause.trigger.text if clause.trigger else ""
    return f"所给日期看作“{event}”的当天。" if event else "原文没有写从哪一天起算，按所给日期起算。"


def _next_workday(day: date, calendar: WorkCalendar) -> date:
    while not calendar.assumed_workday(day):
        day += _ONE
    return day


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _add_months(start: date, n: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    if year > date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


def _passed_over(days: list[date], calendar: WorkCalendar) -> Iterator[str]:
    """What was left out and what was counted although it is a weekend."""
    holidays = dict.fromkeys(off for off in map(calendar.day_off, days) if off)
    for first, last, name in holidays:
        inside = _span(max(first, days[0]), min(last, days[-1]))
        yield f"跳过{name}{'' if name.endswith('假日') else '假期'}{inside}。"
    worked = [day for day in days if day.weekday() >= 5 and calendar.assumed_workday(day)]
    if worked:
        yield f"调休上班日{'、'.join(f'{_short(day)}（{_weekday(day)}）' for day in worked)}计入。"
    if any(day.weekday() >= 5 and not calendar.assumed_workday(day) and not calendar.day_off(day) for day in days):
        yield "其余周六、周日不计入。"


def _unknown_years(days: Iterator[date] | list[date], calendar: WorkCalendar) -> list[int]:
    return sorted({day.year for day in days if calendar.is_workday(day) is None})


def _estimate_note(years: list[int]) -> list[str]:
    return [f"{'、'.join(f'{year}年' for year in years)}的放假安排尚未公布，按周末推算，为预估日期。"] if years else []


def _date(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"“{value}”不是日期，请写成 2026-01-31 这样") from None


def _weekday(day: date) -> str:
    return f"周{'一二三四五六日'[day.weekday()]}"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _full(day: date) -> str:
    return f"{day.year}年{_short(day)}（{_weekday(day)}）"


def _span(first: date, last: date) -> str:
    return _short(first) if first == last else f"{_short(first)}至{_short(last)}"
