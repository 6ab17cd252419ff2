"""Several domains in one paper, notes around tables, domains that do not apply, our own export."""

from __future__ import annotations

from dataclasses import replace

from gongkai.importing.grid import Part
from tables.drawing import (
    BASIS,
    CONTENT,
    L1,
    LIMIT,
    NO,
    OFFICIAL,
    WHO,
    Col,
    as_merged,
    body,
    but,
    draw,
    full,
    head,
    level,
    lines,
    only,
)
from tables.layout import ABSENT, Drawn, layout, title
from tables.paper import Paper, Sheet
from tables.truth import Truth, chosen, domain_names, truths

ABSENT["one_table_a_section"] = ("海关", "交通运输", "税收管理", "城乡规划")
ABSENT["sections_in_one_table"] = ("海关", "统计")
ABSENT["absent_as_table"] = ("海关", "农村危房改造", "农村集体土地征收")
PARTS = (("一", "yiwu-jiaoyu"), ("二", "huji-guanli"), ("三", "shehui-jiuzhu"), ("四", "yanglao-fuwu"), ("五", "jiuye"))


@layout
def one_table_a_section() -> Drawn:
    """189: (一)…(五), a list of contents before, the domains that do not apply at the end."""
    names = domain_names()
    contents = [f"（{number}）{names[slug]}领域基层政务公开标准目录{page}" for page, (number, slug) in enumerate(PARTS, 3)] + ["（六）未涉及领域事项说明41"]
    sheets, rows = [], []
    for i, (number, slug) in enumerate(PARTS):
        part = truths(slug, 4)
        rows += part
        sheets.append(draw(part, above=[*(["示例镇基层政务公开标准目录", *contents] if i == 0 else []), f"（{number}）{names[slug]}领域基层政务公开标准目录"]))
    sheets[-1].below = ["（六）未涉及领域事项说明", "1.海关领域：我镇无此项职能", "2.交通运输领域：由县交通运输局公开", "3.税收管理、城乡规划领域：未涉及"]
    return Paper("示例镇目录", sheets), rows


@layout
def sections_in_one_table() -> Drawn:
    """All domains on one sheet under one header; a merged row names each."""
    names = domain_names()
    sheet = Sheet(["示例街道基层政务公开标准目录"])
    top = head(sheet, OFFICIAL)
    rows: list[Truth] = []
    for number, slug in PARTS:
        sheet.put(top, 0, f"（{number}）{names[slug]}领域", 1, len(OFFICIAL))
        part = truths(slug, 3)
        rows += part
        top = body(sheet, OFFICIAL, part, top + 1)
    sheet.put(top, 0, "未涉及领域说明：本街道不涉及海关、统计领域。", 1, len(OFFICIAL))
    return sheet, rows


@layout
def sections_with_headers() -> Drawn:
    """One sheet; each domain with a title and a header of its own, columns in different order."""
    names = domain_names()
    sheet = Sheet()
    top = 0
    rows: list[Truth] = []
    for i, (number, slug) in enumerate(PARTS):
        columns = OFFICIAL if i % 2 else (*OFFICIAL[:4], OFFICIAL[6], OFFICIAL[5], OFFICIAL[4], *OFFICIAL[7:])
        sheet.put(top, 0, f"{number}、示例县{names[slug]}领域基层政务公开标准目录", 1, len(OFFICIAL))
        top += 1
        top += head(sheet, columns, top)
        part = truths(slug, 3)
        rows += part
        top = body(sheet, columns, part, top)
    return sheet, rows


@layout
def titles_without_domain_word() -> Drawn:
    """社会救助政务公开标准目录; the office's name before; a year behind."""
    first, second = truths("shehui-jiuzhu", 4), truths("gonggong-wenhua-fuwu", 4)
    return [draw(first, above=["附件2：示例县民政局社会救助政务公开标准目录（2023年版）"]), draw(second, above=["示例区文化和旅游局公共文化服务领域基层政务公开事项标准目录"])], [*first, *second]


@layout
def titles_in_the_table() -> Drawn:
    rows = truths("caizheng-yujuesuan", 4)
    sheet = Sheet()
    sheet.put(0, 0, title("财政预决算"), 1, len(OFFICIAL))
    sheet.put(1, 0, "填报单位：示例县财政局", 1, 5)
    sheet.put(1, 5, "填报日期：2024年6月", 1, len(OFFICIAL) - 5)
    top = 2 + head(sheet, OFFICIAL, 2)
    top = body(sheet, OFFICIAL, rows, top)
    sheet.put(top, 0, "填表说明：1.公开事项按照国务院部门标准指引填写；2.公开渠道和载体在□内打■。", 1, len(OFFICIAL))
    sheet.put(top + 1, 0, "注：本目录自印发之日起施行。", 1, len(OFFICIAL))
    return sheet, rows


