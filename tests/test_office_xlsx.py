"""The .xlsx: the official form, cells that stay text, ids that come back, and the same bytes for the same data."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

import pytest
from xlsxwriter import Workbook

from gongkai.outputs.office.books import body_book, domain_book, region_book
from gongkai.outputs.office.documents import make, of_domain
from gongkai.outputs.office.sheet import Book, Line, Sheet, blocks, clean, header
from gongkai.outputs.office.xlsx import CUT, MOST, tab_names, to_xlsx
from gongkai.pages.domain_rows import Column, table
from office import EVIL, FULL, digest_elsewhere, evil_book, library, parts, sha256, view, xml
from small_library import BUREAU, TOWN

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Opened:
    """What a spreadsheet program finds in the file."""

    def __init__(self, content: bytes) -> None:
        self.parts = parts(content)
        strings = xml(self.parts["xl/sharedStrings.xml"])
        self.strings = ["".join(text.text or "" for text in one.iter(f"{MAIN}t")) for one in strings]
        book = xml(self.parts["xl/workbook.xml"])
        self.tabs = [one.get("name") for one in book.iter(f"{MAIN}sheet")]
        self.names = {(one.get("name"), one.get("localSheetId")): one.text for one in book.iter(f"{MAIN}definedName")}

    def sheet(self, number: int = 1) -> Any:
        return xml(self.parts[f"xl/worksheets/sheet{number}.xml"])

    def cells(self, number: int = 1) -> dict[str, str]:
        """Address → text, for every cell that says something."""
        found = {}
        for cell in self.sheet(number).iter(f"{MAIN}c"):
            value = cell.find(f"{MAIN}v")
            if value is not None:
                found[cell.get("r")] = self.strings[int(value.text)] if cell.get("t") == "s" else value.text
        return found

    def merges(self, number: int = 1) -> list[str]:
        return [one.get("ref") for one in self.sheet(number).iter(f"{MAIN}mergeCell")]


@pytest.fixture(scope="module")
def domain() -> Opened:
    return Opened(to_xlsx(domain_book(view(), view().domain["jiaoyu"])))


def rows(cells: dict[str, str], first: int) -> list[dict[str, str]]:
    """The rows from ``first`` on, by column letter."""
    found: dict[int, dict[str, str]] = {}
    for address, text in cells.items():
        letters = address.rstrip("0123456789")
        found.setdefault(int(address[len(letters) :]), {})[letters] = text
    return [found[number] for number in sorted(found) if number >= first]


def test_the_official_two_row_header_with_merged_cells(domain: Opened) -> None:
    cells, merges = domain.cells(), domain.merges()
    assert cells["A1"] == "某县义务教育领域基层政务公开标准目录"
    assert "某县政府" in cells["A2"] and "2026年版（某政办1号，2026年6月30日）" in cells["A2"] and "数据日期：2026年11月22日" in cells["A2"]
    top = next(int(address[1:]) for address, text in cells.items() if text == "序号")
    assert f"A{top}:A{top + 1}" in merges and f"B{top}:D{top}" in merges
    assert (cells[f"B{top}"], cells[f"B{top + 1}"], cells[f"D{top + 1}"]) == ("公开事项", "一级事项", "三级事项")
    assert any("示例" in text or "虚构" in text for text in cells.values()), "an invented region says so"


def test_rows_are_those_of_the_page_and_ids_are_hidden_behind_them(domain: Opened) -> None:
    heads, expected = table(view(), view().domain["jiaoyu"])
    cells = domain.cells()
    first = next(int(address[1:]) for address, text in cells.items() if text == "序号") + 2
    last = next(address.rstrip("0123456789") for address, text in cells.items() if text == "编号")
    assert last == chr(ord("A") + len(heads))
    found = rows(cells, first)
    assert [row[last] for row in found] == [row.entry.item.id for row in expected]
    inside = {(place, row) for place, start, end in blocks(domain_book(view(), view().domain["jiaoyu"]).sheets[0]) for row in range(start + 1, end + 1)}
    for number, (row, line) in enumerate(zip(expected, found, strict=True)):
        for place, text in enumerate(row.cells):
            assert line.get(chr(ord("A") + place), "") == ("" if (place, number) in inside else text)
    hidden = [one for one in domain.sheet().iter(f"{MAIN}col") if one.get("hidden")]
    assert [(one.get("min"), one.get("max")) for one in hidden] == [(str(len(heads) + 1),) * 2]


def test_cells_that_are_one_on_the_page_are_merged_and_never_across_a_block() -> None:
    columns = (*FULL[:3], Column("l3", "三级事项", "公开事项"))
    cells = (("甲", "子", "1"), ("甲", "子", "2"), ("乙", "子", "3"), ("乙", "", "4"), ("乙", "", "5"))
    sheet = Sheet("表", "表", (), columns, tuple(Line((str(n), *one)) for n, one in enumerate(cells, 1)))
    assert blocks(sheet) == [(1, 0, 1), (1, 2, 4), (2, 0, 1)]
    assert [(text, start, end, len(below)) for text, start, end, below in header(sheet)] == [("序号", 0, 0, 0), ("公开事项", 1, 3, 3)]
    merges = Opened(to_xlsx(Book("表", (sheet,)))).merges()
    assert {"B4:B5", "B6:B8", "C4:C5"} <= set(merges)


def test_it_is_ready_to_print_and_to_edit(domain: Opened) -> None:
    sheet = domain.sheet()
    setup = next(sheet.iter(f"{MAIN}pageSetup"))
    assert (setup.get("orientation"), setup.get("fitToHeight"), setup.get("paperSize")) == ("landscape", "0", "8")
    assert next(sheet.iter(f"{MAIN}pageSetUpPr")).get("fitToPage") == "1"
    top = next(int(address[1:]) for address, text in domain.cells().items() if text == "序号")
    assert domain.names["_xlnm.Print_Titles", "0"].endswith(f"${top}:${top + 1}")
    assert "$Q" not in domain.names["_xlnm.Print_Area", "0"] and domain.names["_xlnm.Print_Area", "0"].startswith("义务教育!$A$1:")
    pane = next(sheet.iter(f"{MAIN}pane"))
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", str(top + 1))
    rule = list(sheet.iter(f"{MAIN}dataValidation"))
    assert {one.get("type") for one in rule} == {"list"} and {one.find(f"{MAIN}formula1").text for one in rule} == {'"√"'}
    assert len(rule) == 5, "全社会, 主动, 依申请, 县级, 乡级"
    wrapped = xml(domain.parts["xl/styles.xml"])
    assert any(one.get("wrapText") for one in wrapped.iter(f"{MAIN}alignment"))
    assert b"scheme" not in domain.parts["xl/styles.xml"], "a font of the theme would replace the one that is named"
    heights = [row.get("customHeight") for row in sheet.iter(f"{MAIN}row") if int(row.get("r")) > top + 1]
    assert set(heights) == {None}, "a row grows with what a clerk types into it"


def test_no_cell_becomes_a_formula_or_a_link() -> None:
    book = Opened(to_xlsx(evil_book()))
    for number, _ in enumerate(book.tabs, 1):
        sheet = book.sheet(number)
        assert list(sheet.iter(f"{MAIN}f")) == []
        links = [one.get("location") for one in sheet.iter(f"{MAIN}hyperlink")]
        assert all(links) if number == 1 else links == [], "links only from the contents to the sheets"
    assert not any("external" in name.lower() for name in book.parts)
    texts = set(book.cells(2).values())
    for text in EVIL[:9]:
        assert clean(text) in texts, text
    look = xml(book.parts["xl/styles.xml"]).find(f"{MAIN}cellXfs")
    quoted = {place for place, one in enumerate(look) if one.get("quotePrefix")}
    sheet = book.sheet(2)
    styles = {cell.get("r"): int(cell.get("s", 0)) for cell in sheet.iter(f"{MAIN}c")}
    first = next(int(address[1:]) for address, text in book.cells(2).items() if text == "序号") + 2
    assert {styles[f"C{first + i}"] in quoted for i in range(7)} == {True}, "an edited cell stays text"
    assert styles[f"C{first + 8}"] not in quoted


def test_tabs_have_names_that_a_spreadsheet_takes() -> None:
    names = tab_names(["目录", "目录", "a/b:c*?[d]\\e", "'引号'", "长" * 40, "长" * 40, "", "History", "ABC", "abc"])
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name[0] != "'" and name[-1] != "'" for name in names)
    assert names[0] == "目录" and "history" not in {name.lower() for name in names}
    Workbook(BytesIO()).add_worksheet(names[4])


def test_the_whole_region_has_a_sheet_for_each_domain_behind_its_contents() -> None:
    book = Opened(to_xlsx(region_book(view())))
    assert book.tabs == ["目录", "义务教育"]
    first = book.cells(1)
    assert first["A1"] == "某县基层政务公开标准目录" and "海关" in first.values() and any("本县没有海关" in text for text in first.values())
    assert [one.get("location") for one in book.sheet(1).iter(f"{MAIN}hyperlink")] == ["'义务教育'!A1"]


def test_a_body_has_its_items_of_all_domains_in_one_table() -> None:
    book = body_book(view(), BUREAU)
    sheet = book.sheets[0]
    keys = [column.key for column in sheet.columns]
    assert book.title == "某县教育局主动公开基本目录" and keys[:3] == ["no", "domain", "l1"]
    assert [line.id for line in sheet.lines] == [entry.item.id for entry in view().by_body["sheng/xian:jiaoyuju"]]
    assert [line.cells[0] for line in sheet.lines] == [str(n) for n in range(1, len(sheet.lines) + 1)]
    assert {line.cells[1] for line in sheet.lines} == {"义务教育"}
    assert any("0000-1111111" in note for note in sheet.notes)


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    sheet = Sheet("表", "表", (), FULL[:4], (Line(("1", "甲", "乙", "长" * 40_000)),))
    text = max(Opened(to_xlsx(Book("表", (sheet,)))).cells().values(), key=len)
    assert len(text) == MOST and text.endswith(CUT)


def test_the_same_data_give_the_same_bytes() -> None:
    books = [lambda: domain_book(view(TOWN), view(TOWN).domain["jiaoyu"]), lambda: region_book(view()), evil_book]
    once = [to_xlsx(book()) for book in books]
    time.sleep(2.1)  # a zip's clock counts in steps of two seconds
    assert [to_xlsx(book()) for book in books] == once
    code = "from office import view\nfrom gongkai.outputs.office.books import region_book\nfrom gongkai.outputs.office.xlsx import to_xlsx\nmade = to_xlsx(region_book(view()))"
    assert {digest_elsewhere(code, seed) for seed in ("1", "2")} == {sha256(once[1])}


def test_csv_and_the_sheet_say_the_same() -> None:
    document = of_domain(library(), view(), view().domain["jiaoyu"])
    text = make(document, "csv").decode("utf-8-sig")
    assert text.splitlines()[0].startswith("序号,公开事项（一级事项）,公开事项（二级事项）")
    assert all(line.id not in text for line in document.flat().lines)
