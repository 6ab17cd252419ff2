"""The staged project: plain files that stock MkDocs renders to the same addresses, without our plugin; and the job's way of counting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import stage_engines
from conftest import REPOSITORY, copy_project, gongkai

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
ITEM = "items/yiwu-jiaoyu/zhaosheng-zhengce"


def run(project: Path, *arguments: str, code: int = 0) -> str:
    done = gongkai(*arguments, cwd=project, SOURCE_DATE_EPOCH="1790000000")
    assert done.returncode == code and "Traceback" not in done.stderr, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_project(tmp_path_factory.mktemp("stage") / "p", catalog=BASE)
    (made / "catalog/pages/guide.md").write_text('---\ntitle: "公开: 指南"\n---\n# 公开指南\n\n正文。\n', encoding="utf-8")
    (made / "catalog/pages/附件.pdf").write_bytes(b"%PDF")
    run(made, "build", "--strict")
    run(made, "stage", "-o", "staged")
    return made


@pytest.fixture(scope="module")
def rendered(project: Path) -> Path:
    """The staged project as stock MkDocs and Material build it; a package path without ours would be better still, the job has that."""
    staged = project / "staged"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", "built"]
    done = subprocess.run(command, cwd=staged, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return staged / "built"


def test_stock_mkdocs_makes_every_address_of_our_site(project: Path, rendered: Path) -> None:
    found = stage_engines.count("mkdocs", "", 0, project / "site", rendered, project / "staged/docs")
    assert not found.missing and not found.extra
    assert found.pages[0] == found.pages[1] > 80
    assert found.items == (3, 3)
    assert found.data[0] == found.data[1] > 10
    assert found.same == found.pages[0] - 1, "every page but the hand-written one holds our markup byte for byte"
    assert (rendered / "附件.pdf").read_bytes() == b"%PDF"
    assert '<link rel="stylesheet" href="../../assets/gongkai.css"' in (rendered / f"{ITEM}.html").read_text(encoding="utf-8")


def test_nothing_of_ours_is_needed(project: Path) -> None:
    settings = (project / "staged/mkdocs.yml").read_text(encoding="utf-8")
    assert "plugins: []" in settings and "custom_dir" not in settings
    assert '"公开: 指南": "guide.md"' in settings
    page = (project / f"staged/docs/{ITEM}.md").read_text(encoding="utf-8")
    assert page.startswith('---\ntitle: "招生政策 · 招生管理 · 义务教育"\ndescription: "孩子怎么入学。')
    assert (project / "staged/docs/guide.md").read_text(encoding="utf-8").startswith("---\ntitle:")


def test_staging_again_gives_the_same_bytes_and_keeps_what_is_not_ours(project: Path, tmp_path: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and "built" not in path.parts}

    other = copy_project(tmp_path / "q", catalog=project / "catalog")
    run(other, "stage", "-o", "staged")
    assert files(other / "staged") == files(project / "staged")
    (other / "staged/README.txt").write_text("手工说明", encoding="utf-8")
    (other / "staged/docs/old.md").write_text("x", encoding="utf-8")
    run(other, "stage", "-o", "staged")
    assert files(other / "staged") == {**files(project / "staged"), "README.txt": "手工说明".encode()}


def test_other_folders_and_wrong_catalogues_are_left_alone(project: Path, tmp_path: Path) -> None:
    other = copy_project(tmp_path / "q", catalog=project / "catalog")
    assert "不会覆盖" in run(other, "stage", "-o", "catalog", code=1)
    (other / "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml").write_text("title：招生政策\n", encoding="utf-8")
    assert "zhaosheng-zhengce.yaml:1:6" in run(other, "stage", "-o", "staged", code=1)
    assert not (other / "staged").exists()


def test_the_job_sees_an_engine_that_leaves_pages_out(project: Path, tmp_path: Path) -> None:
    """Zensical ends with 0 when it does not know a plugin; then only hand-written pages are there."""
    poor = tmp_path / "poor"
    poor.mkdir()
    (poor / "guide.html").write_text("x", encoding="utf-8")
    found = stage_engines.count("zensical", "1", 2, project / "site", poor, project / "staged/docs")
    assert not found.whole and found.items == (3, 0) and found.pages[1] == 1
    assert f"{ITEM}.html" in found.missing
    line = next(stage_engines.report([found]))
    assert "items 0/3" in line
    assert not stage_engines.Count("zensical", failure="no network").whole
