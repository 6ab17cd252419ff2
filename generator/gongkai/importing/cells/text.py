"""Text of a cell in one form: widths, blanks, wrapped lines, brackets. What changes here is form only, so nobody is told."""

from __future__ import annotations

import re
from functools import lru_cache

HAN = r"\u3400-\u9fff\uf900-\ufaff〇"
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"))
_FORM = (
    {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | dict.fromkeys(map(ord, "\u3000\u00a0\t\u2002\u2003\u2009\u202f\r\v\f"), " ")
    | {ord("｡"): "。", ord("､"): "、", ord("／"): "/", ord("＊"): "*", ord("．"): ".", ord("＋"): "+", ord("％"): "%", ord("｜"): "|"}
    | _INVISIBLE
)
_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARK = re.compile(r"[,;:?!]")
_PAIR = re.compile(r"\(([^()]*)\)")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]+[条章]$")
_BLANKS = re.compile(r"\s+")
_ORGAN = re.compile(r"(?:部|局|委|厅|院|办公室|总署|银行|会|办)$")
_ORGAN_NEXT = re.compile(rf"(?:《?[{HAN}]{{1,14}}?(?:部|局|委|厅|院|办公室|总署|银行|会|办|政府)|等|关于)")
LEADING = re.compile(
    r"(?:[（(]\s*\d{1,2}\s*[）)]|\d{1,2}(?:\.\d{1,2})+\s*[.．、)）]?(?![\d万亿元%倍米公个分折])|\d{1,2}\s*(?:[.．、)）]|[:：](?!\d))(?!\d)|[①-⑳⑴-⒇㈠-㈩]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)\s*"
)
"""A number at the beginning of a line, with its sign: 1. 1、（1） ① 1.2 （一） 一、"""


DITTO = re.compile(r"^[（(]?(?:内容|依据|时限|渠道|主体)?(?:同上|同前|同上行|同上一行|同上栏|同上项|〃|″|\"|“|”|''|,,)[）)]?[。.]?$")
"""A cell that repeats the one above."""


@lru_cache(maxsize=16384)
def form(text: str) -> str:
    """Half-width letters and digits, ordinary blanks, nothing invisible; lines and punctuation as they are."""
    return text.translate(_FORM).strip(" \n")


@lru_cache(maxsize=16384)
def flat(text: str) -> str:
    """``text`` on one line without the blanks that stand between Chinese characters; full-width punctuation beside Chinese."""
    return punctuated(_BLANKS.sub(_blank, form(text)))


def titled(text: str) -> str:
    """Like `flat`, but the blank between two issuing organs of one document stays: 民政部 财政部关于…"""
    return punctuated(_BLANKS.sub(lambda blank: " " if _between_organs(blank) else _blank(blank), form(text)))


def _beside(found: re.Match[str]) -> tuple[str, str]:
    """The characters before and behind a match; "" at the text's ends."""
    return found.string[max(0, found.start() - 1) : found.start()], found.string[found.end() : found.end() + 1]


def _blank(found: re.Match[str]) -> str:
    before, after = _beside(found)
    if before in ("条", "章") and "\n" not in found[0] and _ARTICLE.search(found.string, max(0, found.start() - 12), found.start()):
        return " "
    return " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit()) else ""


def _between_organs(found: re.Match[str]) -> bool:
    text = found.string
    return "\n" not in found[0] and bool(_ORGAN.search(text[max(0, found.start() - 6) : found.start()]) and _ORGAN_NEXT.match(text, found.end()))


def punctuated(text: str) -> str:
    """Full-width punctuation where Chinese stands beside it; numbers, addresses and Latin text keep theirs."""
    if not any(sign in text for sign in ",;:?!()"):
        return text
    for _ in range(3):  # brackets nest
        text, count = _PAIR.subn(_brackets, text)
        if not count:
            break
    text = text.translate(_HELD)
    return _MARK.sub(_sign, text)


_HELD = {0xE000: "(", 0xE001: ")"}


def _brackets(found: re.Match[str]) -> str:
    inside, beside = found[1], "".join(_beside(found))
    chinese = re.search(rf"[{HAN}《]", inside) or re.search(rf"[{HAN}》〕）“”]", beside)
    return f"（{inside}）" if chinese else f"\ue000{inside}\ue001"


def _sign(found: re.Match[str]) -> str:
    return found[0] if "".join(_beside(found)).isascii() else _HALF[found[0]]


def balanced(text: str) -> bool:
    """No bracket and no title mark is left open."""
    return all(text.count(left) <= text.count(right) for left, right in ("《》", "（）", "()", "〔〕", "【】", "“”", "〈〉"))


def stripped(text: str) -> str:
    """Without a closing full stop, semicolon or comma, and without blanks around."""
    return text.strip(" \n").rstrip("；;，,。、 ") if not text.endswith("……") else text.strip()


_DANGLING_END = re.compile(r"(?:[、，,：:（(《〈“/—－-]|[的及和与或对在为于按以])$")
_DANGLING_START = re.compile(r"^(?:[、，,）)》〉”；;。/：:]|[的及和与等]|内$|内[公予，,；;。]|起[\d一二三])")


def joined_lines(text: str) -> list[tuple[str, bool]]:
    """The lines of a cell, those that were only wrapped put together; True where that was a guess.

    A line goes on in the next one when a bracket is open, when it breaks off at 、 or 的, when the next one begins with 、 or 的 or is a
    single character. Where the lines fill a narrow column, a short line after a full one is taken as its rest: that is the guess.
    """
    lines = [line.strip() for line in form(text).split("\n") if line.strip()]
    width = max(map(len, lines), default=0)
    narrow = _fills_a_column([len(line) for line in lines], width)
    out: list[tuple[str, bool]] = []
    last = ""  # the last physical line
    for line in lines:
        if out:
            before, guessed = out[-1]
            sure = not balanced(before) or _DANGLING_END.search(before) or _DANGLING_START.search(line) or len(line) == 1
            full = not sure and narrow and len(last) >= width - 1 and len(line) <= 3
            starts = LEADING.match(line) and LEADING.match(line).end() < len(line)  # type: ignore[union-attr]
            if (sure or full) and (not starts or not balanced(before)) and line[0] not in BULLETS:
                out[-1] = (before + _glue(before, line) + line, guessed or bool(full))
                last = line
                continue
        out.append((line, False))
        last = line
    return out


def _fills_a_column(lengths: list[int], width: int) -> bool:
    """Every line is full, or the short rest of a full one: so a narrow column breaks a text, and hardly anybody a list."""
    full = [length >= width - 1 for length in lengths]
    return 6 <= width <= 30 and sum(full) > 1 and all(now or before for before, now in zip([False, *full], full, strict=False))


def _glue(before: str, line: str) -> str:
    return " " if before[-1:].isascii() and before[-1:].isalnum() and line[:1].isascii() and line[:1].isalpha() else ""


BULLETS = "●○〇◆◇■□▲△★☆·•‧・▪▫◎※➢✓√*\uf06c\uf0b7\uf0d8\uf06e"
"""Signs that may begin an element; what each means is for the cell's reader."""
