"""要素前面留着序号

公开内容是一个列表，网站会自己排好。从表格里复制来的“（1）”“2.”“③”“四、”要去掉，不然序号会重复，调整以后还会对不上。

反例：

    content:
      - （1）招生入学政策
      - （2）报名条件和时间

正例：

    content:
      - 招生入学政策
      - 报名条件和时间
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.prose import at, prose
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.names import short

NUMBER = re.compile(
    "^(?:[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]、?|[0-9]{1,2}[、)）]|[0-9]{1,2}[.．](?![0-9])"
    "|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[①-⒛]、?|[a-zA-Z][.、)）])",
    re.MULTILINE,
)
FIELDS = ("content", "title")


def check(scope: Scope) -> Iterator[Finding]:
    for hit in prose(scope).find(NUMBER):
        if hit.start == 0 and any(field in hit.path for field in FIELDS) and hit.path[-1] not in ("note", "time_limit"):
            rest = hit.text[len(hit.match.group()) :].strip()
            what = "事项名称" if "title" in hit.path else "要素"
            yield Finding(at(scope, hit), f"{what}“{short(hit.text)}”前面留着序号“{hit.match.group()}”", f"改成“{rest}”")


RULE = Rule("W825", "leftover-number", "warning", "国办发〔2019〕54号：内容要素逐项列明", "去掉序号", __doc__, check)
