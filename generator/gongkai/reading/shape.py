"""The plain shape nearly every catalogue file has. A text of this shape that parses holds no trap, so that it needs no pre-scan."""

from __future__ import annotations

import re
from functools import cache

from gongkai.reading.prescan.sheet import CONTROL, INVISIBLE, ODD_SPACE, PRIVATE, SEPARATOR

_ODD = re.compile(f"[{CONTROL}{SEPARATOR}{INVISIBLE}{PRIVATE}{ODD_SPACE}\\t\\u3000\\ufffd]")
_NEVER = "\\r\\n"  # all other characters that no line may hold are looked for once, before: naming them in each class is slow to compile
_FIRST = (
    f"(?:[^{_NEVER} \\-?:,\\[\\]{{}}#&*!|>'\"%@`“”‘’＂＇－–—―−‐‑‒•●·・‧○◆［｛＃+]"
    f"|“[^“”{_NEVER}:#,\\[\\]{{}}，]*+”[^“”\"{_NEVER} :#,\\[\\]{{}}，])"  # a quoted word, and text after it
)
_QUOTED = f"'[^'{_NEVER}]*+'|\"[^\"\\\\{_NEVER}]*+\""
_KEY = r"\w[\w（）、/.\-]*+:"
_PLAIN = f"{_FIRST}[^{_NEVER}:# ]*+(?:(?: ++(?!#)|:(?=[0-9/])|(?<! )#)[^{_NEVER}:# ]*+)*+"
_ITEM = f"(?:(?!，){_FIRST}[^{_NEVER},\\[\\]{{}}:#，]*+|{_QUOTED})"


def _several(one: str, close: str, least: str) -> str:
    """``one`` after another up to ``close``, a comma between them: written so that the long pattern of ``one`` is compiled only once."""
    return f"(?:(?:{one})(?:, *+(?!{close})|(?={close}))){least}+{close}"


_WORDS = "\\[" + _several(_ITEM, "\\]", "*")
_TEXT = f"{_FIRST}[^{_NEVER},\\[\\]{{}}:#：]*+|{_QUOTED}|{_WORDS}"
_FLAT = "\\{" + _several(f"{_KEY} ++(?:{_TEXT})", "\\}", "+")
_FIELDS = "\\{" + _several(f"{_KEY} ++(?:{_TEXT}|{_FLAT})", "\\}", "+")
_LIST = "\\[" + _several(f"{_ITEM}|{_FLAT}", "\\]", "*")
_END = f" *+(?: #(?= |\r?\n|\\Z)[^{_NEVER}]*+)?+"
# A list entry that is indented deeper than the plain text above it would be swallowed by that text.
_NOT_GLUED = r"(?!(?: *+\r?\n)++(?P=indent) ++-[ \r\n])"
_FIELD = f"(?:- (?=[a-zA-Z0-9_/.\\-]++:))?+{_KEY}"
_LINE = (
    r"(?P<indent> {0,40}+)(?:"
    f"#[^{_NEVER}]*+"
    f"|(?:{_FIELD} ++|- (?![a-z_]++(?:：|:(?!//))))(?:{_QUOTED}|{_LIST}|{_FIELDS}|{_PLAIN}{_NOT_GLUED}){_END}"
    f"|{_FIELD}{_END}"
    "|)"
)


@cache
def _shape() -> re.Pattern[str]:
    """Compiled when first asked for: that takes about as long as explaining fifty files, so a few changed files do without."""
    return re.compile(f"(?:{_LINE}(?:\r?\n|\\Z))*+\\Z")


def is_plain(text: str) -> bool:
    """Every line is a comment, a field or a list entry in the house style, with nothing unusual in it."""
    return _ODD.search(text) is None and _shape().match(text) is not None
