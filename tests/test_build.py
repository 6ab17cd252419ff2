"""A build as an operator sees it: same input, same bytes; only what changed is made again; the public site is always whole."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import REPOSITORY, copy_project, gongkai

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
ITEM = "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "p", catalog=BASE)


def hashes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(site.rglob("*")) if path.is_file()
    }


def build(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = gongkai("build", *arguments, cwd=project, SOURCE_DATE_EPOCH="1790000000")
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_two_builds_are_byte_identical(project: Path, tmp_path: Path) -> None:
    build(project)
    first = hashes(project / "site")
    build(project)  # warm: nothing but links
    assert hashes(project / "site") == first
    other = copy_project(tmp_path / "elsewhere", catalog=BASE)
    build(other)
    assert hashes(other / "site") == first


def test_a_plain_mkdocs_build_makes_the_same_site(project: Path) -> None:
    build(project)
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator"), "SOURCE_DATE_EPOCH": "1790000000", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", "plain"], cwd=project, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert hashes(project / "plain") == hashes(project / "site")


def test_only_what_changed_is_made_again(project: Path) -> None:
    build(project)
    before = hashes(project / "site")
    inodes = {name: (project / "site" / name).stat().st_ino for name in before}
    path = project / ITEM
    path.write_text(path.read_text(encoding="utf-8").replace("报名条件和时间", "报名条件、时间和地点"), encoding="utf-8")
    build(project)
    after = hashes(project / "site")
    changed = {name for name in after if after[name] != before.get(name)}
    assert "items/yiwu-jiaoyu/zhaosheng-zhengce.html" in changed
    assert "domains/yiwu-jiaoyu.html" in changed
    assert "api/v1/domains/yiwu-jiaoyu.json" in changed
    assert "domains/yiwu-jiaoyu.csv" in changed
    assert "items/yiwu-jiaoyu/xueji-guanli.html" not in changed
    same = "items/yiwu-jiaoyu/xueji-guanli.html"
    assert (project / "site" / same).stat().st_ino == inodes[same], "an unchanged page is the same file, linked"


def test_a_warm_build_equals_a_cold_one_after_every_kind_of_change(project: Path, tmp_path: Path) -> None:
    """Nothing stale survives: after each change the warm site equals a site built from nothing."""
    edits = {
        ITEM: ("招生政策", "招生入学政策"),
        "catalog/standard/yiwu-jiaoyu/domain.yaml": ("上学的事", "孩子上学的事"),
        "catalog/laws/yiwu-jiaoyu-fa.yaml": ("short: 义务教育法", "short: 义教法\nnumber: 主席令第1号\nevidence: [{for: [number], source: 测试}]"),
        "catalog/vocabulary/channels.yaml": ("name: 学校公示栏", "name: 学校门口公示栏"),
        "catalog/vocabulary/roles.yaml": ("name: 村民委员会", "name: 村委会（村民委员会）"),
        "catalog/regions/sheng/regions/xian/bodies.yaml": ("某县教育局", "某县教育体育局"),
        "catalog/regions/sheng/regions/xian/regions/zhen/region.yaml": ("name: 某镇", "name: 某某镇"),
        "catalog/catalog.yaml": ("某县目录", "某县公开目录"),
        "site_overrides/partials/footer.html": ("</footer>", "<!-- footer --></footer>"),
    }
    build(project)
    for number, (file, (old, new)) in enumerate(edits.items()):
        path = project / file
        text = path.read_text(encoding="utf-8")
        assert old in text, file
        path.write_text(text.replace(old, new), encoding="utf-8")
        build(project)
        cold = copy_project(tmp_path / f"cold{number}", catalog=project / "catalog", theme=project / "site_overrides")
        build(cold)
        assert hashes(project / "site") == hashes(cold / "site"), file


def test_errors_leave_the_site_as_it_was(project: Path) -> None:
    build(project)
    before = hashes(project / "site")
    (project / ITEM).write_text("title：招生政策\n", encoding="utf-8")
    done = gongkai("build", "--strict", cwd=project)
    assert done.returncode == 1
    assert "zhaosheng-zhengce.yaml:1:6" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert hashes(project / "site") == before


def test_without_strict_one_bad_file_does_not_hide_the_others(project: Path) -> None:
    (project / ITEM).write_text("title：招生政策\n", encoding="utf-8")
    build(project)
    names = hashes(project / "site")
    assert "items/yiwu-jiaoyu/xueji-guanli.html" in names
    assert "items/yiwu-jiaoyu/zhaosheng-zhengce.html" not in names


def test_killed_at_any_moment_the_public_site_is_whole(project: Path) -> None:
    build(project)
    command = [sys.executable, "-c", "from gongkai.cli import run; run()", "build", "--quiet"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator"), "SOURCE_DATE_EPOCH": "1790000000"}
    started = time.monotonic()
    subprocess.run(command, cwd=project, env=env, check=True, capture_output=True)
    length = time.monotonic() - started
    chance = random.Random(7)
    for round_ in range(12):
        path = project / ITEM
        path.write_text(path.read_text(encoding="utf-8") + f"note: 第{round_}次修改\n" if round_ == 0 else path.read_text(encoding="utf-8").replace(f"第{round_ - 1}次", f"第{round_}次"), encoding="utf-8")
        process = subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, length * 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        site = project / "site"
        stamps = json.loads((site.resolve().parent / f"{site.resolve().name}.json").read_bytes())
        for name, (_, size, _) in stamps.items():
            assert (site / name).stat().st_size == size, name
        assert "</html>" in (site / "index.html").read_text(encoding="utf-8")
        assert (site / "assets" / "gongkai.css").exists()
    build(project)
    assert "第11次修改" in (project / "site" / "items/yiwu-jiaoyu/zhaosheng-zhengce.html").read_text(encoding="utf-8")


def test_without_site_url_there_is_no_sitemap(project: Path) -> None:
    build(project)
    assert not (project / "site" / "sitemap.xml").exists()
    with (project / "catalog" / "catalog.yaml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://www.example.gov.cn/zwgk/mulu/\n")
    build(project)
    text = (project / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://www.example.gov.cn/zwgk/mulu/items/yiwu-jiaoyu/zhaosheng-zhengce.html</loc>" in text
    page = (project / "site" / "items/yiwu-jiaoyu/zhaosheng-zhengce.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://www.example.gov.cn/zwgk/mulu/items/yiwu-jiaoyu/zhaosheng-zhengce.html">' in page
