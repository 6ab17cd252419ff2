"""向全社会主动公开，却没有网上的渠道

主动公开的政府信息，要通过政府网站或者其他互联网政务媒体等途径公开（条例第二十三条），并依托政府网站集中发布（第二十四条）。
只贴公示栏、只开发布会，外出打工的人就看不到。网上的渠道是 vocabulary/channels.yaml 里 online: true 的渠道；渠道写了网址（url）、事项写了公开位置（links）的，也算。
只在村一级公开的村务，依村民委员会组织法张榜公布，不在此列。

反例：

    audience: 全社会
    mode: 主动
    channels: [公示栏]

正例：

    audience: 全社会
    mode: 主动
    channels: [政府网站, 公示栏]
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Entry
from gongkai.model.item import Item


def check(scope: Scope) -> Iterator[Finding]:
    """No channel at all is another rule's."""
    online = {id_ for id_, channel in scope.library.vocabulary.channels.items() if channel.online}
    for catalogue, entry in scope.entries():
        item = entry.item
        if item.mode != "主动" or not item.audience.everyone or not item.channels.all or item.links:
            continue
        if any(use.id in online or use.url for use in item.channels.all) or catalogue.region.level == "村级" or set(item.levels) == {"村级"}:
            continue
        if _half_read(scope, entry):
            continue
        yield Finding(scope.at(entry, "channels"), f"事项“{item.title}”向全社会主动公开，但没有网上的渠道（现在只有{_listed(item)}）")


def _half_read(scope: Scope, entry: Entry) -> bool:
    """True when the file names more channels than are known: reading has said so, and the one that it did not know may be online."""
    origin = entry.origin("channels")
    doc = scope.by_file.get((origin.root, origin.file))
    written = doc.data.get("channels", ()) if doc else ()
    count = sum(len(uses) for uses in written.values()) if isinstance(written, dict) else len(written)
    return count > len(entry.item.channels.all)


def _listed(item: Item) -> str:
    names = [use.name for use in item.channels.all]
    return "、".join(names[:3]) + ("等" if len(names) > 3 else "")


RULE = Rule(
    "C401",
    "no-online-channel",
    "warning",
    "《政府信息公开条例》第二十三条、第二十四条：通过政府网站或者其他互联网政务媒体等途径公开",
    "在 channels 里加上政府网站；确有理由不上网的，在 catalog.yaml 的 suppressions 里写明",
    __doc__,
    check,
)
