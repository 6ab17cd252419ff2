"""`gongkai diff` on real repositories: commits, branches, folders; and what it says where there is nothing to compare with."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import REPOSITORY
from gongkai.cli import main

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
ITEM = "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8").stdout.strip()


def edit(folder: Path, was: str, now: str, file: str = ITEM) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert was in text
    (folder / file).write_text(text.replace(was, now, 1), encoding="utf-8")


def commit(folder: Path, message: str = "x") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    return git(folder, "rev-parse", "HEAD")


def diff(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", "--project", str(folder), *arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small catalogue in a repository of its own, committed on main."""
    folder = tmp_path / "repo"
    shutil.copytree(BASE, folder / "catalog")
    (folder / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git(folder, "init", "-q")
    commit(folder)
    return folder


def test_the_working_tree_against_the_last_commit(project: Path) -> None:
    assert "官方要素没有变化" in diff(project).stdout
    edit(project, "20个工作日内", "30个工作日内")
    done = diff(project)
    assert done.exit_code == 0, done.output
    assert "收窄（公开得更少、更晚，或者面向更少的人）：1处" in done.stdout
    assert "延长为“信息形成或者变更之日起30个工作日内”" in done.stdout
    assert "义务教育" in done.stdout
    assert "\x1b" not in done.stdout


def test_an_alias_is_no_change(project: Path) -> None:
    with (project / ITEM).open("a", encoding="utf-8") as handle:
        handle.write("note: 给编辑看的说明\n")
    assert "官方要素没有变化" in diff(project).stdout


def test_a_branch_is_compared_with_where_it_left_main(project: Path) -> None:
    git(project, "checkout", "-qb", "gaishixian")
    edit(project, "20个工作日内", "10个工作日内")
    commit(project)
    git(project, "checkout", "-q", "main")
    edit(project, "title: 招生政策", "title: 招生入学政策")
    commit(project)
    git(project, "checkout", "-q", "gaishixian")
    found = json.loads(diff(project, "--format", "json").stdout)
    assert [change["field"] for change in found["changes"]] == ["time_limit"], "what main did meanwhile is not ours"


def test_two_commits_new_files_and_deleted_files(project: Path) -> None:
    first = git(project, "rev-parse", "HEAD")
    git(project, "tag", "v1")
    text = (project / ITEM).read_text(encoding="utf-8").replace("title: 招生政策", "title: 招生计划").replace("招生入学政策", "各校招生计划")
    (project / "catalog/standard/yiwu-jiaoyu/zhaosheng-jihua.yaml").write_text(text, encoding="utf-8")
    (project / "catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml").unlink()
    commit(project)
    edit(project, "20个工作日内", "5个工作日内")  # not committed: of no interest to two commits
    for pair in (("v1", "HEAD"), (first, "main"), ("v1..HEAD",)):
        changes = json.loads(diff(project, *pair, "--format", "json").stdout)["changes"]
        assert {(change["item"], change["kind"]) for change in changes} == {("yiwu-jiaoyu/zhaosheng-jihua", "added"), ("yiwu-jiaoyu/xueji-guanli", "removed")}
    back = json.loads(diff(project, "HEAD", "v1", "--format", "json").stdout)["changes"]
    assert {change["kind"] for change in back} == {"added", "removed"}


def test_untracked_and_deleted_files_of_the_working_tree(project: Path) -> None:
    (project / ITEM).rename(project / "catalog/standard/yiwu-jiaoyu/zhaosheng-jihua.yaml")
    (change,) = json.loads(diff(project, "--format", "json").stdout)["changes"]
    assert (change["kind"], change["former"]) == ("moved", "yiwu-jiaoyu/zhaosheng-zhengce")


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    project = tmp_path / "repo" / "子目录" / "mulu"
    shutil.copytree(BASE, project / "catalog")
    git(tmp_path / "repo", "init", "-q")
    commit(tmp_path / "repo")
    edit(project, "20个工作日内", "10个工作日内")
    commit(tmp_path / "repo")
    assert "缩短为" in diff(project, "HEAD~1").stdout
    assert "缩短为" in diff(project, "HEAD~1", "HEAD").stdout


def test_folders(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "catalog", tmp_path / "old" / "catalog")
    edit(project, "20个工作日内", "10个工作日内")
    for old in (tmp_path / "old", tmp_path / "old" / "catalog"):
        assert "缩短为" in diff(project, str(old)).stdout
    assert "缩短为" in diff(tmp_path, str(tmp_path / "old"), str(project)).stdout


def test_the_repository_is_left_alone(project: Path) -> None:
    edit(project, "20个工作日内", "10个工作日内")
    git(project, "add", "-A")
    edit(project, "10个工作日内", "5个工作日内")
    before = git(project, "status", "--porcelain"), (project / ".git/index").read_bytes(), git(project, "count-objects")
    diff(project, "HEAD", "main")
    assert (git(project, "status", "--porcelain"), (project / ".git/index").read_bytes(), git(project, "count-objects")) == before


def test_unchanged_files_are_parsed_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.reading import docs

    edit(project, "20个工作日内", "10个工作日内")
    read: list[str] = []
    real = docs._read
    monkeypatch.setattr(docs, "_read", lambda file, *more, **named: read.append(file) or real(file, *more, **named))
    diff(project)
    assert {file for file in read if read.count(file) > 1} == {"standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"}, "as it is, and as it was"
    read.clear()
    diff(project)
    assert read == [], "warm: nothing at all"


def test_files_that_cannot_be_read_are_named(project: Path) -> None:
    (project / ITEM).write_text("title：招生政策\n", encoding="utf-8")
    done = diff(project)
    assert done.exit_code == 0
    assert "注意：“现在的文件”有1个文件按现在的规则有错误" in done.stdout
    (project / "catalog/catalog.yaml").unlink()
    done = diff(project)
    assert done.exit_code == 2
    assert "读不出来，不能比较" in done.stderr
    assert "gongkai check" in done.stderr


def test_without_a_repository(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "catalog")
    done = diff(tmp_path)
    assert done.exit_code == 2
    assert "不在 git 仓库里" in done.stderr
    assert "gongkai diff 旧文件夹 新文件夹" in done.stderr


def test_without_a_commit(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "catalog")
    git(tmp_path, "init", "-q")
    done = diff(tmp_path)
    assert done.exit_code == 2
    assert "还没有提交" in done.stderr


def test_without_git(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = diff(project)
    assert done.exit_code == 2
    assert "没有找到 git" in done.stderr


@pytest.mark.parametrize("name", ["meiyou", "--output=x", "v2026", "a b", "HEAD~99", ":/x", "@{-9}", "HEAD:catalog"])
def test_an_unknown_ref(project: Path, name: str) -> None:
    git(project, "tag", "v2026.1")
    done = diff(project, "--", name)
    assert done.exit_code == 2
    assert "没有叫“" in done.stderr
    assert ("您是不是要写“v2026.1”" in done.stderr) == (name == "v2026")
    assert "Traceback" not in done.stderr
    assert not (project / "x").exists()


def test_a_shallow_clone(project: Path, tmp_path: Path) -> None:
    for number in range(3):
        edit(project, "title: 招生政策", f"title: 招生政策{number}")
        commit(project)
        edit(project, f"title: 招生政策{number}", "title: 招生政策")
    subprocess.run(["git", "clone", "-q", "--depth", "1", project.as_uri(), str(tmp_path / "clone")], check=True, capture_output=True)
    done = diff(tmp_path / "clone", "HEAD~2")
    assert done.exit_code == 2
    assert "浅克隆" in done.stderr
    assert "git fetch --unshallow" in done.stderr


def test_a_shallow_clone_of_a_branch(project: Path, tmp_path: Path) -> None:
    git(project, "checkout", "-qb", "zhixian")
    edit(project, "20个工作日内", "10个工作日内")
    commit(project)
    git(project, "checkout", "-q", "main")
    edit(project, "title: 招生政策", "title: 招生入学政策")
    commit(project)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", "--no-single-branch", "-b", "zhixian", project.as_uri(), str(clone)], check=True, capture_output=True)
    done = diff(clone)
    assert done.exit_code == 2
    assert "浅克隆" in done.stderr


def test_a_commit_without_a_catalogue(project: Path) -> None:
    git(project, "checkout", "-q", "--orphan", "kong")
    git(project, "rm", "-rfq", "catalog")
    commit(project, "empty")
    git(project, "checkout", "-q", "main")
    done = diff(project, "kong")
    assert done.exit_code == 2
    assert "没有 catalog 文件夹" in done.stderr


def test_markdown_for_a_merge_request(project: Path) -> None:
    edit(project, "  - 招生入学政策", "  - 招生入学政策 @all <img src=x>\n  - 新要素")
    done = diff(project, "--format", "markdown")
    assert done.stdout.startswith("### 目录变化：")
    assert "@all" not in done.stdout
    assert "<img" not in done.stdout


def test_windows_line_ends_are_no_change(project: Path) -> None:
    (project / ".gitattributes").write_text("* text=auto eol=crlf\n", encoding="utf-8")
    commit(project)
    git(project, "rm", "-rq", "--cached", ".")
    git(project, "reset", "-q", "--hard")
    assert b"\r\n" in (project / ITEM).read_bytes()
    assert "官方要素没有变化" in diff(project, "HEAD~1").stdout


def test_inside_a_hook(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook has git's own variables set; the command must ask about the project all the same."""
    edit(project, "20个工作日内", "10个工作日内")
    monkeypatch.setenv("GIT_INDEX_FILE", str(project / ".git" / "index"))
    monkeypatch.chdir(project)
    assert "缩短为" in diff(project).stdout
