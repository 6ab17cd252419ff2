"""汉字之间有多余的空格

从 Word、PDF 里复制来的文字，字与字之间常带着空格。网页上会断成两截，搜索也搜不到。机关名称并列时用顿号分开。“第二十条 ……”这样条款号后面的空格、书名号里的空格不检查。

反例：

    content: [报名 条件和时间]

正例：

    content: [报名条件和时间]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.prose import at, prose
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope

BLANK = re.compile("[ \u3000\u00a0]+(?=[一-鿿（《“，。；：、）》”])")
BEFORE = re.compile("[一-鿿，。；：、（）《》“”]$")
HEADING = re.compile("第[一二三四五六七八九十百零0-9]+[编章节条款项]$")


def check(scope: Scope) -> Iterator[Finding]:
    for hit in prose(scope).find(BLANK):
        before = hit.text[: hit.start]
        if BEFORE.search(before) and not HEADING.search(before):
            around = before[-4:] + hit.match.group() + hit.text[hit.start + len(hit.match.group()) :][:4]
            yield Finding(at(scope, hit), f"“{around}”里有多余的空格", "删去空格；并列的两个名称之间用顿号")


RULE = Rule("W823", "stray-blank", "warning", "国办秘函〔2019〕19号：政府网站表述规范；《党政机关公文格式》", "删去空格", __doc__, check)
