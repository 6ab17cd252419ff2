"""A YAML file after some of its values have changed: only the spans of those values are new text; comments and all the rest stay byte for byte.

The places come from the marks of `reading.source`; where each value ends is found in the text itself. Whatever comes out is read again,
and given out only when it says exactly what was wanted, so that a shape nobody thought of ends in a refusal and never in a wrong file.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from gongkai.authoring.form import entry, scalar
from gongkai.authoring.spans import Member, Node, spans
from gongkai.reading.place import SourceFile
from gongkai.reading.prescan.sheet import BREAK
from gongkai.reading.source import parse

Edit = tuple[int, int, str]
"""(start, end, new text), in characters."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text was not changed, in an editor's words."""

    why: str


class _WholeError(Exception):
    """Raised inside this module only: the node cannot be changed in parts."""


class _Text(NamedTuple):
    """The text, its line break, and where everything in it stands."""

    text: str
    newline: str
    root: Node


def rewrite(text: str, wanted: Mapping[str, Any]) -> str | Refusal:
    """``text`` (without byte order mark) changed so that it reads as ``wanted``; the same text when it does so already.

    A value that differs is replaced, a key or list element that is new stands behind the one that precedes it in ``wanted``, one that is
    gone leaves with its line. New text is in the house style (`authoring.form`). A file with errors is refused.
    """
    goal = plain(wanted)
    before = parse(text.encode(), SourceFile("", ""))
    if before.problems or not isinstance(before.data, dict):
        return Refusal("文件本身有错误，要先改正")
    if same(before.data, goal):
        return text
    found = BREAK.search(text)
    whole = _Text(text, found.group() if found else "\n", spans(text, before.data, before.marks))
    for attempt in (_in_parts, _by_fields):
        try:
            changed = _applied(text, attempt(whole, goal))
        except _WholeError:
            continue
        after = parse(changed.encode(), SourceFile("", ""))
        if not after.problems and same(after.data, goal):
            return changed
    return Refusal("文件的写法特别，没有把握只改这一处，请手工修改")


def plain(value: Any) -> Any:
    """``value`` as YAML data: tuples are lists."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def inline(value: Any) -> str:
    """``value`` on one line as it may stand between brackets, where a Chinese comma is taken for a slip unless it is quoted."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{inline(key)}: {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(inline, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and "，" in value else scalar(value)


def same(one: Any, other: Any) -> bool:
    """Equal data, 1 and true told apart; the order of keys does not count."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def _applied(text: str, edits: Iterable[Edit]) -> str:
    """Edits from the end to the beginning; at one place the longer one first, so that what is put in stands before what is taken out."""
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _in_parts(whole: _Text, goal: dict[str, Any]) -> list[Edit]:
    return list(_changes(whole, whole.root, goal))


def _by_fields(whole: _Text, goal: dict[str, Any]) -> list[Edit]:
    """Coarser: every differing field of the outermost mapping as a whole."""
    if whole.root.flow:
        raise _WholeError
    return list(_mapping(whole, whole.root, goal, deep=False))


def _changes(whole: _Text, node: Node, goal: Any) -> Iterator[Edit]:
    """What makes ``node`` read as ``goal``; raises where only the node as a whole can be replaced."""
    if same(node.data, goal):
        return
    if node.kind == "mapping" and isinstance(goal, dict) and node.data.keys() & goal.keys():
        yield from _flow(whole, node, goal) if node.flow else _mapping(whole, node, goal)
    elif node.kind == "sequence" and isinstance(goal, list) and goal and node.members:
        yield from _flow(whole, node, goal) if node.flow else _sequence(whole, node, goal)
    else:
        raise _WholeError


def _inside(whole: _Text, member: Member, goal: Any, replaced: Edit, deep: bool = True) -> list[Edit]:
    """The member's value changed in parts, or ``replaced`` when that cannot be."""
    if deep:
        try:
            return list(_changes(whole, member.node, goal))
        except _WholeError:
            pass
    return [] if same(member.node.data, goal) else [replaced]


def _mapping(whole: _Text, node: Node, goal: dict[str, Any], deep: bool = True) -> Iterator[Edit]:
    """A mapping in block style: a line or more for each key."""
    kept = {str(member.key): member for member in node.members if member.key in goal}
    if not kept:
        raise _WholeError
    indent = " " * node.column
    for member in node.members:
        key = str(member.key)
        if key in kept:
            words = whole.newline.join(entry(key, goal[key], indent))[node.column :]
            yield from _inside(whole, member, goal[key], (member.at, member.node.end, words), deep)
        else:
            yield _lines_out(whole, member)
    before: Member | None = None
    waiting: list[str] = []
    for key, value in goal.items():
        if key not in kept:
            waiting += entry(key, value, indent)
            continue
        if waiting:
            yield _lines_in(whole, node, before, node.members[0], waiting)
        before, waiting = kept[key], []
    if waiting:
        yield _lines_in(whole, node, before, node.members[0], waiting)


