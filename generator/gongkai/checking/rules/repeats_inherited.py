"""本级新增事项和上级目录的事项重复

本级新增的事项，名称和内容都已经在上级目录里有了。上级目录的事项本级自动就有，不用再抄一遍；抄了，目录里就有两条一样的，上级修订时抄的那条也不会跟着变。
要改动，写成对上级事项的调整（adjust）。

反例：

    # bendi-zhaosheng-zhengce.yaml，上级目录已有“招生政策”
    title: 招生政策
    content: [招生入学政策, 报名条件和时间]

正例：

    # zhaosheng-zhengce.yaml
    adjust:
      content: {add: [报名地点]}
    reason: 本县增加报名地点
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Catalogue, Entry
from gongkai.reading.names import fold


def check(scope: Scope) -> Iterator[Finding]:
    own: dict[str, list[tuple[Catalogue, Entry]]] = {}
    for catalogue, entry in scope.entries():
        if entry.layer == catalogue.region.id:
            own.setdefault(fold(entry.item.title), []).append((catalogue, entry))
    for _, other in scope.entries() if own else ():
        for catalogue, entry in own.get(fold(other.item.title), ()):
            inherited = scope.above(catalogue).get(other.item.id)
            if inherited and inherited.withdrawal is None and _says_all(inherited, entry):
                message = f"本级新增的“{entry.item.title}”和上级目录的事项 {other.item.id} 名称、内容都一样"
                hint = f"删去这个文件；要改动，另写 {other.item.id.split('/')[1]}.yaml，用 adjust 调整"
                yield Finding(scope.at(entry, "title"), message, hint)


def _says_all(other: Entry, entry: Entry) -> bool:
    return {fold(element.text) for element in entry.item.content} <= {fold(element.text) for element in other.item.content}


RULE = Rule(
    "D704",
    "repeats-inherited",
    "warning",
    "国办发〔2019〕54号：在标准指引的基础上细化，避免重复",
    "删去这个文件；要改动就写成对上级事项的调整（adjust）",
    __doc__,
    check,
)
