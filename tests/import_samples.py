"""Files for the tests of import, built in code: parts of Office files, old containers, and whole samples of every kind."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from gongkai.importing.grid import Source
from gongkai.importing.readers import read_file

CASES = Path(__file__).parent / "cases" / "import"
"""``mulu.xls`` was saved by LibreOffice Calc from the workbook of ``test_import_readers``, ``jiu.doc`` by its Writer; both hold invented text."""

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TABLE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    lines = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def xlsx(sheet: str, *, strings: str = "", styles: str = "", prolog: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet ``表``; ``sheet`` is what stands inside ``worksheet``."""
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "/xl/styles.xml")),
            "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{SHEET}">{sheet}</worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{SHEET}">{styles}</styleSheet>',
            **(more or {}),
        }
    )


def docx(body: str, *, prolog: str = "", numbering: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document; ``body`` is what stands inside ``w:body``."""
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f'{prolog}<w:document xmlns:w="{WORD}" xmlns:w14="w14" xmlns:mc="mc"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": relations(("numbering", "numbering.xml")),
            "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>',
            **(more or {}),
        }
    )


def ods(table: str, *, styles: str = "", prolog: str = "", manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet of one sheet ``表``; ``table`` is what stands inside ``table:table``."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'{prolog}<office:document-content {TABLE}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表">{table}</table:table></office:spreadsheet></office:body></office:document-content>',
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A Word table of ready cells."""
    lines = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{lines}</w:tbl>"


def record(kind: int, data: bytes = b"") -> bytes:
    """One record of an .xls stream."""
    return struct.pack("<HH", kind, len(data)) + data


def biff(*cells: bytes, version: int = 0x0600, first: bytes = b"") -> bytes:
    """A workbook stream of one sheet ``B``: ``first`` are further records of its global part."""
    begin = record(0x0809, struct.pack("<HHHH", version, 5, 0, 0))
    name = b"\1\0B" if version == 0x0600 else b"\1B"
    head = len(begin) + len(first) + 4 + 6 + len(name) + 4
    listed = record(0x0085, struct.pack("<IBB", head, 0, 0) + name)
    return begin + first + listed + record(0x000A) + record(0x0809, struct.pack("<HHHH", version, 16, 0, 0)) + b"".join(cells) + record(0x000A)


def ole(streams: Mapping[str, bytes], folders: Sequence[str] = ()) -> bytes:
    """An old Office container with these streams, each stored in full sectors."""
    names = [*streams, *folders]
    contents = [content.ljust(4096, b"\0") for content in streams.values()]
    contents = [content + b"\0" * (-len(content) % 512) for content in contents]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if names else 0xFFFFFFFF)]
    sector, table_ = (len(names) + 4) // 4, [n + 1 for n in range((len(names) + 4) // 4)]
    table_[-1] = 0xFFFFFFFE
    for n, name in enumerate(names):
        content = contents[n] if n < len(contents) else b""
        right = n + 2 if n + 1 < len(names) else 0xFFFFFFFF
        entries.append(_entry(name, 2 if content else 1, sector if content else 0, len(content), right=right))
        count = len(content) // 512
        table_ += [sector + k + 1 for k in range(count)]
        if count:
            table_[-1] = 0xFFFFFFFE
        sector += count
    fats = 1
    while (len(table_) + fats) > fats * 128:
        fats += 1
    places = list(range(sector, sector + fats))
    table_ += [0xFFFFFFFD] * fats
    table_ += [0xFFFFFFFF] * (fats * 128 - len(table_))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, *places[:1])
    header += struct.pack(f"<{108}I", *[*places[1:], *[0xFFFFFFFF] * (109 - len(places))])
    directory = b"".join(entries)
    directory += b"\0" * (-len(directory) % 512)
    return header + directory + b"".join(contents) + struct.pack(f"<{len(table_)}I", *table_)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le")
    return encoded.ljust(64, b"\0") + struct.pack("<HBBIII16x4x16xIII", len(encoded) + 2, kind, 1, 0xFFFFFFFF, right, child, start, size, 0)


def read(folder: Path, name: str, content: bytes | str) -> Source:
    """What import reads from a file of that name and content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path)


def texts(source: Source, grid: int = 0) -> list[list[str]]:
    """The texts of one grid."""
    return [[one.text for one in row] for row in source.grids[grid].rows]


def codes(source: Source) -> list[str]:
    return [problem.code for problem in source.problems]
