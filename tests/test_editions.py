"""Editions: proposed, approved, immutable; what is pending since; and what citizens see of past ones."""

from __future__ import annotations

import csv
import io
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gongkai.build import read_project
from gongkai.cli import main
from gongkai.comparing.approval import altered, covered, is_office, pending, pending_items
from gongkai.comparing.editions import Editions, content_hash, folder_name, read_editions
from gongkai.comparing.revision import as_csv, as_html, as_markdown
from gongkai.comparing.row import Row
from gongkai.model.catalogue import Library
from gongkai.outputs import editions as outputs
from gongkai.pages.plan import plan
from gongkai.pages.view import build_site
from test_diff_command import BASE, ITEM, commit, edit, git

BY, DOCUMENT = "某县政务公开领导小组", "某政办发〔2026〕1号"
FIRST = "catalog/editions/sheng--xian/2026.1.json"
TOWN = "catalog/regions/sheng/regions/xian/regions/zhen"


def run(folder: Path, *arguments: str) -> Result:
    """One command of ``gongkai`` in the folder."""
    split = 2 if arguments[0] == "edition" else 1
    return CliRunner().invoke(main, [*arguments[:split], "--project", str(folder), *arguments[split:]])


def approve(folder: Path, *more: str, on: str = "2026-03-01") -> Result:
    return run(folder, "edition", "approve", "--by", BY, "--document", DOCUMENT, "--on", on, "--issuer", "某县人民政府办公室", *more)


def library(folder: Path) -> Library:
    found = read_project(folder, None)[0].library
    assert found
    return found


def findings(folder: Path) -> list[str]:
    return [problem.message for problem in pending(library(folder), read_editions(folder)[0])]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "repo"
    shutil.copytree(BASE, folder / "catalog")
    (folder / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git(folder, "init", "-q")
    commit(folder)
    return folder


@pytest.fixture
def issued(project: Path) -> Path:
    """With a first edition, committed on main."""
    done = approve(project)
    assert done.exit_code == 0, done.output
    commit(project)
    return project


# ---- issuing


def test_the_first_edition(project: Path) -> None:
    done = approve(project, "--note", "第一版")
    assert done.exit_code == 0, done.output
    assert "已登记某县目录2026.1版：2个事项，连同1个下级地区的目录" in done.stdout
    data = json.loads((project / FIRST).read_text(encoding="utf-8"))
    assert list(data) == sorted(data)
    assert (data["version"], data["document"], data["approved_by"], data["date"], data["issuer"]) == ("2026.1", DOCUMENT, BY, "2026-03-01", "某县人民政府办公室")
    assert data["previous"] is None
    assert data["hash"] == content_hash(data)
    assert [one["id"] for one in data["regions"]] == ["sheng/xian", "sheng/xian/zhen"]
    assert all(sheet["fields"]["title"] for sheet in data["sheets"].values())
    assert run(project, "check").exit_code == 0, "the folder is no catalogue folder, and nothing is wrong with it"


def test_the_next_edition_follows_the_one_before(issued: Path) -> None:
    edit(issued, "20个工作日内", "10个工作日内")
    done = approve(issued, on="2026-06-01")
    assert done.exit_code == 0, done.output
    editions, problems = read_editions(issued)
    assert problems == []
    first, second = editions.by_region["sheng/xian"]
    assert second.version == "2026.2"
    assert second.previous == ("2026.1", first.hash)
    (row,) = second.revision
    assert (row.domain, row.title, row.reason) == ("义务教育", "招生政策（公开时限）", "随国务院部门标准指引调整")
    assert row.was.endswith("20个工作日内")
    assert row.now.endswith("10个工作日内")
    assert approve(issued, on="2027-01-05").exit_code == 1, "nothing has changed"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--on", "2026-02-30"), "不是实际存在的日期"),
        (("--on", "明天"), "不是实际存在的日期"),
        (("--on", "20260301"), "不是实际存在的日期"),
        (("--on", "2025-12-31"), "还早"),
        (("--by", "张三"), "不写个人姓名"),
        (("--by", "县教育局王局长"), "不写个人姓名"),
        (("--by", "  "), "不写个人姓名"),
        (("--issuer", "李四"), "不写个人姓名"),
        (("--document", " "), "文号"),
        (("--document", "a\nb"), "文号"),
        (("--version", "2026.1"), "已经印发过"),
        (("--version", "../../x"), "版本号"),
        (("--version", "第二版"), "版本号"),
        (("--region", "某市"), "没有叫“某市”的地区"),
        (("--region", "某真"), "您是不是要写"),
    ],
)
def test_refusals(issued: Path, arguments: tuple[str, str], sentence: str) -> None:
    edit(issued, "20个工作日内", "10个工作日内")
    done = approve(issued, *(() if arguments[0] == "--on" else ("--on", "2026-06-01")), *arguments)
    assert done.exit_code == 1, done.output
    assert sentence in done.stderr
    assert list((issued / "catalog/editions").rglob("*.json")) == [issued / FIRST]


