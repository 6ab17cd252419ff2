"""公开时限不合专门规定

有的信息，公开依据里的法律或者文件自己规定了期限，条例第二十六条的20个工作日就不再适用（从其规定）。公开不能比它晚，公示、征求意见不能比它短。
系统只核对下面这几项，事项的 basis 引了那一条才核对：

- 预算法第十四条、预算法实施条例第六条：预算、决算经批准（批复）后20日内公开
- 招标投标法实施条例第五十四条：收到评标报告之日起3日内公示中标候选人，公示期不少于3日
- 政府采购法实施条例第四十三条、第五十条：中标、成交结果确定之日起，采购合同签订之日起2个工作日内公告
- 土地管理法实施条例第三十一条：收到批准文件之日起15个工作日内发布征收土地公告
- 国有土地上房屋征收与补偿条例第十条：补偿方案征求意见不少于30日
- 重大行政决策程序暂行条例第十五条：决策草案征求意见一般不少于30日
- 国办发〔2018〕118号：行政许可、行政处罚决定7个工作日内公开

反例：

    title: 部门预算
    basis: [《中华人民共和国预算法》第十四条]
    time_limit: 本级政府财政部门批复后30日内

正例：

    title: 部门预算
    basis: [《中华人民共和国预算法》第十四条]
    time_limit: 本级政府财政部门批复后20日内
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.periods import place, shown
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.checking.special import Against, Specials
from gongkai.reading.names import short

VERBS = {"display": "公示期", "minimum": "征求意见期限"}


def check(scope: Scope) -> Iterator[Finding]:
    specials = Specials(scope)
    for _, entry in scope.entries():
        if specials.speak_of(entry):
            broken = {place(scope, entry, found.limit): found for found in specials.compared(entry) if _broken(found)}
            for at, found in broken.items():  # of the item and its elements at one place, the last: it says most exactly what it is about
                if not at.root:
                    yield Finding(at, _sentence(scope, found))


def _broken(found: Against) -> bool:
    if found.unit != found.special.unit:
        return False
    late = found.amount - found.special.amount
    return late > 0 if found.special.kind == "within" else late < 0


def _sentence(scope: Scope, found: Against) -> str:
    law = next(law for law in scope.library.vocabulary.laws.values() if law.title == found.special.law)
    source = f"《{short(law.short)}》{found.special.article}"
    asked, written = shown(found.special.amount, found.special.unit), shown(found.amount, found.unit)
    if found.special.kind == "within":
        return f"“{short(found.limit.what)}”的公开时限是{written}内，{source}规定{asked}内"
    return f"“{short(found.limit.what)}”的{VERBS[found.special.kind]}是{written}，{source}规定不少于{asked}"


RULE = Rule(
    "T513",
    "against-special-law",
    "warning",
    "《政府信息公开条例》第二十六条：法律、法规对政府信息公开的期限另有规定的，从其规定",
    "按那一条规定的期限改；指引原文就是这样的，照录不改，在 catalog.yaml 的 suppressions 里登记例外",
    __doc__,
    check,
)
