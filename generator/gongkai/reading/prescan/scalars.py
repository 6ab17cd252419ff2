"""Quoted and plain text of a line, for the pre-scan. Lines and columns count from 0 here.

``limit`` is the column of the key or dash a value belongs to: only lines indented deeper continue it.
"""

from __future__ import annotations

import re

from gongkai.reading.prescan.sheet import CONTROL, INVISIBLE, ODD_SPACE, SEPARATOR, Sheet
from gongkai.reading.prescan.traps import shorten

SPECIAL = {"&": "anchor", "*": "alias", "!": "tag"}
"""What YAML reads into the first character of an unquoted value → slug of the trap."""
CURLY = re.compile("“[^“”]*[”\"]|\"[^“”\"]*”|‘[^‘’]*’|＂[^＂]*＂|＇[^＇]*＇")
"""Text that is wrapped as a whole in quotes of the Chinese input method, or in one of each kind."""
COMMENT = re.compile(r"[ \t]+#")
KEY_COLON = re.compile(r":(?=[ \t]|$)")
_ENTRY = re.compile(r"(?:-(?=[ \t]|$)|(?:[\w（）/.-]{1,40}|\"[^\"]*\"|'[^']*'):(?=[ \t]|$))")
_PARTS = {'"': re.compile(r'\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|$)|"'), "'": re.compile("''|'")}
_PLAIN_ESCAPES = frozenset('\\"/nt \t')
_UNSEEN = re.compile(f"[{CONTROL}{SEPARATOR}{INVISIBLE}{ODD_SPACE}]")
_ODD_BLANKS = re.compile(f"\t+|[{ODD_SPACE}]+")
_FULLWIDTH_BRACKETS = re.compile(r"［.*[］\]]|｛.*[｝}]")


class Scalars:
    """Reads the texts of one sheet and reports their traps to it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lines = sheet.lines

    def plain(self, line: int, at: int, *, after_key: bool = False) -> bool:
        """Check one line of unquoted text; True when the next line may go on with it (no comment has ended it)."""
        text = self.lines[line]
        whole = text[at:].rstrip(" \t")
        slug = "curly-quotes" if CURLY.fullmatch(whole) else "fullwidth-bracket" if _FULLWIDTH_BRACKETS.fullmatch(whole) else ""
        if slug:
            self.sheet.report(slug, line, at, name=shorten(whole))
            return True
        comment = COMMENT.search(text, at)
        end = at + len(text[at : comment.start() if comment else None].rstrip(" \t"))
        colon = KEY_COLON.search(text, at, end) if after_key else None
        if colon:
            self.sheet.report("colon-in-value", line, colon.start())
        if comment:
            self.comment(line, comment.end() - 1, cuts=True)
        self.blanks(line, at, end)
        return comment is None

    def comment(self, line: int, at: int, *, cuts: bool) -> bool:
        """A comment begins at ``at``. Where text would be lost (``cuts``), it must look like one: ``#`` and a blank. True if it does not."""
        text = self.lines[line]
        meant_as_text = cuts and text[at + 1 : at + 2] not in ("", " ", "\t", "\u3000")
        if meant_as_text:
            self.sheet.report("comment-cuts", line, at, name=shorten(text[at:]))
        return meant_as_text

    def blanks(self, line: int, start: int, end: int) -> None:
        """Blanks other than ordinary ones in unquoted text; full-width ones are text, except at the edges."""
        text = self.lines[line]
        for match in _ODD_BLANKS.finditer(text, start, end):
            self.sheet.odd_blank(line, match.start())
        for at in sorted({start, end - 1}):
            if start < end and text[at] == "\u3000":
                self.sheet.odd_blank(line, at)

    def quoted(self, line: int, at: int, limit: int) -> tuple[int, int]:
        """(line, place after the closing quote) of the quote that opens at ``at``; (line to go on with, -1) when it is never closed."""
        mark = self.lines[line][at]
        current, start = line, at + 1
        while True:
            for part in _PARTS[mark].finditer(self.lines[current], start):
                if part.group() == mark:
                    return current, part.end()
                if mark == '"':
                    self._escape(current, part)
            current, start = current + 1, 0
            if current == len(self.lines) or self.starts_entry(current, limit):
                self.sheet.report("unclosed-quote", line, at, mark=mark)
                return current, -1

    def starts_entry(self, line: int, limit: int) -> bool:
        """The line looks like the next field or list entry rather than the rest of a value with that ``limit``."""
        indent, at = self.sheet.indent(line)
        return indent <= limit and _ENTRY.match(self.lines[line], at) is not None

    def _escape(self, line: int, part: re.Match[str]) -> None:
        body = part.group()[1:]
        if not body or body in _PLAIN_ESCAPES:
            return
        code = int(body[1:], 16) if len(body) > 1 else -1
        if code < 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or _UNSEEN.match(chr(code)):
            self.sheet.report("bad-escape", line, part.start(), name=part.group())
