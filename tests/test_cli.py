"""The command line as an editor uses it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from conftest import REPOSITORY, copy_project, gongkai

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"


def test_check_of_the_repository_passes() -> None:
    done = gongkai("check", cwd=REPOSITORY)
    assert done.returncode == 0, done.stdout


def test_check_lists_every_error_of_every_file(tmp_path: Path) -> None:
    project = copy_project(tmp_path, catalog=BASE)
    domain = project / "catalog" / "standard" / "yiwu-jiaoyu"
    (domain / "zhaosheng-zhengce.yaml").write_text("title：招生政策\ncategory：招生管理\n", encoding="utf-8")
    (domain / "xueji-guanli.yaml").write_bytes("title: 学籍管理\n".encode("gbk"))
    done = gongkai("check", cwd=project)
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if line]
    assert all(re.match(r"catalog/\S+:\d+:\d+: [A-Z]\d{3} ", line) for line in lines), lines
    assert sum("zhaosheng-zhengce.yaml" in line for line in lines) == 2
    assert any("GBK" in line for line in lines)
    assert "改法" in done.stdout


def due(*arguments: str) -> dict[str, object]:
    done = gongkai("due", *arguments, "--json", cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_due_counts_working_days_over_the_spring_festival() -> None:
    found = due("信息形成之日起20个工作日内", "--from", "2026-02-10")
    assert set(found) == {"raw", "clauses", "due"}
    (only,) = found["due"]  # type: ignore[misc]
    assert only["date"] == "2026-03-16"
    assert only["estimate"] is False
    assert only["steps"]


def test_due_says_when_a_date_is_an_estimate() -> None:
    (only,) = due("信息形成之日起20个工作日内", "--from", "2026-12-10")["due"]  # type: ignore[misc]
    assert only["estimate"] is True
    assert any("2027" in step for step in only["steps"])


def test_due_explains_a_wrong_date() -> None:
    done = gongkai("due", "20个工作日", "--from", "明天", cwd=REPOSITORY)
    assert done.returncode == 2
    assert "2026-02-10" in done.stderr
    assert "Traceback" not in done.stderr
