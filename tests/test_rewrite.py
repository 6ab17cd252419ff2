"""Changing values in a YAML file by span: the data become what was wanted, everything else stays byte for byte."""

from __future__ import annotations

import copy
import difflib
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY
from gongkai.authoring.form import entry
from gongkai.authoring.rewrite import Refusal, rewrite, same
from gongkai.reading.place import SourceFile
from gongkai.reading.source import parse

FILE = """\
# 文件开头的说明
title: 招生政策  # 名称
category: '招生 ''管理'''
order: 10
content:
  # 第一项
  - 招生入学政策
  - 报名条件和时间  # 每年五月
  - {text: 处罚决定, need: 可选, note: "一, 二"}
  # 列表末尾的话
basis: [《条例》第二十条, '《办法》',
  # 中间的话
  《义务教育法》]
summary: |-
  孩子怎么入学。
    # 这不是注释
  划到哪所学校。

note: >-
  折起来的
  一段话
adjust:
  time_limit:
    was: 二十日  # 原来
    now: 十日
  channels: {add: [学校公示栏], remove: [公示栏]}
# 结尾
"""


def read(text: str) -> Any:
    found = parse(text.encode(), SourceFile("", ""))
    assert not found.problems, [str(problem) for problem in found.problems]
    return found.data


def changed(text: str, change: Any) -> str:
    """``text`` rewritten after ``change`` has altered its data."""
    wanted = copy.deepcopy(read(text))
    change(wanted)
    new = rewrite(text, wanted)
    assert isinstance(new, str), new
    assert same(read(new), wanted)
    return new


def lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """(lines gone, lines new), as a diff shows them."""
    diff = list(difflib.ndiff(re.split("\r?\n", old.rstrip()), re.split("\r?\n", new.rstrip())))
    return [line[2:] for line in diff if line.startswith("- ")], [line[2:] for line in diff if line.startswith("+ ")]


@pytest.mark.parametrize(
    ("change", "gone", "new"),
    [
        (lambda d: d.update(title="入学政策"), ["title: 招生政策  # 名称"], ["title: 入学政策  # 名称"]),
        (lambda d: d.update(category="招生: 管理"), ["category: '招生 ''管理'''"], ['category: "招生: 管理"']),
        (lambda d: d.update(order=20), ["order: 10"], ["order: 20"]),
        (lambda d: d["content"].append("转学"), [], ["  - 转学"]),
        (lambda d: d["content"].insert(0, "转学"), [], ["  - 转学"]),
        (lambda d: d["content"].pop(1), ["  - 报名条件和时间  # 每年五月"], []),
        (lambda d: d["content"].__setitem__(1, "时间"), ["  - 报名条件和时间  # 每年五月"], ["  - 时间  # 每年五月"]),
        (lambda d: d["content"][2].update(need="必选"), ['  - {text: 处罚决定, need: 可选, note: "一, 二"}'], ['  - {text: 处罚决定, need: 必选, note: "一, 二"}']),
        (lambda d: d["content"][2].pop("note"), ['  - {text: 处罚决定, need: 可选, note: "一, 二"}'], ["  - {text: 处罚决定, need: 可选}"]),
        (lambda d: d["basis"].append("《新法》"), ["  《义务教育法》]"], ["  《义务教育法》, 《新法》]"]),
        (lambda d: d["basis"].pop(0), ["basis: [《条例》第二十条, '《办法》',"], ["basis: ['《办法》',"]),
        (lambda d: d.update(summary="短"), ["summary: |-", "  孩子怎么入学。", "    # 这不是注释", "  划到哪所学校。"], ["summary: 短"]),
        (lambda d: d.update(note="直写"), ["note: >-", "  折起来的", "  一段话"], ["note: 直写"]),
        (lambda d: d["adjust"]["time_limit"].update(now="五日"), ["    now: 十日"], ["    now: 五日"]),
        (lambda d: d["adjust"].update(mode={"was": "依申请", "now": "主动"}), [], ["  mode:", "    was: 依申请", "    now: 主动"]),
        (lambda d: d["adjust"].pop("time_limit"), ["  time_limit:", "    was: 二十日  # 原来", "    now: 十日"], []),
        (lambda d: d["adjust"]["channels"]["add"].append("政府网站"), ["  channels: {add: [学校公示栏], remove: [公示栏]}"], ["  channels: {add: [学校公示栏, 政府网站], remove: [公示栏]}"]),
        (lambda d: d.update(reason="本县规定"), [], ["reason: 本县规定"]),
    ],
)  # fmt: skip
def test_only_the_lines_of_a_change_are_new(change: Any, gone: list[str], new: list[str]) -> None:
    for text in (FILE, FILE.replace("\n", "\r\n"), FILE.removesuffix("# 结尾\n").rstrip("\n")):
        assert lines(text, changed(text, change)) == (gone, new)


