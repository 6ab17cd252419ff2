"""Working days and due dates: known cases around the holidays, the laws of counting, and a second opinion for two whole years."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.model.timelimit import Clause, Deadline, parse
from gongkai.model.workdays import (
    CalendarYear,
    Due,
    WorkCalendar,
    add_days,
    add_workdays,
    calendar_from_data,
    due,
    due_to_json,
)

FOLDER = Path(__file__).parent.parent / "catalog" / "calendar"


def _data(year: int) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load((FOLDER / f"{year}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return {**data, "year": int(data["year"])}


CALENDAR = WorkCalendar({year: calendar_from_data(_data(year)) for year in (2025, 2026)})

# ---- the notices ----


def test_each_day_of_two_years_agrees_with_chinesecalendar() -> None:
    days = [date(2025, 1, 1) + timedelta(days=offset) for offset in range(730)]
    assert [day for day in days if CALENDAR.is_workday(day) is not chinese_calendar.is_workday(day)] == []


def test_every_file_is_a_year_that_holds_together() -> None:
    for file in FOLDER.glob("*.yaml"):
        year = calendar_from_data(_data(int(file.stem)))
        assert str(year.year) == file.stem
        assert str(year.year) in year.notice
        assert all(first.year == last.year == year.year for first, last, _ in year.holidays)
        assert all(day.weekday() >= 5 and day.year == year.year for day in year.workdays)
        assert not any(first <= day <= last for first, last, _ in year.holidays for day in year.workdays)


def test_a_year_without_a_notice_is_unknown_not_guessed() -> None:
    assert CALENDAR.is_workday(date(2027, 1, 4)) is None
    assert CALENDAR.is_workday(date(2027, 1, 3)) is None
    assert CALENDAR.assumed_workday(date(2027, 1, 4))
    assert not CALENDAR.assumed_workday(date(2027, 1, 3))


def test_new_years_holiday_may_begin_in_december() -> None:
    notice = CalendarYear(2027, ((date(2026, 12, 31), date(2027, 1, 2), "元旦"),), frozenset({date(2026, 12, 27)}), "示例通知")
    calendar = WorkCalendar({**CALENDAR.years, 2027: notice})
    assert calendar.is_workday(date(2026, 12, 31)) is False
    assert calendar.is_workday(date(2026, 12, 27)) is True
    assert CALENDAR.is_workday(date(2026, 12, 31)) is True


def test_local_holidays_are_days_off() -> None:
    calendar = WorkCalendar(CALENDAR.years, frozenset({date(2026, 4, 20), date(2027, 4, 20)}))
    assert calendar.is_workday(date(2026, 4, 20)) is False
    assert calendar.is_workday(date(2027, 4, 20)) is False
    found = add_workdays(date(2026, 4, 17), 1, calendar)
    assert found.date == date(2026, 4, 21)
    assert "跳过本地假日4月20日。" in found.steps


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"workdays": ["2026-02-30"]}, "“2026-02-30”不是日期，请写成 2026-01-31 这样"),
        ({"workdays": ["2026-02-13"]}, "调休上班的 2026-02-13 是周五，不是周末"),
        ({"holidays": [{"name": "春节", "from": "2026-02-23", "to": "2026-02-15"}]}, "春节的放假安排“2026-02-23至2026-02-15”结束早于开始"),
        ({"notice": None}, "工作日历缺少年份、放假通知、放假或调休上班的日子"),
    ],
)
def test_broken_data_is_refused_in_plain_words(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        calendar_from_data({**_data(2026), **change})


# ---- known cases ----


def test_twenty_workdays_over_spring_festival() -> None:
    assert add_workdays(date(2026, 2, 10), 20, CALENDAR) == Due(
        date(2026, 3, 16),
        False,
        (
            "起算日2026年2月10日（周二）不计入，从次日起数20个工作日。",
            "跳过春节假期2月15日至2月23日。",
            "调休上班日2月14日（周六）、2月28日（周六）计入。",
            "其余周六、周日不计入。",
            "第20个工作日是2026年3月16日（周一）。",
        ),
    )


def test_crossing_into_a_year_without_a_notice_is_an_estimate() -> None:
    found = add_workdays(date(2026, 12, 10), 20, CALENDAR)
    assert found.date == date(2027, 1, 7)
    assert found.estimate
    assert found.steps[-1] == "2027年的放假安排尚未公布，按周末推算，为预估日期。"
    assert not add_workdays(date(2026, 12, 3), 20, CALENDAR).estimate
    assert add_workdays(date(2026, 12, 4), 20, CALENDAR).estimate


@pytest.mark.parametrize(
    ("start", "n", "unit", "rolled", "plain"),
    [
        (date(2026, 9, 11), 20, "日", date(2026, 10, 8), date(2026, 10, 1)),
        (date(2026, 3, 2), 20, "日", date(2026, 3, 23), date(2026, 3, 22)),
        (date(2026, 2, 7), 1, "周", date(2026, 2, 14), date(2026, 2, 14)),
        (date(2026, 2, 14), 1, "周", date(2026, 2, 24), date(2026, 2, 21)),
        (date(2025, 11, 30), 3, "月", date(2026, 2, 28), date(2026, 2, 28)),
        (date(2026, 1, 31), 1, "月", date(2026, 2, 28), date(2026, 2, 28)),
        (date(2025, 5, 1), 1, "年", date(2026, 5, 6), date(2026, 5, 1)),
        (date(2024, 2, 29), 1, "年", date(2025, 2, 28), date(2025, 2, 28)),
        (date(2026, 2, 10), 20, "工作日", date(2026, 3, 16), date(2026, 3, 16)),
    ],
)
def test_periods_in_calendar_units(start: date, n: int, unit: Any, rolled: date, plain: date) -> None:
    assert add_days(start, n, unit, CALENDAR).date == rolled
    assert add_days(start, n, unit, CALENDAR, roll=False).date == plain


def test_rolling_on_is_explained_and_may_be_an_estimate() -> None:
    assert add_days(date(2026, 9, 11), 20, "日", CALENDAR).steps == (
        "起算日2026年9月11日（周五）不计入，满20日的最后一日是2026年10月1日（周四）。",
        "最后一日是国庆节假期，顺延至2026年10月8日（周四）。",
    )
    assert add_days(date(2026, 12, 1), 3, "月", CALENDAR).estimate
    assert not add_days(date(2026, 12, 1), 3, "月", CALENDAR, roll=False).estimate


def test_zero_is_no_period() -> None:
    with pytest.raises(ValueError, match="正整数"):
        add_workdays(date(2026, 1, 5), 0, CALENDAR)
    with pytest.raises(ValueError, match="正整数"):
        add_days(date(2026, 1, 5), 0, "日", CALENDAR)


# ---- the laws of counting ----

_starts = st.dates(date(2025, 1, 1), date(2026, 6, 30))
_counts = st.integers(1, 60)


@given(_starts, _counts)
@settings(max_examples=150, deadline=None)
def test_due_days_are_workdays_and_count_right(start: date, n: int) -> None:
    found = add_workdays(start, n, CALENDAR)
    between = [start + timedelta(days=offset + 1) for offset in range((found.date - start).days)]
    assert CALENDAR.is_workday(found.date)
    assert sum(bool(CALENDAR.is_workday(day)) for day in between) == n
    assert not found.estimate


@given(_starts, st.integers(0, 30), _counts, st.integers(1, 30))
@settings(max_examples=150, deadline=None)
def test_later_starts_and_longer_periods_are_never_due_earlier(start: date, later: int, n: int, more: int) -> None:
    found = add_workdays(start, n, CALENDAR).date
    assert found <= add_workdays(start + timedelta(days=later), n, CALENDAR).date
    assert found < add_workdays(start, n + more, CALENDAR).date


@given(_starts, _counts, _counts)
@settings(max_examples=100, deadline=None)
def test_periods_add_up(start: date, first: int, second: int) -> None:
    halfway = add_workdays(start, first, CALENDAR).date
    assert add_workdays(halfway, second, CALENDAR).date == add_workdays(start, first + second, CALENDAR).date


@given(_starts, st.integers(1, 120), st.sampled_from(["日", "周", "月"]))
@settings(max_examples=150, deadline=None)
def test_rolled_days_are_never_days_off(start: date, n: int, unit: Any) -> None:
    found, plain = (add_days(start, n if unit == "日" else n % 6 + 1, unit, CALENDAR, roll=roll) for roll in (True, False))
    assert CALENDAR.is_workday(found.date) in (True, None)
    assert found.date >= plain.date > start
    assert found.estimate is (found.date.year > 2026 or plain.date.year > 2026)


# ---- deadlines ----


def test_each_clause_has_its_answer() -> None:
    deadline = parse("制定或获取信息之日起10个工作日内，公示7个工作日")
    within, display = due(deadline, date(2025, 9, 25), CALENDAR)
    assert (within.date, within.estimate) == (date(2025, 10, 15), False)
    assert within.steps[0] == "所给日期看作“制定或者获取信息”的当天。"
    assert "跳过国庆节、中秋节假期10月1日至10月8日。" in within.steps
    assert display.date is None
    assert display.steps == ("“公示期7个工作日”从实际公示（公告）的当天另算。",)


def test_json_for_the_command_line() -> None:
    deadline = parse("信息形成之日起20个工作日内")
    assert due_to_json(deadline, due(deadline, date(2026, 2, 10), CALENDAR)) == {
        "raw": "信息形成之日起20个工作日内",
        "clauses": [{"kind": "within", "trigger": {"code": "formed", "text": "信息形成"}, "amount": 20, "unit": "工作日"}],
        "due": [
            {
                "clause": {"kind": "within", "trigger": {"code": "formed", "text": "信息形成"}, "amount": 20, "unit": "工作日"},
                "date": "2026-03-16",
                "estimate": False,
                "steps": [
                    "所给日期看作“信息形成”的当天。",
                    *add_workdays(date(2026, 2, 10), 20, CALENDAR).steps,
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("20个工作日", date(2026, 2, 10), date(2026, 3, 16)),
        ("部门预算批复后20日内", date(2026, 9, 11), date(2026, 10, 8)),
        ("公示期不少于7天", date(2026, 9, 18), date(2026, 9, 28)),
        ("征求意见期限不得少于30日", date(2026, 3, 2), date(2026, 4, 1)),
        ("每年1月31日前", date(2026, 1, 31), date(2026, 1, 31)),
        ("每年1月31日前", date(2026, 2, 1), date(2027, 1, 31)),
        ("每年6月底前", date(2026, 7, 1), date(2027, 6, 30)),
        ("每年年底前", date(2026, 7, 1), date(2026, 12, 31)),
        ("每年2月29日前", date(2026, 1, 1), date(2026, 2, 28)),
        ("每月31日前", date(2026, 2, 3), date(2026, 2, 28)),
        ("每月月底前", date(2026, 12, 31), date(2026, 12, 31)),
        ("每月10日", date(2026, 12, 11), date(2027, 1, 10)),
        ("每季度的首个月20日", date(2026, 1, 21), date(2026, 4, 20)),
        ("每季度末月15日前", date(2026, 9, 16), date(2026, 12, 15)),
        ("每周五", date(2026, 3, 2), date(2026, 3, 6)),
        ("每季度结束后15日内", date(2026, 9, 1), date(2026, 10, 15)),
        ("每年度结束后10个工作日内", date(2025, 3, 1), date(2026, 1, 15)),
        ("每半年结束后1日内", date(2026, 6, 30), date(2026, 7, 1)),
    ],
)
def test_dates_of_clauses(text: str, start: date, expected: date) -> None:
    (found,) = due(parse(text), start, CALENDAR)
    assert found.date == expected
    assert found.steps


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("实时公开", "“实时公开”：没有宽限的天数。"),
        ("及时公开", "“及时公开”：没有规定天数。"),
        ("长期公开", "“长期公开”：没有截止日期。"),
        ("开学前", "“开学前公开”：日期看这件事定在哪一天。"),
        ("随政策文件公开", "“随政策文件同步公开”：日期看那份文件哪一天公开。"),
        ("每季度", "“每季度”没有固定的日期。"),
        ("国家另有规定的，从其规定", "“国家另有规定的，从其规定”：另有规定的，不在这里推算。"),
        ("按规定时限公开", "这种写法不能自动推算，请按原文办理。"),
        ("999年内", "算出的日期太远，无法推算。"),
        ("每年1月31日前", "算出的日期太远，无法推算。"),
        ("20个工作日", "算出的日期太远，无法推算。"),
        ("3个月内", "算出的日期太远，无法推算。"),
    ],
)
def test_where_there_is_no_date_the_step_says_why(text: str, step: str) -> None:
    (found,) = due(parse(text), date(9999, 12, 30), CALENDAR)
    assert (found.date, found.estimate, found.steps) == (None, False, (step,))


def test_fixed_dates_do_not_roll_on_but_warn() -> None:
    (found,) = due(Deadline("", parse("每年2月15日前").clauses), date(2026, 1, 1), CALENDAR)
    assert found.date == date(2026, 2, 15)
    assert found.steps[-1] == "这一天不上班；日子是固定的，不顺延，请提前公开。"
    assert isinstance(found.clause, Clause)
