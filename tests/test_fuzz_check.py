"""No input is bad enough for a traceback: real files, mutated as text and as data, through the whole of `gongkai check`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.build import read_project
from gongkai.pages.plan import plan
from gongkai.pages.view import build_site

HERE = Path(__file__).parent
LAYERS = HERE / "cases" / "layers"
EXAMPLES = 2_000 if os.environ.get("CI") else 200
OVERLAYS = ("adjust-lists", "filled-in-needs-no-reason", "own-item", "role-overrides", "withdraw-and-restore", "not-applicable")
SETTINGS = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

WEIRD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.sampled_from(["", " ", "同上", "《", "《》", "《》》", "第", "主动", "县级", "教育行政部门", "政府网站", "yiwu-jiaoyu/zhaosheng-zhengce", "../..", "a/b/c", "javascript:alert(1)", "9" * 3000]),
    st.text(max_size=12),
    st.lists(st.sampled_from(["政府网站", "县级", "乡级", "", "x"]), max_size=3),
    st.dictionaries(st.sampled_from(["was", "now", "add", "remove", "replace", "text", "name", "any_of", "joint", "by_level", "lead", "everyone"]), st.sampled_from(["x", [], ["县教育局"], {}, 1]), max_size=3),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    shutil.copytree(LAYERS / "base", folder, dirs_exist_ok=True)
    for number, name in enumerate(OVERLAYS):
        for source in (LAYERS / name / "catalog").rglob("*.yaml"):
            target = folder / "catalog" / source.relative_to(LAYERS / name / "catalog")
            if not target.exists() or number > 2:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
    return folder


def files(project: Path) -> list[Path]:
    return sorted((project / "catalog").rglob("*.yaml"))


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


def put(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    parent = data
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value
    return data


def survives(project: Path, path: Path, content: bytes) -> None:
    """Check with ``content`` at ``path``: problems with a place and a sentence, pages for what is left, never an exception."""
    original = path.read_bytes()
    path.write_bytes(content)
    try:
        reading, problems = read_project(project, None)
        for problem in problems:
            assert problem.message
            assert problem.hint
            assert problem.position.file.startswith("catalog")
            target = project / problem.position.file
            if target.is_file():
                assert 1 <= problem.position.line <= target.read_bytes().count(b"\n") + target.read_bytes().count(b"\r") + 2
        if reading.library:
            for job in plan(build_site(reading.library, as_of="2026-01-01")):
                job.render()
    finally:
        path.write_bytes(original)


@settings(SETTINGS, max_examples=EXAMPLES // 2)
@given(st.data())
def test_changed_data(project: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files(project)))
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    place = data.draw(st.sampled_from(list(places(content))))
    content = put(content, place, data.draw(WEIRD))
    survives(project, path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False).encode())


@SETTINGS
@given(st.data())
def test_changed_text(project: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files(project)))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        piece = data.draw(st.sampled_from([b"", b"\x00", b"\t", "：".encode(), "，".encode(), b"\n", b"\n\n  ", b"- ", b": ", b" #", b"{", b"[", b"'", b'"', b"|", b"&a ", b"*a", b"!!python/object:os.system ", b"\xff", "\u2028".encode(), "\u3000".encode()]))
        content[at : at + data.draw(st.integers(0, 6))] = piece
    survives(project, path, bytes(content))
