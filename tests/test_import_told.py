"""What a person is told of a plan: each change in a line, names to be registered, one sentence for one trouble; and nothing that is not so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.importing.changes.edit import FieldEdit
from gongkai.importing.grid import Chosen, Part
from gongkai.importing.outcome import Plan
from gongkai.importing.report import html, markdown, screen, steps
from gongkai.importing.report.brief import apart, brief, changes
from import_desk import LIMIT, data, imported, only, plan, row, small_project, understood, verdicts

BUS = ("学生管理", "校车服务")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "p")


def shown(made: Plan, *, reported: bool = False) -> str:
    return "\n".join(screen(made, reported=reported))


def todo(made: Plan) -> str:
    return "\n".join(steps(made, dry_run=True, written=False, reported=False))


def test_each_change_is_shown_with_its_values(project: Path) -> None:
    made = plan(project, row(time_limit="10个工作日"), row(*BUS, number=2))
    text = shown(made)
    assert f"招生政策：公开时限由“{LIMIT}”改为“10个工作日”" in text and "新增事项“校车服务”（第1张表第2行）" in text
    assert "--report 导入计划.html" in todo(made) and "去掉 --dry-run" in todo(made)
    imported(project, row(time_limit="10个工作日"))
    waiting = plan(project, row(time_limit="15个工作日"))
    assert "由“10个工作日”改为“15个工作日”（加 --update 才写）" in shown(waiting)


def test_what_differs_is_shown_of_long_texts_and_lists() -> None:
    long = "自行政处罚决定作出之日起七个工作日内通过政府门户网站向社会公开"
    before, after = apart(f"{long}，期限三年", f"{long}，期限五年")
    assert before != after and before.endswith("三年") and len(before) < 16
    assert brief(FieldEdit("content", "甲类\n乙类", "甲类\n丙类\n丁类", "")) == "公开内容去掉“乙类”，加上“丙类”“丁类”"
    assert brief(FieldEdit("channels", "政府网站、公示栏（村、社区）", "政府网站", "")) == "公开渠道和载体去掉“公示栏（村、社区）”"
    assert brief(FieldEdit("content", "监督渠道：举报电话\n其他", "监督渠道：举报的电话\n新的\n又一个", "")) == "公开内容由“监督渠道：举报电话”改为“监督渠道：举报的电话”，去掉“其他”，加上“新的”“又一个”"
    assert brief(FieldEdit("phone", "", "010-1", "")) == "咨询电话填上“010-1”" and "清空" in brief(FieldEdit("note", "旧的", "", ""))
    assert "次序" in brief(FieldEdit("content", "甲\n乙", "乙\n甲", ""))


def test_long_lists_are_cut_and_the_same_change_is_told_once(project: Path) -> None:
    one = only(plan(project, row(time_limit="10个工作日")))
    same = replace(plan(project, row()), outcomes=tuple(replace(one, title=f"事项{i}") for i in range(20)))
    assert [(line.text[:10], line.count) for line in changes(same)] == [("事项0、事项1等20", 20)]
    each = replace(same, outcomes=tuple(replace(one, title=f"事项{i}", edits=(FieldEdit("time_limit", "1日", f"{i}日", ""),)) for i in range(2, 22)))
    assert "要改的内容（20）" in shown(each) and "还有 8 处，加 --report" in shown(each) and "还有 8 处，见导入报告" in shown(each, reported=True)


def test_new_names_are_shown_and_to_be_checked(project: Path) -> None:
    new = row(*BUS, subjects="县校车管理中心", channels=Chosen(must=(("校车小程序", ""),)), basis=("《校车安全管理条例》",))
    made = plan(project, new)
    for words in ("单位 某县校车管理中心：单位类型按名称推测为", "公开渠道 校车小程序", "依据文件 校车安全管理条例"):
        assert words in shown(made)
    assert "1 个单位逐个核对" in todo(made) and "1 个渠道" in todo(made) and "1 份依据" in todo(made)
    assert {"单位", "渠道", "依据"} <= {remark.words[:2] for remark in only(made).remarks if "没有登记过，新登记" in remark.words}


def test_domains_that_are_not_the_countys_are_shown(project: Path) -> None:
    made = plan(project, files=understood(row(), not_applicable=(("义务教育", "由市里负责", "表格之后"), ("海关", "", "表格之后"))))
    assert "义务教育：由市里负责（还没有写进 region.yaml；表格之后）" in shown(made) and "海关：没有写理由（没有登记过这个领域" in shown(made)
    assert "not_applicable" in todo(made)


def test_a_registration_is_told_only_where_it_is_made(project: Path) -> None:
    imported(project, row(time_limit="10个工作日"))
    waiting = only(plan(project, row(subjects="县校车管理中心")))
    assert waiting.verdict == "waiting" and not [one for one in waiting.remarks if "新登记" in one.words]
    done = only(plan(project, row(subjects="县校车管理中心"), update=True))
    assert [one.now for one in done.remarks if "新登记" in one.words] == ["县校车管理中心"]


def test_a_cell_that_is_dropped_says_which_names_were_understood(project: Path) -> None:
    made = plan(project, row(subjects="县校车管理中心、全体有关人员", time_limit="10个工作日"))
    one = only(made)
    assert [edit.field for edit in one.edits] == ["time_limit"] and made.registered == ()
    assert [remark.words for remark in one.remarks if "认出了" in remark.words] == ["这一格认出了县校车管理中心，没有认出全体有关人员；只认出一部分，公开主体没有改动"]
    assert not [remark for remark in one.remarks if "新登记" in remark.words]
    own = only(plan(project, row(*BUS, subjects="县校车管理中心、全体有关人员")))
    assert own.verdict == "own" and any("只认出了" in remark.words and "县校车管理中心" in remark.words for remark in own.remarks)


def test_rows_without_a_domain_are_told_once_for_a_table(project: Path) -> None:
    made = plan(project, *(row("水利工程", f"水库{i}", number=i, domain="") for i in range(1, 6)))
    assert verdicts(made) == ["homeless"] * 5
    text = shown(made)
    assert text.count("没有写领域") == 1 and "第1张表第1行起共 5 行" in text and "加一列“领域”" in text and "请人核对（5）" in text
    assert "领域" in todo(made) and "编号" not in todo(made)
    assert html(made).count("没有写领域") == 1 and markdown(made).count("没有写领域") == 1


@pytest.mark.parametrize(("said", "category"), [("学籍与学生管理工作", "学生管理"), ("招生", "招生管理"), ("校内学生管理事务", "学生管理")])
def test_a_category_that_is_clearly_alike_is_taken(project: Path, said: str, category: str) -> None:
    made = imported(project, row(said, "校车服务", content=(Part("线路"),)))
    assert verdicts(made) == ["own"]
    wrote = data(project, only(made).file)
    assert (wrote["category"], wrote["subcategory"]) == (category, said)


@pytest.mark.parametrize("names", [("人民调解", "调解员名单"), ("管理", "调解员名单"), ("调解员名单",)])
def test_no_category_is_forced(project: Path, names: tuple[str, ...]) -> None:
    one = only(plan(project, row(*names, content=(Part("名单"),))))
    assert one.verdict == "unsure" and "“招生管理”“学生管理”" in one.why and "一级事项一栏" in one.why
    assert not [remark for remark in one.remarks if "新登记" in remark.words]


def test_a_serial_number_stays_out_of_the_public_note(project: Path) -> None:
    one = only(plan(project, row(extra={"流水号": "90001"})))
    assert one.verdict == "same"
    assert any("只是编号" in remark.words for remark in one.remarks)
