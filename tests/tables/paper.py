"""A drawn table: boxes with spans, written as Excel, Word, a web page, or straight as grids."""

from __future__ import annotations

import csv
import html
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.importing.grid import Cell, Grid, Source

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Box:
    text: str
    down: int = 1
    across: int = 1


@dataclass
class Sheet:
    """One table: boxes by (row, column), the lines of text above and below it."""

    above: list[str] = field(default_factory=list)
    boxes: dict[tuple[int, int], Box] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)
    ragged: bool = False
    """Written without trailing empty cells, as a copy that lost its merges has it."""

    def put(self, row: int, column: int, text: str, down: int = 1, across: int = 1) -> None:
        self.boxes[row, column] = Box(text, down, across)

    @property
    def height(self) -> int:
        return max((row + box.down for (row, _), box in self.boxes.items()), default=0)

    @property
    def width(self) -> int:
        return max((column + box.across for (_, column), box in self.boxes.items()), default=0)

    def covering(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every cell that lies under a merged box → the box's place."""
        return {
            (row + i, column + j): (row, column)
            for (row, column), box in self.boxes.items()
            for i in range(box.down)
            for j in range(box.across)
            if i or j
        }


@dataclass
class Paper:
    """A document of several tables."""

    name: str
    sheets: list[Sheet] = field(default_factory=list)
    tabs: list[str] | None = None
    """Names of worksheets, one a table; None: all tables below one another on one worksheet."""


def as_source(paper: Paper) -> Source:
    """Grids as a faultless reader would give them."""
    grids = []
    for number, sheet in enumerate(paper.sheets, 1):
        place = f"第{number}张表"
        under = sheet.covering()
        rows = []
        for row in range(sheet.height):
            cells = []
            for column in range(sheet.width):
                at = under.get((row, column), (row, column))
                box = sheet.boxes.get(at, Box(""))
                cells.append(Cell(box.text, f"{place}第{at[0] + 1}行第{at[1] + 1}列", at != (row, column)))
            while sheet.ragged and cells and not cells[-1].text:
                cells.pop()
            rows.append(tuple(cells))
        grids.append(Grid(place, tuple(sheet.above), tuple(rows)))
    below = tuple(line for line in (paper.sheets[-1].below if paper.sheets else []))
    carried = [grid if i == 0 else Grid(grid.place, (*paper.sheets[i - 1].below, *grid.above), grid.rows) for i, grid in enumerate(grids)]
    return Source(f"{paper.name}.grid", tuple(carried), below=below)


def write_xlsx(paper: Paper, path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    page = None
    top = 0
    for number, sheet in enumerate(paper.sheets):
        if page is None or paper.tabs is not None:
            page, top = book.add_worksheet(paper.tabs[number] if paper.tabs else "Sheet1"), 0
        width = max(sheet.width, 2)
        for line in sheet.above:
            page.merge_range(top, 0, top, width - 1, line)
            top += 1
        for (row, column), box in sheet.boxes.items():
            if box.down > 1 or box.across > 1:
                page.merge_range(top + row, column, top + row + box.down - 1, column + box.across - 1, box.text)
            elif box.text:
                page.write_string(top + row, column, box.text)
        top += sheet.height
        for line in sheet.below:
            page.write_string(top, 0, line)
            top += 1
    book.close()


def write_docx(paper: Paper, path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    body = document.element.body
    for sheet in paper.sheets:
        for line in sheet.above:
            document.add_paragraph(line)
        body.insert_element_before(parse_xml(_word_table(sheet)), "w:sectPr")
        document.add_paragraph(sheet.below[0] if sheet.below else "")
        for line in sheet.below[1:]:
            document.add_paragraph(line)
    document.save(str(path))


def _word_table(sheet: Sheet) -> str:
    """The table as Word writes it: gridSpan across, vMerge down (python-docx itself takes seconds for a merge)."""
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    under = sheet.covering()
    rows = []
    for row in range(sheet.height):
        cells = []
        for column in range(sheet.width):
            at = under.get((row, column), (row, column))
            if at[1] != column:
                continue  # part of the cell to the left
            box = sheet.boxes.get(at, Box(""))
            span = f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
            merge = ("<w:vMerge/>" if at != (row, column) else '<w:vMerge w:val="restart"/>') if box.down > 1 else ""
            texts = (box.text if at == (row, column) else "").split("\n")
            words = "".join(f'<w:p><w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>' for text in texts)
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{words}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = "<w:gridCol/>" * sheet.width
    return f'<w:tbl xmlns:w="{names}"><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def write_html(paper: Paper, path: Path) -> None:
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>政务公开</title></head><body>"]
    for sheet in paper.sheets:
        parts += [f"<p>{html.escape(line)}</p>" for line in sheet.above]
        parts.append("<table border='1'>")
        under = sheet.covering()
        for row in range(sheet.height):
            last = max((column for (r, column), box in sheet.boxes.items() if r == row and box.text), default=-1) if sheet.ragged else sheet.width - 1
            parts.append("<tr>")
            for column in range(last + 1):
                if (row, column) in under:
                    continue
                box = sheet.boxes.get((row, column), Box(""))
                spans = (f" rowspan={box.down}" if box.down > 1 else "") + (f" colspan={box.across}" if box.across > 1 else "")
                parts.append(f"<td{spans}>{html.escape(box.text).replace(chr(10), '<br>')}</td>")
            parts.append("</tr>")
        parts.append("</table>")
        parts += [f"<p>{html.escape(line)}</p>" for line in sheet.below]
    path.write_text("\n".join([*parts, "</body></html>"]), encoding="utf-8")


def write_csv(paper: Paper, path: Path) -> None:
    """Without merges: only the first of the merged cells has the text."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        for sheet in paper.sheets:
            out.writerows([line] for line in sheet.above)
            for row in range(sheet.height):
                out.writerow([sheet.boxes.get((row, column), Box("")).text for column in range(sheet.width)])
            out.writerows([line] for line in sheet.below)


WRITERS = {"xlsx": write_xlsx, "docx": write_docx, "html": write_html, "csv": write_csv}
