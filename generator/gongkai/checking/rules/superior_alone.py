"""本级新增事项的公开主体只有上级单位

乡镇（街道）的目录写的是乡镇自己要公开的事。本级新增事项的公开主体只写了县里的部门，就成了乡镇替县局许诺：到时候没有人公开，群众也不知道找谁。
条例第十条说，谁制作、谁公开。派驻在乡镇的机构（派出所、司法所、自然资源所等，kind: 派出机构）不在此列。

改法：本级自己公开的，改成本级的单位；确实由上级部门公开的，由上级写进它的目录，本级不必新增。

反例：

    # 某镇的本级新增事项
    title: 校外托管机构
    subjects: [某县教育局]

正例：

    title: 校外托管机构
    subjects: [某镇人民政府]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import own_items
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.duty import duties


def check(scope: Scope) -> Iterator[Finding]:
    """A village is no administrative organ: that its town answers for it is as it should be."""
    for catalogue, entry in own_items(scope):
        region = catalogue.region
        found = duties(catalogue, scope.library.vocabulary.roles, entry.item)
        bodies = [duty.body for duty in found if duty.body]
        if region.level == "村级" or not bodies or len(bodies) < len(found):
            continue
        if all(region.id.startswith(f"{body.region}/") and body.kind != "派出机构" for body in bodies):
            names = "、".join(dict.fromkeys(body.short or body.name for body in bodies))
            message = f"{region.name}的本级新增事项“{entry.item.title}”，公开主体只有上级单位“{names}”"
            own = f"，例如 subjects: [{region.government}]" if region.government else ""
            yield Finding(scope.at(entry, "subjects"), message, f"由{region.name}公开的，改成本级的单位{own}；由上级公开的，请上级写进它的目录，删去这个文件")


RULE = Rule("J302", "superior-alone", "warning", "《政府信息公开条例》第十条：由制作该政府信息的行政机关负责公开", "改成本级的单位", __doc__, check)
