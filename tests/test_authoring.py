"""`gongkai new`: names, texts and questions; whatever it writes reads back to what was given and passes the check."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY
from gongkai.authoring import drafts
from gongkai.authoring.desk import Desk, likely_rank, read_draft, unmapped_roles
from gongkai.authoring.form import MORE, Draft, entry, scalar, tidy
from gongkai.authoring.slugs import RESERVED, learn, propose, region_words, words
from gongkai.build import read_project
from gongkai.commands.asking import Refused, date_objection
from gongkai.commands.new import KINDS, new
from gongkai.problems import Problem
from gongkai.reading import resource
from gongkai.reading.files import MAX_NAME
from gongkai.reading.place import SourceFile
from gongkai.reading.schema import validator
from gongkai.reading.source import parse

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
ITEM = "yiwu-jiaoyu/zhaosheng-zhengce"
COUNTY = "catalog/regions/sheng/regions/xian"
LIMIT = "信息形成或者变更之日起10个工作日内"
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
OUTLINES = {kind: validator(kind, resource("schemas")).outline for kind in ("item", "adjustment", "law", "region", "bodies")}

ITEM_FLAGS = ("--domain", "义务教育", "--category", "学生管理", "--content", "停靠点", "--content", "时间: 早晚", "--basis", "《义务教育法》第一条", "--time-limit", LIMIT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "catalog")
    (tmp_path / "schemas").mkdir()
    return tmp_path


def run(project: Path, *arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(new, [*arguments, "--project", str(project)], input=answers)


def made(project: Path, file: str) -> dict[str, Any]:
    data = parse((project / file).read_bytes(), SourceFile("", file)).data
    assert isinstance(data, dict)
    return data


def errors(project: Path) -> list[Problem]:
    return [problem for problem in read_project(project, None)[1] if problem.level == "error"]


# names


def test_words_stay_together_as_the_catalogue_divides_them() -> None:
    known = learn([("招生政策", "zhaosheng-zhengce"), ("最低生活保障", "zuidi-shenghuo-baozhang"), ("别的", "spells-nothing")])
    assert known == {"招生", "政策", "最低", "生活", "保障"}
    assert words("最低生活保障招生", known) == ["最低", "生活", "保障", "招生"]
    assert words("2026年招生政策（试行）", known) == ["2026", "年", "招生", "政策", "试行"]
    assert words("示例县和村的事", ()) == ["示例", "县", "和", "村", "的", "事"]
    assert propose(words("最低生活保障政策", known), ()) == "zuidi-shenghuo-baozhang-zhengce"
    assert propose(words("绿化", ()), ()) == "lvhua"


def test_regions_are_named_by_what_they_are() -> None:
    names = {"青溪镇": "qingxi-zhen", "城关街道": "chengguan-jiedao", "柳湾村": "liuwan-cun", "内蒙古自治区": "neimenggu-zizhiqu", "县": "xian"}
    assert {name: propose(region_words(name, ()), ()) for name in names} == names


def test_taken_and_reserved_names_are_never_proposed() -> None:
    taken = {"zhaosheng", "zhaosheng-2"}
    assert propose(["招生"], taken) == "zhaosheng-3"
    assert propose(["CON"], ()) == "con-2" and propose(["domain"], ()) == "domain-2"
    assert propose(["招生"], (), prefix="bendi-") == "bendi-zhaosheng"
    assert propose([], (), prefix="bendi-") == "bendi-shixiang" and propose(["★"], (), fallback="yiju") == "yiju"
    assert len(propose(["招" * 10] * 20, {"zhao" * 10})) <= MAX_NAME


@given(st.text(max_size=80), st.sampled_from(["", "bendi-"]))
def test_any_title_gives_a_valid_slug(title: str, prefix: str) -> None:
    first = propose(words(title, ()), (), prefix=prefix)
    second = propose(words(title, ()), {first}, prefix=prefix)
    for slug in (first, second):
        assert SLUG.fullmatch(slug) and len(slug) <= MAX_NAME and slug not in RESERVED and slug.startswith(prefix)
    assert first != second


# texts


@given(st.text(min_size=1, max_size=60))
def test_any_text_is_written_so_that_it_reads_back(text: str) -> None:
    said = tidy(text)
    lines = [*entry("text", said), *entry("flow", {"a": said, "b": [said]}), *entry("list", [said, "、：#"])]
    parsed = parse("\n".join(lines).encode() + b"\n", SourceFile("", "a.yaml"))
    assert parsed.problems == ()
    assert parsed.data == {"text": said, "flow": {"a": said, "b": [said]}, "list": [said, "、：#"]}


@given(st.text(max_size=60).map(tidy).filter(bool), st.lists(st.text(max_size=30).map(tidy).filter(bool), min_size=1, max_size=4, unique=True))
@settings(max_examples=60)
def test_any_title_gives_a_file_that_says_what_was_given(title: str, content: list[str]) -> None:
    values = {"title": title, "category": "学生管理", "order": 10, "content": content, "basis": ["《义务教育法》"], "time_limit": LIMIT, "audience": "全社会", "mode": "主动", "levels": ["县级"]}
    slug = propose(words(title, ()), (), prefix="bendi-")
    draft = drafts.item("sheng/xian", "某县", f"yiwu-jiaoyu/{slug}", values, OUTLINES["item"], schemas=True)
    doc, problems = read_draft(draft, resource("schemas"))
    assert doc and problems == [] and doc.data == values


def test_tidy_leaves_what_can_be_seen() -> None:
    assert tidy("　招生\u200b政策\t（ 试行）\r\n") == "招生政策 （ 试行）"
    assert tidy("\ufeff \x07") == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("招生政策", "招生政策"),
        ("10个工作日内", "10个工作日内"),
        ("0000-1234567", "0000-1234567"),
        ("2026", '"2026"'),
        ("yes", '"yes"'),
        ("时间: 早晚", '"时间: 早晚"'),
        ("甲 #乙", '"甲 #乙"'),
        (True, "true"),
        (None, "null"),
        ({"was": None, "now": "甲"}, "{was: null, now: 甲}"),
        (["甲", "乙"], "[甲, 乙]"),
    ],
)
def test_quotes_only_where_they_are_needed(value: Any, written: str) -> None:
    assert scalar(value) == written


def test_every_field_is_filled_in_or_an_example_that_can_be_uncommented(project: Path) -> None:
    """Each example line, alone, without its ``# ``: valid YAML that the schema accepts."""
    for kind, text in _all_kinds(project).items():
        examples = re.findall(r"^( *)# ([a-z_]+: .*)$", text.split(MORE)[1], re.MULTILINE)
        assert examples, kind
        for indent, line in examples:
            filled = text.replace(f"{indent}# {line}", indent + line)
            doc, problems = read_draft(Draft(_path(kind), filled), resource("schemas"))
            asked = [problem.message for problem in problems]
            assert doc or all("evidence" in message or "status" in message for message in asked), (kind, line, asked)


