"""What index and query both do to a text: fold it, cut it into tokens, name the shard of a token.

``site_overrides/assets/search.js`` does the same, step by step; a test compares both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

HAN = r"\u3400-\u9fff"
_RUNS = re.compile(f"[{HAN}]+|[a-z0-9]+")
_DOCUMENT = re.compile(r"[〔\[(【]?((?:19|20)\d\d)(?:[〕\])】]\s*|\s+|年)第?\s*(\d{1,4})(?!\d|\s*年)\s*号?")
"""国办发〔2019〕54号, [2019]54, (2019)54号, 2019 54号; ``2019年度`` and ``2019年3月`` are none."""
_ORDER = re.compile(rf"令\s*第?\s*(\d{{1,4}})\s*号|(\d{{1,4}})\s*号?[{HAN}]{{0,4}}?令")
"""国务院令第590号, 590号令, 第590号国务院令, 主席令第六号 with its number in digits."""
_MONTH = re.compile(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?|\d{1,4}(?:月|日|号文|个|天|元|岁)")

_DIGIT = re.compile(r"\d")

EXACT = "="
"""Begins the token of a whole title, alias or category: what matches it matches more than the sum of its parts."""


def normalise(text: str, fold: Mapping[str, str]) -> str:
    """NFKC, lower case, traditional characters as simplified ones, blanks outside."""
    text = unicodedata.normalize("NFKC", text).lower()
    return ("".join([fold.get(char, char) for char in text]) if fold else text).strip()


def numbers(text: str) -> tuple[tuple[str, ...], str]:
    """The document numbers in a folded text as tokens (``#2019-54``, ``#l590``), and the text without them."""
    if not _DIGIT.search(text):
        return (), text
    found: list[str] = []

    def document(match: re.Match[str]) -> str:
        found.append(f"#{match[1]}-{int(match[2])}")
        return " "

    def order(match: re.Match[str]) -> str:
        found.append(f"#l{int(match[1] or match[2])}")
        return "令" if match[1] else " "

    rest = _ORDER.sub(order, _DOCUMENT.sub(document, _MONTH.sub(" ", text)))
    return tuple(dict.fromkeys(found)), rest


def runs(text: str) -> list[str]:
    """Runs of Chinese characters and runs of letters and digits, in order."""
    return _RUNS.findall(text)


def bigrams(run: str) -> list[str]:
    """Pairs of neighbouring characters; a run of letters, or of one character, stands for itself."""
    if len(run) == 1 or run.isascii():
        return [run]
    return [run[i : i + 2] for i in range(len(run) - 1)]


def tokens(text: str, *, single: bool = False) -> set[str]:
    """All tokens of a field's text; ``single``: its single characters too."""
    found_numbers, rest = numbers(text)
    found = set(found_numbers)
    for run in runs(rest):
        found.update(bigrams(run))
        if single and not run.isascii():
            found.update(run)
    return found


def bare(text: str) -> str:
    """The text without punctuation and blanks: how whole titles are compared."""
    return "".join(runs(text))


def shard(token: str, count: int) -> int:
    """Which of ``count`` files (a power of two) holds the token: FNV-1a over its UTF-16 units. A whole text lies with its first pair."""
    if token.startswith(EXACT):
        token = token[1:3]
    value = 0x811C9DC5
    units = map(ord, token) if max(token, default="") <= "\uffff" else memoryview(token.encode("utf-16-le")).cast("H")
    for unit in units:
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    return (value ^ (value >> 15)) & (count - 1)
