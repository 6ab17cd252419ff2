"""An item's lines → one `SourceRow`: sub-rows become elements of 公开内容, everything else is read once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from gongkai.importing.cells.channels import NONE_CHOSEN
from gongkai.importing.cells.content import dittoed
from gongkai.importing.cells.text import flat, form
from gongkai.importing.grid import Chosen, Part, Remark, RemarkKind, SourceRow
from gongkai.importing.layout.fields import Habits, Reader, merged
from gongkai.importing.layout.header import Column
from gongkai.importing.layout.items import Item, Resolved
from gongkai.importing.layout.lines import Slot

_RAW_NAMES = {"备注": "note"}


def row_of(item: Item, columns: tuple[Column, ...], domain: str, file: str, habits: Habits, before: Sequence[SourceRow]) -> SourceRow:
    """The item as a row. ``before``: the rows above it, for a content that only says 同上."""
    head = item.lines[0]
    reader = Reader(habits, ours=bool(item.id))
    remarks = [remark for line in item.lines for remark in line.remarks]
    content: list[Part] = []
    basis: dict[str, None] = {}
    limits: list[str] = []
    subjects: list[str] = []
    channels: list[Chosen] = []
    several = sum("content" in line.own for line in item.lines) > 1
    for line in item.lines:
        said = line.slots if line is head else {key: slot for key, slot in line.slots.items() if key in line.own}
        limit, who = reader.limit(said.get("limit")), _subjects(line, reader) if "who" in said else ""
        basis.update(dict.fromkeys(reader.basis(said.get("basis"))))
        chosen = reader.channels([slot for _, slot in line.many["channels"]], _labels(columns, line)) if "channels" in said else None
        if chosen is not None and chosen not in channels:
            channels.append(chosen)
        parts = _content(line, reader, item.names, before, several)
        limits.append(limit)
        subjects.append(who)
        if line is not head:
            other_limit = limit if limit != limits[0] else ""
            other_who = who if who != subjects[0] else ""
            parts = tuple(replace(part, time_limit=part.time_limit or other_limit, subjects=part.subjects or other_who) for part in parts)
            if other_limit and not parts:
                limits[0] = f"{limits[0]}；{other_limit}" if limits[0] else other_limit
        content += parts
    if len(channels) > 1 and not _one_list(channels):
        reader.remarks.append(Remark("note", _place(head, "channels"), "这一事项的几行渠道不同，合在一起"))
    if len(channels) > 1 and any(chosen.must or chosen.one_of or chosen.may for chosen in channels):
        reader.remarks[:] = [remark for remark in reader.remarks if remark.words != NONE_CHOSEN]
    everyone, groups = _audience(item.lines, reader)
    mode = next((mode for line in item.lines if (mode := reader.mode(_ticked(line, head)))), "")
    levels = _levels(item.lines, reader)
    demand_limit, demand_basis = reader.demand(head.slots.get("demand"), limit="limit" not in head.slots, basis="basis" not in head.slots)
    if not content and "content" in head.slots:
        reader.remarks.append(Remark("unclear", _place(head, "content"), "公开内容是空的"))
    if any(line.line.unsure_ticks for line in item.lines):
        levels = _unsure(head, columns, reader, levels)
    own_domain = next((flat(slot.text) for slot in (head.slots.get("domain"),) if slot and not slot.blank), "")
    return SourceRow(
        file=file,
        place=head.line.place,
        names=item.names,
        domain=_domain(own_domain, habits) or domain,
        number=item.number,
        id=item.id,
        content=tuple(dict.fromkeys(content)),
        basis=tuple(basis) or demand_basis,
        time_limit=limits[0] or demand_limit,
        subjects=subjects[0],
        channels=merged(channels) if channels else None,
        everyone=everyone,
        groups=groups,
        mode=mode,
        levels=levels,
        extra=_extra(item.lines, columns),
        places=_places(head, columns),
        raw=_raw(item.lines, columns),
        remarks=tuple(dict.fromkeys([*remarks, *reader.remarks])),
    )


def _content(line: Resolved, reader: Reader, names: tuple[str, ...], before: Sequence[SourceRow], several: bool) -> tuple[Part, ...]:
    """The elements of one line. Merged with the item above, a new item shares its content; a further line of the same item adds nothing."""
    slot = line.slots.get("content")
    if slot is None or (slot.kind == "down" and not line.titled):
        return ()
    label = dittoed(slot.text)
    if label is None:
        return tuple(_undittoed(part, slot, reader, before) for part in reader.content(slot, several))
    alike = next((row for row in reversed(before) if row.content and row.names[-1:] == names[-1:]), None) if label and label in names[-1:] else None
    above = alike or (before[-1] if before else None)
    if above is None or not above.content:
        reader.remarks.append(Remark("unclear", slot.place, "公开内容写着“同上”，上面没有内容"))
        return ()
    first = above.content[0].text
    parts = above.content
    if label and not first.startswith(label) and label not in "".join(above.names):
        parts = (replace(parts[0], text=f"{label}：{first}"), *parts[1:])
    kind: RemarkKind = "guessed" if alike and alike is not before[-1] else "note"
    words = f"“同上”换成了前面“{'-'.join(above.names)}”的公开内容" if kind == "guessed" else "“同上”换成了上一行的公开内容"
    reader.remarks.append(Remark(kind, slot.place, words, flat(slot.text), "；".join(part.text for part in parts)))
    return parts


def _undittoed(part: Part, slot: Slot, reader: Reader, before: Sequence[SourceRow]) -> Part:
    """办事指南：内容同上, one element of several: the element of that name in a row above."""
    label = dittoed(part.text)
    if not label:
        return part
    alike = next((other for row in reversed(before) for other in row.content if other.text.startswith(label) and not dittoed(other.text)), None)
    if alike is None:
        reader.remarks.append(Remark("unclear", slot.place, f"“{part.text}”上面没有“{label}”，不知道指哪一行"))
        return part
    reader.remarks.append(Remark("note", slot.place, f"“{part.text}”换成了上面的“{label}”", part.text, alike.text))
    return replace(part, text=alike.text)


def _one_list(parts: Sequence[Chosen]) -> bool:
    """One list of channels, a few of them in each row of the table: no name stands twice."""
    names = [name for part in parts for name in (*(name for name, _ in (*part.must, *part.one_of, *part.may)), *part.unchosen)]
    return len(names) == len(set(names))


def _subjects(line: Resolved, reader: Reader) -> str:
    """公开主体; one column for each level becomes 县级：…；乡级：…"""
    columns = line.many.get("who", [])
    if not any(column.levels for column, _ in columns):
        return reader.subjects(line.slots.get("who"))
    named = [(column.levels, reader.subjects(slot)) for column, slot in columns if not slot.blank]
    return "；".join(f"{'、'.join(levels)}：{text}" if levels else text for levels, text in named if text)


def _labels(columns: tuple[Column, ...], line: Resolved) -> list[str]:
    """The level that stands beside each of several channel columns (公开层级1, 公开渠道1 …)."""
    channel_columns = [column for column, _ in line.many.get("channels", ())]
    level_slots = line.many.get("levels", ())
    if len(channel_columns) < 2 or len(level_slots) != len(channel_columns):
        return [""] * len(channel_columns)
    return [flat(slot.text) for _, slot in level_slots]


def _ticked(line: Resolved, head: Resolved) -> dict[str, Slot]:
    return line.slots if line is head else {key: slot for key, slot in line.slots.items() if key in line.own}


def _audience(lines: Sequence[Resolved], reader: Reader) -> tuple[bool | None, tuple[str, ...]]:
    everyone, groups = reader.audience(lines[0].slots)
    for line in lines[1:]:
        own: dict[str, Slot] = {key: line.slots[key] for key in ("everyone", "groups", "audience") if key in line.own}
        if own:
            more, names = reader.audience(own)
            everyone = bool(everyone) or bool(more) if more is not None else everyone
            groups = tuple(dict.fromkeys((*groups, *names)))
    return everyone, groups


def _levels(lines: Sequence[Resolved], reader: Reader) -> tuple[str, ...]:
    ticks = [(column, slot) for line in lines for column, slot in line.many.get("level", ()) if line is lines[0] or not slot.blank]
    words = [slot for line in lines for _, slot in line.many.get("levels", ()) if line is lines[0] or not slot.blank]
    return reader.levels(ticks, words) if ticks or words else ()


def _unsure(head: Resolved, columns: tuple[Column, ...], reader: Reader, levels: tuple[str, ...]) -> tuple[str, ...]:
    """Ticks whose columns are lost: all levels ticked is certain, none or some is not."""
    level_columns = [column for column in columns if column.key == "level"]
    known = {level for column in level_columns for level in column.levels}
    if level_columns and set(levels) != known:
        reader.remarks.append(Remark("unclear", head.line.place, "合并单元格丢了，分不清勾在哪一级，公开层级留空"))
        return ()
    reader.remarks.append(Remark("guessed", head.line.place, "勾选的格子靠前后顺序对到了各栏，请核对公开对象、方式和层级"))
    return levels


def _ticked_words(text: str) -> str:
    """□决策 ■服务 → 服务; a text without chosen and empty boxes side by side stays."""
    boxes = re.findall(r"([■☑√✓]|[□☐])\s*([^■☑√✓□☐]+)", text)
    chosen = [words.strip() for box, words in boxes if box in "■☑√✓"]
    return "、".join(chosen) if chosen and len(boxes) > len(chosen) else text


def _domain(words: str, habits: Habits) -> str:
    words = re.sub(r"（\d+）$", "", words)  # 公共资源交易（02）: its number in the county's list
    return (habits.rules.name(words) or habits.rules.name(words.removesuffix("领域")) or words) if words else ""


def _place(line: Resolved, key: str) -> str:
    slot = line.slots.get(key)
    return slot.place if slot and slot.place else line.line.place


@lru_cache(maxsize=64)
def _named(columns: tuple[Column, ...]) -> list[tuple[Column, str]]:
    """Each column with the name that ``raw`` and ``places`` know it by; repeated ones numbered."""
    seen: dict[str, int] = {}
    out = []
    for column in columns:
        name = column.key
        if name == "who" and column.levels:
            name = f"who {column.name}"
        elif name == "level":
            name = column.levels[0] if len(column.levels) == 1 else column.name
        elif not name or name == "demand":
            name = _RAW_NAMES.get(column.name, column.name) or ("公开要求" if column.key == "demand" else "")
        if not name:
            continue
        seen[name] = seen.get(name, 0) + 1
        out.append((column, name if seen[name] == 1 else f"{name}{seen[name]}"))
    return out


def _places(head: Resolved, columns: tuple[Column, ...]) -> dict[str, str]:
    return {name: slot.place for column, name in _named(columns) if (slot := head.line.slots.get(column.index)) and slot.place}


def _raw(lines: Sequence[Resolved], columns: tuple[Column, ...]) -> dict[str, str]:
    """The cells as in the file; what further lines of the item say themselves is put below."""
    found = {}
    for column, name in _named(columns):
        texts = [slot.text for line in lines if (slot := line.line.slots.get(column.index)) and (line is lines[0] or (slot.kind == "own" and not slot.blank))]
        found[name] = "\n".join(texts)
    return found


def _extra(lines: Sequence[Resolved], columns: tuple[Column, ...]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for column, name in _named(columns):
        if column.key not in ("", "demand"):
            continue
        for line in lines:
            slot = next((slot for other, slot in line.many.get(column.key, ()) if other == column), None)
            if slot is not None and not slot.blank and form(slot.text) not in found.get(name, ()):
                found.setdefault("备注" if name == "note" else name, []).append(_ticked_words(form(slot.text)))
    return {name: "\n".join(texts) for name, texts in found.items()}
