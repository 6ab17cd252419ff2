"""A cell that is ticked or not: √ and its many disguises, and words that share the cell with it."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.importing.cells.text import flat

TICKS = frozenset("√∨✓✔☑🗹✅■◼◾⬛█▇▆▅▄●⚫•▲▶◆★☆✦◉⊙☒")
"""☒ is a chosen box of Word, not a cross. ☆ and ⊙ have been used for lack of √."""
LETTERS = frozenset("tþRPüvVyY是有1对") | {"\uf0fc", "\uf0fe", "\uf052", "\uf050"}
"""What ✓ turns into without its font (Wingdings), or what people type for it. Only alone in the cell, or before a bracket."""
EMPTY = frozenset("□☐▢◻◽▫口○〇◯○△◇—–―─━-_/\\|×✕✖✗✘xX否无n0£oO。.¨\uf0a3\uf06f\uf071")
_QUESTION = frozenset("?？\ufffd")


class Check(NamedTuple):
    """``on``: ticked, not ticked, or None when the cell holds only words. ``odd``: the sign cannot be read."""

    on: bool | None
    words: str = ""
    odd: bool = False


def read_check(text: str) -> Check:
    """What a cell of 公开对象, 公开方式 or 公开层级 says. Words beside the tick come without their brackets."""
    plain = flat(text)
    if not plain:
        return Check(False)
    if all(char in _QUESTION for char in plain):
        return Check(False, odd=True)
    if all(char in EMPTY or char == " " for char in plain):
        return Check(False)
    first, last = plain[0], plain[-1]
    if first in TICKS or (first in LETTERS and (len(plain) == 1 or plain[1] in "（(")):
        return Check(True, _bare(plain[1:]))
    if last in TICKS:
        return Check(True, _bare(plain[:-1]))
    if first in "□☐口" and len(plain) > 1:
        return Check(False)
    return Check(None, _bare(plain))


def _bare(text: str) -> str:
    """Without brackets around the whole, and without a colon before it."""
    text = text.strip(" ：:，,；;√")
    if len(text) > 2 and text[0] in "（(" and text[-1] in "）)" and text.count(text[0]) == 1:
        return text[1:-1].strip()
    return text
