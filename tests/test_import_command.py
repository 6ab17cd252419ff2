"""`gongkai import` as a clerk runs it: tables in, files and a report out; nothing unasked, nothing silent."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import REPOSITORY, gongkai
from gongkai.commands.import_ import EXIT_DOUBTS, EXIT_NOTHING, import_
from gongkai.importing.grid import Part, Remark, Skipped
from gongkai.importing.report import html, markdown, unaccounted
from gongkai.pages.domain_rows import rows as printed_rows
from gongkai.pages.domain_rows import table
from gongkai.pages.view import build_site
from gongkai.reading.library import read_library
from gongkai.reading.roots import find_roots
from import_desk import COUNTY, ITEMS, POLICY, data, files, plan, row, small_project, understood

HEAD = "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象（全社会）,公开对象（特定群体）,公开方式（主动）,公开方式（依申请）,公开层级（县级）,公开层级（乡级）"
SAME = "1,招生管理,招生政策,招生入学政策；报名条件和时间,《政府信息公开条例》,信息形成或者变更之日起20个工作日内,县教育局,■政府网站 ■公示栏,√,,√,,√,"
FASTER = SAME.replace("20个工作日", "10个工作日")
DOUBTFUL = "2,招生管理,招生录取政策,实施细则,《义务教育法》,及时公开,县教育局,■政府网站,√,,√,,√,"
OWN = "3,学生管理,校车服务,线路；停靠点,《义务教育法》第三条,及时公开,县教育局,■政府网站,√,,√,,√,"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "p")


def sheet(project: Path, *lines: str, name: str = "某县义务教育目录.csv") -> Path:
    path = project.parent / name
    path.write_text("\n".join(["某县义务教育领域基层政务公开标准目录", HEAD, *lines]), encoding="utf-8")
    return path


def run(project: Path, *arguments: str | Path, answers: str | None = None) -> Result:
    return CliRunner().invoke(import_, [*map(str, arguments), "--project", str(project)], input=answers)


def test_a_table_becomes_files_and_a_report(project: Path) -> None:
    done = run(project, sheet(project, FASTER, OWN))
    assert done.exit_code == 0, done.output
    assert f"新建 {ITEMS}/{POLICY}.yaml" in done.output and "gongkai check" in done.output and "gongkai diff" in done.output
    assert data(project, f"{ITEMS}/{POLICY}.yaml")["reason"] == "据导入的《某县义务教育目录》"
    text = (project / "导入报告.html").read_text(encoding="utf-8")
    assert "已写入 2 个文件" in text and f'href="{ITEMS}/{POLICY}.yaml"' in text
    assert "script" not in text and not re.search(r'(?:src|href)="(?:https?:)?//', text)
    again = run(project, sheet(project, FASTER, OWN))
    assert again.exit_code == 0 and "没有什么要写" in again.output
    checked = gongkai("check", "--project", str(project), cwd=REPOSITORY)
    assert checked.returncode == 0, checked.stdout


def test_a_dry_run_writes_nothing(project: Path) -> None:
    before = files(project)
    done = run(project, sheet(project, FASTER), "--dry-run")
    assert done.exit_code == 0 and "去掉 --dry-run" in done.output and files(project) == before
    report = project.parent / "计划.md"
    run(project, sheet(project, FASTER), "--dry-run", "--report", report)
    assert "只是计划" in report.read_text(encoding="utf-8") and f"(<p/{ITEMS}/{POLICY}.yaml>)" in report.read_text(encoding="utf-8") and files(project) == before


def test_existing_files_change_only_with_update(project: Path) -> None:
    run(project, sheet(project, FASTER))
    slower = sheet(project, SAME.replace("20个工作日", "15个工作日"))
    before = files(project)
    refused = run(project, slower)
    assert refused.exit_code == EXIT_DOUBTS and "--update" in refused.output
    assert {key: value for key, value in files(project).items() if key != "导入报告.html"} == {key: value for key, value in before.items() if key != "导入报告.html"}
    assert run(project, slower, "--update").exit_code == 0
    assert data(project, f"{ITEMS}/{POLICY}.yaml")["adjust"]["time_limit"]["now"].endswith("15个工作日内")


def test_what_is_uncertain_is_listed_and_settled_in_the_table(project: Path) -> None:
    done = run(project, sheet(project, DOUBTFUL))
    assert done.exit_code == EXIT_DOUBTS and "请人核对（1）" in done.output and POLICY in done.output and "编号" in done.output
    path = project.parent / "定.csv"
    path.write_text("\n".join([f"{HEAD},编号", f"{DOUBTFUL},新增", f"{OWN},{POLICY}"]), encoding="utf-8")
    settled = run(project, path, "--domain", "义务教育")
    assert settled.exit_code == 0, settled.output
    assert (project / f"{ITEMS}/yiwu-jiaoyu/bendi-zhaosheng-luqu-zhengce.yaml").is_file() and data(project, f"{ITEMS}/{POLICY}.yaml")["adjust"]["title"]["now"] == "校车服务"


def test_missing_items_are_withdrawn_with_a_reason_given_or_asked_for(project: Path) -> None:
    flags = ("--withdraw-missing", "--withdraw-kind", "无此职权", "--withdraw-date", "2026-01-01")
    done = run(project, sheet(project, SAME), *flags, answers="学籍由市教育局管理，在市教育局网站公开\n")
    assert done.exit_code == 0, done.output
    assert data(project, f"{ITEMS}/yiwu-jiaoyu/xueji-guanli.yaml")["reason"] == "学籍由市教育局管理，在市教育局网站公开"
    wrong = run(project, sheet(project, SAME), *flags[:-1], "一月", "--withdraw-reason", "没有这项职权")
    assert wrong.exit_code != 0 and "2026-01-31" in wrong.output


def test_wrong_use_is_told_in_chinese_and_writes_nothing(project: Path) -> None:
    before = files(project)
    assert "没有认出" in run(project, sheet(project, SAME), "--region", "那个县").output
    assert "可以写" in run(project, sheet(project, SAME), "--domain", "水利").output
    (project.parent / "空.csv").write_text("这里没有表\n", encoding="utf-8")
    empty = run(project, project.parent / "空.csv", "--dry-run")
    assert empty.exit_code == EXIT_NOTHING and "没有找到" in empty.output
    broken = project.parent / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    told = run(project, broken, "--dry-run")
    assert told.exit_code == EXIT_NOTHING and "坏.xlsx" in told.output and "Traceback" not in told.output
    standard = project / "catalog/standard"
    standard.rename(project / "weg")
    assert "没有" in run(project, sheet(project, SAME), "--standard").output
    (project / "weg").rename(standard)
    assert files(project) == before


def test_every_row_skipped_row_and_remark_is_in_the_report(project: Path) -> None:
    told = Remark("repaired", "Sheet1!D4", "拼音去掉了 | *星*", "公(gōng)开", "公开")
    rows = [row(number=1, remarks=(told,)), row("招生管理", "<b>校车</b>|服务", number=2, content=(Part("a|b"),)), row("水利", "水库", number=3, domain="水利")]
    source = understood(*rows, skipped=(Skipped("第1张表第9行", "填表说明", "注：_见附件_"),), remarks=(Remark("unclear", "第1张表", "夹着拼音"),))
    source[0].covers[rows[0].place] += ("第1张表第7行",)  # type: ignore[index]
    made = plan(project, files=source)
    for text, markup in ((html(made), True), (markdown(made), False)):
        assert unaccounted(source, text, markup=markup) == []
        assert "<b>校车" not in text
        for lost in ("第1张表第3行", "第1张表第7行", "第1张表第9行", "拼音去掉了", "夹着拼音"):
            assert unaccounted(source, text.replace(lost, ""), markup=markup) != []


@pytest.fixture(scope="module")
def repository() -> Path:
    return REPOSITORY


def test_the_demonstration_county_comes_back_unchanged(repository: Path, tmp_path: Path) -> None:
    library = read_library(find_roots(repository)).library
    assert library is not None
    view = build_site(library, as_of="", tables=False, search=False).views["shili-sheng/shili-xian"]
    for ids in (True, False):
        for slug in ("yiwu-jiaoyu", "shehui-jiuzhu", "zhongda-jianshe-xiangmu", "bendi-gongyong-shiye"):
            heads, *cells = printed_rows(view, view.domain[slug])
            ends = [[one.entry.item.id] if ids else [] for one in table(view, view.domain[slug])[1]]
            with open(tmp_path / f"{slug}.csv", "w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out).writerows([[*heads, *(["编号"] if ids else [])], *([*line, *end] for line, end in zip(cells, ends, strict=True))])
        done = run(repository, *sorted(tmp_path.glob("*.csv")), "--dry-run", "--update", "--region", "示例县")
        assert done.exit_code == 0, done.output
        assert "没有什么要写" in done.output


def test_the_region_can_be_a_town(project: Path) -> None:
    line = "1,学生管理,学籍管理,转学办法,《义务教育法》,5个工作日,公共服务办公室,■政府网站,√,,√,,,√"
    assert run(project, sheet(project, line), "--region", "某镇").exit_code == 0
    assert (project / f"catalog/regions/{COUNTY.replace('/', '/regions/')}/regions/zhen/items/yiwu-jiaoyu/xueji-guanli.yaml").is_file()
