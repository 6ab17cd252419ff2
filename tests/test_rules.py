"""The checker's rules, by example: cases/rules/<CODE>/<pass|fail>-<name>/ lays files over the small base catalogue of the layer tests.

Adding a case is adding a folder: the files below its ``catalog/``, and in ``expected.txt`` that rule's findings, one a line
(``file:line:col CODE message``; empty where all is well). ``as_of.txt`` may say which day the catalogue speaks for; what ``without.txt`` names, a
path a line, is taken out of the base. ``GONGKAI_WRITE_EXPECTED=1`` writes what is found, to be read and judged before it is kept.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gongkai.build import read_project
from gongkai.checking import own
from gongkai.checking.rule import Rule
from gongkai.checking.rules import REGISTRY, all_rules, missing_element
from gongkai.checking.scope import Scope
from gongkai.model.item import Audience, Channels
from gongkai.problems import Problem

RULES = all_rules()

BASE = Path(__file__).parent / "cases" / "layers" / "base"
CASES = Path(__file__).parent / "cases" / "rules"
FOLDERS = sorted(path for path in CASES.glob("*/*") if path.is_dir())
BY_CODE = {rule.code: rule for rule in RULES}


def lay_out(case: Path, target: Path) -> Path:
    """The base with the case's files over it, as a project folder."""
    shutil.copytree(BASE, target, ignore=shutil.ignore_patterns(".cache"))
    removed = case / "without.txt"
    for line in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (target / line).unlink()
    if (case / "catalog").is_dir():
        shutil.copytree(case / "catalog", target / "catalog", dirs_exist_ok=True)
    return target


def findings(case: Path, target: Path) -> list[Problem]:
    """What the rule that the case's folder is named for finds in it."""
    reading, problems = read_project(lay_out(case, target), None)
    assert reading.library is not None, [str(problem) for problem in problems]
    return [problem for problem in problems if problem.code == case.parent.name]


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = case / "as_of.txt"
    if day.exists():
        moment = datetime.fromisoformat(day.read_text(encoding="utf-8").strip()).replace(tzinfo=UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    found = findings(case, tmp_path / "p")
    lines = "".join(f"{problem.position} {problem.code} {problem.message}\n" for problem in found)
    expected = case / "expected.txt"
    if os.environ.get("GONGKAI_WRITE_EXPECTED") == "1":
        expected.write_text(lines, encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8"), f"how it is now:\n{lines}"
    assert bool(lines) == case.name.startswith("fail-"), "a fail- case shows a finding, a pass- case none"
    assert all(problem.hint for problem in found), "every finding says what to do"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_shown_by_example(rule: Rule) -> None:
    """Two cases each way, so that a rule that finds nothing, or everything, is noticed."""
    names = [case.name for case in FOLDERS if case.parent.name == rule.code]
    for kind in ("fail-", "pass-"):
        assert sum(name.startswith(kind) for name in names) >= 2, f"{rule.code} {rule.slug}: fewer than two {kind} cases"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    """Title, why and how, a bad example and a good one; a law or norm it rests on; a remedy."""
    assert rule.title and "\n\n" in rule.page.strip()
    assert rule.page.index("反例：\n\n    ") < rule.page.index("正例：\n\n    ")
    assert rule.basis and rule.fix


def test_codes_and_slugs_are_used_once() -> None:
    assert len(BY_CODE) == len(RULES) == len({rule.slug for rule in RULES})


def test_every_case_belongs_to_a_rule() -> None:
    assert {case.parent.name for case in FOLDERS} <= set(BY_CODE)


def _scope() -> Scope:
    reading, _ = read_project(BASE, None)
    assert reading.library is not None
    return Scope(reading.library, reading.docs, reading.unread)


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [("channels", Channels(), "公开渠道和载体"), ("audience", Audience(False), "公开对象"), ("mode", "", "公开方式")],
)
def test_an_element_that_is_missing_in_effect(field: str, value: object, label: str) -> None:
    """Schema and reading let no such item through today; where one of them does, the checker still says so."""
    scope = _scope()
    catalogue = scope.library.root
    key = "yiwu-jiaoyu/xueji-guanli"
    entry = catalogue.entries[key]
    doc = scope.by_file[entry.base.root, entry.base.file]
    home = scope.by_path["standard/yiwu-jiaoyu/domain.yaml"]
    docs = [replace(one, data={k: v for k, v in one.data.items() if k != field}) if one in (doc, home) else one for one in scope.docs]
    entries = {key: replace(entry, item=replace(entry.item, **{field: value}))}  # type: ignore[arg-type]
    library = replace(scope.library, catalogues={catalogue.region.id: replace(catalogue, entries=entries)})
    found = list(missing_element.check(Scope(library, docs)))
    assert [finding.message for finding in found] == [f"事项“学籍管理”没有{label}，缺少目录的要素"]
    assert found[0].position.line == 1


def test_what_the_regions_wrote(tmp_path: Path) -> None:
    reading, _ = read_project(lay_out(CASES / "J303" / "fail-element", tmp_path / "a"), None)
    assert reading.library is not None
    scope = Scope(reading.library, reading.docs)
    assert list(own.own_items(scope)) == []
    xiaoche = reading.library.root.entries["yiwu-jiaoyu/xiaoche"]
    assert [i for i, _ in own.elements_with(xiaoche.item, "subjects")] == [1]
    assert [subjects.kind for subjects in own.every_subjects(xiaoche.item)] == ["each", "joint"]
    assert not own.regional(xiaoche, "title", "content")
    assert sum(entry.item.id == "yiwu-jiaoyu/xiaoche" for entry in own.every_entry(scope)) == 1
    assert {region for region, _ in own.region_files(scope, "region")} == {"sheng", "sheng/xian", "sheng/xian/zhen"}
    assert own.region_of("regions/sheng/regions/xian/items/yiwu-jiaoyu/x.yaml") == "sheng/xian"
    doc = own.region_doc(scope, "sheng/xian/zhen")
    assert doc is not None and doc.data["name"] == "某镇" and own.region_doc(scope, "sheng/shi") is None
    reading, _ = read_project(lay_out(CASES / "C401" / "fail-website-taken-out", tmp_path / "b"), None)
    assert reading.library is not None
    zhaosheng = reading.library.root.entries["yiwu-jiaoyu/zhaosheng-zhengce"]
    assert own.regional(zhaosheng, "title", "channels") and not own.regional(zhaosheng, "content")


def test_a_value_that_an_adjustment_replaces_is_found_on_its_own_line(tmp_path: Path) -> None:
    reading, _ = read_project(lay_out(CASES / "E201" / "fail-adjusted-to-later", tmp_path / "p"), None)
    assert reading.library is not None
    entry = reading.library.root.entries["yiwu-jiaoyu/zhaosheng-zhengce"]
    at = Scope(reading.library, reading.docs).at(entry, "time_limit")
    assert (at.line, at.column) == (4, 10)


def test_the_registry_says_what_the_modules_say() -> None:
    """A build trusts it: a rule whose level is an error there must not be taken for one that only warns."""
    folder = Path(missing_element.__file__).parent
    assert {module for _, module, _ in REGISTRY} == {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert [(code, level) for code, _, level in REGISTRY] == [(rule.code, rule.level) for rule in all_rules()]
