"""Comparing: what changed, in words of the field, and what it means for the public."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import small_library
from gongkai.comparing.compare import REGION_MAP, Comparison, compare
from gongkai.comparing.differences import differences, words
from gongkai.comparing.report import LIMIT, as_json, as_markdown, as_text, derived, escape, summary
from gongkai.comparing.snapshot import OFFICIAL, Listed, RegionSnapshot, Snapshot, Step, digest, snapshot
from gongkai.model.catalogue import STANDARD, Catalogue, Library
from gongkai.model.item import Item
from gongkai.model.timelimit import parse
from gongkai.model.timelimit.compare import compare as compare_limits
from small_library import COUNTY, TOWN

FIELDS: dict[str, Any] = {
    "title": "招生政策",
    "category": "招生管理",
    "content": ["招生政策", "报名条件和时间", {"text": "处罚决定", "time_limit": "20个工作日内"}],
    "basis": ["《某条例》第二十条", "《某意见》"],
    "time_limit": "信息形成或者变更之日起20个工作日内",
    "subjects": ["某县教育局"],
    "channels": {"must": ["政府网站", "公示栏"]},
    "audience": ["全社会"],
    "mode": "主动",
    "levels": ["县级", "乡级"],
}
GONE = {"kind": "职权调整", "reason": "改由市里管", "date": "2026-01-01", "successor": ""}


def listed(id_: str = "jiaoyu/zhengce", fields: dict[str, Any] | None = None, **more: Any) -> Listed:
    fields = FIELDS if fields is None else fields
    return Listed(id_, fields, digest(fields), **{"layer": STANDARD, **more})


def state(*items: Listed, absent: dict[str, str] | None = None, regions: tuple[str, ...] = ("xian",), domains: dict[str, str] | None = None) -> Snapshot:
    """Regions that all list the same items."""
    held = {item.id: item for item in items}
    names = {"xian": "某县", "xian/jia": "甲镇", "xian/yi": "乙镇"}
    return Snapshot(
        {id_: RegionSnapshot(id_, names[id_], held, absent or {}) for id_ in regions},
        domains or {"jiaoyu": "义务教育", "haiguan": "海关"},
        {STANDARD: "国务院部门标准指引", **names},
    )


# one field: what it was, what it is, (kind, direction) of each difference
CASES: list[tuple[str, Any, Any, list[tuple[str, str]]]] = [
    ("title", "招生政策", "招生入学政策", [("rewritten", "neutral")]),
    ("category", "招生管理", "学生管理", [("rewritten", "neutral")]),
    ("subcategory", None, "报名", [("rewritten", "neutral")]),
    ("content", ["甲甲甲甲", "乙乙乙乙"], ["甲甲甲甲"], [("lost", "narrowed")]),
    ("content", ["甲甲甲甲"], ["甲甲甲甲", "乙乙乙乙"], [("gained", "widened")]),
    ("content", ["报名条件和时间"], ["报名条件、时间"], [("rewritten", "neutral")]),
    ("content", ["甲", "乙"], ["乙", "甲"], [("reordered", "neutral")]),
    ("content", ["甲", "甲"], ["甲"], [("lost", "narrowed")]),
    ("content", [{"text": "甲", "time_limit": "20个工作日内"}], [{"text": "甲", "time_limit": "7个工作日内"}], [("element_shortened", "widened")]),
    ("content", [{"text": "甲", "need": "必选"}], [{"text": "甲", "need": "可选"}], [("element_rewritten", "narrowed")]),
    ("content", [{"text": "甲", "audience": ["全社会"]}], [{"text": "甲", "audience": ["家长"]}], [("element_narrowed", "narrowed")]),
    ("content", ["甲"], [{"text": "甲", "channels": {"may": ["公示栏"]}}], [("element_rewritten", "neutral")]),
    ("content", ["甲"], [{"text": "甲", "note": "说明"}], [("element_rewritten", "neutral")]),
    ("basis", ["《某条例》第二十条"], ["《某条例》第二十一条"], [("replaced", "neutral")]),
    ("basis", ["《某办法》"], ["《完全另外一部法》"], [("replaced", "neutral")]),
    ("basis", ["《甲法》"], ["《甲法》", "《乙条例》"], [("gained", "neutral")]),
    ("basis", ["《甲法》", "《乙条例》"], ["《甲法》"], [("lost", "neutral")]),
    ("time_limit", "信息形成之日起20个工作日内", "信息形成之日起10个工作日内", [("shortened", "widened")]),
    ("time_limit", "信息形成之日起10个工作日内", "信息形成之日起20个工作日内", [("lengthened", "narrowed")]),
    ("time_limit", "20个工作日内", "20日内", [("rewritten", "neutral")]),
    ("time_limit", "公示期7个工作日", "公示期10个工作日", [("lengthened", "widened")]),
    ("time_limit", "每年公开", "每季度公开", [("more_often", "widened")]),
    ("time_limit", "每季度公开", "每年公开", [("less_often", "narrowed")]),
    ("time_limit", "20个工作日内", "另行通知", [("rewritten", "neutral")]),
    ("subjects", ["县教育局"], ["县人社局"], [("moved", "neutral")]),
    ("subjects", ["县教育局"], {"joint": ["县教育局（牵头）", "县人社局"]}, [("moved", "neutral")]),
    ("channels", {"must": ["网站", "公示栏"]}, {"must": ["网站"]}, [("lost", "narrowed")]),
    ("channels", {"must": ["网站"]}, {"must": ["网站"], "may": ["公示栏"]}, [("gained", "widened")]),
    ("channels", {"must": ["网站"]}, {"may": ["网站"]}, [("regraded", "narrowed")]),
    ("channels", {"may": ["网站"]}, {"one_of": ["网站"]}, [("regraded", "widened")]),
    ("channels", {"must": ["网站", "公示栏"]}, {"must": ["公示栏", "网站"]}, [("rewritten", "neutral")]),
    ("audience", ["全社会"], ["家长"], [("narrowed", "narrowed")]),
    ("audience", ["家长"], ["全社会"], [("widened", "widened")]),
    ("audience", ["家长", "学生"], ["家长"], [("narrowed", "narrowed")]),
    ("audience", ["家长"], ["学生"], [("rewritten", "neutral")]),
    ("audience", ["全社会"], ["全社会", "家长"], [("rewritten", "neutral")]),
    ("mode", "主动", "依申请", [("rewritten", "narrowed")]),
    ("mode", "依申请", "主动", [("rewritten", "widened")]),
    ("levels", ["县级", "乡级"], ["县级"], [("lost", "narrowed")]),
    ("levels", ["县级"], ["县级", "村级"], [("gained", "widened")]),
    ("withdrawal", GONE, {**GONE, "reason": "职权上收"}, [("rewritten", "neutral")]),
]


@pytest.mark.parametrize(("name", "was", "now", "expected"), CASES)
def test_what_happened_to_a_field_and_what_it_means(name: str, was: Any, now: Any, expected: list[tuple[str, str]]) -> None:
    found = differences({name: was} if was else {}, {name: now})
    assert [(one.kind, one.direction) for one in found] == expected
    for one in found:
        assert one.text
        assert one.was != one.now


def test_sentences_are_those_of_the_field() -> None:
    def said(name: str, was: Any, now: Any) -> list[str]:
        return [one.text for one in differences({name: was}, {name: now})]

    assert said("time_limit", "20个工作日内", "10个工作日内") == ["公开时限由“20个工作日内”缩短为“10个工作日内”"]
    assert said("time_limit", "20个工作日内", "20日内") == ["公开时限改写：由“20个工作日内”改为“20日内”"]
    assert said("subjects", ["县教育局"], ["县人社局"]) == ["公开主体由“县教育局”改为“县人社局”"]
    assert said("channels", {"must": ["网站"]}, {"may": ["网站"]}) == ["公开渠道“网站”由必选改为可选"]
    assert said("audience", ["全社会"], ["家长"]) == ["公开对象由“全社会”缩小为“家长”"]
    assert said("content", [{"text": "处罚决定", "time_limit": "20个工作日内"}], [{"text": "处罚决定", "time_limit": "7个工作日内"}]) == [
        "公开内容“处罚决定”的公开时限由“20个工作日内”缩短为“7个工作日内”"
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("信息形成之日起20个工作日内", "信息形成之日起20个工作日内", "same"),
        ("信息形成之日起20个工作日内", "信息变更之日起10个工作日内", "other"),
        ("信息形成之日起20个工作日内", "实时公开", "better"),
        ("实时公开", "信息形成之日起20个工作日内", "worse"),
        ("20日内", "10个工作日内", "other"),
        ("长期公开", "20个工作日内", "other"),
        ("看不懂的话", "看不懂的话", "same"),
        ("看不懂的话", "另一句看不懂的话", "other"),
        ("征求意见期限不少于30日", "征求意见期限不少于20日", "worse"),
    ],
)
def test_only_like_limits_are_compared(was: str, now: str, expected: str) -> None:
    assert compare_limits(parse(was), parse(now)) == expected


def test_words_of_every_shape() -> None:
    assert words(None) == ""
    assert words({"any_of": ["甲", "乙"]}) == "甲、乙（其中一家）"
    assert words({"joint": ["甲", "乙"]}) == "甲、乙（共同）"
    assert words({"must": ["网站"], "may": ["公示栏"]}) == "网站（必选）；公示栏（可选）"
    assert words({"text": "甲", "need": "必选"}) == "甲（必选）"
    assert words(GONE) == "职权调整，改由市里管，2026-01-01"


# ---- whole catalogues


def only(comparison: Comparison) -> Any:
    assert len(comparison.changes) == 1, comparison.changes
    return comparison.changes[0]


def test_added_and_removed() -> None:
    other = listed("jiaoyu/xueji", {**FIELDS, "title": "学籍管理", "content": ["转学"]})
    added = only(compare(state(listed()), state(listed(), other)))
    assert (added.kind, added.direction, added.title, added.now) == ("added", "widened", "学籍管理", "转学")
    removed = only(compare(state(listed(), other), state(listed())))
    assert (removed.kind, removed.direction, removed.was) == ("removed", "narrowed", "转学")


def test_an_item_that_stays_elsewhere_is_not_removed() -> None:
    old = state(listed(), regions=("xian", "xian/jia"))
    new = Snapshot({**old.regions, "xian": RegionSnapshot("xian", "某县", {})}, old.domains, old.layers)
    found = only(compare(old, new))
    assert (found.kind, found.direction, found.regions) == ("unlisted", "narrowed", ("xian",))


def test_withdrawn_and_restored() -> None:
    gone = listed(fields={**FIELDS, "time_limit": "实时公开", "withdrawal": GONE}, steps=(Step("xian", "withdrawal", "职权调整", "改由市里管"),))
    withdrawn = only(compare(state(listed()), state(gone)))
    assert (withdrawn.kind, withdrawn.direction, withdrawn.source, withdrawn.reason) == ("withdrawn", "narrowed", "xian", "改由市里管")
    back = listed(steps=(Step("xian", "restored", "", "县里仍在办"),))
    restored, limit = compare(state(gone), state(back)).changes
    assert (restored.kind, restored.direction, restored.reason) == ("restored", "widened", "县里仍在办")
    assert limit.field == "time_limit"
    again = listed(fields={**FIELDS, "title": "别名", "withdrawal": {**GONE, "reason": "上收"}})
    assert {change.field for change in compare(state(gone), state(again)).changes} == {"title", "withdrawal"}


def test_renamed_by_formerly_or_by_saying_the_same() -> None:
    said = compare(state(listed("jiaoyu/jiu")), state(listed("jiaoyu/xin", {**FIELDS, "title": "新名"}, formerly=("jiaoyu/jiu",))))
    assert [change.kind for change in said.changes] == ["moved", "rewritten"]
    assert said.changes[0].former == "jiaoyu/jiu"
    same = only(compare(state(listed("jiaoyu/jiu")), state(listed("haiguan/xin"))))
    assert (same.kind, same.direction, same.former) == ("moved", "neutral", "jiaoyu/jiu")


def test_two_items_that_say_the_same_are_not_taken_for_one() -> None:
    """Each of the gone ones can only have moved once."""
    found = compare(state(listed("jiaoyu/a")), state(listed("jiaoyu/b"), listed("jiaoyu/c")))
    assert sorted(change.kind for change in found.changes) == ["added", "moved"]


def test_a_whole_domain_is_one_change() -> None:
    customs = [listed(f"haiguan/{i}", {**FIELDS, "title": f"事{i}"}) for i in range(3)]
    gone = only(compare(state(listed(), *customs), state(listed(), absent={"haiguan": "本县没有海关"})))
    assert (gone.field, gone.direction, gone.reason) == ("domain", "narrowed", "本县没有海关")
    assert "3个事项" in gone.text
    back = only(compare(state(listed(), absent={"haiguan": "本县没有海关"}), state(listed(), *customs)))
    assert back.direction == "widened"
    other = only(compare(state(absent={"haiguan": "甲"}), state(absent={"haiguan": "乙"})))
    assert other.direction == "neutral"


def test_regions_that_come_and_go_and_domains_that_are_renamed() -> None:
    more = only(compare(state(listed()), state(listed(), regions=("xian", "xian/jia"))))
    assert (more.field, more.kind) == ("region", "added")
    assert "1个事项" in more.text
    both = compare(state(listed(), regions=("xian", "xian/jia", "xian/yi")), state(listed()))
    assert [(change.kind, change.direction) for change in both.changes] == [("removed", "narrowed")] * 2
    named = only(compare(state(listed()), state(listed(), domains={"jiaoyu": "基础教育", "haiguan": "海关"})))
    assert (named.field, named.was, named.now) == ("domain", "义务教育", "基础教育")


def test_one_edit_of_the_standard_is_said_once_with_the_regions_it_reaches() -> None:
    regions = ("xian", "xian/jia", "xian/yi")
    found = compare(state(listed(), regions=regions), state(listed(fields={**FIELDS, "time_limit": "信息形成或者变更之日起10个工作日内"}), regions=regions))
    change = only(found)
    assert (change.source, change.regions) == (STANDARD, regions)
    assert derived(found) == ["国务院部门标准指引改1处 → 影响3个地区的目录"]


def test_whose_edit_it_was() -> None:
    shorter = {**FIELDS, "time_limit": "信息形成或者变更之日起10个工作日内"}
    step = Step("xian", "time_limit", "x", "本县规定缩短")
    found = compare(state(listed(), regions=("xian", "xian/jia")), state(listed(fields=shorter, steps=(step,)), regions=("xian", "xian/jia")))
    assert (found.changes[0].source, found.changes[0].reason) == ("xian", "本县规定缩短")
    assert derived(found) == ["某县改1处 → 影响本级和1个下级地区的目录"]
    below = compare(state(listed(steps=(step,))), state(listed(fields={**FIELDS, "mode": "依申请"}, steps=(step,))))
    assert below.changes[0].source == STANDARD, "the county's adjustment is what it was: the standard was edited"
    bodies = compare(state(listed(subjects="s")), state(listed(fields={**FIELDS, "subjects": ["某县人社局"]}, subjects="s")))
    assert bodies.changes[0].source == REGION_MAP


# ---- from a library


def with_items(library: Library, edit: Any) -> Library:
    def edited(catalogue: Catalogue) -> Catalogue:
        return replace(catalogue, entries={id_: replace(entry, item=edit(entry.item)) for id_, entry in catalogue.entries.items()})

    return replace(library, catalogues={id_: edited(catalogue) for id_, catalogue in library.catalogues.items()})


def test_service_to_readers_changes_no_digest() -> None:
    library = small_library.library()

    def friendlier(item: Item) -> Item:
        return replace(item, aliases=("新说法",), summary="新的一句话", links=(), office="新科室", phone="1", note="", related=(), life_events=(), retention="")

    assert not compare(snapshot(library), snapshot(with_items(library, friendlier)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=30))
def test_aliases_and_summaries_never_change_a_digest(aliases: list[str], summary_: str) -> None:
    library = small_library.library()
    before, after = snapshot(library), snapshot(with_items(library, lambda item: replace(item, aliases=tuple(aliases), summary=summary_)))
    assert [item.digest for region in before.regions.values() for item in region.items.values()] == [
        item.digest for region in after.regions.values() for item in region.items.values()
    ]


def test_an_official_edit_of_a_library_is_found_in_every_region() -> None:
    library = small_library.library()
    found = compare(snapshot(library), snapshot(with_items(library, lambda item: replace(item, mode="依申请") if item.slug == "yiji" else item)))
    change = only(found)
    assert (change.item, change.field, change.direction) == ("jiaoyu/yiji", "mode", "narrowed")
    assert change.regions == (COUNTY, TOWN)


def test_the_form_of_the_fields_is_kept() -> None:
    """Approved editions hold these digests: if this test fails, every item of every county will look changed."""
    county = snapshot(small_library.library()).regions[COUNTY]
    assert digest(FIELDS) == "3b17d52bf32322802a356296"
    assert county.items["jiaoyu/quan"].digest == "757e7d904d8ac7ce7a185a9a"


# ---- properties

LINES = st.text("甲乙丙丁戊己庚辛壬癸年月日0123456789个工作内 ", min_size=1, max_size=10)
ELEMENTS = st.one_of(LINES, st.fixed_dictionaries({"text": LINES}, optional={"time_limit": LINES, "need": st.sampled_from(["必选", "可选", "本地"]), "note": LINES, "audience": st.lists(LINES, min_size=1, max_size=2)}))
ANY_FIELDS = st.fixed_dictionaries(
    {"title": LINES, "content": st.lists(ELEMENTS, min_size=1, max_size=4)},
    optional={
        "category": LINES,
        "basis": st.lists(LINES.map(lambda text: f"《{text}》"), max_size=3),
        "time_limit": st.one_of(LINES, st.sampled_from(["20个工作日内", "10个工作日内", "实时公开", "每年公开", "长期公开"])),
        "subjects": st.one_of(st.lists(LINES, min_size=1, max_size=2), st.fixed_dictionaries({"joint": st.lists(LINES, min_size=2, max_size=3)})),
        "channels": st.dictionaries(st.sampled_from(["must", "may", "one_of"]), st.lists(LINES, min_size=1, max_size=3), min_size=1),
        "audience": st.lists(st.sampled_from(["全社会", "家长", "学生"]), min_size=1, max_size=3),
        "mode": st.sampled_from(["主动", "依申请"]),
        "levels": st.lists(st.sampled_from(["县级", "乡级", "村级"]), min_size=1, max_size=3),
        "withdrawal": st.just(GONE),
    },
)


@given(ANY_FIELDS, ANY_FIELDS)
def test_differences_are_empty_exactly_when_the_fields_are_equal(one: Any, other: Any) -> None:
    assert differences(one, one) == []
    assert bool(differences(one, other)) == (one != other)
    assert {found.field for found in differences(one, other)} <= set(OFFICIAL)


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["jiaoyu/a", "jiaoyu/b", "haiguan/c"]), ANY_FIELDS), st.dictionaries(st.sampled_from(["jiaoyu/a", "jiaoyu/d", "haiguan/c"]), ANY_FIELDS))
def test_any_two_catalogues_compare(one: Any, other: Any) -> None:
    old, new = (state(*(listed(id_, fields) for id_, fields in items.items()), regions=("xian", "xian/jia")) for items in (one, other))
    assert not compare(old, old)
    found = compare(old, new)
    for change in found.changes:
        assert change.regions == ("xian", "xian/jia"), "both regions list the same"
    forms = as_text(found, "甲", "乙"), as_markdown(found, "甲", "乙"), as_json(found, "甲", "乙").decode()
    assert all(forms)
    assert len(found.changes) == json.loads(forms[2])["summary"]["changes"]


# ---- for people


def big(count: int) -> Comparison:
    old = [listed(f"jiaoyu/{i}", {**FIELDS, "title": f"事项{i}"}) for i in range(count)]
    new = [listed(f"jiaoyu/{i}", {**FIELDS, "title": f"事项{i}", "content": [f"全新的{i}号要素" * 8]}) for i in range(count)]
    return compare(state(*old), state(*new))


def test_narrowed_and_widened_come_first() -> None:
    new = listed(fields={**FIELDS, "content": ["招生政策", "全部录取结果名单", {"text": "处罚决定", "time_limit": "20个工作日内"}], "category": "学生管理"})
    text = as_text(compare(state(listed()), state(new)), "旧", "新")
    assert text.index("收窄（") < text.index("扩大（") < text.index("其他改动")
    assert "比较：旧 → 新" in text
    assert summary(compare(state(listed()), state(new))) == "共3处变化：收窄1，扩大1，其他1"


def test_nothing_changed_is_a_sentence() -> None:
    same = compare(state(listed()), state(listed()))
    assert "官方要素没有变化" in as_text(same, "旧", "新")
    assert "官方要素没有变化" in as_markdown(same, "旧", "新")
    assert json.loads(as_json(same, "旧", "新"))["changes"] == []


def test_the_same_change_of_many_items_is_one_line() -> None:
    old = [listed(f"jiaoyu/{i}", {**FIELDS, "title": f"事项{i}"}) for i in range(9)]
    new = [listed(f"jiaoyu/{i}", {**FIELDS, "title": f"事项{i}", "subjects": ["某县教体局"]}) for i in range(9)]
    text = as_text(compare(state(*old), state(*new)), "旧", "新")
    assert "公开主体由“某县教育局”改为“某县教体局”：义务教育的9个事项（事项0、事项1、事项2、事项3、事项4、事项5 等）" in text
    assert text.count("某县教体局") == 1


def test_colours_only_where_they_are_asked_for() -> None:
    found = big(1)
    assert "\x1b" not in as_text(found, "旧", "新")
    assert "<red>" in as_text(found, "旧", "新", paint=lambda text, how: f"<{how}>{text}")


def test_markdown_is_capped_and_says_what_is_missing() -> None:
    found = big(3000)
    text = as_markdown(found, "旧", "新")
    assert len(text) <= LIMIT
    left = re.search(r"太长，没有全部列出：还有(.+?)。", text)
    assert left
    missing = sum(map(int, re.findall(r"\d+", left[1])))
    said = len(re.findall(r"^ {4}- ", text, flags=re.MULTILINE)) + sum(map(int, re.findall(r"：义务教育的(\d+)个事项", text)))
    assert missing + said == len(found.changes)
    assert len(as_markdown(found, "旧" * 70_000, "新")) <= LIMIT


HOSTILE = "| <script>alert(1)</script> @all #12 !12 ![x](http://a.b) **粗** `码` [链](javascript:1) &lt; $x$ ~~删~~ \\ \n# 标题\n- 项 \x1b[31m"


def test_nothing_from_the_catalogue_acts_in_markdown_or_a_terminal() -> None:
    found = compare(state(listed()), state(listed(fields={**FIELDS, "title": HOSTILE, "content": [HOSTILE]})))
    text = as_markdown(found, HOSTILE, "新")
    assert "<script" not in text
    assert "@all" not in text
    assert " #12" not in text
    assert all(re.match("#{3,4} 目录变化|#{4} (收窄|扩大|其他)", line) for line in text.split("\n") if line.startswith("#"))
    assert "\x1b" not in text + as_text(found, HOSTILE, "新")
    assert "](http" not in text


@given(st.text(max_size=60))
def test_escape_leaves_no_markup(text: str) -> None:
    found = re.sub(r"<!-- -->", "", escape(text))
    assert not re.search(r"[\\`*_{}\[\]<>|~^$]", found)
    assert not re.match(r"[-+=#](\s|$)|\d+[.)]", found)
    assert "\n" not in found
