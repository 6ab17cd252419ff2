"""A citizen's question → what to look for: groups of tokens, places, intents. Pure text work; the index is not asked.

The browser does the same in ``site_overrides/assets/search.js``; a test compares both on many questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.search.lexicon import Language
from gongkai.search.text import EXACT, bigrams, normalise, numbers, runs

SAID_WEIGHTS = (16, 15, 14)
"""Sixteenths that the official terms of one entry count, in their order."""

OWN_WEIGHT = 12
"""Sixteenths that the reader's own words count beside the official terms: editors use them too."""

_LETTERS = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that belong together: how much they count (sixteenths), and the words they came from."""

    weight: int
    tokens: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for: any of ``terms`` answers it. ``domains``: what it means there counts more."""

    terms: tuple[Term, ...]
    domains: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """``text``: folded; ``groups``: what to look for; ``places``: where; ``wishes``: tokens that say what kind of paper is wanted;
    ``own``: the reader's own words, of which no list knows anything.
    """

    text: str
    groups: tuple[Group, ...]
    places: tuple[int, ...] = ()
    wishes: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def read_query(raw: str, language: Language) -> Query:
    """Read ``raw``. Letters are taken as they are: `pinyin.spell` turns them into characters first."""
    text = normalise(raw[:200], language.fold)
    found_numbers, rest = numbers(text)
    found_places, rest = _places(rest, language)
    groups = [Group((Term(16, found_numbers, text),))] if found_numbers else []
    literal: list[str] = []
    for run in runs(rest):
        if run.isascii():
            literal.append(run)
        else:
            _read_run(run, language, groups, literal)
    lone = [part for part in literal if len(part) == 1]
    if not groups and len(lone) == len(literal):
        groups += [Group((Term(16, (part, EXACT + part), part),)) for part in lone]
    groups += [Group((literal_term(part),)) for part in literal if len(part) > 1]
    if not groups:  # nothing but small words: better those than nothing
        groups = [Group((literal_term(run),)) for run in runs(rest)]
    wishes = tuple(dict.fromkeys(token for words, targets in language.intents if any(word in text for word in words) for token in targets))
    return Query(text, tuple(groups), found_places, wishes, tuple(literal))


def literal_term(words: str, weight: int = 16) -> Term:
    """The words as they stand: their pairs of characters, and the whole of them as a title or alias."""
    return Term(weight, (*dict.fromkeys(bigrams(words)), EXACT + words), words)


def _read_run(run: str, language: Language, groups: list[Group], literal: list[str]) -> None:
    """From left to right: the longest known saying, else the longest stop phrase, else a character of the reader's own."""
    start = i = 0
    while i < len(run):
        said = next((run[i : i + n] for n in range(min(language.longest_said, len(run) - i), 0, -1) if run[i : i + n] in language.said), "")
        stop = next((run[i : i + n] for n in range(min(language.longest_stop, len(run) - i), 0, -1) if run[i : i + n] in language.stop), "")
        if said and len(said) >= len(stop) and (len(said) > 1 or len(run) == 1):
            literal += [run[start:i]] if i > start else []
            groups.append(said_group(said, language))
            i = start = i + len(said)
        elif stop:
            literal += [run[start:i]] if i > start else []
            i = start = i + len(stop)
        else:
            i += 1
    literal += [run[start:]] if start < len(run) else []


def said_group(said: str, language: Language) -> Group:
    entry = language.said[said]
    formal = [literal_term(term, weight) for term, weight in zip(entry.formal, SAID_WEIGHTS, strict=False)]
    return Group((*formal, literal_term(said, OWN_WEIGHT)), entry.domains)


def _places(text: str, language: Language) -> tuple[tuple[int, ...], str]:
    """The places named, longest names first, and the text without them; a name alone stays, for it may be all there is."""
    found: list[int] = []
    for name in sorted(language.place_names, key=lambda name: (-len(name), name)):
        if name in text:
            found.append(language.place_names[name])
            text = text.replace(name, " ")
    return tuple(dict.fromkeys(found)), text


def has_letters(text: str) -> bool:
    return bool(_LETTERS.search(text))
