"""指向的事项不存在

相关事项、接替的事项、法定内容的落实事项、首页的常搜词，都写事项的编号“领域/事项”。编号写错，或者那个事项已经改名，网站上就成了断链。

反例：

    related: [yiwu-jiaoyu/zhaosheng]

正例：

    related: [yiwu-jiaoyu/zhaosheng-zhengce]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Path, Scope
from gongkai.reading.load import Doc

COVERED = "落实于"
REFERRING = {"相关事项": "related", COVERED: "covered_by"}
"""Fields that name other items: what an editor calls them → their key."""


def check(scope: Scope) -> Iterator[Finding]:
    catalogues = scope.library.catalogues.values()
    known = {id_ for catalogue in catalogues for id_ in catalogue.entries} | scope.unread
    domains = {domain.slug for catalogue in catalogues for domain in catalogue.domains}
    for doc in scope.docs:
        for what, path, id_ in _references(doc):
            if id_ not in known and not (what == COVERED and id_ in domains):
                hint = "写成“领域/事项”的文件名，例如 yiwu-jiaoyu/zhaosheng-zhengce"
                hint += "；整个领域写它的文件夹名" if what == COVERED else ""
                yield Finding(scope.in_file(doc, *path), f"{what}“{id_}”不存在", hint)
    yield from _hot_words(scope)


def _references(doc: Doc) -> Iterator[tuple[str, Path, str]]:
    """Ids of other items that a file names: related ones, those that disclose a statutory head, and what took a withdrawn item's place."""
    if doc.kind == "item":
        for what, field in REFERRING.items():
            yield from ((what, (field, i), id_) for i, id_ in enumerate(doc.data.get(field, ())))
    elif doc.kind == "adjustment":
        if "successor" in doc.data:
            yield "接替的事项", ("successor",), doc.data["successor"]
        for what, field in REFERRING.items():
            step = doc.data.get("adjust", {}).get(field, {})
            for key in ("add", "now"):
                yield from ((what, ("adjust", field, key, i), id_) for i, id_ in enumerate(step.get(key, ())))


def _hot_words(scope: Scope) -> Iterator[Finding]:
    root = scope.library.root
    domains = {domain.slug for domain in root.domains}
    for i, word in enumerate(scope.library.publication.hot_words):
        shown = word.to in root.entries and root.shows(root.entries[word.to])
        if word.to not in domains and not shown and word.to not in scope.unread:
            at = scope.in_file(scope.by_path["catalog.yaml"], "hot_words", i, "to")
            yield Finding(at, f"常搜词“{word.word}”指向的“{word.to}”不在发布的目录里", "写领域的文件夹名，或“领域/事项”的文件名")


RULE = Rule("L411", "dead-reference", "error", "《政府网站发展指引》（国办发〔2017〕47号）：不得有断链", "写成“领域/事项”的文件名", __doc__, check)
