"""政府新增的事项只由行政机关以外的人公开

政府信息由行政机关公开（条例第二条、第十条）。本级新增事项的公开主体只写招标人、村民委员会这类行政机关以外的公开义务人，政府自己就没有一个单位负责，也没法督促。
只在村一级公开的村务（levels: [村级]），由村民委员会公布，不在此列。

反例：

    title: 高标准农田建设项目
    levels: [乡级]
    subjects: [项目法人单位]

正例：

    title: 高标准农田建设项目
    levels: [乡级]
    subjects: [某镇人民政府, 项目法人单位]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import own_items
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    roles = scope.library.vocabulary.roles
    for catalogue, entry in own_items(scope):
        region, item = catalogue.region, entry.item
        parties = [roles[name].name for name in item.subjects.names if name in roles and roles[name].kind == "party"]
        if not parties or len(parties) < len(item.subjects.names) or region.level == "村级" or set(item.levels) == {"村级"}:
            continue
        message = f"{region.name}的新增事项“{item.title}”只由行政机关以外的“{'、'.join(parties)}”公开，没有负责的政府单位"
        hint = f"加上负责的单位，例如 subjects: [{', '.join([region.government or '本级负责的单位', *parties])}]；只是村务的，把 levels 改成 [村级]"
        yield Finding(scope.at(entry, "subjects"), message, hint)


RULE = Rule("J305", "party-alone", "warning", "《政府信息公开条例》第二条、第十条：政府信息由行政机关公开", "加上负责的政府单位", __doc__, check)
