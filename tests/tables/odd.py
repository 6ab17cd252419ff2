"""Tables that are not in the survey but may come all the same."""

from __future__ import annotations

from dataclasses import replace

from gongkai.importing.grid import Chosen
from tables.drawing import BASIS, CHANNELS, CONTENT, L1, L2, LIMIT, NO, OFFICIAL, WHO, Col, body, but, draw, head, lines, only
from tables.layout import Drawn, layout, title
from tables.paper import Sheet
from tables.truth import Truth, truths, without_rest

JIUZHU = truths("shehui-jiuzhu")


@layout
def subjects_by_level() -> Drawn:
    """公开主体 with a column for each level."""
    rows = [row.with_(subjects="县级：县民政局；乡级：乡镇人民政府（街道办事处）", levels=None) for row in JIUZHU]
    columns = (*OFFICIAL[:6], Col(("公开主体", "县级"), lambda t: "县民政局"), Col(("公开主体", "乡级"), lambda t: "乡镇人民政府（街道办事处）"), *OFFICIAL[7:12])
    return draw(rows, columns, [title("社会救助")]), rows


@layout
def two_columns_for_the_subject() -> Drawn:
    """责任单位 beside 公开主体."""
    rows = [row.with_(extra={"责任单位": "县民政局社会救助股"}) for row in JIUZHU]
    return draw(rows, (*OFFICIAL[:6], Col(("责任单位",), lambda t: "县民政局社会救助股"), *OFFICIAL[6:]), [title("社会救助")]), rows


@layout
def first_titles_in_rows_of_their_own() -> Drawn:
    """A row that has only 序号 一, 二 and the 一级事项."""
    firsts = list(dict.fromkeys(row.names[0] for row in JIUZHU))
    sheet = Sheet([title("社会救助")])
    top = head(sheet, OFFICIAL)
    before = ""
    columns = but(OFFICIAL, l1=Col(L1.head, lambda t: ""))
    for row in JIUZHU:
        if row.names[0] != before:
            before = row.names[0]
            sheet.put(top, 0, "一二三四"[firsts.index(before)])
            sheet.put(top, 1, before)
            top += 1
        top = body(sheet, columns, [row], top)
    return sheet, JIUZHU


@layout
def titles_repeated_for_every_element() -> Drawn:
    """The content in rows of its own, everything else written out again in each."""
    rows = [row.with_(content=row.content[:3]) for row in truths("shehui-jiuzhu", 6)]
    again = [row.with_(content=(part,)) for row in rows for part in row.content]
    return draw(again, OFFICIAL, [title("社会救助")]), rows


@layout
def dropped_character() -> Drawn:
    """033: a copy that lost 公 in every 公开."""
    columns = tuple(Col(tuple(word.replace("公开", "开") for word in column.head), column.text, column.merge) for column in OFFICIAL)
    rows = [row.with_(basis=("《中华人民共和国政府信息公开条例》",)) for row in JIUZHU]
    return draw(rows, but(columns), [title("社会救助")]), rows


@layout
def channels_called_mode() -> Drawn:
    """A village's 公开方式 is where it is put up."""
    rows = [row.with_(channels=Chosen(may=(("村公示栏", ""), ("微信群", ""))), mode=None, groups=None, levels=None, basis=None, names=row.names[-1:]) for row in truths("fupin", 6)]
    columns = (NO, Col(("公开事项",), lambda t: t.names[0]), Col(("公开内容",), lines), Col(("公开时间",), LIMIT.text), Col(("责任人",), lambda t: ""), Col(("公开主体",), WHO.text), Col(("公开方式",), lambda t: "村公示栏、微信群"))
    return draw(rows, columns, [title("扶贫", "示例村")]), rows


@layout
def notes_between_items() -> Drawn:
    """A note over the whole width in the middle of the table, and one more table title in the same worksheet."""
    first, second = truths("huji-guanli", 4), truths("jiuye", 4)
    sheet = Sheet([title("户籍管理")])
    top = body(sheet, OFFICIAL, first, head(sheet, OFFICIAL))
    sheet.put(top, 0, "说明：收费依据及标准以省级部门公布的为准，公安派出所可以结合实际增加公开内容。", 1, len(OFFICIAL))
    sheet.put(top + 1, 0, "")
    sheet.put(top + 2, 0, "（二）就业领域基层政务公开标准目录", 1, len(OFFICIAL))
    top = top + 3
    body(sheet, OFFICIAL, second, top + head(sheet, OFFICIAL, top))
    return sheet, [*first, *second]


