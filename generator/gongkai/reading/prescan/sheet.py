"""The lines of a text as an editor shows them, without the characters nobody can see, and the list of what was found in them."""

from __future__ import annotations

import re

from gongkai.reading.prescan.traps import Finding

CONTROL = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufdd0-\\ufdef\\ufffe\\uffff"
SEPARATOR = "\\x85\\u2028\\u2029"
INVISIBLE = "\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb\\U000e0000-\\U000e007f"
PRIVATE = "\\ue000-\\uf8ff\\U000f0000-\\U0010ffff"
ODD_SPACE = "\\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f"
"""Bodies of character classes. The last one is every blank that is neither the ordinary space nor the full-width one."""

BREAK = re.compile(r"\r\n|\r|\n")
_FORBIDDEN = re.compile(
    f"(?P<control>[{CONTROL}]+)|(?P<separator>[{SEPARATOR}]+)|(?P<invisible>[{INVISIBLE}]+)|(?P<private>[{PRIVATE}]+)|\ufffd+"
)
_SLUGS = {"control": "control", "separator": "line-separator", "invisible": "invisible", "private": "private-use", None: "bad-utf8"}
_UNREADABLE = re.compile(f"[{CONTROL}{SEPARATOR}]")
_NAMES = {
    "\x00": "空字符",
    "\x0b": "Word 的手动换行",
    "\x0c": "分页符",
    "\x85": "下一行符",
    "\xa0": "不间断空格",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u2028": "行分隔符",
    "\u2029": "段落分隔符",
    "\u2060": "零宽不换行",
    "\ufeff": "文件中间的 BOM",
}
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INDENT = re.compile(f"[ \t\u3000{ODD_SPACE}]*")
_WIDTHS = {"\t": 2, "\u3000": 2}


def name_of(char: str) -> str:
    """How a message names a character that cannot be shown: its code point and, where there is one, a Chinese name."""
    name = _NAMES.get(char) or ("文字方向控制符" if _BIDI.match(char) else "")
    return f"U+{ord(char):04X} {name}".rstrip()


def readable(text: str) -> str:
    """The text with a blank for every character the YAML parser refuses or takes for the end of a line; positions stay as they are."""
    return _UNREADABLE.sub(" ", text)


class Sheet:
    """``lines`` holds the text without invisible characters, blanks in place of unreadable ones; ``found`` collects findings, whose columns are those of the original."""

    def __init__(self, text: str) -> None:
        self.found: list[Finding] = []
        self.lines = BREAK.split(text)
        self._columns: dict[int, list[int]] = {}
        for index, line in enumerate(self.lines):
            if _FORBIDDEN.search(line):
                self._clean(index, line)

    def _clean(self, index: int, line: str) -> None:
        columns = list(range(len(line) + 1))
        for match in reversed(list(_FORBIDDEN.finditer(line))):
            slug = _SLUGS[match.lastgroup]
            self.report(slug, index, match.start(), name=name_of(match.group()[0]), count=str(len(match.group())))
            if slug == "invisible":
                del columns[match.start() : match.end()]
        blanks = readable(line)
        self.lines[index] = "".join(blanks[column] for column in columns[:-1])
        self._columns[index] = columns

    def report(self, slug: str, line: int, at: int, **words: str) -> None:
        """Note a trap at ``lines[line][at]`` (both from 0)."""
        columns = self._columns.get(line)
        self.found.append(Finding(line + 1, (columns[at] if columns else at) + 1, slug, words))

    def odd_blank(self, line: int, at: int) -> None:
        """Note a blank that is not an ordinary one, inside a line's text."""
        char = self.lines[line][at]
        slug = {"\t": "tab-inside", "\u3000": "fullwidth-space"}.get(char, "nbsp")
        self.report(slug, line, at, name=name_of(char))

    def indent(self, line: int) -> tuple[int, int]:
        """(how many columns the line's text is indented, where the text begins); a tab or a full-width space counts as two columns."""
        text = self.lines[line]
        match = _INDENT.match(text)
        end = match.end() if match else 0
        blanks = text[:end]
        return end if blanks.isascii() and "\t" not in blanks else sum(_WIDTHS.get(char, 1) for char in blanks), end
