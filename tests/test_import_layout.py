"""Grids → rows: headers, sections, rows that belong together, and that no row of a file goes without a word."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from gongkai.importing.grid import Cell, Grid, Source, SourceRow, Understood
from gongkai.importing.layout import understand
from gongkai.importing.layout.header import header_at
from gongkai.importing.layout.headings import extra_name, key_of
from gongkai.importing.layout.lines import row_places
from gongkai.importing.layout.rejoin import rejoined
from gongkai.importing.layout.titles import absent_in, domain_of
from tables.truth import rules

HEAD = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体|公开渠道和载体"
ROW = "1|综合业务|监督检查|信访地址|《社会救助暂行办法》|10个工作日|县民政局|■政府网站"


def grid(text: str, place: str = "第1张表", above: tuple[str, ...] = ()) -> Grid:
    """A line a row, a bar between cells, \\n for a line end; ^ repeats the cell above as merged, < the cell to the left."""
    rows: list[tuple[Cell, ...]] = []
    for i, line in enumerate(text.strip().split("\n")):
        cells: list[Cell] = []
        for j, words in enumerate(line.split("|")):
            if words == "^":
                cells.append(Cell(rows[-1][j].text, rows[-1][j].place, True))
            elif words == "<":
                cells.append(Cell(cells[-1].text, cells[-1].place, True))
            else:
                cells.append(Cell(words.replace("\\n", "\n"), f"{place}第{i + 1}行第{j + 1}列"))
        rows.append(tuple(cells))
    return Grid(place, above, tuple(rows))


def read(*grids: Grid, file: str = "目录.xlsx", below: tuple[str, ...] = (), domain: str = "") -> Understood:
    return understand(Source(file, grids, below=below), rules(), domain)


def one(text: str, **more: str) -> SourceRow:
    found = read(grid(text), **more).rows
    assert len(found) == 1, [row.names for row in found]
    return found[0]


def assert_accounted(source: Source, understood: Understood) -> None:
    told = [place for places in understood.covers.values() for place in places] + [skipped.place for skipped in understood.skipped]
    wanted = [place for one in source.grids for place in row_places(one.place, one.rows)]
    assert sorted(told) == sorted(wanted), "every row once, and only once"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("序  号", "no"), ("公开\n事项", "title"), ("公开内容（要素）", "content"), ("公开内容\n(要素)", "content"), ("公开内容及要求", "content"), ("公开依據", "basis"), ("公開依據(jù)", "basis"),
        ("公开时限", "limit"), ("公开主体", "who"), ("公开渠道和载体（“■”表示必选项，“□”表示可选项）", "channels"), ("特定群体（请写明）", "groups"), ("全\n社\n会", "everyone"), ("依申请公开", "request"),
        ("乡、村级", "level"), ("镇街乡", "level"), ("公开层级", "levels"), ("公开时限公开时限", "limit"), ("据依开公", "basis"), ("开依据", "basis"), ("责任科室", ""), ("政策文件", ""), ("教育局", ""),
        ("公开内容（要素）（“●”表示必选项，“〇”表示可选项）", "content"), ("相应领域", "domain"), ("公开要求", "demand"), ("内容规范", "content"), ("二级栏目", "l2"), ("信息类别", "l1"),
    ],
)  # fmt: skip
def test_headings(words: str, key: str) -> None:
    assert key_of(words) == key


def test_extra_columns_have_one_name() -> None:
    assert [extra_name(words) for words in ("联系电话", "咨询\n电话", "投诉电话", "责任股室", "URL", "评分细则", "备 注", "五公开")] == [
        "咨询电话", "咨询电话", "监督电话", "责任科室", "网址", "评分标准", "备注", "五公开",
    ]  # fmt: skip


def test_a_portals_metadata_is_no_header() -> None:
    assert header_at(grid("公开方式|主动公开|公开时限|长期公开|公开主体|县民政局").rows, 0) is None


def test_plain_row() -> None:
    row = one(f"{HEAD}\n{ROW}", file="示例县社会救助领域基层政务公开标准目录.xlsx")
    assert (row.names, row.domain, row.number, row.time_limit, row.subjects) == (("综合业务", "监督检查"), "社会救助", "1", "10个工作日", "县民政局")
    assert row.raw == {"no": "1", "l1": "综合业务", "l2": "监督检查", "content": "信访地址", "basis": "《社会救助暂行办法》", "limit": "10个工作日", "who": "县民政局", "channels": "■政府网站"}
    assert row.places["limit"] == "第1张表第2行第6列" and not row.remarks


def test_what_the_format_does_not_prove_is_a_guess() -> None:
    lost = read(grid(f"{HEAD}\n{ROW}\n2||办事指南|办理条件||||")).rows[1]
    assert (lost.names, lost.basis, lost.time_limit) == (("综合业务", "办事指南"), ("《社会救助暂行办法》",), "10个工作日")
    assert {remark.kind for remark in lost.remarks} == {"guessed"} and len(lost.remarks) == 5
    kept = read(grid(f"{HEAD}\n{ROW}\n2|^|办事指南|办理条件|^|^|^|^")).rows[1]
    assert (kept.names, kept.basis) == (lost.names, lost.basis) and not kept.remarks


def test_ditto_takes_the_row_above_and_dangles_at_the_top() -> None:
    first, second = read(grid(f"{HEAD}\n1|综合业务|监督检查|信访地址|同上|10个工作日|县民政局|■政府网站\n2|^|办事指南|同上|《预算法》|同上|〃|同上")).rows
    assert first.basis == () and [remark.kind for remark in first.remarks] == ["unclear"]
    assert (second.time_limit, second.subjects, second.channels, second.content) == (first.time_limit, first.subjects, first.channels, first.content)
    assert {remark.kind for remark in second.remarks} == {"note"}


def test_a_row_without_a_title_goes_on_with_the_item() -> None:
    understood = read(grid(f"{HEAD}\n{ROW}\n^|^|^|投诉电话|^|3个工作日|^|^\n||||《条例》|||"))
    (row,) = understood.rows
    assert [(part.text, part.time_limit) for part in row.content] == [("信访地址", ""), ("投诉电话", "3个工作日")]
    assert row.basis == ("《社会救助暂行办法》", "《条例》")
    assert understood.covers[row.place] == ("第1张表第2行", "第1张表第3行", "第1张表第4行")


def test_titles_repeated_in_every_row_are_one_item() -> None:
    (row,) = read(grid(f"{HEAD}\n{ROW}\n|综合业务|监督检查|投诉电话|《社会救助暂行办法》|10个工作日|县民政局|■政府网站")).rows
    assert [part.text for part in row.content] == ["信访地址", "投诉电话"]


def test_a_title_in_a_row_of_its_own() -> None:
    rows = read(grid(f"{HEAD}\n一|综合业务||||||\n1||监督检查|信访地址|《条例》|及时公开|县民政局|■政府网站\n2||办事指南|条件|《条例》|及时公开|县民政局|■政府网站")).rows
    assert [row.names for row in rows] == [("综合业务", "监督检查"), ("综合业务", "办事指南")]


def test_subjects_by_level() -> None:
    head = "序号|公开事项|公开内容|公开依据|公开时限|公开主体|<|公开渠道和载体\n^|^|^|^|^|县级|乡级|^"
    row = one(f"{head}\n1|监督检查|信访地址|《条例》|及时公开|县民政局|乡镇人民政府|■政府网站")
    assert row.subjects == "县级：县民政局；乡级：乡镇人民政府" and row.levels == ()


def test_two_columns_of_one_meaning() -> None:
    row = one("序号|公开事项|公开内容|公开依据|公开时限|责任单位|公开主体|公开渠道\n1|监督检查|信访地址|《条例》|及时公开|救助股|县民政局|■政府网站")
    assert row.subjects == "县民政局" and row.extra == {"责任单位": "救助股"}


def test_columns_are_told_by_what_they_hold() -> None:
    row = one("序号|公开事项|公开内容|公开时间|公开主体|公开方式\n1|财务收支|收支明细|每季度|村委会|村公示栏、微信群")
    assert row.channels and [name for name, _ in row.channels.may] == ["村公示栏", "微信群"] and row.mode == ""
    row = one("序号|公开事项|公开内容|公开时间|公开主体|公开形式\n1|财务收支|收支明细|每季度|村委会|主动公开")
    assert row.mode == "主动" and row.channels is None


def test_a_column_without_a_name_is_kept() -> None:
    assert one(f"{HEAD}|\n{ROW}|有事").extra == {"第9列": "有事"}
    assert one(f"{HEAD}\n{ROW}|有事").extra == {"第9列": "有事"}


def test_rows_that_number_the_columns_or_sum_up_are_no_items() -> None:
    found = read(grid(f"{HEAD}\n（1）|（2）|（3）|（4）|（5）|（6）|（7）|（8）\n栏次|1|2|3|4|5|6|7\n{ROW}\n合计|<|<|1项||||"))
    assert [row.names for row in found.rows] == [("综合业务", "监督检查")]
    assert [skipped.why for skipped in found.skipped] == ["表头", "列号", "列号", "合计"]


@pytest.mark.parametrize("middle", ["序号", "", "二级事项"])
def test_numbers_under_the_heading_of_the_titles(middle: str) -> None:
    last = "" if middle == "二级事项" else "二级事项"
    text = f"公开事项|<|<|公开内容|公开依据|公开时限|公开主体|公开渠道\n一级事项|{middle}|{last}|^|^|^|^|^\n综合业务|1|监督检查|地址|《条例》|及时公开|县民政局|■政府网站\n^|2|办事指南|条件|《条例》|及时公开|县民政局|■政府网站"
    assert [(row.number, row.names) for row in read(grid(text)).rows] == [("1", ("综合业务", "监督检查")), ("2", ("综合业务", "办事指南"))]


def test_a_table_goes_on_in_the_next_one() -> None:
    first = grid(f"{HEAD}\n{ROW}", above=("社会救助领域基层政务公开标准目录",))
    shorter = grid("2||办事指南|办理条件|《条例》|及时公开|县民政局", "第2张表")
    found = read(first, shorter)
    assert [(row.domain, row.names) for row in found.rows] == [("社会救助", ("综合业务", "监督检查")), ("社会救助", ("综合业务", "办事指南"))]
    assert [remark.kind for remark in found.remarks] == ["guessed"]
    again = grid(f"{HEAD}\n2||办事指南|办理条件|《条例》|及时公开|县民政局|■政府网站", "第2张表", ("续表",))
    assert read(first, again).rows[1].names == ("综合业务", "办事指南")
    links = grid("友情链接|省政府网站|市政府网站", "第2张表")
    assert [skipped.why for skipped in read(first, links).skipped] == ["表头", "不是目录表"]


def test_a_heading_torn_over_two_rows() -> None:
    head = "序号|公开事项|<|公开内容|公开依据|公开时限|公开主体|公开渠道|公开对象|<|公开层级|<\n^|一级事项|二级|^|^|^|^|^|全社|特定群众|州级县级|乡、\n^|^|事项|^|^|^|^|^|会|^|^|村级"
    row = one(f"{head}\n1|危房改造|政策文件|文件|《社会救助暂行办法》|10个工作日|县住建局|■政府网站|√||县级|√")
    assert (row.names, row.everyone, row.levels) == (("危房改造", "政策文件"), True, ("县级", "乡级", "村级"))


def test_ditto_in_a_column_of_titles() -> None:
    for sign in ("〃", "同上"):
        found = read(grid(f"{HEAD}\n{ROW}\n2|{sign}|行政检查|检查结果|《社会救助暂行办法》|10个工作日|县民政局|■政府网站")).rows
        assert [row.names for row in found] == [("综合业务", "监督检查"), ("综合业务", "行政检查")]


def test_who_filled_in_the_table_is_no_item() -> None:
    found = read(grid(f"{HEAD}\n{ROW}\n填报人：某某|||||||联系电话：0000-1234567"))
    assert len(found.rows) == 1
    assert [skipped.why for skipped in found.skipped] == ["表头", "填表人"]


def test_forms_of_a_document_are_no_channels() -> None:
    row = one(f"{HEAD}|公开形式\n{ROW}|■文本 □图表")
    assert row.channels is not None
    assert [name for name, _ in row.channels.may] == ["政府网站"]
    assert row.extra["公开形式"] == "文本"


def test_readers_that_only_the_mode_names() -> None:
    row = one(f"{HEAD}|公开方式\n{ROW}|全社会范围主动公开")
    assert (row.everyone, row.mode) == (True, "主动")
    assert "guessed" in [remark.kind for remark in row.remarks]


def test_a_domain_with_its_number() -> None:
    assert one(f"{HEAD}|领域\n{ROW}|社会救助（02）").domain == "社会救助"


def test_printed_lines_of_a_pdf_are_put_together() -> None:
    torn = "\n".join(
        f"{i}|政策文|法律法|信访地|《社会救助|10个工|县民政|■政府网站□公示栏\n|件|规|址|暂行办|作日||\n|||和电话|法》|||■公告栏" for i in (1, 2)
    )
    found = read(grid(f"{HEAD}\n{torn}"))
    assert [(row.names, row.basis, row.time_limit) for row in found.rows] == [(("政策文件", "法律法规"), ("《社会救助暂行办法》",), "10个工作日")] * 2
    assert all(row.channels and [name for name, _ in row.channels.may] == ["政府网站", "公告栏"] for row in found.rows)
    assert all("拆成了3行" in row.remarks[0].words for row in found.rows)
    assert_accounted(Source("目录.xlsx", (grid(f"{HEAD}\n{torn}"),)), found)


def test_kinds_of_items_are_titles_where_they_name_groups() -> None:
    head = "序号|事项类别|事项名称|公开内容|公开依据|公开时限|公开主体|公开渠道"
    assert one(f"{head}\n1|机构概况|机构职能|职能|《法》|10日|县教育局|■政府网站").names == ("机构概况", "机构职能")
    other = one(f"{head}\n1|法定公开|机构职能|职能|《法》|10日|县教育局|■政府网站")
    assert (other.names, other.extra["事项类别"]) == (("机构职能",), "法定公开")


def test_an_element_that_says_ditto() -> None:
    text = f"{HEAD}\n1|图书馆|办证|办事指南：条件、材料；许可决定|《图书馆法》|10日|县文旅局|■政府网站\n2|图书馆|注销|办事指南：内容同上；注销决定|《图书馆法》|10日|县文旅局|■政府网站"
    found = read(grid(text)).rows
    assert [part.text for part in found[1].content] == ["办事指南：条件、材料", "注销决定"]


def test_a_list_of_channels_over_several_rows() -> None:
    row = one(f"{HEAD}\n1|综合|检查|内容|《法》|10日|县民政局|■政府网站\n^|^|^|^|^|^|^|□政府公报\n^|^|^|^|^|^|^|■公示栏")
    assert row.channels is not None
    assert [name for name, _ in row.channels.may] == ["政府网站", "公示栏"]
    assert row.remarks == ()


def test_lists_of_one_item_in_several_cells_keep_their_headings() -> None:
    more = "^|^|^|基金预算：①收入表②支出表|^|^|^|^"
    row = one(f"{HEAD}\n1|预算|政府预算|一般预算：①收入表②支出表|《预算法》|20日内|县财政局|■政府网站\n{more}")
    assert [part.text for part in row.content] == ["一般预算：①收入表；②支出表", "基金预算：①收入表；②支出表"]


def test_stages_are_no_titles() -> None:
    head = "序号|公开类别|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体|公开渠道"
    rows = read(grid(f"{head}\n1|决策公开|履职依据|规范性文件|甲|《条例》|及时公开|县局|■政府网站\n2|结果公开|执法检查|双随机|乙|《条例》|及时公开|县局|■政府网站")).rows
    assert [(row.names, row.extra) for row in rows] == [(("履职依据", "规范性文件"), {"五公开": "决策公开"}), (("执法检查", "双随机"), {"五公开": "结果公开"})]


def test_a_box_before_the_only_name_of_every_cell_is_a_bullet() -> None:
    text = f"{HEAD}\n{ROW.replace('■', '☐')}\n2|综合业务|办事指南|条件|《条例》|及时公开|县民政局|☐政府网站"
    assert [row.channels.may for row in read(grid(text)).rows if row.channels] == [(("政府网站", ""),), (("政府网站", ""),)]


def test_ditto_with_a_name_means_the_item_of_that_name() -> None:
    rows = read(grid(f"{HEAD}\n1|低保|办事指南|办理条件|《条例》|及时|局|■政府网站\n2|低保|审批信息|名单|《条例》|及时|局|■政府网站\n3|特困|办事指南|办事指南：内容同上|《条例》|及时|局|■政府网站")).rows
    assert [part.text for part in rows[2].content] == ["办理条件"] and "guessed" in [remark.kind for remark in rows[2].remarks]


def test_own_ids_and_foreign_numbers() -> None:
    mine = one(f"{HEAD}|编号\n{ROW}|shehui-jiuzhu/jiandu-jiancha")
    assert mine.id == "shehui-jiuzhu/jiandu-jiancha"
    other = one(f"{HEAD}|编号\n{ROW}|A-07")
    assert (other.id, other.extra) == ("", {"编号": "A-07"})


@pytest.mark.parametrize(
    ("title", "domain"),
    [
        ("示例县社会救助领域基层政务公开标准目录", "社会救助"), ("（三）义务教育领域基层政务公开标准目录", "义务教育"), ("附件2：示例镇农村危房改造政务公开标准目录（2023年）", "农村危房改造"),
        ("卫生健康领域基层政务公开标准目录（试行）", "医疗卫生"), ("乡村振兴领域基层政务公开标准目录", "扶贫"), ("征地补偿领域基层政务公开标准目录", "农村集体土地征收"), ("示例县林业领域基层政务公开标准目录", "林业"),
        ("示例县教育体育局政务公开目录", ""), ("示例县基层政务公开标准目录", ""), ("社會救助領(lǐng)域基層政務(wù)公開標(biāo)準(zhǔn)目錄", "社会救助"), ("（十一）**县城乡规划领域基层政务公开标准目录", "城乡规划"),
        ("财政预决算领域", "财政预决算"), ("关于印发工作方案的通知", ""),
    ],
)  # fmt: skip
def test_domain_of_a_title(title: str, domain: str) -> None:
    assert domain_of(title, rules()) == domain


@pytest.mark.parametrize(
    ("words", "listed", "names"),
    [
        ("本街道不涉及海关、统计领域。", False, ["海关", "统计"]), ("1.海关领域：我镇无此项职能", True, ["海关"]), ("税收管理、城乡规划领域：未涉及", True, ["税收管理", "城乡规划"]), ("海关", True, ["海关"]),
        ("未涉及领域说明：我镇不涉及义务教育、户籍管理等2个领域", False, ["义务教育", "户籍管理"]), ("信息形成之日起20个工作日内", True, []), ("（十四）未涉及领域事项说明41", False, []), ("社会救助领域目录", False, []),
    ],
)  # fmt: skip
def test_domains_that_do_not_apply(words: str, listed: bool, names: list[str]) -> None:
    assert [name for name, _ in absent_in(words, rules(), listed)] == names


def test_sections_notes_and_absent_domains_around_tables() -> None:
    first = grid(f"{HEAD}\n{ROW}\n注：■为必选|<|<|<|<|<|<|<", above=("（一）社会救助领域基层政务公开标准目录2", "（一）社会救助领域基层政务公开标准目录"))
    second = grid(f"{HEAD}\n{ROW}", "第2张表", ("（二）养老服务领域", "（三）就业领域基层政务公开标准目录"))
    found = read(first, second, below=("（四）未涉及领域事项说明", "海关领域：本县未设海关"))
    assert [row.domain for row in found.rows] == ["社会救助", "就业"]
    assert found.rows[0].channels and found.rows[0].channels.must and not found.rows[1].channels.must  # type: ignore[union-attr]
    assert found.not_applicable == (("海关", "本县未设海关", "目录.xlsx 表格之后"),)
    assert [skipped.why for skipped in found.skipped] == ["表头", "填表说明", "表头"]


def test_a_domain_that_is_nearly_a_registered_one() -> None:
    found = read(grid(f"{HEAD}\n{ROW}", above=("（二）财政预算决算领域基层政务公开标准目录",)), below=("国有土地上房屋征收、税收管理领域不属于镇街职权。",))
    assert found.rows[0].domain == "财政预决算" and [remark.was for remark in found.remarks] == ["财政预算决算"]
    assert [name for name, _, _ in found.not_applicable] == ["国有土地上房屋征收与补偿", "税收管理"]


def test_the_callers_domain_is_used_where_the_file_names_none() -> None:
    assert read(grid(f"{HEAD}\n{ROW}"), domain="社会救助").rows[0].domain == "社会救助"


def test_lines_of_a_pasted_row_are_put_together() -> None:
    text = ["序号 | 公开事项 | 公开内容", "(要素) | 公开依据 | 公开时限 | 公开主体 | 公开渠道和载体 | 公开对象 | 公开方式 |", "1 | 甲 | 一", "二 | 《条例》 | 及时公开 | 县民政局 | ■政府网站 | √ |", "| √ |"]
    assert [line for _, line in rejoined(text)] == [
        "序号 | 公开事项 | 公开内容<br>(要素) | 公开依据 | 公开时限 | 公开主体 | 公开渠道和载体 | 公开对象 | 公开方式 |",
        "1 | 甲 | 一<br>二 | 《条例》 | 及时公开 | 县民政局 | ■政府网站 | √ || √ |",
    ]
    whole = ["| 序号 | 公开事项 | 公开内容 | 公开依据 | 公开时限 |", "|---|---|---|---|---|", "| 1 | 甲 | 一 | 《条例》 | 及时 |", "", "注：以上"]
    assert [line for _, line in rejoined(whole)] == whole


WORDS = st.sampled_from([*HEAD.split("|"), "公开对象", "全社会", "公开方式", "主动", "公开层级", "县级", "√", "", "", "同上", "1", "—", "《条例》", "20个工作日", "■政府网站", "政策文件", "注：说明", "社会救助领域标准目录", "未涉及领域说明", "1.甲；2.乙", "《"])
TEXT = st.one_of(WORDS, st.text(max_size=30))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Any grids: rows of any width, cells merged down or across or not at all, texts of tables and of nobody's."""
    grids = []
    for number in range(draw(st.integers(0, 3))):
        rows: list[tuple[Cell, ...]] = []
        if draw(st.booleans()):
            rows.append(tuple(Cell(word, f"第{number + 1}张表第1行第{j + 1}列") for j, word in enumerate(HEAD.split("|"))))
        for i in range(len(rows), draw(st.integers(0, 6))):
            cells: list[Cell] = []
            for j in range(draw(st.integers(0, 10))):
                how = draw(st.integers(0, 5))
                if how == 0 and rows and j < len(rows[-1]):
                    cells.append(Cell(rows[-1][j].text, rows[-1][j].place, True))
                elif how == 1 and cells:
                    cells.append(Cell(cells[-1].text, cells[-1].place, True))
                else:
                    cells.append(Cell(draw(TEXT), f"第{number + 1}张表第{i + 1}行第{j + 1}列"))
            rows.append(tuple(cells))
        grids.append(Grid(f"第{number + 1}张表", tuple(draw(st.lists(TEXT, max_size=3))), tuple(rows)))
    return Source(draw(TEXT), tuple(grids), below=tuple(draw(st.lists(TEXT, max_size=3))))


@settings(max_examples=300, deadline=None)
@given(sources())
def test_any_grid_is_understood_and_every_row_accounted_for(source: Source) -> None:
    assert_accounted(source, understand(source, rules()))
