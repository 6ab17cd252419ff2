"""The right-hand side of a line, for the pre-scan: which kind of value begins there, and on which line reading goes on after it.

Lines and columns count from 0; ``limit`` is the column of the key or dash the value belongs to: only lines indented deeper continue it.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from gongkai.reading.prescan.flow import FlowScan
from gongkai.reading.prescan.scalars import CURLY, SPECIAL, Scalars
from gongkai.reading.prescan.sheet import Sheet
from gongkai.reading.prescan.traps import shorten

_BLOCK_TEXT = re.compile(r"[|>](?:[+-]?(?P<depth>[1-9]?)|[1-9][+-])(?:[ \t]+#.*|[ \t]*)")


class Next(NamedTuple):
    """The line to go on with. ``nested``: there was no value, a block may follow; ``plain``: deeper lines go on with the text."""

    line: int
    state: Literal["nested", "plain", "done"]


class Values:
    """Reads values of one sheet and reports their traps to it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lines = sheet.lines
        self.scalars = Scalars(sheet)
        self.flow = FlowScan(self.scalars)

    def value(self, line: int, at: int, limit: int, *, after_key: bool) -> Next:
        """Read the value that begins at ``at``; ``after_key``: its key stands before it on the line."""
        text = self.lines[line]
        mark = text[at : at + 1]
        if not mark:
            return Next(line + 1, "nested")
        if mark == "#":
            self.scalars.comment(line, at, cuts=not self._nested_below(line, limit))
            return Next(line + 1, "nested")
        if mark in SPECIAL:
            self.sheet.report(SPECIAL[mark], line, at, name=shorten(text[at:]))
            return Next(line + 1, "nested")
        if mark in "\"'" and not CURLY.fullmatch(text[at:].rstrip()):
            return self._closed(*self.scalars.quoted(line, at, limit), "text-after-quote")
        if mark in "[{":
            return self._closed(*self.flow.scan(line, at, limit), "text-after-bracket")
        if header := _BLOCK_TEXT.fullmatch(text, at):
            return Next(self._below_block(line + 1, limit, measured=header["depth"] == ""), "done")
        if mark in "-?" and text[at + 1 : at + 2] in ("", " ", "\t"):
            self.sheet.report("list-on-key-line" if mark == "-" else "complex-key", line, at)
            return Next(line + 1, "done")
        if mark in "@`%|>,]}":
            self.sheet.report("special-start", line, at, mark=mark, name=shorten(text[at:]))
        return Next(line + 1, "plain" if self.scalars.plain(line, at, after_key=after_key) else "done")

    def _closed(self, line: int, at: int, slug: str) -> Next:
        """After a closing quote or bracket only a comment may follow."""
        if at < 0:
            return Next(line, "done")
        rest = self.lines[line][at:].lstrip(" \t")
        if rest and rest[0] != "#":
            self.sheet.report(slug, line, len(self.lines[line]) - len(rest), name=shorten(rest))
        return Next(line + 1, "done")

    def _below_block(self, line: int, limit: int, *, measured: bool) -> int:
        """The first line after block text. ``measured``: its first line sets the indentation that the others must not fall short of."""
        depth = 0
        while line < len(self.lines):
            content = self.lines[line].lstrip(" ")
            indent = len(self.lines[line]) - len(content)
            if content:
                if indent <= limit:
                    break
                if measured and indent < depth:
                    self.sheet.report("block-indent", line, indent)
                depth = depth or indent
            line += 1
        return line

    def _nested_below(self, line: int, limit: int) -> bool:
        """Whether the next line with text belongs to the key or dash in column ``limit``."""
        for below in range(line + 1, len(self.lines)):
            indent, at = self.sheet.indent(below)
            text = self.lines[below]
            if at < len(text) and text[at] != "#":
                return indent > limit or (indent == limit and text[at] == "-")
        return False