def _path(kind: str) -> str:
    return {"law": "laws/a.yaml", "region": "regions/a/region.yaml", "bodies": "regions/a/bodies.yaml", "item": "regions/a/items/d/bendi-a.yaml"}.get(kind, "regions/a/items/d/a.yaml")


def _all_kinds(project: Path) -> dict[str, str]:
    library = read_project(project, None)[0].library
    assert library
    above = library.base[ITEM]
    body = {"id": "a", "name": "某县人民政府", "kind": "机关"}
    values = {"title": "校车", "category": "学生管理", "order": 10, "content": ["路线"], "basis": ["《义务教育法》"], "time_limit": LIMIT, "audience": "全社会", "mode": "主动", "levels": ["县级"]}
    region, bodies = drafts.region("a", {"name": "某县", "kind": "县"}, {}, body, (OUTLINES["region"], OUTLINES["bodies"]), schemas=False)
    return {
        "item": drafts.item("a", "某县", "d/bendi-a", values, OUTLINES["item"], schemas=False).text,
        "adjustment": drafts.adjustment("a", "某县", above, {"time_limit": {"was": "甲", "now": "乙"}}, "理由", OUTLINES["adjustment"], schemas=False).text,
        "withdrawal": drafts.withdrawal("a", "某县", above, {"withdraw": "无此职权", "reason": "理由", "date": "2026-01-01"}, OUTLINES["adjustment"], schemas=False).text,
        "law": drafts.law("a", {"title": "某法", "rank": "法律", "issuer": ["某机关"], "status": "unverified"}, OUTLINES["law"], schemas=False).text,
        "region": region.text,
        "bodies": bodies.text,
    }


