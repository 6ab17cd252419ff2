"""依申请公开的时限却从信息形成之日算起

依申请公开，要有人申请才开始，答复的期限从收到申请之日起算，20个工作日内（条例第三十三条）。公开方式写“依申请”，时限却写“信息形成之日起”，两个里面必有一个写错了。
公开对象又是“全社会”的，多半其实是主动公开。

反例：

    mode: 依申请
    audience: 全社会
    time_limit: 信息形成或者变更之日起20个工作日内

正例：

    mode: 依申请
    audience: 申请人
    time_limit: 自收到申请之日起20个工作日内
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import elements_with
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.item import Audience
from gongkai.model.timelimit import parse
from gongkai.problems import Position

MADE = ("formed", "changed", "formed_or_changed", "made_or_obtained")
"""Triggers that are the information's own beginning, and no application."""


def check(scope: Scope) -> Iterator[Finding]:
    for _, entry in scope.entries():
        item = entry.item
        if item.mode == "依申请" and _from_making(item.time_limit):
            yield _finding(scope.at(entry, "mode"), f"事项“{item.title}”", item.audience, item.time_limit)
        for i, element in elements_with(item, "mode"):
            limit = element.time_limit or item.time_limit
            if element.mode == "依申请" and _from_making(limit):
                yield _finding(scope.at(entry, "content", i), f"公开内容“{element.text}”", element.audience or item.audience, limit)


def _from_making(limit: str) -> bool:
    return any(clause.kind == "within" and clause.trigger and clause.trigger.code in MADE for clause in parse(limit).clauses)


def _finding(at: Position, what: str, audience: Audience, limit: str) -> Finding:
    if audience.everyone:
        message = f"{what}写的是依申请公开，却面向全社会，时限也从信息形成之日算起（{limit}），像是主动公开"
        return Finding(at, message, "是主动公开的，改成 mode: 主动；确实要申请的，时限写“自收到申请之日起20个工作日内”，公开对象写明给谁")
    return Finding(at, f"{what}写的是依申请公开，时限却从信息形成之日算起（{limit}）")


RULE = Rule(
    "A501",
    "request-like-proactive",
    "warning",
    "《政府信息公开条例》第二十七条、第三十三条：依申请公开自收到申请之日起20个工作日内答复",
    "时限改成“自收到申请之日起20个工作日内”；其实是主动公开的，改 mode",
    __doc__,
    check,
)
