"""本级新增事项的公开主体还是国家称谓

“教育行政部门”是标准指引里的称谓，因为国家不知道各地叫什么。本级新增事项是本地自己写的，直接写单位的名称，群众一看就知道找谁；以后机构改名，也不会悄悄跟着对应表换了单位。
事项还要给下级用（levels 里有下级）的，保留称谓，由各地对应，不在此列。

反例：

    title: 课后服务
    levels: [县级]
    subjects: [教育行政部门]

正例：

    title: 课后服务
    levels: [县级]
    subjects: [某县教育局]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.checking.own import own_items
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Catalogue, Entry
from gongkai.model.duty import mapped
from gongkai.model.region import Body, Role
from gongkai.model.words import SHOWN_LEVELS


def check(scope: Scope) -> Iterator[Finding]:
    """Only where the region could name a body of its own: what nobody is mapped to is another rule's, and so is an organ of the layer above."""
    roles = scope.library.vocabulary.roles
    for catalogue, entry in own_items(scope):
        named = _only_roles(entry, roles)
        if not named or set(entry.item.levels) - SHOWN_LEVELS[catalogue.region.level]:
            continue
        bodies = [body for role in named for body in _own(catalogue, entry, role)]
        if bodies:
            said = "、".join(role.name for role in named)
            names = ", ".join(dict.fromkeys(body.name for body in bodies))
            message = f"本级新增事项“{entry.item.title}”的公开主体写的是国家称谓“{said}”，没有写单位"
            yield Finding(scope.at(entry, "subjects"), message, f"直接写单位，例如 subjects: [{names}]")


def _only_roles(entry: Entry, roles: Mapping[str, Role]) -> list[Role]:
    """The national roles among the subjects; none when a body is named beside them, or the file says it for each level."""
    subjects = entry.item.subjects
    known = [roles[name] for name in subjects.names if name in roles]
    if subjects.kind == "by_level" or len(known) < len(subjects.names):
        return []
    return [role for role in known if role.kind == "role"]


def _own(catalogue: Catalogue, entry: Entry, role: Role) -> list[Body]:
    return [body for body in mapped(catalogue, entry.item, role) if body.region == catalogue.region.id]


RULE = Rule("J301", "role-left", "warning", "《政府信息公开条例》第十条：由制作该政府信息的行政机关负责公开", "直接写单位的名称", __doc__, check)
