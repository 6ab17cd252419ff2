"""不涉及的理由没有说出为什么

未涉及领域和不适用事项是正当的：县里没有海关，街道没有农田。但要让群众看得懂为什么没有、该到哪里去看。理由只写“无”“没有”“不涉及”，等于没写，检查时会当成空白栏目。

改法：说清为什么没有这项职权，由谁负责、到哪里看。

反例：

    not_applicable:
      - {domain: 海关, reason: 本县不涉及}

正例：

    not_applicable:
      - domain: 海关
        reason: 本县没有海关机构，进出口通关由市里的隶属海关办理，信息在该海关网站公开
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.own import region_files
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Path, Scope
from gongkai.reading.load import Doc
from gongkai.reading.names import fold

_HERE = re.compile(r"本(?:县|市|区|镇|乡|街道|村|社区|级|地|单位|辖区|部门|行政区域)?|我(?:县|市|区|镇|乡|街道|村|社区|们|单位)|辖区|目前|现在|暂时?|尚|示例(?:\(虚构\))?:?")
_THING = re.compile(r"领域|事项|信息|内容|业务|工作|职能|职权|权限|项目|方面|情况|原因|理由|公开|相关|有关|涉及|适用|具备|承担|存在|开展|此|该|这一?[类个项]?|上述|项|类|的|了")
_NOTHING = re.compile(r"(?:无|没有?|不|未|有|/|-|—|略|同上|n/a|[、，,。.；;：:！!])*", re.IGNORECASE)


def check(scope: Scope) -> Iterator[Finding]:
    names = {domain.slug: domain.name for domain in scope.library.root.domains}
    for region, doc in region_files(scope, "region"):
        here = scope.library.catalogues.get(region)
        for i, entry in enumerate(doc.data.get("not_applicable", ())):
            domain = names.get(entry["domain"], entry["domain"])
            if _empty(entry["reason"], (domain, here.region.name if here else "")):
                at = scope.in_file(doc, "not_applicable", i, "reason")
                yield Finding(at, f"未涉及领域“{domain}”的理由只写了“{entry['reason']}”，没有说为什么")
    for _, doc in region_files(scope, "adjustment"):
        path = _reason(doc)
        if path and _empty(doc.data["reason"], ()):
            message = f"不适用事项的理由只写了“{doc.data['reason']}”，没有说为什么"
            yield Finding(scope.in_file(doc, *path), message)


def _reason(doc: Doc) -> Path:
    return ("reason",) if "withdraw" in doc.data and doc.data.get("reason") else ()


def _empty(reason: str, names: tuple[str, ...]) -> bool:
    """True when nothing is left of the reason once the place, the thing and the plain no are taken away."""
    text = fold(reason)
    for name in names:
        text = text.replace(fold(name), "") if name else text
    return bool(_NOTHING.fullmatch(_THING.sub("", _HERE.sub("", text))))


RULE = Rule(
    "U601",
    "empty-reason",
    "warning",
    "国办发〔2019〕54号：因地制宜编制目录；《政府网站发展指引》（国办发〔2017〕47号）：不得有空白栏目",
    "说清为什么没有这项职权，由谁负责、到哪里看",
    __doc__,
    check,
)
