"""公开渠道比上级目录少

本级调整减少了公开的渠道。当地没有这种渠道的，可以换成当地有的；只减不换，有的群众就看不到了。上级目录要求必须用的渠道，另有一条规则检查；村里没有网站，网上的渠道不算。

反例：

    adjust:
      channels:
        remove: [公示栏]
    reason: 没有地方贴

正例：

    adjust:
      channels:
        remove: [公示栏]
        add: [学校公示栏]
    reason: 家长都在学校门口看
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.checking.steps import because, changes, remedy, step
from gongkai.model.catalogue import Catalogue
from gongkai.model.item import Channels, ChannelUse


def check(scope: Scope) -> Iterator[Finding]:
    for catalogue, entry, before in scope.own():
        steps = changes(catalogue, entry, "channels")
        if not steps:
            continue
        was, now = (_counted(scope, catalogue, item.channels.all) for item in (before.item, entry.item))
        gone = [use for use in was if use.id not in {one.id for one in now} and not _insisted(use, before.item.channels, entry.item.channels)]
        if gone and len(now) < len(was):
            names = "、".join(use.name for use in gone)
            message = f"公开渠道比上级目录少，由{len(was)}种减为{len(now)}种，去掉了{names}{because(steps[0])}"
            yield Finding(step(scope, steps[0]), message, remedy(steps[0]))


def _counted(scope: Scope, catalogue: Catalogue, uses: tuple[ChannelUse, ...]) -> list[ChannelUse]:
    """A village has no website: the layers above are online for it."""
    channels = scope.library.vocabulary.channels
    return [use for use in uses if catalogue.region.level != "村级" or not channels[use.id].online]


def _insisted(use: ChannelUse, was: Channels, now: Channels) -> bool:
    """True for what the layer above insists on: another rule (C403) speaks of it."""
    return use in was.must or (use in was.one_of and not now.one_of)


RULE = Rule(
    "D702",
    "fewer-channels",
    "warning",
    "《政府信息公开条例》第二十三条：以便于公众知晓的途径公开；国办发〔2019〕54号",
    "换成当地有的渠道（add），或在 reason 里写明为什么不用",
    __doc__,
    check,
)
