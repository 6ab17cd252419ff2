"""From what somebody typed to the matters that answer it: read, spell, rank, and where that fails put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from gongkai.search.index import Index
from gongkai.search.lexicon import Language
from gongkai.search.pinyin import spell, spell_pieces
from gongkai.search.query import Group, Query, Term, has_letters, literal_term, read_query, said_group
from gongkai.search.rank import Hit, rank
from gongkai.search.repair import repair
from gongkai.search.text import normalise, runs

ENOUGH = 0.5
"""A best matter that answers less of the question than this makes unknown pairs of characters doubtful."""

REPAIRS = 2

MOST_CHARACTERS = 12
"""Characters looked for one by one when nothing else is found."""

SPELT_WEIGHTS = (16, 13, 11)
"""Sixteenths that the likeliest readings of the same letters count."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``shown``: the words whose results these are, where they are not those typed; "" otherwise."""

    query: Query
    hits: tuple[Hit, ...]
    shown: str = ""


def answer(raw: str, language: Language, index: Index) -> Answer:
    """All matters that have something of what ``raw`` asks for, the best first."""
    text = normalise(raw[:200], language.fold)
    shown: list[str] = []
    query = _read(text, language, shown)
    hits = rank(query, index)
    for _ in range(REPAIRS):
        if hits and hits[0].coverage >= ENOUGH:
            break
        wrong, right = repair(query.own, index.postings, partial(repair_terms, language), language.sounds)
        if not wrong:
            break
        fixed = text.replace(wrong, right)
        better = _read(fixed, language, [])
        found = rank(better, index)
        if not found or found[0].coverage < ENOUGH or (hits and found[0].coverage <= hits[0].coverage):
            break
        text, query, hits, shown = fixed, better, found, [fixed]
    if not hits:
        query = replace(query, groups=_characters(text))
        hits = rank(query, index)
    return Answer(query, tuple(hits), " ".join(shown))


def _characters(text: str) -> tuple[Group, ...]:
    """The last resort: each character by itself."""
    chars = dict.fromkeys(char for run in runs(text) if not run.isascii() for char in run)
    return tuple(Group((Term(16, (char,), char),)) for char in list(chars)[:MOST_CHARACTERS])


def repair_terms(language: Language, letters: str) -> tuple[Sequence[str], ...]:
    """The word list, official titles, and of people's other words those that begin with one of ``letters``: a browser loads no more."""
    return (tuple(language.said), language.tiers[0], *(language.aliases[letter] for letter in letters if letter in language.aliases))


def _read(text: str, language: Language, shown: list[str]) -> Query:
    """Letters that spell something become groups of their own; what they were taken for is added to ``shown``."""
    if not has_letters(text):
        return read_query(text, language)
    first = (*language.said, *language.tiers[0])

    def tiers(letter: str) -> tuple[Sequence[str], ...]:
        return (first, language.aliases.get(letter, ()))

    groups = []
    rest = []
    words = text.split()
    whole = "".join(words)
    readings = spell(whole, tiers(language.sounds.letter(whole)), language.sounds) if len(words) > 1 else []
    for word in [whole] if readings else words:
        pieces = []
        if has_letters(word):
            readings = spell(word, tiers(language.sounds.letter(word)), language.sounds)
            pieces = [readings] if readings else spell_pieces(word, tiers, language.sounds)
        for readings in pieces:
            groups.append(_spelt_group(readings, language))
            shown.append(readings[0])
        if not pieces:
            rest.append(word)
    query = read_query(" ".join(rest), language)
    return replace(query, text=text, groups=(*groups, *query.groups))


def _spelt_group(readings: list[str], language: Language) -> Group:
    terms = []
    for reading, weight in zip(readings, SPELT_WEIGHTS, strict=False):
        group = said_group(reading, language) if reading in language.said else Group((literal_term(reading),))
        terms += [replace(term, weight=term.weight * weight // 16) for term in group.terms]
    return Group(tuple(terms))