def _sequence(whole: _Text, node: Node, goal: list[Any]) -> Iterator[Edit]:
    """A sequence in block style: a dash for each element."""
    blocks = any(member.node.kind == "mapping" and not member.node.flow for member in node.members)
    indent = " " * node.column
    before: Member | None = None
    for tag, old_from, old_to, new_from, new_to in _steps(node, goal):
        old, new = node.members[old_from:old_to], goal[new_from:new_to]
        both = min(len(old), len(new)) if tag == "replace" else 0
        for member, value in zip(old[:both], new[:both], strict=True):
            yield from _inside(whole, member, value, (member.node.start, member.node.end, inline(value)))
        if tag == "equal" or both:
            before = old[-1] if tag == "equal" else old[both - 1]
        if tag != "equal":
            for member in old[both:]:
                yield _lines_out(whole, member)
            lines = [line for value in new[both:] for line in _element(value, indent, blocks)]
            if lines:
                yield _lines_in(whole, node, before, node.members[0], lines)


def _element(value: Any, indent: str, blocks: bool) -> list[str]:
    """A list element as lines; a mapping in block style where its neighbours are."""
    if blocks and isinstance(value, dict) and value:
        lines = [line for key, inner in value.items() for line in entry(str(key), inner, f"{indent}  ")]
        return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{indent}- {inline(value)}"]


def _flow(whole: _Text, node: Node, goal: dict[str, Any] | list[Any]) -> Iterator[Edit]:
    """A mapping or sequence in brackets: members parted by commas."""
    matched: list[tuple[Member | None, Any, str]] = []
    if isinstance(goal, dict):
        by_key = {member.key: member for member in node.members}
        matched = [(by_key.get(key), value, f"{inline(key)}: {inline(value)}") for key, value in goal.items()]
    else:
        for tag, old_from, old_to, new_from, new_to in _steps(node, goal):
            members: Sequence[Member] = node.members[old_from:old_to] if tag in ("equal", "replace") else ()
            for at, value in enumerate(goal[new_from:new_to]):
                matched.append((members[at] if at < len(members) else None, value, inline(value)))
    kept = [member for member, _, _ in matched if member]
    if not kept:
        raise _WholeError
    yield from _flow_out(node, kept)
    first = min(member.at for member in kept)
    before: Member | None = None
    added: dict[int, str] = {}
    for member, value, words in matched:
        if member:
            yield from _inside(whole, member, value, (member.node.start, member.node.end, inline(value)))
            before = member
        elif before:
            added[before.node.end] = f"{added.get(before.node.end, '')}, {words}"
        else:
            added[first] = f"{added.get(first, '')}{words}, "
    yield from ((at, at, words) for at, words in added.items())


def _flow_out(node: Node, kept: Sequence[Member]) -> Iterator[Edit]:
    """Members that are gone, each with the comma that parts it from its neighbour."""
    last = max(node.members.index(member) for member in kept)
    for at, member in enumerate(node.members):
        if member not in kept and at < last:
            yield member.at, node.members[at + 1].at, ""
    if last + 1 < len(node.members):
        yield node.members[last].node.end, node.members[-1].node.end, ""


def _steps(node: Node, goal: Sequence[Any]) -> Sequence[tuple[str, int, int, int, int]]:
    """How the elements became those of ``goal``."""
    old, new = ([json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values] for values in (node.data, goal))
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Behind the line break of the line that holds ``at``."""
    found = BREAK.search(text, at)
    return found.end() if found else len(text)


def _lines_out(whole: _Text, member: Member) -> Edit:
    """The member's own lines; one that shares its line with something before it cannot be taken out alone."""
    start = _line_start(whole.text, member.at)
    if whole.text[start : member.at].strip():
        raise _WholeError
    return start, _line_end(whole.text, member.node.end), ""


def _lines_in(whole: _Text, node: Node, before: Member | None, first: Member, lines: Sequence[str]) -> Edit:
    """New lines behind ``before`` and the comments that belong inside it; in front of ``first`` where nothing is before."""
    text, newline = whole.text, whole.newline
    if before is None:
        at = _line_start(text, first.at)
        if text[at : first.at].strip():
            raise _WholeError
        return at, at, "".join(f"{line}{newline}" for line in lines)
    at = _line_end(text, before.node.end)
    while at < len(text):  # a comment that is indented deeper than the keys belongs to what stands above it
        line = text[at : _line_end(text, at)]
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= node.column:
            break
        at += len(line)
    new = newline.join(lines)
    return (at, at, f"{new}{newline}") if text[:at].endswith(("\n", "\r")) else (at, at, f"{newline}{new}")
