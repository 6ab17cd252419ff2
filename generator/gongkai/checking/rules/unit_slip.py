"""日和工作日混用

“20日”是20个自然日，“20个工作日”差不多是一个月，漏写或多写“工作”两个字，期限就变了。下面几种情形会提醒：

- 本级调整没有改天数，只把“日”改成“工作日”，或者反过来
- 同一个事项里，有的要素写“7日”，有的写“7个工作日”
- 依据里的法律写的是“日”，这里写成“工作日”，或者反过来；条例第二十六条写的是“20个工作日”

反例：

    time_limit: 信息形成或者变更之日起20日内
    basis: [《中华人民共和国政府信息公开条例》第二十条]

正例：

    time_limit: 信息形成或者变更之日起20个工作日内
    basis: [《中华人民共和国政府信息公开条例》第二十条]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongkai.checking.periods import Limit, limits_of, periods, place, shown
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.checking.special import Specials
from gongkai.model.catalogue import Entry
from gongkai.model.timelimit import parse
from gongkai.reading.names import short

OTHER = {"日": "工作日", "工作日": "日"}
ARTICLE_26 = 20
FORMED = ("formed", "changed", "formed_or_changed", "made_or_obtained", "none")


def check(scope: Scope) -> Iterator[Finding]:
    """Where several reasons meet in one limit, the first is said: the layer above, then the law, then the rest of the item."""
    above = {id(entry): before for _, entry, before in scope.own()}
    specials = Specials(scope)
    for _, entry in scope.entries():
        before = above.get(id(entry))
        if before is None and not specials.speak_of(entry) and not _in_days(entry):
            continue  # nearly every item: only 工作日, and no law that says 日
        said = _against_above(entry, before) if before else {}
        for reasons in (_against_law(specials, entry), _within(specials, entry) if _in_days(entry) else {}):
            for limit, message in reasons.items():
                said.setdefault(limit, message)
        for at, message in {place(scope, entry, limit): message for limit, message in said.items()}.items():
            if not at.root:
                yield Finding(at, message)


def _in_days(entry: Entry) -> bool:
    return _says_days(entry.item.time_limit) or any(element.time_limit and _says_days(element.time_limit) for element in entry.item.content)


@lru_cache(maxsize=4096)
def _says_days(text: str) -> bool:
    return any("日" in units for units in periods(text).values())


def _against_above(entry: Entry, before: Entry) -> dict[Limit, str]:
    if entry.item.time_limit == before.item.time_limit:
        return {}
    limit, old = Limit(entry.item.title, entry.item.time_limit), periods(before.item.time_limit)
    for part, units in periods(limit.text).items():
        for unit, amount in units.items():
            if unit in OTHER and unit not in old.get(part, {}) and old.get(part, {}).get(OTHER[unit]) == amount:
                return {limit: f"上级目录是{shown(amount, OTHER[unit])}，这里只改了单位，成了{shown(amount, unit)}：日和工作日是两回事"}
    return {}


def _against_law(specials: Specials, entry: Entry) -> dict[Limit, str]:
    found = {}
    for against in specials.compared(entry):
        law = against.special
        if OTHER.get(against.unit) == law.unit and against.amount == law.amount:
            source = f"《{short(law.law.removeprefix('中华人民共和国'))}》{law.article}"
            message = f"“{short(against.limit.what)}”的时限写了{shown(against.amount, against.unit)}，{source}规定的是{shown(law.amount, law.unit)}"
            found[against.limit] = message
    return found


def _within(specials: Specials, entry: Entry) -> dict[Limit, str]:
    """日 where another part of the same item, or Article 26, says as many 工作日."""
    found = {}
    limits = [limit for limit in limits_of(entry) if limit.own]
    working = {units["工作日"] for limit in limits for units in periods(limit.text).values() if "工作日" in units}
    for limit in limits:
        for units in periods(limit.text).values():
            days = units.get("日", 0)
            like_26 = days == ARTICLE_26 and _since_formed(limit.text)
            if days and (days in working or like_26) and not specials.fix(entry, limit, "日"):
                where = "同一事项别处写的" if days in working else "条例第二十六条规定的"
                found[limit] = f"公开时限“{short(limit.text)}”写了{days}日，{where}是{shown(days, '工作日')}，是不是漏了“工作”两个字？"
    return found


def _since_formed(text: str) -> bool:
    """True when 日 are counted from where Article 26 counts: 形成或者变更. Days after an approval are those of another law."""
    counted = (clause for clause in parse(text).clauses if clause.kind == "within" and clause.unit == "日")
    return any(clause.trigger is None or clause.trigger.code in FORMED for clause in counted)


RULE = Rule(
    "T514",
    "unit-slip",
    "warning",
    "《政府信息公开条例》第二十六条：二十个工作日；《行政处罚法》第八十五条：日和工作日须分清",
    "核对原文，改成原文的单位；确实是这个单位的，在 catalog.yaml 的 suppressions 里登记例外",
    __doc__,
    check,
)
