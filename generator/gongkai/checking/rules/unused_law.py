"""登记了的依据文件没有事项引用

laws/ 里登记的文件，没有一个事项的公开依据（basis）、指引原列依据（basis_as_issued）引用它，也不是哪个旧文件的替代文件（successor）。
多半是事项里忘了引，或者改引了别的文件以后忘了删。只检查您自己的文件，不检查随软件带来的标准目录。

反例：

    # laws/xian-xuequ-banfa.yaml 登记了《某县学区管理办法》，但所有事项的 basis 里都没有它
    basis: [《义务教育法》第十二条]

正例：

    basis: [《义务教育法》第十二条, 《某县学区管理办法》第三条]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import every_entry
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.names import short


def check(scope: Scope) -> Iterator[Finding]:
    """Registers of other roots are not this editor's to mend."""
    registered = [doc for doc in scope.docs if doc.kind == "law" and not doc.where.root]
    if not registered or scope.unread:  # a file that could not be read may be the one that uses it
        return
    laws = scope.library.vocabulary.laws
    used = {law.successor for law in laws.values()}
    for entry in every_entry(scope):
        used.update(citation.law for citation in (*entry.item.basis, *entry.item.basis_as_issued))
    for doc in registered:
        if doc.path.removeprefix("laws/").removesuffix(".yaml") not in used:
            yield Finding(scope.in_file(doc, "title"), f"登记了《{short(doc.data['title'])}》，但没有一个事项引用它")


RULE = Rule(
    "I103", "unused-law", "warning", "国办发〔2019〕54号：公开依据是目录的要素", "在用到它的事项的 basis 里引用；确实用不到的，删去这个文件", __doc__, check
)
