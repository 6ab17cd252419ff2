"""A book as .docx, straight as WordprocessingML: the official form, ready to attach. The same book gives the same bytes.

python-docx makes each cell an object and takes many times as long; what is written here is a small part of ECMA-376, Part 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gongkai.outputs.office import docx_parts
from gongkai.outputs.office.sheet import A3, Book, Sheet, blocks, clean, header, is_centred, paper_of, width, without_empty

_SIZES = {"A4": (16838, 11906), "A3": (23811, 16838)}
"""Landscape, in twentieths of a point."""
_MARGIN = 1134


def to_docx(book: Book, paper: str = "", done: Callable[[], None] = lambda: None) -> bytes:
    """The document; ``paper`` ("A3", "A4") overrides the size that its widest table needs, ``done`` is called after each sheet."""
    sheets = [without_empty(sheet) for sheet in book.sheets]
    size = paper or (A3 if any(paper_of(sheet, "") == A3 for sheet in sheets) else "A4")
    body = []
    if book.contents:
        body += [*_front(book, sheets)]
    for number, sheet in enumerate(sheets):
        body += [*_section(sheet, number, size, first=not book.contents and number == 0, style="Heading1" if book.contents else "Title")]
        done()
    across, down = _SIZES[size]
    page = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="{across}" w:h="{down}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    document = f"{docx_parts.DOCUMENT}{''.join(body)}{page}</w:body></w:document>"
    core = docx_parts.CORE.format(title=_text(book.title), author=_text(book.author), day=book.as_of or "2000-01-01")
    return _zip({**docx_parts.FIXED, "docProps/core.xml": core, "word/document.xml": document})


def _zip(parts: dict[str, str]) -> bytes:
    """Content types first, as readers expect; every part bears the same date."""
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, text in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0  # what made the file is the same on every system
            file.writestr(info, text.encode("utf-8"))
    return out.getvalue()


def _front(book: Book, sheets: list[Sheet]) -> Iterator[str]:
    """Title, notes and a table of contents whose entries are links; and what is absent."""
    yield _paragraph("Title", book.title)
    yield from (_paragraph("Note", note) for note in book.notes)
    yield _paragraph("Contents", "目录")
    for number, sheet in enumerate(sheets):
        count = sum(not line.gone for line in sheet.lines)
        yield f'<w:p><w:pPr><w:pStyle w:val="Entry"/></w:pPr><w:hyperlink w:anchor="s{number}">{_run(sheet.name)}</w:hyperlink>{_run(f"（{count}项）")}</w:p>'
    for name, why in book.absent:
        yield _paragraph("Entry", f"{name}（{why}）")


def _section(sheet: Sheet, number: int, size: str, *, first: bool, style: str) -> Iterator[str]:
    """Heading, notes and table; every section but the first starts a page."""
    turn = "" if first else "<w:pageBreakBefore/>"
    mark = f'<w:bookmarkStart w:id="{number}" w:name="s{number}"/>{_run(sheet.title)}<w:bookmarkEnd w:id="{number}"/>'
    yield f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{turn}</w:pPr>{mark}</w:p>'
    yield from (_paragraph("Note", note) for note in sheet.notes)
    yield from _table(sheet, _SIZES[size][0] - 2 * _MARGIN)
    yield '<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr></w:p>'  # Word wants a paragraph between a table and whatever follows


def _table(sheet: Sheet, room: int) -> Iterator[str]:
    whole = sum(map(width, sheet.columns))
    wide = [room * width(column) // whole for column in sheet.columns]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in wide)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Official"/><w:tblW w:w="{sum(wide)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{_text(sheet.title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    yield from _head(sheet, wide)
    inside = {place: dict[int, str]() for place in range(len(wide))}
    for place, start, end in blocks(sheet):
        inside[place] |= {start: '<w:vMerge w:val="restart"/>', **dict.fromkeys(range(start + 1, end + 1), "<w:vMerge/>")}
    opens = [f'<w:tc><w:tcPr><w:tcW w:w="{one}" w:type="dxa"/>' for one in wide]
    styles = [f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{"Middle" if is_centred(column) else "Cell"}"/></w:pPr>' for column in sheet.columns]
    for row, line in enumerate(sheet.lines):
        out = ["<w:tr><w:trPr><w:cantSplit/></w:trPr>"]
        for place, text in enumerate(line.cells):
            merge = inside[place].get(row, "")
            out += (opens[place], merge, styles[place], "" if merge == "<w:vMerge/>" or not text else _run(text, gone=line.gone), "</w:p></w:tc>")
        out.append("</w:tr>")
        yield "".join(out)
    yield "</w:tbl>"


def _head(sheet: Sheet, wide: list[int]) -> Iterator[str]:
    """The header, repeated on every page."""
    top, below = "", ""
    for text, start, end, columns in header(sheet):
        span = f'<w:gridSpan w:val="{end - start + 1}"/>' if end > start else ""
        merge = "" if columns or not sheet.two_rows else '<w:vMerge w:val="restart"/>'
        top += _head_cell(sum(wide[start : end + 1]), span + merge, text)
        below += "".join(_head_cell(wide[start + i], "", column.label) for i, column in enumerate(columns)) or _head_cell(wide[start], "<w:vMerge/>", "")
    for row in (top, below) if sheet.two_rows else (top,):
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{row}</w:tr>"


def _head_cell(wide: int, merge: str, text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{merge}<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr>{_paragraph("Head", text)}</w:tc>'


def _paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text) if text else ""}</w:p>'


def _run(text: str, *, gone: bool = False) -> str:
    look = '<w:rPr><w:color w:val="777777"/></w:rPr>' if gone else ""
    text = _text(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _text(text: str) -> str:
    return escape(clean(text))
