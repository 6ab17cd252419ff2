"""The house: a module imports only from lower floors, and each foreign library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator" / "gongkai"
FLOORS = {
    "problems": 0,
    "model": 1,
    "publishing": 1,  # folders and servers, nothing of catalogues
    "reading": 2,
    "checking": 3,
    "comparing": 3,
    "importing": 5,  # it writes as authoring does, and compares with the official table of pages
    "authoring": 3,
    "pages": 4,
    "search": 4,
    "site": 5,
    "outputs": 6,
    "build": 7,
    "plugin": 8,
    "commands": 9,  # a command may open the door to MkDocs
    "cli": 10,
}
DOORS = {
    "yaml": {"reading/source.py"},
    "jsonschema": {"reading/schema.py"},
    "jsonschema_rs": {"reading/schema.py"},
    "referencing": {"reading/schema.py"},
    "mkdocs": {"plugin.py"},
    "material": set(),
    "jinja2": set(),
    "markdown": {"pages/handbook.py"},
    "packaging": {"publishing/bundle.py"},
    "lxml": {"importing/readers/html.py"},
    "xlsxwriter": {"outputs/office/xlsx.py"},
    "typst": {"outputs/office/pdf.py"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_keeps_to_its_floor(path: Path) -> None:
    room = _room(path)
    if room in ("__init__", "__main__"):
        return
    assert room in FLOORS, f"room {room} stands on no floor"
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "gongkai" and len(parts) > 1 and parts[1] != room:
            assert FLOORS[parts[1]] < FLOORS[room], f"{room} (floor {FLOORS[room]}) imports {name} (floor {FLOORS[parts[1]]})"
        allowed = DOORS.get(parts[0])
        if allowed is not None:
            assert path.relative_to(PACKAGE).as_posix() in allowed, f"{parts[0]} has its own door: {sorted(allowed)}"


def test_model_uses_the_standard_library_only() -> None:
    import sys

    for path in (PACKAGE / "model").rglob("*.py"):
        for name in _imports(path):
            root = name.split(".")[0]
            assert root == "gongkai" or root in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_every_module_says_what_it_is_for() -> None:
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path} has no docstring"


def test_no_module_grows_over_three_hundred_lines() -> None:
    long = {path.relative_to(PACKAGE).as_posix(): n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 300}
    assert long == {}
