"""留着没有填的占位文字

从范本抄来的“XX省”“×××县”“《……省……条例》”“待补充”，要换成本地的名称才能公开。依据文件的名称里写“等”字，也说明没有把文件一一写全。

反例：

    title: XX省物业管理条例

正例：

    title: 示例省物业管理条例
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.prose import at, prose
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.load import of_kind

PLACES = "省|市|县|区|镇|乡|村|街道|自治州|自治县|局|委|厅"
LEFT_OPEN = re.compile(
    rf"[XＸ×xｘ*＊○〇待T](?:(?<=[XＸ×xｘ*＊])(?<![A-Za-z].)[XＸ×xｘ*＊]*(?:{PLACES})|(?<=[○〇])[○〇]+(?:{PLACES})"
    r"|(?<=[XＸ×])[XＸ×]+(?:〔|年|月|日|号)|(?<=待)(?:补充|填写|补填)(?=$|[）)。])|(?<=T)ODO)",
    re.MULTILINE,
)
"""All that begins so in one list: looking for it is quicker than trying every way at every character."""
IN_TITLE = re.compile(rf"某某?(?:{PLACES})|…|\.{{3}}|等(?=$|[》）)])|{LEFT_OPEN.pattern}")


def check(scope: Scope) -> Iterator[Finding]:
    for hit in prose(scope).find(LEFT_OPEN):
        yield Finding(at(scope, hit), f"“{hit.match.group()}”是没有填的占位文字")
    for doc in of_kind(scope.docs, "law"):
        for key in ("title", "short", "number") if not doc.where.root else ():
            found = IN_TITLE.search(doc.data.get(key, ""))
            if found:
                message = "依据文件的名称里写了“等”字" if found.group() == "等" else f"依据文件里的“{found.group()}”是没有填的占位文字"
                yield Finding(scope.in_file(doc, key), message, "写文件的全称；有几份文件就登记几份")


RULE = Rule(
    "B615",
    "placeholder",
    "error",
    "国办秘函〔2019〕19号：政府网站不得有严重表述错误；国办发〔2019〕54号：因地制宜，不照搬照抄",
    "换成本地的名称或实际的内容",
    __doc__,
    check,
)
