"""Saved web pages (.html, .mht once unpacked): every table of the page, what stands between them as lines. The only importer of lxml here.

The parser reports elements as it meets them and builds no tree. Scripts are not run, nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from gongkai.importing.grid import Grid
from gongkai.importing.readers.flow import Flow
from gongkai.importing.readers.guard import MAX_DEPTH, MAX_EVENTS, Notes, damaged, too_big
from gongkai.importing.readers.symbols import box, seen

_UNSEEN: Final = frozenset({"script", "style", "noscript", "template", "option", "rt", "rp", "iframe", "object", "svg"})
_INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "q"}
    | {"rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
"""Elements that do not end a line; any other does, unknown ones with a prefix (Word's ``o:p``) excepted."""

_BLANKS: Final = re.compile(r"[ \t\r\n\f\xa0]+")
_WRAPPED: Final = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef])")
"""A line break in the source between two Chinese characters: the editor that saved the page wrapped the line there."""

_PICTURE: Final = re.compile("data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]+", re.IGNORECASE)
_MAX_PAGE: Final = 16_000_000
"""Characters of a page without its pictures; what Word saves of a thousand rows has about thirteen million."""

_COPY: Final = "只把目录所在的表格复制到 Excel 或 WPS 表格里，存成 .xlsx 再导入"
_FONT: Final = re.compile(r"font-family\s*:\s*([^;,]+)", re.IGNORECASE)


def read(pages: Iterable[str], notes: Notes) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The grids of a page and its frames, and the lines after the last one. Raises `UnreadableError`."""
    flow = Flow(notes)
    for page in pages:
        _parse(page, flow)
    return flow.finish()


def _parse(text: str, flow: Flow) -> None:
    text = _PICTURE.sub("", text)
    # The parser holds a tag with all its attributes, and keeps an error for every stray "<".
    if len(text) > _MAX_PAGE or text.count("<") > 2 * MAX_EVENTS:
        raise too_big("网页太大", _COPY)
    # No XML declaration: lxml refuses text that names an encoding. No NUL: libxml2 stops at it.
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text, count=1).replace("\0", "")
    if not text.strip():
        return
    parser = etree.HTMLParser(target=_Page(flow), huge_tree=True, no_network=True)
    try:
        for start in range(0, len(text), 65_536):
            parser.feed(text[start : start + 65_536])
        parser.close()
    except etree.LxmlError as error:
        raise damaged("网页") from error


class _Page:
    """Events of a page. A line ends wherever a browser would end it."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.words: list[str] = []
        self.fonts: list[tuple[str, str | None]] = []
        self.unseen = 0
        self.tables = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.fonts) > MAX_DEPTH:
            raise too_big("网页嵌套太深", _COPY)
        font = self.fonts[-1][1] if self.fonts else None
        self.fonts.append((name, _font(attributes) or font))
        if name in _UNSEEN:
            self.unseen += 1
        if self.unseen:
            return
        if name not in _INLINE and ":" not in name:
            self._line()
        if name == "table":
            self.flow.open_table()
            self.tables += 1
        elif name == "tr" and self.tables:
            self.flow.open_row()
        elif name in ("td", "th") and self.tables:
            cell = self.flow.open_cell()
            cell.wide, cell.high = _span(attributes, "colspan"), _span(attributes, "rowspan")
        elif name == "input" and attributes.get("type", "").lower() in ("checkbox", "radio"):
            self.words.append(box("checked" in attributes))
        elif name == "img" and self.flow.cell:
            self.words.append(attributes.get("alt", ""))

    def data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(seen(data, self.fonts[-1][1] if self.fonts else None))

    def end(self, name: str) -> None:
        while self.fonts and self.fonts.pop()[0] != name:
            pass
        if name in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if self.unseen:
            return
        if name not in _INLINE and ":" not in name:
            self._line()
        if name == "table" and self.tables:
            self.tables -= 1
            self.flow.close_table()
        elif name in ("td", "th") and self.tables:
            self.flow.close_cell()

    def close(self) -> None:
        self._line()
        while self.tables:
            self.tables -= 1
            self.flow.close_table()

    def _line(self) -> None:
        if self.words:
            self.flow.line(_BLANKS.sub(" ", _WRAPPED.sub("", "".join(self.words))).strip())
            self.words.clear()


def _font(attributes: dict[str, str]) -> str | None:
    if "face" in attributes:
        return attributes["face"]
    found = _FONT.search(attributes["style"]) if "style" in attributes else None
    return found[1] if found else None


def _span(attributes: dict[str, str], name: str) -> int:
    digits = re.match(r"\s*([0-9]{1,9})", attributes.get(name, ""))
    return int(digits[1]) if digits else 1
