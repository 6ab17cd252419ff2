"""`gongkai export` as a clerk uses it, and the same files as downloads on the site."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import small_library
from conftest import REPOSITORY, copy_project, gongkai
from gongkai.build import ALL_EXPORTS, EXPORTS
from gongkai.outputs import downloads
from gongkai.pages.body import body_page
from gongkai.pages.domain import domain_page
from gongkai.pages.view import build_site
from office import parts, sha256

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
REAL = ("--project", str(REPOSITORY))
EPOCH = "1790000000"


def export(folder: Path, *arguments: str, code: int = 0, **environment: str) -> str:
    """Run it in ``folder``; returns what it printed."""
    done = gongkai("export", *arguments, cwd=folder, SOURCE_DATE_EPOCH=EPOCH, **environment)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_without_arguments_it_writes_the_whole_as_one_workbook(tmp_path: Path) -> None:
    said = export(tmp_path, *REAL)
    assert said.splitlines()[-1] == "已导出：示例县基层政务公开标准目录.xlsx"
    (path,) = tmp_path.iterdir()
    workbook = parts(path.read_bytes())["xl/workbook.xml"].decode()
    assert 'sheet name="目录"' in workbook and 'sheet name="义务教育"' in workbook and workbook.count("<sheet ") > 30
    first = path.read_bytes()
    export(tmp_path, *REAL, PYTHONHASHSEED="7")
    assert path.read_bytes() == first, "the same data, the same bytes; then nothing is in the way either"


def test_a_domain_in_every_format(tmp_path: Path) -> None:
    said = export(tmp_path, *REAL, "--domain", "义务教育", "--format", "xlsx,docx，pdf、csv json", "-o", "送审")
    stem = "示例县义务教育领域基层政务公开标准目录"
    assert names(tmp_path) == sorted(f"{stem}.{form}" for form in ("xlsx", "docx", "pdf", "csv", "json"))
    assert said.splitlines() == [f"已导出：{Path('送审') / stem}.{form}" for form in ("xlsx", "docx", "pdf", "csv", "json")]
    rows = list(csv.reader(io.StringIO((tmp_path / "送审" / f"{stem}.csv").read_text(encoding="utf-8-sig"))))
    data = json.loads((tmp_path / "送审" / f"{stem}.json").read_bytes())
    assert data["id"] == "yiwu-jiaoyu" and len(data["items"]) == len(rows) - 1 > 10


def test_an_organ_by_its_short_name_and_a_town_by_its_name(tmp_path: Path) -> None:
    assert "已导出：局.docx" in export(tmp_path, *REAL, "--body", "县教育局", "-o", "局.docx")
    assert "示例县教育局主动公开基本目录" in parts((tmp_path / "局.docx").read_bytes())["word/document.xml"].decode()
    export(tmp_path, *REAL, "--body", "县教育局", "--format", "json,csv")
    data = json.loads((tmp_path / "示例县教育局主动公开基本目录.json").read_bytes())
    rows = list(csv.reader(io.StringIO((tmp_path / "示例县教育局主动公开基本目录.csv").read_text(encoding="utf-8-sig"))))
    assert data["body"]["short"] == "县教育局" and len(data["items"]) == len(rows) - 1 and rows[0][1] == "公开领域"
    export(tmp_path, *REAL, "--region", "青溪镇", "--format", "csv,json")
    town = json.loads((tmp_path / "青溪镇基层政务公开标准目录.json").read_bytes())
    rows = list(csv.reader(io.StringIO((tmp_path / "青溪镇基层政务公开标准目录.csv").read_text(encoding="utf-8-sig"))))
    assert sum(len(domain["items"]) for domain in town["domains"]) == len(rows) - 1


def test_the_revision_of_an_edition(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "p", catalog=BASE)
    approve = ("edition", "approve", "--by", "某县政务公开领导小组", "--document")
    item = project / "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
    assert gongkai(*approve, "某政办〔2026〕1号", "--on", "2026-01-31", cwd=project).returncode == 0
    assert "首版" in export(project, "--edition", "2026.1", code=1)
    assert "没有任何变化" in export(project, "--edition", "待印发", code=1)
    item.write_text(item.read_text(encoding="utf-8").replace("报名条件和时间", "=报名条件、时间和地点"), encoding="utf-8")
    export(project, "--edition", "待印发", "--format", "docx,csv", "-o", "out")
    rows = list(csv.reader(io.StringIO((project / "out/某县基层政务公开标准目录修订对照表（待印发）.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["公开领域", "事项", "原", "现", "理由"] and "时间和地点" in "".join(rows[1])
    assert gongkai(*approve, "某政办〔2026〕9号", "--on", "2026-02-28", cwd=project).returncode == 0
    export(project, "--edition", "2026.2版", "--format", "xlsx,docx,pdf,csv,json", "-o", "out")
    assert "某政办〔2026〕9号" in parts((project / "out/某县基层政务公开标准目录修订对照表（2026.2版）.docx").read_bytes())["word/document.xml"].decode()
    assert len(names(project / "out")) == 7
    assert "可以写：2026.1、2026.2" in export(project, "--edition", "2026.3", code=1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--domain", "义务交育"), "您是不是要写“义务教育”"),
        (("--body", "县教育菊"), "您是不是要写“县教育局”"),
        (("--region", "清溪镇"), "您是不是要写“青溪镇”"),
        (("--domain", "海关"), "未涉及"),
        (("--domain", "义务教育", "--body", "县教育局"), "一次只能写一个"),
        (("--format", "xls"), "xlsx、docx 代替"),
        (("--format", "docx", "-o", "甲.xlsx"), "改法"),
        (("-o", "甲.wps"), "不是能导出的格式"),
        (("--domain", "义务教育", "-o", "挡路/甲.xlsx"), "写不了"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    (tmp_path / "挡路").write_text("一个文件", encoding="utf-8")
    assert sentence in export(tmp_path, *REAL, *arguments, code=1)
    assert names(tmp_path) == ["挡路"]


def test_a_file_that_somebody_changed_is_not_overwritten_unasked(tmp_path: Path) -> None:
    export(tmp_path, *REAL, "--domain", "统计", "-o", "表.xlsx")
    whole = (tmp_path / "表.xlsx").read_bytes()
    (tmp_path / "表.xlsx").write_bytes(b"edited")
    assert "--force" in export(tmp_path, *REAL, "--domain", "统计", "-o", "表.xlsx", code=1)
    assert (tmp_path / "表.xlsx").read_bytes() == b"edited"
    export(tmp_path, *REAL, "--domain", "统计", "-o", "表.xlsx", "--force")
    assert (tmp_path / "表.xlsx").read_bytes() == whole and names(tmp_path) == ["表.xlsx"]


def test_a_catalogue_with_errors_says_so(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "p", catalog=BASE)
    (project / "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml").write_text("title：招生政策\n", encoding="utf-8")
    done = gongkai("export", cwd=project)
    assert done.returncode == 0 and "处错误" in done.stderr and "gongkai check" in done.stderr


def built(project: Path, exports: str) -> Path:
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(text.replace("  - gongkai\n", f"  - gongkai: {{exports: {exports}}}\n") if exports else text, encoding="utf-8")
    done = gongkai("build", cwd=project, SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def test_downloads_are_those_that_the_publisher_asked_for(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "p", catalog=BASE)
    table = "domains/yiwu-jiaoyu"
    site = built(project, "")
    assert {path.suffix for path in (site / "domains").iterdir()} == {".html", ".xlsx", ".csv"} and (site / "api/v1/index.json").exists()
    assert {path.suffix for path in (site / "bodies").iterdir()} == {".html", ".xlsx", ".csv"}
    day = (site / f"{table}.xlsx").read_bytes()
    site = built(project, "[docx, pdf, json]")
    assert {path.suffix for path in (site / "domains").iterdir()} == {".html", ".docx", ".pdf"} and (site / "api/v1/index.json").exists()
    page = (site / f"{table}.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+)" download', page) == ["yiwu-jiaoyu.docx", "yiwu-jiaoyu.pdf"]
    site = built(project, "[]")
    assert {path.suffix for path in (site / "domains").iterdir()} == {".html"} and not (site / "api").exists()
    assert "下载" not in (site / f"{table}.html").read_text(encoding="utf-8")
    assert sha256((built(project, "[xlsx]") / f"{table}.xlsx").read_bytes()) == sha256(day), "from one build to the next"
    done = subprocess.run([sys.executable, "-c", "from gongkai.cli import run; run()", "export", "--domain", "义务教育", "-o", "x.xlsx"], cwd=project, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}, check=False)
    assert done.returncode == 0 and (project / "x.xlsx").read_bytes() == day, "the command writes what the site offers"


def test_every_download_is_linked_and_every_link_is_built() -> None:
    library = small_library.library()
    site = build_site(library, as_of="2026-11-22", office=("xlsx", "docx"))
    tasks = {task.url: task for task in downloads.tasks(library, list(site.views.values()), ("xlsx", "docx", "csv"))}
    linked = set()
    for view in site.views.values():
        pages = [domain_page(view, domain) for domain in view.domains] + [body_page(view, body) for body in view.bodies.values()]
        for page in pages:
            linked |= {page.url.rpartition("/")[0] + "/" + link for link in re.findall(r'href="([^"]+)" download="[^"]+\.\w+"', page.html)}
    assert linked == set(tasks) - {url for url in tasks if url.endswith("haiguan.csv")}
    again = build_site(library, as_of="2027-01-01", office=("xlsx", "docx"))
    later = {task.url: task.key for task in downloads.tasks(library, list(again.views.values()), ("xlsx", "docx", "csv"))}
    for url, task in tasks.items():
        assert (later[url] == task.key) == url.endswith(".csv"), f"{url} prints the day, and a CSV does not"


def test_what_is_written_unless_something_else_is_asked_for() -> None:
    assert EXPORTS == ("xlsx", "csv", "api") and set(EXPORTS) < set(ALL_EXPORTS)
