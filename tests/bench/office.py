"""The office part of `make bench`: 1,000 rows out as .xlsx, .docx and .pdf, beside the bare library writing the same cells, and 1,000 rows in.

    python tests/bench/office.py                    this part alone

Each side runs in a process of its own, which is timed from before it imports its library until it has the bytes.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.bars import Verdict

REPOSITORY = Path(__file__).resolve().parents[2]
ROWS = 1000
PAGES = 3000
"""Item pages of the synthetic catalogue whose county shows more than `ROWS` items."""

OUT = {"xlsx": 1.0, "docx": 2.0, "pdf": 5.0}
"""Seconds that writing may take."""

IN = 3.0
"""Seconds that importing a table without ids may take, the catalogue's files being in the cache."""


def verdicts(rounds: int) -> Iterator[Verdict]:
    """Write the synthetic catalogue, then every side in turn, round by round."""
    from bench import sides, synthetic

    with tempfile.TemporaryDirectory(prefix="gongkai-bench-office-") as place:
        folder = Path(place)
        synthetic.write_project(folder / "project", PAGES, REPOSITORY)
        book = _book(folder / "project")
        (folder / "book").write_bytes(pickle.dumps(book))
        env = sides.environment()
        for form, bar in OUT.items():
            runs = [(_timed(form, "ours", folder, env), _timed(form, "bare", folder, env)) for _ in range(rounds)]
            ratio = median(ours / bare for ours, bare in runs)
            yield Verdict(f"{ROWS:,} rows written as .{form} ({ratio:.2f} × the bare library)", median(ours for ours, _ in runs), "s", bar)
        yield from _import(folder, book, env, rounds)


def _book(project: Path) -> Any:
    """The county's catalogue, cut to `ROWS` items."""
    from gongkai.build import read_project
    from gongkai.outputs.office.books import region_book
    from gongkai.pages.view import build_site

    library = read_project(project, project / ".cache" / "gongkai")[0].library
    assert library is not None
    book = region_book(build_site(library, as_of="2026-11-22").root)
    sheets, left = [], ROWS
    for sheet in book.sheets:
        if left:
            sheets.append(replace(sheet, lines=sheet.lines[:left]))
            left -= len(sheets[-1].lines)
    assert left == 0, "the synthetic catalogue is too small"
    return replace(book, sheets=tuple(sheets))


def _timed(form: str, side: str, folder: Path, env: Any) -> float:
    done = subprocess.run([sys.executable, __file__, form, side, str(folder / "book")], env=env, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["seconds"])


def _import(folder: Path, book: Any, env: Any, rounds: int) -> Iterator[Verdict]:
    """Nothing until there is such a command."""
    from bench import regional
    from gongkai.cli import main
    from gongkai.outputs.office.xlsx import to_xlsx

    if "import" not in main.list_commands(None):  # type: ignore[arg-type]
        return
    sheets = tuple(replace(sheet, lines=tuple(replace(line, id="") for line in sheet.lines)) for sheet in book.sheets)
    (folder / "in.xlsx").write_bytes(to_xlsx(replace(book, sheets=sheets)))
    program = "from gongkai.cli import run; run()"
    command = [sys.executable, "-c", program, "import", "in.xlsx", "--project", "project", "--region", regional.COUNTY, "--dry-run"]
    seconds = []
    for _ in range(rounds + 1):  # the first fills the cache
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True)
        seconds.append(time.perf_counter() - start)
    yield Verdict(f"{ROWS:,} rows without ids, gongkai import --dry-run, warm", median(seconds[1:]), "s", IN)


def _ours(form: str, book: Any) -> bytes:
    from gongkai.outputs.office.documents import Document, make

    return make(Document(book.title, lambda: book, lambda: book.sheets[0], lambda: b""), form)


def _bare_xlsx(book: Any) -> bytes:
    from xlsxwriter import Workbook

    out = BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet()
        for row, line in enumerate(sheet.lines):
            for place, text in enumerate(line.cells):
                worksheet.write_string(row, place, text)
    workbook.close()
    return out.getvalue()


def _bare_docx(book: Any) -> bytes:
    import docx

    document = docx.Document()
    for sheet in book.sheets:
        table = document.add_table(len(sheet.lines), len(sheet.columns))
        for cell, text in zip(table._cells, (text for line in sheet.lines for text in line.cells), strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _bare_pdf(book: Any) -> bytes:
    import typst

    page = b"""#let sheets = json(bytes(sys.inputs.sheets))
#set page(paper: "a3", flipped: true, margin: 15mm)
#set text(lang: "zh", font: "Noto Serif CJK SC", size: 9pt)
#for sheet in sheets { table(columns: sheet.widths.map(width => width * 1fr), ..sheet.cells) }"""
    from gongkai.outputs.office.sheet import width

    sheets = [{"widths": list(map(width, sheet.columns)), "cells": [text for line in sheet.lines for text in line.cells]} for sheet in book.sheets]
    made: bytes = typst.compile(page, sys_inputs={"sheets": json.dumps(sheets)})
    return made


BARE: dict[str, Callable[[Any], bytes]] = {"xlsx": _bare_xlsx, "docx": _bare_docx, "pdf": _bare_pdf}


def main() -> int:
    if len(sys.argv) == 4:
        form, side, file = sys.argv[1:]
        book = pickle.loads(Path(file).read_bytes())
        start = time.perf_counter()
        made = _ours(form, book) if side == "ours" else BARE[form](book)
        print(json.dumps({"seconds": time.perf_counter() - start, "bytes": len(made)}))
        return 0
    from bench.report import judgement

    found = list(verdicts(3))
    print("\n".join(judgement(found, True)))
    return 0 if all(verdict.kept for verdict in found) else 1


if __name__ == "__main__":
    os.chdir(REPOSITORY)
    sys.exit(main())
