"""公开时限没能拆成起算点和天数

系统认得“信息形成或者变更之日起20个工作日内”这样的常用写法，能推算到期日。认不出来的时限照原文显示，不猜，也不推算。
能改成常用写法就改；本来就是法定原文的，不用管它。

反例：

    time_limit: 每20个工作日更新

正例：

    time_limit: 信息形成或者变更之日起20个工作日内
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.limits import written_limits
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.timelimit import parse
from gongkai.reading.names import short


def check(scope: Scope) -> Iterator[Finding]:
    for at, text in written_limits(scope):
        if any(clause.kind == "free" for clause in parse(text).clauses):
            yield Finding(at, f"公开时限“{short(text)}”没能拆成起算点和天数，网站按原文显示")


RULE = Rule("T502", "unread-time-limit", "warning", "本系统的写法约定", "能改成常用写法就改，例如：信息形成或者变更之日起20个工作日内；不能改就不用管", __doc__, check)
