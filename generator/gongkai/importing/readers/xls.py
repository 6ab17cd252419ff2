"""Excel 97–2003 and 5.0/95 workbooks (.xls): the records of the workbook stream, cells, merged regions and formats.

Source of the shapes: [MS-XLS]. A library was tried and left: a changed byte makes it stop the program, a far cell takes a gigabyte.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from gongkai.importing.grid import Grid
from gongkai.importing.readers.guard import MAX_EVENTS, Notes, UnreadableError, damaged, password, too_big
from gongkai.importing.readers.numbers import BUILT_IN, shown
from gongkai.importing.readers.symbols import seen
from gongkai.importing.readers.workbook import Sheet, grids, is_own

BOF: Final = 0x0809
_EOF, _CONTINUE, _FILEPASS, _CODEPAGE, _DATEMODE, _FONT = 0x000A, 0x003C, 0x002F, 0x0042, 0x0022, 0x0031
_BOUNDSHEET, _FORMAT, _XF, _SST, _MERGED = 0x0085, 0x041E, 0x00E0, 0x00FC, 0x00E5
_LABEL_SST, _LABEL, _RICH, _NUMBER, _RK, _MULTIPLE_RK, _BOOL_ERROR, _STRING = 0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x00BD, 0x0205, 0x0207
_FORMULAS: Final = (0x0006, 0x0206, 0x0406)
_EXCEL_97: Final = 0x0600
_EXCEL_95: Final = 0x0500
_WORKSHEET: Final = 0
_ERRORS: Final = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def read(stream: bytes, notes: Notes) -> tuple[Grid, ...]:
    """The grids of a workbook stream. Raises `UnreadableError`."""
    try:
        return _read(stream, notes)
    except (struct.error, IndexError) as error:
        raise damaged("表格内容") from error


def _read(stream: bytes, notes: Notes) -> tuple[Grid, ...]:
    book = _Book()
    for kind, data in _records(stream, 0):
        book.take(kind, data)
    if not book.sheets:  # written by a program that knows one sheet only, without a list of sheets
        book.sheets.append((0, False, "Sheet1"))

    def sheets() -> Iterator[Sheet]:
        budget = MAX_EVENTS
        for offset, hidden, name in book.sheets:
            if not is_own(name):
                cells = _Cells(Sheet(name, hidden), book)
                for kind, data in _records(stream, offset):
                    cells.take(kind, data)
                    budget -= 1
                    if budget < 0:
                        raise too_big("文件里的内容太多")
                yield cells.sheet

    return grids(sheets(), notes)


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, list[bytes]]]:
    """(kind, its data and that of the records that continue it) from a BOF to its EOF; what lies between, of charts, is left out."""
    depth = 0
    waiting: tuple[int, list[bytes]] | None = None
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        data = stream[offset + 4 : offset + 4 + length]
        if len(data) < length:
            raise damaged("文件不完整")
        offset += 4 + length
        if kind == _CONTINUE and waiting:
            waiting[1].append(data)
            continue
        if waiting:
            yield waiting
            waiting = None
        depth += (kind == BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            waiting = (kind, [data])
    raise damaged("文件不完整")


@dataclass(slots=True)
class _Book:
    """What the first part of the stream says about the whole workbook."""

    version: int = 0
    codec: str = "gb18030"
    since_1904: bool = False
    sheets: list[tuple[int, bool, str]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    fonts: list[str] = field(default_factory=list)
    looks: list[tuple[int, int]] = field(default_factory=list)
    """Font and number format of every cell style."""

    def take(self, kind: int, parts: list[bytes]) -> None:
        data = parts[0]
        if kind == BOF:
            (self.version,) = struct.unpack_from("<H", data)
            if self.version not in (_EXCEL_97, _EXCEL_95):
                raise UnreadableError("X106", "这是很早的 Excel 文件，读不了", "用 Excel 或 WPS 打开，另存为 .xlsx 再导入")
        elif kind == _FILEPASS:
            raise password()
        elif kind == _CODEPAGE:
            self.codec = {936: "gb18030", 950: "big5hkscs", 1200: "utf-16-le", 1252: "cp1252"}.get(struct.unpack_from("<H", data)[0], "gb18030")
        elif kind == _DATEMODE:
            self.since_1904 = data[:1] == b"\1"
        elif kind == _FONT:
            self.fonts.append(self.string(data, 14, wide_length=False))
        elif kind == _FORMAT:
            self.formats[struct.unpack_from("<H", data)[0]] = self.string(data, 2, wide_length=self.version == _EXCEL_97)
        elif kind == _XF:
            font, format_ = struct.unpack_from("<HH", data)
            self.looks.append((font - (font > 4), format_))  # there is no font number 4
        elif kind == _BOUNDSHEET:
            offset, state, what = struct.unpack_from("<IBB", data)
            if what == _WORKSHEET:
                self.sheets.append((offset, bool(state & 3), self.string(data, 6, wide_length=False)))
        elif kind == _SST:
            self.strings = list(_Shared(parts).strings())

    def string(self, data: bytes, at: int, *, wide_length: bool = True) -> str:
        """A string that lies in one record, in the way of the file's version."""
        length = struct.unpack_from("<H" if wide_length else "<B", data, at)[0]
        at += 1 + wide_length
        if self.version != _EXCEL_97:
            return data[at : at + length].decode(self.codec, errors="replace")
        flags = data[at]
        at += 1 + 2 * bool(flags & 8) + 4 * bool(flags & 4)
        return _characters(data[at : at + length * (2 if flags & 1 else 1)], wide=bool(flags & 1))

    def look(self, number: int) -> tuple[str, str]:
        """Number format and font of a style."""
        font, format_ = self.looks[number] if number < len(self.looks) else (0, 0)
        return self.formats.get(format_, ""), self.fonts[font] if font < len(self.fonts) else ""


