"""公开渠道和载体 ↔ the channel register: names, aliases, near misses; what is in none becomes a local channel of the editor's own register."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from gongkai.authoring.form import tidy
from gongkai.checking.rules.similar_channel import NEAR, OTHER
from gongkai.importing.matching.names.found import Found, New, Said
from gongkai.model.region import Channel
from gongkai.reading.fields import Registers
from gongkai.reading.names import fold

LONGEST: Final = 30
"""Characters of a channel's name; a longer text is prose."""

_HERE = re.compile(r"^(?:本?[县市区镇乡村]|本级|[\u4e00-\u9fff]{2,6}(?:省|市|县|区|镇|乡|街道))(?:人民)?(?=政府|政务|公示|门户|部门|便民|党群|行政)")
_ONLINE = re.compile(r"网|平台|系统|微信|微博|公众号|客户端|APP|app|小程序|抖音|推送|短信|邮箱")
_URL = re.compile(r"(?:https?://|www\.)[^\s\"<>\\^`{|}\u3000-\u9fff]+", re.IGNORECASE)
_PROSE = re.compile(r"[，。；;：:！!?？]|通过|采取|予以|进行|应当|按照")


class ChannelNames:
    """``places``: names of the region and those above, which counties put in front; ``refused``: names not to be registered."""

    def __init__(self, registers: Registers, slug_of: Callable[[str], str], places: Sequence[str], refused: frozenset[str]) -> None:
        self.registers, self.slug_of, self.places, self.refused = registers, slug_of, sorted(places, key=len, reverse=True), refused
        self.new: dict[str, New] = {}
        self._known: dict[tuple[str, str], Found] = {}

    def find(self, name: str, note: str = "") -> Found:
        """The channel called ``name`` as YAML, its note or address with it."""
        key = (name, note)
        if key not in self._known:
            self._known[key] = self._find(tidy(name), tidy(note))
        return self._known[key]

    def _find(self, name: str, note: str) -> Found:
        said: list[Said] = []
        id_ = self.registers.channels.find(name)
        if id_ and note and self.registers.vocabulary.channels[id_].name == OTHER and (meant := self.registers.channels.find(note)):
            id_, note = meant, ""
        if not id_:
            id_ = self._alike(name, said)
        if not id_ and note and (whole := self.registers.channels.find(f"{name}（{note}）")):
            id_, note = whole, ""
        if not id_:
            id_ = self.registers.channels.find(f"{name}（电子屏）")  # the official name without the bracket at its end
        if not id_:
            entry = self._register(name)
            if entry is None:
                return Found(None, said=(Said("unclear", "看不出是什么渠道，没有录入", name),))
            id_ = entry.id
        return Found(self._yaml(id_, note), id_, f"channel:{id_}" if f"channel:{id_}" in self.new else "", tuple(said))

    def _alike(self, name: str, said: list[Said]) -> str:
        """A registered channel that ``name`` differs from by the place in front, or by a slip."""
        bare = self._bare(name)
        id_ = self.registers.channels.find(bare) or ""
        if id_ or len(bare) < 3:
            return id_
        names = {fold(one): channel.id for channel in self.registers.vocabulary.channels.values() for one in (channel.name, *channel.aliases)}
        close = difflib.get_close_matches(fold(bare), names, n=1, cutoff=NEAR) or [one for one in names if _slip(fold(bare), one)]
        if close:
            id_ = names[close[0]]
            said.append(Said("guessed", "渠道名称和登记的差一两个字，按登记的写", name, self.registers.vocabulary.channels[id_].name))
        return id_

    def _bare(self, name: str) -> str:
        for place in self.places:
            name = name.removeprefix(place)
        return _HERE.sub("", name.strip("“”\"'‘’ "))

    def _register(self, name: str) -> New | None:
        if not 2 <= len(name) <= LONGEST or _PROSE.search(name) or name in self.refused:
            return None
        online = bool(_ONLINE.search(name))
        entry = New("channel", self.slug_of(name), name, {"name": name, "online": online}, f"按名称推测群众{'能' if online else '不能'}在家上网看到（online）")
        self.new[f"channel:{entry.id}"] = entry
        channels = self.registers.vocabulary.channels
        assert isinstance(channels, dict)
        channels[entry.id] = Channel(entry.id, name, online)
        self.registers.channels.add(entry.id, [name])
        return entry

    def _yaml(self, id_: str, note: str) -> Any:
        name = self.registers.vocabulary.channels[id_].name
        if not note:
            return name
        url = _URL.search(note)
        if not url:
            return {"name": name, "note": note}
        address = url.group().rstrip("，。；、)）")
        rest = note.replace(url.group(), "").strip("：:（()）, 、")
        return {"name": name, **({"note": rest} if rest else {}), "url": address if address.lower().startswith("http") else f"http://{address}"}


def _slip(one: str, other: str) -> bool:
    """人户/现场, 入户/现场: one character of at least four differs, and it is not what sets 县 and 村 apart."""
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) >= 4 and len(differing) == 1 and not any(char in "省市县区镇乡村" or char.isdigit() for char in differing[0])
