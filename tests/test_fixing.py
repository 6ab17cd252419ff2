"""`gongkai check --fix`: what it repairs, that it touches nothing else, and that a second run has nothing to do."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY, gongkai
from gongkai.checking.edit import Edit
from gongkai.checking.fixing import FIXERS, repair, repair_text
from gongkai.problems import Position, Problem
from gongkai.reading.place import SourceFile
from gongkai.reading.source import parse

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base"
ITEM = "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
WHERE = SourceFile("", "catalog/a.yaml")


def found(text: str) -> tuple[Problem, ...]:
    return parse(text.encode(), WHERE).problems


def fixed(text: str) -> str:
    """Repaired until nothing is left to repair, as the command does it."""
    for _ in range(20):
        after = repair_text(text, found(text)).text
        if after == text:
            return text
        text = after
    raise AssertionError("it never comes to rest")


REPAIRS = {
    "full-width colon": ("title：招生\norder: 1\n", "title: 招生\norder: 1\n"),
    "full-width colon and blank": ("title：　招生\norder: 1\n", "title: 招生\norder: 1\n"),
    "full-width colon before a list": ("content：\n  - 甲\n", "content:\n  - 甲\n"),
    "colon without a blank": ("title:招生\norder: 1\n", "title: 招生\norder: 1\n"),
    "comma in a list of names": ("channels: [政府网站，公示栏]\n", "channels: [政府网站, 公示栏]\n"),
    "several commas": ("levels: [县级， 乡级，村级]  # 说明，照旧\n", "levels: [县级, 乡级, 村级]  # 说明，照旧\n"),
    "tab indentation": ("content:\n\t- 甲\n\t- 乙\n", "content:\n  - 甲\n  - 乙\n"),
    "full-width indentation": ("content:\n　- 甲\n　- 乙\n", "content:\n  - 甲\n  - 乙\n"),
    "tab on an empty line": ("content:\n  - 甲\n\t\n  - 乙\n", "content:\n  - 甲\n\n  - 乙\n"),
    "zero-width": ("title: 招\u200b生\n", "title: 招生\n"),
    "byte order mark inside": ("title: 招生\n\ufefforder: 1\n", "title: 招生\norder: 1\n"),
    "control character": ("title: 招\x07生\n", "title: 招生\n"),
    "no-break space behind the colon": ("title:\u00a0招生\n", "title: 招生\n"),
    "no-break space in a text": ("title: 招生\u00a0政策\n", "title: 招生 政策\n"),
    "no-break space at the end": ("title: 招生\u00a0\norder: 1\n", "title: 招生\norder: 1\n"),
    "full-width space behind the colon": ("title:　招生\n", "title: 招生\n"),
    "full-width space at the end": ("title: 招生　\n", "title: 招生\n"),
    "full-width space behind the dash": ("content:\n  - 　甲\n", "content:\n  - 甲\n"),
    "dash without a blank": ("content:\n  -甲\n  - 乙\n", "content:\n  - 甲\n  - 乙\n"),
    "another sign for a dash": ("content:\n  - 甲\n  • 乙\n", "content:\n  - 甲\n  - 乙\n"),
    "full-width hash": ("＃ 说明\ntitle: 招生\n", "# 说明\ntitle: 招生\n"),
}

LEFT = {
    "a sentence with a colon": "content:\n  注意：这是一句话\n  要点：这是第二句\n",
    "a comma in a sentence": "content: [甲，乙]\n",
    "tab inside a text": "title: 招生\t政策\norder: 1\n",
    "full-width space inside a text": "title: 招生　政策\n",
    "curly quotes": "title: “招生”\n",
    "manual line break": "title: 招\x0b生\n",
    "written twice": "title: 甲\ntitle: 乙\n",
    "roles are no fields": "roles:\n  教育行政部门：县教育局\n",
    "one bullet that may open a sentence": "note: |-\n  · 甲\n",
}


@pytest.mark.parametrize("name", REPAIRS)
def test_repair(name: str) -> None:
    before, after = REPAIRS[name]
    assert found(before), "nothing to repair"
    assert fixed(before) == after
    assert fixed(after) == after


@pytest.mark.parametrize("name", REPAIRS)
def test_line_ends_and_comments_stay(name: str) -> None:
    before, after = REPAIRS[name]
    crlf = [("# 前面的说明\n" + text + "# 最后，没有换行：").replace("\n", "\r\n") for text in (before, after)]
    assert fixed(crlf[0]) == crlf[1]


@pytest.mark.parametrize("name", LEFT)
def test_what_may_be_meant_is_left_alone(name: str) -> None:
    assert fixed(LEFT[name]) == LEFT[name]


def test_what_is_left_alone_has_a_reason() -> None:
    text = "content: [甲，乙]\ntitle: 招生　政策　二\ntitle：丙\n"
    repaired = repair_text(text, found(text))
    assert all(reason and not reason.endswith("。") for _, reason in repaired.left)
    handled = {(problem.position, problem.code) for problem in (*(one[0] for one in repaired.done), *(one[0] for one in repaired.left))}
    assert handled == {(problem.position, problem.code) for problem in found(text) if problem.code in FIXERS}


def test_every_repairable_code_exists() -> None:
    from gongkai.checking.manual import topics

    assert set(FIXERS) <= set(topics())


def named(hint: str, column: int, code: str = "N305") -> Problem:
    return Problem(code, Position("", "a.yaml", 1, column), "没有登记过的公开渠道", hint)


@pytest.mark.parametrize(
    ("text", "meant", "after"),
    [
        ("channels: [政府網站, 公示栏]\n", "政府网站", "channels: [政府网站, 公示栏]\n"),
        ("channels: ['政府網站', 公示栏]\n", "政府网站", "channels: ['政府网站', 公示栏]\n"),
        ("channels: [政府​网站]\n", "政府网站", "channels: [政府网站]\n"),
        ("channels: [政府网页]\n", "政府网站", None),
        ("channels: [政府網站群]\n", "政府网站", None),
        ("channels: [政府網站]\n", "政府网站…", None),
    ],
)
def test_names_are_repaired_where_only_the_form_differs(text: str, meant: str, after: str | None) -> None:
    column = 13 if "'" in text else 12
    repaired = repair_text(text, [named(f"您是不是要写“{meant}”？", column - ("'" in text))])
    assert repaired.text == (after or text)
    assert bool(repaired.done) is (after is not None)


def test_titles_keep_their_brackets_and_articles() -> None:
    text = "basis:\n  - 《義務教育法》第二条\n"
    problem = Problem("N301", Position("", "a.yaml", 2, 5), "x", "您是不是要写“义务教育法”？")
    assert repair_text(text, [problem]).text == "basis:\n  - 《义务教育法》第二条\n"


WORDS = {
    "letters": ("time_limit: 之日起２０个工作日内，３日\n", "W822", "“２０”是全角的字母或数字", "time_limit: 之日起20个工作日内，３日\n"),
    "letters elsewhere": ("note: |-\n  ２０日\n", "W822", "“２０”是全角的字母或数字", ""),
    "a comma": ("summary: 报名,入学\n", "W821", "“报名,入学”里的“,”是半角标点", "summary: 报名，入学\n"),
    "not the comma of the list": ("content: [甲乙;丙,丁]\n", "W821", "“甲乙;丙”里的“;”是半角标点", "content: [甲乙；丙,丁]\n"),
    "brackets come in pairs": ("summary: 报名(入学)\n", "W821", "“报名(入学)”里的“(”是半角标点", ""),
}


@pytest.mark.parametrize("name", WORDS)
def test_width_of_signs(name: str) -> None:
    text, code, message, after = WORDS[name]
    repaired = repair_text(text, [Problem(code, Position("", "a", 1, text.index(": ") + 3 + text.startswith("content")), message)])
    assert repaired.text == (after or text)
    assert bool(repaired.left) is not bool(after)


def test_a_repair_that_tears_the_file_is_undone() -> None:
    def tear(text: str, at: int, problem: Problem) -> Edit:
        return Edit(at, at + 1, "[")

    text = "title: 招生\norder: 1\n"
    repaired = repair_text(text, [Problem("X1", Position("", "a", 1, 8), "x")], {"X1": tear})
    assert repaired.text == text
    assert repaired.left


def test_a_place_that_is_not_there_does_no_harm() -> None:
    for line, column in ((99, 1), (1, 99)):
        problems = [Problem(code, Position("", "a", line, column), "x", "您是不是要写“甲”？") for code in FIXERS]
        assert repair_text("title: 招生\n", problems).text == "title: 招生\n"


MARKS = st.sampled_from([*"：:，,　\t \u00a0\u200b-－•＃#[]'\"《》", "\n", "\r\n", "title", "channels: [", "content:\n  - ", "招生", "政府网站", "第一条"])
TEXTS = st.lists(MARKS, max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_it_comes_to_rest_and_changes_only_its_spans(text: str) -> None:
    after = text
    for _ in range(60):
        repaired = repair_text(after, found(after))
        if repaired.text == after:
            break
        rebuilt, at = "", 0
        for _, edit, old in repaired.done:
            assert at <= edit.start and after[edit.start : edit.end] == old
            rebuilt += after[at : edit.start] + edit.new
            at = edit.end
        assert rebuilt + after[at:] == repaired.text
        after = repaired.text
    else:
        raise AssertionError("it never comes to rest")
    assert repair_text(after, found(after)).text == after


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_letters_are_never_lost(text: str) -> None:
    """Repairs are about blanks and signs: what an editor has written in words is still there, in the same order."""

    def words(said: str) -> str:
        return "".join(char for char in said if char.isalnum())

    assert words(repair_text(text, found(text)).text) == words(text)


# files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "p")
    return tmp_path / "p"


def test_the_command_repairs_says_what_and_is_done(project: Path) -> None:
    path = project / ITEM
    good = path.read_bytes()
    bad = "\ufeff".encode() + good.replace(b"\n", b"\r\n").replace(b"title: ", "title：".encode()).replace("政府网站, ".encode(), "政府網站，".encode())
    path.write_bytes(bad)
    path.chmod(0o640)
    others = {other: other.read_bytes() for other in project.rglob("*.yaml") if other != path}
    done = gongkai("check", "--fix", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert path.read_bytes() == "\ufeff".encode() + good.replace(b"\n", b"\r\n")
    assert f"已改 {ITEM}:1:6: Y120 “：”→“: ”" in done.stdout
    assert "“政府網站”→“政府网站”" in done.stdout
    assert "改好了 3 处" in done.stderr
    assert {other: other.read_bytes() for other in others} == others
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not list(project.rglob("*.part"))
    stamp = path.stat().st_mtime_ns
    again = gongkai("check", "--fix", cwd=project)
    assert "没有可以自动改的问题" in again.stderr
    assert path.stat().st_mtime_ns == stamp


def test_what_a_person_must_decide_is_said_and_still_an_error(project: Path) -> None:
    path = project / ITEM
    path.write_text(path.read_text(encoding="utf-8").replace("  - 招生入学政策", "  - 招生　入学政策\n  　注意"), encoding="utf-8")
    before = path.read_bytes()
    (project / ITEM).write_text(before.decode().replace("content:", "content: [甲，乙]\nx:"), encoding="utf-8")
    done = gongkai("check", "--fix", "--format", "json", cwd=project)
    assert done.returncode == 1
    assert done.stdout.startswith("{")
    assert "没有自动改" in done.stderr and "请人工核对" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX permissions")
def test_a_file_that_cannot_be_written_is_left_whole(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project / ITEM
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title："), encoding="utf-8")
    before = path.read_bytes()
    problem = Problem("Y120", Position("", ITEM, 1, 6), "x")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.replace", refuse)
    outcome = repair(project, [problem])
    assert outcome.changed == ()
    assert "写不进去" in outcome.refused[0]
    assert path.read_bytes() == before
    assert not list(project.rglob("*.part"))


def test_a_link_stays_a_link(project: Path) -> None:
    path = project / ITEM
    target = project / "catalog" / "standard" / "yiwu-jiaoyu" / "target.txt"
    path.rename(target)
    target.write_text(target.read_text(encoding="utf-8").replace("title: ", "title："), encoding="utf-8")
    try:
        path.symlink_to(target.name)
    except OSError:
        pytest.skip("no symbolic links here")
    assert repair(project, [Problem("Y120", Position("", ITEM, 1, 6), "x")]).changed
    assert path.is_symlink()
    assert "title: " in target.read_text(encoding="utf-8")


def test_the_packaged_standard_is_never_touched(project: Path) -> None:
    before = (project / ITEM).read_bytes()
    assert repair(project, [Problem("Y120", Position("标准", ITEM, 1, 6), "x")]).changed == ()
    assert (project / ITEM).read_bytes() == before
