"""What an import makes of rows: only real differences become changes, in the shape a county would write them by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.authoring.rewrite import same
from gongkai.importing.changes.elements import aligned
from gongkai.importing.grid import Chosen, Part, SourceRow
from gongkai.importing.trial import tried
from gongkai.model.item import Audience
from gongkai.pages.domain_rows import table
from gongkai.pages.view import build_site
from import_desk import (
    COUNTY,
    ITEMS,
    LIMIT,
    POLICY,
    ROLLS,
    data,
    exported,
    files,
    home,
    imported,
    item,
    only,
    plan,
    row,
    small_project,
    verdicts,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path)


# foreign tables


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"names": ("招生管理", "（一）招生政策")},
        {"content": (Part("招生入学政策；"), Part("报名条件 和时间"))},
        {"content": (Part("招生入学政策、报名条件和时间"),)},
        {"content": (Part("①招生入学政策"), Part("报名条件和时间等。"))},
        {"content": (Part("招生入学政策等内容；"), Part("报名安排：报名条件和时间等信息"))},
        {"content": (Part("招生入学政策、报名条件和时间等"),)},
        {"content": (Part("招生：①招生入学政策；②报名条件和时间"),)},
        {"basis": ("《中华人民共和国政府信息公开条例》第二十条第(十一)项",)},
        {"basis": ()},
        {"time_limit": "自信息形成或变更之日起20个工作日内公开"},
        {"subjects": "教育行政部门"},
        {"subjects": "某县教育局"},
        {"subjects": "教育局"},
        {"channels": Chosen(must=(("某县门户网站", ""), ("社区/企事业单位/村公示栏(电子屏)", "")))},
        {"channels": Chosen(one_of=(("公示栏", ""), ("政府网站", "")))},
        {"channels": None, "everyone": None, "mode": "", "levels": ()},
        {"levels": ("县级",), "raw": {"县级": "√"}},
    ],
)
def test_what_says_the_same_changes_nothing(project: Path, said: dict[str, Any]) -> None:
    made = plan(project, row(*said.pop("names", ()), **said))
    assert verdicts(made) == ["same"] and made.files == ()


@pytest.mark.parametrize(
    ("said", "adjust"),
    [
        ({"names": ("招生管理", "招生入学政策")}, {"title": {"was": "招生政策", "now": "招生入学政策"}}),
        ({"names": ("学生管理", "招生政策")}, {"category": {"was": "招生管理", "now": "学生管理"}}),
        ({"time_limit": "10个工作日"}, {"time_limit": {"was": LIMIT, "now": "10个工作日"}}),
        ({"content": (Part("招生入学政策"), Part("报名条件和时间"), Part("学区划分"))}, {"content": {"add": ["学区划分"]}}),
        ({"content": (Part("招生入学政策"),)}, {"content": {"remove": ["报名条件和时间"]}}),
        ({"content": (Part("招生入学政策"), Part("报名条件和报名时间"))}, {"content": {"replace": [{"was": "报名条件和时间", "now": "报名条件和报名时间"}]}}),
        ({"content": (Part("招生入学政策", need="可选"), Part("报名条件和时间"))}, {"content": {"replace": [{"was": "招生入学政策", "now": {"text": "招生入学政策", "need": "可选"}}]}}),
        ({"basis": ("《政府信息公开条例》", "《义务教育法》第十二条")}, {"basis": {"add": ["《中华人民共和国义务教育法》第十二条"]}}),
        ({"channels": Chosen(must=(("政府网站", ""),))}, {"channels": {"remove": ["社区/企事业单位/村公示栏（电子屏）"]}}),
        ({"channels": Chosen(must=(("政府网站", ""), ("公示栏", ""), ("学校公示栏", "")))}, {"channels": {"add": ["学校公示栏"]}}),
        ({"channels": Chosen(must=(("政府网站", "招生专栏"), ("公示栏", "")))}, {"channels": {"replace": [{"was": "政府网站", "now": {"name": "政府网站", "note": "招生专栏"}}]}}),
        ({"subjects": "县政府"}, {"subjects": {"was": ["教育行政部门"], "now": ["县政府"]}}),
        ({"everyone": False, "groups": ("适龄儿童家长",)}, {"audience": {"was": "全社会", "now": "适龄儿童家长"}}),
        ({"mode": "依申请"}, {"mode": {"was": "主动", "now": "依申请"}}),
        ({"levels": ("县级", "乡级"), "raw": {"县级": "√", "乡级": "√"}}, {"levels": {"add": ["乡级"]}}),
        ({"extra": {"责任科室": "基教股", "咨询电话": "0000-1234567"}}, {"office": "基教股", "phone": "0000-1234567"}),
        ({"extra": {"网址": "https://www.example.gov.cn/zs"}}, {"links": [{"url": "https://www.example.gov.cn/zs"}]}),
        ({"extra": {"备注": "每年五月公布", "五公开": "结果公开"}}, {"note": {"was": None, "now": "每年五月公布\n五公开：结果公开"}}),
    ],
)  # fmt: skip
def test_a_difference_becomes_that_step_and_a_second_import_none(project: Path, said: dict[str, Any], adjust: dict[str, Any]) -> None:
    one = row(*said.pop("names", ()), **said)
    made = imported(project, one)
    assert verdicts(made) == ["adjust"]
    written = data(project, f"{ITEMS}/{POLICY}.yaml")
    assert same(written["adjust"], adjust)
    filled = set(adjust) <= {"office", "phone", "links"}
    assert written.get("reason", "") == ("" if filled else "据导入的《某县目录》")
    again = plan(project, one)
    assert verdicts(again) == ["same"] and again.files == ()


BUDGET = ("一般公共预算：一般公共预算收入表", "一般公共预算：一般公共预算支出表", "政府性基金预算：政府性基金支出表", "政府性基金预算：本级政府性基金支出表", "没有数据的表格列出空表并说明")


@pytest.mark.parametrize(
    ("old", "new", "kept", "reworded"),
    [
        (BUDGET, ("政府性基金支出表", "一般公共预算收入表"), {0: 2, 1: 0}, {}),
        (BUDGET, ("政府性基金预算：政府性基金本级支出表", "没有数据的表格应当列出空表并说明。"), {}, {0: 3, 1: 4}),
        (BUDGET, ("一般公共预算：一般公共决算收入表", "一般公共预算：一般公共预算支出表"), {1: 1}, {0: 0}),
        (("部门收支总体情况：收入支出决算总表", "部门收支总体情况：支出决算表"), ("收支总体情况表：部门支出总体情况表",), {}, {}),
        (("部门收支总体情况：部门收入总体情况表",), ("收支总体情况表：部门收入总体情况表",), {0: 0}, {}),
        (("许可：结果", "处罚：结果"), ("结果",), {}, {}),
        (("一般公共预算：收入表",), ("政府性基金预算：收入表",), {}, {}),
        (("监督渠道：包括举报电话、地址等", "检查结果"), ("检查结果等信息", "监督渠道"), {0: 1}, {1: 0}),
        (("审核结果（姓名、金额）", "申请条件"), ("申请指南", "审核结果公告"), {}, {1: 0}),
        (("机构职责、机构设置情况",), ("机构职责、机构设置等情况",), {0: 0}, {}),
    ],
)
def test_elements_are_paired_only_when_clearly_the_same(old: tuple[str, ...], new: tuple[str, ...], kept: dict[int, int], reworded: dict[int, int]) -> None:
    assert aligned(old, new) == (kept, reworded)


def test_and_so_on_is_a_change_only_where_somebody_typed_it_into_our_own_export(project: Path) -> None:
    assert verdicts(plan(project, row(content=(Part("招生入学政策"), Part("报名条件和时间等"))))) == ["same"]
    imported(project, exported(home(project), POLICY, {"content": "·招生入学政策\n·报名条件和时间等"}))
    assert data(project, f"{ITEMS}/{POLICY}.yaml")["adjust"] == {"content": {"replace": [{"was": "报名条件和时间", "now": "报名条件和时间等"}]}}


def test_a_reason_comes_from_the_command_or_the_table(project: Path) -> None:
    one = row(time_limit="10个工作日", extra={"调整理由": "县里规定更快"})
    imported(project, one)
    assert data(project, f"{ITEMS}/{POLICY}.yaml")["reason"] == "县里规定更快（据导入的《某县目录》）"
    imported(project, replace(one, time_limit="5个工作日"), update=True, reason="县政府办规定")
    assert data(project, f"{ITEMS}/{POLICY}.yaml")["reason"] == "县政府办规定"


def test_a_level_the_table_has_no_column_for_stays(project: Path) -> None:
    one = row("学生管理", "学籍管理", content=(Part("转学办法"),), basis=(), subjects="", channels=None, levels=("县级",), raw={"县级": "√"})
    assert verdicts(plan(project, one)) == ["same"]
    assert only(plan(project, replace(one, raw={"县级": "√", "乡级": ""}))).edits[0].field == "levels"


def test_a_basis_without_articles_is_no_list_of_what_to_drop(project: Path) -> None:
    bare = only(plan(project, row(basis=("《义务教育法》",))))
    assert [edit.field for edit in bare.edits] == ["basis"] and "《中华人民共和国政府信息公开条例》" in bare.edits[0].now
    assert any("目录里保留" in remark.words for remark in bare.remarks)
    exact = only(plan(project, row("学生管理", "学籍管理", content=(Part("转学办法"),), channels=None, subjects="", levels=(), basis=("《政府信息公开条例》第三条",))))
    assert "义务教育法" not in exact.edits[0].now  # its one law had no article either


def test_rows_that_fit_nothing_become_items_of_the_county(project: Path) -> None:
    one = row("招生管理", "校车服务", content=(Part("线路"), Part("停靠点")), extra={"责任科室": "安全股"})
    made = imported(project, one)
    assert verdicts(made) == ["own"] and only(made).id == "yiwu-jiaoyu/bendi-xiaoche-fuwu"
    own = item(project, "yiwu-jiaoyu/bendi-xiaoche-fuwu")
    assert (own.title, own.category, own.order, own.office, own.levels) == ("校车服务", "招生管理", 20, "安全股", ("县级",))
    assert [use.id for use in own.channels.must] == ["zhengfu-wangzhan", "gongshilan"] and own.subjects.names == ("某县教育局",)
    assert verdicts(plan(project, one)) == ["same"]
    assert verdicts(plan(project, replace(one, time_limit="及时公开"))) == ["waiting"]
    imported(project, replace(one, time_limit="及时公开"), update=True)
    assert item(project, "yiwu-jiaoyu/bendi-xiaoche-fuwu").time_limit == "及时公开"


def test_an_own_item_says_what_was_filled_in_for_it(project: Path) -> None:
    made = imported(project, row("校内学生管理事务", "食堂食谱", content=(), basis=("相关政策文件",), time_limit="", subjects="", channels=None, everyone=None, mode="", levels=()))
    own = item(project, "yiwu-jiaoyu/bendi-shitang-shipu")
    assert (own.subcategory, own.category) == ("校内学生管理事务", "学生管理")
    assert (own.content[0].text, own.time_limit, own.audience, own.mode, own.levels) == ("食堂食谱", LIMIT, Audience(True), "主动", ("县级",))
    told = {remark.place.removeprefix("第1张表第1行") for remark in only(made).remarks}
    assert told >= {"l1", "content", "basis", "limit", "who", "everyone", "active", "levels"}


def test_between_like_and_unlike_a_person_decides(project: Path) -> None:
    doubtful = row("招生管理", "招生录取政策", content=(Part("实施细则"),))
    made = plan(project, doubtful)
    assert verdicts(made) == ["unsure"] and only(made).near[0][0] == POLICY and POLICY in only(made).why and made.files == ()
    assert verdicts(plan(project, doubtful, threshold=0.3)) == ["adjust"]
    assert only(plan(project, replace(doubtful, id=POLICY))).how == "编号"
    new = replace(doubtful, raw={"id": "新增"})
    assert verdicts(imported(project, new)) == ["own"]
    assert verdicts(plan(project, new)) == ["same"]


def test_each_item_goes_to_the_row_that_fits_it_best(project: Path) -> None:
    rows = [row("招生管理", "招生政策解读", number=1), row("招生管理", "招生政策", number=2)]
    made = plan(project, *rows)
    assert [one.id for one in made.outcomes] == ["yiwu-jiaoyu/bendi-zhaosheng-zhengce-jiedu", POLICY]
    copied = plan(project, replace(rows[0], id=POLICY), replace(rows[1], id=POLICY))
    assert [one.how for one in copied.outcomes] == ["", "编号"] and "复制" in copied.outcomes[0].remarks[0].words


def test_a_domain_is_named_or_guessed_or_told(project: Path) -> None:
    assert only(plan(project, row(domain="基础教育"))).domain == "yiwu-jiaoyu"
    nobody = only(plan(project, row("水利工程", "水库名单", domain="水利")))
    assert nobody.verdict == "homeless" and "--domain" in nobody.why
    assert only(plan(project, row("水利工程", "水库名单", domain="水利"), domain="yiwu-jiaoyu")).domain == "yiwu-jiaoyu"


def test_missing_items_are_proposed_and_withdrawn_only_when_asked(project: Path) -> None:
    from gongkai.importing.options import Withdraw

    made = plan(project, row())
    assert [(one.id, one.file) for one in made.missing] == [(ROLLS, "")] and made.files == ()
    imported(project, row(), withdraw=Withdraw("无此职权", "学籍由市教育局统一管理，信息在市教育局网站公开", "2026-01-01"))
    assert data(project, f"{ITEMS}/{ROLLS}.yaml") == {"withdraw": "无此职权", "reason": "学籍由市教育局统一管理，信息在市教育局网站公开", "date": "2026-01-01"}
    assert plan(project, row()).missing == ()
    listed = row("学生管理", "学籍管理", content=(Part("转学办法"), Part("休学办法")), basis=(), channels=None, levels=())
    assert only(plan(project, listed, update=True)).verdict == "conflict"


def test_what_the_checker_would_refuse_is_left_out_and_told(project: Path) -> None:
    made = imported(project, row(content=(Part("招生入学政策"), Part("报名条件和时间"), Part("联系人手机13800138000")), time_limit="10个工作日", mode="主动"))
    one = only(made)
    assert one.verdict == "adjust" and [edit.field for edit in one.edits] == ["time_limit"]
    assert any(remark.place == "第1张表第1行content" and "通不过检查" in remark.words for remark in one.remarks)
    own = only(plan(project, row("招生管理", "校车服务", content=(Part("司机13800138000"),))))
    assert own.verdict == "refused" and own.why


def test_a_town_below_keeps_what_it_builds_on(project: Path) -> None:
    town = project / "catalog/regions/sheng/regions/xian/regions/zhen/items/yiwu-jiaoyu"
    town.mkdir(parents=True)
    (town / "xueji-guanli.yaml").write_text(f"adjust:\n  time_limit: {{was: {LIMIT}, now: 5个工作日}}\nreason: 镇里更快\n", encoding="utf-8")
    one = row("学生管理", "学籍管理", content=(Part("转学办法"),), basis=(), subjects="", channels=None, levels=(), time_limit="10个工作日", mode="依申请")
    assert [edit.field for edit in only(imported(project, one)).edits] == ["mode"]


# rows of our own export


def test_our_own_export_changes_nothing(project: Path) -> None:
    before = files(project)
    desk = home(project)
    made = imported(project, exported(desk, POLICY), exported(desk, ROLLS, number=2), update=True)
    assert verdicts(made) == ["same", "same"] and files(project) == before


def test_of_an_edited_cell_only_the_edited_line_changes(project: Path) -> None:
    path = project / f"{ITEMS}/{POLICY}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("# 县里的话\nadjust:\n  content:\n    add: [学区划分]  # 新的\n  office: 基教股 # 科室\nreason: 群众要求\n", encoding="utf-8")
    cells = exported(home(project), POLICY).raw
    wanted = {"content": cells["content"].replace("·报名条件和时间", "·报名条件、时间（可选；时限：长期公开）"), "limit": "及时公开", "who": "县教育局、县政府"}
    one = exported(home(project), POLICY, wanted)
    assert verdicts(plan(project, one)) == ["waiting"]
    imported(project, one, update=True)
    assert path.read_text(encoding="utf-8") == (
        "# 县里的话\nadjust:\n  content:\n    replace:\n      - {was: 报名条件和时间, now: {text: 报名条件、时间, need: 可选, time_limit: 长期公开}}\n    add: [学区划分]  # 新的\n"
        f"  time_limit:\n    was: {LIMIT}\n    now: 及时公开\n  subjects:\n    was: [教育行政部门]\n    now: [县教育局, 县政府]\n  office: 基教股 # 科室\nreason: 群众要求\n"
    )
    undone = exported(home(project), POLICY, {"content": "·招生入学政策\n·报名条件和时间\n·学区划分", "limit": LIMIT, "who": "县教育局"})
    imported(project, undone, update=True)
    assert path.read_text(encoding="utf-8") == "# 县里的话\nadjust:\n  content:\n    add: [学区划分]  # 新的\n  office: 基教股 # 科室\nreason: 群众要求\n"


PIECES = st.lists(st.sampled_from(["招生入学政策", "报名条件和时间", "学区划分", "收费（标准）", "投诉电话（可选）", "名单（时限：及时公开；说明：看情况）", "费用：免"]), min_size=1, max_size=5, unique=True)
CITES = st.lists(st.sampled_from(["第二十条第（十一）项", "第三条", ""]), min_size=1, max_size=3, unique=True)


@given(PIECES, CITES, st.sampled_from([LIMIT, "10个工作日", "及时公开", "看情况"]), st.lists(st.sampled_from(["政府网站", "社区/企事业单位/村公示栏（电子屏）", "学校公示栏"]), min_size=1, unique=True), st.sampled_from(["", "申请人", "家长、学生"]))
@settings(max_examples=40, deadline=None)
def test_what_a_clerk_writes_is_what_the_next_export_prints(tmp_path_factory: pytest.TempPathFactory, content: list[str], cites: list[str], limit: str, channels: list[str], groups: str) -> None:
    folder = small_project(tmp_path_factory.mktemp("p"))
    desk = home(folder)
    cells = {
        "content": "\n".join(f"·{text}" for text in content),
        "basis": "\n".join(f"《中华人民共和国政府信息公开条例》{article}" for article in cites),
        "limit": limit,
        "channels": "\n".join(f"■{name}" for name in channels),
        "groups": groups,
    }
    one: SourceRow = exported(desk, POLICY, cells)
    library, wrong = tried(desk, plan(folder, one, update=True).files)
    assert library is not None and wrong == []
    view = build_site(library, as_of="", tables=False, search=False).views[COUNTY]
    heads, rows = table(view, view.domain["yiwu-jiaoyu"])
    printed = dict(zip([head.key for head in heads], next(found.cells for found in rows if found.entry.item.id == POLICY), strict=True))
    assert {**{key: printed[key] for key in cells}, "channels": set(printed["channels"].split("\n"))} == {**cells, "channels": set(cells["channels"].split("\n"))}


def test_the_same_item_twice_is_told_and_not_written_twice(project: Path) -> None:
    twice = plan(project, row(number=1), row(number=2))
    assert verdicts(twice) == ["same", "same"] and "同一个事项" in twice.outcomes[1].why
    differing = plan(project, row(number=1), row(number=2, time_limit="10个工作日"))
    assert sorted(verdicts(differing)) == ["same", "unsure"] and differing.files == ()
