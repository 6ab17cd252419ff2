"""Names with a box before each (■政府网站 □政府公报): where the boxes are, and which of them are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from gongkai.importing.cells.marks import plain_boxes
from gongkai.reading.names import fold

CHOSEN = "■◼◾⬛█▇▆▅▄▲▶◆●⚫★√✓✔☑☒∨✅🗹\uf0fc\uf0fe\uf052\uf06e"
UNCHOSEN = "□☐▢◻◽○〇◯◇△☆▫\uf0a3\uf06f\uf071\uf0a8"
CHOSEN_LETTERS = "tþRvVüP"
UNCHOSEN_LETTERS = "口£o。¨"
_DOUBTFUL = "n"
"""An empty box in one font, a full one in another: what the other boxes of the column show decides."""

_WORDS_IN_MOUTH = frozenset("窗人门路港出入关")  # 窗口, 人口 …: no box
_BLANKS = " \n\u3000"
_LONGEST_NAME = 16
"""Characters of a name of no register that may stand before its box; longer text is a sentence."""


class ChannelNames:
    """The names that channels are known by, for telling a name from a note and a box from a letter."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self.known = frozenset(map(fold, self.names))
        self.heads = frozenset(name[:2] for name in self.names)
        self.longest_first = re.compile("|".join(map(re.escape, sorted(self.names, key=len, reverse=True))) or r"(?!)")

    def knows(self, name: str) -> bool:
        return fold(name) in self.known


class Boxed(NamedTuple):
    """A box's name as written: ``chosen`` or not; None for text before the first box."""

    chosen: bool | None
    text: str


@lru_cache(maxsize=8192)
def boxed(text: str, names: ChannelNames, doubtful_on: bool = False) -> tuple[Boxed, ...]:
    """The cell cut at its boxes, in order; a single `Boxed` with None when there is no box at all."""
    text = plain_boxes(text)
    if crossed_out(text):
        text = text.replace("☒", "□")
    places = list(_places(text, names, doubtful_on))
    if not places:
        return (Boxed(None, text),)
    if _behind(text, places, names):
        starts = [0, *(i + 1 for i, _ in places)]
        return tuple(Boxed(state, text[starts[k] : i]) for k, (i, state) in enumerate(places))
    ends = [i for i, _ in places[1:]] + [len(text)]
    found = [Boxed(state, text[i + 1 : end]) for (i, state), end in zip(places, ends, strict=True)]
    before = text[: places[0][0]].strip(_BLANKS)
    return (*((Boxed(None, before),) if before else ()), *found)


def crossed_out(text: str) -> bool:
    """Whether ☒, Word's chosen box, is a crossed one in this cell: where ticks stand beside it and no empty box does."""
    return "☒" in text and any(sign in text for sign in "☑√✓✔") and not any(sign in text for sign in "□☐")


def doubtful_is_chosen(texts: Iterable[str], names: ChannelNames) -> bool:
    """Whether ``n`` stands for a full box in this column: when there are empty boxes of another kind and no full ones, or few names in a cell."""
    on = off = doubtful = cells = 0
    for text in dict.fromkeys(texts):
        states = [(char, _state(text, i, char, names, True)) for i, char in enumerate(text)]
        here = sum(char == _DOUBTFUL and state is not None for char, state in states)
        doubtful, cells = doubtful + here, cells + bool(here)
        on += sum(state is True and char != _DOUBTFUL for char, state in states)
        off += sum(state is False for _, state in states)
    return bool(doubtful) and not on and (off > 0 or doubtful <= 5 * cells)


def boxes_are_bullets(texts: Iterable[str], names: ChannelNames) -> bool:
    """True when every cell of the column has one empty box before its only name: a bullet of the template, not a choice left open."""
    counts = [[segment.chosen for segment in boxed(text, names) if segment.chosen is not None] for text in texts if text.strip()]
    return len(counts) > 1 and all(states == [False] for states in counts)


def has_doubtful(text: str, names: ChannelNames) -> bool:
    return any(char == _DOUBTFUL and _state(text, i, char, names, True) is not None for i, char in enumerate(text))


def _state(text: str, i: int, char: str, names: ChannelNames, doubtful_on: bool) -> bool | None:
    if char in CHOSEN:
        return True
    if char in UNCHOSEN:
        return False
    if char not in CHOSEN_LETTERS and char not in UNCHOSEN_LETTERS and char != _DOUBTFUL:
        return None
    before = text[i - 1 : i]
    if (before.isascii() and before.isalnum()) or (char == "口" and before in _WORDS_IN_MOUTH and before):
        return None
    follows = text[i + 1 : i + 20].replace(" ", "").replace("\n", "")[:2]
    if follows not in names.heads:
        return None
    return doubtful_on if char == _DOUBTFUL else char in CHOSEN_LETTERS


def _places(text: str, names: ChannelNames, doubtful_on: bool) -> Iterator[tuple[int, bool]]:
    """Where the boxes are; a sign within brackets that close is none: 其他（●微信群）."""
    last = max(text.rfind("）"), text.rfind(")"))
    depth = 0
    for i, char in enumerate(text):
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
        elif not depth or i > last:
            state = _state(text, i, char, names, doubtful_on)
            if state is not None:
                yield i, state


def _behind(text: str, places: list[tuple[int, bool]], names: ChannelNames) -> bool:
    """True when the boxes stand behind their names: 政府网站√ 政府公报□."""
    first = text[: places[0][0]].strip(_BLANKS)
    return bool(first) and not text[places[-1][0] + 1 :].strip(_BLANKS) and (names.knows(first) or (len(first) <= _LONGEST_NAME and first[-1] not in "：:，,"))
