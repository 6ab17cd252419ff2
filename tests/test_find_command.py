"""`gongkai find`: which files say a word, in which layer, and what an editor sees when none does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import REPOSITORY
from gongkai.authoring.searching import Finder, folded
from gongkai.commands.find import LONGEST, MOST, excerpt, find
from gongkai.reading import Root, resource

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
COUNTY = "regions/sheng/regions/xian"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "catalog")
    return tmp_path


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(find, [*words, "--project", str(project)])


def write(project: Path, file: str, text: str) -> None:
    path = project / "catalog" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rows(project: Path, *words: str) -> list[tuple[str, str, int, str, str, str]]:
    found = json.loads(run(project, *words, "--json").stdout)
    assert found["found"] == len(found["hits"])
    return [(hit["layer"], hit["file"], hit["line"], hit["item"], hit["field"], hit["text"]) for hit in found["hits"]]


def test_every_value_with_layer_item_field_and_line(project: Path) -> None:
    write(project, f"{COUNTY}/items/yiwu-jiaoyu/zhaosheng-zhengce.yaml", "adjust:\n  content:\n    add: [招生咨询电话]\nreason: 群众要求\n")
    item = "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
    assert rows(project, "招生") == [
        ("国家标准", "catalog/standard/yiwu-jiaoyu/domain.yaml", 4, "", "一级事项", "招生管理"),
        ("国家标准", item, 1, "招生政策", "事项名称", "招生政策"),
        ("国家标准", item, 2, "招生政策", "一级事项", "招生管理"),
        ("国家标准", item, 5, "招生政策", "公开内容", "招生入学政策"),
        ("某县", f"catalog/{COUNTY}/items/yiwu-jiaoyu/zhaosheng-zhengce.yaml", 3, "招生政策", "细化调整 › 公开内容 › 增加", "招生咨询电话"),
    ]


def test_a_title_comes_from_the_layer_above_that_has_it(project: Path) -> None:
    write(project, f"{COUNTY}/items/yiwu-jiaoyu/bendi-xiaoche.yaml", "title: 校车\n")
    write(project, f"{COUNTY}/regions/zhen/items/yiwu-jiaoyu/bendi-xiaoche.yaml", "adjust: {office: 教育岗}\n")
    assert rows(project, "教育岗") == [
        ("某镇", f"catalog/{COUNTY}/regions/zhen/items/yiwu-jiaoyu/bendi-xiaoche.yaml", 1, "校车", "细化调整 › 责任科室", "教育岗")
    ]


def test_width_case_brackets_and_blanks_do_not_matter(project: Path) -> None:
    write(project, "laws/a.yaml", "title: 某某通知\nspellings: ['国办发〔2019〕54号', 'A级 景区']\n")
    for said in ("国办发[2019]54号", "国办发（２０１９）５４号", "《国办发【2019】54号》"):
        assert [row[1] for row in rows(project, said)] == ["catalog/laws/a.yaml"], said
    assert rows(project, "ａ级景区")[0][5] == "A级 景区"
    assert folded("《国办发〔2019〕\n54号》") == "国办发(2019)54号"


def test_several_words_must_stand_in_one_value(project: Path) -> None:
    assert [row[5] for row in rows(project, "招生", "入学")] == ["招生入学政策"]
    assert run(project, "招生", "转学").exit_code == 1


def test_tables_are_searched_by_column_and_keys_that_are_names_count(project: Path) -> None:
    write(project, "vocabulary/plain-speech.tsv", "说法\t规范词\t领域\t说明\n# 入托\n娃入托\t托育服务\t\t\n")
    assert rows(project, "入托") == [("登记表和词表", "catalog/vocabulary/plain-speech.tsv", 3, "", "说法", "娃入托")]
    assert ("某县", f"catalog/{COUNTY}/region.yaml", 5, "", "主体对应", "教育行政部门") in rows(project, "教育行政部门")


def test_a_broken_file_is_searched_line_by_line(project: Path) -> None:
    write(project, "standard/yiwu-jiaoyu/huai.yaml", "title：幼儿园名录\n  order: [\n")
    assert rows(project, "幼儿园") == [("国家标准", "catalog/standard/yiwu-jiaoyu/huai.yaml", 1, "", "文件有错误，整行", "title：幼儿园名录")]


def test_escaped_text_is_found(project: Path) -> None:
    write(project, "laws/a.yaml", 'title: "\\u62DB\\u8003"\n')
    assert [row[5] for row in rows(project, "招考")] == ["招考"]


def test_nothing_found_says_what_to_do_next(project: Path) -> None:
    done = run(project, "没有人写过")
    assert done.exit_code == 1
    assert "没有文件写到“没有人写过”" in done.stderr and "gongkai search" in done.stderr
    empty = json.loads(run(project, "没有人写过", "--json").stdout)
    assert empty == {"words": ["没有人写过"], "found": 0, "hits": []}


@pytest.mark.parametrize("words", [(), ("　 ",), ("《》",)])
def test_without_a_word_it_asks_for_one(project: Path, words: tuple[str, ...]) -> None:
    done = run(project, *words)
    assert done.exit_code == 2 and "写上要找的词" in done.stderr


def test_long_lists_are_cut_unless_all_are_asked_for(project: Path) -> None:
    many = "、".join("甲乙丙丁")
    write(project, "laws/a.yaml", "spellings:\n" + "".join(f"  - 招考通知{many}第{n}号\n" for n in range(MOST + 9)))
    short = run(project, "招考").stdout
    assert f"共 {MOST + 9} 处，只列了前 {MOST} 处" in short and short.count("catalog/laws/a.yaml:") == MOST
    assert run(project, "招考", "--all").stdout.count("catalog/laws/a.yaml:") == MOST + 9


def test_the_screen_groups_by_layer_and_item(project: Path) -> None:
    out = run(project, "转学").stdout
    assert out.startswith("== 国家标准（3处）\n学籍管理  yiwu-jiaoyu/xueji-guanli\n  catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml:4\n      公开内容：转学办法\n")


def test_an_excerpt_holds_the_word() -> None:
    text = "甲" * 100 + "招生" + "乙" * 100
    assert "招生" in excerpt(text, ["招生"]) and len(excerpt(text, ["招生"])) == LONGEST + 2
    assert excerpt("短\n句", ["句"]) == "短 句"


def test_the_packaged_standard_is_searched_and_named(tmp_path: Path) -> None:
    (tmp_path / "own" / "catalog").mkdir(parents=True)
    write(tmp_path / "own", "regions/sheng/region.yaml", "name: 某省\nsummary: 招生大省\n")
    shutil.copytree(BASE, tmp_path / "below" / "catalog")
    roots = (Root("标准", tmp_path / "below", ("standard",)), Root("", tmp_path / "own"))
    found = list(Finder(roots, resource("schemas"), ["招生"]).hits())
    assert [(hit.root, hit.layer) for hit in found] == [("标准", "国家标准")] * 4 + [("", "某省")]
