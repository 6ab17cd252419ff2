"""联合公开没有写牵头单位

几个机关共同制作的政府信息，由牵头的机关负责公开（条例第十条）。写了 joint（联合）却没有写 lead（牵头），就没有一个单位真正负责。
几个单位各公开各的，不要写 joint，直接写成列表。

反例：

    subjects: {joint: [教育行政部门, 财政部门]}

正例：

    subjects: {joint: [教育行政部门, 财政部门], lead: 教育行政部门}
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import elements_with
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.item import Subjects
from gongkai.problems import Position


def check(scope: Scope) -> Iterator[Finding]:
    for _, entry in scope.entries():
        if _leaderless(entry.item.subjects):
            yield _finding(scope, scope.at(entry, "subjects"), entry.item.subjects, f"事项“{entry.item.title}”")
        for i, element in elements_with(entry.item, "subjects"):
            if element.subjects and _leaderless(element.subjects):
                yield _finding(scope, scope.at(entry, "content", i), element.subjects, f"公开内容“{element.text}”")


def _leaderless(subjects: Subjects) -> bool:
    return subjects.kind == "joint" and len(subjects.names) > 1 and not subjects.lead


def _finding(scope: Scope, at: Position, subjects: Subjects, what: str) -> Finding:
    roles = scope.library.vocabulary.roles
    names = [roles[name].name if name in roles else name for name in subjects.names]
    hint = f"在 joint 旁边加上牵头的，例如 lead: {names[0]}；各公开各的，写成 subjects: [{', '.join(names)}]"
    return Finding(at, f"{what}由{len(names)}个单位联合公开（{'、'.join(names)}），没有写由谁牵头", hint)


RULE = Rule(
    "J303",
    "joint-without-lead",
    "error",
    "《政府信息公开条例》第十条：两个以上行政机关共同制作的政府信息，由牵头制作的行政机关负责公开",
    "加上 lead，写明牵头单位",
    __doc__,
    check,
)
