"""Word documents (.docx): tables and the text between them from word/document.xml, streamed; merged cells, nested tables, text boxes.

Source of the shapes: ECMA-376 part 1, WordprocessingML. Read as it is seen: revisions as accepted, automatic numbers and check boxes as text.
"""

from __future__ import annotations

from typing import Final

from gongkai.importing.grid import Grid
from gongkai.importing.readers.flow import Flow
from gongkai.importing.readers.guard import Notes
from gongkai.importing.readers.numbering import Numbering
from gongkai.importing.readers.package import Attributes, Package
from gongkai.importing.readers.symbols import box, seen

_UNSEEN: Final = frozenset(
    {"Fallback", "del", "moveFrom", "rt", "delText", "instrText", "binData"}
    | {f"{part}Change" for part in ("rPr", "pPr", "tcPr", "tblPr", "tblPrEx", "trPr", "sectPr", "tblGrid", "numbering")}
)
"""Elements whose content nobody sees: what a revision took away or looked like, the second copy of a text box, pinyin above characters."""

_NOTES: Final = ("footnoteReference", "endnoteReference")


def read(package: Package, document: str, notes: Notes) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The grids and the lines after the last one; ``document`` is the name of the main part. Raises `UnreadableError`."""
    numbering = Numbering()
    for kind, part in package.relations(document).values():
        if kind == "numbering" and package.has(part):
            package.stream(part, numbering)
    found = _Document(Flow(notes), numbering)
    package.stream(document, found)
    if found.revised:
        notes.add("X111", "文件里有没有接受的修订：按全部接受以后的样子读入", "在 Word 或 WPS 的“审阅”里先接受或拒绝修订，再导入")
    if found.footnoted:
        notes.add("X111", "脚注和尾注没有读入", "要的话，写到表格的格子里")
    return found.flow.finish()


class _Document:
    """Events of document.xml. A paragraph can lie inside another, in a text box: their texts are kept apart."""

    wanted = _UNSEEN | {
        *("t", "r", "rFonts", "p", "pPr", "br", "cr", "tab", "noBreakHyphen", "sym", "ilvl", "numId", "tbl", "tr", "gridBefore", "tc", "gridSpan", "vMerge"),
        *("checkbox", "checkBox", "checked", "default", *_NOTES),
    }

    def __init__(self, flow: Flow, numbering: Numbering) -> None:
        self.flow, self.numbering = flow, numbering
        self.paragraphs: list[list[str]] = []
        self.unseen = 0
        self.open = self.in_run = self.revised = self.footnoted = self.deleted_row = False
        self.font: str | None = None
        self.level, self.number = 0, ""
        self.ticked: bool | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if self.unseen:
            self.unseen += 1
            return
        if name in _UNSEEN:
            self._unseen(name)
            return
        value = attributes.get("val", "")
        match name:
            case "t":
                self.open = bool(self.paragraphs)
            case "r":
                self.in_run, self.font = True, None
            case "rFonts" if self.in_run:
                self.font = attributes.get("ascii") or attributes.get("hAnsi")
            case "p":
                self.paragraphs.append([])
                self.level, self.number, self.in_run = 0, "", False
            case "br" | "cr":
                self._say("\n")
            case "tab" if self.in_run:
                self._say(" ")
            case "noBreakHyphen":
                self._say("-")
            case "sym":
                self._say(_symbol(attributes))
            case "ilvl":
                self.level = int(value) if value in tuple("012345678") else 0
            case "numId":
                self.number = value
            case "tbl":
                self.flow.open_table()
            case "tr" if self.flow.in_table:
                self.deleted_row = False
                self.flow.open_row()
            case "gridBefore" if self.flow.in_table:
                self.flow.skip(_whole(value))
            case "tc" if self.flow.in_table:
                self.flow.open_cell()
            case "gridSpan" if self.flow.cell:
                self.flow.cell.wide = _whole(value)
            case "vMerge" if self.flow.cell:
                self.flow.cell.starts, self.flow.cell.goes_on = value == "restart", value != "restart"
            case "checkbox" | "checkBox":
                self.ticked = False
            case "checked" | "default" if self.ticked is not None:
                self.ticked = value not in ("0", "false", "off")
            case _ if name in _NOTES:
                self.footnoted = True

    def text(self, data: str) -> None:
        if self.open and not self.unseen:
            if self.ticked is not None and data.strip():
                data, self.ticked = box(self.ticked), None
            self._say(seen(data, self.font))

    def end(self, name: str) -> None:
        if self.unseen:
            self.unseen -= 1
            return
        match name:
            case "t":
                self.open = False
            case "r":
                self.in_run = False
            case "pPr" if self.number and self.paragraphs:
                self._say(self.numbering.label(self.number, self.level))
            case "p" if self.paragraphs:
                self.flow.line("".join(self.paragraphs.pop()))
            case "tc":
                self.flow.close_cell()
            case "tr" if self.deleted_row:
                self.flow.drop_row()
            case "tbl":
                self.flow.close_table()
            case "checkBox" if self.ticked is not None:  # an old form's; the box of a newer one replaces its text
                self._say(box(self.ticked))
                self.ticked = None

    def _unseen(self, name: str) -> None:
        if name in ("del", "moveFrom") or name.endswith("Change"):
            self.revised = True
            self.deleted_row = self.deleted_row or (name == "del" and self.flow.in_table and self.flow.cell is None)
        self.unseen = 1

    def _say(self, text: str) -> None:
        if self.paragraphs:
            self.paragraphs[-1].append(text)


def _symbol(attributes: Attributes) -> str:
    code = attributes.get("char", "")
    try:
        return seen(chr(int(code, 16)), attributes.get("font"))
    except (ValueError, OverflowError):
        return ""


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
