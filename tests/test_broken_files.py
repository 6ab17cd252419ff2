"""Files as clerks break them, written by somebody who did not know the rules: each gets its message at the line where a person looks, with a remedy.

Adding a case is adding a folder to cases/broken, laid over the repository's own catalogue, and its line to expected.tsv.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import REPOSITORY
from gongkai.build import read_project
from gongkai.problems import Problem

CASES = Path(__file__).parent / "cases" / "broken"
EXPECTED = [row for row in csv.reader((CASES / "expected.tsv").open(encoding="utf-8"), delimiter="\t") if not row[0].startswith("#")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(REPOSITORY / "catalog", folder / "catalog")
    read_project(folder, folder / ".cache")
    return folder


@pytest.fixture
def laid_over(project: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Problem, ...]]:
    """What is found when the case's files lie over the catalogue, which is put back afterwards."""
    case = CASES / request.param
    files = [path.relative_to(case) for path in case.rglob("*") if path.is_file()]
    before = {file: (project / file).read_bytes() if (project / file).exists() else None for file in files}
    shutil.copytree(case, project, dirs_exist_ok=True)
    yield read_project(project, project / ".cache")[1]
    for file, content in before.items():
        (project / file).unlink() if content is None else (project / file).write_bytes(content)


def test_every_folder_is_expected_and_every_expectation_has_its_folder() -> None:
    assert {row[0] for row in EXPECTED} == {path.name for path in CASES.iterdir() if path.is_dir()}
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize(("laid_over", "file", "line", "code"), [row[:4] for row in EXPECTED], indirect=["laid_over"], ids=[row[0] for row in EXPECTED])
def test_message_at_the_line_with_a_remedy(laid_over: tuple[Problem, ...], file: str, line: str, code: str) -> None:
    found = [problem for problem in laid_over if (problem.position.file, problem.position.line) == (file, int(line))]
    assert code in [problem.code for problem in found], [str(problem) for problem in laid_over if problem.position.file == file]
    assert all(problem.message and problem.hint for problem in found)
