"""The lines of a block → items: which lines belong together, and what a blank or 同上 stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.importing.cells.damage import mend
from gongkai.importing.cells.limit import NOTHING
from gongkai.importing.cells.text import DITTO, LEADING, flat
from gongkai.importing.grid import Remark
from gongkai.importing.layout.fields import TICK_KEYS
from gongkai.importing.layout.header import Column
from gongkai.importing.layout.headings import title_level
from gongkai.importing.layout.lines import Block, Line, Slot
from gongkai.importing.layout.settling import SLUG

INHERITED = {"basis": "公开依据", "limit": "公开时限", "who": "公开主体", "channels": "公开渠道和载体"}
"""Columns whose merged cells cover blocks or the whole table: a blank below a value repeats it."""
INHERITED_EXTRAS = frozenset(("责任科室", "咨询电话", "监督电话"))
"""The same of other columns, which often have one cell for all items of an office."""
_LEFT = re.compile(r"^(?:同左|同前栏|同左栏)[。.]?$")
_CODE = re.compile(r"0\d{1,3}(?=[\u3400-\u9fff])")
"""05奖励扶助: a code of the national list before the title."""
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.、．]?\s*(?=\D)")
_REFERS = re.compile(r"^同(?:第|序号)?\s*\d+\s*(?:项|行|条|号)?$")


@dataclass(slots=True)
class Resolved:
    """One line with its blanks and dittos filled: column key → slot. ``own``: keys whose value is the line's own; ``titled``: it begins an item."""

    line: Line
    slots: dict[str, Slot]
    many: dict[str, list[tuple[Column, Slot]]]
    own: frozenset[str]
    remarks: list[Remark]
    titled: bool = True


@dataclass(slots=True)
class Item:
    """The lines of one item, the first first. ``names`` from the outermost title to its own."""

    names: tuple[str, ...]
    number: str
    id: str
    lines: list[Resolved] = field(default_factory=list)


@dataclass(slots=True)
class Memory:
    """What the lines above said: titles by level, values by column, ticks."""

    titles: dict[int, str] = field(default_factory=dict)
    values: dict[str, Slot] = field(default_factory=dict)
    ticks: dict[int, Slot] = field(default_factory=dict)


def items_of(block: Block, memory: Memory) -> Iterator[Item]:
    """The items of a block in order. A line without a title of its own goes on with the item above."""
    item: Item | None = None
    for line in _whole_lines(block):
        resolved = _resolve(line, block.columns, memory)
        names = _names(line, block.columns, memory, resolved)
        number = _number(line, block.columns)
        id_ = next((slot.text.strip() for column, slot in resolved.many.get("id", ()) if SLUG.fullmatch(slot.text.strip())), "")
        again = item is not None and names == item.names and not id_ and number in ("", item.number)
        if item is None or (names is not None and not again) or id_ or _numbered_anew(line, block.columns, item):
            if item is not None:
                yield item
            if names is None:
                names = item.names if item is not None else ()
                words = "这一行没有事项名称，取上一行的" if names else "这一行没有事项名称"
                resolved.remarks.append(Remark("guessed" if names else "unclear", line.place, words))
            outer = line.category if len(_title_columns(block.columns)) < 2 and line.category not in names else ""
            item = Item((outer, *names) if outer else names, number, id_)
        else:
            resolved.titled = False
        if not resolved.titled and not again and not _proven(line, block.columns):
            resolved.remarks.append(Remark("guessed", line.place, f"事项名称空着，按“{item.names[-1] if item.names else ''}”的续行理解"))
        item.lines.append(resolved)
    if item is not None:
        yield item


def _whole_lines(block: Block) -> list[Line]:
    """The lines with their torn-off pieces put back: rows that hold no number, title or content, only a part of the item's other cells.

    Below a header the pieces belong to the next item (its cells began on the page before), anywhere else to the one above.
    """
    out: list[Line] = []
    pieces: list[Line] = []
    for line in _with_headings(block.lines, block.columns):
        if _is_piece(line, block.columns):
            if line.fresh or pieces or not out:
                pieces.append(line)
            else:
                _put_together(out[-1], [out[-1], line], [line], block.columns)
        else:
            if pieces:
                _put_together(line, [*pieces, line], pieces, block.columns)
            pieces = []
            out.append(line)
    return [*out, *pieces]


