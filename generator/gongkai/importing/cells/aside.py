"""What a reader of cells has to say beside the value: the same as a remark, but it does not know yet where the cell stands."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.importing.grid import Remark, RemarkKind


class Aside(NamedTuple):
    kind: RemarkKind
    words: str
    was: str = ""
    now: str = ""

    def at(self, place: str) -> Remark:
        return Remark(self.kind, place, self.words, self.was, self.now)


Asides = tuple[Aside, ...]
