"""Questions answered from the index. Sums are of whole numbers, so that no machine orders two matters differently."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.search.index import SHIFT, TOP, Index, Postings
from gongkai.search.query import Query, Term
from gongkai.search.text import EXACT

WISH = 1.15
"""An item of the wanted kind of paper."""

DOMAIN = 1.25
"""An item of the domain that the saying means."""

PLACE = 1.5
"""An item that the named place has."""

MOST_WEIGHT = 200
"""A term weighs no more than about three telling pairs of characters: a long phrase must not drown what stands beside it."""

FLOOR = 0.15
"""What a matter keeps of its score when it answers next to nothing of the question."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A matter's number, its score, and how much of the question it answers (0–1)."""

    number: int
    score: float
    coverage: float


def rank(query: Query, index: Index) -> list[Hit]:
    """Every matter that has something of what is asked for, the best first; equals keep the official order.

    A group counts with its best term; a term counts with what its tokens say about the matter, and the more of its tokens
    the matter has, the more. What answers the whole question comes before what answers a part of it very well.
    """
    scores: dict[int, float] = {}
    covered: dict[int, float] = {}
    mass = 0
    for group in query.groups:
        best: dict[int, float] = {}
        shares: dict[int, float] = {}
        weight = 0
        for term in group.terms:
            whole, found = _score(term, index)
            share_of_all = min(1.0, MOST_WEIGHT / whole) if whole else 1.0
            weight = max(weight, min(whole, MOST_WEIGHT))
            for number, (points, share) in found.items():
                value = points * share * term.weight * share_of_all
                if group.domains and _domain(index, number) in group.domains:
                    value *= DOMAIN
                if value > best.get(number, 0):
                    best[number] = value
                if share > shares.get(number, 0):
                    shares[number] = share
        mass += weight
        for number, value in best.items():
            scores[number] = scores.get(number, 0) + value
            covered[number] = covered.get(number, 0) + shares[number] * weight
    wished = {posting >> SHIFT for token in query.wishes for posting in index.postings.get(token, ())}
    hits = []
    for number, score in scores.items():
        coverage = covered[number] / mass if mass else 1.0
        total: float = score * (FLOOR + coverage * coverage)
        if number in wished:
            total *= WISH
        if query.places and not index.places[number].isdisjoint(query.places):
            total *= PLACE
        hits.append(Hit(number, total, coverage))
    return sorted(hits, key=lambda hit: (-hit.score, hit.number))


def _domain(index: Index, number: int) -> int:
    return index.domain_numbers[number]


def _score(term: Term, index: Index) -> tuple[int, dict[int, tuple[int, float]]]:
    """(weight of the term's known tokens, matter → (sum of idf × impact, share of the weight that it has)). A whole-text token adds, but is not asked for."""
    whole = 0
    sums: dict[int, int] = {}
    has: dict[int, int] = {}
    for token in term.tokens:
        postings: Postings = index.postings.get(token, ())
        if not postings:
            continue
        idf = index.idf(token)
        exact = token.startswith(EXACT)
        if not exact:
            whole += idf
        for posting in postings:
            number = posting >> SHIFT
            sums[number] = sums.get(number, 0) + idf * (posting & TOP)
            if not exact:
                has[number] = has.get(number, 0) + idf
    return whole, {number: (score, has.get(number, 0) / whole if whole else 1.0) for number, score in sums.items()}
