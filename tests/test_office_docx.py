"""The .docx: the official form by its fonts and page, rows that stay whole, text that stays text, and the same bytes for the same data."""

from __future__ import annotations

import io
import time
from typing import Any

import docx
import pytest
from docx.shared import Pt

from gongkai.comparing.row import Row
from gongkai.outputs.office.books import body_book, domain_book, region_book, revision_book
from gongkai.outputs.office.docx import to_docx
from gongkai.outputs.office.sheet import Book, Line, Sheet, without_empty
from gongkai.pages.domain_rows import table
from office import EVIL, FULL, digest_elsewhere, evil_book, parts, sha256, view, xml
from small_library import BUREAU, COUNTY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(book: Book, paper: str = "") -> Any:
    """The document as another program reads it."""
    return docx.Document(io.BytesIO(to_docx(book, paper)))


@pytest.fixture(scope="module")
def domain() -> Any:
    return opened(domain_book(view(), view().domain["jiaoyu"]))


def test_the_table_says_what_the_page_says(domain: Any) -> None:
    heads, expected = table(view(), view().domain["jiaoyu"])
    (found,) = domain.tables
    assert [cell.text for cell in found.rows[0].cells][:5] == ["序号", "公开事项", "公开事项", "公开事项", "公开内容（要素）"]
    assert [cell.text for cell in found.rows[1].cells][:5] == ["序号", "一级事项", "二级事项", "三级事项", "公开内容（要素）"]
    assert len(found.columns) == len(heads), "a withdrawn item has its reason in 备注, so the column stays"
    assert [[cell.text for cell in row.cells] for row in found.rows[2:]] == [list(row.cells) for row in expected]


def test_cells_of_a_block_are_one(domain: Any) -> None:
    body = domain.tables[0]._tbl
    merges = [[(one.get(f"{W}val") or "continue") for one in row.iter(f"{W}vMerge")] for row in body.iter(f"{W}tr")]
    assert merges[0].count("restart") == merges[1].count("continue") > 5, "headings over both rows of the header"
    assert [row for row in merges[2:] if "restart" in row] and [row for row in merges[2:] if "continue" in row]


def test_it_has_the_form_of_an_official_paper(domain: Any) -> None:
    section = domain.sections[0]
    assert section.page_width > section.page_height and round(section.page_width.mm) == 420
    assert domain.paragraphs[0].style.name == "Title" and domain.paragraphs[0].text == "某县义务教育领域基层政务公开标准目录"
    east = {style.style_id: fonts.get(f"{W}eastAsia") for style in domain.styles if (fonts := style.element.find(f".//{W}rFonts")) is not None}
    assert east["Title"] == east["Heading1"] == "方正小标宋简体" and east["Head"] == "黑体"
    default = domain.styles.element.find(f"{W}docDefaults//{W}rFonts")
    assert default.get(f"{W}eastAsia") == "仿宋" and domain.styles["Title"].font.size == Pt(22)
    rows = list(domain.tables[0]._tbl.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:4]] == [True, True, False, False], "repeated on every page"
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert domain.core_properties.title == domain.paragraphs[0].text and domain.core_properties.author == "某县政府"
    assert domain.core_properties.created.isoformat().startswith("2026-11-22")
    assert "PAGE" in xml(parts(to_docx(domain_book(view(), view().domain["jiaoyu"])))["word/footer1.xml"]).find(f".//{W}fldSimple").get(f"{W}instr")


def test_paper_can_be_asked_for() -> None:
    assert round(opened(domain_book(view(), view().domain["jiaoyu"]), "A4").sections[0].page_width.mm) == 297
    narrow = revision_book(view().catalogue.region, "对照表", "说明", (), "2026-11-22")
    assert round(opened(narrow).sections[0].page_width.mm) == 297


def test_the_whole_region_has_sections_and_links_to_them() -> None:
    found = opened(region_book(view()))
    headings = [one for one in found.paragraphs if one.style.name == "Heading 1"]
    assert [one.text for one in headings] == ["某县义务教育领域基层政务公开标准目录"]
    marks = {one.get(f"{W}name") for one in found.element.iter(f"{W}bookmarkStart")}
    links = [one.get(f"{W}anchor") for one in found.element.iter(f"{W}hyperlink")]
    assert links and set(links) <= marks
    assert any("海关（未涉及：本县没有海关）" in one.text for one in found.paragraphs)


def test_a_body_and_a_revision_are_documents_too() -> None:
    texts = [one.text for one in opened(body_book(view(), BUREAU)).paragraphs]
    assert texts[0] == "某县教育局主动公开基本目录" and any("监督电话：0000-2222222" in text for text in texts)
    rows = (Row("义务教育", "招生政策（公开时限）", "20个工作日\n以内", "10个工作日", "=理由", "jiaoyu/quan"),)
    book = revision_book(view().site.library.catalogues[COUNTY].region, "修订对照表", "与2026.1版相比", rows, "2026-11-22")
    table_ = opened(book).tables[0]
    assert [[cell.text for cell in row.cells] for row in table_.rows] == [["公开领域", "事项", "原", "现", "理由"], list(rows[0].cells())]


def test_no_text_becomes_markup_or_a_field() -> None:
    content = to_docx(evil_book())
    document = xml(parts(content)["word/document.xml"])
    assert list(document.iter(f"{W}fldSimple")) == list(document.iter(f"{W}instrText")) == list(document.iter(f"{W}altChunk")) == []
    texts = {"".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in document.iter(f"{W}p")}
    for text in (*EVIL[:4], *EVIL[6:13], "末", "_x0041_"):
        assert text in texts, text
    assert len(opened(evil_book()).tables) == 2


def test_an_empty_column_of_remarks_is_left_out_on_paper() -> None:
    sheet = Sheet("表", "表", (), FULL, (Line(("1", "甲", "乙", "丙", "√", "√", "")),))
    assert [column.key for column in without_empty(sheet).columns] == [column.key for column in FULL[:-1]]
    said = Sheet("表", "表", (), FULL, (Line(("1", "甲", "乙", "丙", "√", "√", "注")),))
    assert without_empty(said) is said


def test_the_same_data_give_the_same_bytes() -> None:
    once = to_docx(region_book(view()))
    time.sleep(2.1)  # a zip's clock counts in steps of two seconds
    assert to_docx(region_book(view())) == once
    code = "from office import view\nfrom gongkai.outputs.office.books import region_book\nfrom gongkai.outputs.office.docx import to_docx\nmade = to_docx(region_book(view()))"
    assert {digest_elsewhere(code, seed) for seed in ("1", "2")} == {sha256(once)}
