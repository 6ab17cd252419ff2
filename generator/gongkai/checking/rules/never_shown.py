"""本级新增事项在哪个目录里都看不到

公开层级（levels）决定事项列在哪一级的目录里：县的目录列“县级”，乡镇的目录列“乡级”和“村级”。乡镇的新增事项写了“县级”，乡镇的目录不列它，县的目录里也没有它，写了等于没写。适用区域（applies_to）写错了区域类型，也是一样。

反例：

    # 某镇的本级新增事项
    levels: [县级]

正例：

    levels: [乡级]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import own_items
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.item import Item
from gongkai.model.region import Region
from gongkai.model.words import LEVEL_OF_KIND, LEVELS


def check(scope: Scope) -> Iterator[Finding]:
    """A region below that has no folder yet may be meant: only what lies above the region is wrong for certain."""
    for catalogue, entry in own_items(scope):
        item, region = entry.item, catalogue.region
        if not _reaches(item, region):
            said = "、".join(item.levels)
            message = f"{region.name}的本级新增事项“{item.title}”公开层级写的是{said}，{region.name}和下级的目录都不会列出它"
            yield Finding(scope.at(entry, "levels"), message, f"改成 levels: [{region.level}]")
        elif item.applies_to and not _applies(item, region):
            message = f"{region.name}是{region.kind}，本级新增事项“{item.title}”却只适用于{'、'.join(item.applies_to)}，{region.name}和下级的目录都不会列出它"
            yield Finding(scope.at(entry, "applies_to"), message, f"在 applies_to 里加上{region.kind}，或者删去 applies_to")


def _reaches(item: Item, region: Region) -> bool:
    lowest = max(LEVELS.index(level) for level in item.levels)
    return lowest >= LEVELS.index(region.level)


def _applies(item: Item, region: Region) -> bool:
    own = LEVELS.index(region.level)
    return region.kind in item.applies_to or any(LEVELS.index(LEVEL_OF_KIND[kind]) > own for kind in item.applies_to)


RULE = Rule("E203", "never-shown", "warning", "国办发〔2019〕54号：分级编制目录", "levels 里写上本级", __doc__, check)
