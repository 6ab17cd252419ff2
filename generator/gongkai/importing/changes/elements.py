"""公开内容 of a foreign table laid beside the item's: which elements say the same, which are clearly one reworded. All others are gone, or new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from gongkai.importing.matching.similar import Scale, plain

PAIR: Final = 0.65
"""How alike two elements are at least, to be one reworded. Of the tables tried, below it stand 收入表 beside 支出表, above it 审核结果 beside 审核结果公告."""
SURE: Final = 0.9
"""What counts for the same characters in another order, and for a heading that no other has: ``监督渠道：举报电话、地址`` beside ``监督渠道``."""

_ENDS = "(?:信息|内容|情况|事项|方面)"
_AND_SO_ON = re.compile(rf"等(?:相关|有关|其他)?{_ENDS}?$")
_AND_SUCH = re.compile(rf"等(?={_ENDS}$)")
_MARK = re.compile(r"^\s*(?:[①-⑳⑴-⒇·•●○■◆]\s*)+")
_HEAD = re.compile(r"([^：:，,。；;]{2,24})[：:]\s*(.+)", re.DOTALL)
_COLUMN = re.compile(r"(?:基本)?(?:情况|信息)?表?$")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")


def same(text: str) -> str:
    """The words of an element without list marks, signs and a 等, 等信息, 等内容 at the end."""
    words = plain(_MARK.sub("", text))
    return _AND_SO_ON.sub("", words) or words


def headed(text: str) -> tuple[str, str]:
    """(heading, the rest) of ``一般公共预算：收入表``; the heading is empty where there is none."""
    found = _HEAD.fullmatch(_MARK.sub("", text).strip())
    return (found[1].strip(), found[2].strip()) if found else ("", text)


def aligned(old: Sequence[str], new: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """The texts of the item's elements and of the table's → (those that say the same, those reworded): number in ``new`` → number in ``old``, each once."""
    kept: dict[int, int] = {}
    for key in (plain, same, _without_such):
        _equal(kept, list(map(key, old)), list(map(key, new)))
    kept.update(_under_headings(kept, old, new))
    return kept, {at: place for at, place in _likest(old, new) if at not in kept and place not in kept.values()}


def _without_such(text: str) -> str:
    """``机构设置等情况`` as ``机构设置情况``."""
    return _AND_SUCH.sub("", plain(_MARK.sub("", text)))


def _equal(kept: dict[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    """Adds to ``kept`` what is not there yet and has equal keys, the first with the first."""
    for at, key in enumerate(new):
        place = next((i for i, other in enumerate(old) if other == key and i not in kept.values()), None)
        if at not in kept and place is not None:
            kept[at] = place


def _under_headings(kept: dict[int, int], old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The rest that says the same but for a heading that one side has, where it can be no other element."""
    was, now = [headed(text) for text in old], [headed(text) for text in new]
    fits = [(at, i) for at, one in enumerate(now) for i, other in enumerate(was) if same(one[1]) == same(other[1]) and _one_heading(one[0], other[0])]
    news, olds = Counter(at for at, _ in fits), Counter(i for _, i in fits)
    return {at: i for at, i in fits if news[at] == olds[i] == 1 and at not in kept and i not in kept.values()}


def _one_heading(one: str, other: str) -> bool:
    """One is missing, or they are one heading: 部门收支总体情况, 收支总体情况表."""
    left, right = (_COLUMN.sub("", plain(text)) for text in (one, other))
    return not one or not other or (min(len(left), len(right)) > 1 and (left in right or right in left))


def _likest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs alike enough of which neither is as much like any other element, one that stays included: number in ``new``, number in ``old``."""
    like = _measure(old, new)
    values = [[like(text, other) for other in old] for text in new]
    for at, row in enumerate(values):
        best = max(row, default=0.0)
        if best < PAIR:
            continue
        place = row.index(best)
        column = [one[place] for one in values]
        if row.count(best) == column.count(best) == 1 and max(column) == best:
            yield at, place


def _measure(old: Sequence[str], new: Sequence[str]) -> Callable[[str, str], float]:
    """How alike a new and an old element are; words that many elements of the item have count for little."""
    scale = Scale(old, ())
    labels = [Counter(same(headed(text)[0] or text) for text in texts) for texts in (old, new)]

    def like(one: str, other: str) -> float:
        left, right = headed(one), headed(other)
        label = same(left[0] or one)
        if (left[0] or right[0]) and label == same(right[0] or other) and all(count[label] == 1 for count in labels):
            return SURE
        bodies = (left[1], right[1]) if _one_heading(left[0], right[0]) else (one, other)
        if sorted(same(bodies[0])) == sorted(same(bodies[1])) and same(bodies[0]) != same(bodies[1]):
            return SURE
        return max(scale.likeness(*bodies), scale.likeness(*(_BRACKETS.sub("", body) for body in bodies)))

    return like
