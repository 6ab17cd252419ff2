"""用了繁体字

目录用规范汉字。繁体字多半是从港澳台的网页或者旧文件里复制来的，搜索时对不上。姓名、地名里确实要用的，在 catalog.yaml 的 suppressions 里登记例外。

反例：

    summary: 報名要帶什麼材料

正例：

    summary: 报名要带什么材料
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from gongkai.checking.prose import at, prose
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.reading.names import short

STANDARD = frozenset("后捱菸醣榘吒摺麴甯")
"""Characters of OpenCC's table that are standard characters, too, or only ever part of names."""
LAST = "\uffff"
"""Beyond it are characters that nobody types; a pattern that holds them is fifty times as slow."""


def check(scope: Scope) -> Iterator[Finding]:
    table, pattern = traditional()
    for hit in prose(scope).find(pattern):
        plain = "".join(table.get(char, char) for char in hit.text)
        found = "、".join(dict.fromkeys(char for char in hit.text if char in table))
        yield Finding(at(scope, hit), f"用了繁体字：{short(found)}", f"改成：{plain}")


@cache
def traditional() -> tuple[dict[str, str], re.Pattern[str]]:
    """Traditional → simplified character, from OpenCC's table, and a pattern for any of them. A character that is also a simplified one is not in it."""
    text = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    table = {}
    for line in text.splitlines():
        char, _, forms = line.partition("\t")
        simple = forms.split()
        if len(char) == 1 and char <= LAST and simple and char not in simple and char not in STANDARD and not _simplified(char):
            table[char] = simple[0]
    return table, re.compile(f"[{''.join(table)}]")


def _simplified(char: str) -> bool:
    """True for a character of GB 2312, the standard set of simplified ones."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


RULE = Rule("W824", "traditional-characters", "warning", "《国家通用语言文字法》第九条：国家机关以规范汉字为公务用字", "改成规范汉字", __doc__, check)
