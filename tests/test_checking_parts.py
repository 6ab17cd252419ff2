"""What several rules share: periods side by side, the table of special laws, the editor's prose, personal numbers, document numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.checking import special, steps
from gongkai.checking.limits import elements, written_limits
from gongkai.checking.periods import Limit, kinds, limits_of, periods, place, shown
from gongkai.checking.personal import is_card_number, is_identity_number, masked, search, texts
from gongkai.checking.prose import FIELDS, KINDS, Prose, at, prose
from gongkai.checking.rules.changed_since_edition import changed_on
from gongkai.checking.rules.document_number import tidy
from gongkai.checking.rules.longer_than_above import longer
from gongkai.checking.rules.traditional_characters import traditional
from gongkai.checking.scope import Scope
from gongkai.model.item import Evidence, Law
from gongkai.reading import find_roots, read_library
from gongkai.reading.numbers import may_name_a_person
from test_rules import CASES, lay_out


def scope_of(case: str, tmp_path: Path) -> Scope:
    project = lay_out(CASES / case, tmp_path / "p")
    reading = read_library(find_roots(project))
    assert reading.library
    return Scope(reading.library, reading.docs, reading.unread, "", project / "catalog")


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("20个工作日内", "25个工作日内", "由20个工作日延长为25个工作日"),
        ("20个工作日内", "20个工作日内", ""),
        ("20个工作日内", "10个工作日内", ""),
        ("20个工作日内", "30日内", ""),
        ("20日内", "20个工作日内", ""),
        ("每20个工作日更新", "30个工作日内", ""),
        ("10个工作日内", "长期公开", "原来是10个工作日内，改成“长期公开”就没有天数了"),
        ("10个工作日内", "实时公开", ""),
        ("10个工作日内，公示7日", "10个工作日内，公示3日", "公示（公告）期由7日缩短为3日"),
        ("10个工作日内，公示7日", "10个工作日内，公示7个工作日", ""),
    ],
)
def test_longer_compares_only_like_with_like(was: str, now: str, words: str) -> None:
    assert longer(was, now) == words


def test_periods_and_kinds() -> None:
    assert periods("信息形成之日起20个工作日内，公示7日") == {"": {"工作日": 20}}
    assert periods("信息形成之日起20个工作日内，公示7日", "display") == {"": {"日": 7}}
    assert kinds("公示7日") == {"display"} and kinds("说不清楚") == {"free"}
    assert (shown(20, "工作日"), shown(20, "日"), shown(3, "月")) == ("20个工作日", "20日", "3个月")


def test_limits_of_an_item_and_where_they_stand(tmp_path: Path) -> None:
    scope = scope_of("T511/fail-element-lengthens", tmp_path)
    _, entry, before = next(iter(scope.own()))
    limits = list(limits_of(entry))
    assert [(limit.index, limit.own) for limit in limits] == [(None, True), (0, False), (1, True)]
    assert limits[2] == Limit("录取名单", "15个工作日内", 1)
    assert place(scope, entry, limits[2]).line == 5 and place(scope, entry, limits[2]).file.startswith("catalog/regions/")
    assert place(scope, entry, limits[1]) == scope.at(entry, "time_limit")
    assert before.item.time_limit == entry.item.time_limit


def test_elements_finds_what_an_adjustment_brings_in(tmp_path: Path) -> None:
    scope = scope_of("T511/fail-element-lengthens", tmp_path)
    doc = next(doc for doc in scope.docs if doc.kind == "adjustment")
    assert list(elements(doc)) == [(("adjust", "content", "replace", 0, "now"), {"text": "录取名单", "time_limit": "15个工作日内"})]
    assert "15个工作日内" in [text for _, text in written_limits(scope)]


def test_special_laws_speak_only_of_what_they_are_about(tmp_path: Path) -> None:
    scope = scope_of("T513/fail-budget-element", tmp_path)
    specials = special.Specials(scope)
    entry = next(entry for _, entry in scope.entries() if entry.item.slug.startswith("bendi-"))
    assert specials.speak_of(entry)
    assert [(found.limit.what, found.amount, found.unit) for found in specials.compared(entry)] == [("年度决算", 25, "日")]
    assert specials.fix(entry, Limit("年度决算", ""), "日") and not specials.fix(entry, Limit("财务制度", ""), "日")
    assert not specials.fix(entry, Limit("年度决算", ""), "工作日")


def test_every_row_of_the_table_names_a_law_of_the_register() -> None:
    laws = Path(__file__).parent.parent / "catalog" / "laws"
    titles = {line[7:].strip() for path in laws.glob("*.yaml") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("title: ")}
    assert {row.law for row in special.SPECIAL} <= titles


def test_steps_say_where_and_why(tmp_path: Path) -> None:
    scope = scope_of("D701/fail-new-list", tmp_path)
    catalogue, entry, _ = next(iter(scope.own()))
    change = steps.changes(catalogue, entry, "content")[0]
    assert steps.step(scope, change).line == 4 and steps.because(change) == "（理由：本县实际）" and "suppressions" in steps.remedy(change)
    assert steps.changes(catalogue, entry, "channels") == []


def test_prose_knows_where_each_text_stands() -> None:
    """Gathering is quick and knows no paths; looking a path up walks the file again: both must see the same texts."""
    root = Path(__file__).parent.parent
    reading = read_library(find_roots(root))
    assert reading.library
    scope = Scope(reading.library, reading.docs)
    found = list(prose(scope).find(re.compile("^.+$", re.MULTILINE)))
    assert len(found) > 9000 and prose(scope) is prose(scope)
    for hit in found[::97]:
        value = hit.doc.data
        for step in hit.path:
            value = value[step]
        assert value == hit.text and at(scope, hit).file == hit.doc.where.file
        assert hit.doc.kind in KINDS and any(step in FIELDS for step in hit.path)


def test_prose_leaves_titles_alone(tmp_path: Path) -> None:
    scope = scope_of("W824/pass-title-of-a-law", tmp_path)
    assert not list(Prose(scope).find(re.compile("學"))) and list(Prose(scope).find(re.compile("见")))


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("国办发〔2019〕54号", "国办发〔2019〕54号"),
        ("国办发[2019]54号", "国办发〔2019〕54号"),
        ("国办发（2019）第054", "国办发〔2019〕54号"),
        ("国办发【98】5号", "国办发〔1998〕5号"),
        ("国务院令711号", "国务院令第711号"),
        ("国务院令第711号", "国务院令第711号"),
        ("交通运输部令2022年第11号", "交通运输部令2022年第11号"),
        ("国家税务总局公告2009年第1号", "国家税务总局公告2009年第1号"),
        ("自然资源部令第2号", "自然资源部令第2号"),
        ("没有样子的文号", "没有样子的文号"),
    ],
)
def test_tidy(number: str, right: str) -> None:
    assert tidy(number) == right and tidy(right) == right


def test_identity_numbers_have_a_check_character() -> None:
    assert is_identity_number("11010119000101009X") and is_identity_number("11010119000101009x")
    assert not is_identity_number("110101190001010090")
    assert not is_identity_number("110101190013010096")  # no such month
    assert not is_identity_number("990101190001010090")  # no such province


def test_card_numbers_have_a_check_digit() -> None:
    assert is_card_number("6222020000000000018") and not is_card_number("6222020000000000019")


@pytest.mark.parametrize("number", ["13912345678", "110101190001010014", "6222020000000000018"])
def test_masked_shows_five_characters(number: str) -> None:
    assert masked(number).replace("*", "") == number[:3] + number[-2:] and len(masked(number)) == len(number)


def test_findings_never_print_the_number(tmp_path: Path) -> None:
    for case in ("P001/fail-value", "P002/fail-phone", "P003/fail-card", "P004/fail-email"):
        lines = (CASES / case / "expected.txt").read_text(encoding="utf-8")
        assert not re.search("[0-9]{6}|zhangsan", lines)


@pytest.mark.parametrize(
    ("text", "telling"),
    [("title: 招生政策", False), ("139-1234 5678", True), ("a@b.cn", True), ("１３９", True), ("0000-000010", False), ("2026-11-22", False)],
)
def test_may_name_a_person(text: str, telling: bool) -> None:
    assert may_name_a_person(text.encode()) is telling


def test_only_telling_files_are_read_again(tmp_path: Path) -> None:
    scope = scope_of("P002/fail-comment-and-tsv", tmp_path)
    assert {one.file.rpartition("/")[2] for one in texts(scope)} == {"bendi-xiaoche.yaml", "plain-speech.tsv"}
    assert len(list(search(scope, re.compile("1391234|139-1234"), bool))) == 2
    assert texts(Scope(scope.library, scope.docs)) == ()


def test_changed_on() -> None:
    def law(status: str, dates: dict[str, object], seen: str = "2026-11-22") -> Law:
        return Law("a", "甲法", "甲法", "法律", ("乙",), status, dates=dates, evidence=(Evidence("丙", ("status",), date=seen),))

    assert changed_on(law("in_force", {"amended": ["2024-01-01"]})) == ""
    assert changed_on(law("amended", {"amended": ["2019-01-01", "2024-01-01"]})) == "2024-01-01"
    assert changed_on(law("amended", {"amended": ["2024-01-01"], "effective": "2024-07-01"})) == "2024-07-01"
    assert changed_on(law("amended", {})) == changed_on(law("repealed", {})) == "2026-11-22"
    assert changed_on(law("repealed", {}, "")) == ""


def test_traditional_characters_are_no_simplified_ones() -> None:
    table, pattern = traditional()
    assert table["學"] == "学" and table["麼"] == "么"
    assert not pattern.search("后乾著於瞭叶台了干面里发松")