def test_nothing_changed_and_errors_refuse(issued: Path) -> None:
    done = approve(issued, on="2026-06-01")
    assert done.exit_code == 1
    assert "没有任何变化" in done.stderr
    edit(issued, "channels: [政府网站, 公示栏]", "channels: [政府网栈]")
    done = approve(issued, on="2026-06-01")
    assert done.exit_code == 1
    assert "先运行 gongkai check 改正" in done.stderr
    assert "Traceback" not in done.output


def test_an_edition_is_never_overwritten(project: Path) -> None:
    place = project / FIRST
    place.parent.mkdir(parents=True)
    place.write_text("something else", encoding="utf-8")
    assert approve(project).exit_code == 1
    assert place.read_text(encoding="utf-8") == "something else"


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("某县政务公开领导小组", True),
        ("示例县人民政府办公室（虚构）", True),
        ("县教育局", True),  # a short name of the registers
        ("某街道办事处", True),
        ("张三", False),
        ("欧阳建国", False),
        ("县教育局局长张三", False),
        ("张三（县教育局）", False),
        ("县政府办公室主任", False),
        ("", False),
        ("局\n局", False),
    ],
)
def test_offices_not_persons(project: Path, name: str, right: bool) -> None:
    assert is_office(name, library(project)) is right


def test_a_town_with_editions_of_its_own(issued: Path) -> None:
    done = approve(issued, "--region", "某镇", "--issuer", "某镇人民政府")
    assert done.exit_code == 0, done.output
    editions, problems = read_editions(issued)
    assert problems == []
    assert covered(library(issued), editions, "sheng/xian") == ["sheng/xian"]
    assert covered(library(issued), editions, "sheng/xian/zhen") == ["sheng/xian/zhen"]
    edit(issued, "转学办法", "转学和休学办法", "catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml")
    assert len(findings(issued)) == 2, "each of the two editions is out of date"
    assert approve(issued, on="2026-06-01").exit_code == 0
    assert len(findings(issued)) == 1


def test_folders_of_regions_never_meet() -> None:
    assert folder_name("a-b/c") != folder_name("a/b-c")


# ---- proposing


