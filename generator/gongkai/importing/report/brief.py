"""Each change of a plan in a line that can be checked at a glance: the item, the field, and what differs between before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.importing.changes.edit import FieldEdit
from gongkai.importing.matching.similar import likeness
from gongkai.importing.outcome import Outcome, Plan
from gongkai.model.words import FIELD_LABELS

WIDEST: Final = 30
"""Characters of a text that are shown."""

LEAD: Final = 6
"""Characters shown of what two texts begin or end with alike."""

SAME: Final = 3
"""From so many items on the same change is told once."""

REWORDED: Final = 0.6
"""How alike an element before and one after are, to be told as one that was reworded."""

_LISTED = re.compile(r"、(?![^（(]*[）)])")
_BY_LINE = ("content", "basis", "links", "note")
_BY_SIGN = ("channels", "subjects", "levels")


@dataclass(frozen=True, slots=True)
class Line:
    """``count``: how many things it stands for."""

    text: str
    count: int = 1


def changes(plan: Plan) -> list[Line]:
    """Everything that would be written of items, then what waits for --update."""
    sure = [one for one in plan.outcomes if one.verdict in ("adjust", "edit")]
    waiting = [one for one in plan.outcomes if one.verdict == "waiting"]
    new = [Line(f"新增事项“{one.title}”（{one.row.place}）") for one in plan.outcomes if one.verdict == "own"]
    gone = [Line(f"{one.title}：写成不适用") for one in plan.missing if one.file]
    return [*_edits(sure), *new, *gone, *_edits(waiting, "（加 --update 才写）")]


def _edits(outcomes: Sequence[Outcome], more: str = "") -> Iterator[Line]:
    """A line for each change; the same one of several items is one line."""
    found: dict[str, list[str]] = {}
    for one in outcomes:
        for edit in one.edits:
            found.setdefault(brief(edit), []).append(one.title)
    for one in outcomes:
        for words in map(brief, one.edits):
            titles = found.get(words, ())
            if len(titles) < SAME:
                yield from (Line(f"{one.title}：{words}{more}") for _ in titles[:1])
            else:
                del found[words]
                yield Line(f"{'、'.join(titles[:2])}等{len(titles)}个事项：{words}{more}", len(titles))


def brief(edit: FieldEdit) -> str:
    """The change without the item: 公开时限由“…”改为“…”."""
    label = FIELD_LABELS[edit.field]
    was, now = _pieces(edit.field, edit.was), _pieces(edit.field, edit.now)
    if not was or not now:
        return f"{label}填上{_some(now)}" if now else f"{label}清空，原来是{_some(was)}"
    gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
    pairs = [(gone[0], come[0])] if len(gone) == len(come) == 1 else _pairs(gone, come)
    gone, come = [one for one in gone if one not in dict(pairs)], [one for one in come if one not in dict(pairs).values()]
    told = [f"由“{before}”改为“{after}”" for before, after in (apart(*pair) for pair in pairs[:2])]
    told += [f"另有{len(pairs) - 2}项改了字句"] if len(pairs) > 2 else []
    told += [*([f"去掉{_some(gone)}"] if gone else []), *([f"加上{_some(come)}"] if come else [])]
    return f"{label}{'，'.join(told) or '只改了次序或者用法'}"


def _pairs(gone: Sequence[str], come: Sequence[str]) -> list[tuple[str, str]]:
    """Elements that were reworded: each old one with the new one that is clearly like it."""
    found: dict[str, str] = {}
    for one in come:
        near = max((old for old in gone if old not in found), key=lambda old: likeness(old, one), default="")
        if near and likeness(near, one) >= REWORDED:
            found[near] = one
    return list(found.items())


def apart(one: str, other: str) -> tuple[str, str]:
    """Both texts short enough, the part shown in which they differ."""
    if max(len(one), len(other)) <= WIDEST:
        return one, other
    shortest = min(len(one), len(other))
    head = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    start = max(0, head - LEAD) if head > LEAD + 1 else 0
    tail = next((i for i in range(shortest - head) if one[-1 - i] != other[-1 - i]), shortest - head)
    end = max(0, tail - LEAD) if tail > LEAD + 1 else 0
    return _cut(one, start, end), _cut(other, start, end)


def _cut(text: str, start: int, end: int) -> str:
    kept = text[start : len(text) - end]
    kept, end = (kept[:WIDEST], 1) if len(kept) > WIDEST else (kept, end)
    return f"{'…' if start else ''}{kept}{'…' if end else ''}"


def _pieces(field: str, text: str) -> list[str]:
    """A list's elements, or the whole text in one line."""
    found = text.split("\n") if field in _BY_LINE else _LISTED.split(text) if field in _BY_SIGN else [text.replace("\n", "；")]
    return [piece.strip() for piece in found if piece.strip()]


def _some(pieces: Sequence[str]) -> str:
    shown = "".join(f"“{_cut(piece, 0, 0)}”" for piece in pieces[:2])
    return f"{shown}等{len(pieces)}项" if len(pieces) > 2 else shown
