"""The door to XlsxWriter: a book as .xlsx that a clerk can edit, print and send back. The same book gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.comparing.csv_table import FORMULA_STARTS
from gongkai.outputs.office.sheet import Book, Line, Sheet, blocks, clean, header, is_centred, is_tick, lines_of, paper_of, width
from gongkai.pages.domain_rows import TICK, Column

ID_LABEL = "编号"
"""Heading of the hidden last column: the item's id, by which an edited table finds its way back."""

CONTENTS = "目录"
MOST = 32_767
"""Characters that a cell of a spreadsheet holds."""

CUT = "……（表格的一格放不下，以下略）"

SPARE = 200
"""Rows below the table that offer the same choices, for items that a clerk adds."""

_PAPER = {"A4": 9, "A3": 8}
_LINE, TALLEST = 14, 409
"""Points: a line of text, and the tallest row that a spreadsheet has."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONT = {"font_name": "仿宋", "font_size": 10, "font_scheme": "none", "valign": "vcenter"}
_TITLE = {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "text_wrap": True}
_HEAD = {"font_name": "黑体", "border": 1, "align": "center", "text_wrap": True, "bg_color": "#F2F2F2"}
_NOTE = {"font_size": 9, "text_wrap": True}
_LINK = {"border": 1, "font_color": "#1B5949", "underline": 1}


class _Worksheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows from ``grown`` on have a height that a spreadsheet may change when their text does."""

    grown = 0

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        """XlsxWriter takes every height that is given for the user's will (``customHeight``)."""
        fitted = tag == "row" and attributes[0][1] > self.grown > 0
        super()._xml_start_tag_unencoded(tag, [one for one in attributes if one[0] != "customHeight"] if fitted else attributes)


