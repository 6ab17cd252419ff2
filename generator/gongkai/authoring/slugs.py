"""Pinyin names for files: a title → ``zhaosheng-zhengce``, words kept together as the catalogue's own names do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from gongkai.reading.files import MAX_NAME
from gongkai.reading.kinds import OWN_PREFIX

_RUNS = re.compile("[a-z0-9]+|[\u3400-\u9fff]+", re.IGNORECASE)
_NOT_SLUG = re.compile("[^a-z0-9]+")

RESERVED = frozenset(("domain", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
"""``domain.yaml`` describes a domain; the others are names that Windows keeps for itself."""

LONGEST_WORD = 8
"""Characters of the longest word that is looked for."""

ENDINGS = ("街道", "社区", "自治区", "直辖市", "省", "市", "县", "区", "镇", "乡", "村")
"""How names of regions end: the ending is a word of its own (``qingxi-zhen``)."""


ALONE = frozenset("省市县区镇乡村的和与及等或")
"""Characters that stand between words rather than in them, where no longer word is known."""


def learn(names: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The words that (title, slug) pairs show: where people put the hyphens. Pairs that do not spell each other teach nothing."""
    return frozenset(word for title, slug in names for word in _aligned("".join(re.findall("[\u3400-\u9fff]+", title)), slug) if len(word) > 1)


def _aligned(han: str, slug: str) -> list[str]:
    sounds = _sounds(han)
    parts = slug.removeprefix(OWN_PREFIX).split("-")
    if not sounds or "".join(parts) != "".join(sounds):
        return []
    words, at = [], 0
    for part in parts:
        end, spelt = at, ""
        while spelt != part and end < len(sounds):
            spelt += sounds[end]
            end += 1
        if spelt != part:
            return []
        words.append(han[at:end])
        at = end
    return words


def words(text: str, known: Collection[str]) -> list[str]:
    """The words of a title, longest known first; what is left over goes in pairs, as most Chinese words do."""
    found: list[str] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text)):
        found += [run] if run.isascii() else _cut(run, known)
    return found


def _cut(run: str, known: Collection[str]) -> Iterator[str]:
    rest = ""
    at = 0
    while at < len(run):
        word = next((run[at:end] for end in range(min(len(run), at + LONGEST_WORD), at + 1, -1) if run[at:end] in known), run[at] if run[at] in ALONE else "")
        if word:
            yield from _pairs(rest)
            yield word
            rest = ""
        else:
            rest += run[at]
        at += len(word) or 1
    yield from _pairs(rest)


def _pairs(rest: str) -> Iterator[str]:
    yield from (rest[i : i + 2] for i in range(0, len(rest), 2))


def region_words(name: str, known: Collection[str]) -> list[str]:
    """The words of a region's name: what it is called, then what it is. A short name is one word."""
    ending = next((one for one in ENDINGS if name.endswith(one) and name != one), "")
    stem = name.removesuffix(ending)
    return [*([stem] if len(stem) <= 3 else words(stem, known)), *([ending] if ending else [])]


def propose(parts: Iterable[str], taken: Collection[str], *, prefix: str = "", fallback: str = "shixiang") -> str:
    """A slug of at most `MAX_NAME` characters from the words ``parts``, never one of ``taken`` or a reserved one.

    ``prefix`` begins it (``bendi-``); ``fallback`` is the name of what has no letters.
    """
    slug = prefix.rstrip("-")
    for word in parts:
        sound = _NOT_SLUG.sub("", "".join(_sounds(word)).lower())
        longer = f"{slug}-{sound}" if slug and sound else slug or sound
        if len(longer) > MAX_NAME:
            break
        slug = longer
    if not slug.removeprefix(prefix.rstrip("-")):
        slug = f"{prefix}{fallback}"
    number = 1
    name = slug
    while name in taken or name in RESERVED:
        number += 1
        name = f"{slug[: MAX_NAME - len(str(number)) - 1].rstrip('-')}-{number}"
    return name


def _sounds(text: str) -> list[str]:
    """A syllable for each character, letters and digits as they are; ü is written v, as the catalogue does."""
    from pypinyin import lazy_pinyin  # a second to import, which only a new name need pay

    return [_NOT_SLUG.sub("", unicodedata.normalize("NFKD", syllable).lower()) for syllable in lazy_pinyin(text)]
