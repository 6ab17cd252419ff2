"""One wrong character: ``底保`` → ``低保``, ``医疗就助`` → ``医疗救助``. Only what the catalogue never says is doubted, and the reader is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from gongkai.search.pinyin import Sounds
from gongkai.search.text import HAN, bigrams

LONGEST = 5
"""Characters of a window that is compared; a longer one is compared in parts."""

LONGEST_RUN = 8
"""Characters of a run that may hold a slip; in a longer one there is enough else to go by."""

_RUN = re.compile(f"[{HAN}]+")


def repair(own: Sequence[str], known: Collection[str], tiers: Callable[[str], Sequence[Sequence[str]]], sounds: Sounds) -> tuple[str, str]:
    """(the words, the words put right) for the first of the reader's ``own`` words that holds a doubtful pair and can be mended; else two "".

    Doubtful is a pair of neighbouring characters that is not ``known``. Looked for is a term of the vocabulary that differs
    from the text around it in one character: a longer agreement goes first, then one that sounds the same, then the more
    frequent. ``tiers``: the terms to look among, given the letters that a part of them must begin with.
    """
    for run in own:
        for i, pair in enumerate(bigrams(run) if 1 < len(run) <= LONGEST_RUN and _RUN.fullmatch(run) else ()):
            if pair not in known:
                letters = "".join(sorted({sounds.letter(char) for char in (run[0], *pair)}))
                words = "\n".join(term for terms in tiers(letters) for term in terms)
                fixed = _fix(run, i, words, known, sounds)
                if fixed:
                    return run, fixed
    return "", ""


def _fix(run: str, at: int, words: str, known: Collection[str], sounds: Sounds) -> str:
    for length in range(min(LONGEST, len(run)), 1, -1):
        best: tuple[int, int, str] | None = None
        for begin in range(max(0, at + 2 - length), min(at, len(run) - length) + 1):
            window = run[begin : begin + length]
            for wrong in (at - begin, at - begin + 1):
                pattern = re.escape(window[:wrong]) + f"([{HAN}])" + re.escape(window[wrong + 1 :])
                for char, count in Counter(re.findall(f"(?={pattern})", words)).items():
                    alike = sounds.usual.get(char, "") == sounds.usual.get(window[wrong], "?")
                    right = window[:wrong] + char + window[wrong + 1 :]
                    if (length > 2 or alike) and all(pair in known for pair in bigrams(right)):
                        fixed = run[:begin] + right + run[begin + length :]
                        rank = (0 if alike else 1, -count, fixed)
                        if best is None or rank < best:
                            best = rank
        if best and (length > 2 or best[0] == 0):
            return best[2]
    return ""
