"""Foreign files become grids: every kind of file, merged cells, encodings, numbers as people see them, and a wrong ending."""

from __future__ import annotations

import base64
import quopri
import struct
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import import_samples as samples
from gongkai.importing.readers import read_file
from gongkai.importing.readers.numbering import chinese
from gongkai.importing.readers.numbers import shown
from gongkai.importing.readers.table import letters
from import_samples import cell, codes, docx, ods, paragraph, read, table, texts, xlsx

HEAD = [
    ["示例县主动公开目录"] * 8,
    ["序号", "公开事项", "公开事项", "公开内容", "时限", "编号", "全社会", "备注"],
    ["序号", "一级事项", "二级事项", "公开内容", "时限", "编号", "全社会", "备注"],
]
BODY = [
    ["1", "社会救助", "政策法规", "1.文件名称\n2.文号", "20个工作日", "0505", "☑", "50%"],
    ["2", "社会救助", "监督检查", "普通粗体尾", "1月31日", "1.25", "TRUE", "#DIV/0!"],
    ["第3", "", "", "", "-0.01", "12345678901", "", ""],
]


def workbook(path: Path) -> Path:
    """What people put into a sheet: merged heads and cells, formats, formulas, check marks of a symbol font, hidden and own sheets."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("目录")
    sheet.merge_range("A1:H1", HEAD[0][0])
    for column, (above, below) in enumerate(zip(HEAD[1], HEAD[2], strict=True)):
        if above == below:
            sheet.merge_range(1, column, 2, column, above)
        else:
            sheet.write(2, column, below)
    sheet.merge_range("B2:C2", "公开事项")
    sheet.merge_range("B4:B5", "社会救助")
    formats = {code: book.add_format({"num_format": code}) for code in ('0"个工作日"', "0000", "0%", 'm"月"d"日"')}
    for place, value in {"A4": 1, "C4": BODY[0][2], "D4": BODY[0][3], "C5": BODY[1][2], "F5": 1.25, "G5": True, "E6": -0.01, "F6": 12345678901}.items():
        sheet.write(place, value)
    for place, number, code in (("E4", 20, '0"个工作日"'), ("F4", 505, "0000"), ("H4", 0.5, "0%"), ("E5", 46053, 'm"月"d"日"')):
        sheet.write_number(place, number, formats[code])
    sheet.write("G4", "R", book.add_format({"font_name": "Wingdings 2"}))
    sheet.write_rich_string("D5", "普通", book.add_format({"bold": True}), "粗体", "尾")
    for place, formula, value in (("A5", "=A4+1", 2), ("H5", "=1/0", "#DIV/0!"), ("A6", '="第"&3', "第3")):
        sheet.write_formula(place, formula, None, value)
    hidden = book.add_worksheet("说明")
    hidden.hide()
    hidden.write("B2", "看不见的表")
    book.add_worksheet("_gongkai").write("A1", "下拉列表")
    book.close()
    return path


@pytest.mark.parametrize("path", ["new", samples.CASES / "mulu.xls"], ids=["xlsx", "xls"])
def test_a_workbook_is_read_as_people_see_it(path: Path | str, tmp_path: Path) -> None:
    source = read_file(workbook(tmp_path / "mulu.xlsx") if path == "new" else Path(path))
    assert texts(source) == HEAD + BODY
    assert [grid.place for grid in source.grids] == ["工作表“目录”", "工作表“说明”"]
    assert texts(source, 1) == [["", ""], ["", "看不见的表"]]
    assert codes(source) == ["X108", "X111"] and "目录!H5" in source.problems[0].message and "“说明”是隐藏的" in source.problems[1].message
    rows = source.grids[0].rows
    assert rows[3][1].place == rows[4][1].place == "目录!B4" and rows[4][1].covered and not rows[3][1].covered
    assert rows[0][7].place == "目录!A1" and rows[2][1].place == "目录!B3"


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        *[(5.0, "", "5"), (0.1, "", "0.1"), (1234567.0, "#,##0", "1,234,567"), (0.125, "0.0%", "12.5%"), (505.0, "0000", "0505"), (2.5, "0", "3"), (-0.4, "0", "0")],
        *[(20.0, '0"日"', "20日"), (20.0, 'General"日"', "20日"), (-5.0, "0;(0)", "(5)"), (0.0, '0;-0;"无"', "无"), (0.5, "# ?/?", "0.5"), (3.0, "@", "3"), (7.0, "[红色]0", "7")],
        *[(43586.0, "yyyy/m/d;@", "2019/5/1"), (43586.0, "[$-804]yyyy年mm月dd日", "2019年05月01日"), (43586.0, "aaaa", "星期三"), (60.0, "yyyy-mm-dd", "1900-03-01")],
        *[(43586.75, "yyyy-m-d h:mm", "2019-5-1 18:00"), (0.75, "h:mm AM/PM", "6:00 PM"), (0.5, "mm:ss", "00:00"), (1e300, "yyyy", "1e+300"), (float("nan"), "0", "")],
        *[(1e300, "0.00", "1e+300"), (0.0, "0;;", ""), (4.0, "0;;", "4"), (1.5, "0.##", "1.5"), (2.0, "0.0#", "2.0"), (1.0, "x" * 300, "1"), (3.0, '"', "3")],
    ],
)
def test_a_number_looks_as_in_the_sheet(value: float, code: str, said: str) -> None:
    assert shown(value, code) == said


@given(st.floats(), st.text(max_size=20) | st.text('0#?.,%ymdhsa;"\\[]_*@General年月 /-', max_size=20), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_number_format_is_strange_enough_to_raise(value: float, code: str, since_1904: bool) -> None:
    assert isinstance(shown(value, code, since_1904=since_1904), str)


CELL_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff") | st.just("\n"), max_size=12)


@given(st.lists(st.lists(CELL_TEXT, min_size=3, max_size=3), min_size=2, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_comes_back_from_a_sheet(tmp_path: Path, rows: list[list[str]]) -> None:
    rows[-1][-1] = "完"
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet()
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)
    book.close()
    assert texts(read_file(tmp_path / "a.xlsx")) == [[text if text.strip() else "" for text in line] for line in rows]


def test_cells_without_addresses_inline_text_and_pinyin_guides(tmp_path: Path) -> None:
    inline = "<row><c t='inlineStr'><is><r><t>公</t></r><r><rPr><rFont val='Wingdings'/></rPr><t>þ</t></r><rPh><t>gōng</t></rPh></is></c><c><v>2</v></c></row>"
    shared = "<row r='3'><c t='s'><v>0</v></c><c r='D3' t='str'><f>x</f><v>a_x000D_\nb</v></c><c/><c><v>7</v></c></row>"
    source = read(tmp_path, "a.xlsx", xlsx(f"<sheetData>{inline}{shared}</sheetData>", strings="<si><t>开</t><rPh><t>kāi</t></rPh></si>"))
    assert texts(source) == [["公☑", "2", "", "", "", ""], [""] * 6, ["开", "", "", "a\nb", "", "7"]]


def test_a_formula_without_a_value_is_said_and_not_computed(tmp_path: Path) -> None:
    source = read(tmp_path, "a.xlsx", xlsx('<sheetData><row r="1"><c r="A1"><f>1+1</f><v/></c><c r="B1"><v>1</v></c></row></sheetData>'))
    assert texts(source) == [["", "1"]]
    assert codes(source) == ["X108"] and "表!A1" in source.problems[0].message and source.problems[0].hint


def test_text_hidden_under_a_merged_cell_is_said(tmp_path: Path) -> None:
    cells = "".join(f"<c r='{place}' t='str'><v>{text}</v></c>" for place, text in (("A1", "甲"), ("B1", "乙")))
    source = read(tmp_path, "a.xlsx", xlsx(f"<sheetData><row>{cells}</row></sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells>"))
    assert texts(source) == [["甲", "甲"]]
    assert codes(source) == ["X110"] and "乙" in source.problems[0].message


def test_an_opendocument_sheet(tmp_path: Path) -> None:
    style = '<style:style style:name="ce1"><style:text-properties style:font-name="Wingdings 2"/></style:style>'
    rows = """<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>合<text:s text:c="2"/><text:span>并</text:span></text:p><text:p>二行</text:p>
      <office:annotation><text:p>批注</text:p></office:annotation></table:table-cell><table:covered-table-cell/></table:table-row>
      <table:table-row><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>
      <table:table-cell table:style-name="ce1"><text:p>R</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"><text:p>同</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:formula="of:=1" table:number-columns-repeated="16384"/></table:table-row>"""
    source = read(tmp_path, "a.ods", ods(rows, styles=style))
    both = ["合  并\n二行"] * 2
    assert texts(source) == [[*both, "", ""], [*both, "50%", "☑"], [*["同"] * 3, ""], [*["同"] * 3, ""]]
    assert [one.covered for one in source.grids[0].rows[1]] == [True, True, False, False] and codes(source) == ["X108"]


