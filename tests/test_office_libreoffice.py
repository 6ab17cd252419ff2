"""Exported files survive an office: LibreOffice opens them, saves them again as .xlsx, .ods and .docx, and every cell is still there.

On a machine without LibreOffice (``sh tests/install_office.sh``) this is skipped; in CI it fails, unless ``GONGKAI_NO_OFFICE`` says that there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import lacking
from gongkai.importing.readers import read_file
from gongkai.outputs.office.books import body_book, region_book
from gongkai.outputs.office.docx import to_docx
from gongkai.outputs.office.sheet import Book, Sheet, blocks, clean, without_empty
from gongkai.outputs.office.xlsx import ID_LABEL, to_xlsx
from office import evil_book, view
from small_library import BUREAU, TOWN

BOOKS = {"quan": lambda: region_book(view()), "zhen": lambda: region_book(view(TOWN)), "danwei": lambda: body_book(view(), BUREAU), "exie": evil_book}
"""File name → the book in it."""


def soffice() -> str:
    """The program. Without it the test is skipped, or fails in CI."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        lacking("no LibreOffice on this machine: sh tests/install_office.sh", required="CI" in os.environ and "GONGKAI_NO_OFFICE" not in os.environ)
    return found


def save_again(folder: Path, files: Sequence[Path], kind: str) -> Path:
    """The files as LibreOffice saves them in the other format, in a folder of their own."""
    target = folder / kind
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = subprocess.run([soffice(), profile, "--headless", "--convert-to", kind, "--outdir", str(target), *map(str, files)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """(name, what was saved as what) → the file."""
    folder = tmp_path_factory.mktemp("office")
    found = {}
    for kind, write, kinds in (("xlsx", to_xlsx, ("xlsx", "ods")), ("docx", to_docx, ("docx",))):
        files = []
        for name, book in BOOKS.items():
            path = folder / f"{name}.{kind}"
            path.write_bytes(write(book()))
            files.append(path)
            found[name, kind] = path
        for other in kinds:
            target = save_again(folder, files, other)
            found |= {(name, f"{kind} → {other}"): target / f"{name}.{other}" for name in BOOKS}
    return found


def expected(sheet: Sheet, *, ids: bool) -> list[list[str]]:
    """The rows of the table as a reader has them: what a merged cell covers says the same again."""
    keep = [[clean(cell).strip() for cell in line.cells] + ([line.id] if ids else []) for line in sheet.lines]
    for place, start, end in blocks(sheet):
        assert {keep[row][place] for row in range(start, end + 1)} == {keep[start][place]}
    return keep


def tables(path: Path) -> list[list[list[str]]]:
    """Every table that has the official header: its rows below that."""
    source = read_file(path)
    assert [str(problem) for problem in source.problems if problem.level == "error"] == []
    found = []
    for grid in source.grids:
        rows = [[cell.text.strip().replace("_x005F_", "_") for cell in row] for row in grid.rows]  # so LibreOffice masks _x0041_ in a .docx
        head = next((number for number, row in enumerate(rows) if row[0] == "序号"), None)
        if head is not None:
            found.append(rows[head + 2 :])
    return found


@pytest.mark.parametrize("kind", ["xlsx", "xlsx → xlsx", "xlsx → ods"])
@pytest.mark.parametrize("name", BOOKS)
def test_a_spreadsheet_comes_back_cell_by_cell_with_its_ids(saved: dict[tuple[str, str], Path], name: str, kind: str) -> None:
    book: Book = BOOKS[name]()
    assert tables(saved[name, kind]) == [expected(sheet, ids=True) for sheet in book.sheets]
    header = [[cell.text for cell in row] for grid in read_file(saved[name, kind]).grids for row in grid.rows if row[0].text == "序号"]
    assert all(row[-1] == ID_LABEL for row in header) and header


@pytest.mark.parametrize("kind", ["docx", "docx → docx"])
@pytest.mark.parametrize("name", BOOKS)
def test_a_document_comes_back_cell_by_cell(saved: dict[tuple[str, str], Path], name: str, kind: str) -> None:
    book: Book = BOOKS[name]()
    assert tables(saved[name, kind]) == [expected(without_empty(sheet), ids=False) for sheet in book.sheets]


def test_the_titles_say_which_table_it_is(saved: dict[tuple[str, str], Path]) -> None:
    for kind in ("docx", "docx → docx"):
        (grid,) = read_file(saved["quan", kind]).grids
        assert "某县义务教育领域基层政务公开标准目录" in grid.above, kind
    for kind in ("xlsx → xlsx", "xlsx → ods"):
        assert "义务教育" in read_file(saved["quan", kind]).grids[-1].place, kind
