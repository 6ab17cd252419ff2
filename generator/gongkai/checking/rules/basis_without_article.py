"""引用法律法规没有写到条

公开依据写到第几条，群众才查得到，办事的人也才说得清为什么要公开。本级新增的事项、本级增加的依据，引用法律、行政法规的，要写到条。
标准指引原文只写名称的，照录，不提醒。整部法律都是依据的，在 note 里说明。

反例：

    basis: [《中华人民共和国土地管理法》]

正例：

    basis: [《中华人民共和国土地管理法》第六十二条]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Catalogue, Entry
from gongkai.reading.names import short

RANKS = frozenset(("法律", "行政法规"))


def check(scope: Scope) -> Iterator[Finding]:
    laws = scope.library.vocabulary.laws
    for catalogue, entry in _of_regions(scope):
        origins = entry.element_origins("basis")
        for i, citation in enumerate(entry.item.basis):
            law = laws[citation.law]
            bare = law.rank in RANKS and not citation.articles and not citation.note
            if bare and origins[i].layer == catalogue.region.id:
                message = f"公开依据《{short(law.title)}》没有写到第几条"
                yield Finding(scope.at(entry, "basis", i), message, f"补上条款，例如：《{law.title}》第一条；整部都是依据的，在 note 里说明")


def _of_regions(scope: Scope) -> Iterator[tuple[Catalogue, Entry]]:
    """What regions brought in themselves: own items, and items whose basis they changed."""
    yield from ((catalogue, entry) for catalogue, entry in scope.entries() if entry.layer == catalogue.region.id)
    for catalogue, entry, _ in scope.own():
        if any(change.field == "basis" for change in entry.changed_by(catalogue.region.id)):
            yield catalogue, entry


RULE = Rule(
    "B612",
    "basis-without-article",
    "warning",
    "国办发〔2019〕54号：公开依据是目录的要素",
    "补上第几条",
    __doc__,
    check,
)