class _Formats:
    """Cell formats, made once per workbook."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[Any, Any] = {}

    def of(self, properties: dict[str, Any]) -> Any:
        key = id(properties)  # one of the constants above
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def cell(self, centred: bool, gone: bool = False, *, quoted: bool = False) -> Any:
        """``quoted``: a text that looks like a formula keeps an apostrophe, so that it stays text when somebody edits it."""
        key = (centred, gone, quoted)
        found = self._made.get(key)
        if found is None:
            colour = {"font_color": "#777777"} if gone else {}
            look = {"border": 1, "text_wrap": True, "align": "center" if centred else "left", "quote_prefix": quoted, **colour}
            found = self._made[key] = self._workbook.add_format(look)
        return found


def to_xlsx(book: Book, paper: str = "", done: Callable[[], None] = lambda: None) -> bytes:
    """The workbook; ``paper`` ("A3", "A4") overrides the size that each table needs, ``done`` is called after each sheet."""
    out = BytesIO()
    workbook = Workbook(out, {**_OPTIONS, "default_format_properties": dict(_FONT)})  # which the library writes into
    created = datetime.fromisoformat(book.as_of) if book.as_of else datetime(2000, 1, 1)
    workbook.set_properties({"title": _whole(book.title), "author": _whole(book.author), "created": created})
    formats = _Formats(workbook)
    names = tab_names([CONTENTS, *(sheet.name for sheet in book.sheets)] if book.contents else [sheet.name for sheet in book.sheets])
    if book.contents:
        _contents(workbook.add_worksheet(names.pop(0)), formats, book, names)
    for sheet, name in zip(book.sheets, names, strict=True):
        _write(workbook.add_worksheet(name, _Worksheet), formats, sheet, paper_of(sheet, paper))
        done()
    workbook.close()
    return out.getvalue()


def tab_names(names: list[str]) -> list[str]:
    """Names that worksheets may have: at most 31 characters, none of ``[]:*?/\\``, no two alike, whatever the case."""
    found: list[str] = []
    used = {"history"}
    for name in names:
        clean = _FORBIDDEN.sub("", name).strip("' ") or "表"
        tab, number = clean[:31], 2
        while tab.lower() in used:
            end = f"（{number}）"
            tab, number = f"{clean[: 31 - len(end)]}{end}", number + 1
        used.add(tab.lower())
        found.append(tab)
    return found


def _write(worksheet: Any, formats: _Formats, sheet: Sheet, paper: str) -> None:
    columns = sheet.columns
    last = len(columns) - 1
    top = _above(worksheet, formats, sheet.title, sheet.notes, last, sum(map(width, columns)))
    rows = _head(worksheet, formats, sheet, top)
    first = top + rows
    for place, column in enumerate(columns):
        worksheet.set_column(place, place, width(column))
    looks = [is_centred(column) for column in columns]
    worksheet.grown = first
    widths = [width(column) - 1 for column in columns]
    plain = {gone: [formats.cell(look, gone) for look in looks] for gone in (False, True)}
    number = next((place for place, column in enumerate(columns) if column.key == "no"), None)
    for row, line in enumerate(sheet.lines, first):
        tall = max(map(lines_of, line.cells, widths))
        worksheet.set_row(row, min(TALLEST, tall * _LINE + 4))
        for place, (text, look) in enumerate(zip(line.cells, plain[line.gone], strict=True)):
            if not text:
                worksheet.write_blank(row, place, None, look)
            elif text[0] in FORMULA_STARTS:
                worksheet.write_string(row, place, _whole(text), formats.cell(looks[place], line.gone, quoted=True))
            elif place == number:
                worksheet.write_number(row, place, int(text), look)
            else:
                worksheet.write_string(row, place, _whole(text), look)
    for place, start, end in blocks(sheet):
        text = sheet.lines[start].cells[place]
        _merge(worksheet, first + start, place, first + end, place, text, formats.cell(looks[place], quoted=text.startswith(FORMULA_STARTS)))
    if sheet.has_ids:
        _ids(worksheet, formats, sheet.lines, top, rows, last + 1)
        _choices(worksheet, columns, first, first + len(sheet.lines) - 1 + SPARE)
    worksheet.freeze_panes(first, 0)
    worksheet.repeat_rows(top, first - 1)
    worksheet.print_area(0, 0, max(first, first + len(sheet.lines) - 1), last)
    _page(worksheet, paper)


def _above(worksheet: Any, formats: _Formats, title: str, notes: tuple[str, ...], last: int, room: int) -> int:
    """Title and notes over the whole width (``room`` characters); returns how many rows they take."""
    _merge(worksheet, 0, 0, 0, last, title, formats.of(_TITLE))
    worksheet.set_row(0, 30 * lines_of(title, room * 10 // 18))
    for row, note in enumerate(notes, 1):
        _merge(worksheet, row, 0, row, last, note, formats.of(_NOTE))
        worksheet.set_row(row, 15 * lines_of(note, room))
    return 1 + len(notes)


def _head(worksheet: Any, formats: _Formats, sheet: Sheet, top: int) -> int:
    """The header from row ``top``; returns how many rows it has."""
    look = formats.of(_HEAD)
    below = top + sheet.two_rows
    for text, start, end, columns in header(sheet):
        _merge(worksheet, top, start, top if columns else below, end, text, look)
        for place, column in enumerate(columns, start):
            worksheet.write_string(below, place, column.label, look)
    return below - top + 1


def _ids(worksheet: Any, formats: _Formats, lines: tuple[Line, ...], top: int, rows: int, place: int) -> None:
    _merge(worksheet, top, place, top + rows - 1, place, ID_LABEL, formats.of(_HEAD))
    for row, line in enumerate(lines, top + rows):
        worksheet.write_string(row, place, line.id)
    worksheet.set_column(place, place, 30, None, {"hidden": True})


def _choices(worksheet: Any, columns: tuple[Column, ...], first: int, last: int) -> None:
    """√ or nothing, from a list."""
    rule = {
        "validate": "list",
        "source": [TICK],
        "ignore_blank": True,
        "error_title": "只能填 √",
        "error_message": "这一格只填 √，不是的留空。",
    }
    for place, column in enumerate(columns):
        if is_tick(column):
            worksheet.data_validation(first, place, last, place, rule)


def _contents(worksheet: Any, formats: _Formats, book: Book, names: list[str]) -> None:
    """The first sheet: which domains the book has, how many items each, and which are absent and why."""
    top = _above(worksheet, formats, book.title, book.notes, 2, 100)
    for place, (label, wide) in enumerate((("公开领域", 30), ("数量", 10), ("说明", 60))):
        worksheet.write_string(top, place, label, formats.of(_HEAD))
        worksheet.set_column(place, place, wide)
    row = top + 1
    for sheet, name in zip(book.sheets, names, strict=True):
        quoted = name.replace("'", "''")
        worksheet.write_url(row, 0, f"internal:'{quoted}'!A1", formats.of(_LINK), sheet.name)
        worksheet.write_number(row, 1, sum(not line.gone for line in sheet.lines), formats.cell(True))
        worksheet.write_blank(row, 2, None, formats.cell(False))
        row += 1
    for name, why in book.absent:
        for place, text in enumerate((name, "", why)):
            worksheet.write_string(row, place, _whole(text), formats.cell(place == 1, True))
        row += 1
    worksheet.freeze_panes(top + 1, 0)
    worksheet.repeat_rows(top)
    worksheet.set_paper(_PAPER["A4"])
    worksheet.fit_to_pages(1, 0)


def _page(worksheet: Any, paper: str) -> None:
    """Landscape, the whole width on one page, page numbers at the foot."""
    worksheet.set_landscape()
    worksheet.set_paper(_PAPER[paper])
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    worksheet.center_horizontally()
    worksheet.set_footer("&C第 &P 页，共 &N 页")


def _merge(worksheet: Any, top: int, left: int, bottom: int, right: int, text: str, look: Any) -> None:
    """Like ``merge_range``, which refuses a single cell."""
    if (top, left) == (bottom, right):
        worksheet.write_string(top, left, _whole(text), look)
    else:
        worksheet.merge_range(top, left, bottom, right, "", look)
        worksheet.write_string(top, left, _whole(text), look)


def _whole(text: str) -> str:
    """A spreadsheet refuses a text longer than that, which no real table has; what was cut says so."""
    text = clean(text)
    return text if len(text) <= MOST else f"{text[: MOST - len(CUT)]}{CUT}"
