"""Rows with anything in their cells: a plan is always made, never breaks the catalogue, and the report has a line for each of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.importing.grid import Chosen, Part, SourceRow
from gongkai.importing.home import Home
from gongkai.importing.options import Options
from gongkai.importing.report import html, markdown, unaccounted
from gongkai.importing.trial import settle, tried
from import_desk import FILE, POLICY, ROLLS, exported, home, row, small_project, understood

PIECES = ["招生政策", "学籍管理", "《政府信息公开条例》", "第三条", "县教育局", "政府网站", "20个工作日", "（", "）", "《", "》", "；", "、", "：", "|", "<b>", "&", "\n", " ", "＝", "=1+1", "同上", "/", "*", "#", "- ", "{", "null", "13800138000", "\u200b", "某省", "X" * 250]
text = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=4).map("".join)
names = st.lists(text, min_size=1, max_size=4).map(tuple)
parts = st.lists(st.builds(Part, text=text, need=st.sampled_from(["", "必选", "本地"]), time_limit=text, subjects=text, note=text), max_size=3).map(tuple)
uses = st.lists(st.tuples(text, text), max_size=3).map(tuple)
LEVELS = ("县级", "乡级")


@st.composite
def anything(draw: Any) -> dict[str, Any]:
    return {
        "names": draw(names),
        "content": draw(parts),
        "basis": draw(st.lists(text, max_size=3).map(tuple)),
        "time_limit": draw(text),
        "subjects": draw(text),
        "channels": draw(st.none() | st.builds(Chosen, must=uses, one_of=uses, may=uses)),
        "everyone": draw(st.none() | st.booleans()),
        "groups": draw(st.lists(text, max_size=2).map(tuple)),
        "mode": draw(st.sampled_from(["", "主动", "依申请"])),
        "levels": draw(st.lists(st.sampled_from(LEVELS), unique=True).map(tuple)),
        "domain": draw(st.sampled_from(["义务教育", "", "水利"]) | text),
        "id": draw(st.sampled_from(["", POLICY, ROLLS, "新增", "x/y"])),
        "extra": draw(st.dictionaries(st.sampled_from(["备注", "责任科室", "咨询电话", "网址", "理由", "五公开"]), text, max_size=3)),
    }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return home(small_project(tmp_path_factory.mktemp("p")))


def check(desk: Home, *rows: SourceRow) -> None:
    source = understood(*rows)
    made = settle(source, desk, Options(update=True))
    assert not made.blocked and len(made.outcomes) == len(rows)
    library, wrong = tried(desk, made.files)
    assert library is not None and [str(problem) for problem in wrong] == []
    assert unaccounted(source, html(made), markup=True) == [] and unaccounted(source, markdown(made), markup=False) == []


@given(st.lists(anything(), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_row(desk: Home, said: list[dict[str, Any]]) -> None:
    check(desk, *(row(*one.pop("names"), number=number, **one) for number, one in enumerate(said, 1)))


@given(st.dictionaries(st.sampled_from(["l1", "l2", "content", "basis", "limit", "who", "channels", "everyone", "groups", "active", "request", "县级", "note"]), text, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_cell_of_our_own_export(desk: Home, cells: dict[str, str]) -> None:
    one = exported(desk, POLICY, cells)
    assert one.file == FILE
    check(desk, one)


def test_a_project_folder_is_not_touched_by_planning(desk: Home) -> None:
    project: Path = desk.desk.project
    before = {path: path.read_bytes() for path in project.rglob("*.yaml")}
    check(desk, row(time_limit="10个工作日"), row("招生管理", "校车服务", number=2))
    assert {path: path.read_bytes() for path in project.rglob("*.yaml")} == before
