"""用了别的事项用过的编号

事项的编号就是它的网址，群众收藏的、别的网站转的、二维码印的都是它。事项改名或者移动以后，旧编号写进 formerly，旧网址会转到新的页面。
旧编号再给另一个事项用，从前的链接就会打开一件不相干的事；两个事项都说自己从前用这个编号，旧网址也不知道该转到哪里。

改法：给新的事项换一个从没用过的文件名；如果是 formerly 写错了，改正 formerly。

反例：

    # bendi-tuoguan.yaml 里写着
    formerly: [yiwu-jiaoyu/bendi-kehou]
    # 同时又新建了 bendi-kehou.yaml
    title: 课后服务收费

正例：

    # 新事项用新的文件名 bendi-kehou-shoufei.yaml
    title: 课后服务收费
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Entry
from gongkai.problems import Position


@dataclass(frozen=True, slots=True)
class _Claim:
    """An item (``new``) says that it had the id ``old``."""

    old: str
    new: str
    title: str
    file: str
    at: Position


def check(scope: Scope) -> Iterator[Finding]:
    """Two regions side by side may use one id: only items that meet in one catalogue get into each other's way."""
    claims = list(_claims(scope))
    for catalogue in scope.library.catalogues.values():
        owner: dict[str, _Claim] = {}
        for claim in claims:
            here = catalogue.entries.get(claim.new)
            if here is None or here.base.file != claim.file:
                continue
            taken = catalogue.entries.get(claim.old)
            first = owner.setdefault(claim.old, claim)
            if taken is not None:
                yield _reused(scope, claim, taken)
            elif first is not claim:
                message = f"事项“{first.title}”（{first.new}）已经说原编号“{claim.old}”是它的，旧网址只能转到一个事项"
                yield Finding(claim.at, message, "一个旧编号只写在一个事项的 formerly 里，删去其中一处")


def _reused(scope: Scope, claim: _Claim, taken: Entry) -> Finding:
    if claim.old == claim.new:
        return Finding(claim.at, "原编号（formerly）写的就是这个事项现在的编号", "删去这一项；formerly 只写从前用过的编号")
    doc = scope.by_file.get((taken.base.root, taken.base.file))
    at = scope.in_file(doc, "title") if doc else Position(taken.base.root, taken.base.file, taken.base.line)
    message = f"编号“{claim.old}”是事项“{claim.title}”（{claim.new}）从前用过的，不能再给“{taken.item.title}”用"
    return Finding(at, message, f"给这个事项换一个从没用过的文件名；如果是 formerly 写错了，改正 {claim.at.file} 第{claim.at.line}行")


def _claims(scope: Scope) -> Iterator[_Claim]:
    for doc in scope.docs:
        if doc.kind == "item" and "formerly" in doc.data:
            folder, name = doc.path.removesuffix(".yaml").split("/")[-2:]
            for i, old in enumerate(doc.data["formerly"]):
                yield _Claim(old, f"{folder}/{name}", doc.data["title"], doc.where.file, scope.in_file(doc, "formerly", i))


RULE = Rule(
    "I101",
    "reused-id",
    "error",
    "《政府网站发展指引》（国办发〔2017〕47号）：不得有断链、错链；本系统约定编号定了不改、不再用",
    "换一个从没用过的文件名",
    __doc__,
    check,
)
