"""Recurring disclosure: wording → Cadence, and the next date that a cadence names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.model.timelimit.clause import Cadence, Freq, Unit
from gongkai.model.timelimit.text import NUMBER, number

PERIOD_WORDS: dict[Freq, str] = {
    "hour": "小时",
    "day": "日",
    "week": "周",
    "month": "月",
    "quarter": "季度",
    "half_year": "半年",
    "year": "年",
}
_FREQS: dict[str, Freq] = {word: freq for freq, word in PERIOD_WORDS.items()} | {
    "天": "day",
    "星期": "week",
    "季": "quarter",
    "年度": "year",
}
_MONTHS: dict[Freq, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}

_VERB = r"(?:更新|公开|公布|发布|公示)"
_TIMES = rf"(?:至少|不少于)?{_VERB}?(?:至少|不少于)?(?P<times>{NUMBER})次(?:以上)?"
_PERIOD = (
    r"(?:每一?(?:个(?=小时|星期|月|季度))?(?P<every>小时|日|天|周|星期|月|季度|季|半年|年度|年)|"
    r"按(?P<by>日|周|月|季度|季|半年|年度|年)|(?P<bare>半年|一年|1年))"
)
_RECURRING = re.compile(rf"{_PERIOD}(?:(?:的)?(?P<anchor>.+?))??(?:定期)?(?:{_TIMES}|{_VERB})?")

_DAY = r"(?P<day>\d{1,2})日(?P<before>前)?"
_YEAR_DAY = re.compile(rf"(?P<month>\d{{1,2}})月{_DAY}")
_MONTH_END = re.compile(r"(?P<month>\d{1,2})月底(?P<before>前)?")
_IN_QUARTER = re.compile(rf"(?P<month>首个|第一个|第二个|第三个|最后一个|首|末)月{_DAY}")
_QUARTER_MONTHS = {"首": "首个", "第一个": "首个", "末": "第三个", "最后一个": "第三个"}
_MONTH_DAY = re.compile(_DAY)
_AFTER_END = re.compile(r"(?:结束|终了)(?:之日起|之后|后)?(?P<amount>\d{1,3})(?P<unit>个工作日|日|天)(?:以内|之内|内)")
_WEEK_DAY = re.compile(r"(?P<week>[一二三四五六日天])(?P<before>前)?")


def read_cadence(text: str) -> Cadence | None:
    """``每季度的首个月20日``, ``半年至少更新1次``, ``每年1月31日前``, ``按年公开``; None for anything that is not wholly such a wording."""
    match = _RECURRING.fullmatch(text)
    if not match:
        return None
    word = match["every"] or match["by"] or match["bare"]
    freq: Freq = "year" if word in ("一年", "1年") else _FREQS[word]
    times = number(match["times"]) if match["times"] else None
    if times is None and (match["times"] or match["bare"]):
        return None
    if match["anchor"] is None:
        return Cadence(freq, None, times)
    anchor = _read_anchor(freq, match["anchor"].replace("之前", "前").replace("以前", "前"))
    return Cadence(freq, anchor, times) if anchor else None


def _read_anchor(freq: Freq, text: str) -> str | None:
    """The fixed point in canonical wording, checked against the calendar (2月30日 is none)."""
    after = _AFTER_END.fullmatch(text)
    if after and freq in _MONTHS:
        return f"结束后{int(after['amount'])}{after['unit'].replace('天', '日')}内" if int(after["amount"]) else None
    if freq == "year":
        day, end = _YEAR_DAY.fullmatch(text), _MONTH_END.fullmatch(text)
        if day and 1 <= int(day["month"]) <= 12 and 1 <= int(day["day"]) <= calendar.monthrange(2024, int(day["month"]))[1]:
            return f"{int(day['month'])}月{int(day['day'])}日{day['before'] or ''}"
        if end and 1 <= int(end["month"]) <= 12:
            return f"{int(end['month'])}月底{end['before'] or ''}"
        return "年底前" if text in ("年底前", "底前") else None
    if freq == "month":
        day = _MONTH_DAY.fullmatch(text)
        if day and 1 <= int(day["day"]) <= 31:
            return f"{int(day['day'])}日{day['before'] or ''}"
        return "月底前" if text in ("月底前", "底前") else None
    if freq == "quarter":
        day = _IN_QUARTER.fullmatch(text)
        if day and 1 <= int(day["day"]) <= 31:
            return f"{_QUARTER_MONTHS.get(day['month'], day['month'])}月{int(day['day'])}日{day['before'] or ''}"
        return None
    day = _WEEK_DAY.fullmatch(text) if freq == "week" else None
    return f"周{day['week'].replace('天', '日')}{day['before'] or ''}" if day else None


def next_date(cadence: Cadence, start: date) -> date | None:
    """The first date on or after ``start`` that the anchor names; None where it names none. 31日 of a short month is its last day."""
    anchor = cadence.anchor
    if anchor is None or after_end(cadence) is not None:
        return None
    if cadence.freq == "week":
        return start + timedelta(days=("一二三四五六日".index(anchor[1]) - start.weekday()) % 7)
    return next((day for day in _anchor_days(cadence.freq, anchor, start) if day >= start), None)


def after_end(cadence: Cadence) -> tuple[int, Unit] | None:
    """Amount and unit of an anchor such as ``结束后15日内``, which runs from the end of the period."""
    match = _AFTER_END.fullmatch(cadence.anchor or "")
    if not match:
        return None
    return int(match["amount"]), "日" if match["unit"] == "日" else "工作日"


def period_end(freq: Freq, day: date) -> date:
    """The last day of the month, quarter, half-year or year that ``day`` lies in."""
    months = _MONTHS[freq]
    return _month_day(day.year, (day.month - 1) // months * months + months, 31)


def _anchor_days(freq: Freq, anchor: str, start: date) -> Iterator[date]:
    """The anchor's dates in the months from ``start`` on, a little more than a year of them."""
    numbers = [int(found) for found in re.findall(r"\d+", anchor)]
    for offset in range(16):
        year, month = start.year + (start.month - 1 + offset) // 12, (start.month - 1 + offset) % 12 + 1
        if year > date.max.year:
            return
        if freq == "month":
            yield _month_day(year, month, numbers[0] if numbers else 31)
        elif freq == "quarter" and (month - 1) % 3 == ("首个", "第二个", "第三个").index(anchor.split("月")[0]):
            yield _month_day(year, month, numbers[0])
        elif freq == "year" and month == (numbers[0] if numbers else 12):
            yield _month_day(year, month, numbers[1] if len(numbers) > 1 else 31)


def _month_day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
