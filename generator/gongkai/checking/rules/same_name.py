"""本级新增事项与目录里已有的事项同名

同一个一级事项下面，本级新增事项的名称和上级目录里已有的事项一样。群众会看到两个一模一样的事项，不知道看哪一个；上级修改那个事项时，本级这个也不会跟着改。

改法：只是内容、时限、渠道与上级不同的，不要新增，改写对上级事项的调整（adjust）；上级事项本级已经停用、现在又要用的，写 restore: true；确实是另一件事的，换一个分得清的名称。

反例：

    # regions/…/items/yiwu-jiaoyu/bendi-zhaosheng.yaml
    title: 招生政策
    category: 招生管理

正例：

    # regions/…/items/yiwu-jiaoyu/zhaosheng-zhengce.yaml
    adjust:
      content: {add: [学区划分结果]}
    reason: 本县实行学区制
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import own_items
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Entry
from gongkai.model.item import Item
from gongkai.reading.names import fold


def check(scope: Scope) -> Iterator[Finding]:
    for catalogue, entry in own_items(scope):
        name = _name(entry.item)
        for id_ in catalogue.order.get(entry.item.domain, ()):
            other = catalogue.entries[id_]
            twin = other.layer != entry.layer or id_ < entry.item.id  # of two own items the later one is named
            if twin and id_ != entry.item.id and _name(other.item) == name and not _replaced(other, entry) and not _copied(other, entry):
                yield _finding(scope, entry, other)


def _finding(scope: Scope, entry: Entry, other: Entry) -> Finding:
    title, id_ = entry.item.title, other.item.id
    at = scope.at(entry, "title")
    if other.withdrawal:
        hint = f"要恢复原来的事项，就在 {id_.rsplit('/')[-1]}.yaml 里写 restore: true 和 reason，删去这个文件；是用它接替的，在那里写 successor: {entry.item.id}"
        return Finding(at, f"本级新增事项“{title}”与已经停用（{other.withdrawal.kind}）的事项“{id_}”同名", hint)
    return Finding(at, f"本级新增事项“{title}”与目录里的事项“{id_}”同名", f"与它只有局部不同的，改写成对 {id_} 的调整（adjust）；是另一件事的，换一个分得清的名称")


def _replaced(other: Entry, entry: Entry) -> bool:
    """True when the withdrawn item itself names the new one as what took its place."""
    return other.withdrawal is not None and other.withdrawal.successor == entry.item.id


def _copied(other: Entry, entry: Entry) -> bool:
    """True when all that the own item says stands in the inherited one as well: another rule says so."""
    inherited = other.layer != entry.layer and other.withdrawal is None
    return inherited and {fold(element.text) for element in entry.item.content} <= {fold(element.text) for element in other.item.content}


def _name(item: Item) -> tuple[str, str, str]:
    return fold(item.title), fold(item.category), fold(item.subcategory)


RULE = Rule("I102", "same-name", "warning", "国办发〔2019〕54号：公开事项名称是目录的要素；条例第十二条：目录便于查找", "改写成调整（adjust），或者换一个名称", __doc__, check)