class _Shared:
    """The table of shared strings. A string may run over into the next record, and change between one and two bytes a character there."""

    def __init__(self, parts: list[bytes]) -> None:
        self.parts = parts
        self.part, self.at = 0, 8

    def strings(self) -> Iterator[str]:
        (count,) = struct.unpack_from("<I", self.parts[0], 4)
        for _ in range(min(count, MAX_EVENTS)):
            if self.at >= len(self.parts[self.part]) and self.part + 1 >= len(self.parts):
                return
            yield self._string()

    def _string(self) -> str:
        left, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._bytes(4))[0] if flags & 4 else 0
        pieces = []
        while left:
            if self.at >= len(self.parts[self.part]):
                self._next()
                flags = self._bytes(1)[0]
            size = 2 if flags & 1 else 1
            here = min(left, (len(self.parts[self.part]) - self.at) // size)
            if here <= 0:
                raise damaged("文字表")
            pieces.append(_characters(self._bytes(here * size), wide=size == 2))
            left -= here
        self._skip(4 * runs + extra)
        return "".join(pieces)

    def _bytes(self, count: int) -> bytes:
        if self.at >= len(self.parts[self.part]):
            self._next()
        data = self.parts[self.part][self.at : self.at + count]
        if len(data) < count:
            raise damaged("文字表")
        self.at += count
        return data

    def _skip(self, count: int) -> None:
        while count > len(self.parts[self.part]) - self.at:
            count -= len(self.parts[self.part]) - self.at
            self._next()
        self.at += count

    def _next(self) -> None:
        self.part, self.at = self.part + 1, 0
        if self.part >= len(self.parts):
            raise damaged("文字表")


class _Cells:
    """The records of one worksheet."""

    def __init__(self, sheet: Sheet, book: _Book) -> None:
        self.sheet, self.book = sheet, book
        self.formula: tuple[int, int, int] | None = None
        """Row, column and style of the formula whose text comes in the next record."""

    def take(self, kind: int, parts: list[bytes]) -> None:
        data = parts[0]
        if kind == _LABEL_SST:
            row, column, style, number = struct.unpack_from("<HHHI", data)
            self._put(row, column, style, self.book.strings[number])
        elif kind in (_LABEL, _RICH):
            row, column, style = struct.unpack_from("<HHH", data)
            self._put(row, column, style, self.book.string(data, 6))
        elif kind == _NUMBER:
            self._number(*struct.unpack_from("<HHHd", data))
        elif kind == _RK:
            row, column, style, number = struct.unpack_from("<HHHI", data)
            self._number(row, column, style, _rk(number))
        elif kind == _MULTIPLE_RK:
            row, column = struct.unpack_from("<HH", data)
            for at in range(4, len(data) - 7, 6):
                style, number = struct.unpack_from("<HI", data, at)
                self._number(row, column, style, _rk(number))
                column += 1
        elif kind in _FORMULAS:
            self._formula(data)
        elif kind == _STRING and self.formula:
            self._put(*self.formula, self.book.string(data, 0))
            self.formula = None
        elif kind == _BOOL_ERROR:
            row, column, style, value, is_error = struct.unpack_from("<HHHBB", data)
            self._truth(row, column, style, value, is_error)
        elif kind == _MERGED:
            for at in range(2, len(data) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", data, at)
                self.sheet.table.merge((top, left, bottom, right))

    def _formula(self, data: bytes) -> None:
        row, column, style, value = struct.unpack_from("<HHHd", data)
        what, number, mark = data[6], data[8], data[12:14]
        if mark != b"\xff\xff":
            self._number(row, column, style, value)
        elif what == 0:
            self.formula = (row, column, style)
        elif what in (1, 2):
            self._truth(row, column, style, number, what - 1)

    def _truth(self, row: int, column: int, style: int, value: int, is_error: int) -> None:
        if is_error:
            self.sheet.wrong.append(self.sheet.place(row, column))
        self._put(row, column, style, _ERRORS.get(value, "#N/A") if is_error else "TRUE" if value else "FALSE")

    def _number(self, row: int, column: int, style: int, value: float) -> None:
        self._put(row, column, style, shown(value, self.book.look(style)[0], since_1904=self.book.since_1904))

    def _put(self, row: int, column: int, style: int, text: str) -> None:
        self.sheet.table.put(row, column, seen(text, self.book.look(style)[1]))


def _characters(data: bytes, *, wide: bool) -> str:
    return data.decode("utf-16-le" if wide else "latin-1", errors="replace")


def _rk(number: int) -> float:
    """A number in 30 bits: an integer, or the upper part of a double; either may be in hundredths."""
    value = float(number >> 2 if number < 0x80000000 else (number >> 2) - (1 << 30)) if number & 2 else struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0]
    return value / 100 if number & 1 else value
