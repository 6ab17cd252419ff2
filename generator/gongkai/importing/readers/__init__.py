"""Files people have → grids of cells. One module for each kind of file; `guard` holds what any of them may cost."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final

from gongkai.importing.grid import Grid, Source
from gongkai.importing.readers import delimited, docx, ods, xls, xlsx
from gongkai.importing.readers.guard import MAX_FILE, Notes, UnreadableError, password, too_big
from gongkai.importing.readers.kind import EXTENSIONS, Kind, kind_of, refuse_container, refuse_package
from gongkai.importing.readers.ole import Ole
from gongkai.importing.readers.package import Package
from gongkai.importing.readers.text import decode

_Read = tuple[str, tuple[Grid, ...], tuple[str, ...]]
"""What the file is (a key of ``EXTENSIONS``), its grids, and the lines after the last one."""

_MACROS: Final = ("vbaproject.bin", "vbadata.xml")


def read_file(path: Path, display: str | None = None) -> Source:
    """Everything that the tables of a file say, as text. Never raises on content.

    ``display`` is the name that findings use; without it, the file's own. A file that cannot be read has no grids and an error that
    says what to do; what could be read but needs a look is a warning. The kind of file is decided by its content.
    """
    name = display or path.name
    notes = Notes(name)
    try:
        what, grids, below = _read(_content(path), notes)
    except UnreadableError as refused:
        notes.add(refused.code, refused.message, refused.hint, "error")
        return Source(name, problems=tuple(notes.problems))
    ending = PurePath(name).suffix.lower()
    if ending not in EXTENSIONS[what]:
        notes.add("X107", f"扩展名是“{ending or '空的'}”，内容却是{what}：按内容读入", "不影响导入；要避免混淆，就把扩展名改对")
    if not grids:
        notes.add("X101", "文件里没有找到表格", "打开文件看看表格在不在；网页要保存表格所在的那一页，图片里的表格要先转成文字", "error")
    return Source(name, grids, tuple(notes.problems), below)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "这是文件夹" if path.is_dir() else error.strerror or "读取出错"
        raise UnreadableError("X100", f"打不开文件（{why}）", "检查路径和读取权限；正在别的软件里打开的，先关掉") from None
    if len(data) > MAX_FILE:
        raise too_big(f"文件超过 {MAX_FILE // 1_000_000} MB", "删去图片和不相干的内容，或者拆成几个文件再导入")
    return data


def _read(data: bytes, notes: Notes) -> _Read:
    kind = kind_of(data)
    if kind == "zip":
        return _package(Package(data), notes)
    if kind == "ole":
        return _container(Ole(data), notes)
    if kind == "biff":
        return "Excel 97–2003 工作簿（.xls）", xls.read(data, notes), ()
    if kind in ("html", "mht"):
        return _page(kind, data, notes)
    return "文本表格（.csv）", *delimited.read(decode(data, notes), notes)


def _page(kind: Kind, data: bytes, notes: Notes) -> _Read:
    from gongkai.importing.readers import html, mht  # what only web pages need takes as long to load as a small table to read

    if kind == "html":
        return "网页（.html）", *html.read([decode(data, notes)], notes)
    return "单个文件的网页（.mht）", *html.read(mht.pages(data, notes), notes)


def _package(package: Package, notes: Notes) -> _Read:
    if any(name.endswith(_MACROS) for name in package.names):
        _note_macros(notes)
    main = next((part for kind, part in package.relations("").values() if kind == "officeDocument"), "")
    for workbook in (main, "xl/workbook.xml"):
        if workbook.endswith(".xml") and "xl/" in workbook and package.has(workbook):
            return "Excel 工作簿（.xlsx）", xlsx.read(package, workbook, notes), ()
    for document in (main, "word/document.xml"):
        if document.endswith(".xml") and "word/" in document and package.has(document):
            return "Word 文档（.docx）", *docx.read(package, document, notes)
    if (package.has(ods.CONTENT) and (not package.has("mimetype") or b"spreadsheet" in package.read("mimetype"))) or package.has("encrypted-package"):
        return "OpenDocument 表格（.ods）", ods.read(package, notes), ()
    raise refuse_package(package.names)


def _container(ole: Ole, notes: Notes) -> _Read:
    if "EncryptedPackage" in ole.streams:
        raise password()
    workbook = next((name for name in ("Workbook", "Book") if name in ole.streams), None)
    if workbook is None:
        raise refuse_container(set(ole.streams))
    if "_VBA_PROJECT_CUR" in ole.folders:
        _note_macros(notes)
    return "Excel 97–2003 工作簿（.xls）", xls.read(ole.read(workbook), notes), ()


def _note_macros(notes: Notes) -> None:
    notes.add("X111", "文件带有宏，没有运行，只读了表格里的文字", "不用做什么；来历不明的话，不要在 Office 里启用宏")