def test_where_files_go_and_who_governs() -> None:
    assert drafts.region_folder("a/b") == "regions/a/regions/b" and drafts.region_folder("") == ""
    assert drafts.item_path("", "d/i") == "standard/d/i.yaml" and drafts.item_path("a/b", "d/i") == "regions/a/regions/b/items/d/i.yaml"
    assert drafts.way_up("laws/a.yaml", True) == "../../" and drafts.way_up("laws/a.yaml", False) == ""
    assert drafts.government_of("白马镇", "镇", "某县") == ("某县白马镇人民政府", "机关")
    assert drafts.government_of("城关街道", "街道", "某县") == ("某县城关街道办事处", "派出机构")
    assert drafts.government_of("柳湾村", "村", "某镇")[0] == "柳湾村村民委员会" and drafts.government_of("桃园社区", "社区", "")[1] == "自治组织"
    assert likely_rank("中华人民共和国某法") == "法律" and likely_rank("某某办法纲要") == ""
    assert date_objection("2026-01-31") == "" and "2026-01-31" in date_objection("2026年1月")


# the command, with flags


def test_an_item_of_ones_own(project: Path) -> None:
    done = run(project, "item", "校车安全", *ITEM_FLAGS, "--reason", "本县开通校车", "--alias", "坐校车")
    assert done.exit_code == 0, done.stderr
    file = f"{COUNTY}/items/yiwu-jiaoyu/bendi-xiaoche-anquan.yaml"
    assert f"已生成：{file}" in done.stdout and "gongkai check" in done.stdout
    text = (project / file).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../../../../../schemas/item.schema.json\n")
    data = made(project, file)
    assert data["title"] == "校车安全" and data["order"] == 20 and data["content"] == ["停靠点", "时间: 早晚"]
    assert (data["audience"], data["mode"], data["levels"], data["aliases"]) == ("全社会", "主动", ["县级"], ["坐校车"])
    assert errors(project) == []


def test_a_second_item_of_the_same_title_gets_another_name(project: Path) -> None:
    names = [re.findall("bendi-[a-z0-9-]+", run(project, "item", "校车", *ITEM_FLAGS).stdout)[0] for _ in range(2)]
    assert names == ["bendi-xiaoche", "bendi-xiaoche-2"]


def test_a_file_with_errors_keeps_its_name(project: Path) -> None:
    broken = project / COUNTY / "items" / "yiwu-jiaoyu" / "bendi-xiaoche.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("title：校车\n", encoding="utf-8")
    assert "bendi-xiaoche-2.yaml" in run(project, "item", "校车", *ITEM_FLAGS).stdout
    assert broken.read_text(encoding="utf-8") == "title：校车\n"


def test_an_item_of_the_standard(project: Path) -> None:
    done = run(project, "item", "校车", *ITEM_FLAGS, "--standard", "--subject", "教育行政部门", "--audience", "全社会", "--audience", "家长")
    assert "已生成：catalog/standard/yiwu-jiaoyu/xiaoche.yaml" in done.stdout, done.stderr
    assert made(project, "catalog/standard/yiwu-jiaoyu/xiaoche.yaml")["audience"] == {"everyone": True, "groups": ["家长"]}
    assert errors(project) == []


def test_an_adjustment(project: Path) -> None:
    done = run(project, "adjustment", "招生政策", "--time-limit", LIMIT, "--add-content", "学区划分", "--remove-channel", "公示栏", "--reason", "本县更快", "--office", "基教股")
    assert done.exit_code == 0, done.stderr
    file = f"{COUNTY}/items/{ITEM}.yaml"
    assert made(project, file) == {
        "adjust": {
            "time_limit": {"was": "信息形成或者变更之日起20个工作日内", "now": LIMIT},
            "channels": {"remove": ["公示栏"]},
            "content": {"add": ["学区划分"]},
            "office": "基教股",
        },
        "reason": "本县更快",
    }
    assert errors(project) == []
    assert "# summary: {was: 孩子怎么入学。" in (project / file).read_text(encoding="utf-8")


def test_offices_and_phones_need_no_reason(project: Path) -> None:
    assert run(project, "adjustment", ITEM, "--phone", "0000-1234567", "--link", "https://www.example.gov.cn/zs/").exit_code == 0
    assert made(project, f"{COUNTY}/items/{ITEM}.yaml") == {"adjust": {"phone": "0000-1234567", "links": [{"url": "https://www.example.gov.cn/zs/"}]}}
    assert errors(project) == []