def test_a_word_document(tmp_path: Path) -> None:
    wide, start, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    first = table(
        [cell("宽", wide), cell("尾")],
        [cell("高", start), cell("b"), cell("c")],
        [cell("", on), cell("方", wide + start)],
        [cell("", on), cell("", wide + on)],
        ["<w:trPr><w:gridBefore w:val='1'/></w:trPr>", cell("e"), cell("f")],
        ["<w:trPr><w:del/></w:trPr>", cell("删去的行"), cell("x"), cell("y")],
    )
    frame = table([f"<w:tc>{paragraph('框')}{table(*[[cell(f'{r}{c}') for c in range(2)] for r in range(2)])}{paragraph('框尾')}</w:tc>"])
    inner = table([f"<w:tc>{paragraph('外')}{table([cell('内1'), cell('内2')])}</w:tc>", cell("右"), cell("末")])
    source = read(tmp_path, "a.docx", docx(paragraph("（一）就业") + first + frame + inner + paragraph("尾注")))
    assert texts(source) == [["宽", "宽", "尾"], ["高", "b", "c"], ["高", "方", "方"], ["高", "方", "方"], ["", "e", "f"]]
    assert source.grids[0].above == ("（一）就业",) and source.grids[0].rows[3][2].place == "第1张表第3行第2列"
    assert texts(source, 1) == [["00", "01"], ["10", "11"]] and source.grids[1].above == ("框",)
    assert texts(source, 2) == [["外\n内1 内2", "右", "末"]] and source.grids[2].above == ("框尾",)
    assert source.below == ("尾注",) and codes(source) == ["X111"]


