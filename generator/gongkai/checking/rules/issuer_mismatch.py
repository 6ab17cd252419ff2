"""发文机关和文号、效力位阶对不上

文号的代字说明是谁发的文：国发是国务院，国办发是国务院办公厅，中办发是中共中央办公厅。法律由全国人民代表大会或者它的常务委员会制定。
登记表里写得不一致，至少有一处是错的。

反例：

    number: 国办发〔2019〕54号
    issuer: [国务院]

正例：

    number: 国办发〔2019〕54号
    issuer: [国务院办公厅]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.load import of_kind

BY_NUMBER = {
    "国办": "国务院办公厅",
    "国发": "国务院",
    "国函": "国务院",
    "国务院令": "国务院",
    "主席令": "全国人民代表大会",
    "中华人民共和国主席令": "全国人民代表大会",
    "中办": "中共中央办公厅",
    "厅字": "中共中央办公厅",
    "中发": "中共中央",
}
"""How a number begins → how the name of one of its issuers begins."""

BY_RANK = {"法律": "全国人民代表大会"}
"""Of 行政法规 some older ones were approved by the State Council and issued by a ministry: their issuer proves nothing."""


def check(scope: Scope) -> Iterator[Finding]:
    for doc in of_kind(scope.docs, "law"):
        if doc.where.root:
            continue
        data, at = doc.data, scope.in_file(doc, "issuer")
        number = data.get("number", "")
        wanted = next((issuer for head, issuer in BY_NUMBER.items() if number.startswith(head)), "")
        if wanted and not _issued_by(wanted, data["issuer"]):
            yield Finding(at, f"文号“{number}”是{wanted}的，发文机关写的却是“{'、'.join(data['issuer'])}”")
        wanted = BY_RANK.get(data["rank"], "")
        if wanted and not _issued_by(wanted, data["issuer"]):
            yield Finding(at, f"效力位阶是{data['rank']}，发文机关应当是{wanted}，这里写的是“{'、'.join(data['issuer'])}”")


def _issued_by(wanted: str, issuers: list[str]) -> bool:
    """国务院 is not 国务院办公厅; 全国人民代表大会 stands for its standing committee, too, and 中共中央 and 国务院 issue papers together."""
    whole = wanted in ("国务院", "中共中央")
    return any(issuer == wanted or (issuer.startswith(wanted) and not whole) for issuer in issuers)


RULE = Rule(
    "B614",
    "issuer-mismatch",
    "warning",
    "《立法法》第十条；《党政机关公文处理工作条例》：发文字号由发文机关代字、年份、发文顺序号组成",
    "对照原文改正发文机关、文号或效力位阶",
    __doc__,
    check,
)
