"""Layers, by example: each folder of cases/layers lays files over a small base catalogue and says what comes out.

Adding a case is adding a folder: the files below its ``catalog/`` and ``expected.txt``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.build import read_project
from layering import describe

CASES = Path(__file__).parent / "cases" / "layers"
NAMES = sorted(path.name for path in CASES.iterdir() if path.name != "base")


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / "base", tmp_path / "p")
    shutil.copytree(CASES / name / "catalog", tmp_path / "p" / "catalog", dirs_exist_ok=True)
    reading, problems = read_project(tmp_path / "p", None)
    found = describe(reading.library, problems)
    expected = CASES / name / "expected.txt"
    assert found == expected.read_text(encoding="utf-8"), f"how it is now:\n{found}"


def test_the_base_itself_has_no_problem() -> None:
    _, problems = read_project(CASES / "base", None)
    assert problems == ()