def test_line_breaks_stay_what_they_are() -> None:
    text = changed(FILE.replace("\n", "\r\n"), lambda d: d["content"].extend(["甲", "乙: 丙"]))
    assert text.count("\n") == text.count("\r\n") == FILE.count("\n") + 2


def test_a_key_goes_behind_the_one_it_follows() -> None:
    data = read(FILE)
    wanted = {}
    for key, value in data.items():
        wanted[key] = value
        if key == "content":
            wanted["mode"] = "主动"
    text = rewrite(FILE, wanted)
    assert isinstance(text, str) and "  # 列表末尾的话\nmode: 主动\nbasis:" in text


def test_elements_written_in_blocks_get_neighbours_in_blocks() -> None:
    bodies = "bodies:\n  - id: jiaoyu-ju\n    name: 县教育局  # 教育\n  - id: minzheng-ju\n    name: 县民政局\n# 完\n"
    text = changed(bodies, lambda d: d["bodies"].append({"id": "caizheng-ju", "name": "县财政局", "aliases": ["财政局"]}))
    assert text == bodies.replace("# 完", "  - id: caizheng-ju\n    name: 县财政局\n    aliases: [财政局]\n# 完")
    first = changed(bodies, lambda d: d["bodies"].pop(0))
    assert first == "bodies:\n  - id: minzheng-ju\n    name: 县民政局\n# 完\n"
    assert changed(bodies, lambda d: d["bodies"][0].pop("id")).count("县教育局") == 1


def test_what_says_it_already_stays_and_what_is_broken_is_refused() -> None:
    assert rewrite(FILE, read(FILE)) == FILE
    assert isinstance(rewrite("title: [甲\n", {"title": "乙"}), Refusal)
    assert isinstance(rewrite("a: &x 1\nb: *x\n", {"a": 2}), Refusal)
    assert isinstance(rewrite("- 甲\n", {"title": "乙"}), Refusal)


words = st.text(st.sampled_from("甲乙: #,[]{}'\"-|>&*!%@`~?0x、。\n=") | st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp")), max_size=8)
keys = st.sampled_from(["title", "content", "was", "now", "add", "教育行政部门", "x-1"])
leaves = words | st.integers(-5, 30) | st.booleans() | st.none()
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=10)
mappings = st.dictionaries(keys, values, min_size=1, max_size=5)


@given(mappings, mappings, st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_data_become_any_other(old: dict[str, Any], new: dict[str, Any], crlf: bool) -> None:
    text = "".join(f"# 说明\n{line}\n" for key, value in old.items() for line in ["\n".join(entry(key, value))])
    text = text.replace("\n", "\r\n") if crlf else text
    if parse(text.encode(), SourceFile("", "")).problems:
        return
    result = rewrite(text, new)
    if isinstance(result, Refusal):
        assert not old.keys() & new.keys() or parse("\n".join(line for key, value in new.items() for line in entry(key, value)).encode(), SourceFile("", "")).problems
    else:
        assert same(read(result), new)


POOL = sorted((REPOSITORY / "catalog").rglob("*.yaml"))


@given(st.sampled_from(POOL), st.randoms(use_true_random=False), st.text(st.sampled_from("甲乙丙: #'\"，"), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_one_change_in_a_real_file_leaves_the_other_lines_alone(path: Any, random: Any, word: str) -> None:
    text = path.read_bytes().decode()
    data = read(text)
    wanted = copy.deepcopy(data)
    place: Any = wanted
    step: Any = random.choice(sorted(place))
    while isinstance(place[step], dict | list) and place[step]:
        place = place[step]
        step = random.choice(sorted(place) if isinstance(place, dict) else range(len(place)))
    place[step] = f"改{word.strip()}改"
    result = rewrite(text, wanted)
    assert isinstance(result, str), (path, step)
    assert same(read(result), wanted)
    gone, new = lines(text, result)
    assert len(new) == 1 and len(gone) >= 1
