"""发布设置不允许公开没有核实的事项

catalog.yaml 写了 allow_unverified: false 以后，只要还有事项没有对照标准指引原文核实，网站就不生成。核实的情况登记在 region.yaml 的 verified 里：核实了哪个领域或事项、哪个单位核实的、对照什么文件、哪天。

反例：

    allow_unverified: false      # 而义务教育领域还没有登记核实

正例：

    verified:
      - {scope: yiwu-jiaoyu, by: 示例县教育局, against: 教育部办公厅印发的指引原文, date: 2026-11-22}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Catalogue, Entry


def check(scope: Scope) -> Iterator[Finding]:
    library = scope.library
    if library.publication.allow_unverified:
        return
    at = scope.in_file(scope.by_path["catalog.yaml"], "allow_unverified", key=True)
    names = {domain.slug: domain.name for domain in library.root.domains}
    for slug, count in Counter(entry.item.domain for entry in unverified(library.root)).items():
        message = f"“{names[slug]}”领域有{count}个事项还没有对照指引原文核实，按发布设置不能公开"
        yield Finding(at, message, f"核实后在 region.yaml 的 verified 里登记 scope: {slug}；或把 allow_unverified 改成 true")


def unverified(catalogue: Catalogue) -> list[Entry]:
    """Items that the catalogue shows and nobody has compared with their source."""
    return [
        entry
        for domain in catalogue.domains
        for entry in catalogue.shown(domain.slug)
        if entry.withdrawal is None and not catalogue.is_verified(entry)
    ]


RULE = Rule("V701", "unverified-in-public-build", "error", "《政府信息公开条例》第六条：及时、准确地公开", "在 region.yaml 的 verified 里登记", __doc__, check)
