"""How alike two wordings are: what is left of them without signs, numbering and small words, compared by neighbouring characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import fsum, log
from typing import Final

from gongkai.reading.names import fold

_SIGNS = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")
"""Signs and blanks; a sign between two digits says something (20-30, 1.5)."""
_NUMBERING = re.compile(r"^(?:\((?:\d{1,3}|[一二三四五六七八九十]{1,3})\)|第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、.．)]|[①-⑳●·•○■□◆*])+")
_COUNTED = re.compile(r"\((?:\d{1,3}|[一二三四五六七八九十]{1,3})\)")
_SMALL = re.compile("[的和与及或等]")


@lru_cache(maxsize=32768)
def plain(text: str) -> str:
    """The words alone: two texts that differ in width, blanks, punctuation or numbering in front only are the same."""
    return _SIGNS.sub("", _NUMBERING.sub("", fold(text)))


@lru_cache(maxsize=32768)
def bare(text: str) -> str:
    """What is compared for likeness: also without 的, 和 and numbers in brackets."""
    return _SMALL.sub("", _SIGNS.sub("", _COUNTED.sub("", _NUMBERING.sub("", fold(text)))))


@lru_cache(maxsize=32768)
def pairs(text: str) -> frozenset[str]:
    """The neighbouring characters of what is compared; of a text of one character, that one."""
    words = bare(text)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1)) or frozenset(words)


def likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (the same words): the share of neighbouring characters in common (Dice)."""
    if bare(one) == bare(other):
        return 1.0 if bare(one) else 0.0
    left, right = pairs(one), pairs(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def overlap(one: str, other: str) -> float:
    """0 to 1: how much of the shorter text stands in the longer one, for lists of which a part was left out."""
    left, right = pairs(one), pairs(other)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


class Scale:
    """Likeness among the titles of one domain: what few of them say counts for much (精神卫生), what most say for little (行政处罚事项)."""

    UNKNOWN: Final = 0.35
    """Weight of words that no title of the domain has: 有关, 工作, the county's name. Of 0.2, 0.35, 0.5 and 1 it parts renamed items from others best, see
    `items.THRESHOLD`.
    """

    def __init__(self, paths: Sequence[str], titles: Sequence[str]) -> None:
        """``paths``: all titles of each item in one; ``titles``: its own."""
        self.titles = Counter(map(plain, titles))
        counts = Counter(pair for path in paths for pair in pairs(path))
        whole = log(1 + max(1, len(paths)))
        self._weights = {pair: log(1 + len(paths) / count) / whole for pair, count in counts.items()}

    def likeness(self, one: str, other: str) -> float:
        if bare(one) == bare(other):
            return 1.0 if bare(one) else 0.0
        left, right = pairs(one), pairs(other)
        both = self._weight(left) + self._weight(right)
        return 2 * self._weight(left & right) / both if both else 0.0

    def _weight(self, found: frozenset[str]) -> float:
        return fsum(self._weights.get(pair, self.UNKNOWN) for pair in found)  # the same in any order, so that a tie is one in every run
