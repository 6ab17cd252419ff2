"""The door to typst: a book as .pdf, tagged and fit for a screen reader (PDF/UA-1). The same book and fonts give the same bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

from gongkai.outputs.office import PdfError
from gongkai.outputs.office.sheet import A3, Book, Sheet, blocks, clean, header, is_centred, lines_of, paper_of, width, without_empty

TEMPLATE = Path(__file__).with_name("official.typ")
FONTS = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "SimSun", "STSong", "Songti SC"),
    "head": ("SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei"),
    "body": ("FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "SimSun", "STSong", "Songti SC"),
}
"""Fonts of an official paper, the best first, with what Linux and macOS have instead."""

TALL = 40
"""Lines of text from which a row may be split over two pages."""

PLACEHOLDER = "〓"
"""Stands for a character that cannot be printed, as typesetters have it."""

_LONG = re.compile(r"[!-~]{16,}")
"""Words such as addresses, which may then break anywhere: a narrow cell has to hold them."""

_PROBE = b'''#let it = json(bytes(sys.inputs.book))
#set document(title: "probe")
#set text(font: it.fonts)
#it.text'''

NO_TYPST = "没有装 PDF 的排版程序 typst。改法：pip install \"gongkai[pdf]\"，或者导出 docx，在文字处理软件里另存为 PDF。"
NO_FONT = "这台电脑没有中文字体，PDF 里的汉字会是空白。改法：Debian、Ubuntu 运行 sudo apt-get install fonts-noto-cjk；或者导出 docx，换一台电脑另存为 PDF。"


_process = 0
"""The process that typst was first used in."""


def template_digest() -> str:
    """Changes with the look of the page."""
    return blake2b(TEMPLATE.read_bytes(), digest_size=12).hexdigest()


def why_not() -> str:
    """Why no PDF can be made here, with the remedy; "" when it can."""
    if find_spec("typst") is None:
        return NO_TYPST
    return "" if any(_fonts()[1].values()) else NO_FONT


def to_pdf(book: Book, paper: str = "", done: Callable[[], None] = lambda: None) -> bytes:
    """The document; ``paper`` ("A3", "A4") overrides the size that its widest table needs. `why_not` must be empty.

    A character that no font of this computer has is printed as 〓. Raises PdfError.
    """
    names = _fonts()[1]
    sheets = [without_empty(sheet) for sheet in book.sheets]
    size = paper or (A3 if any(paper_of(sheet, "") == A3 for sheet in sheets) else "A4")
    some = next(found for found in names.values() if found)
    fonts = {use: found or some for use, found in names.items()}
    data = {
        "title": clean(book.title),
        "author": clean(book.author),
        "paper": size.lower(),
        "fonts": fonts,
        "contents": book.contents,
        "notes": [clean(note) for note in book.notes],
        "absent": [clean(f"{name}（{why}）") for name, why in book.absent],
        "sheets": [_sheet(sheet) for sheet in sheets],
    }
    day = datetime.fromisoformat(book.as_of or "2000-01-01").replace(tzinfo=UTC)
    template, text = TEMPLATE.read_bytes(), orjson.dumps(data).decode()
    made = _compile(template, text, day)
    if isinstance(made, str):
        lacking = _lacking("".join(sorted({char for char in text if not char.isascii()})), fonts["body"])
        made = _compile(template, text.translate(dict.fromkeys(map(ord, lacking), PLACEHOLDER)), day) if lacking else made
    if isinstance(made, str):
        raise PdfError(f"PDF 没有排成，排版程序说：{made}。改法：导出 docx，在文字处理软件里另存为 PDF。")
    for _ in sheets:
        done()
    return made


def _compile(template: bytes, text: str, day: datetime) -> bytes | str:
    """The PDF, or what typst says is wrong."""
    global _process
    import typst

    if _process not in (0, os.getpid()):
        raise RuntimeError("typst has threads of its own and waits for ever in a process that was forked after its first use")
    _process = os.getpid()
    try:
        made: bytes = typst.compile(
            template, font_paths=_fonts()[0], ignore_system_fonts=True, sys_inputs={"book": text}, pdf_standards=["ua-1"], timestamp=day
        )
    except typst.TypstError as error:
        return str(error.message)
    return made


def _lacking(chars: str, fonts: list[str]) -> str:
    """Those of ``chars`` that no font has: PDF/UA forbids the empty box that would stand for them. Found by halving, without reading typst's words."""
    probe = orjson.dumps({"text": " ".join(chars), "fonts": fonts}).decode()
    if isinstance(_compile(_PROBE, probe, datetime(2000, 1, 1, tzinfo=UTC)), bytes):
        return ""
    half = len(chars) // 2
    return _lacking(chars[:half], fonts) + _lacking(chars[half:], fonts) if half else chars


@cache
def _fonts() -> tuple[Any, dict[str, list[str]]]:
    """The fonts of this computer, and which of `FONTS` are among them."""
    import typst

    fonts = typst.Fonts(include_embedded_fonts=False)
    known = {family.lower() for family in fonts.families()}
    return fonts, {use: [name for name in wanted if name.lower() in known] for use, wanted in FONTS.items()}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": clean(sheet.title),
        "notes": [clean(note) for note in sheet.notes],
        "columns": [{"width": width(column), "centred": is_centred(column)} for column in sheet.columns],
        "header": list(_header(sheet)),
        "lines": list(_lines(sheet)),
    }


def _header(sheet: Sheet) -> Iterator[list[dict[str, Any]]]:
    parts = header(sheet)
    yield [{"text": clean(text), "columns": end - start + 1, "rows": 1 if columns or not sheet.two_rows else 2} for text, start, end, columns in parts]
    if sheet.two_rows:
        yield [{"text": column.label, "columns": 1, "rows": 1} for _, _, _, columns in parts for column in columns]


def _lines(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Rows with the cells that start in them; the first cell of a 一级事项 goes into the outline."""
    spans = {(place, start): end - start + 1 for place, start, end in blocks(sheet)}
    covered = {(place, row) for (place, start), span in spans.items() for row in range(start + 1, start + span)}
    widths = [width(column) - 1 for column in sheet.columns]
    chapter = next((place for place, column in enumerate(sheet.columns) if column.key == "l1"), None)
    for row, line in enumerate(sheet.lines):
        cells = [_cell(text, spans.get((place, row), 1), place == chapter) for place, text in enumerate(line.cells) if (place, row) not in covered]
        yield {"cells": cells, "gone": line.gone, "long": max(map(lines_of, line.cells, widths)) > TALL}


def _cell(text: str, span: int, chapter: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"text": _LONG.sub(lambda word: "\u200b".join(word[0][at : at + 8] for at in range(0, len(word[0]), 8)), clean(text))}
    if span > 1:
        found["rows"] = span
    if chapter and text:
        found["chapter"] = True
    return found
