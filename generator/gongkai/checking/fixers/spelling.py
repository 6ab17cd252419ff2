"""Repairs of spelling: where the name or value that the checker asks for differs from what is written in form only.

Form is: full or half width, blanks, invisible characters, kind of brackets, upper or lower case, traditional characters. A suggestion that
is merely similar is for people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from gongkai.checking.edit import Edit, Fixer
from gongkai.problems import Problem
from gongkai.reading.names import fold
from gongkai.reading.prescan.sheet import INVISIBLE

_MEANT = re.compile("您是不是要写“(.+?)”？")
_UNSEEN = re.compile(f"[{INVISIBLE}\\s]")
_ENDS = re.compile(r"""[ \t]*(?:$|[\r\n,\]}'"》:]|[ \t]#)|第|[（(]""")
_MARKS = frozenset("'\"《")


def spelling(text: str, at: int, problem: Problem) -> Edit | str:
    """The suggested name in place of the written one, quotes and 《》 around it kept."""
    meant = _MEANT.search(f"{problem.message} {problem.hint}")
    if meant is None or "…" in meant[1]:
        return "没有唯一的改法，请人工核对"
    start = at
    while text[start : start + 1] in _MARKS and text[start : start + 1] != "":
        start += 1
    wanted, line = form(meant[1]), re.split(r"[\r\n]", text[start : start + 4 * len(meant[1]) + 40])[0]
    for end in range(1, len(line) + 1):
        if form(line[:end]) == wanted and line[:end] == line[:end].rstrip() and _ENDS.match(text, start + end):
            if line[:end] == meant[1]:
                return "写法已经对了，问题在别处"
            return Edit(start, start + end, meant[1].strip("《》") if text[start - 1 : start] == "《" else meant[1])
    return f"“{meant[1]}”只是相近，不一定就是它，请人工核对"


@cache
def form(name: str) -> str:
    """What is left of a name without its form."""
    return fold(_UNSEEN.sub("", name)).translate(_simplified())


@cache
def _simplified() -> Mapping[int, str]:
    """Traditional character → its simplified one, from OpenCC's table; characters with several are left alone."""
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line)
    return {ord(traditional): simple for traditional, simple in pairs if len(traditional) == 1 and len(simple) == 1}


_CODES = ("S202", "S203", "S205", "N301", "N303", "N305", "N306", "N308", "N309")
SPELLING_FIXERS: Mapping[str, Fixer] = dict.fromkeys(_CODES, spelling)
