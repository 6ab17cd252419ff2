"""The outline of a file, line by line: fields, list entries, and the values that hang on them.

The pre-scan does not parse YAML, it follows what an editor meant: a line with a full-width colon is reported and then taken for a field, so
that one slip is one finding and the next lines are still judged rightly. Lines and columns count from 0 here.
"""

from __future__ import annotations

import re

from gongkai.reading.prescan.nesting import Nesting
from gongkai.reading.prescan.scalars import COMMENT, CURLY, KEY_COLON, SPECIAL
from gongkai.reading.prescan.sheet import ODD_SPACE, Sheet
from gongkai.reading.prescan.traps import shorten
from gongkai.reading.prescan.values import Values

_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
_BULLET = re.compile(r"[－–―−‐‑‒•·●・‧○◆]|—{1,2}|[*+](?=[ \t\u3000]|$)")
_BLANK = re.compile(f"[ \t\u3000{ODD_SPACE}]*")
_ODD_BLANK = re.compile(f"[\u3000{ODD_SPACE}]")
_WORD = "([^\\s：:，。；、#“”‘’\"'\\[\\]{}]{1,30})"
_FULLWIDTH_COLON = re.compile(_WORD + "[ \u3000]*：")
_TIGHT_COLON = re.compile(_WORD + r"[ \u3000]*:(?!//)(?=[^ \t])")
_HAN = re.compile("[\u3400-\u9fff]")
_IDENTIFIER = re.compile("[a-z][a-z_]*")
_BARE_KEY = re.compile(r"[a-z][a-z_]*(?=[ \t\[{]|$)")
_URI_SCHEMES = frozenset(("mailto", "tel", "data", "urn"))
_QUOTED_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?=:(?:[ \t]|$))""")


_MOST_DASHES = 50
"""Dashes that are looked at on one line: no file in earnest has more than two."""


class Blocks:
    """Walks over the lines of one sheet and reports the traps to it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lines = sheet.lines
        self.values = Values(sheet)
        self.nesting = Nesting(sheet)
        self.asked = False  # a key that begins with ? has been reported, its value may follow behind a bare colon
        self.text_from: tuple[int, int] | None = None  # where plain text that has no key on its line began
        self.text_limit: int | None = None  # plain text may go on in lines indented deeper than this

    def run(self) -> None:
        line = 0
        while line < len(self.lines):
            line = self._line(line)

    def _line(self, line: int) -> int:
        """Read what begins on the line; the number of the next line to look at."""
        text = self.lines[line]
        indent, at = self.sheet.indent(line)
        odd = self._odd_indent(line, at)
        if at == len(text):
            return line + 1
        if text[at] == "#":
            self.text_limit = None
            return line + 1
        if at == 0 and self._marker(line):
            return line + 1
        if self.text_limit is not None and indent > self.text_limit:
            if not self._new_entry(line, at, indent):
                if not self.values.scalars.plain(line, at, after_key=True):
                    self.text_limit = None
                return line + 1
            odd = True
        self.text_limit = None
        return self._entry(line, at, indent, odd)

    def _odd_indent(self, line: int, at: int) -> bool:
        """Report blanks that do not count as indentation; a tab before nothing or before a comment mostly does no harm."""
        text = self.lines[line]
        for place, char in enumerate(text[:at]):
            if char == "\t":
                self.sheet.report("tab-line" if text[at : at + 1] in ("", "#") else "tab-indent", line, place)
            elif char == "\u3000":
                self.sheet.report("fullwidth-indent", line, place)
            elif char != " ":
                self.sheet.odd_blank(line, place)
            else:
                continue
            return True
        return False

    def _marker(self, line: int) -> bool:
        """Lines that are no content: what separates documents, directives, what an unfinished merge leaves behind."""
        text = self.lines[line]
        if _CONFLICT.match(text):
            self.sheet.report("conflict-marker", line, 0, name=text[:7])
        elif text[0] == "%":
            self.sheet.report("directive", line, 0)
        elif text.rstrip(" \t") in ("---", "...") or text.startswith(("--- ", "... ")):
            if self.nesting.open or text[0] == ".":
                self.sheet.report("documents", line, 0, name=text[:3])
            self.nesting.open, self.nesting.awaiting, self.text_limit = [], True, None
        else:
            return False
        return True

    def _new_entry(self, line: int, at: int, indent: int) -> bool:
        """Below plain text: the line is meant as an entry of its own (reported), not as the rest of that text."""
        text = self.lines[line]
        colon = KEY_COLON.search(text, at)
        dash = text[at] == "-" and text[at + 1 : at + 2] in ("", " ", "\t")
        if dash or (colon and re.fullmatch(_WORD, text[at : colon.start()])):
            above, start = self.text_from or (0, 0)
            if self.text_from and _BARE_KEY.match(self.lines[above], start):  # that was no text: it has lost its colon
                self.sheet.report("no-colon", above, start, name=shorten(self.lines[above][start:]))
            elif dash:
                self.sheet.report("glued", line, at)
            elif self.nesting.open and not self.nesting.open[-1].loose:
                self.nesting.misplaced(line, at, indent)
            return True
        meant = _FULLWIDTH_COLON.match(text, at)
        return bool(meant and _IDENTIFIER.fullmatch(meant[1]))

    def _entry(self, line: int, at: int, column: int, loose: bool) -> int:
        text = self.lines[line]
        dashed = -1  # column of the last dash
        deepest = at + _MOST_DASHES * 2
        while at < deepest and (after := self._dash(line, at, dashed >= 0)) is not None:
            dashed = column = self.nesting.place(line, at, column, "list", loose=loose)
            self.nesting.awaiting = True
            loose |= text[at : at + 2] not in ("-", "- ")  # what only means a dash may be wider or narrower than one
            if after == len(text) or text[after] == "#":
                return line + 1
            column += after - at
            at = after
        colon = self._key(line, at, column, dashed >= 0)
        if colon is not None:
            column = self.nesting.place(line, at, column, "fields", loose=loose)
            return self._value(line, _after_blanks(text, colon + 1), column, after_key=True)
        if dashed >= 0:
            return self._value(line, at, dashed)
        if self.nesting.takes_text(column) and (self.nesting.open or text[at] in "[{\"'") and text[at] != "＃":
            return self._value(line, at, self.nesting.column)
        rest = text[at:]
        slug = SPECIAL.get(rest[0]) or ("fullwidth-hash" if rest[0] == "＃" else "" if self.asked or loose else "no-colon")
        if slug:
            self.sheet.report(slug, line, at, name=shorten(rest))
        if _BARE_KEY.match(rest):
            self.nesting.place(line, at, column, "fields", loose=True)
            self.nesting.awaiting = _IDENTIFIER.fullmatch(rest.strip()) is not None
        return line + 1

    def _dash(self, line: int, at: int, nested: bool) -> int | None:
        """Where the text of a list entry begins, None when there is no dash and nothing meant as one."""
        text = self.lines[line]
        following = text[at + 1 : at + 2]
        end = at + 1
        if text[at] == "-" and following in ("", " ", "\t"):
            pass
        elif nested:
            return None
        elif text[at] == "-":
            if _ODD_BLANK.match(following):
                self.sheet.odd_blank(line, end)
            elif self.nesting.awaiting and text[end:].rstrip().isdigit():
                return None  # a negative number on a line of its own
            else:
                self.sheet.report("dash-space", line, at)
        elif bullet := _BULLET.match(text, at):
            end = bullet.end()
            if len(bullet.group()) == 2 and self.nesting.awaiting and text[end : end + 1] not in ("", " ", "\u3000"):
                return None  # —— opens a sentence
            self.sheet.report("list-dash", line, at, name=bullet.group())
        else:
            return None
        return _after_blanks(text, end)

    def _key(self, line: int, at: int, column: int, dashed: bool) -> int | None:
        """Where the colon after a key stands, or what is meant as one (reported); None when the line holds no key."""
        text = self.lines[line]
        if text[at] in "\"'":
            quoted = _QUOTED_KEY.match(text, at)
            return quoted.end() if quoted else None
        if text[at] == "?" and text[at + 1 : at + 2] in ("", " ", "\t"):
            self.sheet.report("complex-key", line, at)
            self.asked = True
            return None
        if text[at] in "[{|>@`%,]}" or text[at] in SPECIAL:
            return None
        comment = COMMENT.search(text, at)
        colon = KEY_COLON.search(text, at, comment.start() if comment else len(text))
        below_key = bool(self.nesting.open) and self.nesting.takes_text(column)
        may_be_text = colon is None and (dashed or (below_key and not self._sibling(line, column)))
        for slug, pattern in (("fullwidth-colon", _FULLWIDTH_COLON), ("colon-space", _TIGHT_COLON)):
            meant = pattern.match(text, at, colon.start() if colon else len(text))
            may_be_key = not (may_be_text or dashed) and (slug == "fullwidth-colon" or colon is None)
            if meant and (may_be_key or _is_identifier(meant[1])):
                return self._meant_colon(line, meant, slug)
        if colon is None:
            return None
        name = text[at : colon.start()].rstrip(" \t")
        if not name and not self.asked:
            self.sheet.report("missing-key", line, at)
        elif name == "<<":
            self.sheet.report("merge-key", line, at)
        elif CURLY.fullmatch(name):
            self.sheet.report("curly-quotes", line, at, name=shorten(name))
        elif dashed and _HAN.search(name):  # fields of list entries have English names: this is a sentence
            self.sheet.report("colon-in-value", line, colon.start())
        self.values.scalars.blanks(line, at, at + len(name))
        return colon.start()

    def _meant_colon(self, line: int, meant: re.Match[str], slug: str) -> int:
        colon = meant.end() - 1
        if slug == "colon-space" and _ODD_BLANK.match(self.lines[line], meant.end()):
            self.sheet.odd_blank(line, meant.end())
        else:
            self.sheet.report(slug, line, colon, name=meant[1])
        return colon

    def _sibling(self, line: int, column: int) -> bool:
        """The next line with text stands in the same column and looks like a field too, with whichever colon."""
        for below in range(line + 1, len(self.lines)):
            indent, at = self.sheet.indent(below)
            text = self.lines[below]
            if at < len(text):
                field = _FULLWIDTH_COLON.match(text, at) or _TIGHT_COLON.match(text, at) or KEY_COLON.search(text, at)
                return indent == column and field is not None
        return False

    def _value(self, line: int, at: int, limit: int, *, after_key: bool = False) -> int:
        """Read the value that begins at ``at``, of the key or dash in column ``limit``; the number of the next line to look at."""
        following, state = self.values.value(line, at, limit, after_key=after_key)
        self.nesting.awaiting = state == "nested"
        self.text_limit = limit if state == "plain" else None
        self.text_from = None if after_key else (line, at)
        return following


def _after_blanks(text: str, at: int) -> int:
    """Where text goes on behind a colon or dash. Odd blanks are skipped where no ordinary one stands before them: they are reported already."""
    blank = _BLANK.match(text, at)
    end = blank.end() if blank else at
    ordinary = at + len(text[at:end]) - len(text[at:end].lstrip(" \t"))
    return ordinary if at < ordinary < end else end


def _is_identifier(word: str) -> bool:
    return bool(_IDENTIFIER.fullmatch(word)) and word not in _URI_SCHEMES
