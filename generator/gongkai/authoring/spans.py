"""Where each value of a YAML text begins and ends: the marks of `reading.source` say where it begins, the text itself where it ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.model.catalogue import Marks
from gongkai.reading.prescan.sheet import BREAK

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'", re.DOTALL)
_FLOW_PLAIN_END = re.compile(r"[,\[\]{}]|:(?=[\s,\[\]{}]|\Z)|\s#")
_BLOCK_PLAIN_END = re.compile(r"[ \t]+#|[ \t]*(?=\r|\n|\Z)")
_BETWEEN = re.compile(r"(?:\s|,|(?<=[\s,\[{])#[^\r\n]*)*+")
"""What stands between the last member of a flow collection and its bracket: blanks, a comma, comments."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value: ``text[start:end]``, without the line break behind it. ``column`` is where a block collection's keys or dashes stand, from 0."""

    kind: Literal["mapping", "sequence", "scalar"]
    data: Any
    start: int
    end: int
    column: int = 0
    flow: bool = False
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A key with its value, or an element: ``at`` is where the key, the dash, or the element in brackets begins."""

    key: str | int
    at: int
    node: Node


def spans(text: str, data: Any, marks: Marks) -> Node:
    """The whole text, which must have been read without a problem."""
    return _Spans(text).node(data, marks, -1, flow=False)


class _Spans:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in BREAK.finditer(text))]

    def node(self, data: Any, marks: Marks, indent: int, *, flow: bool) -> Node:
        """The value at ``marks``; ``indent``: the column of the block around it, beyond which all of its lines stand."""
        start = self.at(marks)
        if isinstance(data, dict | list):
            inside = self.text[start : start + 1] in ("{", "[")
            column = marks[1] - 1
            members = self._members(data, marks[2], indent if inside else column, flow=flow or inside)
            kind: Literal["mapping", "sequence"] = "mapping" if isinstance(data, dict) else "sequence"
            if not inside and members and kind == "sequence":
                members = tuple(Member(member.key, self._dash(member.at, column), member.node) for member in members)
            end = members[-1].node.end if members else start + 1
            if inside:
                between = _BETWEEN.match(self.text, end)
                end = (between.end() if between else end) + 1
            return Node(kind, data, start, end, column, inside, members)
        return Node("scalar", data, start, self._scalar_end(start, indent, flow=flow))

    def at(self, mark: Marks) -> int:
        line, column = int(mark[0]), int(mark[1])
        return self.starts[line - 1] + column - 1

    def _members(self, data: Any, marks: Any, indent: int, *, flow: bool) -> tuple[Member, ...]:
        if isinstance(data, Mapping):
            found = [Member(key, self.at(marks[key]), self.node(value, marks[key][2], indent, flow=flow)) for key, value in data.items()]
            return tuple(sorted(found, key=lambda member: member.at))
        return tuple(Member(i, self.at(mark), self.node(value, mark, indent, flow=flow)) for i, (value, mark) in enumerate(zip(data, marks, strict=True)))

    def _dash(self, at: int, column: int) -> int:
        """The dash of the element at ``at``: on its line, or on a line above where the element begins a new one."""
        line = next(i for i in range(len(self.starts) - 1, -1, -1) if self.starts[i] <= at)
        while line >= 0:
            dash = self.starts[line] + column
            if dash < at and self.text[dash : dash + 1] == "-":
                return dash
            line -= 1
        return at

    def _scalar_end(self, start: int, indent: int, *, flow: bool) -> int:
        text = self.text
        head = text[start : start + 1]
        if head in ("'", '"'):
            quoted = _QUOTED.match(text, start)
            return quoted.end() if quoted else start
        if flow:
            found = _FLOW_PLAIN_END.search(text, start)
            return start + len(text[start : found.start() if found else len(text)].rstrip())
        if head in ("|", ">"):
            return self._deeper(self._line_end(start), indent, comments=True)
        found = _BLOCK_PLAIN_END.search(text, start)
        end = found.start() if found else len(text)
        if found and "#" in found.group():
            return end
        return self._deeper(end, indent, comments=False)

    def _deeper(self, end: int, indent: int, *, comments: bool) -> int:
        """The end of the last line that goes on with the value: every following one that is indented deeper than ``indent``; blank lines between."""
        at = end
        while (line := BREAK.match(self.text, self._line_end(at))) is not None:
            at = line.end()
            words = self.text[at : self._line_end(at)]
            depth = len(words) - len(words.lstrip(" "))
            if not words.strip():
                continue
            if depth <= indent or (words.lstrip().startswith("#") and not comments):
                break
            hash_at = None if comments else re.search(r"[ \t]#", words)
            end = at + len(words if comments else (words[: hash_at.start()] if hash_at else words).rstrip())
            if hash_at:
                break
        return end

    def _line_end(self, at: int) -> int:
        found = BREAK.search(self.text, at)
        return found.start() if found else len(self.text)
