"""The index as scripts that register their data: the same on http and ``file://``, under any Content-Security-Policy without ``eval``.

One folder for each state of the index, named by its hash, so that nothing old is ever taken for new; ``search/index.js`` names it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import orjson

from gongkai.model.catalogue import Library
from gongkai.search.index import TOP, Index, Postings
from gongkai.search.lexicon import Language
from gongkai.search.text import shard

SHARD_POSTINGS = 200
"""Postings in a shard, about: half a kilobyte when packed. A question of ten characters loads ten shards."""

MOST_SHARDS = 4096

BLOCK = 3
"""Matters in a file of what results show: neighbours, so that results of one field come together."""

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def files(library: Library, index: Index, language: Language, cards: Sequence[Any], more: Mapping[str, Any]) -> dict[str, bytes]:
    """Name within the folder → content. ``cards``: for each matter what a result shows; ``more``: further files by name."""
    values = {**dict(_values(library, index, language, cards)), **more}
    return {f"{name}.js": register(name, value) for name, value in values.items()}


def folder_name(contents: Mapping[str, bytes]) -> str:
    """A hash of all files: another state of the index has another folder."""
    digest = blake2b(digest_size=6)
    for name, content in contents.items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def register(name: str, value: Any) -> bytes:
    """A script that hands ``value`` to the page under ``name``."""
    return b"gongkaiData(" + orjson.dumps(name) + b"," + orjson.dumps(value) + b")\n"


def shard_count(index: Index) -> int:
    total = sum(len(postings) for postings in index.postings.values())
    count = 16
    while count * SHARD_POSTINGS < total and count < MOST_SHARDS:
        count *= 2
    return count


def _values(library: Library, index: Index, language: Language, cards: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    count = shard_count(index)
    yield "core", _core(library, index, language, count)
    yield "fold", "".join(char + simple for char, simple in sorted(language.fold.items()))
    yield "titles", "\n".join(language.tiers[3])
    yield "terms", "\n".join(language.tiers[0])
    yield "laws", _laws(library, index)
    yield "sounds", [" ".join(f"{syllable}{chars}" for syllable, chars in language.sounds.by_syllable.items()), "\n".join(_readings(language.sounds.terms))]
    for letter, terms in language.aliases.items():
        yield f"a/{letter}", "\n".join(terms)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for token, postings in sorted(index.postings.items()):
        found[shard(token, count)][token] = pack(postings)
    for number in range(count):
        yield f"s/{number}", found.get(number, {})
    for start in range(0, len(cards), BLOCK):
        yield f"d/{start // BLOCK}", cards[start : start + BLOCK]


def _core(library: Library, index: Index, language: Language, shards: int) -> dict[str, Any]:
    """What every question needs."""
    numbers = index.domain_numbers
    names = {domain.slug: domain.name for catalogue in library.catalogues.values() for domain in catalogue.domains}
    return {
        "matters": len(index.matters),
        "shards": shards,
        "block": BLOCK,
        "letters": "".join(language.aliases),
        "said": "\n".join("\t".join((s.said, ";".join(s.formal), ",".join(map(str, s.domains)))).rstrip("\t") for s in language.said.values()),
        "stop": " ".join(sorted(language.stop)),
        "intents": [[" ".join(words), " ".join(tokens)] for words, tokens in language.intents],
        "places": [[place.prefix, place.region.name, *place.names] for place in language.places],
        "domains": [[slug, names[slug], numbers.index(number)] for number, slug in enumerate(language.domains)],
        "hot": [word.word for word in library.publication.hot_words],
    }


def _laws(library: Library, index: Index) -> list[str]:
    """Cited laws for suggestions and document numbers: title, slug, number, short title where it differs; the most cited first."""
    laws = library.vocabulary.laws
    counts = Counter(slug for matter in index.matters for slug in dict.fromkeys(citation.law for citation in matter.entry.item.basis))
    rows = []
    for slug, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        law = laws[slug]
        rows.append("\t".join((law.title, slug, law.number, law.short if law.short != law.title else "")).rstrip("\t"))
    return rows


def pack(postings: Postings) -> str:
    """Distances between matters and impacts, five bits a character, the sixth saying that more follows."""
    return "".join([_packed(posting - (before | TOP) - 1) for before, posting in pairwise([-1, *postings])])


@cache
def _packed(value: int) -> str:
    out = ""
    while value > 31:
        out += _DIGITS[32 + (value & 31)]
        value >>= 5
    return out + _DIGITS[value]


def mask(numbers: Iterable[int]) -> str:
    """The numbers of places as the bits of a number in base 36."""
    return small(sum(1 << number for number in numbers))


def small(value: int) -> str:
    """A number in base 36."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = ""
    while value >= 36:
        value, rest = divmod(value, 36)
        out = digits[rest] + out
    return digits[value] + out


def _readings(terms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    return (f"{term} {' '.join(syllables)}" for term, syllables in sorted(terms.items()))
