"""公开对象没有说清是谁

国家表里“公开对象”有两栏：全社会，特定群体（请写明）。只抄“特定群体”“有关人员”，没有写明是哪些人，经办人不知道发给谁。
“社会公众”“公众”“群众”就是全社会，要写成“全社会”，按公开对象查找时才找得到；“全社会”写进 groups 里，也不算全社会。

反例：

    audience: 特定群体

正例：

    audience: {everyone: false, groups: [校车乘坐学生的家长]}
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import elements_with
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.item import Audience
from gongkai.problems import Position
from gongkai.reading.names import fold

NOBODY = ("特定群体", "特定人群", "特定对象", "特定群体(请写明)", "相关人员", "有关人员", "相关群体", "相关群众", "有关群众", "相关人", "其他", "无")
EVERYBODY = ("全社会", "社会", "公众", "社会公众", "群众", "全体群众", "社会大众", "全体公民", "全社会公众", "社会各界", "全县", "全镇", "全体居民")


def check(scope: Scope) -> Iterator[Finding]:
    for _, entry in scope.entries():
        yield from _of(scope.at(entry, "audience"), entry.item.audience) if _suspect(entry.item.audience) else ()
        for i, element in elements_with(entry.item, "audience"):
            if element.audience and _suspect(element.audience):
                yield from _of(scope.at(entry, "content", i), element.audience)


def _suspect(audience: Audience) -> bool:
    """Asked of every item, so without a look at where it stands."""
    return any(fold(group) in NOBODY or fold(group) in EVERYBODY for group in audience.groups)


def _of(at: Position, audience: Audience) -> Iterator[Finding]:
    for group in audience.groups:
        if fold(group) in NOBODY:
            yield Finding(at, f"公开对象写的是“{group}”，没有说是哪些人", "写明是谁，例如 audience: {groups: [校车乘坐学生的家长]}")
        elif fold(group) in EVERYBODY and audience.everyone:
            yield Finding(at, f"公开对象已经是全社会，又在 groups 里写了“{group}”", f"从 groups 里删去“{group}”")
        elif fold(group) in EVERYBODY:
            yield Finding(at, f"公开对象写的是“{group}”，系统把它当成特定群体，不当成全社会", "改成 audience: 全社会")


RULE = Rule("A504", "unnamed-group", "warning", "国办发〔2019〕54号：公开对象是目录的要素", "写明是哪些人；面向所有人的，写“全社会”", __doc__, check)
