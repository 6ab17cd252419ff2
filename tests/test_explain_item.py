"""`gongkai explain ITEM`: an item field by field, whatever the editor calls it by."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import REPOSITORY
from gongkai.authoring.lookup import find_item, find_region, layer_name
from gongkai.commands.explain import explain
from gongkai.model.catalogue import STANDARD, Library
from gongkai.reading import find_roots, read_library

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
COUNTY = "regions/sheng/regions/xian"
ITEM = "yiwu-jiaoyu/zhaosheng-zhengce"
ADJUSTED = """adjust:
  time_limit:
    was: 信息形成或者变更之日起20个工作日内
    now: 信息形成或者变更之日起10个工作日内
  content: {add: [咨询电话]}
  office: 基教股
reason: 本县规定缩短公开时限
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "catalog")
    write(tmp_path, f"{COUNTY}/items/{ITEM}.yaml", ADJUSTED)
    return tmp_path


@pytest.fixture
def library(project: Path) -> Library:
    found = read_library(find_roots(project)).library
    assert found
    return found


def write(project: Path, file: str, text: str) -> None:
    path = project / "catalog" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(explain, [*arguments, "--project", str(project)])


def test_each_field_with_value_layer_place_reason_and_what_was_there_before(project: Path) -> None:
    done = run(project, ITEM)
    assert done.exit_code == 0, done.stderr
    file = f"catalog/{COUNTY}/items/{ITEM}.yaml"
    lines = done.stdout.splitlines()
    assert lines[:4] == ["招生政策（yiwu-jiaoyu/zhaosheng-zhengce）", "义务教育 · 招生管理，某县的目录", "编制来源：国家标准", "由谁公开：某县教育局"]
    at = lines.index("公开时限：信息形成或者变更之日起10个工作日内")
    assert lines[at + 1 : at + 4] == [
        f"    某县 {file}:2",
        f"    ↳ 某县把“信息形成或者变更之日起20个工作日内”改成“信息形成或者变更之日起10个工作日内”（{file}:2）",
        "      理由同前",
    ]
    at = lines.index("公开内容：")
    assert lines[at + 1 : at + 6] == [
        f"  1. 招生入学政策    国家标准 catalog/standard/{ITEM}.yaml:5",
        f"  2. 报名条件和时间    国家标准 catalog/standard/{ITEM}.yaml:6",
        f"  3. 咨询电话    某县 {file}:5",
        f"    ↳ 某县增加“咨询电话”（{file}:5）",
        "      理由：本县规定缩短公开时限",
    ]
    assert f"公开方式：主动\n    国家标准 catalog/standard/{ITEM}.yaml:13" in done.stdout
    assert f"责任科室：基教股\n    某县 {file}:6" in done.stdout


def test_the_region_can_be_named_by_path_folder_or_name(project: Path) -> None:
    for region in ("sheng", "某省"):
        assert "公开时限：信息形成或者变更之日起20个工作日内\n" in run(project, ITEM, "--region", region).stdout
    for region in ("sheng/xian/zhen", "zhen", "某镇", "镇", "regions/sheng/regions/xian/regions/zhen"):
        assert "某镇的目录" in run(project, ITEM, "--region", region).stdout, region


@pytest.mark.parametrize(
    ("words", "region"),
    [
        (ITEM, ""),
        (f"{ITEM}.yaml", ""),
        (f"catalog/standard/{ITEM}.yaml", ""),
        (f"/home/zhang/mulu/catalog/standard/{ITEM}.yaml", ""),
        (f"catalog\\regions\\sheng\\items\\{ITEM}.yaml".replace("/", "\\"), "sheng"),
        (f"https://www.example.gov.cn/mulu/items/{ITEM}.html?from=wechat#origin", "sheng/xian"),
        (f"items/{ITEM}.html", "sheng/xian"),
        (f"https://www.example.gov.cn/regions/zhen/items/{ITEM}.html", "sheng/xian/zhen"),
        ("zhaosheng-zhengce", ""),
        ("招生政策", ""),
        ("招生", ""),
    ],
)
def test_an_item_may_be_called_by_many_names(library: Library, words: str, region: str) -> None:
    found = find_item(library, words)
    assert (found.id, found.region) == (ITEM, region)


def test_an_item_is_found_by_the_id_it_had_before(project: Path) -> None:
    path = project / "catalog" / "standard" / "yiwu-jiaoyu" / "xueji-guanli.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "formerly: [yiwu-jiaoyu/jiu-ming]\n", encoding="utf-8")
    assert run(project, "yiwu-jiaoyu/jiu-ming").stdout.startswith("学籍管理（yiwu-jiaoyu/xueji-guanli）")


@pytest.mark.parametrize(("words", "near"), [("yiwu-jiaoyu/zhaosheng-zengce", ITEM), ("招生办法", ITEM), ("转学", "yiwu-jiaoyu/xueji-guanli"), ("政策怎么定", ITEM)])
def test_an_unknown_item_names_those_that_come_near(project: Path, words: str, near: str) -> None:
    done = run(project, words)
    assert done.exit_code == 1
    assert near in done.stderr and "改法" in done.stderr


def test_what_nothing_comes_near_to_has_a_next_step(project: Path) -> None:
    done = run(project, "飞碟")
    assert done.exit_code == 1 and "gongkai find 飞碟" in done.stderr


def test_an_unknown_region_lists_the_known_ones(project: Path) -> None:
    done = run(project, ITEM, "--region", "火星")
    assert done.exit_code == 1 and "某县（sheng/xian）" in done.stderr


def test_an_item_of_another_region_says_where_it_is(project: Path) -> None:
    own = f"{COUNTY}/items/yiwu-jiaoyu/bendi-xiaoche.yaml"
    text = (BASE / "standard" / f"{ITEM}.yaml").read_text(encoding="utf-8").replace("招生政策", "校车")
    write(project, own, f"{text}reason: 本县开通校车\n")
    assert "编制来源：某县，理由：本县开通校车" in run(project, "校车").stdout
    done = run(project, "校车", "--region", "某省")
    assert done.exit_code == 1 and "某县" in done.stderr


def test_why_an_item_is_not_listed(project: Path) -> None:
    assert "不在目录上：公开层级是县级，某省是省级的省" in run(project, ITEM, "--region", "某省").stdout
    write(project, f"{COUNTY}/items/yiwu-jiaoyu/xueji-guanli.yaml", "withdraw: 无此职权\nreason: 由市里管\ndate: 2026-01-01\n")
    assert "不适用：无此职权，自2026-01-01起，理由：由市里管" in run(project, "学籍管理").stdout


def test_a_catalogue_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "catalog" / "standard").mkdir(parents=True)
    done = run(tmp_path, ITEM)
    assert done.exit_code == 1 and "gongkai check" in done.stderr


def test_codes_are_still_codes(project: Path) -> None:
    assert run(project, "Y120").exit_code == 0
    done = run(project, "Z999")
    assert done.exit_code == 1 and "没有代码" in done.stderr


def test_regions_and_layers_by_name(library: Library) -> None:
    assert find_region(library, "") == ("sheng/xian", ())
    assert find_region(library, "某") == ("", ("sheng", "sheng/xian", "sheng/xian/zhen"))
    assert layer_name(library, STANDARD) == "国家标准" and layer_name(library, "sheng") == "某省" and layer_name(library, "x") == "x"
