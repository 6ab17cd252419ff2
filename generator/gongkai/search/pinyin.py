"""Letters in a question → the characters they spell: ``dibao``, ``zhengdi buchang``, ``gsrd``, ``工伤rd``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_PART = re.compile(r"[a-z]+|[^a-z]")
_SYLLABLE = re.compile("[a-z]+")

BEST = 3
"""Readings of the same letters that are looked for together."""


@dataclass(frozen=True, eq=False)
class Sounds:
    """How characters are read: ``usual`` reading of each, and ``terms`` that are read otherwise."""

    usual: Mapping[str, str]
    terms: Mapping[str, tuple[str, ...]]

    def of(self, term: str) -> tuple[str, ...]:
        """A syllable for each character; "" for what is no character."""
        return self.terms.get(term) or tuple([self.usual.get(char, "") for char in term])

    def letter(self, text: str) -> str:
        """The letter that the first character's usual sound begins with, ``0`` when it has none."""
        char = text[:1]
        return (char if "a" <= char <= "z" else self.usual.get(char, "0"))[:1]

    @cached_property
    def by_syllable(self) -> dict[str, str]:
        """Syllable → its characters."""
        found: dict[str, list[str]] = {}
        for char, syllable in self.usual.items():
            found.setdefault(syllable, []).append(char)
        return {syllable: "".join(chars) for syllable, chars in sorted(found.items())}


def read_sounds(terms: Iterable[str], overrides: Mapping[str, str]) -> Sounds:
    """The sounds of all ``terms``. ``overrides``: words that are read otherwise than pypinyin thinks, with syllables between blanks."""
    kept = list(dict.fromkeys(terms))
    sounds = _syllables("\n".join(kept), overrides)
    read = {}
    start = 0
    for term in kept:  # one call for all terms: a syllable or "" for each character, line breaks included
        read[term] = tuple([sound if _SYLLABLE.fullmatch(sound) else "" for sound in sounds[start : start + len(term)]])
        start += len(term) + 1
    counts: dict[str, Counter[str]] = {}
    for term, found in read.items():
        for char, syllable in zip(term, found, strict=True):
            if syllable:
                counts.setdefault(char, Counter())[syllable] += 1
    usual = {char: min(seen, key=lambda syllable: (-seen[syllable], syllable)) for char, seen in sorted(counts.items())}
    other = {term: found for term, found in read.items() if found != tuple([usual.get(char, "") for char in term])}
    return Sounds(usual, other)


def _syllables(text: str, overrides: Mapping[str, str]) -> list[str]:
    """A syllable for each character, "" for what has none; each word is looked up once, however often it comes."""
    from pypinyin.constants import PHRASES_DICT  # a tenth of a second, which a build that needs no new index need not pay
    from pypinyin.converter import DefaultConverter
    from pypinyin.core import Pinyin
    from pypinyin.seg import mmseg

    class Remembering(DefaultConverter):
        def __init__(self) -> None:
            super().__init__()
            self.known: dict[str, list[list[str]]] = {}

        def convert(self, words: str, *args: Any, **options: Any) -> list[list[str]]:
            found = self.known.get(words)
            if found is None:
                found = self.known[words] = super().convert(words, *args, **options)
            return found

    PHRASES_DICT.update({word: [[syllable] for syllable in sounds.split()] for word, sounds in overrides.items()})
    mmseg.seg.train(iter(overrides))  # `load_phrases_dict` would train with all of its own phrases again
    return Pinyin(Remembering()).lazy_pinyin(text, errors=lambda rest: [""] * len(rest))  # type: ignore[arg-type, return-value]


def spell(pattern: str, tiers: Sequence[Sequence[str]], sounds: Sounds) -> list[str]:
    """The likeliest `BEST` readings of ``pattern`` (letters, with characters between them) among parts of the first tier and beginnings of the others.

    Whole syllables go before initials, whole terms before beginnings, beginnings before parts, shorter before longer.
    """
    parts = tuple(_PART.findall(pattern))
    found: dict[str, tuple[int, ...]] = {}
    for tier, terms in enumerate(tiers):
        for term in terms:
            syllables = sounds.of(term)
            for start in range(len(term) if tier == 0 else 1):
                for initials in (False, True):
                    end = _match(parts, term, syllables, start, initials)
                    if end:
                        rank = (int(initials), int(start > 0 or end < len(term)), int(start > 0), tier, len(term))
                        words = term[start:end]
                        if words not in found or rank < found[words]:
                            found[words] = rank
                        break
    return sorted(found, key=lambda words: (found[words], words))[:BEST]


LONGEST = 6
"""Syllables of a piece that is looked for at once."""


def spell_pieces(pattern: str, tiers: Callable[[str], Sequence[Sequence[str]]], sounds: Sounds) -> list[list[str]]:
    """The readings of one piece of ``pattern`` after the other, the longest first; what spells nothing is passed over.

    For letters that no term spells as a whole. ``tiers``: the terms to look among for a piece that begins with this letter.
    """
    syllables = _cut(pattern, sounds)
    found = []
    i = 0
    while i < len(syllables):
        for end in range(min(len(syllables), i + LONGEST), i + 1, -1):
            readings = spell("".join(syllables[i:end]), tiers(syllables[i][0]), sounds)
            if readings:
                found.append(readings)
                i = end
                break
        else:
            i += 1
    return found


def _cut(letters: str, sounds: Sounds) -> list[str]:
    """The letters cut into syllables, as few as possible from the left; [] when they cannot be."""
    for size in range(min(6, len(letters)), 0, -1):
        if letters[:size] in sounds.by_syllable:
            rest = _cut(letters[size:], sounds) if letters[size:] else []
            if rest or size == len(letters):
                return [letters[:size], *rest]
    return []


def _match(parts: Sequence[str], term: str, syllables: Sequence[str], start: int, initials: bool) -> int:
    """Where in ``term`` the parts end when they begin at ``start``; 0 when they do not fit. The last syllable may be unfinished."""
    i = start
    for number, part in enumerate(parts):
        if not "a" <= part[0] <= "z":
            if i >= len(term) or term[i] != part:
                return 0
            i += 1
            continue
        rest = part
        while rest:
            if i >= len(term) or not syllables[i]:
                return 0
            if initials:
                if syllables[i][0] != rest[0]:
                    return 0
                rest = rest[1:]
            elif rest.startswith(syllables[i]):
                rest = rest[len(syllables[i]) :]
            elif number == len(parts) - 1 and i > start and syllables[i].startswith(rest):
                rest = ""
            else:
                return 0
            i += 1
    return i
