"""What one cell says: each reader of `importing.cells` on the wordings of published tables."""

from __future__ import annotations

import pytest

from gongkai.importing.cells.basis import read_basis
from gongkai.importing.cells.boxes import ChannelNames, doubtful_is_chosen
from gongkai.importing.cells.channels import COMMON, Legend, legend_of, read_channels
from gongkai.importing.cells.content import PLAIN, Signs, dittoed, read_content, signs_of
from gongkai.importing.cells.damage import mend
from gongkai.importing.cells.levels import levels_of
from gongkai.importing.cells.limit import read_limit
from gongkai.importing.cells.marks import read_check
from gongkai.importing.cells.people import read_audience, read_audience_words, read_mode, read_mode_words
from gongkai.importing.cells.subjects import read_subjects
from gongkai.importing.cells.text import flat, joined_lines, titled
from gongkai.importing.grid import Chosen, Part
from tables.damage import BASES, LIMIT_CELLS

NAMES = ChannelNames((*COMMON, "法律服务网", "信用中国", "基层公共服务平台"))


def chosen(text: str, legend: Legend = Legend(), **more: bool) -> Chosen:  # noqa: B008
    return read_channels(text, legend, NAMES, **more)[0]


def kinds(asides: tuple[object, ...]) -> list[str]:
    return [aside.kind for aside in asides]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("征收土 地信息", "征收土地信息"),
        ("公开\n时限", "公开时限"),
        ("（国令第711号）", "（国令第711号）"),
        ("条例(国令第711号);办法", "条例（国令第711号）；办法"),
        ("２０个工作日", "20个工作日"),
        ("https://www.example.gov.cn:8080/a?b=1;c", "https://www.example.gov.cn:8080/a?b=1;c"),
        ("GB/T 32939", "GB/T 32939"),
        ("9:00至17:00", "9:00至17:00"),
        ("1,000元", "1,000元"),
        ("a(b)c", "a(b)c"),
        ("社会\u200b保险\ufeff", "社会保险"),
    ],
)
def test_flat_changes_form_only(text: str, expected: str) -> None:
    assert flat(text) == expected


def test_blank_between_two_issuers_stays() -> None:
    assert titled("《民政部 财政部关于 进一步加强工作的意见》") == "《民政部 财政部关于进一步加强工作的意见》"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("报名条件\n申请材料\n办理流程", ["报名条件", "申请材料", "办理流程"]),
        ("《社会救助暂行办\n法》", ["《社会救助暂行办法》"]),
        ("各地配套政\n策法规文件、\n通知", ["各地配套政", "策法规文件、通知"]),
        ("社会救助信访通讯\n地址\n社会救助投诉举报\n电话", ["社会救助信访通讯地址", "社会救助投诉举报电话"]),
        ("最低生活保障标准\n流程\n办理时间", ["最低生活保障标准", "流程", "办理时间"]),
        ("1.办理时\n2.办理地点", ["1.办理时", "2.办理地点"]),
    ],
)
def test_wrapped_lines_are_joined_and_lists_are_not(text: str, lines: list[str]) -> None:
    assert [line for line, _ in joined_lines(text)] == lines


@pytest.mark.parametrize(
    ("text", "mended", "told"),
    [
        ("規(guī)范性文件", "规范性文件", ["repaired"]),
        ("工作日內(nèi)公開", "工作日内公开", ["repaired"]),
        ("开(kai)展", "开展", ["repaired"]),
        ("附件(a)、手机(app)", "附件(a)、手机(app)", []),
        ("《條例》（國令第711號）", "《条例》（国令第711号）", ["repaired"]),
        ("税总发〔201744号", "税总发〔2017〕44号", ["repaired"]),
        ("建保〔201680号)", "建保〔2016〕80号", ["repaired"]),
        ("（财办发〔201977号）", "（财办发〔2019〕77号）", ["repaired"]),
        ("国办发〔20190号", "国办发〔20190号", ["unclear"]),
        ("政府信息开条例", "政府信息公开条例", ["repaired"]),
        ("之日起 * 个工作日内", "之日起 * 个工作日内", ["unclear"]),
        ("区（略）局", "区（略）局", ["unclear"]),
        ("国务院办公厅365bet推进", "国务院办公厅365bet推进", ["unclear"]),
        ("????? 文件", "????? 文件", ["unclear"]),
        ("A&nbsp;B &amp; C", "A\xa0B & C", []),
        ("〔*学区划分〕", "〔*学区划分〕", []),
    ],
)
def test_damage_is_mended_only_where_it_is_certain(text: str, mended: str, told: list[str]) -> None:
    found, asides = mend(text)
    assert (found, kinds(asides)) == (mended, told)


