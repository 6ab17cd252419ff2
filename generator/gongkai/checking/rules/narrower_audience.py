"""公开范围比上级目录窄

上级目录向全社会主动公开的，本级改成了只对特定群体公开，或者改成了依申请公开。涉及个人隐私、商业秘密的，可以只对当事人公开，在 reason 里写清楚；别的情形要改回来。

反例：

    adjust:
      audience: {was: 全社会, now: {everyone: false, groups: [新生家长]}}
    reason: 只和家长有关

正例：

    adjust:
      audience: {was: 全社会, now: {everyone: true, groups: [新生家长]}}
    reason: 另外直接告知新生家长
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.checking.steps import because, changes, remedy
from gongkai.model.item import Audience


def check(scope: Scope) -> Iterator[Finding]:
    for catalogue, entry, before in scope.own():
        for change in changes(catalogue, entry, "audience"):
            lost = _lost(before.item.audience, entry.item.audience)
            if lost:
                yield Finding(scope.at(entry, "audience"), f"公开对象比上级目录少了{lost}{because(change)}", remedy(change))
        for change in changes(catalogue, entry, "mode"):
            if before.item.mode == "主动" and entry.item.mode != "主动":
                yield Finding(scope.at(entry, "mode"), f"上级目录是主动公开，这里改成了{entry.item.mode}公开{because(change)}", remedy(change))


def _lost(was: Audience, now: Audience) -> str:
    """Who could see it and no longer can."""
    if was.everyone and not now.everyone:
        return "“全社会”"
    gone = [] if now.everyone else [group for group in was.groups if group not in now.groups]
    return f"“{'、'.join(gone)}”" if gone else ""


RULE = Rule(
    "D703",
    "narrower-audience",
    "warning",
    "《政府信息公开条例》第五条：以公开为常态、不公开为例外",
    "改回上级目录的范围；涉及个人隐私、商业秘密的，在 reason 里写明",
    __doc__,
    check,
)
