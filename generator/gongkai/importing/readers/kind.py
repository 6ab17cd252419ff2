"""What a file is, by its content; its name is only compared. What cannot be read is refused with what to do instead."""

from __future__ import annotations

import re
from typing import Final, Literal

from gongkai.importing.readers import xls
from gongkai.importing.readers.guard import UnreadableError, damaged
from gongkai.importing.readers.ole import MAGIC as OLE

Kind = Literal["zip", "ole", "biff", "html", "mht", "text"]

EXTENSIONS: Final[dict[str, frozenset[str]]] = {
    "Excel 工作簿（.xlsx）": frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}),
    "Excel 97–2003 工作簿（.xls）": frozenset({".xls", ".xlt", ".et"}),
    "OpenDocument 表格（.ods）": frozenset({".ods", ".ots"}),
    "Word 文档（.docx）": frozenset({".docx", ".docm", ".dotx"}),
    "网页（.html）": frozenset({".html", ".htm", ".shtml", ".xhtml"}),
    "单个文件的网页（.mht）": frozenset({".mht", ".mhtml"}),
    "文本表格（.csv）": frozenset({".csv", ".tsv", ".txt", ".md", ".tab"}),
}
"""What a file turned out to be → the endings that suit it."""

_AS_XLSX: Final = "用 Excel 或 WPS 打开，另存为 .xlsx 再导入"
_AS_DOCX: Final = "用 Word 或 WPS 打开，另存为 .docx 再导入"
_RETYPE: Final = "请对方提供 Word 或 Excel 原件；只有这一份时，用 WPS 的“PDF 转 Word”或“图片转表格”转换，核对以后另存为 .docx 或 .xlsx 再导入"
_REFUSED: Final = (
    (b"%PDF", "PDF 文件", _RETYPE),
    (b"\x89PNG", "图片", _RETYPE),
    (b"\xff\xd8\xff", "图片", _RETYPE),
    (b"GIF8", "图片", _RETYPE),
    (b"II*\0", "图片", _RETYPE),
    (b"MM\0*", "图片", _RETYPE),
    (b"{\\rtf", "RTF 文档", _AS_DOCX),
    (b"Rar!", "压缩包（RAR）", "先解压，再导入里面的文件"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）", "先解压，再导入里面的文件"),
    (b"\x1f\x8b", "压缩包（gzip）", "先解压，再导入里面的文件"),
)
_OLD_BIFF: Final = (b"\x09\x00", b"\x09\x02", b"\x09\x04")
_HEAD: Final = 65_536
_ARCHIVE: Final = re.compile(rb"\s*(?:From:|MIME-Version:|Content-Type:\s*multipart/related|Snapshot-Content-Location:)", re.IGNORECASE)
_SHEET_XML: Final = re.compile(rb"""progid=["']Excel\.Sheet|<(?:\w+:)?Workbook[^>]+urn:schemas-microsoft-com:office:spreadsheet""")
_WORD_XML: Final = re.compile(rb"""progid=["']Word\.Document|<w:wordDocument|<pkg:package""")
_PAGE: Final = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|table|div|meta|tbody|tr)\b", re.IGNORECASE)


def kind_of(data: bytes) -> Kind:
    """How the file has to be opened. Raises `UnreadableError` for what is no table at all."""
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("X102", "文件是空的", "请对方重新发一份")
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if data.startswith(xls.BOF.to_bytes(2, "little") + b"\x08\x00"):
        return "biff"
    for magic, name, hint in _REFUSED:
        if data.startswith(magic):
            raise unsuitable(name, hint)
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        raise unsuitable("图片", _RETYPE)
    if data[:2] in _OLD_BIFF and data[3:4] == b"\0":
        raise unsuitable("很早的 Excel 文件", _AS_XLSX)
    return _text_kind(data[:_HEAD])


def _text_kind(head: bytes) -> Kind:
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and (head.count(0) > 2 or sum(head.count(byte) for byte in range(1, 9)) > 8):
        raise unsuitable("不认识的文件", "能导入的有 .xlsx、.xls、.ods、.docx、.html、.mht、.csv 和粘贴成文本的表格")
    if _SHEET_XML.search(head):
        raise unsuitable("Excel 2003 的 XML 表格", _AS_XLSX)
    if _WORD_XML.search(head):
        raise unsuitable("Word 的 XML 文档", _AS_DOCX)
    if _ARCHIVE.match(head) and b"multipart/" in head.lower():
        return "mht"
    return "html" if _PAGE.search(head.decode("utf-16" if utf16 else "latin-1", errors="replace")) else "text"


def refuse_package(names: list[str]) -> UnreadableError:
    """Why a zip file without a workbook, document or spreadsheet in it cannot be read."""
    if any(name.startswith("xl/") and name.endswith(".bin") for name in names):
        return unsuitable("二进制的 Excel 工作簿（.xlsb）", _AS_XLSX)
    if "ofd.xml" in names:
        return unsuitable("OFD 版式文件", _RETYPE)
    if any(name.startswith("ppt/") for name in names):
        return unsuitable("演示文稿", "把表格复制到 Word 或 Excel 里，存成 .docx 或 .xlsx 再导入")
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        return unsuitable("苹果 Numbers 或 Pages 文件", "导出为 .xlsx 或 .docx 再导入")
    if "content.xml" in names:
        return unsuitable("OpenDocument 文本或图形", "用 LibreOffice 或 WPS 打开，另存为 .docx 再导入")
    if "[content_types].xml" in names:
        return damaged("缺少正文")
    return unsuitable("压缩包", "先解压，再导入里面的文件")


def refuse_container(streams: set[str]) -> UnreadableError:
    """Why an old Office file that is no workbook cannot be read."""
    if "WordDocument" in streams:
        return unsuitable("Word 97–2003 文档（.doc）", _AS_DOCX)
    if "PowerPoint Document" in streams:
        return unsuitable("演示文稿", "把表格复制到 Word 或 Excel 里，存成 .docx 或 .xlsx 再导入")
    return unsuitable("不是表格的 Office 文件", "用原来的软件打开，另存为 .docx 或 .xlsx 再导入")


def unsuitable(what: str, hint: str) -> UnreadableError:
    """The refusal of a file that holds no table we could read."""
    return UnreadableError("X106", f"这是{what}，读不了" if not what.startswith("不") else f"这是{what}", hint)