@pytest.mark.parametrize("text", ["√", "✓", "✔", "☑", "■", "●", "▲", "◆", "是", "1", "t", "þ", "R", "V", "v", "Y", " √ ", "\uf0fc", "[√]", "(√)", "（√）", "【√】", "Yes", "TRUE"])
def test_ticks(text: str) -> None:
    assert read_check(text) == (True, "", False)


@pytest.mark.parametrize("text", ["", "□", "☐", "口", "○", "〇", "×", "否", "n", "N", "no", "FALSE", "[ ]", "（）", "[×]", "✘", "×（不公开）", "£", "—", "─", "/", "0", "。"])
def test_blanks(text: str) -> None:
    assert read_check(text) == (False, "", False)


def test_words_share_the_cell_with_the_tick() -> None:
    assert read_check("√（面向拟征收土地所在地的村集体成员）") == (True, "面向拟征收土地所在地的村集体成员", False)
    assert read_check("申请人") == (None, "申请人", False)
    assert read_check("?").odd


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("县级", ("县级",)), ("乡级", ("乡级",)), ("乡、村级", ("乡级", "村级")), ("乡村级", ("乡级", "村级")), ("镇级", ("乡级",)), ("镇街乡", ("乡级",)), ("村", ("村级",)),
        ("区县级", ("县级",)), ("乡镇街道", ("乡级",)), ("社区", ("村级",)), ("县（市、区）级", ("县级",)), ("县(市、区)级", ("县级",)), ("乡镇（街道）级", ("乡级",)), ("村（社区）", ("村级",)),
        ("市级", ("市级",)), ("州级", ("市级",)), ("盟级", ("市级",)), ("设区的市级", ("市级",)), ("省级", ("省级",)), ("自治区级", ("省级",)), ("旗县级", ("县级",)), ("区级", ("县级",)),
        ("街道级", ("乡级",)), ("苏木乡镇", ("乡级",)), ("作业区", ()), ("县民政局", ()), ("县、乡级", ("县级", "乡级")), ("市、县、乡", ("市级", "县级", "乡级")), ("镇（街）级", ("乡级",)),
        ("县(区)级", ("县级",)), ("镇村级", ("乡级", "村级")), ("东阳市级", ("市级",)), ("", ()),
    ],
)  # fmt: skip
def test_levels(words: str, levels: tuple[str, ...]) -> None:
    assert levels_of(words) == levels


def test_audience_from_two_columns() -> None:
    assert read_audience("√", "")[:2] == (True, ())
    assert read_audience("", "申请人")[:2] == (False, ("申请人",))
    assert read_audience("", "√（面向项目单位）")[:2] == (False, ("项目单位",))
    assert read_audience("√", "√")[:2] == (True, ("特定群体",))
    assert read_audience("", "")[:2] == (None, ())
    assert read_audience("√", "申请人、\n利害关系人")[:2] == (True, ("申请人", "利害关系人"))


@pytest.mark.parametrize(
    ("text", "everyone", "groups"),
    [
        ("全社会", True, ()), ("社会公众", True, ()), ("全社会、特定群体（申请人）", True, ("申请人",)), ("特定群体：服刑人员家属", False, ("服刑人员家属",)), ("申请人", False, ("申请人",)),
        ("■全社会 □特定群体", True, ()), ("□全社会\n■特定群体（项目单位）", False, ("项目单位",)), ("", None, ()),
    ],
)  # fmt: skip
def test_audience_in_words(text: str, everyone: bool | None, groups: tuple[str, ...]) -> None:
    assert read_audience_words(text)[:2] == (everyone, groups)


def test_mode() -> None:
    assert read_mode("√", "")[0] == "主动"
    assert read_mode("", "√")[0] == "依申请"
    mode, told = read_mode("√", "√")
    assert mode == "主动" and kinds(told) == ["unclear"]
    assert [read_mode_words(text)[0] for text in ("主动公开", "依申请公开", "全文发布", "□主动 ■依申请")] == ["主动", "依申请", "", "依申请"]


def test_channels_with_boxes() -> None:
    assert chosen("■政府网站 □政府公报■公示栏") == Chosen(may=(("政府网站", ""), ("公示栏", "")), unchosen=("政府公报",))
    assert chosen("■政府网站\n□两微一端", Legend("必选", True)) == Chosen(must=(("政府网站", ""),), may=(("两微一端", ""),))
    assert chosen("■政府网站", Legend("至少一项")) == Chosen(one_of=(("政府网站", ""),))
    assert chosen("□社区/企事业单位/村公示\n栏(电子屏)□其他____").unchosen == ("社区/企事业单位/村公示栏（电子屏）", "其他")
    assert chosen("政府网站√ 政府公报□") == Chosen(may=(("政府网站", ""),), unchosen=("政府公报",))


