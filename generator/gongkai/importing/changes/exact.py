"""A row of our own export against what the export prints today: only cells that somebody has edited are read, and of lists only the edited lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.authoring.form import tidy
from gongkai.importing.changes import choices, texts
from gongkai.importing.changes.against import Against, cell_lines, edited
from gongkai.importing.changes.cells import Cells, block
from gongkai.importing.changes.edit import FieldEdit
from gongkai.importing.changes.printed import Line, boxes, noted, read_line, split
from gongkai.importing.changes.slots import Slot, Wish, align, unchanged
from gongkai.importing.matching.names.found import Found
from gongkai.importing.matching.similar import plain
from gongkai.model.item import Element
from gongkai.model.timelimit import parse
from gongkai.model.words import MODES


def compare_exactly(cells: Cells, other: Against) -> list[FieldEdit]:
    """The changes, in the order of the official table."""
    found: list[FieldEdit] = []
    for columns, step in (
        (("l1", "l2", "l3"), texts.titles), (("content",), _content), (("basis",), _basis), (("limit",), _limit), (("who",), choices.subjects), (("channels",), _channels),
        (("everyone", "groups"), choices.audience), (("active", "request"), choices.mode), (tuple(other.levels), choices.levels),
    ):  # fmt: skip
        if any(edited(cells, other, column) for column in columns):
            found += step(cells, other)
    return [*found, *choices.extras(cells, other)]


def _cell(cells: Cells, column: str) -> str:
    return "\n".join(cell_lines(cells.row.raw.get(column, "")))


def _limit(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    text = block(_cell(cells, "limit"))
    if not text:
        cells.tell("unclear", "limit", choices.CLEARED)
    elif text != other.item.time_limit:
        if parse(text).is_free:
            cells.tell("unclear", "limit", "公开时限没有读懂，照原文录入", text)
        yield FieldEdit("time_limit", other.item.time_limit, text, cells.place("limit"), text)


def _content(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    elements = other.item.content
    printed = other.lines("content")
    lines = split(_cell(cells, "content"), printed)
    read = [read_line(text) for _, text in lines]
    old = [(i, element.text) for i, element in enumerate(elements)]
    wishes = [Wish(None, place if place is not None else ("new", at), line.text) for at, ((place, _), line) in enumerate(zip(lines, read, strict=True))]
    slots = []
    for slot, (place, _), line in zip(align(old, wishes), lines, read, strict=True):
        if place is not None:
            slots.append(slot)
            continue
        before = elements[slot.old] if slot.old is not None else None
        value = _element(cells, other, line, before, read_line(printed[slot.old]) if slot.old is not None else Line(""))
        slots.append(Slot(slot.old, value))
    if not slots:
        cells.tell("unclear", "content", choices.CLEARED)
    elif not unchanged(slots, len(elements), ordered=True):
        yield FieldEdit("content", "\n".join(printed), _cell(cells, "content"), cells.place("content"), slots=tuple(slots), ordered=True, new=tuple(cells.new))


def _element(cells: Cells, other: Against, line: Line, before: Element | None, was: Line) -> Any:
    """An edited line as YAML. What its brackets say as before stays as the file has it; what is gone from them is gone."""
    value = other.yaml.element(before) if before is not None else ""
    old: dict[str, Any] = dict(value) if isinstance(value, dict) else {}
    found: dict[str, Any] = {"text": block(line.text), "need": line.need}
    for label, key in (("时限", "time_limit"), ("主体", "subjects"), ("对象", "audience"), ("方式", "mode"), ("渠道", "channels"), ("说明", "note")):
        words = line.notes.get(label, "")
        if words and words == was.notes.get(label):
            found[key] = old.get(key)
        elif words:
            found[key] = _noted(cells, key, words)
    kept = {key: value for key, value in found.items() if value}
    return kept["text"] if list(kept) == ["text"] else kept


def _noted(cells: Cells, key: str, words: str) -> Any:
    """What stands behind a label, as YAML; names are looked up."""
    if key == "mode":
        return next((mode for mode in MODES if mode in words), "")
    if key == "audience":
        groups = [tidy(name) for name in words.split("、")]
        named = [name for name in groups if name != "全社会"]
        return "全社会" if not named else named[0] if groups == named and len(named) == 1 else {"everyone": groups != named, "groups": named}
    if key in ("subjects", "channels"):
        found = _names(cells, key, words)
        return [one.yaml for one in found]
    return block(words)


def _names(cells: Cells, key: str, words: str) -> list[Found]:
    """Organs or channels, those that are known; new ones are needed from now on."""
    if key == "subjects":
        found = cells.taken(cells.names.bodies.read(words).names, "content")
    else:
        found = cells.taken((cells.names.channels.find(name) for name in words.split("、")), "content")
    cells.needs(found)
    return found


def _basis(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    current = other.item.basis
    printed = other.lines("basis")
    lines = split(_cell(cells, "basis"), printed)
    used: list[Found] = []
    wishes: list[Wish] = []
    for place, text in lines:
        if place is not None:
            wishes.append(Wish(None, place, text))
            continue
        for one in cells.taken(cells.names.laws.cite(text), "basis"):
            citation = cells.names.citation(one.yaml)
            if citation is not None:
                used.append(one)
                wishes.append(Wish(one.yaml, (citation.law, plain(citation.articles)), text))
    old = [(i, text) for i, text in enumerate(printed)]
    slots = align(old, wishes)
    if not slots:
        cells.tell("unclear", "basis", choices.CLEARED)
    elif not unchanged(slots, len(current), ordered=True):
        cells.needs(used)
        yield FieldEdit("basis", "\n".join(printed), _cell(cells, "basis"), cells.place("basis"), slots=tuple(slots), ordered=True, new=tuple(one.new for one in used if one.new))


def _channels(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    current = other.item.channels
    uses = current.all
    home = [bucket for bucket in ("must", "one_of", "may") for _ in getattr(current, bucket)]
    printed = {f"{use.name}（{use.note}）" if use.note else use.name: i for i, use in enumerate(uses)}
    slots: list[Slot] = []
    used: list[Found] = []
    for box in boxes(_cell(cells, "channels"), current, other.domain.channel_rule):
        at = printed.get(box.name)
        if at is not None:
            slots.append(Slot(at, bucket=box.bucket))
            continue
        name, note = (box.name, "") if cells.names.registers.channels.find(box.name) else noted(box.name)
        for one in cells.taken([cells.names.channels.find(name, note)], "channels"):
            used.append(one)
            same = next((i for i, use in enumerate(uses) if use.id == one.key), None)
            slots.append(Slot(same, one.yaml, box.bucket))
    slots = _once(slots)
    moved = any(slot.old is not None and slot.bucket != home[slot.old] for slot in slots)
    if not slots:
        cells.tell("unclear", "channels", choices.CLEARED)
    elif moved or not unchanged(slots, len(uses), ordered=False):
        cells.needs(used)
        new = tuple(one.new for one in used if one.new)
        yield FieldEdit("channels", other.printed.get("channels", ""), _cell(cells, "channels"), cells.place("channels"), slots=tuple(slots), new=new)


def _once(slots: Sequence[Slot]) -> list[Slot]:
    """Each old element once."""
    seen: set[int] = set()
    kept = []
    for slot in slots:
        if slot.old is None or slot.old not in seen:
            kept.append(slot)
            seen |= {slot.old} if slot.old is not None else set()
    return kept
