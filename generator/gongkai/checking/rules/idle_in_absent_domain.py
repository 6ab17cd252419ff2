"""未涉及的领域里还写着东西

region.yaml 把整个领域列为未涉及，网站就不显示这个领域；可是 items/ 下面还有这个领域的新增事项、调整，或者 role_overrides 还给它安排了单位。写了也不会公开，两处必有一处忘了改。
上级列为未涉及、本级其实涉及的，在 restore 里恢复。

反例：

    not_applicable:
      - {domain: 海关, reason: 本县没有海关机构，由市里的隶属海关办理}
    role_overrides:
      haiguan: {隶属海关: 县商务局}

正例：

    not_applicable:
      - {domain: 海关, reason: 本县没有海关机构，由市里的隶属海关办理}
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import region_doc
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Catalogue, NotApplicable
from gongkai.reading.kinds import region_of
from gongkai.reading.load import Doc


def check(scope: Scope) -> Iterator[Finding]:
    for doc in scope.docs:
        if "/items/" in doc.path and doc.kind in ("item", "adjustment", "domain"):
            catalogue = scope.library.catalogues.get(region_of(doc.path))
            absent = catalogue.not_applicable.get(_domain(doc)) if catalogue else None
            if catalogue and absent:
                what = {"item": "新增事项", "adjustment": "调整", "domain": "自设领域"}[doc.kind]
                yield Finding(scope.in_file(doc), f"{_said(catalogue, absent)}，这个{what}不会公开", _hint(catalogue, absent, "删去这个文件"))
    for catalogue in scope.library.catalogues.values():
        region = region_doc(scope, catalogue.region.id)
        for key in region.data.get("role_overrides", {}) if region else ():
            absent = catalogue.not_applicable.get(key.split("/")[0])
            if region and absent:
                at = scope.in_file(region, "role_overrides", key, key=True)
                yield Finding(at, f"{_said(catalogue, absent)}，这里给它安排的单位用不上", _hint(catalogue, absent, "删去这一段"))


def _domain(doc: Doc) -> str:
    return doc.path.rpartition("/items/")[2].split("/")[0]


def _said(catalogue: Catalogue, absent: NotApplicable) -> str:
    name = next((domain.name for domain in catalogue.domains if domain.slug == absent.domain), absent.domain)
    who = catalogue.region.name if absent.origin.layer == catalogue.region.id else "上级"
    return f"{who}已把“{name}”列为未涉及领域"


def _hint(catalogue: Catalogue, absent: NotApplicable, remove: str) -> str:
    if absent.origin.layer == catalogue.region.id:
        return f"确实不涉及的，{remove}；其实涉及的，从 {absent.origin.file} 的 not_applicable 里删去这个领域"
    return f"本级也不涉及的，{remove}；本级涉及的，在本级 region.yaml 的 restore 里写明这个领域和理由"


RULE = Rule("U602", "idle-in-absent-domain", "warning", "国办发〔2019〕54号：因地制宜编制目录，未涉及的领域要说明", "两处只留一处", __doc__, check)
