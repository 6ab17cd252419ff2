"""OpenDocument spreadsheets (.ods): content.xml, streamed once. The file holds what people see of every number, and that is read.

Source of the shapes: OpenDocument 1.3 part 3, chapter 9 (tables).
"""

from __future__ import annotations

from typing import Final

from gongkai.importing.grid import Grid
from gongkai.importing.readers.guard import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    MAX_TOTAL_TEXT,
    Notes,
    password,
    too_big,
    too_big_a_table,
)
from gongkai.importing.readers.package import Attributes, Package
from gongkai.importing.readers.symbols import seen
from gongkai.importing.readers.workbook import Sheet, grids, is_own

CONTENT: Final = "content.xml"
_ASIDE: Final = frozenset({"annotation", "shapes", "frame", "custom-shape", "ruby-text", "tracked-changes", "dde-links", "forms", "note"})
"""Elements whose text is not the cell's: comments, drawings, the pinyin above characters."""


def read(package: Package, notes: Notes) -> tuple[Grid, ...]:
    """The grids of a spreadsheet. Raises `UnreadableError`."""
    manifest = "meta-inf/manifest.xml"
    if package.has("encrypted-package") or (package.has(manifest) and b"encryption-data" in package.read(manifest)):
        raise password()
    found = _Tables()
    package.stream(CONTENT, found)
    return grids(found.sheets, notes)


class _Tables:
    """Events of content.xml. Repeated rows and cells are laid out only where they hold text: a sheet says that it is empty to its very end."""

    wanted = _ASIDE | {"table-cell", "covered-table-cell", "table-row", "table", "style", "table-properties", "text-properties", "p", "line-break", "s", "tab"}

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.hidden: set[str] = set()
        self.fonts: dict[str, str] = {}
        """Style → its font."""
        self.style = ""
        self.sheet: Sheet | None = None
        self.aside = 0
        self.row = self.column = 0
        self.repeated_rows = 1
        self.line: list[tuple[int, int, str]] = []
        self.cell: Attributes | None = None
        self.parts: list[str] = []
        self.in_paragraph = False
        self.length = self.laid = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self.aside or name in _ASIDE:
            self.aside += 1
        elif self.cell is not None:
            self._inside(name, attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self.cell, self.parts, self.in_paragraph = attributes, [], False
        elif name == "table-row":
            self.column, self.line = 0, []
            self.repeated_rows = _count(attributes, "number-rows-repeated")
        elif name == "table":
            self.row = 0
            label = attributes.get("name", "")
            self.sheet = None if is_own(label) else Sheet(label, attributes.get("style-name", "") in self.hidden)
        elif name == "style":
            self.style = attributes.get("name", "")
        elif name == "text-properties" and "font-name" in attributes:
            self.fonts[self.style] = attributes["font-name"]
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hidden.add(self.style)

    def _inside(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            self.parts.extend("\n" if self.parts else "")
            self.in_paragraph = True
        elif name == "line-break":
            self.text("\n")
        elif name in ("s", "tab"):
            self.text(" " * min(_count(attributes, "c"), MAX_TEXT))

    def text(self, data: str) -> None:
        if self.in_paragraph and not self.aside:
            self.parts.append(data)
            self.length += len(data)
            if self.length > MAX_TOTAL_TEXT:
                raise too_big_a_table()

    def end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
        elif name in ("table-cell", "covered-table-cell") and self.cell is not None:
            self._cell(self.cell, "".join(self.parts))
            self.cell, self.in_paragraph = None, False
        elif name == "p":
            self.in_paragraph = False
        elif name == "table-row":
            self._row()
        elif name == "table" and self.sheet is not None:
            self.sheets.append(self.sheet)
            self.sheet = None

    def _cell(self, attributes: Attributes, text: str) -> None:
        sheet, repeated = self.sheet, _count(attributes, "number-columns-repeated")
        if sheet is None:
            return
        if attributes.get("formula"):
            if not text and attributes.get("value-type") != "string":
                sheet.unsure.append(sheet.place(self.row, self.column))
            if text.startswith(("#", "Err:")):
                sheet.wrong.append(sheet.place(self.row, self.column))
        if text.strip():
            self.line.append((self.column, repeated, seen(text, self.fonts.get(attributes.get("style-name", "")))))
        wide, high = _count(attributes, "number-columns-spanned"), _count(attributes, "number-rows-spanned")
        if wide > 1 or high > 1:
            sheet.table.merge((self.row, self.column, self.row + high - 1, self.column + wide - 1))
        self.column += repeated

    def _row(self) -> None:
        if self.sheet is not None and self.line:
            if self.row + self.repeated_rows > MAX_ROWS:
                raise too_big(f"工作表“{self.sheet.name}”超过 {MAX_ROWS:,} 行", "删去末尾多余的行，或者拆成几个文件再导入")
            for row in range(self.row, self.row + self.repeated_rows):
                for first, repeated, text in self.line:
                    self._lay(self.sheet, row, first, repeated, text)
        self.row += self.repeated_rows

    def _lay(self, sheet: Sheet, row: int, first: int, repeated: int, text: str) -> None:
        if first + repeated > MAX_COLUMNS:
            raise too_big(f"工作表“{sheet.name}”超过 {MAX_COLUMNS} 列", "删去右边多余的列再导入")
        self.laid += repeated
        if self.laid > MAX_CELLS:
            raise too_big_a_table()
        for column in range(first, first + repeated):
            sheet.table.put(row, column, text)


def _count(attributes: Attributes, name: str) -> int:
    text = attributes.get(name, "")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1
