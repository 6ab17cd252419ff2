"""`gongkai publish` and `gongkai rollback` as an editor meets them: the gate, what is refused, what is said; and a few dozen kills."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kills
from conftest import gongkai
from forge import ADJUSTMENT, adjust, approve, commit, county, git
from gongkai.problems import Trouble
from gongkai.publishing import Connection, place_of
from servers import tool
from test_publish import site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's repository with a first edition, built."""
    tool("rsync")
    folder = county(tmp_path_factory.mktemp("county") / "county", "github")
    done = gongkai("build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "county", symlinks=True)
    return tmp_path / "county"


def build(project: Path) -> None:
    assert gongkai("build", cwd=project).returncode == 0


def test_there_and_back(project: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "mulu")
    first = gongkai("publish", target, cwd=project)
    assert first.returncode == 0, first.stderr
    assert "已发布 000001" in first.stdout and "上传 100%" in first.stderr
    again = gongkai("publish", target, cwd=project)
    assert again.returncode == 0 and "没有改动" in again.stdout
    adjust(project)
    commit(project, "time limit")
    approve(project, "2026.2", "2026-04-01")
    build(project)
    second = gongkai("publish", target, cwd=project)
    assert second.returncode == 0, second.stderr
    assert "已发布 000002" in second.stdout and "要退回 000001" in second.stdout
    page = tmp_path / "mulu" / "items" / "yiwu-jiaoyu" / "zhaosheng-zhengce.html"
    assert "10个工作日内" in page.read_text(encoding="utf-8")
    back = gongkai("rollback", target, cwd=tmp_path)
    assert back.returncode == 0 and "已换到 000001" in back.stdout and "→ 000001" in back.stdout
    assert "10个工作日内" not in page.read_text(encoding="utf-8")
    listed = gongkai("rollback", target, "--list", cwd=tmp_path)
    head = git(project, "rev-parse", "HEAD")[:10]
    assert f"提交 {head}" in listed.stdout.splitlines()[1] and "正在公开" in listed.stdout.splitlines()[0]
    forth = gongkai("rollback", target, "--to", "2", cwd=tmp_path)
    assert forth.returncode == 0 and "10个工作日内" in page.read_text(encoding="utf-8")


def test_what_no_edition_has_is_not_published(project: Path, tmp_path: Path) -> None:
    adjust(project)
    commit(project, "time limit")
    build(project)
    refused = gongkai("publish", str(tmp_path / "mulu"), cwd=project)
    assert refused.returncode == 1 and "H110" in refused.stdout and "没有过发布关口" in refused.stderr
    assert not (tmp_path / "mulu").exists() and not (tmp_path / "mulu.published").exists()
    trial = gongkai("publish", str(tmp_path / "mulu"), "--unapproved", cwd=project)
    assert trial.returncode == 0 and (tmp_path / "mulu" / "index.html").exists()


def test_errors_are_not_published_either_way(project: Path, tmp_path: Path) -> None:
    adjust(project, ADJUSTMENT.replace("reason:", "reason："))
    for flags in ([], ["--unapproved"]):
        refused = gongkai("publish", str(tmp_path / "mulu"), *flags, cwd=project)
        assert refused.returncode == 1 and "zhaosheng-zhengce.yaml" in refused.stdout
        assert "Traceback" not in refused.stderr
    assert not (tmp_path / "mulu").exists()


def test_a_site_of_another_commit(project: Path, tmp_path: Path) -> None:
    (project / "README.md").write_text("目录\n", encoding="utf-8")
    commit(project, "readme")
    refused = gongkai("publish", str(tmp_path / "mulu"), cwd=project)
    assert refused.returncode == 1 and "先运行 gongkai build --strict" in refused.stderr
    build(project)
    assert gongkai("publish", str(tmp_path / "mulu"), cwd=project).returncode == 0


def test_onto_itself(project: Path) -> None:
    refused = gongkai("publish", "site", cwd=project)
    assert refused.returncode == 1 and "就在这个文件夹里" in refused.stderr
    assert (project / "site" / "index.html").exists()


def test_the_command_speaks_plainly(tmp_path: Path) -> None:
    done = gongkai("publish", "u@host:relative", cwd=tmp_path)
    assert done.returncode == 1 and "改法：" in done.stderr and "公开的网站没有改动" in done.stderr
    done = gongkai("rollback", str(tmp_path / "none"), cwd=tmp_path)
    assert done.returncode == 1 and "还没有发布过网站" in done.stderr
    done = gongkai("rollback", str(tmp_path / "none"), "--to", "../x", cwd=tmp_path)
    assert done.returncode == 1 and "不是版本的编号" in done.stderr


@pytest.mark.parametrize("text", ["", "-oProxyCommand=true:/srv", "x@-oProxyCommand=true:/srv", "host:relative", "u@host:/", "u@host:/srv/../etc", "u@ho st:/srv", "C:x"])
def test_targets_that_say_nothing_or_too_much(text: str) -> None:
    assert isinstance(place_of(text, Connection()), Trouble)


def test_windows_has_no_rsync(tmp_path: Path) -> None:
    found = place_of(str(tmp_path), Connection(), windows=True)
    assert isinstance(found, Trouble) and "gongkai build --site" in found.remedy


# ---- killed


def test_kills_in_a_hurry(tmp_path: Path) -> None:
    """A few dozen kills of build and publish at random moments; `python tests/kills.py 200` is the long run."""
    tool("sshd")
    done = subprocess.run([sys.executable, Path(__file__).with_name("kills.py"), "40", "--folder", tmp_path / "kills"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 kills" in done.stdout


def test_the_readers_of_the_kills_would_notice(tmp_path: Path) -> None:
    """The same readers, on a site that is copied over file by file: they must cry out."""
    states = [site(tmp_path / name, name, pages=400) for name in ("old", "new")]
    public = shutil.copytree(states[0], tmp_path / "public")
    watch = kills.Watch(public, [kills.tree(state) for state in states])
    with watch.watching():
        shutil.copytree(states[1], public, dirs_exist_ok=True)
    assert watch.wrong
