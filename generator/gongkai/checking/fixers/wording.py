"""Repairs of the width of signs in an editor's own text, where the rule itself names the one sign that belongs there.

Width is no change of wording: what a layer below quotes of the text still fits it (see `reading.names.fold`). Blanks and list numbers are
for people: there may belong a 顿号, and a quotation of the old text would no longer fit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from gongkai.checking.edit import Edit, Fixer
from gongkai.checking.rules.full_width_letters import WIDE
from gongkai.checking.rules.half_width_punctuation import FULL, HALF
from gongkai.problems import Problem

_ELSEWHERE = "这段文字分成几行或者有特殊写法，请人工核对"
_QUOTED = re.compile("“(.+?)”")
_SURE = frozenset(",;:?!")
"""Not the brackets, which come in pairs, nor the full stop, which may be a dot in a name."""


def letters(text: str, at: int, problem: Problem) -> Edit | str:
    """The full-width letters or digits that the finding quotes, the first of the line from the text's beginning on."""
    said, found = _QUOTED.search(problem.message), WIDE.search(text, at, _line_end(text, at))
    if not said or not found or found.group() != said[1]:
        return _ELSEWHERE
    return Edit(found.start(), found.end(), unicodedata.normalize("NFKC", found.group()))


def punctuation(text: str, at: int, problem: Problem) -> Edit | str:
    """The half-width mark in the middle of the words that the finding quotes."""
    said = _QUOTED.search(problem.message)
    start = text.find(said[1], at, _line_end(text, at)) if said else -1
    if said is None or start < 0:
        return _ELSEWHERE
    found = HALF.search(text, start, min(start + len(said[1]) + 1, len(text)))
    if found is None:
        return _ELSEWHERE
    if found.group() not in _SURE:
        return "括号要成对改，点号也可能是名字里的间隔号，请人工核对"
    return Edit(found.start(), found.end(), FULL[found.group()])


def _line_end(text: str, at: int) -> int:
    found = re.compile("[\r\n]").search(text, at)
    return found.start() if found else len(text)


WORDING_FIXERS: Mapping[str, Fixer] = {"W821": punctuation, "W822": letters}
