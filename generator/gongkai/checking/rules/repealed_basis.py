"""公开依据已经废止

公开依据写现行有效的法律和文件。标准指引印发时列的、后来废止或被取代的，移到 basis_as_issued（指引原列依据），供对照。

反例：

    basis: [《中华人民共和国收养法》]

正例：

    basis: [《中华人民共和国民法典》]
    basis_as_issued: [《中华人民共和国收养法》]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.names import short


def check(scope: Scope) -> Iterator[Finding]:
    laws = scope.library.vocabulary.laws
    for _, entry in scope.entries():
        for i, citation in enumerate(entry.item.basis):
            law = laws[citation.law]
            if law.status == "repealed":
                instead = f"《{laws[law.successor].title}》" if law.successor in laws else "现行的文件"
                yield Finding(scope.at(entry, "basis", i), f"公开依据“{short(law.title)}”已经废止", f"改引{instead}，原来的移到 basis_as_issued")


RULE = Rule("B601", "repealed-basis", "warning", "国办发〔2019〕54号：公开依据是目录的要素；依据须现行有效", "改引现行的文件，原来的移到 basis_as_issued", __doc__, check)