def test_notes_and_addresses_of_channels() -> None:
    assert chosen("■政府网站（https://www.example.gov.cn/zw/）").may == (("政府网站", "https://www.example.gov.cn/zw/"),)
    assert chosen("■其他：组员微信群 ■其他：由社区通知").may == (("组员微信群", ""), ("其他", "由社区通知"))
    assert chosen("■其他法律服务网 注：有关信息可归集至省级法律服务网。").may == (("法律服务网", "有关信息可归集至省级法律服务网"),)
    assert chosen("■公示栏（仅在征收范围内张贴）").may == (("公示栏", "仅在征收范围内张贴"),)


def test_letters_are_boxes_only_before_a_name() -> None:
    assert chosen("t政府网站□政府公报").may == (("政府网站", ""),)
    assert chosen("口政府公报 ■服务窗口").unchosen == ("政府公报",)
    assert chosen("R政府网站£政府公报").unchosen == ("政府公报",)
    assert doubtful_is_chosen(["n政府网站□政府公报"], NAMES) and not doubtful_is_chosen(["■政府网站n政府公报"], NAMES)


def test_channels_without_boxes() -> None:
    for text in ("政府网站、公示栏", "政府网站；公示栏", "政府网站\n公示栏", "政府网站 公示栏", "1.政府网站2.公示栏", "1、政府网站\n2、公示栏", "政府网站公示栏", "政府网站,公示栏", "政府网站和公示栏"):
        assert chosen(text).may == (("政府网站", ""), ("公示栏", "")), text
    found, told = read_channels("通过政府网站向社会公开，同时在村公示栏张贴。", Legend(), NAMES)
    assert found.may == (("政府网站", ""), ("村公示栏", "")) and kinds(told) == ["guessed"]


def test_empty_boxes_are_reported() -> None:
    found, told = read_channels("□政府网站\n□政府公报", Legend(), NAMES)
    assert found == Chosen(unchosen=("政府网站", "政府公报")) and kinds(told) == ["unclear"]


def test_our_own_export_prints_what_may_be_used_with_an_empty_box() -> None:
    cell = "■政府网站\n以下至少一处：\n■公示栏\n■公开查阅点\n□两微一端"
    assert chosen(cell, ours=True) == Chosen((("政府网站", ""),), (("公示栏", ""), ("公开查阅点", "")), (("两微一端", ""),))


def test_legends() -> None:
    assert legend_of("公开渠道和载体（“■”表示必选项，“□”表示可选项）") == Legend("必选", True)
    assert legend_of("公开渠道和载体（在标注范围内至少选择其一公开，法律法规另有规定的从其规定）") == Legend("至少一项")
    assert legend_of("注：“●”表示必选，“○”表示可选", "未说明") == Legend("未说明")
    assert signs_of("公开内容（要素）（“●”表示必选项，“〇”表示可选项）") == Signs("必选", "可选")


@pytest.mark.parametrize(("cell", "citations"), BASES)
def test_citations(cell: str, citations: tuple[str, ...]) -> None:
    assert read_basis(mend(cell)[0])[0] == citations


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("《户口登记条例》、第七条婴儿出生后一个月以内,由户主、亲属、抚养人或者邻居申报出生登记。\n\n《政府信息公开条例》", 2),
        ("《环境影响评价法》,、《海洋环境保护法》,、《政府信息公开条例》", 3),
        ("《中共中央、国务院转发<中央宣传部、司法部关于普法的规划(2016-2020年)>》、各省“七五”普法规划", 2),
        ("《城乡规划法》第二十六条、第五十四条 《政府信息公开条例》", 2),
        ("《关于印发〈“十四五”规划〉的通知》（民发〔2021〕1号、财社〔2021〕2号）", 1),
        ("（一）《预算法》（二）《预算法实施条例》", 2),
    ],
)
def test_number_of_citations(cell: str, count: int) -> None:
    assert len(read_basis(cell)[0]) == count


@pytest.mark.parametrize(("cell", "limit"), LIMIT_CELLS)
def test_limits(cell: str, limit: str) -> None:
    assert read_limit(cell)[0] == limit


def test_a_limit_that_fills_a_narrow_column() -> None:
    assert read_limit("信息形成\n或变更之\n日起20个\n工作日内\n公开")[0] == "信息形成或变更之日起20个工作日内公开"


def test_limits_that_lost_their_number_are_reported() -> None:
    assert kinds(read_limit("信息形成或者变更之日起个工作日内")[1]) == ["unclear"]
    assert kinds(read_limit("信息形成之日起2 0个工作日内")[1]) == ["repaired"]


