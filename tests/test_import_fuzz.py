"""No file is bad enough: mutilated files of every kind, and files made to harm, end in a clear message within bounded memory and time.

How long good files take is asked here, too.
"""

from __future__ import annotations

import io
import json
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import import_samples as samples
from conftest import REPOSITORY
from gongkai.importing.readers import read_file
from gongkai.importing.readers.guard import MAX_FILE
from import_samples import biff, cell, codes, docx, ods, ole, paragraph, read, record, relations, table, xlsx, zipped

COUNT = 500
MEMORY = 500_000_000
SECONDS = 10

GRID = "".join(f'<row r="{r}"><c r="A{r}" t="s" s="1"><v>{r % 3}</v></c><c r="B{r}"><f>A1</f><v>{r}.5</v></c><c r="C{r}" t="inlineStr"><is><t>公开</t></is></c></row>' for r in range(1, 9))
STYLES = '<numFmts><numFmt numFmtId="170" formatCode="yyyy年m月"/></numFmts><fonts><font><name val="宋体"/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="170" fontId="0"/></cellXfs>'
WORDS = table([cell("序号"), cell("公开事项", '<w:gridSpan w:val="2"/>')], [cell("1", '<w:vMerge w:val="restart"/>'), cell("甲"), cell("乙")], [cell("", "<w:vMerge/>"), cell("丙"), cell("丁")])
ROWS = '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2"><text:p>公开<text:s text:c="2"/></text:p></table:table-cell><table:covered-table-cell/></table:table-row>'
PAGE = "<html><meta charset=gbk><body><p>（一）就业</p><table><tr><th rowspan=2>序号<th colspan=2>事项</tr><tr><td>一<td>二</tr><tr><td>1<td>√&nbsp;<br>x<td><table><tr><td>内</table></table>"
ORIGINALS: dict[str, list[bytes]] = {
    "xlsx": [xlsx(f"<sheetData>{GRID}</sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells>", strings="<si><t>甲</t></si>" * 3, styles=STYLES)],
    "xls": [(samples.CASES / "mulu.xls").read_bytes()],
    "ods": [ods(ROWS * 2)],
    "docx": [docx(paragraph("（一）就业") + WORDS + paragraph("尾"))],
    "html": [PAGE.encode("gbk"), b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n" + PAGE.encode() + b"\n--b--\n"],
    "csv": ['序号,事项\r\n1,"甲\n""乙"""\r\n2,丙\r\n'.encode("gbk"), "| 序号 | 事项 |\n|--|--|\n| 1 | 甲 |\n".encode()],
}
TRAPS = (b"\0", b"\xff", b"<", b">", b"&", b'"', b"'", b"]]>", b"<!--", b"<!DOCTYPE a [", b"&#xD800;", b"&#0;", b"-1", b"999999999999", b"NaN", b"\r\n", b"A" * 3000, b"\xef\xbb\xbf", b"/>", b'<?xml version="1.0" encoding="U"?>')


def mutilated(kind: str, chance: random.Random) -> bytes:
    """A sample after one to six accidents: to the file, or to the parts inside a zip, which is then whole again."""
    content = chance.choice(ORIGINALS[kind])
    if not content.startswith(b"PK") or chance.random() < 0.3:
        return _hurt(content, chance)
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: archive.read(name) for name in archive.namelist()}
    for name in chance.sample(sorted(parts), chance.choice((1, 1, 1, 2))):
        parts[name] = _hurt(parts[name], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    return zipped(parts)


def _hurt(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.15:
        return content[: chance.randrange(len(content) + 1)]
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) + 1), chance.choice((0, 1, 1, 2, 4, 20))
        old = bytes(data[at : at + length])
        data[at : at + length] = chance.choice([chance.choice(TRAPS), chance.randbytes(length), bytes(length), b"\xff" * length, b"", old * 2, old[::-1]])
    return bytes(data)


@pytest.mark.parametrize("kind", ORIGINALS)
def test_mutilated_files_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    chance, refused, slowest = random.Random(kind), 0, 0.0
    for _ in range(COUNT):
        content = mutilated(kind, chance)
        start = time.process_time()
        source = read(tmp_path, f"a.{kind}", content)
        slowest = max(slowest, time.process_time() - start)
        errors = [problem for problem in source.problems if problem.level == "error"]
        refused += bool(errors)
        assert bool(errors) != bool(source.grids), source.problems
        assert all(problem.code[0] == "X" and problem.hint and "Traceback" not in problem.message for problem in source.problems)
        json.dumps([[one.text for row in grid.rows for one in row] for grid in source.grids], ensure_ascii=False).encode()  # no half characters
    assert slowest < SECONDS and refused > 5


def label(row: int, column: int) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, 1, 0) + b"x")


def many(count: int, line: str) -> str:
    return "".join(line.replace("#", str(n)) for n in range(1, count + 1))