@layout
def categories_as_rows() -> Drawn:
    """No 一级事项 column: a row over the whole width names it."""
    rows = list(truths("shehui-jiuzhu", 9))
    columns = (NO, Col(("公开事项",), lambda t: t.names[1]), *OFFICIAL[3:])
    sheet = Sheet([title("社会救助")])
    top = head(sheet, columns)
    before = ""
    for row in rows:
        if row.names[0] != before:
            before = row.names[0]
            sheet.put(top, 0, f"{'一二三四'[list(dict.fromkeys(r.names[0] for r in rows)).index(before)]}、{before}", 1, len(columns))
            top += 1
        top = body(sheet, columns, [row], top)
    return sheet, rows


@layout
def absent_as_table() -> Drawn:
    """未涉及领域 as a table of its own."""
    rows = truths("jiuye", 4)
    table = Sheet(["未涉及领域事项说明"])
    for i, cells in enumerate((("序号", "领域", "原因说明"), ("1", "海关", "本区未设海关"), ("2", "农村危房改造领域", "本区无农村"), ("3", "农村集体土地征收", "本区无农村集体土地"))):
        for j, text in enumerate(cells):
            table.put(i, j, text)
    return [draw(rows, above=[title("就业", "示例区")]), table], rows


@layout
def legend_in_a_note() -> Drawn:
    """The meaning of ■ in a row below the table."""
    rows = [row.with_(channels=replace(chosen((0, 6) if i % 2 else (0, 2)), may=(), one_of=tuple((n, "") for n, _ in chosen((0, 6) if i % 2 else (0, 2)).may))) for i, row in enumerate(truths("ziran-ziyuan", 5))]
    columns = OFFICIAL
    sheet = draw(rows, columns, [title("自然资源")])
    sheet.put(sheet.height, 0, "注：在标注■的渠道范围内至少选择其一公开。", 1, len(columns))
    return sheet, rows


@layout
def our_own_export() -> Drawn:
    """The workbook that this program writes: elements with brackets of their own, the ids in the last column."""
    rows = []
    for i, row in enumerate(truths("shengtai-huanjing", 8)):
        content = tuple(replace(p, need="必选" if k == 0 else "", time_limit="长期公开" if k == 1 else "", note="按季更新" if k == 2 else "") for k, p in enumerate(row.content))
        picked = chosen((0, 6) if i % 2 else (0,), "生态环境", rest=False)
        rows.append(row.with_(id=f"shengtai-huanjing/shixiang-{i}", content=content, channels=picked, groups=(), everyone=True))

    def element(part: Part) -> str:
        notes = [words for words in (part.need, part.time_limit and f"时限：{part.time_limit}", part.note and f"说明：{part.note}") if words]
        return f"·{part.text}" + (f"（{'；'.join(notes)}）" if notes else "")

    columns = but(OFFICIAL, content=Col(CONTENT.head, lambda t: "\n".join(map(element, t.content))), channels=Col(("公开渠道和载体",), only("■")))
    columns = (*columns, Col(("备注",), lambda t: ""), Col(("编号",), lambda t: t.id or ""))
    return draw(rows, columns, ["示例县生态环境领域基层政务公开标准目录"]), rows


@layout
def village_table() -> Drawn:
    """A village: 村级 only, 事项 in one column, few columns, no header words of the national table."""
    rows = [row.with_(names=row.names[-1:], levels=("村级",), basis=None, number=row.number) for row in truths("fupin", 6)]
    columns = (NO, Col(("事项名称",), lambda t: t.names[0]), Col(("公开内容",), lines), Col(("公开时间",), LIMIT.text), Col(("责任单位",), WHO.text), Col(("公开形式",), full("■", "□", " ")))
    columns = (*columns, *OFFICIAL[8:12], Col(("公开层级", "村级"), level("村级")))
    return draw(rows, columns, ["示例村扶贫领域政务公开事项清单目录"]), rows


@layout
def merged_titles_three_levels() -> Drawn:
    """社保: three levels, the second merged over several items, numbers 1.1 and 1.1.1 in the titles, basis merged."""
    source = truths("shehui-baoxian", 10)
    rows = [row.with_(names=(row.names[0], f"{'单位' if i % 4 < 2 else '个人'}业务", row.names[-1]), basis=source[0].basis) for i, row in enumerate(source)]
    seconds = list(dict.fromkeys(row.names[:2] for row in rows))
    columns = (
        NO,
        as_merged(Col(L1.head, lambda t: f"1.{t.names[0]}"), "down"),
        Col(("公开事项", "二级事项"), lambda t: f"1.{seconds.index(t.names[:2]) + 1}{t.names[1]}", "down"),
        Col(("公开事项", "三级事项"), lambda t: f"1.{seconds.index(t.names[:2]) + 1}.1{t.names[2]}"),
        CONTENT,
        as_merged(BASIS, "down"),
        *OFFICIAL[5:],
    )
    return draw(rows, columns, [title("社会保险")]), rows