def test_a_withdrawal(project: Path) -> None:
    flags = ("--kind", "无此职权", "--reason", "由市里管", "--date", "2026-01-01", "--successor", "学籍管理")
    assert run(project, "withdrawal", ITEM, "--region", "某县", *flags).exit_code == 0
    data = made(project, f"{COUNTY}/items/{ITEM}.yaml")
    assert data == {"withdraw": "无此职权", "reason": "由市里管", "date": "2026-01-01", "successor": "yiwu-jiaoyu/xueji-guanli"}
    assert errors(project) == []


def test_a_law_is_not_verified(project: Path) -> None:
    done = run(project, "law", "《中华人民共和国校车条例》", "--rank", "行政法规", "--issuer", "国务院")
    assert "catalog/laws/xiaoche-tiaoli.yaml" in done.stdout, done.stderr
    assert made(project, "catalog/laws/xiaoche-tiaoli.yaml") == {"title": "中华人民共和国校车条例", "rank": "行政法规", "issuer": ["国务院"], "status": "unverified"}
    assert errors(project) == []
    again = run(project, "law", "中华人民共和国校车条例", "--rank", "行政法规", "--issuer", "国务院")
    assert again.exit_code == 1 and "已经登记了：catalog/laws/xiaoche-tiaoli.yaml" in again.stderr


def test_a_document_number_needs_its_source(project: Path) -> None:
    flags = ("--rank", "规范性文件", "--issuer", "某部", "--number", "某部发〔2026〕1号")
    done = run(project, "law", "某通知", *flags)
    assert done.exit_code == 1 and "--source" in done.stderr
    assert run(project, "law", "某通知", *flags, "--source", "某部网站", "--slug", "mou-tongzhi").exit_code == 0
    assert made(project, "catalog/laws/mou-tongzhi.yaml")["evidence"] == [{"for": ["number"], "source": "某部网站"}]


def test_a_region_with_its_government(project: Path) -> None:
    done = run(project, "region", "白马镇", "--kind", "镇", "--government", "某县白马镇人民政府")
    assert done.exit_code == 0, done.stderr
    folder = f"{COUNTY}/regions/baima-zhen"
    assert made(project, f"{folder}/region.yaml")["government"] == "某县白马镇人民政府"
    assert made(project, f"{folder}/bodies.yaml")["bodies"][0]["name"] == "某县白马镇人民政府"
    assert "children" in done.stdout
    assert errors(project) == []


def test_a_county_without_bodies_answers_for_every_role_until_somebody_says_better(project: Path) -> None:
    done = run(project, "region", "新县", "--kind", "县", "--parent", "某省", "--government", "新县人民政府")
    assert "1 个称谓先写成了“新县人民政府”" in done.stdout, done.stderr
    assert made(project, "catalog/regions/sheng/regions/xin-xian/region.yaml")["roles"] == {"教育行政部门": "新县人民政府"}
    library = read_project(project, None)[0].library
    assert library and unmapped_roles(library, "sheng/xin-xian") == [] and unmapped_roles(library, "sheng") == []


# what it refuses


def test_nothing_is_ever_overwritten(project: Path) -> None:
    flags = ("adjustment", ITEM, "--office", "基教股")
    assert run(project, *flags).exit_code == 0
    before = (project / COUNTY / "items" / f"{ITEM}.yaml").read_bytes()
    done = run(project, *flags)
    assert done.exit_code == 1 and "已经有这个文件了，没有改动它" in done.stderr
    assert (project / COUNTY / "items" / f"{ITEM}.yaml").read_bytes() == before
    assert "已经有这个文件了" in run(project, "law", "别的法", "--slug", "yiwu-jiaoyu-fa", "--rank", "法律", "--issuer", "甲").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("item", "校车", "--domain", "义务教育部"), "您是不是要写“义务教育”"),
        (("item", "校车", *ITEM_FLAGS, "--subject", "教育形政部门"), "教育行政部门"),
        (("item", "校车", *ITEM_FLAGS, "--level", "县"), "公开层级只能写"),
        (("item", "校车", *ITEM_FLAGS, "--region", "火星"), "某县（sheng/xian）"),
        (("item", "校车", *ITEM_FLAGS, "--slug", "校车"), "只用小写拼音"),
        (("item", "校" * 201, *ITEM_FLAGS), "最多 200 字"),
        (("adjustment", "飞碟", "--office", "甲"), "上一级目录里没有对上"),
        (("adjustment", ITEM, "--remove-content", "没有的", "--reason", "甲"), "现在有：招生入学政策"),
        (("adjustment", ITEM, "--phone", "打电话"), "0000-1234567"),
        (("adjustment", ITEM, "--time-limit", LIMIT), "--reason"),
        (("withdrawal", ITEM, "--kind", "没有职权", "--reason", "甲", "--date", "2026-01-01"), "无此职权"),
        (("withdrawal", ITEM, "--kind", "无此职权", "--reason", "甲", "--date", "明天"), "2026-01-31"),
        (("region", "白马镇", "--kind", "镇", "--parent", "某镇", "--government", "甲"), "不是比镇高一级的地区"),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_is_written(project: Path, arguments: tuple[str, ...], said: str) -> None:
    before = sorted(project.rglob("*.yaml"))
    done = run(project, *arguments)
    assert done.exit_code == 1 and said in done.stderr, done.output
    assert isinstance(done.exception, SystemExit)
    assert sorted(project.rglob("*.yaml")) == before


