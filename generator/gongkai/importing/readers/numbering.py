"""Automatic numbers of Word paragraphs: 1. (一) ① are not in the text, a person sees them all the same.

Source of the shapes: ECMA-376 part 1, 17.9 (numbering). Numbers that come from a paragraph's style alone are not followed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongkai.importing.readers.package import Attributes
from gongkai.importing.readers.symbols import seen

_LEVELS: Final = 9
_DIGITS: Final = "〇一二三四五六七八九"
_CHINESE: Final = ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCountingThousand", "taiwaneseCounting")


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    font: str | None = None


class Numbering:
    """Events of numbering.xml, then the label of each numbered paragraph in the order of the text."""

    wanted = frozenset({"abstractNum", "num", "abstractNumId", "lvl", "start", "numFmt", "lvlText", "rFonts"})

    def __init__(self) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._numbers: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._in: str | None = None
        self._number = ""
        self._level = _Level()

    def start(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._in = attributes.get("abstractNumId", "")
            self._abstract[self._in] = {}
        elif name == "num":
            self._in, self._number = None, attributes.get("numId", "")
        elif name == "abstractNumId":
            self._numbers[self._number] = value
        elif name == "lvl" and self._in is not None:
            self._level = self._abstract[self._in].setdefault(_whole(attributes.get("ilvl")), _Level())
        elif self._in is None:
            return
        elif name == "start":
            self._level.start = _whole(value, 1)
        elif name == "numFmt":
            self._level.kind = value
        elif name == "lvlText":
            self._level.pattern = value[:50]
        elif name == "rFonts":
            self._level.font = attributes.get("ascii")

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...

    def label(self, number: str, level: int) -> str:
        """What stands before the next paragraph with this number and level; "" if it is not numbered."""
        abstract = self._numbers.get(number, "")
        levels = self._abstract.get(abstract, {})
        if level not in levels or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(abstract, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        found = levels[level]
        if found.kind in ("none", "bullet"):
            return seen(found.pattern, found.font) if found.kind == "bullet" else ""
        return re.sub("%([1-9])", lambda one: _written(levels, counts, int(one[1]) - 1), found.pattern)


def _written(levels: dict[int, _Level], counts: list[int], level: int) -> str:
    kind, count = levels.get(level, _Level()).kind, counts[level] or levels.get(level, _Level()).start
    if kind in _CHINESE:
        return chinese(count)
    if kind.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + count - 1)
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 40:
        return _roman(count) if kind == "upperRoman" else _roman(count).lower()
    return str(count)


def chinese(count: int) -> str:
    """一 … 九十九, larger ones digit by digit."""
    if not 0 < count < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    return "X" * (count // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[count % 10]


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else otherwise
