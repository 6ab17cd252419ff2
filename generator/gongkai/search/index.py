"""The inverted index: token → the matters that have it, with how much it says about each. Whole numbers only, so that every machine ranks alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from gongkai.search.matters import Field, Matter
from gongkai.search.text import EXACT, bare, tokens

TOP = 15
"""The largest impact: four bits."""

SHIFT = 4
"""Bits of an impact in a posting."""

COMMON = 0.6
"""A token in more than this share of matters says nothing and is left out (measured: 60 % costs no answer)."""

IDF_UNIT = 16
"""Inverse document frequencies are kept as sixteenths."""

Postings = Sequence[int]
"""Matter's number and impact (1–`TOP`) in one number, the impact in its last bits; ascending."""


@dataclass(frozen=True, eq=False)
class Index:
    """All matters in official order, and where each token stands."""

    matters: tuple[Matter, ...]
    postings: Mapping[str, Postings]

    def idf(self, token: str) -> int:
        return idf(len(self.matters), len(self.postings.get(token, ())))

    @cached_property
    def domain_numbers(self) -> list[int]:
        """For each matter, which domain it belongs to, counted in the order of matters."""
        numbers: dict[str, int] = {}
        return [numbers.setdefault(matter.domain, len(numbers)) for matter in self.matters]

    @cached_property
    def places(self) -> list[frozenset[int]]:
        """For each matter, the numbers of the places that have it."""
        return [frozenset(number for number, _ in matter.variants) for matter in self.matters]

    @cached_property
    def of_id(self) -> dict[str, int]:
        return {matter.id: number for number, matter in enumerate(self.matters)}


def idf(count: int, found: int) -> int:
    """How telling a token is that ``found`` of ``count`` matters have, in sixteenths of a natural logarithm; 0 when none has it."""
    return round(IDF_UNIT * log(1 + count / found)) if found else 0


def build_index(matters: Sequence[Matter], known: dict[str, dict[str, int]] | None = None) -> Index:
    """``known`` keeps the tokens of each matter by its digest from build to build, and is brought up to date."""
    postings: dict[str, list[int]] = defaultdict(list)
    fresh: dict[str, dict[str, int]] = {}
    for number, matter in enumerate(matters):
        found = (known or {}).get(matter.digest)
        if found is None:
            found = impacts(matter.fields)
        fresh[matter.digest] = found
        place = number << SHIFT
        for token, impact in found.items():
            postings[token].append(place | impact)
    if known is not None:
        known.clear()
        known.update(fresh)
    most = max(8, int(len(matters) * COMMON))
    return Index(tuple(matters), {token: found for token, found in postings.items() if len(found) <= most})


@lru_cache(maxsize=50_000)
def _tokens(text: str, single: bool) -> frozenset[str]:
    """A catalogue says the same few laws, bodies and channels again and again."""
    return frozenset(tokens(text, single=single))


def impacts(fields: Sequence[Field]) -> dict[str, int]:
    """Token → how much it says about a matter with these fields: the weights of the fields that have it, `TOP` at most."""
    found: dict[str, int] = {}
    for field in fields:
        for text in field.texts if field.exact else ():
            whole = EXACT + bare(text)
            found[whole] = max(found.get(whole, 0), field.exact)
        weight = field.weight
        seen = frozenset[str]().union(*[_tokens(text, field.single) for text in field.texts])
        again = found.keys() & seen
        sums = {token: found[token] + weight for token in again}
        found.update(dict.fromkeys(seen - again, weight))
        found.update(sums)
    return {token: impact if impact < TOP else TOP for token, impact in found.items()}
