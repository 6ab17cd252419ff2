"""What a query is compared with besides the index: the word list, stop phrases, place names, and the vocabulary of titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import groupby

from gongkai.model.catalogue import Library
from gongkai.search.index import Index
from gongkai.search.matters import Place, places
from gongkai.search.phrases import INTENTS, STOP
from gongkai.search.pinyin import Sounds, read_sounds
from gongkai.search.text import bare, normalise

SPELT = 10
"""Characters of a title that somebody may spell in letters; longer ones are suggested, no more."""

LONGEST = 40
"""Characters of a title that is suggested at all."""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the word list: what people say, the official terms, the numbers of the domains it means."""

    said: str
    formal: tuple[str, ...]
    domains: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Language:
    """Everything that reads a query. ``fold``: traditional → simplified characters that occur; ``tiers``: the vocabulary, the most telling first."""

    fold: Mapping[str, str]
    said: Mapping[str, Said]
    places: tuple[Place, ...]
    domains: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    sounds: Sounds
    stop: frozenset[str]

    @cached_property
    def longest_said(self) -> int:
        return max((len(said) for said in self.said), default=0)

    @cached_property
    def longest_stop(self) -> int:
        return max(len(word) for word in self.stop)

    @cached_property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """The second tier by the letter that a term begins with: a browser loads one letter at a time."""
        found: dict[str, list[str]] = {}
        for term in self.tiers[1]:
            found.setdefault(self.sounds.letter(term), []).append(term)
        return {letter: tuple(terms) for letter, terms in sorted(found.items())}

    @cached_property
    def place_names(self) -> dict[str, int]:
        """Name → the place's number; a name that several places have means none of them."""
        found: dict[str, set[int]] = {}
        for number, place in enumerate(self.places):
            for name in place.names:
                found.setdefault(name, set()).add(number)
        return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}

    intents = INTENTS


def read_language(library: Library, index: Index) -> Language:
    """The language of one publication's search."""
    domains = tuple(key for key, _ in groupby(matter.domain for matter in index.matters))
    numbers = {slug: number for number, slug in enumerate(domains)}
    said = {
        word: Said(word, tuple(normalise(term, {}) for term in entry.formal), tuple(numbers[slug] for slug in entry.domains if slug in numbers))
        for entry in library.plain_speech
        if (word := normalise(entry.said, {}))
    }
    tiers = vocabulary(library, index, said)
    sounds = read_sounds((*said, *(term for terms in tiers[:2] for term in terms)), library.pinyin)
    official = "\n".join((*tiers[0], *tiers[3]))
    stop = frozenset(word for word in STOP if len(word) == 1 or word not in official)  # 咨询 says nothing, but 法律咨询 is a title
    return Language(fold_map(index), said, places(library), domains, tiers, sounds, stop)


def fold_map(index: Index) -> dict[str, str]:
    """Traditional characters whose simplified form occurs in the index, from OpenCC's table (its first, usual reading)."""
    known = {char for token in index.postings for char in token}
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    found = {}
    for line in table.splitlines():
        char, _, forms = line.partition("\t")
        simple = forms.split(" ")[0]
        if len(char) == 1 and char != simple and simple in known and char not in known:
            found[char] = simple
    return found


def vocabulary(library: Library, index: Index, said: Mapping[str, Said]) -> tuple[tuple[str, ...], ...]:
    """Official titles for suggestions, pinyin and repair; other words people say; laws; and titles too long to be spelt. No term twice."""
    domain_names = {domain.slug: domain.name for catalogue in library.catalogues.values() for domain in catalogue.domains}
    first: dict[str, None] = dict.fromkeys(domain_names[slug] for slug in dict.fromkeys(matter.domain for matter in index.matters))
    for matter in index.matters:
        item = matter.entry.item
        first.update(dict.fromkeys(bare(normalise(text, {})) for text in (item.category, item.subcategory, item.title) if text))
    second: dict[str, None] = {}
    for matter in index.matters:
        second.update(dict.fromkeys(bare(normalise(alias, {})) for alias in matter.entry.item.aliases))
    laws: dict[str, None] = {}
    cited = {c.law for matter in index.matters for c in matter.entry.item.basis}
    for slug in sorted(cited):
        laws[bare(normalise(library.vocabulary.laws[slug].short, {}))] = None
    long = {term: None for term in first if len(term) > SPELT}
    seen = set(said) | {""}
    tiers: list[tuple[str, ...]] = []
    for terms in ({term: None for term in first if term not in long}, second, laws, long):
        fresh = tuple(term for term in terms if term not in seen and 1 < len(term) <= LONGEST)
        seen |= set(fresh)
        tiers.append(fresh)
    return tuple(tiers)