def _with_headings(lines: list[Line], columns: tuple[Column, ...]) -> list[Line]:
    """A row that holds nothing but a title of the upper levels names the rows below it, where that cell is blank."""
    out: list[Line] = []
    waiting: list[Line] = []
    deepest = max((level for column in columns if (level := title_level(column.key))), default=0)
    for line in lines:
        filled = {column.key for column in columns if column.index in line.slots and not line.slots[column.index].blank}
        levels = {title_level(key) for key in filled if title_level(key)}
        if filled and levels and filled <= {"no", *(f"l{level}" for level in range(1, deepest))}:
            waiting.append(line)
            continue
        for heading in waiting:
            _take_title(line, heading, columns)
        out += [heading for heading in waiting if heading.place not in line.also]
        waiting = []
        out.append(line)
    return [*out, *waiting]


def _take_title(line: Line, heading: Line, columns: tuple[Column, ...]) -> None:
    """The title of ``heading`` for ``line``, if the cell there is blank."""
    above = [(column.index, slot) for column in columns if title_level(column.key) and (slot := heading.slots.get(column.index)) and not slot.blank]
    if all(line.slots.get(index, Slot("", "")).blank for index, _ in above):
        for index, slot in above:
            line.slots[index] = slot
        line.also.append(heading.place)


def _is_piece(line: Line, columns: tuple[Column, ...]) -> bool:
    return not any(column.index in line.slots and not line.slots[column.index].blank for column in columns if column.key in ("no", "content", "id") or title_level(column.key))


def _put_together(line: Line, order: list[Line], pieces: list[Line], columns: tuple[Column, ...]) -> None:
    """The texts of ``order`` one below the other in ``line``, column by column."""
    for column in columns:
        slots = [piece.slots.get(column.index, Slot("", piece.place)) for piece in order]
        own = line.slots.get(column.index, Slot("", line.place))
        if own.kind != "own":
            slots = [slot for slot in slots if slot.kind == "own"]
        if any(not slot.blank for slot in slots):
            line.slots[column.index] = Slot("\n".join(slot.text for slot in slots if not slot.blank), own.place)
    line.also += [place for piece in pieces for place in (piece.place, *piece.also)]
    line.remarks += [remark for piece in pieces for remark in piece.remarks if remark.kind != "guessed"]
    line.remarks.append(Remark("guessed", pieces[0].place, "这一行没有序号、事项和内容，并到相邻的事项里"))


def _title_columns(columns: tuple[Column, ...]) -> list[tuple[int, Column]]:
    return sorted((level, column) for column in columns if (level := title_level(column.key)))


def _names(line: Line, columns: tuple[Column, ...], memory: Memory, resolved: Resolved) -> tuple[str, ...] | None:
    """The titles of a new item; None when the line has no title of its own. Titles above the first own one are the merged or the last ones."""
    titles = _title_columns(columns)
    own = {level for level, column in titles if (slot := line.slots.get(column.index)) and slot.kind == "own" and _title(slot.text) and not DITTO.match(flat(slot.text))}
    if not own:
        return None
    first = min(own)
    for level in [level for level in memory.titles if level >= first]:
        del memory.titles[level]
    names: list[str] = []
    for level, column in titles:
        slot = line.slots.get(column.index, Slot("", ""))
        text, asides = mend(slot.text)
        name = _title(text)
        if slot.kind == "across":
            continue
        if DITTO.match(flat(text)):
            name = memory.titles.get(level, "")
        elif name == "同左":
            name = names[-1] if names else ""
        elif not name and level < first and not flat(slot.text):
            name = memory.titles.get(level, "")
            if name:
                resolved.remarks.append(Remark("guessed", slot.place or line.place, f"空着，按合并单元格丢失理解，取上面的“{name}”"))
        if slot.kind == "own":
            resolved.remarks += [aside.at(slot.place) for aside in asides]
        if name:
            memory.titles[level] = name
            names.append(name)
    return tuple(names)


def _title(text: str) -> str:
    """A title without its number; "" for ─, — and the like."""
    plain = flat(text)
    if plain in NOTHING or not re.search(r"[\w？?]", plain):
        return ""
    numbered = _DECIMAL.match(plain) or LEADING.match(plain) or _CODE.match(plain)
    return (plain[numbered.end() :] if numbered and numbered.end() < len(plain) else plain).strip("●·•■。；; ")


def _number(line: Line, columns: tuple[Column, ...]) -> str:
    slot = next((line.slots[column.index] for column in columns if column.key == "no" and column.index in line.slots), None)
    return flat(slot.text).rstrip(".、") if slot else ""


def _numbered_anew(line: Line, columns: tuple[Column, ...], item: Item) -> bool:
    """The line has a number of its own that differs from the item's, and a content of its own."""
    slot = next((line.slots[column.index] for column in columns if column.key == "no" and column.index in line.slots), None)
    return slot is not None and slot.kind == "own" and bool(flat(slot.text)) and flat(slot.text).rstrip(".、") != item.number


