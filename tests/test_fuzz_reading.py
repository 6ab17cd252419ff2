"""No bytes are bad enough for a traceback: real files, mutilated the way editors, programs and transports do it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.reading.place import SourceFile
from gongkai.reading.prescan.explain import explain
from gongkai.reading.shape import is_plain
from gongkai.reading.source import Parsed, parse

CATALOGUE = Path(__file__).parent.parent / "catalog"
WHERE = SourceFile("标准", "a.yaml")
SETTINGS = settings(max_examples=2_000 if os.environ.get("CI") else 300, deadline=None, suppress_health_check=list(HealthCheck))

TRAPS = (
    "：", "，", "－", "— ", "“", "”", "‘", "\u3000", "\u00a0", "\t", "\u200b", "\ufeff", "\u202e", "\u2028", "\u0085", "\x00", "\x07", "\ufffd", "\ue000",
    ":", ": ", " #", "#", " # ", "- ", "-", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "!!str ", "<<: ", "|", ">", "|\n", "'", '"', "\\", "%", "@", "`",
    "\n", "\r", "\r\n", "\n\n", "  ", " ", "---\n", "...\n", "%YAML 1.1\n", "<<<<<<< HEAD\n", "title: 又一个\n", "  - 一项\n", "key:\n", "~", "null", "- - ",
    "［", "］", "＃", "*", "—— ", "🏫", "𠀀", "\x1b[0m", "é", "{a: ", "]]", "\n\t", "\n\u3000", "'\n", '"\n', ":\n", "[{", "x" * 2000, "[" * 50, " " * 90,
)  # fmt: skip


def sample() -> list[bytes]:
    """A file of each kind, and the longer ones: enough to mutilate, small enough to shrink."""
    files = sorted(CATALOGUE.rglob("*.yaml"))
    step = max(1, len(files) // 60)
    return [path.read_bytes() for path in files[::step]] + [b"", b"title: a\n", b"a: {b: [c, 'd', \"e\"]}\n- f\n"]


ORIGINALS = sample()


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """One real file after one to four accidents."""
    content = draw(st.sampled_from(ORIGINALS))
    for _ in range(draw(st.integers(1, 4))):
        content = draw(st.sampled_from(ACCIDENTS))(draw, content)
    return content


def _cut(draw: st.DrawFn, content: bytes) -> bytes:
    return content[: draw(st.integers(0, len(content)))]


def _flip(draw: st.DrawFn, content: bytes) -> bytes:
    if not content:
        return content
    at = draw(st.integers(0, len(content) - 1))
    return content[:at] + bytes([draw(st.integers(0, 255))]) + content[at + 1 :]


def _insert(draw: st.DrawFn, content: bytes) -> bytes:
    text = content.decode(errors="replace")
    at = draw(st.integers(0, len(text)))
    return (text[:at] + draw(st.sampled_from(TRAPS)) + text[at:]).encode()


def _insert_at_an_edge(draw: st.DrawFn, content: bytes) -> bytes:
    """Where traps hurt most: at the beginning of a line, after its indentation, after its key, at its end."""
    lines = content.decode(errors="replace").split("\n")
    n = draw(st.integers(0, len(lines) - 1))
    line = lines[n]
    edges = {0, len(line) - len(line.lstrip()), len(line), *(match.end() for match in re.finditer(": ?|- ?|, ?", line))}
    at = draw(st.sampled_from(sorted(edges)))
    lines[n] = line[:at] + draw(st.sampled_from(TRAPS)) + line[at:]
    return "\n".join(lines).encode()


def _replace(draw: st.DrawFn, content: bytes) -> bytes:
    pairs = ((": ", "："), (":", "："), (", ", "，"), ("- ", "－"), ("- ", "-"), (": ", ":"), ("  ", "\t"), ("  ", "\u3000"), ("\n", "\r"), ("\n", "\r\n"), ("[", "［"), ("'", "‘"))
    old, new = draw(st.sampled_from(pairs))
    return content.decode(errors="replace").replace(old, new, draw(st.sampled_from((1, 2, -1)))).encode()


def _swap_lines(draw: st.DrawFn, content: bytes) -> bytes:
    lines = content.split(b"\n")
    first, second = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _repeat_block(draw: st.DrawFn, content: bytes) -> bytes:
    lines = content.split(b"\n")
    start = draw(st.integers(0, len(lines) - 1))
    end = draw(st.integers(start, len(lines)))
    return b"\n".join([*lines[:end], *lines[start:end], *lines[end:]])


def _drop_line(draw: st.DrawFn, content: bytes) -> bytes:
    lines = content.split(b"\n")
    del lines[draw(st.integers(0, len(lines) - 1))]
    return b"\n".join(lines)


def _indent(draw: st.DrawFn, content: bytes) -> bytes:
    lines = content.split(b"\n")
    n = draw(st.integers(0, len(lines) - 1))
    blanks = draw(st.sampled_from((b"", b" ", b"   ", b"    ", b"\t")))
    lines[n] = blanks + (lines[n].lstrip() if draw(st.booleans()) else lines[n])
    return b"\n".join(lines)


def _recode(draw: st.DrawFn, content: bytes) -> bytes:
    encoding = draw(st.sampled_from(("gbk", "gb18030", "big5", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "shift-jis")))
    return content.decode(errors="replace").encode(encoding, errors="replace")


ACCIDENTS = (_cut, _flip, _insert, _insert_at_an_edge, _insert_at_an_edge, _replace, _swap_lines, _repeat_block, _drop_line, _indent, _recode)


def check_invariants(content: bytes) -> Parsed:
    parsed = parse(content, WHERE)
    lines = re.split("\r\n|\r|\n", content.decode(errors="replace").removeprefix("\ufeff"))

    def inside(line: int, column: int) -> None:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1

    for problem in parsed.problems:
        assert problem.code.startswith("Y1")
        inside(problem.position.line, problem.position.column)
        assert problem.message.rstrip("）").endswith("。")
        assert problem.hint.endswith("。")
        assert not re.search("expected|found |while |mapping|token", problem.message)
    places = [(problem.position, problem.code) for problem in parsed.problems]
    assert places == sorted(set(places))
    if parsed.data is None:
        assert parsed.problems
    else:
        parallel(parsed.data, parsed.marks, inside)
        assert json.loads(json.dumps([parsed.data, parsed.marks])) == [parsed.data, parsed.marks]
    return parsed


def parallel(data: Any, marks: Any, inside: Any) -> None:
    inside(*marks[:2])
    if isinstance(data, dict):
        assert list(data) == list(marks[2])
        for key, value in data.items():
            inside(*marks[2][key][:2])
            parallel(value, marks[2][key][2], inside)
    elif isinstance(data, list):
        assert len(data) == len(marks[2])
        for value, below in zip(data, marks[2], strict=True):
            parallel(value, below, inside)
    else:
        assert len(marks) == 2
        assert data is None or isinstance(data, str | bool | int)


@SETTINGS
@given(content=mutilated())
def test_reading_never_raises_and_never_leaves_the_file(content: bytes) -> None:
    parsed = check_invariants(content)
    if parsed.problems:
        return
    # What is accepted means to every parser what it means to this one; and the short way has hidden nothing.
    assert as_text(parsed.data) == yaml.load(content, Loader=yaml.CBaseLoader)
    assert explain(content.decode("utf-8-sig")) == ([], False)


@SETTINGS
@given(content=st.binary(max_size=200) | st.text(st.sampled_from("".join(TRAPS[:70]) + "ab：\n "), max_size=120).map(str.encode))
def test_noise_is_read_without_an_exception(content: bytes) -> None:
    check_invariants(content)


@SETTINGS
@given(content=mutilated())
def test_the_short_way_and_the_explaining_way_agree(content: bytes) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if is_plain(text) and parse(content, WHERE).data is not None:
        assert explain(text) == ([], False)


def as_text(data: Any) -> Any:
    """The data as a parser without any types gives them; null is not among what accidents write."""
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(value) for value in data]
    if isinstance(data, bool):
        return "true" if data else "false"
    return str(data) if isinstance(data, int) else data
