"""写了等于没写的话

“其他”“等”“无”“按有关规定”这样的话，群众看了不知道能看到什么，也没法核对公开了没有。要写就写具体的内容；没有可写的，整行删去。

反例：

    content: [招生入学政策, 其他]

正例：

    content: [招生入学政策, 报名咨询电话]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.prose import Hit, at, prose
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.words import FIELD_LABELS

EMPTY = re.compile(
    "^(?:等等?|无|没有|略|同上|同前|详见附件|见附件|其[他它](?:内容|信息|事项|要素|情况|有关(?:内容|信息|事项)|相关(?:内容|信息|事项)"
    "|应当公开的(?:内容|信息|事项)|需要公开的(?:内容|信息|事项))?|(?:按照?|依照|根据)(?:国家|上级)?(?:有关|相关|法律法规)?(?:规定|要求)(?:执行|公开|办理)?"
    "|有关(?:内容|信息|事项)|相关(?:内容|信息|事项))[。；]?$",
    re.MULTILINE,
)
FIELDS = ("content", "title", "summary", "reason", "not_covered")


def check(scope: Scope) -> Iterator[Finding]:
    for hit in prose(scope).find(EMPTY):
        field = next((key for key in hit.path if key in FIELDS), "")
        if field and hit.match.group() == hit.text and not _elsewhere(hit):
            label = "理由" if field == "reason" else FIELD_LABELS[str(field)]
            yield Finding(at(scope, hit), f"{label}写的是“{hit.text}”，看不出说的是什么")


def _elsewhere(hit: Hit) -> bool:
    """True for what other rules look at: an item's only element, the reason for what a region does not have, notes and limits."""
    data = hit.doc.data
    if hit.path[0] == "content" and len(data["content"]) == 1:
        return True
    return hit.path[-1] in ("note", "time_limit") or (hit.path[-1] == "reason" and ("not_applicable" in hit.path or "withdraw" in data))


RULE = Rule("W826", "empty-words", "warning", "国办发〔2019〕54号：公开内容（要素）要具体明确", "写具体的内容；没有可写的，删去这一行", __doc__, check)
