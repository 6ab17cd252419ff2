"""Time limits: real and hand-made wordings against clauses written down by hand, and that reading and writing are inverse."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.model.timelimit import BUCKETS, Cadence, Clause, Deadline, Trigger, bucket, clause_to_json, parse, render, summary, to_json
from gongkai.model.timelimit.clause import Kind

GOLDEN = Path(__file__).parent / "golden"
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((GOLDEN / "timelimits.yaml").read_text("utf-8"))
HELD = [case for group in CASES.values() for case in group]
FREE = [line for line in (GOLDEN / "timelimits_free.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", HELD, ids=lambda case: case["text"])
def test_wording_is_read_as_written_down(case: dict[str, Any]) -> None:
    deadline = parse(case["text"])
    assert to_json(deadline) == {"raw": case["text"], "clauses": case["clauses"]}
    assert render(deadline) == case.get("canonical", render(deadline))
    assert summary(deadline) == case.get("summary", summary(deadline))
    assert bucket(deadline) == case.get("bucket", bucket(deadline))


@pytest.mark.parametrize("case", HELD, ids=lambda case: case["text"])
def test_canonical_wording_says_the_same(case: dict[str, Any]) -> None:
    deadline = parse(case["text"])
    again = parse(render(deadline))
    assert again.clauses == deadline.clauses
    assert render(again) == render(deadline)


@pytest.mark.parametrize("text", FREE)
def test_what_is_not_certain_stays_one_free_text(text: str) -> None:
    deadline = parse(text)
    assert deadline.is_free
    assert deadline.clauses == (Clause("free", note=text),)
    assert render(deadline) == summary(deadline) == text
    assert bucket(deadline) == "其他"


@pytest.mark.parametrize("case", HELD, ids=lambda case: case["text"])
def test_widths_and_blanks_do_not_matter(case: dict[str, Any]) -> None:
    text = case["text"]
    full = text.translate({ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789(),;:"})
    spaced = re.sub(r"(?<!\d)(\d+)(?!\d)", r" \1 ", text)
    lines = re.sub(r"[;；](?=2\.|②)", "\n", text)
    for variant in (full, spaced, f"　{text} ", f"{text}。", lines, text.replace("工作日内", "工作日以内")):
        assert parse(variant).clauses == parse(text).clauses, variant


def test_key_order_and_absent_keys_of_the_json() -> None:
    clauses = parse("信息形成20个工作日内；其中行政处罚自作出决定之日起7个工作日内公示").clauses
    assert [list(clause_to_json(clause)) for clause in clauses] == [
        ["kind", "trigger", "amount", "unit"],
        ["scope", "kind", "trigger", "amount", "unit"],
    ]
    assert to_json(parse("随公告公开"))["clauses"] == [{"kind": "concurrent", "with": "公告"}]


def test_every_kind_is_explained_and_met() -> None:
    assert all(f"``{kind}``" in (Clause.__doc__ or "") for kind in get_args(Kind))
    assert {clause["kind"] for case in HELD for clause in case["clauses"]} == set(get_args(Kind)) - {"free"}


def test_long_text_is_no_trouble() -> None:
    assert parse("信息形成" * 5000).is_free
    assert parse("自" * 3000 + "20个工作日内").is_free
    assert parse("").clauses == (Clause("free", note=""),)


# ---- generated deadlines: everything that the canonical wording can say ----

_INFO = [
    Trigger("formed", "信息形成"),
    Trigger("changed", "信息变更"),
    Trigger("formed_or_changed", "信息形成或者变更"),
    Trigger("made_or_obtained", "制定或者获取信息"),
    Trigger("made_or_obtained", "获取信息"),
    Trigger("received", "信息下发至本单位"),
    Trigger("application", "收到申请"),
    Trigger("approval", "部门决算经本级财政部门批复"),
    Trigger("other", "中标通知书发出"),
    Trigger("decision", "作出行政决定"),
]
_EVENTS = [
    Trigger("other", "开学"),
    Trigger("other", "招标公告发布"),
    Trigger("approval", "规划批准"),
    Trigger("decision", "行政许可决定作出"),
]
_NOTES = st.sampled_from([None, "动态调整", "动态更新"])
_AMOUNTS = st.integers(1, 999)
_UNITS = st.sampled_from(["工作日", "日", "周", "月", "年"])
_SCOPES = ["行政许可", "行政处罚决定", "除处罚决定外其他内容", "其他", "办事指南、政策文件"]

_within = st.builds(
    lambda t, n, u, note: Clause("within", None, t, n, u, note=note), st.sampled_from([*_INFO, Trigger("none")]), _AMOUNTS, _UNITS, _NOTES
)
_soon = st.one_of(
    st.builds(lambda kind, t: Clause(kind, None, t), st.sampled_from(["immediate", "prompt"]), st.sampled_from([None, *_INFO])),
    st.just(Clause("prompt", note="按进展情况")),
    st.builds(lambda kind, t: Clause(kind, None, t), st.sampled_from(["before", "at_event"]), st.sampled_from(_EVENTS)),
    st.builds(lambda text: Clause("concurrent", with_=text), st.sampled_from(["采购公告、采购文件", "政策文件"])),
)
_cadence = st.one_of(
    st.builds(
        Cadence,
        st.sampled_from(["hour", "day", "week", "month", "quarter", "half_year", "year"]),
        st.none(),
        st.none() | st.integers(1, 99),
    ),
    st.builds(lambda m, d: Cadence("year", f"{m}月{d}日前"), st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda m, n: Cadence("year", f"{m}月底前", n), st.integers(1, 12), st.none() | st.integers(1, 9)),
    st.builds(lambda d, b: Cadence("month", f"{d}日{b}"), st.integers(1, 31), st.sampled_from(["", "前"])),
    st.builds(lambda m, d: Cadence("quarter", f"{m}月{d}日"), st.sampled_from(["首个", "第二个", "第三个"]), st.integers(1, 31)),
    st.builds(lambda d, n: Cadence("week", f"周{d}", n), st.sampled_from("一二三四五六日"), st.none() | st.integers(1, 9)),
    st.builds(
        lambda f, n, u: Cadence(f, f"结束后{n}{u}内"),
        st.sampled_from(["month", "quarter", "half_year", "year"]),
        st.integers(1, 99),
        st.sampled_from(["日", "个工作日"]),
    ),
)
_lasting = st.one_of(
    st.builds(lambda note: Clause("continuous", note=note), st.sampled_from([None, "永久", "动态调整"])),
    st.builds(
        lambda n, u, note: Clause("display", amount=n, unit=u, note=note),
        _AMOUNTS,
        _UNITS,
        st.sampled_from([None, "公告期", "公示期不少于", "公告期不少于"]),
    ),
    st.builds(lambda n, u: Clause("minimum", amount=n, unit=u), _AMOUNTS, _UNITS),
)


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """General clauses first, then some for parts, then a deferral: the order that a reader takes without asking back."""
    clauses: list[Clause] = []
    scopes = draw(st.lists(st.sampled_from(_SCOPES), unique=True, max_size=3))
    for scope in [None, *scopes]:
        own = [draw(_within | _soon)] if draw(st.booleans()) else []
        timely = own and own[0].kind in ("immediate", "prompt")
        own += [draw(_lasting)] if draw(st.booleans()) else []
        own += [Clause("recurring", cadence=draw(st.none() | _cadence), note=draw(_NOTES))] if not timely and draw(st.booleans()) else []
        if scope and not own:
            own = [Clause("continuous")]
        clauses += [Clause(one.kind, scope, one.trigger, one.amount, one.unit, one.cadence, one.with_, one.note) for one in own]
    if draw(st.booleans()) or not clauses:
        clauses.append(Clause("defer_to_law", with_=draw(st.sampled_from([None, "法律", "国家", "法律、行政法规", "法律、法规、规章"]))))
    return Deadline("", tuple(clauses))


@given(deadlines())
@settings(max_examples=300, deadline=None)
def test_generated_deadlines_survive_writing_and_reading(deadline: Deadline) -> None:
    text = render(deadline)
    again = parse(text)
    assert again.clauses == deadline.clauses, text
    assert bucket(again) in BUCKETS
    assert 0 < len(summary(again)) <= len(text) + 20


# ---- texts thrown together from what real ones are made of ----

_PIECES = re.split(
    r"\s+",
    """信息 形成 变更 或者 或 （ ） 之日起 自 后 20个工作日 10日 7个工作日 3个月 内 以内 公开 公示 公告 予以 ， ； 。 ： 、 其中
    行政处罚 行政处罚决定 作出 决定 批准 每年 每季度 1月31日 前 首个月 至少 更新 1次 长期 及时 实时 动态调整 法律、法规另有规定的
    从其规定 除外 期限 为 不少于 征求意见期限不得少于 30日 与 随 采购文件 同步 时 开学 收到 申请 制定 获取 不 原则上 除 其他 内容
    应 的 在 至 半年 按 二十 ２ ② 1. 2.""",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join) | st.sampled_from(FREE) | st.text(max_size=30))
@settings(max_examples=1000, deadline=None)
def test_no_text_raises_and_nothing_is_lost(text: str) -> None:
    deadline = parse(text)
    assert deadline.raw == text
    assert parse(render(deadline)).clauses == deadline.clauses
    if deadline.is_free:
        assert deadline.clauses == (Clause("free", note=text),)
        return
    numbers = re.findall(r"\d+", re.sub(r"(?:^|(?<=[；。;]))(?:\d\.|②)", "", text).replace("２", "2").replace("二十", "20"))
    assert sorted(numbers) == sorted(re.findall(r"\d+", str(to_json(deadline)["clauses"])))
    assert not re.search("原则|不(?!少于|得少于)|至(?!少)", text)
