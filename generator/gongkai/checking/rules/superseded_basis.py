"""公开依据已有接替的文件

依据文件登记表写明这份文件已经由另一份接替（successor），虽然没有查到正式废止，公开依据也应当改引新的。标准指引印发时列的旧文件，移到 basis_as_issued 供对照。

反例：

    basis: [《法律援助条例》]        # 登记表里写着接替文件：法律援助法

正例：

    basis: [《中华人民共和国法律援助法》第十条]
    basis_as_issued: [《法律援助条例》]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.names import short


def check(scope: Scope) -> Iterator[Finding]:
    laws = scope.library.vocabulary.laws
    replaced = {slug: laws[law.successor] for slug, law in laws.items() if law.status != "repealed" and law.successor in laws}
    for _, entry in scope.entries() if replaced else ():
        for i, citation in enumerate(entry.item.basis):
            new = replaced.get(citation.law)
            at = scope.at(entry, "basis", i) if new else None
            if new and at and not at.root:
                message = f"公开依据“{short(laws[citation.law].title)}”已经有接替的文件《{short(new.title)}》"
                yield Finding(at, message, f"改引《{new.title}》的相应条款，原来的移到 basis_as_issued")


RULE = Rule(
    "B611",
    "superseded-basis",
    "warning",
    "国办发〔2019〕54号：公开依据是目录的要素；依据须现行有效",
    "改引接替的文件，原来的移到 basis_as_issued",
    __doc__,
    check,
)
