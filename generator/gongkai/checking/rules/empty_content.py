"""公开内容没有说出要公开什么

公开内容（要素）是目录里最要紧的一栏：它告诉群众这个事项里有什么，也告诉经办人要准备什么。只把事项名称再写一遍，或者只写“相关信息”“有关内容”，等于没写。
标准指引原文就是这样写的，各地不能改，不在此列；只检查各地自己写的。

反例：

    title: 校车线路
    content: [校车线路信息]

正例：

    title: 校车线路
    content:
      - 线路名称、途经站点和到站时间
      - 承运单位和监督电话
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.own import regional
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.item import Item
from gongkai.reading.names import fold

_EMPTY = re.compile(r"(?:的|等|信息|内容|情况|事项|资料|材料|公开|有关|相关|其他|其它|具体|详见|附件|[、，。；：\s]|/|-|—)+")
"""Words that may stand beside a title without adding anything to it."""

_EVASIVE = re.compile(r"无|没有|略|同上|同前|待定|待补充|(?:按照?|依照|根据)(?:国家|上级)?(?:有关|相关|法律法规)*(?:规定|要求)(?:执行|公开|办理)?[。；]?")


def check(scope: Scope) -> Iterator[Finding]:
    for _, entry in scope.entries():
        item = entry.item
        if len(item.content) == 1 and not item.covered_by and not item.not_covered and _says_nothing(item) and regional(entry, "content"):
            text = item.content[0].text
            again = "只是把事项名称又写了一遍" if _bare(text) == _bare(item.title) else "是一句空话"
            yield Finding(scope.at(entry, "content", 0), f"事项“{item.title}”的公开内容“{text}”{again}，看不出要公开什么")


def _says_nothing(item: Item) -> bool:
    text = item.content[0].text
    return not _bare(text) or _bare(text) == _bare(item.title) or bool(_EVASIVE.fullmatch(text))


def _bare(text: str) -> str:
    """``text`` without the words that mean nothing by themselves."""
    return _EMPTY.sub("", fold(text))


RULE = Rule(
    "E202", "empty-content", "warning", "国办发〔2019〕54号：公开内容（要素）是目录的要素", "逐项写出要公开的内容，例如：线路名称和到站时间、承运单位、监督电话", __doc__, check
)
