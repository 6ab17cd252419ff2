"""One clause, read by one rule per kind. A wording that two rules read differently is read by neither."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from gongkai.model.timelimit.cadence import read_cadence
from gongkai.model.timelimit.clause import Clause, Unit
from gongkai.model.timelimit.text import FROM, NUMBER, is_plain, number, printed
from gongkai.model.timelimit.triggers import is_document, read_trigger

# 20个工作日, 10天, 3个月. 20日 needs more around it to be a period, see _within; 3月内 might be March and is no period.
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("工作日", "个?工作日"),
    ("日", "日|天|个?自然日|个?日历[日天]"),
    ("周", "周|个?星期"),
    ("月", "个月"),
    ("年", "年"),
)
_AMOUNT = f"(?P<amount>{NUMBER})(?:{'|'.join(f'(?P<u{i}>{pattern})' for i, (_, pattern) in enumerate(_UNITS))})"
_HOW = r"(?:予以|主动|向社会|对外|依法|进行)*"
_AT_LEAST = r"(?:不少于|不得少于|不低于|不得低于)"
_VERB = r"(?:公开|公布|公示|公告|发布|更新)"
_TAIL = rf"(?:{_HOW}{_VERB})?"
_FROM = rf"(?:(?:应当|应)?{FROM}|从(?!业|事))?"
_LINK = r"(?P<link>之日起|之日|日起|起|之后|以后|(?<![此先事今])后)"
_NOTES = "动态调整|动态更新|动态管理"
_ADDED = re.compile(rf"(?P<body>.+?)(?:\((?P<a>{_NOTES}|及时更新|适时更新|实时更新)\)|、(?P<b>{_NOTES}))")

_WITHIN = re.compile(rf"{_FROM}(?P<trigger>.*?)(?:{_LINK}的?,?)?{_AMOUNT}(?:(?P<inside>以内|之内|内),?(?:(?:及时|完成)?{_HOW}{_VERB})?)?")
_DISPLAY = re.compile(
    rf"(?P<scope>.*?)(?:并|予以|进行)?(?P<word>公示|公告)(?:期限|期间|时间|时长|时限|期)?[为是:]?(?P<least>{_AT_LEAST}|至少)?{_AMOUNT}(?P<up>以上)?"
)
_DISPLAYED = re.compile(r".*(?:信息|结果|名单|方案|对象|安置|土地|情况|草案|清单|报告|初审)")
_MINIMUM = re.compile(rf"(?:向社会)?(?:公开)?征求(?:社会|公众|社会公众)?意见(?:的)?(?:期限|时间|期)?(?:应当|应)?{_AT_LEAST}{_AMOUNT}")
_CONTINUOUS = re.compile(rf"(?:(?:长期|(?P<forever>永久)|常年){_TAIL}|持续{_HOW}(?:公开|公示|公布))")
_AFTER = rf"(?:{_FROM}(?P<trigger>.+?){_LINK})?"
_PROMPT = re.compile(rf"(?P<progress>(?:按照|按|根据)(?:工作|项目)?进展(?:情况)?,?)?{_AFTER}(?:及时|随时){_TAIL}")
_IMMEDIATE = re.compile(rf"{_AFTER}(?:实时|即时|立即){_TAIL}")
_CONCURRENT = re.compile(rf"(?:随(?P<a>.+?)(?:一并|一同|同步|同时)?|与(?P<b>.+?)(?:一并|一同|同步|同时)){_HOW}(?:公开|公布|发布)")
_BEFORE = re.compile(rf"[在于]?(?P<event>.+?)(?:之前|以前|(?<![提目此事日])前){_TAIL}")
_AT_EVENT = re.compile(rf"[在于]?(?P<event>.+?)(?:的同时|之时|(?<![及实即随临按同适届])时){_TAIL}")
_DEFER = re.compile(
    r"[但如]?(?P<law>[法律行政规章国家有关、和]{2,14})(?:对(?:政府)?信?息?公开的?(?:期限|时限|时间))?另有规定的?(?:从其规定|除外|依照其规定|按其规定(?:执行)?)"
)
_LAWS = {
    "法律法规": None,
    "法律": "法律",
    "法律行政法规": "法律、行政法规",
    "法律法规规章": "法律、法规、规章",
    "国家": "国家",
    "国家有关": "国家",
}


def read_clause(text: str) -> Clause | None:
    """The clause that the whole of ``text`` (normalised, one part between separators) is; None where no rule or more than one reads it."""
    added = _ADDED.fullmatch(text)
    body = added["body"] if added else text
    readings = {clause for clause in (rule(body) for rule in _RULES) if clause}
    if len(readings) != 1:
        return None
    clause = readings.pop()
    if not added:
        return clause
    return replace(clause, note=added["a"] or added["b"]) if clause.note is None and clause.kind not in ("display", "prompt") else None


def read_added_note(text: str) -> str | None:
    """``动态调整`` standing alone as a part of its own: it belongs to the clause before it."""
    return text if re.fullmatch(_NOTES, text) else None


def is_bare_period(text: str) -> bool:
    """``7个工作日内公示``: a period and nothing to count from."""
    match = _WITHIN.fullmatch(text)
    return match is not None and bool(match["inside"]) and not match["trigger"] and not match["link"]


def _period(match: re.Match[str]) -> tuple[int, Unit] | None:
    amount = number(match["amount"])
    unit = next(unit for i, (unit, _) in enumerate(_UNITS) if match[f"u{i}"])
    return (amount, unit) if amount else None


def _within(text: str) -> Clause | None:
    match = _WITHIN.fullmatch(text)
    period = _period(match) if match else None
    if not match or not period:
        return None
    bare = match.start("amount") == 0 and period[1] == "工作日"
    if not (match["inside"] or bare or match["link"] in ("之日起", "之日", "日起", "起")):
        return None  # 30日 alone may be a date, 批准后20日 may be the twentieth day itself
    if not match["inside"] and re.search(f"{_VERB}$", match["trigger"]):
        return None  # 自公示之日起7个工作日 is how long it stays up
    trigger = read_trigger(match["trigger"], linked=bool(match["link"]))
    if trigger is None or (trigger.code == "none" and match.start("amount") > 0):
        return None
    return Clause("within", trigger=trigger, amount=period[0], unit=period[1])


def _display(text: str) -> Clause | None:
    match = _DISPLAY.fullmatch(text)
    period = _period(match) if match else None
    if not match or not period:
        return None
    scope = match["scope"]
    if scope and not (is_plain(scope) and _DISPLAYED.fullmatch(scope)):
        return None
    head = f"{match['word']}期{'不少于' if match['least'] or match['up'] else ''}"
    return Clause("display", scope=printed(scope) or None, amount=period[0], unit=period[1], note=None if head == "公示期" else head)


def _minimum(text: str) -> Clause | None:
    match = _MINIMUM.fullmatch(text)
    period = _period(match) if match else None
    return Clause("minimum", amount=period[0], unit=period[1]) if period else None


def _continuous(text: str) -> Clause | None:
    match = _CONTINUOUS.fullmatch(text)
    return Clause("continuous", note=match["forever"]) if match else None


def _prompt(text: str) -> Clause | None:
    match = _PROMPT.fullmatch(text)
    if not match or (match["progress"] and match["trigger"]):
        return None
    if match["progress"]:
        return Clause("prompt", note="按进展情况")
    return _with_trigger(Clause("prompt"), match["trigger"])


def _immediate(text: str) -> Clause | None:
    match = _IMMEDIATE.fullmatch(text)
    return _with_trigger(Clause("immediate"), match["trigger"]) if match else None


def _with_trigger(clause: Clause, text: str | None) -> Clause | None:
    if text is None:
        return clause
    trigger = read_trigger(text)
    return replace(clause, trigger=trigger) if trigger else None


def _recurring(text: str) -> Clause | None:
    if re.fullmatch(r"定期(?:公开|公布|发布|公示|更新)", text):
        return Clause("recurring")
    cadence = read_cadence(text)
    return Clause("recurring", cadence=cadence) if cadence else None


def _concurrent(text: str) -> Clause | None:
    match = _CONCURRENT.fullmatch(text)
    document = (match["a"] or match["b"]) if match else ""
    return Clause("concurrent", with_=printed(document)) if is_document(document) else None


def _before(text: str) -> Clause | None:
    match = _BEFORE.fullmatch(text)
    trigger = read_trigger(match["event"]) if match else None
    return Clause("before", trigger=trigger) if trigger and trigger.code in ("decision", "approval", "other") else None


def _at_event(text: str) -> Clause | None:
    match = _AT_EVENT.fullmatch(text)
    trigger = read_trigger(match["event"]) if match else None
    return Clause("at_event", trigger=trigger) if trigger else None


def _defer_to_law(text: str) -> Clause | None:
    match = _DEFER.fullmatch(text)
    law = re.sub("[、和]", "", match["law"]) if match else ""
    return Clause("defer_to_law", with_=_LAWS[law]) if law in _LAWS else None


_RULES: tuple[Callable[[str], Clause | None], ...] = (
    _within,
    _display,
    _minimum,
    _continuous,
    _prompt,
    _immediate,
    _recurring,
    _concurrent,
    _before,
    _at_event,
    _defer_to_law,
)
