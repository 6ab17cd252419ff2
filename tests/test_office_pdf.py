"""The .pdf: tagged for a screen reader, with an outline and page numbers, any text as text, and a clear sentence where it cannot be made."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from conftest import REPOSITORY
from gongkai.outputs.office import pdf
from gongkai.outputs.office.books import domain_book, region_book
from gongkai.outputs.office.pdf import NO_FONT, NO_TYPST, PLACEHOLDER, to_pdf, why_not
from gongkai.outputs.office.sheet import Book, Line, Sheet
from gongkai.pages.domain_rows import table
from office import EVIL, FULL, digest_elsewhere, evil_book, sha256, view


def opened(content: bytes) -> Any:
    return pikepdf.open(io.BytesIO(content))


def tags(node: Any) -> Iterator[tuple[str, Any]]:
    """The structure that a screen reader walks: (tag, element), in reading order."""
    for kid in node.K if isinstance(node.get("/K"), pikepdf.Array) else [node.K] if "/K" in node else []:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S), kid
            yield from tags(kid)


def attributes(element: Any) -> dict[str, Any]:
    given = element.get("/A", [])
    return {key: value for part in (given if isinstance(given, pikepdf.Array) else [given]) for key, value in part.items()}


@pytest.fixture(scope="module")
def whole() -> bytes:
    assert why_not() == ""
    return to_pdf(region_book(view()))


def test_it_is_tagged_and_says_so(whole: bytes) -> None:
    found = opened(whole)
    root = found.Root
    assert root.MarkInfo.Marked and str(root.Lang).lower().startswith("zh") and root.ViewerPreferences.DisplayDocTitle
    with found.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1" and meta["dc:title"] == "某县基层政务公开标准目录"
    structure = list(tags(root.StructTreeRoot))
    count = Counter(name for name, _ in structure)
    sheet = region_book(view()).sheets[0]
    assert count["/H1"] == 2 and count["/Table"] == count["/THead"] == 1 and count["/TR"] == len(sheet.lines) + 2
    heads = [attributes(element) for name, element in structure if name == "/TH"]
    assert len(heads) == len(sheet.columns) + 4 and {str(one["/Scope"]) for one in heads} == {"/Column"}
    assert [int(one["/ColSpan"]) for one in heads if "/ColSpan" in one] == [3, 2, 2, 2] and sum("/RowSpan" in one for one in heads) == 7


def test_outline_and_page_numbers(whole: bytes) -> None:
    found = opened(whole)
    with found.open_outline() as outline:
        titles = [(one.title, [below.title for below in one.children]) for one in outline.root]
    assert [title for title, _ in titles] == ["某县基层政务公开标准目录", "某县义务教育领域基层政务公开标准目录"]
    assert {"招生管理", "教师管理"} <= set(titles[1][1])
    assert len(found.pages) == 2 and [float(side) for side in found.pages[0].MediaBox[2:]] == pytest.approx([1190.55, 841.89], abs=0.1), "A3 across"
    assert "counter(page).final()" in pdf.TEMPLATE.read_text(encoding="utf-8")


def test_the_template_repeats_the_header_and_keeps_rows_whole() -> None:
    data = pdf._sheet(domain_book(view(), view().domain["jiaoyu"]).sheets[0])
    assert [len(row) for row in data["header"]] == [11, 9], "headings that fill both rows stand in the first alone"
    assert {cell["rows"] for cell in data["header"][0]} == {1, 2}
    heads, rows = table(view(), view().domain["jiaoyu"])
    covered = len(rows) * len(heads) - sum(len(line["cells"]) for line in data["lines"])
    spans = sum(cell.get("rows", 1) - 1 for line in data["lines"] for cell in line["cells"])
    assert covered == spans > 0, "what a merged cell covers is not there a second time"
    source = pdf.TEMPLATE.read_text(encoding="utf-8")
    assert "table.header(" in source and "breakable:" in source and "eval(" not in source and 'mode: "markup"' not in source


def test_any_text_is_text() -> None:
    made = to_pdf(evil_book())
    assert made.startswith(b"%PDF-") and made.rstrip().endswith(b"%%EOF")
    found = opened(made)
    assert str(found.docinfo.Title) == EVIL[9], "the title, as it is"
    links = [note for page in found.pages for note in page.get("/Annots", [])]
    assert links and not any("/A" in note and "/URI" in note.A for note in links), "from the contents to the sheets; an address in a cell is no link"
    assert not any("/JavaScript" in str(one.keys()) for one in found.objects if isinstance(one, pikepdf.Dictionary))


def test_a_character_without_a_font_is_a_placeholder(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    compile_ = pdf._compile
    monkeypatch.setattr(pdf, "_compile", lambda template, text, day: seen.append(text) or compile_(template, text, day))
    sheet = Sheet("表", "表", (), FULL, (Line(("1", "甲\U0010fffd", "乙", "\U0010fffd\U0010fffc丙", "√", "", "")),))
    assert to_pdf(Book("表", (sheet,))).startswith(b"%PDF-")
    assert "\U0010fffd" in seen[0] and "\U0010fffd" not in seen[-1] and f"{PLACEHOLDER}{PLACEHOLDER}丙" in seen[-1]


def test_long_rows_and_long_words_fit() -> None:
    lines = (Line(("1", "甲", "乙", "很长的内容，" * 2000, "√", "", "https://www.example.gov.cn/" + "a" * 300)), Line(("2", "甲", "丙", "短", "", "", "")))
    made = to_pdf(Book("表", (Sheet("表", "表", (), FULL, lines),)))
    assert len(opened(made).pages) > 1, "a row taller than a page goes on to the next"


def test_without_typst_or_a_chinese_font_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    assert why_not() == NO_TYPST and "pip install" in NO_TYPST
    monkeypatch.undo()
    monkeypatch.setattr(pdf, "_fonts", lambda: (None, {"title": [], "head": [], "body": []}))
    assert why_not() == NO_FONT and "fonts-noto-cjk" in NO_FONT


def test_what_typst_refuses_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_compile", lambda template, text, day: b"%PDF" if template == pdf._PROBE else "unknown variable")
    with pytest.raises(pdf.PdfError, match="unknown variable。改法：导出 docx"):
        to_pdf(evil_book())


def test_the_command_says_it_too(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['typst'] = None; import importlib.util as u; f = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'typst' else f(name, *a)\nfrom gongkai.cli import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", code, "export", "--format", "pdf", "--project", str(REPOSITORY)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and NO_TYPST in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_same_data_give_the_same_bytes(whole: bytes) -> None:
    time.sleep(1.1)
    assert to_pdf(region_book(view())) == whole
    code = "from office import view\nfrom gongkai.outputs.office.books import region_book\nfrom gongkai.outputs.office.pdf import to_pdf\nmade = to_pdf(region_book(view()))"
    assert {digest_elsewhere(code, seed) for seed in ("1", "2")} == {sha256(whole)}
