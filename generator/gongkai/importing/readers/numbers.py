"""Numbers of a spreadsheet as people see them: 5 not 5.0, 50% not 0.5, 0505 not 505, 5月1日 not 43586.

The format codes are those of ECMA-376 part 1, 18.8.30 (number formats); what a catalogue never needs (fractions, colours,
conditions) shows the plain number.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

BUILT_IN: Final[dict[int, str]] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss",
    47: "mm:ss", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that are known by number alone, as Chinese Office shows them."""

_TOKEN: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(AM/PM|上午/下午|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|a{3,4}|General|G/通用格式|[0#?,.]+|%|@)|(.)', re.DOTALL)
_MAX_CODE: Final = 255
_LAST_DAY: Final = 2_958_465  # 31 December 9999


@dataclass(frozen=True, slots=True)
class _Format:
    """One section of a code: its tokens, a literal as ``(text, False)``, a sign that stands for a part of the value as ``(sign, True)``."""

    tokens: tuple[tuple[str, bool], ...]
    is_date: bool
    is_plain: bool


@lru_cache(maxsize=512)
def _format(section: str) -> _Format:
    tokens: list[tuple[str, bool]] = []
    for quoted, escaped, sign, other in (found.groups() for found in _TOKEN.finditer(section)):
        if sign:
            tokens.append((sign, True))
        elif literal := quoted or escaped or other:
            tokens.append((literal, False))
    signs = [sign for sign, special in tokens if special]
    is_date = any(sign[0] in "yYmMdDhHsSa" for sign in signs)
    digits = [sign for sign in signs if sign[0] in "0#?,."]
    return _Format(tuple(tokens), is_date, not is_date and (len(digits) != 1 or "?" in digits[0] or digits[0].strip(",.") == ""))


def shown(value: float, code: str = "", *, since_1904: bool = False) -> str:
    """The number as a cell with this format code shows it. Never raises: what cannot be formatted is printed as a plain number."""
    if code in ("", "General") or len(code) > _MAX_CODE:
        return _plain(value)
    sections = _sections(code)
    negative = value < 0 and len(sections) > 1
    chosen = sections[1] if negative else sections[2] if value == 0 and len(sections) > 2 else sections[0]
    found = _format(chosen)
    if len(sections) > 1 and not any(special for _, special in found.tokens):
        return "".join(text for text, _ in found.tokens)  # a word instead of the number, or nothing at all
    try:
        if found.is_date:
            return _date(value, found, since_1904=since_1904)
        if not found.is_plain:
            return _number(-value if negative else value, found)
        plain = _plain(value)
    except (ArithmeticError, ValueError, InvalidOperation):
        return _plain(value)
    around = "".join("" if special and text == "@" else plain if special and text[0] in "Gg" else text for text, special in found.tokens)
    return around if plain in around else plain


@lru_cache(maxsize=512)
def _sections(code: str) -> list[str]:
    """For positive numbers, negative ones, zero, and text; the first alone stands for all."""
    parts = [""]
    for token in re.findall(r'"[^"]*"|\\.|\[[^\]]*\]|.', code, re.DOTALL):
        if token == ";":
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _plain(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".15g")


def _number(value: float, found: _Format) -> str:
    pattern = next(text for text, special in found.tokens if special and text[0] in "0#?,.")
    percent = sum(special and text == "%" for text, special in found.tokens)
    whole, _, decimals = pattern.partition(".")
    wanted = len(decimals.replace(",", ""))
    scaled = Decimal(repr(value)) * (100**percent)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-wanted), rounding=ROUND_HALF_UP)
    left, _, right = format(rounded, "f").partition(".")
    optional = len(decimals) - len(decimals.rstrip("#"))
    while optional and right.endswith("0"):
        right, optional = right[:-1], optional - 1
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.strip(","):
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    sign = "-" if scaled < 0 and rounded else ""
    digits = sign + left + (f".{right}" if right else "")
    return "".join(digits if special and text[0] in "0#?,." else text for text, special in found.tokens if text != "@")


def _date(value: float, found: _Format, *, since_1904: bool) -> str:
    if not 0 <= value <= _LAST_DAY:
        return _plain(value)
    # Day 60 of the other count is 29 February 1900, which never was; only days after it are right.
    first = datetime.datetime(1904, 1, 1) if since_1904 else datetime.datetime(1899, 12, 30 if value >= 61 else 31)
    moment = first + datetime.timedelta(days=int(value), seconds=round((value - int(value)) * 86_400))
    afternoon = any(text in ("AM/PM", "上午/下午") for text, _ in found.tokens)
    parts: list[str] = []
    before = ""
    for at, (text, special) in enumerate(found.tokens):
        letter = text[0].lower() if special else ""
        if letter == "m" and text[0] in "mM":
            after = next((later[0].lower() for later, also in found.tokens[at + 1 :] if also), "")
            letter = "minute" if before == "h" or after == "s" else "m"
        parts.append(_part(letter, text, moment, afternoon=afternoon) if special else text)
        before = letter if special else before
    return "".join(parts)


def _part(letter: str, text: str, moment: datetime.datetime, *, afternoon: bool) -> str:
    two = len(text) > 1
    if text in ("AM/PM", "上午/下午"):
        return text.split("/")[moment.hour >= 12]
    if letter == "y":
        return f"{moment.year:04d}" if len(text) > 2 else f"{moment.year % 100:02d}"
    if letter == "m" and len(text) > 2:
        return f"{moment.month}月"
    if (letter == "d" and len(text) > 2) or letter == "a":
        return ("星期" if len(text) > 3 else "周") * (letter == "d" or len(text) > 3) + "一二三四五六日"[moment.weekday()]
    number = {
        "m": moment.month,
        "d": moment.day,
        "h": (moment.hour - 1) % 12 + 1 if afternoon else moment.hour,
        "minute": moment.minute,
        "s": moment.second,
    }.get(letter)
    if number is None:
        return "" if letter != "%" else text
    return f"{number:02d}" if two else str(number)
