"""A cell that is ticked or not: √ and its many disguises, and words that share the cell with it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.importing.cells.text import flat

TICKS = frozenset("√∨✓✔☑🗹✅■◼◾⬛█▇▆▅▄●⚫•▲▶◆★☆✦◉⊙☒")
"""☒ is a chosen box of Word, not a cross. ☆ and ⊙ have been used for lack of √."""
LETTERS = frozenset("tþRPüvVyY是有1对") | {"\uf0fc", "\uf0fe", "\uf052", "\uf050"}
"""What ✓ turns into without its font (Wingdings), or what people type for it. Only alone in the cell, or before a bracket."""
EMPTY = frozenset("□☐▢◻◽▫口○〇◯○△◇—–―─━-_/\\|×✕✖✗✘xX否无nN0£oO。.¨\uf0a3\uf06f\uf071")
_QUESTION = frozenset("?？\ufffd")
_SPELT = {"yes": True, "true": True, "no": False, "false": False}
_FRAMED = re.compile(r"[\[［【〔(（]\s*([√∨✓✔☑☒■◼●vV□☐○×✕✖✗✘]?)\s*[\]］】〕)）]")
_OFF = "□☐○×✕✖✗✘"
_CROSSES = re.compile(r"[✕✖✗✘]")
_TIMES = re.compile(r"(?<![×\d])×(?![×\d])")
"""× as a cross: not the mask of a name (××县), not a product."""
_ONE_TIMES = re.compile(r"×\s*(?=[\u3400-\u9fff])(?![省市县区镇乡街部局委])|.*[\u3400-\u9fff]\s*×$", re.DOTALL)


class Check(NamedTuple):
    """``on``: ticked, not ticked, or None when the cell holds only words. ``odd``: the sign cannot be read."""

    on: bool | None
    words: str = ""
    odd: bool = False


def plain_boxes(text: str) -> str:
    """Boxes drawn with brackets and crosses as plain ones: [√] (√) 【√】 become ☑, [ ] 【】 (×) ✗ become □.

    （） is a box where other brackets of the cell hold a sign or the cell begins with it; else a place that nobody filled in, and goes.
    × is a cross beside a tick, before the cell's first word or behind its last.
    """
    found = list(_FRAMED.finditer(text))
    if found:
        framed = found[0].start() == 0 or any(hit[1] for hit in found)

        def box(hit: re.Match[str]) -> str:
            if hit[1]:
                return "□" if hit[1] in _OFF else "☑"
            return "□" if framed or hit[0][0] not in "(（" else ""

        text = _FRAMED.sub(box, text)
    text = _CROSSES.sub("□", text)
    if "×" in text and (any(sign in text for sign in "√✓✔☑■●") or _ONE_TIMES.match(text)):
        text = _TIMES.sub("□", text)
    return text


@lru_cache(maxsize=8192)
def read_check(text: str) -> Check:
    """What a cell of 公开对象, 公开方式 or 公开层级 says. Words beside the tick come without their brackets."""
    plain = plain_boxes(flat(text))
    if not plain:
        return Check(False)
    if plain.lower() in _SPELT:
        return Check(_SPELT[plain.lower()])
    if all(char in _QUESTION for char in plain):
        return Check(False, odd=True)
    if all(char in EMPTY or char == " " for char in plain):
        return Check(False)
    first, last = plain[0], plain[-1]
    if first in TICKS or (first in LETTERS and (len(plain) == 1 or plain[1] in "（(")):
        return Check(True, _bare(plain[1:]))
    if last in TICKS:
        return Check(True, _bare(plain[:-1]))
    if first in "□☐口×" and len(plain) > 1:
        return Check(False)
    return Check(None, _bare(plain))


def _bare(text: str) -> str:
    """Without brackets around the whole, and without a colon before it."""
    text = text.strip(" ：:，,；;√")
    if len(text) > 2 and text[0] in "（(" and text[-1] in "）)" and text.count(text[0]) == 1:
        return text[1:-1].strip()
    return text