def test_the_table_for_the_office(issued: Path, tmp_path: Path) -> None:
    edit(issued, "  - 报名条件和时间", "  - 报名条件和时间\n  - =录取名单|<b>")
    folder = issued / "catalog/regions/sheng/regions/xian/items/yiwu-jiaoyu"
    folder.mkdir(parents=True)
    (folder / "xueji-guanli.yaml").write_text("withdraw: 职权调整\nreason: 学籍改由市里统一管理\ndate: 2026-05-01\n", encoding="utf-8")
    done = run(issued, "edition", "propose", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert "对照表2行" in done.stdout
    raw = (tmp_path / "out" / "修订对照表.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0] == ["公开领域", "事项", "原", "现", "理由"]
    assert rows[1][2:4] == ["（无）", "'=录取名单|<b>"]
    assert rows[2][2:] == ["适用", "不适用（职权调整）：学籍改由市里统一管理", "学籍改由市里统一管理"]
    markdown = (tmp_path / "out" / "修订对照表.md").read_text(encoding="utf-8")
    assert all(line.count("|") == 6 for line in markdown.splitlines() if line.startswith("|"))
    page = (tmp_path / "out" / "修订对照表.html").read_text(encoding="utf-8")
    HTMLParser().feed(page)
    assert "<b>" not in page
    assert "http" not in page, "loads nothing"


def test_nothing_to_propose(issued: Path, tmp_path: Path) -> None:
    done = run(issued, "edition", "propose", "--out", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert "没有需要审核的内容" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_first_table_says_so(project: Path, tmp_path: Path) -> None:
    assert run(project, "edition", "propose", "--out", str(tmp_path / "out")).exit_code == 0
    assert "首版目录" in (tmp_path / "out" / "修订对照表.md").read_text(encoding="utf-8")


def test_a_file_in_the_way_of_the_folder(issued: Path, tmp_path: Path) -> None:
    edit(issued, "20个工作日内", "10个工作日内")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "修订对照表.csv").mkdir()
    done = run(issued, "edition", "propose", "--out", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert "写不了文件夹" in done.stderr


def test_rows_without_a_reason_are_named(issued: Path, tmp_path: Path) -> None:
    own = issued / "catalog/regions/sheng/regions/xian/items/yiwu-jiaoyu/bendi-xiaoche.yaml"
    own.parent.mkdir(parents=True)
    text = (issued / ITEM).read_text(encoding="utf-8").replace("title: 招生政策", "title: 校车").replace("招生入学政策", "校车线路")
    own.write_text(text, encoding="utf-8")
    done = run(issued, "edition", "propose", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert "其中1行没有理由" in done.stderr


@pytest.mark.parametrize("cell", ["=1+1", "@x", "a|b", "多\n行", "<script>", ""])
def test_every_form_of_the_table_keeps_hostile_cells_harmless(cell: str) -> None:
    row = Row(cell, cell, cell, cell, cell)
    assert "<script" not in as_html("甲", "乙", [row]) + as_markdown("甲", "乙", [row])
    (found,) = [one for one in csv.reader(io.StringIO(as_csv([row]).decode("utf-8-sig"))) if one[0] != "公开领域"]
    assert not any(value.startswith(("=", "@", "+", "-")) for value in found)


# ---- the gate


def gate(folder: Path) -> Result:
    return run(folder, "check", "--require-approved")


def test_the_gate_asks_for_a_first_edition(project: Path) -> None:
    assert run(project, "check").exit_code == 0
    done = gate(project)
    assert done.exit_code == 1
    assert "H111" in done.stdout
    assert "gongkai edition approve" in done.stdout


def test_the_gate_names_each_pending_item_where_it_was_edited(issued: Path) -> None:
    assert gate(issued).exit_code == 0
    edit(issued, "20个工作日内", "10个工作日内")
    edit(issued, "mode: 主动", "mode: 依申请")
    edit(issued, "转学办法", "转学和休学办法", "catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml")
    done = gate(issued)
    assert done.exit_code == 1
    lines = [line for line in done.stdout.splitlines() if " H110 " in line]
    assert [line.split(" H110 ")[0] for line in lines] == ["catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml:4:1:", f"{ITEM}:9:1:"]
    assert "公开时限由“信息形成或者变更之日起20个工作日内”缩短为" in lines[1]
    assert "另有1处" in lines[1]
    assert "（全部2个地区）" in lines[0]
    assert run(issued, "check").exit_code == 0, "only the gate asks"
    assert approve(issued, on="2026-06-01").exit_code == 0
    assert gate(issued).exit_code == 0


def test_service_to_readers_needs_no_approval(issued: Path) -> None:
    edit(issued, "aliases: [上学]", "aliases: [上学, 入学]")
    edit(issued, "孩子怎么入学。", "孩子怎么上学、什么时候报名。")
    assert findings(issued) == []
    assert gate(issued).exit_code == 0


def test_what_else_is_pending(issued: Path) -> None:
    region = issued / "catalog/regions/sheng/regions/xian/region.yaml"
    region.write_text(region.read_text(encoding="utf-8").replace("教育行政部门: 县教育局", "教育行政部门: 县政府"), encoding="utf-8")
    (found,) = [problem for problem in pending(library(issued), read_editions(issued)[0]) if "招生政策" in problem.message]
    assert "公开主体由“某县教育局”改为“某县人民政府”" in found.message
    assert found.position.file.endswith("xian/region.yaml"), "the map was edited, not the item"
    region.write_text(region.read_text(encoding="utf-8") + "not_applicable:\n  - {domain: 义务教育, reason: 没有学校}\n", encoding="utf-8")
    messages = findings(issued)
    assert any("列为未涉及领域" in message for message in messages)


def test_removed_items_and_new_regions(issued: Path) -> None:
    (issued / ITEM).unlink()
    new = issued / "catalog/regions/sheng/regions/xian/regions/xin"
    new.mkdir()
    shutil.copy(issued / TOWN / "region.yaml", new / "region.yaml")
    shutil.copy(issued / TOWN / "bodies.yaml", new / "bodies.yaml")
    found = findings(issued)
    assert any("删去事项" in message for message in found)
    assert any("新增" in message and "的目录" in message for message in found)


def test_status(issued: Path) -> None:
    done = run(issued, "edition", "status")
    assert "某县：2026.1版" in done.stdout
    assert "某镇：随某县2026.1版" in done.stdout
    edit(issued, "20个工作日内", "10个工作日内")
    assert "待审核 catalog/standard" in run(issued, "edition", "status").stdout


def test_status_before_the_first(project: Path) -> None:
    assert "某县：还没有印发过版本" in run(project, "edition", "status").stdout


# ---- old editions stay as they are


def alter(folder: Path, change: Any, *, honest: bool = False) -> None:
    """Edit the first edition; ``honest`` gives it a hash that fits."""
    data = json.loads((folder / FIRST).read_text(encoding="utf-8"))
    change(data)
    if honest:
        data["hash"] = content_hash(data)
    (folder / FIRST).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in read_editions(folder)[1]]


def test_an_altered_edition_is_found(issued: Path) -> None:
    alter(issued, lambda data: data.update(document="另一号"))
    assert codes(issued) == ["H102"]
    done = run(issued, "check")
    assert done.exit_code == 1
    assert "H102" in done.stdout
    assert "H105" in done.stdout, "and git knows as well"
    assert run(issued, "edition", "status").exit_code == 1


def test_an_altered_edition_with_a_fitting_hash_breaks_the_chain(issued: Path) -> None:
    edit(issued, "20个工作日内", "10个工作日内")
    assert approve(issued, on="2026-06-01").exit_code == 0
    alter(issued, lambda data: data.update(document="另一号"), honest=True)
    assert codes(issued) == ["H103"]
    (issued / FIRST).unlink()
    assert codes(issued) == ["H103"]
    assert "H103" in run(issued, "check").stdout


def test_two_editions_after_the_same_one(issued: Path) -> None:
    edit(issued, "20个工作日内", "10个工作日内")
    assert approve(issued, on="2026-06-01").exit_code == 0
    second = issued / "catalog/editions/sheng--xian/2026.2.json"
    kept = second.read_bytes()
    second.unlink()
    assert approve(issued, "--version", "2026.3", on="2026-07-01").exit_code == 0
    second.write_bytes(kept)
    assert codes(issued) == ["H103"]


def test_the_last_edition_rewritten_with_a_fitting_hash_differs_from_the_merge_base(issued: Path) -> None:
    git(issued, "checkout", "-qb", "zhixian")
    assert altered(issued) == []
    alter(issued, lambda data: data.update(document="另一号"), honest=True)
    commit(issued)
    assert codes(issued) == []
    (found,) = altered(issued)
    assert (found.code, found.position.file, found.level) == ("H105", FIRST, "error")
    (issued / FIRST).unlink()
    assert "删除了" in altered(issued)[0].message
    shutil.rmtree(issued / "catalog/editions")
    assert altered(issued), "the whole folder is gone"


def test_line_ends_do_not_alter_an_edition(issued: Path) -> None:
    text = (issued / FIRST).read_bytes()
    (issued / FIRST).write_bytes(text.replace(b"\n", b"\r\n"))
    assert codes(issued) == []


def test_a_new_edition_is_welcome(issued: Path) -> None:
    edit(issued, "20个工作日内", "10个工作日内")
    assert approve(issued, on="2026-06-01").exit_code == 0
    assert altered(issued) == []
    git(issued, "add", "-A")
    assert altered(issued) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"format": 1}', b'{"format": 1, "region": "sheng/xian", "regions": []}', "半个文件".encode("gbk")],
)
def test_a_broken_edition_file_is_one_sentence(project: Path, content: bytes) -> None:
    (project / FIRST).parent.mkdir(parents=True)
    (project / FIRST).write_bytes(content)
    assert codes(project) == ["H101"]
    done = run(project, "check")
    assert done.exit_code == 1
    assert f"{FIRST}:1:1: H101" in done.stdout


@pytest.mark.parametrize("key", ["format", "region", "sheets", "regions", "version", "domains", "hash", "previous"])
@pytest.mark.parametrize("value", [None, 3, [], {}, [3], "x"])
def test_any_field_may_be_wrong(issued: Path, key: str, value: Any) -> None:
    if (key, value) == ("previous", None):
        return
    alter(issued, lambda data: data.update({key: value}), honest=key != "hash")
    assert set(codes(issued)) <= {"H101", "H102", "H103", "H104"}
    assert codes(issued)


def test_other_files_in_the_folder(issued: Path) -> None:
    (issued / "catalog/editions/说明.docx").write_bytes(b"x")
    (issued / "catalog/editions/sheng--xian/2026.1 - 副本.json").write_bytes((issued / FIRST).read_bytes())
    (issued / "catalog/editions/sheng--xian/.DS_Store").write_bytes(b"x")
    (issued / "catalog/editions/sheng--xian/biao.xlsx").write_bytes(b"x")
    assert codes(issued) == ["H104"] * 3
    assert run(issued, "check").exit_code == 1, "a copy that names another place is an error"


def test_without_git_nothing_is_said_of_the_past(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "catalog")
    assert approve(tmp_path).exit_code == 0
    assert altered(tmp_path) == []


# ---- what the site shows


def pages(folder: Path) -> dict[str, Any]:
    site = build_site(library(folder), as_of="2026-11-22", editions=read_editions(folder)[0])
    return {job.url: job for job in plan(site)}


def test_past_editions_stay_browsable(issued: Path) -> None:
    edit(issued, "20个工作日内", "10个工作日内")
    edit(issued, "title: 招生政策", "title: 招生<b>政策")
    assert approve(issued, on="2026-06-01").exit_code == 0
    html = pages(issued)["about/editions.html"].render().html
    assert html.index("2026.2版（现行）") < html.index('id="v-2026.1"')
    assert "修订对照表" in html
    assert "<b>" not in html
    assert 'href="editions/2026.1.json"' in html
    assert 'href="editions.html"' in pages(issued)["about/edition.html"].render().html
    site = build_site(library(issued), as_of="2026-11-22", editions=read_editions(issued)[0])
    files = {task.url: task.make() for task in outputs.tasks(list(site.views.values()))}
    assert files["about/editions/2026.1.json"] == (issued / FIRST).read_bytes()
    assert set(files) == {"about/editions/2026.1.json", "about/editions/2026.2.json"}


def test_a_site_without_editions_has_no_such_page(project: Path) -> None:
    assert "about/editions.html" not in pages(project)
    assert "editions.html" not in pages(project)["about/edition.html"].render().html


def test_pending_items_are_marked_on_the_review_page(issued: Path) -> None:
    key = pages(issued)["about/review.html"].key
    assert "没有待审核的改动" in pages(issued)["about/review.html"].render().html
    edit(issued, "20个工作日内", "10个工作日内")
    job = pages(issued)["about/review.html"]
    assert job.key != key
    html = job.render().html
    assert "还没有审核印发的事项有1个" in html
    assert "缩短为“信息形成或者变更之日起10个工作日内”" in html
    assert set(pending_items(library(issued), read_editions(issued)[0])) == {"sheng/xian"}
    assert approve(issued, on="2026-06-01").exit_code == 0
    assert pages(issued)["about/review.html"].key != job.key, "approving alone renews the page"


def test_nothing_is_pending_without_editions(project: Path) -> None:
    assert pending_items(library(project), Editions()) == {}
