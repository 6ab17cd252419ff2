"""Repairs of the signs that hold a file together: colon, dash, comma and hash in their full-width form or without their blank."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from gongkai.checking.edit import Edit, Fixer, line_start
from gongkai.problems import Problem
from gongkai.reading.roots import resource

_GONE = "这里已经不是检查时的内容"
_NAME_BEFORE = re.compile(r"([A-Za-z][A-Za-z_]*)[ \u3000]*$")
_NAME_LISTS = frozenset(("subjects", "channels", "must", "may", "one_of", "levels", "aliases", "life_events", "issuer", "children", "plaques", "add", "remove", "groups"))
"""Fields whose lists hold names; no name has a comma in it."""
_LIST_KEY = re.compile(r"([a-z_]+):[ \t]*\[[^\[\]]*$")
_BULLET = re.compile(r"(?:[－–―−‐‑‒•·●・‧○◆—*+])[ \t\u3000]*(?=\S)")


def colon(text: str, at: int, problem: Problem) -> Edit | str:
    """A half-width colon and a blank, where a field of the catalogue stands before it; other words may begin a sentence."""
    sign = text[at : at + 1]
    if sign not in ("：", ":"):
        return _GONE
    line = text[line_start(text, at) : at]
    name = _NAME_BEFORE.search(line)
    if not name or name[1] not in fields():
        return "冒号前面不是目录里的字段名，也可能是一句话，请人工核对"
    end = at + 1
    while text[end : end + 1] in (" ", "\u3000") and text[end : end + 1]:
        end += 1
    blank = "" if text[end : end + 1] in ("", "\r", "\n") else " "
    return Edit(at - len(name.group()) + len(name[1]), end, f":{blank}")


def comma(text: str, at: int, problem: Problem) -> Edit | str:
    """A half-width comma and a blank, in a list of names only."""
    if text[at : at + 1] != "，":
        return _GONE
    key = _LIST_KEY.search(text[line_start(text, at) : at])
    if not key or key[1] not in _NAME_LISTS:
        return "括号里的逗号也可能是一句话里的，请人工核对"
    end = at + 1
    while text[end : end + 1] in (" ", "\u3000") and text[end : end + 1]:
        end += 1
    return Edit(at, end, ", ")


def dash_blank(text: str, at: int, problem: Problem) -> Edit | str:
    return Edit(at, at + 1, "- ") if text[at : at + 1] == "-" else _GONE


def bullet(text: str, at: int, problem: Problem) -> Edit | str:
    """A dash and a blank instead of another sign, where the line above or below is an entry of the same list."""
    found = _BULLET.match(text, at)
    start = line_start(text, at)
    indent = text[start:at]
    if found is None or indent.strip(" "):
        return "这个符号前后不像列表，请人工核对"
    if not any(re.match(rf"{indent}(?:- |{re.escape(found.group()[0])})", line) for line in _beside(text, start)):
        return "前后没有同一列的列表项，也可能是一句话，请人工核对"
    return Edit(at, found.end(), "- ")


def _beside(text: str, start: int) -> list[str]:
    """The nearest lines with text above and below the line that begins at ``start``."""
    above = [line for line in re.split(r"\r\n|\r|\n", text[:start]) if line.strip()]
    below = [line for line in re.split(r"\r\n|\r|\n", text[start:])[1:] if line.strip()]
    return [*above[-1:], *below[:1]]


def hash_sign(text: str, at: int, problem: Problem) -> Edit | str:
    """A half-width # and a blank, where the comment has a line of its own."""
    if text[at : at + 1] != "＃":
        return _GONE
    if text[line_start(text, at) : at].strip(" "):
        return "前面还有文字，是不是注释请人工核对"
    return Edit(at, at + 1, "#" if text[at + 1 : at + 2] in (" ", "", "\r", "\n") else "# ")


@cache
def fields() -> frozenset[str]:
    """Every field that a schema names."""
    found: set[str] = set()
    todo: list[Any] = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(resource("schemas").glob("*.schema.json"))]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            named = node.get("properties")
            found.update(named if isinstance(named, dict) else ())
            todo += node.values()
        elif isinstance(node, list):
            todo += node
    return frozenset(found)


PUNCTUATION_FIXERS: Mapping[str, Fixer] = {
    "Y120": colon,
    "Y121": comma,
    "Y122": bullet,
    "Y125": colon,
    "Y126": dash_blank,
    "Y128": hash_sign,
}
