"""`gongkai init`: a county's own repository that is checked and built at once, and never half of one."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import REPOSITORY, gongkai
from gongkai import __version__
from gongkai.authoring import county as starter
from gongkai.authoring.desk import read_draft, unmapped_roles
from gongkai.authoring.form import Draft
from gongkai.build import read_project
from gongkai.cli import main
from gongkai.reading import find_roots, resource

REGION = "catalog/regions/shili-xian"


def init(folder: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *arguments], input=typed)


def text(folder: Path, path: str) -> str:
    return (folder / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "示例县"
    done = init(folder, "--yes", "--site-url", "https://www.example.gov.cn/mulu/")
    assert done.exit_code == 0, done.output
    assert "已建好示例县的目录仓库" in done.stdout and "gongkai build" in done.stdout
    return folder


def test_it_holds_only_what_is_the_countys_own(county: Path) -> None:
    files = {path.relative_to(county).as_posix() for path in county.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert {"catalog/catalog.yaml", f"{REGION}/region.yaml", f"{REGION}/bodies.yaml", "catalog/pages/guide.md", "mkdocs.yml", "requirements.txt", "README.md", ".gitignore"} <= files
    assert not any(path.startswith(("catalog/standard", "catalog/laws", "schemas", "site_overrides")) for path in files)
    assert [root.name for root in find_roots(county)] == ["标准", ""]
    assert f"\ngongkai=={__version__}\n" in text(county, "requirements.txt")
    assert stat.S_IMODE(county.stat().st_mode) & 0o055 == 0o055, "others may read it, as they may any new folder"
    for path in files:
        content = text(county, path)
        assert "\r" not in content and not any(f"@{key}@" in content for key in ("name", "title", "government", "folder", "publishing")), path


def test_every_role_stands_for_the_government_and_nothing_is_wrong(county: Path) -> None:
    reading, problems = read_project(county, None)
    assert reading.library
    assert [str(problem) for problem in problems if problem.level == "error" or not problem.position.root] == []
    assert unmapped_roles(reading.library, "shili-xian") == []
    mapped = text(county, f"{REGION}/region.yaml").partition("\nroles:\n")[2].splitlines()
    assert len(mapped) > 30 and all(line.endswith(": 示例县人民政府") for line in mapped)
    publication = reading.library.publication
    assert publication.suppressions == () and publication.rules == {}, "no rule is silenced for the county"
    assert publication.own_domains == ("www.example.gov.cn",) and len(publication.hot_words) == len(starter.HOT_WORDS)


def test_every_example_in_the_settings_is_valid_as_it_stands(county: Path) -> None:
    content = text(county, "catalog/catalog.yaml")
    examples = [line for line in content.splitlines() if line.startswith("# ") and line[2:3].isascii() and ": " in line]
    assert len(examples) >= 4
    for line in examples:
        doc, problems = read_draft(Draft("catalog.yaml", content.replace(line, line.removeprefix("# "))), resource("schemas"))
        assert doc, (line, problems)


def test_it_builds_at_once_with_the_packaged_theme(county: Path) -> None:
    done = gongkai("build", "--strict", cwd=county)
    assert done.returncode == 0, done.stderr
    site = county / "site"
    home = text(site, "index.html")
    assert "示例县基层政务公开标准目录" in home and starter.BEGUN in home and "演示" not in home
    assert (site / "assets/gongkai.css").read_bytes() == (resource("site_overrides") / "assets/gongkai.css").read_bytes()
    assert 'data-md-component="header"' in home and (site / "404.html").exists()
    guide = text(site, "guide.html")
    assert "待填写" in guide and 'class="top"' in guide
    assert "还没有逐条对照指引原文" in text(site, "about/edition.html"), "what nobody has verified says so"
    assert "示例县人民政府" in text(site, "items/yiwu-jiaoyu/zhaosheng-zhengce.html")


def test_plain_mkdocs_makes_the_same_site_and_a_county_may_change_one_template(county: Path, tmp_path: Path) -> None:
    (tmp_path / "own" / "partials").mkdir(parents=True)
    (tmp_path / "own" / "partials" / "footer.html").write_text("<footer>本县的页脚</footer>", encoding="utf-8")
    settings = text(county, "mkdocs.yml").replace("  name: material", f"  name: material\n  custom_dir: {tmp_path / 'own'}")
    (county / "other.yml").write_text(settings, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", "other.yml", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=county, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    (county / "other.yml").unlink()
    assert done.returncode == 0, done.stderr
    page = text(tmp_path / "site", "items/yiwu-jiaoyu/zhaosheng-zhengce.html")
    assert "本县的页脚" in page and 'class="top"' in page and "gongkai.css" in page


def test_a_folder_with_something_in_it_is_left_alone(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in county.rglob("*") if path.is_file()}
    done = init(county, "--yes")
    assert done.exit_code == 1 and "里已经有文件，没有动它" in done.stderr and "改法" in done.stderr
    assert {path: path.read_bytes() for path in county.rglob("*") if path.is_file()} == before
    clone = tmp_path / "clone"
    (clone / ".git").mkdir(parents=True)
    assert "克隆下来的仓库" in init(clone, "--name", "示例县", "--yes").stderr
    (tmp_path / "file").write_text("x")
    assert "不是文件夹" in init(tmp_path / "file", "--name", "示例县", "--yes").stderr
    assert "上一级文件夹" in init(tmp_path / "no" / "where", "--name", "示例县", "--yes").stderr
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert "现在所在的文件夹" in init(Path("."), "--name", "示例县", "--yes").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--yes"], "不知道是哪个县"),
        (["--name", "Example", "--yes"], "只写汉字"),
        (["--name", "示例县", "--kind", "省", "--yes"], "可以写：县、县级市、区"),
        (["--name", "示例县", "--code", "12", "--yes"], "6 到 12 位数字"),
        (["--name", "示例县", "--site-url", "www.example.gov.cn", "--yes"], "以 https:// 开头"),
        (["--name", "示例县", "--site-url", "https://www.example.gov.cn:x/", "--yes"], "完整网址"),
        (["--name", "示例县", "--forge", "svn", "--yes"], "可以写：GitHub"),
        (["--name", "示例县", "--slug", "Shi Li", "--yes"], "小写拼音"),
        (["--name", "示例县"], "没有等到"),
    ],
)
def test_what_cannot_be_is_explained_and_leaves_nothing(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = init(tmp_path / "mulu", *arguments, typed="")
    assert done.exit_code == 1 and words in done.stderr, done.output
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    done = init(tmp_path / "mulu", "--name", "示例县", "--yes")
    assert done.exit_code == 1 and "没有留下任何文件" in done.stderr and "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


def test_killed_at_any_moment_there_is_a_whole_repository_or_none(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from gongkai.cli import run; run()", "init", "mulu", "--name", "示例县", "--yes"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator")}
    for moment in (0.3, 0.6, 0.9, 1.2, 1.6):
        process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (tmp_path / "mulu").exists():
            break
    if (tmp_path / "mulu").exists():
        assert (tmp_path / "mulu" / "mkdocs.yml").is_file() and "示例县人民政府" in text(tmp_path / "mulu", f"{REGION}/region.yaml")
    else:
        assert init(tmp_path / "mulu", "--name", "示例县", "--yes").exit_code == 0, "what a killed one left behind is in nobody's way"


def test_questions_are_asked_in_order_and_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "mulu").mkdir()
    done = init(tmp_path / "mulu", typed="abc\n示例市\n\n\n示例省\n\n000000\n\n4\n")
    assert done.exit_code == 0, done.output
    assert "只写汉字" in done.stdout, "a wrong answer is explained and asked again"
    region = "catalog/regions/shili-sheng/regions/shili-shi"
    data = text(tmp_path / "mulu", f"{region}/region.yaml")
    assert "kind: 县级市\n" in data and 'code: "000000"\n' in data
    assert "kind: 省\n" in text(tmp_path / "mulu", "catalog/regions/shili-sheng/region.yaml")
    assert "region: shili-sheng/shili-shi\n" in text(tmp_path / "mulu", "catalog/catalog.yaml")
    assert f"`{region}/bodies.yaml`" in text(tmp_path / "mulu", "README.md")


def test_the_forge_decides_which_publishing_steps_come_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = "# $CI_COMMIT @name@ ${{ x }}\n"
    for path in ("ci/gitlab/.gitlab-ci.yml", "ci/github/.github/workflows/x.yml", "ci/check.sh", "server/hook", "county/README.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("@publishing@" if path.endswith(".md") else steps, encoding="utf-8")
    monkeypatch.setattr(starter, "resource", lambda name: tmp_path)
    files = starter.plain_files(starter.County("示例县", "县", "示例县人民政府", forge="gitlab"))
    assert set(files) == {".gitlab-ci.yml", "ci/check.sh", "server/hook", "README.md"}
    assert files[".gitlab-ci.yml"].decode() == steps, "copied as it is"
    assert "`.gitlab-ci.yml`" in files["README.md"].decode()
    files = starter.plain_files(starter.County("示例县", "县", "示例县人民政府"))
    assert set(files) == {"ci/check.sh", "server/hook", "README.md"} and "只有一台服务器" in files["README.md"].decode()
    monkeypatch.undo()
    listed = {path for path in resource("starter").glob("ci/*") if path.is_dir()}
    assert {path.name for path in listed} <= set(starter.FORGES), "each folder of publishing steps is of a forge that can be chosen"


def test_names_of_layers() -> None:
    assert [starter.kind_of(name) for name in ("示例县", "示例旗", "示例市", "示例区", "示例")] == ["县", "县", "县级市", "区", ""]
    assert starter.above_kind("示例自治区", city=False) == "自治区" and starter.above_kind("北京市", city=False) == "直辖市"
    assert starter.above_kind("示例自治州", city=True) == "地区" and starter.above_kind("示例市", city=True) == "市"
    assert starter.County("示例区", "区", "x", above=("示例省", "示例市"), slug="qu").region == "shili-sheng/shili-shi/qu"