@layout
def empty_columns_and_rows() -> Drawn:
    """A blank column before the first, one in the middle, blank rows under the header."""
    rows = list(truths("yanglao-fuwu", 6))
    blank = Col(("",), lambda t: "")
    sheet = Sheet([title("养老服务")])
    columns = (blank, *OFFICIAL[:5], blank, *OFFICIAL[5:])
    top = head(sheet, columns)
    sheet.put(top, 0, "")
    body(sheet, columns, rows, top + 1)
    return sheet, rows


@layout
def sentences_as_elements() -> Drawn:
    """Elements that are sentences with commas, brackets and quotations."""
    texts = (
        "公开招生范围、招生计划、招生条件（含随迁子女）；",
        "公布“双减”政策落实情况，以及课后服务收费标准；",
        "学籍管理、转学（休学、复学）办理程序。",
    )
    rows = [row.with_(content=tuple(replace(part, text=text.rstrip("；。")) for part, text in zip(row.content * 3, texts, strict=False))) for row in truths("yiwu-jiaoyu", 5)]
    return draw(rows, but(OFFICIAL, content=Col(CONTENT.head, lambda t: "\n".join(f"（{i}）{text}" for i, text in enumerate(texts, 1)))), [title("义务教育")]), rows


@layout
def county_words_in_the_basis() -> Drawn:
    """Local documents, placeholders of a template, a standard, vague words."""
    cells = (
        ("《XX省社会救助实施办法》；《示例市临时救助办法》（示政发〔2021〕8号）", ("《XX省社会救助实施办法》", "《示例市临时救助办法》（示政发〔2021〕8号）")),
        ("各地配套政策法规文件", ("各地配套政策法规文件",)),
        ("《信息安全技术 个人信息安全规范》（GB/T 35273—2020）", ("《信息安全技术个人信息安全规范》（GB/T 35273—2020）",)),
        ("《政府信息公开条例》、各省“七五”普法规划", ("《政府信息公开条例》", "各省“七五”普法规划")),
        ("政务公开有关规定", ("政务公开有关规定",)),
        ("《条例》第二十条（一）、（三）项，《实施细则》第五条", ("《条例》第二十条（一）、（三）项", "《实施细则》第五条")),
    )
    rows = [row.with_(basis=kept) for row, (_, kept) in zip(truths("shehui-jiuzhu", 6), cells, strict=True)]
    return draw(rows, but(OFFICIAL, basis=Col(BASIS.head, lambda t: cells[rows.index(t)][0])), [title("社会救助")]), rows


@layout
def ticks_with_blanks_around() -> Drawn:
    """A blank, a line end or a non-breaking blank before √; √ twice."""
    signs = (" √", "√ ", "\n√", "\xa0√\xa0", "√√", "√\n")
    rows = truths("jiuzai", 6)
    columns = tuple(
        Col(column.head, lambda t, column=column: signs[rows.index(t) % 6] if column.text(t) == "√" else column.text(t), column.merge)  # type: ignore[misc]
        for column in OFFICIAL
    )
    return draw(rows, columns, [title("救灾")]), rows


@layout
def headings_with_unit_words() -> Drawn:
    """Columns told what to write: 公开主体（填写单位全称）, 公开时限（工作日）, 公开渠道和载体（在□内打√）."""
    more = {"公开主体": "公开主体（填写单位全称）", "公开时限": "公开时限（工作日）", "公开渠道和载体": "公开渠道和载体（在对应的□内打“√”）", "公开依据": "公开依据（文件名称及文号）", "公开内容（要素）": "公开内容（要素）\n（逐条填写）"}
    columns = tuple(Col((more.get(column.head[0], column.head[0]), *column.head[1:]), column.text, column.merge) for column in OFFICIAL)
    return draw(JIUZHU, columns, [title("社会救助")]), JIUZHU


@layout
def l2_before_everything() -> Drawn:
    """事项 columns at the end of the table, the ticks at its beginning."""
    rows: list[Truth] = [without_rest(row) for row in JIUZHU]
    columns = (NO, *OFFICIAL[8:], Col(CHANNELS.head, only("■", " ")), CONTENT, BASIS, LIMIT, WHO, L1, L2)
    return draw(rows, columns, [title("社会救助")]), rows
