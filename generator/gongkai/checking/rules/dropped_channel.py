"""调整去掉了上级要求的渠道

上级目录标为必选（must）的渠道，每一个都要用；标为至少一项（one_of）的，总要留一个。本级调整把必选的渠道去掉或者改成可选，或者把至少一项里的全部去掉，公开就打了折扣。
村里没有网站，网上的渠道由上级去公开，村一级去掉的不算。确实做不到的（例如乡里没有电子屏），按因地制宜的原则可以不用，但要先征得上级同意，把理由写清楚，再在 catalog.yaml 的 suppressions 里登记。

反例：

    # 上级：must: [政府网站, 公示栏]
    adjust:
      channels: {remove: [政府网站]}

正例：

    adjust:
      channels: {add: [学校公示栏]}
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Path, Scope
from gongkai.model.catalogue import Catalogue, Entry
from gongkai.model.item import ChannelUse
from gongkai.problems import Position
from gongkai.reading.load import Doc
from gongkai.reading.names import fold


def check(scope: Scope) -> Iterator[Finding]:
    for catalogue, entry, above in scope.own():
        if not any(change.field == "channels" for change in entry.changed_by(catalogue.region.id)):
            continue
        old, new = above.item.channels, entry.item.channels
        must, one_of = (_asked(scope, catalogue, uses) for uses in (old.must, old.one_of))
        required, kept = {use.id for use in new.must}, {use.id for use in new.all}
        for use in must:
            if use.id not in required:
                what = "改成了不是必选" if use.id in kept else "去掉了"
                yield Finding(_place(scope, entry, use), f"上级目录要求的渠道“{use.name}”，本级调整{what}")
        if one_of and not new.one_of and not any(use.id in required for use in old.one_of):
            names = "、".join(use.name for use in old.one_of)
            yield Finding(_place(scope, entry, one_of[-1]), f"上级目录要求至少用一项的渠道（{names}），本级调整全部去掉了", f"至少留一个：{names}")


def _asked(scope: Scope, catalogue: Catalogue, uses: tuple[ChannelUse, ...]) -> list[ChannelUse]:
    """What the layer above may ask of this region: a village has no website, the layers above are online for it."""
    channels = scope.library.vocabulary.channels
    return [use for use in uses if catalogue.region.level != "村级" or not channels[use.id].online]


def _place(scope: Scope, entry: Entry, use: ChannelUse) -> Position:
    """Where the adjustment takes the channel away; the adjusted field where it does so by leaving it out of a new list."""
    origin = entry.origin("channels")
    doc = scope.by_file[origin.root, origin.file]
    channel = scope.library.vocabulary.channels[use.id]
    names = {fold(name) for name in (channel.name, *channel.aliases)}
    path = next((path for path, name in _removed(doc) if fold(name) in names), ("adjust", "channels"))
    return scope.in_file(doc, *path, key=path == ("adjust", "channels"))


def _removed(doc: Doc) -> Iterator[tuple[Path, str]]:
    step = doc.data["adjust"]["channels"]
    for i, raw in enumerate(step.get("remove", ())):
        yield ("adjust", "channels", "remove", i), raw if isinstance(raw, str) else raw["name"]
    for i, pair in enumerate(step.get("replace", ())):
        yield ("adjust", "channels", "replace", i, "was"), pair["was"] if isinstance(pair["was"], str) else pair["was"]["name"]


RULE = Rule(
    "C403",
    "dropped-channel",
    "warning",
    "国办发〔2019〕54号：参照标准指引编制目录，因地制宜；《政府信息公开条例》第二十三条",
    "保留这个渠道；确实不能用的，征得上级同意并写明理由",
    __doc__,
    check,
)
