"""新渠道与已登记的渠道只差几个字

同一个渠道有两个名字，按渠道查找时就会分成两半。常见的有两种：在 vocabulary/channels.yaml 里又登记了一个“政府门户网”；把渠道写成“其他”，备注里写的却是已经登记过的渠道。
改法：是同一个渠道的，用已登记的名称，把另一种叫法写进它的 aliases；随软件带来的渠道，直接用它的名称。只检查您自己的文件。

反例：

    channels:
      - {id: menhu, name: 政府门户网, online: true}

正例：

    # 事项里直接写已登记的名称
    channels: [政府网站]
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.names import fold

NEAR = 0.85
"""How alike two names are at least. The closest pair of the standard's own channels that means two different things has 0.80."""

OTHER = "其他"

_HERE = re.compile(r"^(?:本[县市区镇乡村]?|[县市区镇乡村])")


def check(scope: Scope) -> Iterator[Finding]:
    channels = scope.library.vocabulary.channels
    places = sorted((catalogue.region.name for catalogue in scope.library.catalogues.values()), key=len, reverse=True)
    known: dict[str, tuple[str, str]] = {}
    for id_, channel in channels.items():
        for name in (channel.name, *channel.aliases):
            known.setdefault(_bare(name, places), (id_, channel.name))
    yield from _registered(scope, known, places)
    yield from _noted(scope, known, places)


def _registered(scope: Scope, known: dict[str, tuple[str, str]], places: list[str]) -> Iterator[Finding]:
    """Entries of the editor's own register that are nearly another one; of two own entries the later is named."""
    seen: set[str] = set()
    own = [(doc, i, entry) for doc in scope.docs if doc.kind == "channels" and not doc.where.root for i, entry in enumerate(doc.data["channels"])]
    ids = {entry["id"] for _, _, entry in own}
    for doc, i, entry in own:
        seen.add(entry["id"])
        others = {name: found for name, found in known.items() if found[0] != entry["id"] and (found[0] not in ids or found[0] in seen)}
        near = difflib.get_close_matches(_bare(entry["name"], places), others, n=1, cutoff=NEAR)
        if near or _bare(entry["name"], places) in others:
            name = others[near[0]][1]
            message = f"新登记的渠道“{entry['name']}”与已登记的“{name}”只差几个字，像是同一个渠道"
            hint = f"是同一个渠道的，删去这一条，事项里写“{name}”；确实不同的，换一个分得清的名称"
            yield Finding(scope.in_file(doc, "channels", i, "name"), message, hint)


def _noted(scope: Scope, known: dict[str, tuple[str, str]], places: list[str]) -> Iterator[Finding]:
    """其他 with a note that is the name of a channel."""
    for _, entry in scope.entries():
        for i, use in enumerate(entry.item.channels.all):
            found = known.get(_bare(use.note, places)) if use.name == OTHER and use.note else None
            if found:
                message = f"渠道写成了“其他”，备注“{use.note}”其实是已登记的渠道“{found[1]}”"
                yield Finding(scope.at(entry, "channels", i), message, f"直接写“{found[1]}”")


def _bare(name: str, places: list[str]) -> str:
    """``name`` without the place in front: 示例县政府网站, 县政府网站 and 本县政府网站 are one channel."""
    for place in places:
        name = name.removeprefix(place)
    return fold(_HERE.sub("", name))


RULE = Rule("C402", "similar-channel", "warning", "国办发〔2019〕54号：公开渠道和载体是目录的要素", "用已登记的名称", __doc__, check)