def test_an_unreadable_catalogue_is_said_first(project: Path) -> None:
    (project / "catalog" / "catalog.yaml").write_text("title：某县\n", encoding="utf-8")
    done = run(project, "item", "校车", *ITEM_FLAGS)
    assert done.exit_code == 1 and "目录没有读出来" in done.stderr and "catalog.yaml:1" in done.stderr


def test_an_unknown_kind_lists_the_known_ones(project: Path) -> None:
    done = run(project, "table")
    assert done.exit_code == 2 and all(f"gongkai new {kind}" in done.stderr for kind in KINDS)
    assert "新增一个地区" in CliRunner().invoke(new, ["--help"]).stdout


# the command, with questions


def test_it_asks_for_what_is_missing(project: Path) -> None:
    answers = ["校车", "2", "义务教育", "学生", "停靠点", "", "《义务教法》", "《义务教育法》第一条", "", "", "", "", "", "", "", "坐车", "", "怎么坐校车。", "", "本县开通"]
    done = run(project, "item", answers="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    data = made(project, f"{COUNTY}/items/yiwu-jiaoyu/bendi-xiaoche.yaml")
    assert data["category"] == "学生管理" and data["subjects"] == ["某县人民政府"] and data["reason"] == "本县开通"
    assert "您是不是要写“义务教育法”" in done.stdout
    assert errors(project) == []


def test_an_adjustment_can_be_asked_for_field_by_field(project: Path) -> None:
    answers = ["", "招生政策", "公开时限", LIMIT, "公开内容", "学区划分", "", "", "", "本县更快"]
    done = run(project, "adjustment", answers="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    data = made(project, f"{COUNTY}/items/{ITEM}.yaml")
    assert data["adjust"]["content"] == {"add": ["学区划分"]} and data["adjust"]["time_limit"]["now"] == LIMIT


def test_without_an_answer_nothing_is_written(project: Path) -> None:
    done = run(project, "law", "某法", answers="")
    assert done.exit_code == 1 and "--rank" in done.stderr and "没有生成文件" in done.stderr


def test_refusals_are_sentences() -> None:
    assert Refused("没有生成文件").format_message() == "没有生成文件"


def test_the_desk_knows_names_and_places(project: Path) -> None:
    reading = read_project(project, None)[0]
    assert reading.library
    desk = Desk(reading.library, reading.docs, project)
    county, town = reading.library.catalogues["sheng/xian"], reading.library.catalogues["sheng/xian/zhen"]
    assert desk.objection("subjects", "县教育局", desk.registers(county)) == ""
    assert "没有登记过" in desk.objection("subjects", "公共服务办公室", desk.registers(county))
    assert desk.objection("subjects", "公共服务办公室", desk.registers(town)) == ""
    assert desk.next_order("yiwu-jiaoyu", "学生管理", county) == 20 and desk.next_order("yiwu-jiaoyu", "别的", None) == 10
    assert desk.usual_subjects("yiwu-jiaoyu", None)[0] == "教育行政部门" and desk.usual_subjects("yiwu-jiaoyu", county)[0] == "某县教育局"
    assert desk.law_called("义务教育法") == "catalog/laws/yiwu-jiaoyu-fa.yaml" and desk.law_called("某法") == ""
    assert [domain.slug for domain in desk.domains(None)] == ["yiwu-jiaoyu"]
    assert desk.item_slug("招生政策", "yiwu-jiaoyu", own=False) == "zhaosheng-zhengce-2"
    assert desk.law_slug("中华人民共和国义务教育法") == "yiwu-jiaoyu-fa-2" and desk.region_slug("某镇", "sheng/xian").endswith("zhen")