def test_what_word_shows_but_does_not_write(tmp_path: Path) -> None:
    numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>"
    runs = {
        "<w:r><w:sym w:font='Wingdings 2' w:char='F052'/></w:r>": "☑",
        "<w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>n</w:t></w:r><w:r><w:t>n</w:t></w:r>": "■n",
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>": "☑",
        "<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData></w:fldChar></w:r>": "☐",
        "<w:r><w:ruby><w:rt><w:r><w:t>nèi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>内</w:t></w:r></w:rubyBase></w:ruby></w:r>": "内",
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>": "新",
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:noBreakHyphen/></w:r>": "甲\n乙 -",
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>文</w:t></w:r>": "框\n文",
    }
    rows = [[cell("x"), f"<w:tc><w:p>{run}</w:p></w:tc>"] for run in runs]
    rows += [[cell("x"), f"<w:tc>{numbered.format(level)}</w:tc>"] for level in (0, 1, 1, 0, 1)]
    levels = "".join(f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/><w:lvlText w:val='{text}'/></w:lvl>" for n, kind, text in ((0, "chineseCounting", "（%1）"), (1, "decimal", "%2.")))
    numbering = f"<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    source = read(tmp_path, "a.docx", docx(table(*rows), numbering=numbering))
    assert [row[1] for row in texts(source)] == [*runs.values(), "（一）项", "1.项", "2.项", "（二）项", "1.项"]


PAGE = """<html><head><title>目录_示例县</title><script>"<table>"</script></head><body><div>首页 <a>政务</a><table><tr><td>导航<td>
<table border=1><caption>（三）财政
预决算</caption><tr><th rowspan=2>序号<th colspan="2">公开<br>事项<th rowspan="99999999999">依据</tr><tr><td>一级<td>二级</tr>
<tr><td>1<td><p>预算</p><p>决算&nbsp;</p><td><ruby>内<rt>nèi</rt></ruby><table><tr><td>内1</td><td>内2</td></tr></table><tr><td colspan=3>宽</table>
</td></tr></table><p>结尾</p><table><tr><td><input type=checkbox checked> 主动<td><font face=Wingdings>&thorn;</font><td>a<select><option>no</select></table>尾注"""


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("", "utf-8"), ("", "gb18030"), ("gb2312", "gb18030"), ("gbk", "utf-8"), ("utf-8", "gb18030"), ("", "utf-8-sig"), ("", "utf-16")],
)
def test_a_saved_page(declared: str, encoding: str, tmp_path: Path) -> None:
    page = PAGE.replace("<head>", f"<head><meta charset={declared}>") if declared else PAGE
    source = read(tmp_path, "a.html", page.encode(encoding))
    assert texts(source) == [
        ["序号", "公开\n事项", "公开\n事项", "依据"],
        ["序号", "一级", "二级", "依据"],
        ["1", "预算\n决算", "内\n内1 内2", "依据"],
        ["宽", "宽", "宽", "依据"],
    ]
    assert source.grids[0].above == ("目录_示例县", "首页 政务", "导航", "（三）财政预决算")
    assert texts(source, 1) == [["☑ 主动", "☑", "a"]] and source.grids[1].above == ("结尾",) and source.below == ("尾注",)
    assert not source.problems