def _proven(line: Line, columns: tuple[Column, ...]) -> bool:
    """The titles are merged with those above: that the line belongs to the same item needs no guess."""
    return any(line.slots.get(column.index, Slot("", "")).kind == "down" for _, column in _title_columns(columns))


def _resolve(line: Line, columns: tuple[Column, ...], memory: Memory) -> Resolved:
    """The line's slots by key, damage mended, blanks and dittos filled from the line above."""
    remarks = list(line.remarks)
    slots: dict[str, Slot] = {}
    many: dict[str, list[tuple[Column, Slot]]] = {}
    own: set[str] = set()
    filled = 0
    ours = any(column.key == "id" and column.index in line.slots and SLUG.fullmatch(line.slots[column.index].text.strip()) for column in columns)
    for column in columns:
        if title_level(column.key):
            continue
        slot = line.slots.get(column.index, Slot("", line.place))
        text, asides = mend(slot.text)
        if slot.kind == "own":
            remarks += [aside.at(slot.place) for aside in asides if column.key not in TICK_KEYS or aside.kind != "unclear"]
        mended = Slot(text, slot.place, slot.kind)
        key = column.key
        if not mended.blank and slot.kind == "own":
            own.add(key)
        if key in INHERITED or key in ("content", "domain") or (not key and column.name in INHERITED_EXTRAS):
            mended, guessed = _filled(mended, column, columns, line, memory, remarks, ours)
            filled += guessed and key in INHERITED
        slots.setdefault(key, mended)
        many.setdefault(key, []).append((column, mended))
    _ticks(slots, many, memory, remarks, filled > 0 and not ours)
    return Resolved(line, slots, many, frozenset(own), remarks)


def _filled(slot: Slot, column: Column, columns: tuple[Column, ...], line: Line, memory: Memory, remarks: list[Remark], ours: bool) -> tuple[Slot, bool]:
    """The slot, or the value that its blank or ditto stands for; True when a blank was filled."""
    name = INHERITED.get(column.key) or {"content": "公开内容", "domain": "公开领域"}.get(column.key, column.name)
    memory_key = f"{column.key}{column.index}"
    before = memory.values.get(memory_key)
    plain = flat(slot.text)
    guessed = False
    if _LEFT.match(plain):
        left = next((line.slots[other.index] for other in reversed(columns) if other.index < column.index and other.index in line.slots), Slot("", ""))
        remarks.append(Remark("note", slot.place, "“同左”换成了左边一格的内容", plain, left.text.strip()))
        slot = Slot(left.text, slot.place)
    elif DITTO.match(plain) and column.key != "content":
        if before is None or before.blank:
            remarks.append(Remark("unclear", slot.place, f"“{plain}”上面没有{name}，不知道指哪一行"))
            slot = Slot("", slot.place)
        else:
            remarks.append(Remark("note", slot.place, f"“{plain}”换成了上一行的{name}", plain, before.text.strip()))
            slot = Slot(before.text, slot.place)
    elif _REFERS.match(plain):
        remarks.append(Remark("unclear", slot.place, f"“{plain}”指的是另一行，请换成原文"))
    elif slot.blank and not ours and column.key != "content" and before is not None and not before.blank:
        remarks.append(Remark("guessed", slot.place, f"{name}空着，按合并单元格丢失理解，取上一行的", "", before.text.strip()[:200]))
        slot, guessed = Slot(before.text, slot.place), True
    if not slot.blank:
        memory.values[memory_key] = Slot("", slot.place) if plain and plain in NOTHING else slot
    return slot, guessed


def _ticks(slots: dict[str, Slot], many: Mapping[str, list[tuple[Column, Slot]]], memory: Memory, remarks: list[Remark], filled: bool) -> None:
    """A row without any tick whose other cells are blanks of lost merges: its ticks were merged, too."""
    ticked = [pair for key in TICK_KEYS for pair in many.get(key, ())]
    if not ticked:
        return
    if all(slot.blank for _, slot in ticked) and filled and memory.ticks:
        for key in {column.key for column, _ in ticked}:
            many[key][:] = [(column, Slot(memory.ticks.get(column.index, slot).text, slot.place)) for column, slot in many[key]]
            slots[key] = many[key][0][1]
        remarks.append(Remark("guessed", ticked[0][1].place, "公开对象、方式、层级都空着，按合并单元格丢失理解，取上一行的"))
    elif any(not slot.blank for _, slot in ticked):
        memory.ticks = {column.index: slot for column, slot in ticked}
