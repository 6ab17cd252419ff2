"""The planned files onto the disk: all or none, permissions and line ends kept, nothing left behind; and what the registers get."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from gongkai.importing import write
from gongkai.importing.grid import Chosen, Part
from gongkai.importing.outcome import FileChange
from gongkai.importing.write import Failure, write_plan
from import_desk import COUNTY, ITEMS, LIMIT, POLICY, ROLLS, data, exported, files, home, imported, only, plan, row, small_project, verdicts

NEW = FileChange("catalog/a/b/new.yaml", None, "title: 新\n".encode(), "")
OLD = FileChange("catalog/catalog.yaml", b"", b"title: x\n", "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def change(project: Path, path: str, new: bytes | None) -> FileChange:
    return FileChange(path, (project / path).read_bytes(), new, "")


def test_all_files_are_written_and_modes_kept(project: Path) -> None:
    path = project / "catalog/catalog.yaml"
    path.chmod(0o640)
    gone = project / "catalog/vocabulary/life-events.yaml"
    assert write_plan([NEW, change(project, "catalog/catalog.yaml", b"title: x\n"), change(project, "catalog/vocabulary/life-events.yaml", None)], project) is None
    assert (project / NEW.path).read_bytes() == NEW.new and path.read_bytes() == b"title: x\n" and not gone.exists()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not list(project.rglob("*.part"))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_that_will_not_go_leaves_everything_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    before = files(project)
    changes = [NEW, change(project, "catalog/catalog.yaml", b"title: x\n"), FileChange("catalog/c/new.yaml", None, b"a: 1\n", "")]
    replaced = os.replace
    calls: list[str] = []

    def broken(source: str, target: Path) -> None:
        calls.append(str(target))
        if len(calls) == at + 1:
            raise PermissionError
        replaced(source, target)

    monkeypatch.setattr(write.os, "replace", broken)
    assert write_plan(changes, project) == Failure(changes[at].path, "没有写入权限")
    assert files(project) == before and not (project / "catalog/a").exists() and not (project / "catalog/c").exists()


def test_a_file_that_somebody_changed_meanwhile_stops_everything(project: Path) -> None:
    before = files(project)
    failure = write_plan([NEW, OLD], project)
    assert failure is not None and failure.path == OLD.path and "刚刚" in failure.why
    (project / "catalog/a/b").mkdir(parents=True)
    (project / NEW.path).write_text("title: 别人的\n", encoding="utf-8")
    assert write_plan([NEW], project) is not None
    (project / NEW.path).unlink()
    assert {key: value for key, value in files(project).items() if not key.startswith("catalog/a/")} == before


def test_a_link_is_followed(project: Path, tmp_path: Path) -> None:
    target = project / "elsewhere.yaml"
    target.write_bytes(b"title: a\n")
    (project / "catalog/linked.yaml").symlink_to(target)
    assert write_plan([FileChange("catalog/linked.yaml", b"title: a\n", b"title: b\n", "")], project) is None
    assert target.read_bytes() == b"title: b\n" and (project / "catalog/linked.yaml").is_symlink()


def test_line_ends_and_byte_order_mark_stay(project: Path) -> None:
    path = project / f"{ITEMS}/{POLICY}.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes("\ufeff# 话\r\nadjust:\r\n  office: 基教股\r\n".encode())
    imported(project, row(time_limit="10个工作日"), update=True)
    text = path.read_bytes().decode()
    assert text.startswith("\ufeff# 话\r\nadjust:\r\n") and text.count("\n") == text.count("\r\n") and "reason: 据导入的《某县目录》\r\n" in text


def test_an_adjustment_that_says_nothing_any_more_goes(project: Path) -> None:
    imported(project, row(time_limit="10个工作日"))
    made = imported(project, exported(home(project), POLICY, {"limit": LIMIT}), update=True)
    assert [one.kind for one in made.files] == ["删去"] and not (project / f"{ITEMS}/{POLICY}.yaml").exists()


def test_a_file_with_an_error_is_not_touched(project: Path) -> None:
    path = project / f"{ITEMS}/{POLICY}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("adjust: {time_limit: [\n", encoding="utf-8")
    made = plan(project, row(time_limit="10个工作日"), update=True)
    assert verdicts(made) == ["refused"] and "gongkai check" in only(made).why and made.files == ()


def test_new_names_go_into_the_registers_once(project: Path) -> None:
    rows = [
        row("招生管理", "招生政策", basis=("《政府信息公开条例》", "《示例省教育办法》（示政发〔2019〕46号）第三条"), channels=Chosen(must=(("政府网站", ""), ("公示栏", ""), ("党群服务中心", ""))), subjects="县教育局、县财政局"),
        row("学生管理", "学籍管理", number=2, content=(Part("转学办法"),), basis=("《义务教育法》", "示政发〔2019〕46号"), channels=Chosen(must=(("政府网站", ""), ("某县党群服务中心", ""))), subjects="", levels=()),
    ]  # fmt: skip
    made = imported(project, *rows)
    assert sorted((one.entry.kind, one.entry.name) for one in made.registered) == [("body", "某县财政局"), ("channel", "党群服务中心"), ("law", "示例省教育办法")]
    law = data(project, next(one.file for one in made.registered if one.entry.kind == "law"))
    assert (law["status"], law["spellings"]) == ("unverified", ["示政发〔2019〕46号"])
    assert data(project, "catalog/vocabulary/channels.yaml")["channels"][-1] == {"id": "dangqun-fuwu-zhongxin", "name": "党群服务中心", "online": False}
    assert data(project, "catalog/regions/sheng/regions/xian/bodies.yaml")["bodies"][-1] == {"id": "caizheng-ju", "name": "某县财政局", "short": "县财政局", "kind": "机关"}
    assert data(project, f"{ITEMS}/{ROLLS}.yaml")["adjust"]["basis"] == {"add": ["《示例省教育办法》"]}
    assert verdicts(plan(project, *rows)) == ["same", "same"]


def test_a_name_the_checker_refuses_is_not_registered(project: Path) -> None:
    made = imported(project, row(basis=("《政府信息公开条例》", "《XX省教育办法》"), time_limit="10个工作日"))
    assert made.registered == () and [edit.field for edit in only(made).edits] == ["time_limit"]
    assert any("不能登记" in remark.words for remark in only(made).remarks)


def test_a_role_that_the_government_only_stood_in_for_gets_its_body(project: Path) -> None:
    region = project / "catalog/regions/sheng/regions/xian/region.yaml"
    text = region.read_text(encoding="utf-8").replace("教育行政部门: 县教育局", "县级教育行政部门: 县政府  # 先写成政府")
    region.write_text(text, encoding="utf-8")
    made = plan(project, row())
    assert verdicts(made) == ["waiting"] and [(one.body, one.done) for one in made.roles] == [("县教育局", False)] and made.files == ()
    imported(project, row(), update=True)
    assert region.read_text(encoding="utf-8") == text.replace("县政府  # 先写成政府", "县教育局  # 先写成政府")
    assert verdicts(plan(project, row())) == ["same"]


def test_the_standard_is_edited_in_its_own_files(project: Path) -> None:
    path = project / f"catalog/standard/{POLICY}.yaml"
    text = path.read_text(encoding="utf-8")
    one = row(time_limit="10个工作日", subjects="教育行政部门", basis=())
    assert verdicts(plan(project, one, region="")) == ["waiting"]
    made = plan(project, one, row("招生管理", "校车服务", number=2, subjects="教育行政部门"), region="", update=True)
    assert write_plan(made.files, project) is None
    assert path.read_text(encoding="utf-8") == text.replace(LIMIT, "10个工作日")
    assert [one.path for one in made.files] == [f"catalog/standard/{POLICY}.yaml", "catalog/standard/yiwu-jiaoyu/xiaoche-fuwu.yaml"]


def test_a_town_adjusts_what_the_county_has(project: Path) -> None:
    town = f"{COUNTY}/zhen"
    one = row("学生管理", "学籍管理", content=(Part("转学办法"),), basis=(), channels=None, subjects="公共服务办公室", time_limit="5个工作日", levels=("乡级",), raw={"乡级": "√"})
    made = plan(project, one, region=town)
    assert write_plan(made.files, project) is None
    written = data(project, f"catalog/regions/sheng/regions/xian/regions/zhen/items/{ROLLS}.yaml")["adjust"]
    assert written["subjects"]["now"] == ["公共服务办公室"] and "levels" not in written
    assert verdicts(plan(project, one, region=town)) == ["same"]
