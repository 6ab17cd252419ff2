"""汉字之间用了半角标点

汉字之间的标点用全角：，。；：？！（）。半角标点是英文用的，和汉字排在一起大小、间距都不对，搜索也会断开。书名号里的文件名称不检查。

反例：

    summary: 怎么报名,要带什么材料

正例：

    summary: 怎么报名，要带什么材料
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.prose import at, prose
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.names import short

HALF = re.compile("[,;:?!()](?<=[一-鿿”’》）].)(?=[一-鿿“‘《（])|[.](?<=[一-鿿].)(?=[一-鿿])")
"""The mark first: looking for it is quicker than looking at every Chinese character."""
FULL = dict(zip(",;:?!().", "，；：？！（）。", strict=True))


def check(scope: Scope) -> Iterator[Finding]:
    for hit in prose(scope).find(HALF):
        mark = hit.match.group()
        around = hit.text[max(0, hit.start - 4) : hit.start + 5]
        yield Finding(at(scope, hit), f"“{short(around)}”里的“{mark}”是半角标点", f"改成“{FULL[mark]}”")


RULE = Rule("W821", "half-width-punctuation", "warning", "《标点符号用法》（GB/T 15834—2011）", "改成全角标点", __doc__, check)
