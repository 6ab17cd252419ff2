"""公开时限超过条例规定的20个工作日

《政府信息公开条例》第二十六条：属于主动公开范围的政府信息，应当自形成或者变更之日起20个工作日内公开；法律、法规另有规定的，从其规定。
所以超过20个工作日，必须有一部法律、法规另行规定。在 basis 里写明它和第几条，或者在时限里写“法律、法规另有规定的，从其规定”，就不再提醒。
这里只看以工作日写的时限；以日、月写的不换算。

反例：

    time_limit: 信息形成或者变更之日起30个工作日内
    basis: [《中华人民共和国政府信息公开条例》第二十条]

正例：

    time_limit: 信息形成或者变更之日起20个工作日内
    basis: [《中华人民共和国政府信息公开条例》第二十条]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongkai.checking.periods import kinds, limits_of, periods, place, shown
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Entry
from gongkai.reading.names import short

DAYS = 20
LAWS = frozenset(("法律", "行政法规", "地方性法规"))
REGULATION = "中华人民共和国政府信息公开条例"


def check(scope: Scope) -> Iterator[Finding]:
    for _, entry in scope.entries():
        item = entry.item
        if _days(item.time_limit) <= DAYS and not any(element.time_limit and _days(element.time_limit) > DAYS for element in item.content):
            continue
        if item.mode != "主动" or _other_law(scope, entry):
            continue
        for limit in limits_of(entry):
            days = _days(limit.text)
            if limit.own and days > DAYS and "defer_to_law" not in kinds(limit.text):
                at = place(scope, entry, limit)
                if not at.root:
                    yield Finding(at, f"公开时限“{short(limit.text)}”是{shown(days, '工作日')}，超过条例第二十六条的20个工作日")


@lru_cache(maxsize=4096)
def _days(text: str) -> int:
    """The longest period in 工作日; 0 where there is none."""
    return max((units.get("工作日", 0) for units in periods(text).values()), default=0)


def _other_law(scope: Scope, entry: Entry) -> bool:
    """True when the item cites an article of another law, which may well fix a period of its own."""
    laws = scope.library.vocabulary.laws
    cited = ((laws[citation.law], citation.articles) for citation in entry.item.basis)
    return any(articles and law.rank in LAWS and law.title != REGULATION for law, articles in cited)


RULE = Rule(
    "T512",
    "longer-than-regulation",
    "warning",
    "《政府信息公开条例》第二十六条",
    "改成20个工作日以内；另有法律、法规规定更长的，在 basis 里写明是哪一部、第几条",
    __doc__,
    check,
)
