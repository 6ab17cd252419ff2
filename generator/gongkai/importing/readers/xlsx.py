"""Excel workbooks (.xlsx, .xlsm): the sheets' own XML, streamed once, with merged regions and numbers as people see them.

Source of the shapes: ECMA-376 part 1, SpreadsheetML. Formulas are never evaluated: the value that the spreadsheet stored is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from gongkai.importing.grid import Grid
from gongkai.importing.readers.guard import Notes, damaged
from gongkai.importing.readers.numbers import BUILT_IN, shown
from gongkai.importing.readers.package import Attributes, Package
from gongkai.importing.readers.symbols import seen
from gongkai.importing.readers.table import Region
from gongkai.importing.readers.workbook import Sheet, grids, is_own

_MAX_ROW: Final = 1_048_576
_MAX_COLUMN: Final = 16_384
_REFERENCE: Final = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUE: Final = ("1", "true")


def read(package: Package, workbook: str, notes: Notes) -> tuple[Grid, ...]:
    """The grids of a workbook; ``workbook`` is the name of its main part. Raises `UnreadableError`."""
    book = _Workbook()
    package.stream(workbook, book)
    relations = package.relations(workbook)
    parts = {kind: part for kind, part in relations.values() if kind in ("sharedStrings", "styles")}
    strings = _Strings()
    if package.has(parts.get("sharedStrings", "")):
        package.stream(parts["sharedStrings"], strings)
    styles = _Styles()
    if package.has(parts.get("styles", "")):
        package.stream(parts["styles"], styles)
    looks = styles.looks()

    def sheets() -> Iterator[Sheet]:
        for name, state, relation in book.sheets:
            kind, part = relations.get(relation, ("", ""))
            if kind == "worksheet" and not is_own(name):
                sheet = Sheet(name, state != "visible")
                package.stream(part, _Cells(sheet, strings.found, looks, since_1904=book.since_1904))
                yield sheet

    return grids(sheets(), notes)


class _Workbook:
    """Events of workbook.xml: (name, state, relation) of every sheet."""

    wanted = frozenset({"sheet", "workbookPr"})

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), attributes.get("id", "")))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in _TRUE

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class _Rich:
    """Collects the text of an ``si`` or ``is``: its runs, each in its font, without the phonetic guide."""

    wanted = frozenset({"t", "r", "rFont", "rPh", "si"})

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open = False
        self.font: str | None = None
        self.guide = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self.open = not self.guide
        elif name == "r":
            self.font = None
        elif name == "rFont":
            self.font = attributes.get("val")
        elif name == "rPh":
            self.guide = True

    def end(self, name: str) -> None:
        if name == "t":
            self.open = False
        elif name == "rPh":
            self.guide = False

    def text(self, data: str) -> None:
        if self.open:
            self.parts.append(seen(data, self.font))

    def take(self) -> str:
        text = unescaped("".join(self.parts))
        self.parts.clear()
        self.font = None
        return text


def unescaped(text: str) -> str:
    """Characters that XML cannot hold, which Office writes as ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Strings(_Rich):
    """Events of sharedStrings.xml."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(self.take())


@dataclass(frozen=True, slots=True)
class _Look:
    code: str
    font: str


class _Styles:
    """Events of styles.xml: number format and font of every cell style."""

    wanted = frozenset({"fonts", "font", "name", "cellXfs", "cellStyleXfs", "dxfs", "numFmt", "xf"})

    def __init__(self) -> None:
        self.formats = dict(BUILT_IN)
        self.fonts: list[str] = []
        self.cells: list[tuple[str, str]] = []
        self.group = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self.group = name
        elif name == "numFmt" and self.group != "dxfs":
            self.formats[_whole(attributes.get("numFmtId"), 0)] = attributes.get("formatCode", "")
        elif name == "font" and self.group == "fonts":
            self.fonts.append("")
        elif name == "name" and self.group == "fonts" and self.fonts:
            self.fonts[-1] = attributes.get("val", "")
        elif name == "xf" and self.group == "cellXfs":
            self.cells.append((attributes.get("numFmtId", ""), attributes.get("fontId", "")))

    def end(self, name: str) -> None:
        if name == self.group:
            self.group = ""

    def text(self, data: str) -> None: ...

    def looks(self) -> dict[str, _Look]:
        """Number of a style, as cells write it → its look."""
        fonts = dict(enumerate(self.fonts))
        found = (_Look(self.formats.get(_whole(code, 0), ""), fonts.get(_whole(font, 0), "")) for code, font in self.cells)
        return {str(number): look for number, look in enumerate(found)}


class _Cells:
    """Events of a worksheet: its cells, then its merged regions. Cells and rows without an address follow the one before."""

    wanted = frozenset({"c", "v", "f", "is", "row", "mergeCell", *_Rich.wanted})

    def __init__(self, sheet: Sheet, strings: list[str], looks: dict[str, _Look], *, since_1904: bool) -> None:
        self.sheet, self.strings, self.looks, self.since_1904 = sheet, strings, looks, since_1904
        self.row = self.column = -1
        self.address = ""
        """Of the open cell, until it is known to hold anything: most of a big sheet is empty."""
        self.kind = self.style = ""
        self.value: list[str] | None = None
        self.stored = ""
        self.formula = False
        self.rich: _Rich | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if self.rich is not None:
            self.rich.start(name, attributes)
        elif name == "c":
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.stored, self.formula = "", False
            written = attributes.get("r", "")
            if not written:
                self._locate()
                self.column += 1
            self.address = written
        elif name == "v":
            self.value = []
        elif name == "f":
            self.formula = True
        elif name == "is":
            self.rich = _Rich()
        elif name == "row":
            self._locate()
            self.row, self.column = _whole(attributes.get("r"), self.row + 2) - 1, -1
        elif name == "mergeCell":
            self.sheet.table.merge(region(attributes.get("ref", "")))

    def text(self, data: str) -> None:
        if self.value is not None:
            self.value.append(data)
        elif self.rich is not None:
            self.rich.text(data)

    def end(self, name: str) -> None:
        if name == "v" and self.value is not None:
            self.stored, self.value = "".join(self.value), None
        elif self.rich is not None:
            self.rich.end(name)
            if name == "is":
                self.stored, self.rich = self.rich.take(), None
        elif name == "c" and (self.stored or self.formula):
            self._cell()

    def _locate(self) -> None:
        if self.address:
            self.row, self.column = address(self.address)
            self.address = ""

    def _cell(self) -> None:
        self._locate()
        look = self.looks.get(self.style, _PLAIN)
        text = self.stored
        if self.kind == "s":
            number = _whole(text, -1)
            if not 0 <= number < len(self.strings):
                raise damaged(f"{self.sheet.place(self.row, self.column)} 的文字找不到")
            text = self.strings[number]
        elif self.kind == "str":
            text = unescaped(text)
        elif self.kind == "b":
            text = "TRUE" if text in _TRUE else "FALSE"
        elif self.kind == "e":
            self.sheet.wrong.append(self.sheet.place(self.row, self.column))
        elif self.kind == "n" and text:
            try:
                text = shown(float(text), look.code, since_1904=self.since_1904)
            except ValueError:
                raise damaged(f"{self.sheet.place(self.row, self.column)} 不是数") from None
        if not text and self.formula and self.kind != "str":
            self.sheet.unsure.append(self.sheet.place(self.row, self.column))
        self.sheet.table.put(self.row, self.column, seen(text, look.font))


_PLAIN: Final = _Look("", "")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def address(text: str) -> tuple[int, int]:
    """Row and column of ``B3``, from 0. Raises `UnreadableError` for what is no address."""
    found = _REFERENCE.fullmatch(text.replace("$", ""))
    if found is None:
        raise damaged(f"单元格位置 {text[:20]}")
    row, column = int(found[2]), _column(found[1])
    if not (0 < row <= _MAX_ROW and column <= _MAX_COLUMN):
        raise damaged(f"单元格位置 {text[:20]}")
    return row - 1, column - 1


@cache
def _column(name: str) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


def region(text: str) -> Region:
    """First and last cell of ``A1:C2``, from 0."""
    first, _, last = text.partition(":")
    top, left = address(first)
    bottom, right = address(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
