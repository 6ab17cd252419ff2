"""Repairs of single characters: invisible ones, blanks that are no blanks, tabs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.checking.edit import Edit, Fixer, line_start
from gongkai.problems import Problem
from gongkai.reading.prescan.sheet import CONTROL, INVISIBLE, ODD_SPACE

_GONE = "这里已经不是检查时的内容"
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_CONTROL = re.compile(f"[{CONTROL}]+")
_ODD_BLANKS = re.compile(f"[{ODD_SPACE}]+")
_INDENT = re.compile(f"[ \t\u3000{ODD_SPACE}]*")
_BREAKING = frozenset("\x0b\x0c")


def invisible(text: str, at: int, problem: Problem) -> Edit | str:
    """Zero-width characters, direction marks and a byte order mark in the middle: nobody has typed them on purpose."""
    found = _INVISIBLE.match(text, at)
    return Edit(at, found.end(), "") if found else _GONE


def control(text: str, at: int, problem: Problem) -> Edit | str:
    found = _CONTROL.match(text, at)
    if found is None:
        return _GONE
    if _BREAKING & set(found.group()):
        return "这是 Word 的手动换行或分页符，前后要不要分开，请人工核对"
    return Edit(at, found.end(), "")


def odd_blank(text: str, at: int, problem: Problem) -> Edit | str:
    """Ordinary blanks instead of no-break spaces and their like; at the end of a line none."""
    found = _ODD_BLANKS.match(text, at)
    if found is None:
        return _GONE
    return Edit(at, found.end(), "" if _ends(text, found.end()) else " " * len(found.group()))


def indentation(text: str, at: int, problem: Problem) -> Edit | str:
    """A line's whole indentation in ordinary blanks; a tab or a full-width space is one step, two blanks."""
    start = line_start(text, at)
    found = _INDENT.match(text, start)
    end = found.end() if found else start
    if not start <= at < end:
        return _GONE
    return Edit(start, end, "".join("  " if char in "\t\u3000" else " " for char in text[start:end]))


def tab_line(text: str, at: int, problem: Problem) -> Edit | str:
    """Tabs before nothing, or before a comment."""
    start = line_start(text, at)
    found = re.compile("[ \t]*").match(text, start)
    end = found.end() if found else start
    if text[at : at + 1] != "\t" or at >= end:
        return _GONE
    return Edit(start, end, "" if _ends(text, end) else text[start:end].replace("\t", "  "))


def fullwidth_space(text: str, at: int, problem: Problem) -> Edit | str:
    """Full-width spaces behind a colon or dash become one blank, at the end of a line they go; inside a text they may be meant."""
    found = re.compile("\u3000+").match(text, at)
    if found is None:
        return _GONE
    before = text[line_start(text, at) : at]
    if _ends(text, found.end()):
        return Edit(at, found.end(), "")
    if re.search(r"(?:^[ ]*|: *|- *)$", before) and before.strip():
        return Edit(at, found.end(), "" if before.endswith(" ") else " ")
    return "文字中间的全角空格可能是有意写的，请人工核对"


def _ends(text: str, at: int) -> bool:
    """Nothing but the end of the line follows."""
    return text[at : at + 1] in ("", "\n", "\r")


CHARACTER_FIXERS: Mapping[str, Fixer] = {
    "Y110": invisible,
    "Y111": control,
    "Y113": odd_blank,
    "Y114": indentation,
    "Y116": indentation,
    "Y117": fullwidth_space,
    "Y119": tab_line,
}
