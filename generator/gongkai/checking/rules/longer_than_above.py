"""公开时限比上级目录长

本级调整可以因地制宜，但公开时限一般只缩短、不延长。延长了，或者把天数改成了没有天数的“及时”“长期”，群众就要多等。
天数只和同一种单位比：工作日和工作日比，日（自然日）和日比，不互相换算。公示期、征求意见期限正相反，缩短了才提醒。
确有必要延长的，在 reason 里写清楚；不想再看到提醒，在 catalog.yaml 的 suppressions 里登记例外和期限。

反例：

    adjust:
      time_limit:
        was: 信息形成或者变更之日起10个工作日内
        now: 信息形成或者变更之日起20个工作日内
    reason: 人手不够

正例：

    adjust:
      time_limit:
        was: 信息形成或者变更之日起20个工作日内
        now: 信息形成或者变更之日起10个工作日内
    reason: 本县规定缩短公开时限
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.periods import Limit, Periods, periods, place, shown
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.checking.steps import because
from gongkai.model.catalogue import Entry
from gongkai.model.timelimit import Clause, parse
from gongkai.reading.names import fold, short

LEAST = {"display": "公示（公告）期", "minimum": "征求意见期限"}


def check(scope: Scope) -> Iterator[Finding]:
    for catalogue, entry, before in scope.own():
        steps = entry.changed_by(catalogue.region.id)
        fields = {change.field for change in steps}
        for limit, was in _changed(entry, before, fields):
            said = longer(was, limit.text)
            if said:
                whose = "" if limit.index is None else f"“{short(limit.what)}”的"
                lost = limit.index is not None and not limit.own  # its own limit is gone, and the item's holds
                at = scope.at(entry, "content", limit.index) if lost else place(scope, entry, limit)
                yield Finding(at, f"{whose}公开时限比上级目录长：{said}{because(steps[0])}")


def _changed(entry: Entry, before: Entry, fields: set[str]) -> Iterator[tuple[Limit, str]]:
    """(limit now, its wording in the layer above) of the item and of the elements that have, or had, one of their own."""
    item, above = entry.item, before.item
    if "time_limit" in fields:
        yield Limit(item.title, item.time_limit), above.time_limit
    if "content" in fields:
        old = {fold(element.text): element.time_limit for element in above.content}
        for i, element in enumerate(item.content):
            was = old.get(fold(element.text))
            if was is not None and was != element.time_limit:
                own = bool(element.time_limit)
                yield Limit(element.text, element.time_limit or item.time_limit, i, own), was or above.time_limit


def longer(was: str, now: str) -> str:
    """In which way ``now`` lets the public wait longer than ``was``; "" where it does not, or where the two cannot be compared."""
    old, new = periods(was), periods(now)
    for part, units in new.items():
        for unit, amount in units.items():
            limit = old.get(part, old.get("", {})).get(unit)
            if limit and amount > limit:
                return f"由{shown(limit, unit)}延长为{shown(amount, unit)}"
    if old and all(map(_vague, parse(now).clauses)):
        limit, unit = next((amount, unit) for units in old.values() for unit, amount in units.items())
        return f"原来是{shown(limit, unit)}内，改成“{short(now)}”就没有天数了"
    return _shortened(was, now) or _dropped(old, new)


def _vague(clause: Clause) -> bool:
    """及时, 长期, 定期: nobody can say that it is late."""
    return clause.kind in ("prompt", "continuous") or (clause.kind == "recurring" and clause.cadence is None)


def _dropped(old: Periods, new: Periods) -> str:
    """A shorter limit for a part of the information that the new wording no longer sets apart."""
    if set(new) == {""}:
        for part, units in old.items():
            for unit, limit in units.items():
                if part and new[""].get(unit, limit) > limit:
                    return f"“{short(part)}”由{shown(limit, unit)}延长为{shown(new[''][unit], unit)}"
    return ""


def _shortened(was: str, now: str) -> str:
    for kind, words in LEAST.items():
        old, new = periods(was, kind), periods(now, kind)
        for part, units in new.items():
            for unit, amount in units.items():
                least = old.get(part, {}).get(unit, 0)
                if amount < least:
                    return f"{words}由{shown(least, unit)}缩短为{shown(amount, unit)}"
    return ""


RULE = Rule(
    "T511",
    "longer-than-above",
    "warning",
    "国办发〔2019〕54号：标准目录依据标准指引编制；《政府信息公开条例》第六条：及时公开",
    "改成不长于上级目录的时限；确有必要的，在 reason 里写明",
    __doc__,
    check,
)
