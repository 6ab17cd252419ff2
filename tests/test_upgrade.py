"""`gongkai upgrade`: a newer standard, packed as a wheel, against a county that stands on the one at hand."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import REPOSITORY
from gongkai import __version__
from gongkai.cli import main
from gongkai.comparing import packed
from gongkai.reading import roots

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
ITEM = "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
OTHER = "catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml"
LIMIT = "信息形成或者变更之日起{}个工作日内"
ADJUSTED = "catalog/regions/sheng/regions/xian/items/yiwu-jiaoyu/zhaosheng-zhengce.yaml"


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def edit(path: Path, was: str, now: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert was in content
    path.write_text(content.replace(was, now, 1), encoding="utf-8")


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county of its own, on a small standard that counts as the installed one."""
    installed = tmp_path / "installed"
    shutil.copytree(BASE, installed / "catalog", ignore=shutil.ignore_patterns("regions"))
    monkeypatch.setattr(roots, "resource", lambda name: installed / name)
    project = tmp_path / "county"
    shutil.copytree(BASE / "regions", project / "catalog" / "regions")
    shutil.copy(BASE / "catalog.yaml", project / "catalog" / "catalog.yaml")
    write(project / ADJUSTED, f"adjust:\n  time_limit: {{was: {LIMIT.format(20)}, now: {LIMIT.format(15)}}}\nreason: 本县规定\n")
    write(project / "requirements.txt", f"# 说明\ngongkai=={__version__}  # 标准\nother==1\n")
    return project


@pytest.fixture
def newer(tmp_path: Path, county: Path) -> Path:
    """A changed copy of the standard, as a folder."""
    folder = tmp_path / "newer"
    shutil.copytree(tmp_path / "installed", folder)
    edit(folder / "catalog/standard/edition.yaml", "version: '1'", "version: '2'")
    return folder


