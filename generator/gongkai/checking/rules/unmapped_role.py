"""公开主体没有落实到单位

标准指引写的是称谓，例如“教育行政部门”。网站上给群众看的必须是本地的单位，所以每个用得到的称谓都要在 region.yaml 的 roles 里写明由谁承担。
在最高的、用得到它的地区写一次，下级地区都跟着生效。

反例：

    roles: {}

正例：

    roles:
      教育行政部门: 县教育局
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Catalogue, Library
from gongkai.model.duty import duties


def check(scope: Scope) -> Iterator[Finding]:
    """A national role must not be shown to a citizen. Said once, for the highest region that shows it."""
    said: dict[str, set[str]] = {}
    for catalogue in scope.published:
        region = catalogue.region
        users = _role_users(scope.library, catalogue)
        above = said.get(region.parent, set())
        said[region.id] = above | set(users)
        doc = scope.by_path["regions/" + region.id.replace("/", "/regions/") + "/region.yaml"]
        for role, title in users.items():
            if role not in above:
                yield Finding(
                    scope.in_file(doc, "roles", key=True),
                    f"{region.name}没有说明“{role}”由哪个单位承担，公开事项“{title}”等用到它",
                    f"在 roles 下加一行：{role}: 单位名称（先登记在 bodies.yaml）",
                )


def _role_users(library: Library, catalogue: Catalogue) -> dict[str, str]:
    """Roles that nobody is mapped to → title of an item that needs them."""
    users: dict[str, str] = {}
    seen: set[object] = set()
    for domain in catalogue.domains:
        for entry in catalogue.shown(domain.slug):
            item = entry.item
            if entry.withdrawal:
                continue
            at = item.id if item.id in catalogue.roles else item.domain if item.domain in catalogue.roles else ""
            for subjects in (item.subjects, *(element.subjects for element in item.content if element.subjects)):
                if (at, subjects) not in seen:
                    seen.add((at, subjects))
                    for duty in duties(catalogue, library.vocabulary.roles, item, subjects):
                        if duty.kind == "role":
                            users.setdefault(duty.name, item.title)
    return users


RULE = Rule("L415", "unmapped-role", "error", "《政府信息公开条例》第十条：谁制作、谁公开", "在 region.yaml 的 roles 下写明由哪个单位承担", __doc__, check)
