"""登记了的单位没有公开任何事项

bodies.yaml 里登记的单位，没有一个称谓对应到它，没有一个事项的公开主体是它，也不是哪个单位的上级；又没有写电话、地址或者一句话说明，连一页通讯信息都算不上。
多半是 region.yaml 的 roles 里忘了对应。写了联系方式或者说明的单位，群众可以拿来找人办事，不在此列。

反例：

    bodies:
      - {id: jiaoyu-ju, name: 某县教育局, kind: 机关}
    # region.yaml 里没有
    roles: {}

正例：

    # region.yaml
    roles:
      教育行政部门: 某县教育局
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import every_subjects, region_files
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Catalogue
from gongkai.reading.names import fold

TELLING = ("phone", "supervision_phone", "address", "summary")
"""What makes an entry worth a page although the body discloses nothing."""


def check(scope: Scope) -> Iterator[Finding]:
    if scope.unread:  # a file that could not be read may be the one that names it
        return
    used: set[tuple[str, str]] = set()
    superiors: set[str] = set()
    for catalogue in scope.library.catalogues.values():
        used |= _used(catalogue)
        superiors |= {fold(body.superior) for body in catalogue.own_bodies}
    for region, doc in region_files(scope, "bodies"):
        if doc.where.root or region not in scope.library.catalogues:
            continue
        for i, body in enumerate(doc.data["bodies"]):
            names = {fold(name) for name in (body["name"], body.get("short", ""), *body.get("aliases", ())) if name}
            if (region, body["id"]) not in used and not names & superiors and not any(body.get(key) for key in TELLING):
                message = f"登记了单位“{body['name']}”，但它没有公开任何事项，也没有写电话和地址"
                yield Finding(scope.in_file(doc, "bodies", i, "name"), message)


def _used(catalogue: Catalogue) -> set[tuple[str, str]]:
    """(region, id) of the bodies that stand for a role, are the government, or are named by an item."""
    bodies = [body for roles in catalogue.roles.values() for levels in roles.values() for found in levels.values() for body in found]
    names = {catalogue.region.government}
    for entry in catalogue.entries.values():
        for subjects in every_subjects(entry.item):
            names.update(subjects.names)
    bodies += [body for name, body in catalogue.bodies.items() if name in names]
    return {(body.region, body.id) for body in bodies}


RULE = Rule(
    "I105",
    "unused-body",
    "warning",
    "《政府信息公开条例》第十条：谁制作、谁公开",
    "在 region.yaml 的 roles 里写明它承担哪个称谓；只作通讯信息的，补上电话或地址；多余的，删去这一行",
    __doc__,
    check,
)