def pack(folder: Path, name: str = "gongkai", version: str = "9.1.0") -> Path:
    """The standard in ``folder`` as a wheel holds it."""
    wheel = folder.parent / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted(folder.rglob("*.yaml")):
            archive.write(path, f"gongkai/_data/{path.relative_to(folder).as_posix()}")
        archive.writestr(f"{name}-{version}.dist-info/METADATA", f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n\n说明\nVersion: 0\n")
    return wheel


def upgrade(project: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["upgrade", "--project", str(project), *map(str, arguments)])


def state(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file() and ".cache" not in path.parts}


def test_what_a_newer_standard_changes_is_said_before_anything_is_written(county: Path, newer: Path) -> None:
    edit(newer / ITEM, LIMIT.format(20), LIMIT.format(10))
    edit(newer / OTHER, "content: [转学办法]", "content: [转学办法, 休学办法]")
    edit(newer / OTHER, "[教育行政部门, ", "[体育部门, ")
    edit(newer / "catalog/vocabulary/roles.yaml", "roles:\n", "roles:\n  - {id: tiyu-bumen, name: 体育部门, aliases: [], kind: role}\n")
    before = state(county)
    done = upgrade(county, pack(newer))
    assert done.exit_code == 0, done.output
    out = done.stdout
    assert f"比较：现在的gongkai {__version__}（标准1） → 新的gongkai 9.1.0（标准2）" in out
    assert "扩大（公开得更多、更快，或者面向更多的人）" in out and "“休学办法”" in out
    assert "会多出2处错误" in out
    assert f"{ADJUSTED}:2:21: L401 这项调整已经失效" in out
    assert "L415" in out and "体育部门" in out
    assert state(county) == before, "looking changes nothing"
    assert "--take" in done.stderr


def test_only_what_is_new_is_listed(county: Path, newer: Path) -> None:
    write(county / ADJUSTED.replace("zhaosheng-zhengce", "mei-you"), "adjust:\n  phone: 0000-0000001\n")
    done = upgrade(county, pack(newer))
    assert "官方要素没有变化" in done.stdout and "不会多出问题" in done.stdout and "mei-you" not in done.stdout
    (newer / ITEM).unlink()
    out = upgrade(county, newer).stdout
    assert "删去事项" in out and "收窄" in out
    assert "上级目录里没有事项“yiwu-jiaoyu/zhaosheng-zhengce”" in out and "会多出1处错误" in out and "mei-you" not in out


def test_an_error_in_the_newer_standard_itself_is_said(county: Path, newer: Path) -> None:
    edit(newer / OTHER, "content: [转学办法]", "content: [转学办法]\nunheard_of: 1")
    out = upgrade(county, newer).stdout
    assert "新的标准里有1个文件照现在的程序检查有错误（catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml）" in out


def test_an_issued_catalogue_has_to_be_issued_again(county: Path, newer: Path) -> None:
    (county / "catalog" / "editions").mkdir()
    assert "重新审核印发" not in upgrade(county, newer).stdout
    edit(newer / OTHER, "content: [转学办法]", "content: [转学办法, 休学办法]")
    assert "重新审核印发" in upgrade(county, newer).stdout


def test_for_a_merge_request(county: Path, newer: Path) -> None:
    edit(newer / ITEM, LIMIT.format(20), LIMIT.format(10))
    out = upgrade(county, newer, "--format", "markdown").stdout
    assert out.startswith("### 目录变化：") and "#### 采用以后，本级的文件会多出1处错误" in out
    assert "\n- catalog/regions/" in out


def test_taking_it_changes_the_version_and_nothing_else(county: Path, newer: Path) -> None:
    wheel = pack(newer)
    path = county / "requirements.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = state(county)
    done = upgrade(county, wheel, "--take")
    assert done.exit_code == 0 and f"pip install {wheel}" in done.stdout
    after = state(county)
    assert after.pop("requirements.txt") == before.pop("requirements.txt").replace(__version__.encode(), b"9.1.0", 1)
    assert after == before
    assert "已经是 gongkai==9.1.0" in upgrade(county, wheel, "--take").stdout
    assert "写的却是 9.1.0" in upgrade(county).stdout


@pytest.mark.parametrize(
    ("pins", "words"),
    [
        ("mkdocs\n", "没有“gongkai==版本”这一行"),
        ("gongkai @ file:///x.whl\n", "没有“gongkai==版本”这一行"),
        (f"gongkai=={__version__}\ngongkai==2\n", "不止一行"),
        (f"gongkai=={__version__} \\\n    --hash=sha256:0\n", "校验值"),
        (None, "没有 requirements.txt"),
    ],
)
def test_a_pin_that_cannot_be_moved_is_left(county: Path, newer: Path, pins: str | None, words: str) -> None:
    path = county / "requirements.txt"
    path.unlink() if pins is None else write(path, pins)
    before = state(county)
    done = upgrade(county, pack(newer), "--take")
    assert done.exit_code == 2 and words in done.stderr and "没有改动" in done.stderr
    assert state(county) == before


def test_a_folder_without_a_version_can_only_be_looked_at(county: Path, newer: Path, tmp_path: Path) -> None:
    done = upgrade(county, newer, "--take")
    assert done.exit_code == 2 and "只能看，不能采用" in done.stderr
    with zipfile.ZipFile(pack(newer)) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert "改成 9.1.0" in upgrade(county, tmp_path / "unpacked", "--take").stdout, "an unpacked wheel knows its version"


def test_what_is_no_standard_is_refused_with_words(county: Path, newer: Path, tmp_path: Path) -> None:
    write(tmp_path / "some.whl", "no archive")
    (tmp_path / "empty").mkdir()
    whole = pack(newer).read_bytes()
    (tmp_path / "cut.whl").write_bytes(whole[: len(whole) // 2])
    cases = {
        tmp_path / "some.whl": "已经损坏",
        tmp_path / "cut.whl": "已经损坏",
        pack(newer, "stranger"): "不是 gongkai 的安装包",
        tmp_path / "empty": "里没有 catalog/standard",
        "no-such.whl": "没有这个文件",
        "最新": "也不是版本号",
    }
    for given, words in cases.items():
        done = upgrade(county, given)
        assert done.exit_code == 2 and words in done.stderr and "Traceback" not in done.output, given
    done = CliRunner().invoke(main, ["upgrade", "--project", str(REPOSITORY), "x"])
    assert done.exit_code == 2 and "就是标准本身" in done.stderr


def test_nothing_in_a_wheel_is_written_outside_or_run(county: Path, newer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # what climbs out of its folder would be found here
    wheel = pack(newer)
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("gongkai/_data/catalog/../../../../../escaped.yaml", "x: 1")
        archive.writestr("gongkai/__init__.py", f"open({str(tmp_path / 'ran')!r}, 'w')")
    assert upgrade(county, wheel).exit_code == 0
    assert not list(tmp_path.rglob("escaped.yaml")) and not (tmp_path / "ran").exists()


def test_a_version_is_fetched_by_pip_from_wherever_pip_looks(county: Path, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = pack(newer)
    asked: list[Sequence[str]] = []
    run = subprocess.run

    def fetch(command: Sequence[str], **options: Any) -> Any:
        if "pip" not in command:
            return run(command, **options)
        asked.append(command)
        if command[-1] == "gongkai==9.1.0":
            folder = Path(command[command.index("--dest") + 1])
            folder.mkdir(parents=True)
            shutil.copy(wheel, folder)
        return subprocess.CompletedProcess(command, 1, "", "WARNING: x\nERROR: No matching distribution found")

    monkeypatch.setattr(packed.subprocess, "run", fetch)
    done = upgrade(county, "9.1.0", "--take")
    assert done.exit_code == 0 and "pip install -r requirements.txt" in done.stdout, done.output
    assert "--no-deps" in asked[0] and not any("index" in word or "://" in word for word in asked[0])
    missing = upgrade(county, "9.2.0")
    assert missing.exit_code == 2 and "pip 说：ERROR: No matching distribution found" in missing.stderr


def test_without_a_standard_to_compare_it_says_what_is_in_use(county: Path) -> None:
    done = upgrade(county)
    assert done.exit_code == 0 and f"现在用的是gongkai {__version__}（标准1）。requirements.txt 写的也是这一版" in done.stdout
