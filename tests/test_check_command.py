"""`gongkai check` as editors, programs and code forges use it: formats, changed files, colour, exit codes, what it remembers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import REPOSITORY, gongkai
from gongkai.checking.remembered import Checked, keep, recall
from gongkai.checking.reports import FORMATS, renderer
from gongkai.checking.reports.markdown import LIMIT, escape
from gongkai.checking.reports.report import Report, below, fingerprints
from gongkai.checking.reports.text import render as as_text
from gongkai.checking.reports.text import summary
from gongkai.commands.check import EDITIONS, concerns
from gongkai.comparing.editions import FOLDER
from gongkai.problems import Position, Problem
from gongkai.reading.commits import changed_since, folder_in_repository, is_committed
from gongkai.reading.roots import Root
from gongkai.reading.unchanged import state

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base"
ITEM = "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
OTHER = "catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml"
FILE = "catalog/a b,c：%.yaml"

ERROR = Problem("B601", Position("", FILE, 3, 5), "坏的100%：<b>|x`_*\n@某人 https://a.b", "改\r\n好")
WARNING = Problem("W805", Position("", "catalog/b.yaml", 7, 1), "提醒一下", "", "warning")
PACKAGED = Problem("Y120", Position("标准", "catalog/standard/c.yaml", 1, 2), "标准里的", "改")
REPORT = Report([ERROR, WARNING, PACKAGED], {"B601": "依据已经失效", "W805": "没有结果的说法"}, waiting=4)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "p")
    return tmp_path / "p"


def git(folder: Path, *arguments: str) -> None:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=env)


@pytest.fixture
def repository(project: Path) -> Path:
    (project / ".gitignore").write_text(".cache/\n")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "one")
    return project


def break_(project: Path, file: str = ITEM) -> None:
    path = project / file
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title：", 1), encoding="utf-8")


# the formats


def test_text_has_a_line_for_each_finding_and_marks_warnings() -> None:
    first, *_, second, third = as_text(REPORT).split("\n")[:-1]
    assert first.startswith(f"{FILE}:3:5: B601 坏的")
    assert second == "catalog/b.yaml:7:1: W805 （提醒）提醒一下"
    assert third == "（标准目录）catalog/standard/c.yaml:1:2: Y120 标准里的 改法：改"


def test_colour_is_for_level_and_code_only() -> None:
    text = as_text(Report([WARNING, PACKAGED], {}), colour=True)
    assert "\x1b[33mW805 （提醒）\x1b[0m提醒一下" in text
    assert "\x1b[31mY120\x1b[0m 标准里的" in text
    assert text.replace("\x1b[33m", "").replace("\x1b[31m", "").replace("\x1b[0m", "") == as_text(Report([WARNING, PACKAGED], {}))


def test_summary_counts_by_code_errors_first() -> None:
    rows = summary(Report([WARNING, WARNING, ERROR], REPORT.titles)).split("\n")
    assert rows[1:3] == ["  B601  依据已经失效：1 处", "  W805  没有结果的说法：2 处（提醒）"]
    assert "有 1 处错误、2 处提醒" in rows[-1]
    assert summary(Report([], {})) == "检查通过。"
    assert "另有 1 处提醒" in summary(Report([WARNING], {}))


def test_json_holds_everything() -> None:
    found = json.loads(renderer("json")(REPORT))
    place = {"root": "", "file": FILE, "line": 3, "column": 5}
    assert found["findings"][0] == {"rule": "B601", "level": "error", **place, "message": ERROR.message, "hint": ERROR.hint}
    assert found["summary"]["errors"] == 2 and found["summary"]["warnings"] == 1
    assert found["summary"]["files"] == 3 and found["summary"]["unverified"] == 4
    assert {"rule": "W805", "title": "没有结果的说法", "level": "warning", "count": 1} in found["summary"]["by_rule"]


def test_github_commands_are_escaped() -> None:
    first, second, third = renderer("github")(REPORT).split("\n")[:-1]
    assert first == "::error file=catalog/a b%2Cc：%25.yaml,line=3,col=5,title=B601::坏的100%25：<b>|x`_*%0A@某人 https://a.b 改法：改%0D%0A好"
    assert second == "::warning file=catalog/b.yaml,line=7,col=1,title=W805::提醒一下"
    assert third.startswith("::error title=Y120::（标准目录）")


def test_gitlab_fingerprints_do_not_move_with_lines() -> None:
    found = json.loads(renderer("gitlab")(REPORT))
    assert [one["severity"] for one in found] == ["major", "minor", "major"]
    assert found[0]["location"] == {"path": FILE, "lines": {"begin": 3}}
    assert found[0]["check_name"] == "B601"
    moved = Problem(WARNING.code, Position("", WARNING.position.file, 99, 1), WARNING.message, "", "warning")
    assert fingerprints([moved]) == fingerprints([WARNING])
    twice = fingerprints([WARNING, moved])
    assert len(set(twice)) == 2
    naming_a_line = [Problem("Y135", Position("", "a"), f"写了两次，第一次在第 {n} 行。") for n in (3, 4)]
    assert fingerprints(naming_a_line[:1]) == fingerprints(naming_a_line[1:])


def test_sarif_has_rules_and_relative_addresses() -> None:
    found = json.loads(renderer("sarif")(REPORT))
    assert found["version"] == "2.1.0"
    (run,) = found["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert ":" not in uri and not uri.startswith("/") and uri.isascii()
    assert unquote(run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == FILE
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"] == "STANDARD"
    (rule,) = [rule for rule in rules if rule["id"] == "B601"]
    assert rule["name"].isalnum() and rule["shortDescription"]["text"] and rule["defaultConfiguration"]["level"] in ("error", "warning")
    assert "改法：" in rule["help"]["text"]


def test_markdown_is_a_table_in_which_nothing_is_markup() -> None:
    text = renderer("markdown")(REPORT)
    row = next(line for line in text.split("\n") if "B601 |" in line)
    assert row.replace("\\|", "").count("|") == 6
    assert "&lt;b&gt;" in row and "&#64;某人" in row and "\\`" in row and "\\_\\*" in row
    assert "https://" not in text
    assert escape("a\\|b") == "a\\\\\\|b"
    assert renderer("markdown")(Report([], {})).startswith("### 目录检查通过")


def test_markdown_is_cut_and_says_so_errors_first() -> None:
    many = [Problem("W805", Position("", f"catalog/{n}.yaml"), "_" * 200, "", "warning") for n in range(400)]
    text = renderer("markdown")(Report([*many, ERROR], {}))
    assert len(text) <= LIMIT
    assert "B601 |" in text
    listed = sum(line.startswith("| 提醒") for line in text.split("\n"))
    assert f"另有 {400 - listed} 处没有列出" in text


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_copes_with_nothing(form: str) -> None:
    assert "B601" not in renderer(form)(Report([], {}))


def test_files_are_named_from_the_top_of_the_repository() -> None:
    moved = below(REPORT, "county/")
    assert [one.position.file for one in moved.problems] == [f"county/{FILE}", "county/catalog/b.yaml", "catalog/standard/c.yaml"]
    assert below(REPORT, "") is REPORT


# the command


def test_exit_codes(project: Path) -> None:
    assert gongkai("check", cwd=project).returncode == 0
    break_(project)
    done = gongkai("check", cwd=project)
    assert done.returncode == 1
    assert f"{ITEM}:1:6: Y120 " in done.stdout
    assert "Y120  字段名后面用了全角冒号：1 处" in done.stderr
    assert "\x1b" not in done.stdout
    wrong = gongkai("check", "--format", "xml", cwd=project)
    assert wrong.returncode == 2
    assert "退出码" in gongkai("check", "--help", cwd=project).stdout


@pytest.mark.parametrize("form", FORMATS[1:])
def test_other_formats_alone_are_on_stdout(project: Path, form: str) -> None:
    break_(project)
    done = gongkai("check", "--format", form, cwd=project)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "Y120" in done.stdout
    if form in ("json", "sarif", "gitlab"):
        json.loads(done.stdout)


def test_a_project_below_the_top_is_named_from_the_top(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "xian")
    git(tmp_path, "init", "-q")
    break_(tmp_path / "xian")
    assert folder_in_repository(tmp_path / "xian") == "xian/"
    assert f"file=xian/{ITEM}," in gongkai("check", "--format", "github", cwd=tmp_path / "xian").stdout
    assert f"\n{ITEM}:" in "\n" + gongkai("check", cwd=tmp_path / "xian").stdout


# changed files only


def test_only_changed_files_are_listed(repository: Path) -> None:
    break_(repository, OTHER)
    git(repository, "commit", "-aqm", "two")
    break_(repository)
    done = gongkai("check", "--changed-since", "HEAD", cwd=repository)
    assert done.returncode == 1
    assert ITEM in done.stdout and OTHER not in done.stdout
    assert "另有" in done.stderr and "没有列出" in done.stderr
    git(repository, "commit", "-aqm", "three")
    assert gongkai("check", "--changed-since", "HEAD", cwd=repository).returncode == 0
    assert OTHER in gongkai("check", "--changed-since", "HEAD~2", cwd=repository).stdout


def test_the_merge_base_counts_and_new_files_too(repository: Path) -> None:
    git(repository, "checkout", "-qb", "mine")
    new = repository / "catalog" / "standard" / "yiwu-jiaoyu" / "xin.yaml"
    new.write_text("title：新\n", encoding="utf-8")
    git(repository, "checkout", "-q", "main")
    (repository / "on-main.txt").write_text("x")
    git(repository, "add", "on-main.txt")
    git(repository, "commit", "-qm", "main goes on")
    git(repository, "checkout", "-q", "mine")
    found = changed_since(repository, "main")
    assert found == {"catalog/standard/yiwu-jiaoyu/xin.yaml"}


def test_changed_since_explains_what_it_cannot_do(tmp_path: Path, repository: Path) -> None:
    for ref in ("nope", "--all", ""):
        done = gongkai("check", f"--changed-since={ref}", cwd=repository)
        assert done.returncode == 2
        assert "这个版本" in done.stderr and "Traceback" not in done.stderr
    shutil.copytree(BASE, tmp_path / "plain")
    done = gongkai("check", "--changed-since", "main", cwd=tmp_path / "plain", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert done.returncode == 2
    assert "不在 git 仓库里" in done.stderr
    git(repository, "checkout", "-q", "--orphan", "alone")
    git(repository, "commit", "-qm", "alone")
    assert "没有共同的历史" in gongkai("check", "--changed-since", "main", cwd=repository).stderr


def test_a_folder_with_a_bad_name_belongs_to_the_files_in_it() -> None:
    problem = Problem("F103", Position("", "catalog/standard/Bad"), "x")
    assert concerns(problem, frozenset(["catalog/standard/Bad/a.yaml"]))
    assert not concerns(problem, frozenset(["catalog/standard/Badly/a.yaml"]))
    assert not concerns(PACKAGED, frozenset([PACKAGED.position.file]))


def test_editions_are_looked_for_where_they_are(repository: Path) -> None:
    assert EDITIONS == FOLDER
    assert is_committed(repository, "catalog/standard")
    assert not is_committed(repository, EDITIONS)


# what it remembers


def test_findings_are_remembered_until_something_changes(project: Path) -> None:
    break_(project)
    store = project / ".cache" / "gongkai" / "check.json"
    first = gongkai("check", cwd=project)
    kept = store.read_text(encoding="utf-8")
    assert "Y120" in kept
    store.write_text(kept.replace("Y120", "Y999"), encoding="utf-8")
    assert "Y999" in gongkai("check", cwd=project).stdout, "nothing has changed: what was kept is said again"
    (project / "catalog" / "notes.md").write_text("x")
    assert gongkai("check", cwd=project).stdout == first.stdout
    store.write_text("not JSON")
    assert gongkai("check", cwd=project).stdout == first.stdout


def test_the_state_changes_with_every_path_and_byte(project: Path) -> None:
    schemas = project / "schemas"
    schemas.mkdir()
    seen = set()

    def look() -> None:
        now = state((Root("", project),), schemas)
        assert now not in seen
        seen.add(now)
        assert state((Root("", project),), schemas) == now

    look()
    (project / ITEM).write_bytes((project / ITEM).read_bytes() + b"\n")
    look()
    (project / ITEM).rename(project / "catalog" / "standard" / "yiwu-jiaoyu" / "b.yaml")
    look()
    (project / "catalog" / "empty").mkdir()
    look()
    (project / "catalog" / "a.xlsx").touch()
    look()
    (project / "catalog" / "pages").mkdir()
    (project / "catalog" / "pages" / "a.md").write_text("甲")
    look()
    (schemas / "a.json").write_text("{}")
    look()
    (project / "catalog" / "link.yaml").symlink_to("a.xlsx")
    look()


def test_the_day_counts_where_exceptions_are_held_against_it(tmp_path: Path) -> None:
    store = tmp_path / "new" / "check.json"
    found = Checked((ERROR, WARNING), {"B601": "x"}, 3, "2026-11-22")
    keep(store, "s", found)
    assert recall(store, "s", lambda: "2026-11-22") == found
    assert recall(store, "s", lambda: "2026-11-23") is None
    assert recall(store, "t", lambda: "2026-11-22") is None
    keep(store, "s", Checked((), {}))
    assert recall(store, "s", pytest.fail) == Checked((), {})
    assert recall(tmp_path / "none.json", "s", pytest.fail) is None


def test_an_exception_runs_out_though_no_file_has_changed(repository: Path) -> None:
    settings = repository / "catalog" / "catalog.yaml"
    text = settings.read_text(encoding="utf-8") + "suppressions:\n  - {rule: B601, scope: yiwu-jiaoyu, reason: 正在修订, until: 2026-12-31}\n"
    settings.write_text(text, encoding="utf-8")
    before = gongkai("check", cwd=repository, SOURCE_DATE_EPOCH="1790000000")
    after = gongkai("check", cwd=repository, SOURCE_DATE_EPOCH="1890000000")
    assert "R902" not in before.stdout
    assert "R902" in after.stdout
