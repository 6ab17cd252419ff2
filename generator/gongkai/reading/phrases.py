"""Small pieces of messages: a value as YAML would write it, a near miss, what blemishes a text, what it was probably meant to be."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~][^:#,\[\]{}\"'\n\t]*")
_READ_AS_ELSE = re.compile(r"[0-9]+(\.[0-9]*)?|true|false|null|yes|no|on|off", re.IGNORECASE)
_HIDDEN = re.compile("[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufffd]")
_DATE = re.compile(r"([0-9]{4})\s*[-年./－—]\s*([0-9]{1,2})\s*[-月./－—]\s*([0-9]{1,2})\s*日?|([0-9]{4})([0-9]{2})([0-9]{2})")


def shown(text: str, limit: int = 40) -> str:
    """``text`` as a message quotes it: on one line, nothing invisible in it, never longer than ``limit``."""
    text = _HIDDEN.sub(" ", " ".join(text.split()))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def flow(value: Any) -> str:
    """``value`` on one line of YAML: ``[甲, 乙]``, ``{name: 甲}``, quotes only where they are needed."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str) or (value.startswith(("http://", "https://")) and " " not in value):
        return str(value)
    return value if _PLAIN.fullmatch(value) and not _READ_AS_ELSE.fullmatch(value) and value == value.strip() else f'"{value}"'


def simple(text: str) -> bool:
    """A short text that stands in YAML without quotes."""
    return len(text) <= 40 and flow(text) == text


def nearest(word: str, choices: Mapping[str, str], *, loose: bool = False) -> str:
    """The value of the choice whose key comes closest to ``word``; "" when none does.

    ``loose`` is for short Chinese words: one inside the other counts as close, and half the characters are enough.
    """
    folded = {_fold(key): value for key, value in reversed(list(choices.items()))}
    wanted = _fold(word)
    if wanted in folded:
        return folded[wanted]
    inside = [key for key in folded if key and wanted and (key in wanted or wanted in key)] if loose else []
    if inside:
        return folded[max(inside, key=len)]
    close = difflib.get_close_matches(wanted, folded, n=2, cutoff=0.5 if loose else 0.6)
    if loose and len(close) > 1 and alike(wanted, close[0]) == alike(wanted, close[1]):
        return ""  # 没有职权: 无此职权 or 职权调整? better not to guess
    return folded[close[0]] if close else ""


def alike(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (equal)."""
    return difflib.SequenceMatcher(None, other, one).ratio()


def glossed(values: Iterable[str], reason: str) -> dict[str, str]:
    """Each value with its Chinese gloss, where ``reason`` gives one: ``in_force（现行有效）``; else ""."""
    glosses = {value: re.search(rf"(?:^|[：、]){re.escape(value)}（([^（）]+)", reason) for value in values}
    return {value: gloss.group(1) if gloss else "" for value, gloss in glosses.items()}


def _fold(word: str) -> str:
    return re.sub(r"[-\s_]+", "_", unicodedata.normalize("NFKC", word).strip().casefold())


def blemish(text: str) -> tuple[str, str] | None:
    """What is wrong with the outside of a text (predicate, remedy): empty, blanks around it, something invisible inside."""
    if not text.strip():
        return "是空的", "写上内容；不需要就删去这个字段"
    if text.endswith("\n"):
        return "末尾多了换行", "分几行写的文字，把“|”改成“|-”，“>”改成“>-”"
    if text != text.strip():
        return "的开头或末尾有空格", "删去首尾的空格"
    hidden = _HIDDEN.search(text)
    if hidden:
        what = "制表符（Tab）" if hidden.group() == "\t" else f"看不见的字符（U+{ord(hidden.group()):04X}）"
        return f"的第 {hidden.start() + 1} 个字是{what}", "删掉它；看不见的话，把前后几个字删掉重新输入"
    if "\n" in text:
        return "分成了几行，这里只能写一行", "合成一行"
    return None


def candidates(text: str) -> Iterator[str]:
    """What ``text`` may have been meant to be: half-width, a date, a number, a slug, a web address."""
    plain = unicodedata.normalize("NFKC", text).strip()
    yield plain
    date = _DATE.fullmatch(plain)
    if date:
        year, month, day = (part for part in date.groups() if part)
        yield f"{year}-{int(month):02}-{int(day):02}"
    if re.match(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/|$)", plain):
        yield f"https://{plain}"
    yield plain.replace("\\", "/").strip("/").removesuffix(".yaml")
    yield re.sub(r"[\s_.]+", "-", plain.lower()).strip("-")


def meant_by(text: str, pattern: str) -> str:
    """Another way to write ``text`` that the pattern accepts; "" when there is none, or when the text is fine as it is."""
    fits = re.compile(pattern.replace("$", r"\Z")).search
    return "" if fits(text) else next((other for other in candidates(text) if other != text and fits(other)), "")