def texts(cell: str, **more: object) -> list[str]:
    return [part.text for part in read_content(cell, **more)[0]]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "elements"),
    [
        ("1.办理条件;\n2.办理流程。", ["办理条件", "办理流程"]),
        ("1.办理条件 2.办理流程 3.咨询电话", ["办理条件", "办理流程", "咨询电话"]),
        ("（1）办理条件（2）办理流程", ["办理条件", "办理流程"]),
        ("①办理条件②办理流程", ["办理条件", "办理流程"]),
        ("●办理条件 ●办理流程", ["办理条件", "办理流程"]),
        ("·办理条件\n·办理流程", ["办理条件", "办理流程"]),
        ("办理事项、办理条件、申请材料", ["办理事项、办理条件、申请材料"]),
        ("1.《条例》第二十条（一）项\n2.2019年年报", ["《条例》第二十条（一）项", "2019年年报"]),
        ("1.公共服务中心地址\n2.12348热线号码\n3.网址", ["公共服务中心地址", "12348热线号码", "网址"]),
        ("二○一九年计划、二〇二〇年计划", ["二○一九年计划、二〇二〇年计划"]),
        ("年度预算（含说明；附表）；决算", ["年度预算（含说明；附表）", "决算"]),
        ("办事指南：1.适用范围 2.申请条件", ["适用范围", "申请条件"]),
        ("1.公园概况：\n（1）名称\n（2）收费\n2.游客须知", ["公园概况：（1）名称；（2）收费", "游客须知"]),
        ("办事指南：适用范围、申请条件", ["办事指南：适用范围、申请条件"]),
        ("受理信息：\n1.名单\n2.条件\n决定信息：\n1.结果\n2.救济途径", ["受理信息：1.名单；2.条件", "决定信息：1.结果；2.救济途径"]),
        ("《暂行办法》（国务院令第649号） 各地配套政策法规文件", ["《暂行办法》（国务院令第649号）", "各地配套政策法规文件"]),
        ("1.各环节的办理\n情况\n2.办理结果", ["各环节的办理情况", "办理结果"]),
        ("1.办事指南\n适用范围\n申请条件\n2.办理结果", ["办事指南", "适用范围", "申请条件", "办理结果"]),
        ("2.5万元以上的项目", ["2.5万元以上的项目"]),
        ("/", []),
    ],
)
def test_elements(cell: str, elements: list[str]) -> None:
    assert texts(cell) == elements


def test_needs_of_elements() -> None:
    signs = Signs("必选", "可选")
    assert read_content("●文件名称\n〇文号", signs)[0] == (Part("文件名称", "必选"), Part("文号", "可选"))
    assert read_content("1.●文件名称\n2.〇文号", signs)[0] == (Part("文件名称", "必选"), Part("文号", "可选"))
    assert read_content("●文件名称\n●文号", PLAIN)[0] == (Part("文件名称"), Part("文号"))
    assert read_content("招生政策\n〔*学区划分〕")[0] == (Part("招生政策"), Part("学区划分", "本地"))


def test_elements_of_our_own_export() -> None:
    cell = "·处罚决定（必选；时限：20个工作日内；说明：一年后撤下）\n·名单（含变更）\n·标准（主体：县财政局；对象：申请人）"
    assert read_content(cell, PLAIN, True)[0] == (
        Part("处罚决定", "必选", "20个工作日内", "", "一年后撤下"),
        Part("名单（含变更）"),
        Part("标准", "", "", "县财政局", "对象：申请人"),
    )


def test_ditto_inside_content() -> None:
    assert [dittoed(text) for text in ("同上", "〃", "办事指南:内容同上", "办事指南：同上。", "同上级文件", "名单")] == ["", "", "办事指南", "办事指南", None, None]


@pytest.mark.parametrize(
    ("cell", "subjects"),
    [
        ("县教育局\n县财政局", "县教育局、县财政局"),
        ("公共服务\n办公室", "公共服务办公室"),
        ("市级生态环境部门 市级生态环境部门", "市级生态环境部门"),
        ("1.县教育局\n2.各学校", "县教育局、各学校"),
        ("街道\n办事处", "街道办事处"),
        ("区新闻出\n版主管部\n门、各镇", "区新闻出版主管部门、各镇"),
        ("乡镇人民政府\n行政村村民委员会", "乡镇人民政府、行政村村民委员会"),
        ("县住房和城乡\n建设局", "县住房和城乡建设局"),
        ("县人力资源和社\n会保障局", "县人力资源和社会保障局"),
        ("县供销社\n县工商业联合会", "县供销社、县工商业联合会"),
        ("招标人或者其委托的\n招标代理机构", "招标人或者其委托的招标代理机构"),
    ],
)
def test_subjects(cell: str, subjects: str) -> None:
    assert read_subjects(cell) == subjects
