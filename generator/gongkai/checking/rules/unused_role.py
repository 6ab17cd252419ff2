"""登记了的公开主体称谓没有事项用到

vocabulary/roles.yaml 里登记的称谓（如“教育行政部门”），没有一个事项的公开主体是它。称谓是给标准指引用的，各地再对应到单位；本地的单位登记在 bodies.yaml，直接写单位名称，不必另立称谓。
行政机关以外的公开义务人（kind: party，如村民委员会）留给各地的新增事项选用，不在此列。只检查您自己的文件，不检查随软件带来的标准目录。

反例：

    # 没有事项用到
    roles:
      - {id: xuequ-bangongshi, name: 学区办公室, kind: role}

正例：

    # bodies.yaml
    bodies:
      - {id: xuequ-bangongshi, name: 某县第一学区办公室, kind: 事业单位}
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import every_entry, every_subjects
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    registered = [doc for doc in scope.docs if doc.kind == "roles" and not doc.where.root]
    if not registered or scope.unread:  # a file that could not be read may be the one that uses it
        return
    used = {name for entry in every_entry(scope) for subjects in every_subjects(entry.item) for name in subjects.names}
    for doc in registered:
        for i, role in enumerate(doc.data["roles"]):
            if role["kind"] == "role" and role["id"] not in used:
                yield Finding(scope.in_file(doc, "roles", i, "name"), f"登记了称谓“{role['name']}”，但没有一个事项的公开主体是它")


RULE = Rule(
    "I104", "unused-role", "warning", "国办发〔2019〕54号：公开主体是目录的要素", "删去这个称谓；是本地单位的，登记到 bodies.yaml", __doc__, check
)
