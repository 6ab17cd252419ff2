"""The parts of the search benchmark that can be wrong without anybody noticing: its ten counties, its marks, its bars."""

from __future__ import annotations

from pathlib import Path

from gongkai.build import read_project
from gongkai.search.evaluate import Question
from gongkai.search.matters import matters
from search_bench import bars, large, scores
from search_bench.drive import share_below

REPOSITORY = Path(__file__).resolve().parents[1]
ITEM = "# head\ntitle: 招生政策\norder: 1\ncontent:\n  - 甲\n  - text: 乙\n    note: 丙\nsummary: 怎么报名。\nrelated: [a/b]\n"


def test_a_moved_item_is_another_one_and_loses_nothing() -> None:
    found = large.moved(ITEM, "青山")
    assert "title: 招生政策（青山）\ncategory: 招生政策\n" in found
    assert "  - text: 乙\n    note: 丙\n" in found
    assert "  - 甲\n" in found
    assert "  - 青山县另外公开的情况\n" in found
    assert "summary: 怎么报名。青山县的人看这里。\n" in found
    assert "related" not in found


def test_the_ten_counties_pass_the_check_and_have_exactly_the_matters_asked_for(tmp_path: Path) -> None:
    reading, _ = read_project(REPOSITORY, None)
    assert reading.library is not None
    published = {matter.id for matter in matters(reading.library)}
    wanted = len(published) + 100
    reading, problems = read_project(large.write_project(tmp_path / "project", wanted, published, REPOSITORY), None)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    assert reading.library is not None
    assert len(matters(reading.library)) == wanted


def test_answers_are_marked_as_the_command_line_marks_them() -> None:
    questions = tuple(Question(name, "word", name) for name in ("one", "two", "none"))
    table = scores.Table("table", questions, (frozenset("ab"), frozenset("c"), frozenset()))
    found = scores.score(table, {"one": ["x", "a", "b"], "two": [], "none": ["x"]})
    assert (found["hit@5"], found["r@5"], found["mrr@10"], found["zero"], found["n"]) == (0.5, 0.5, 0.25, 0.5, 2)
    assert (found["unanswerable"], found["failures"]) == (["none"], ["two"])


def test_a_row_is_held_only_against_those_who_took_part() -> None:
    assert bars.Row("hit", {"ours": 0.9, "material": 0.9, "pagefind": None}, more=True).ahead is True
    assert bars.Row("KB", {"ours": 5, "material": 0, "pagefind": 30}, against=("pagefind",)).ahead is True
    assert bars.Row("KB", {"ours": 5, "material": 4, "pagefind": 30}).ahead is False
    assert bars.Row("files", {"ours": 5, "material": 1, "pagefind": 9}, against=()).ahead is None


def test_the_95_percent_value_is_one_of_the_values() -> None:
    assert share_below(list(range(1, 101)), 0.95) == 95
    assert share_below([7], 0.95) == 7