def sheets_of_one_part() -> bytes:
    listed = many(200_000, '<sheet name="s#" r:id="r1"/>')
    return xlsx(ONE, more={"xl/workbook.xml": f'<workbook xmlns:r="{samples.OFFICE}">{listed}</workbook>'})


LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + many(9, '<!ENTITY a# "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">') + "]>"
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "http://localhost/x"> %p;]>'
ONE = "<sheetData><row><c><v>1</v></c></row></sheetData>"
FAR = '<sheetData><row><c><v>1</v></c></row><row r="900"><c r="Z900"><v>1</v></c></row></sheetData>'
LONG = "字" * 32_000
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb.xlsx": ("X103", lambda: xlsx("<sheetData>" + " " * 160_000_000)),
    "long-attribute.xlsx": ("X103", lambda: xlsx(f'<a b="{"x" * 20_000_000}"/>')),
    "long-comment.docx": ("X103", lambda: docx(f"<!--{'x' * 20_000_000}-->")),
    "long-string.xlsx": ("X101", lambda: xlsx("", strings=f"<si><t>{'x' * 140_000_000}</t></si>")),
    "declared-rows.xlsx": ("X103", lambda: xlsx('<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
    "million-rows.xlsx": ("X103", lambda: xlsx("<sheetData>" + many(1_048_576, '<row r="#"><c r="A#" s="1"/></row>'))),
    "same-cell.xlsx": ("X103", lambda: xlsx("<sheetData><row>" + '<c r="A1"><v>1</v></c>' * 400_000)),
    "merges.xlsx": ("X103", lambda: xlsx(ONE + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 200_000)),
    "overlapping.xlsx": ("X103", lambda: xlsx(FAR + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 99_000 + "</mergeCells>")),
    "repeated-text.xlsx": ("X103", lambda: xlsx("<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 240_000, strings=f"<si><t>{LONG}</t></si>")),
    "one-part-many-sheets.xlsx": ("X103", sheets_of_one_part),
    "deep.docx": ("X103", lambda: docx("<a>" * 1_000_000)),
    "nested-tables.docx": ("X103", lambda: docx("<w:tbl><w:tr><w:tc>" * 200)),
    "wide-cells.docx": ("X103", lambda: docx("<w:tbl>" + ("<w:tr>" + cell("x", '<w:gridSpan w:val="999999"/>') * 50 + "</w:tr>") * 1000 + "</w:tbl>")),
    "paragraphs.docx": ("X103", lambda: docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 600_000)),
    "laughs.xlsx": ("X104", lambda: xlsx("<row><c t='str'><v>&a9;</v></c></row>", prolog=LAUGHS)),
    "laughs.ods": ("X104", lambda: ods("", prolog=LAUGHS)),
    "outside.docx": ("X104", lambda: docx(paragraph("&e;"), prolog=XXE)),
    "outside.xlsx": ("X104", lambda: xlsx("", more={"xl/sharedStrings.xml": XXE + "<sst><si><t>&e;</t></si></sst>"})),
    "repeated.ods": ("X103", lambda: ods('<table:table-row table:number-rows-repeated="999999999"><table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p></table:table-cell></table:table-row>')),
    "blanks.ods": ("X103", lambda: ods("<table:table-row><table:table-cell><text:p>" + '<text:s text:c="999999999"/>' * 500_000)),
    "entries.xlsx": ("X103", lambda: zipped(dict.fromkeys(map(str, range(20_000)), ""))),
    "far.xls": ("X103", lambda: ole({"Workbook": biff(label(0, 0), label(65_535, 255))})),
    "strings.xls": ("X102", lambda: ole({"Workbook": biff(first=record(0x00FC, b"\xff" * 8 + bytes(8_000)))})),
    "numbers.xls": ("X103", lambda: biff(*[record(0x00BD, struct.pack("<HH", 1, 0) + bytes(8_200))] * 4_000)),
    "zeros.xls": ("X102", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(MAX_FILE - 8)),
    "spans.html": ("X103", lambda: b"<table><tr>" + b"<td colspan=1000000000 rowspan=1000000000>x" * 5_000),
    "attributes.html": ("X101", lambda: f"<div {many(1_100_000, 'a#=1 ')}>x".encode()),
    "unclosed.html": ("X103", lambda: b"<table><tr><td>" + b"<b>" * 900 + b"</i>" * 2_000_000),
    "stray.html": ("X101", lambda: b"<html>" + b"<" * 2_900_000),
    "nested.html": ("X103", lambda: b"<table><tr><td>" * 900_000),
    "big.html": ("X103", lambda: b"<table><tr><td>" + b"x" * 17_000_000),
    "one-bad-byte.csv": ("X103", lambda: "字,".encode() * 1_400_000 + b"\xff"),
    "commas.csv": ("X103", lambda: b"," * 49_000_000),
    "quotes.csv": ("X103", lambda: b'"' * 49_000_000),
    "rulings.md": ("X103", lambda: ("|" + "-" * 50 + "x\n").encode() * 300_000),
    "boundaries.mht": ("X103", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + b"--b\nContent-Type: text/html\n\n" * 500_000),
    "huge.csv": ("X103", lambda: b"a,b\n" * (MAX_FILE // 4 + 1)),
}


def examine(paths: list[str]) -> Iterator[dict[str, Any]]:
    """Runs in a process of its own: what became of each file, and what it cost. Address space is limited, which is stricter than memory."""
    import resource

    read_file(Path(__file__))  # whatever loading the readers takes is no fault of the files
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for path in paths:
        start = time.process_time()
        source = read_file(Path(path))
        errors = [problem.code for problem in source.problems if problem.level == "error"]
        yield {"file": Path(path).name, "codes": errors, "hints": all(problem.hint for problem in source.problems), "seconds": time.process_time() - start}


@pytest.mark.parametrize("kind", sorted({name.rpartition(".")[2] for name in HOSTILE}))
def test_files_made_to_harm_are_refused_within_bounds(kind: str, tmp_path: Path) -> None:
    names = [name for name in HOSTILE if name.endswith(f".{kind}")]
    for name in names:
        (tmp_path / name).write_bytes(HOSTILE[name][1]())
    script = "import json, sys, test_import_fuzz as t; [print(json.dumps(one), flush=True) for one in t.examine(sys.argv[1:])]"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "generator"), str(REPOSITORY / "tests")])}
    done = subprocess.run([sys.executable, "-c", script, *[str(tmp_path / name) for name in names]], env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.stderr == "" and done.returncode == 0, done.stdout[-300:] + done.stderr[-2000:]
    found = {one["file"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert {name: one["codes"] for name, one in found.items()} == {name: [HOSTILE[name][0]] for name in names}
    assert all(one["hints"] and one["seconds"] < SECONDS for one in found.values()), found


REFUSED = {
    "password.xlsx": (ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "X105", "密码"),
    "password.xls": (ole({"Workbook": biff(first=record(0x002F, bytes(6)))}), "X105", "密码"),
    "password.ods": (ods("", manifest="<encryption-data/>"), "X105", "密码"),
    "old.docx": ((samples.CASES / "jiu.doc").read_bytes(), "X106", "另存为 .docx"),
    "a.pdf": (b"%PDF-1.7\n", "X106", "原件"),
    "b.xlsx": (b"\x89PNG\r\n\x1a\n", "X106", "图片"),
    "c.doc": (b"{\\rtf1", "X106", "另存为 .docx"),
    "d.xls": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "X106", "另存为 .xlsx"),
    "e.xlsb": (zipped({"xl/workbook.bin": "x"}), "X106", "另存为 .xlsx"),
    "f.zip": (zipped({"a.txt": "x"}), "X106", "解压"),
    "g.ofd": (zipped({"OFD.xml": "x"}), "X106", "原件"),
    "h.csv": (b"\x00\x01\x02\x03" * 9 + b"x", "X106", "能导入的有"),
    "i.csv": (b"\r\n", "X102", "重新发"),
    "j.txt": ("只有一段话，没有表格。".encode(), "X101", "打开文件"),
    "k.xlsx": (zipped({"_rels/.rels": relations(("officeDocument", "xl/workbook.xml")), "[Content_Types].xml": ""}), "X102", "另存"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_says_what_to_do(name: str, tmp_path: Path) -> None:
    content, code, words = REFUSED[name]
    source = read(tmp_path, name, content)
    (problem,) = [problem for problem in source.problems if problem.level == "error"]
    assert not source.grids and problem.code == code and words in problem.message + problem.hint


def test_macros_are_not_run_and_said(tmp_path: Path) -> None:
    source = read(tmp_path, "a.xlsm", xlsx(ONE, more={"xl/vbaProject.bin": b"Attribute VB_Name"}))
    assert source.grids and codes(source) == ["X111"] and "宏" in source.problems[0].message


def test_nothing_but_a_file_is_read(tmp_path: Path) -> None:
    assert codes(read_file(tmp_path)) == codes(read_file(tmp_path / "没有.csv")) == ["X100"]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_thousand_rows_are_read_in_well_under_a_second(kind: str, tmp_path: Path) -> None:
    sheet = "".join("<row>" + f"<c t='str'><v>公开内容{r}</v></c>" * 15 + "</row>" for r in range(1000))
    content = xlsx(f"<sheetData>{sheet}</sheetData>") if kind == "xlsx" else docx(table(*[[cell(f"公开内容{r}")] * 15 for r in range(1000)]))
    (tmp_path / f"a.{kind}").write_bytes(content)
    start = time.process_time()
    source = read_file(tmp_path / f"a.{kind}")
    assert time.process_time() - start < 1 and len(source.grids[0].rows) == 1000