def test_a_page_in_traditional_script(tmp_path: Path) -> None:
    source = read(tmp_path, "a.htm", "<meta charset=big5><table><tr><td>公開<td>內容</table>".encode("big5"))
    assert texts(source) == [["公開", "內容"]] and not source.problems


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable", "8bit"])
def test_a_page_saved_as_one_file(transfer: str, tmp_path: Path) -> None:
    body = PAGE.encode("gb18030")
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[transfer](body)
    head = b'From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b(1)"\r\n\r\n'
    part = f'----b(1)\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n'.encode()
    picture = b"\r\n----b(1)\r\nContent-Type: image/png\r\n\r\n<table><tr><td>x</table>\r\n----b(1)--\r\n"
    source = read(tmp_path, "a.mhtml", head + part + coded + picture)
    assert [len(grid.rows) for grid in source.grids] == [4, 1] and not source.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.tsv", "\t"), ("a.txt", ";")])
def test_delimited_text(encoding: str, name: str, delimiter: str, tmp_path: Path) -> None:
    lines = [["序号", "事项", "内容"], ["1", '"甲，乙\n丙"', '"说""好"""'], ["'=1", '="0505"', ""]]
    source = read(tmp_path, name, "\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert texts(source) == [["序号", "事项", "内容"], ["1", "甲，乙\n丙", '说"好"'], ["=1", "0505", ""]]
    assert source.grids[0].rows[1][2].place == "第2行第3列" and not source.problems


def test_quotes_that_do_not_match_and_formulas_are_said(tmp_path: Path) -> None:
    source = read(tmp_path, "a.csv", '序号,事项\n1,"没有关\n=SUM(A1),x\n')
    assert texts(source) == [["序号", "事项"], ["1", '"没有关'], ["=SUM(A1)", "x"]] and codes(source) == ["X109", "X108"]


def test_pasted_pipe_tables(tmp_path: Path) -> None:
    text = "# （一）就业\n\n| 序号 | 事项 |\n|---|:--|\n| 1 | 甲<br>乙 |\n| 2 | a\\|b |\n\n（二）社保\n序号｜事项｜备注\n1｜养老｜\n\n完\n"
    source = read(tmp_path, "a.md", text)
    assert texts(source) == [["序号", "事项"], ["1", "甲\n乙"], ["2", "a|b"]] and texts(source, 1) == [["序号", "事项", "备注"], ["1", "养老", ""]]
    assert [grid.above for grid in source.grids] == [("# （一）就业",), ("（二）社保",)] and source.below == ("完",)
    assert source.grids[0].rows[1][1].place == "第5行第2列"


def label(row: int, column: int, text: bytes) -> bytes:
    return samples.record(0x0204, struct.pack("<HHHH", row, column, 0, len(text)) + text)


def test_the_records_of_an_old_workbook(tmp_path: Path) -> None:
    at = struct.Struct("<HHH").pack
    cells = [
        samples.record(0x0006, at(0, 0, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(8)) + samples.record(0x0207, struct.pack("<HB", 2, 1) + "文字".encode("utf-16-le")),
        samples.record(0x0006, at(0, 1, 0) + b"\1\0\1\0\0\0\xff\xff" + bytes(8)),
        samples.record(0x0006, at(0, 2, 0) + struct.pack("<d", 2.5) + bytes(8)),
        samples.record(0x0205, at(0, 3, 0) + b"\x17\1"),
        samples.record(0x00BD, struct.pack("<HHHIHIH", 1, 0, 0, (5 << 2) | 2, 0, (250 << 2) | 3, 1)),
        samples.record(0x027E, at(1, 2, 0) + struct.pack("<i", (-7 << 2) | 2)),
        samples.record(0x00E5, struct.pack("<HHHHH", 1, 1, 1, 2, 3)),
    ]
    source = read(tmp_path, "a.xls", samples.ole({"Workbook": samples.biff(*cells)}))
    assert texts(source) == [["文字", "TRUE", "2.5", "#REF!"], ["5", "2.5", "-7", "-7"]] and codes(source) == ["X108"]


def test_old_containers_and_bare_streams(tmp_path: Path) -> None:
    stream = samples.biff(label(0, 0, "事项".encode("gbk")), label(1, 1, b"x"), version=0x0500)
    for content in (samples.ole({"Book": stream}), stream):
        assert texts(read(tmp_path, "a.xls", content)) == [["事项", ""], ["", "x"]]
    macros = read(tmp_path, "a.xls", samples.ole({"Workbook": stream}, folders=["_VBA_PROJECT_CUR"]))
    assert texts(macros)[1][1] == "x" and codes(macros) == ["X111"]


def test_the_content_decides_and_the_name_is_only_compared(tmp_path: Path) -> None:
    real = workbook(tmp_path / "real.xlsx").read_bytes()
    for name, content, said in [("a.xls", PAGE, "网页"), ("b.csv", real, ".xlsx"), ("c.zip", real, ".xlsx"), ("d.docx", "序号,事项\n1,2\n", ".csv"), ("e.xls", real, ".xlsx")]:
        source = read(tmp_path, name, content)
        assert source.grids and "X107" in codes(source), name
        assert any(said in problem.message and f"“{Path(name).suffix}”" in problem.message for problem in source.problems)


def test_findings_use_the_displayed_name(tmp_path: Path) -> None:
    source = read_file(tmp_path / "没有.xlsx", "表格/没有.xlsx")
    assert source.file == "表格/没有.xlsx" and str(source.problems[0]).startswith("表格/没有.xlsx:1:1: X100 打不开文件（没有这个文件）")


def test_small_helpers() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [chinese(n) for n in (1, 10, 12, 20, 99, 100)] == ["一", "十", "十二", "二十", "九十九", "一〇〇"]
