"""文号写得不规范

文号由发文机关代字、年份、序号三部分组成：年份写全四位，用六角括号“〔〕”括起来；序号不编虚位，不加“第”字；命令写“令第几号”。
规范的文号才能和别处对得上、搜得到。目录里见到的其他写法写进 spellings，不在这里改。

反例：

    number: 国办发【2019】第054号

正例：

    number: 国办发〔2019〕54号
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.load import of_kind

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = re.compile(r"[\[【［(（〖﹝{<＜「〔]((?:19|20)?[0-9]{2})年?[\]】］)）〗﹞}>＞」〕]")


def check(scope: Scope) -> Iterator[Finding]:
    for doc in of_kind(scope.docs, "law"):
        number = doc.data.get("number", "")
        if number and not doc.where.root and doc.data["rank"] != "标准":
            right = tidy(number)
            if right != number:
                yield Finding(scope.in_file(doc, "number"), f"文号“{number}”写得不规范", f"改成“{right}”")


def tidy(number: str) -> str:
    """The number in the form that GB/T 9704 asks for; as it is where it has no form of a number at all."""
    plain = re.sub(r"\s+", "", number.translate(_WIDE))
    plain = _YEAR.sub(lambda match: f"〔{_four(match.group(1))}〕", plain)
    plain = re.sub(r"〕第?0*([0-9]+)号?$", r"〕\1号", plain)
    return re.sub(r"令(?:第|〔[0-9]{4}〕)?0*([0-9]+)号?$", lambda match: match.group() if "〔" in match.group() else f"令第{match.group(1)}号", plain)


def _four(year: str) -> str:
    """The year in full: no office numbered its papers so before 1949."""
    return year if len(year) == 4 else f"{'19' if int(year) > 48 else '20'}{year}"


RULE = Rule(
    "B613",
    "document-number",
    "warning",
    "《党政机关公文格式》（GB/T 9704—2012）：发文字号",
    "写成“国办发〔2019〕54号”或“国务院令第711号”这样",
    __doc__,
    check,
)
