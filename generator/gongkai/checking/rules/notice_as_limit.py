"""把公示期当成了公开时限

公开时限说的是信息形成以后多久公开；公示期、公告期说的是公开以后挂多久；征求意见期限说的是收集意见多久。只写后一种，就看不出什么时候公开。
两种都要写的，先写公开时限，再写公示期。标准指引原文只写公示期的，照录，不提醒。

反例：

    time_limit: 公示期10个工作日

正例：

    time_limit: 信息形成或者变更之日起10个工作日内，公示10个工作日
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.periods import kinds
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Entry
from gongkai.reading.names import short

UP = frozenset(("display", "minimum"))


def check(scope: Scope) -> Iterator[Finding]:
    for catalogue, entry in scope.entries():
        if entry.layer == catalogue.region.id and _only_up(entry):
            yield Finding(scope.at(entry, "time_limit"), _sentence(entry))
    for catalogue, entry, before in scope.own():
        changed = any(change.field == "time_limit" for change in entry.changed_by(catalogue.region.id))
        if changed and _only_up(entry) and not _only_up(before):
            message = f"{_sentence(entry)}；上级目录是“{short(before.item.time_limit)}”"
            yield Finding(scope.at(entry, "time_limit"), message)


def _only_up(entry: Entry) -> bool:
    return kinds(entry.item.time_limit) <= UP


def _sentence(entry: Entry) -> str:
    return f"公开时限“{short(entry.item.time_limit)}”只说了公示（征求意见）多久，没有说信息形成以后多久公开"


RULE = Rule(
    "T515",
    "notice-as-limit",
    "warning",
    "国办发〔2019〕54号：公开时限是目录的要素；《政府信息公开条例》第二十六条",
    "在前面补上公开的时限，例如：信息形成或者变更之日起10个工作日内，公示7个工作日",
    __doc__,
    check,
)
