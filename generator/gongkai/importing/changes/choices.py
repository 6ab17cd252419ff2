"""公开主体, 公开渠道, 公开对象, 公开方式, 公开层级 and the extra columns of a foreign row against the item's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.importing.changes.against import Against, as_printed, edited
from gongkai.importing.changes.cells import Cells
from gongkai.importing.changes.edit import FieldEdit
from gongkai.importing.changes.slots import Slot, Wish, unchanged
from gongkai.importing.matching.names.bodies import Subjects
from gongkai.importing.matching.similar import plain
from gongkai.model.duty import duties
from gongkai.model.item import Item
from gongkai.model.words import LEVELS

CLEARED = "这一格清空了，沿用原来的内容"


def subjects(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    """公开主体: another organ than the map of roles gives."""
    if not cells.row.subjects.strip() or as_printed(cells, other, "who"):
        if cells.exact and not cells.row.subjects.strip():
            cells.tell("unclear", "who", CLEARED)
        return
    said = cells.subjects()
    if not said.names or cells.subjects_lost:
        return
    if same_subjects(said, other, other.item):
        return
    value = said.yaml
    if other.above and same_subjects(said, other, other.above):
        value = other.yaml.subjects(other.above.subjects)
    cells.needs(said.names)
    was = "、".join(duty.name for duty in duties(other.catalogue, other.yaml.vocabulary.roles, other.item))
    yield FieldEdit("subjects", was, "、".join(str(one.yaml) for one in said.names), cells.place("who"), value, new=tuple(one.new for one in said.names if one.new))


def same_subjects(said: Subjects, other: Against, item: Item) -> bool:
    """The cell names the item's roles as they are written, or the organs that hold them in the region."""
    roles = other.yaml.vocabulary.roles
    keys = {one.key for one in said.names}
    if keys == set(item.subjects.names):
        return True
    now = {duty.name for duty in duties(other.catalogue, roles, item)}
    meant: set[str] = set()
    for key in keys:
        role = roles.get(key)
        meant |= {duty.name for duty in duties(other.catalogue, roles, item, type(item.subjects)("each", (key,)))} if role else {key}
    return meant == now


def channels(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    found = cells.channels()
    chosen = [(bucket, one) for bucket, uses in found.items() for one in uses]
    if not chosen:
        return
    current = other.item.channels
    home = {use.id: bucket for bucket in ("must", "one_of", "may") for use in getattr(current, bucket)}
    if found.get("may") and not current.may and len(found) > 1:
        cells.tell("note", "channels", "可选的渠道（□）没有录入：上一级只列了要用的渠道", "、".join(str(one.yaml) for one in found["may"]))
        chosen = [(bucket, one) for bucket, one in chosen if bucket != "may"]
    told_apart = len(found) > 1 and len(set(home.values())) > 1
    uses = current.all
    wishes = [Wish(one.yaml, one.key, str(one.yaml), bucket if told_apart else home.get(one.key, "")) for bucket, one in chosen]
    slots = []
    for wish in wishes:
        at = next((i for i, use in enumerate(uses) if use.id == wish.key), None)
        more = isinstance(wish.yaml, dict) and at is not None and not _same_note(wish.yaml, uses[at].note, uses[at].url)
        slots.append(Slot(at, wish.yaml if at is None or more else None, wish.bucket))
    moved = told_apart and any(slot.old is not None and slot.bucket != home[uses[slot.old].id] for slot in slots)
    if unchanged(slots, len(uses), ordered=False) and not moved:
        return
    used = [one for _, one in chosen]
    cells.needs(used)
    now = "、".join(str(wish.yaml["name"] if isinstance(wish.yaml, dict) else wish.yaml) for wish in wishes)
    yield FieldEdit("channels", "、".join(use.name for use in uses), now, cells.place("channels"), slots=tuple(slots), new=tuple(one.new for one in used if one.new))


def _same_note(yaml: dict[str, Any], note: str, url: str) -> bool:
    return plain(str(yaml.get("note", note))) == plain(note) and str(yaml.get("url", url)) == url


def audience(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    current = other.item.audience
    wanted = cells.audience(current)
    if wanted is None:
        return
    words = set if cells.exact else lambda groups: {plain(group) for group in groups}
    same_groups = words(wanted.groups) == words(current.groups)
    if wanted.everyone == current.everyone and same_groups:
        return
    yield FieldEdit("audience", str(current), str(wanted), cells.place("everyone", "groups", "audience"), other.yaml.audience(wanted))


def mode(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    if cells.row.mode and cells.row.mode != other.item.mode:
        yield FieldEdit("mode", other.item.mode, cells.row.mode, cells.place("active", "request", "mode"), cells.row.mode)


def levels(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    """Only levels that the table has a column for: a county's table says nothing of the city above it."""
    if not cells.row.levels:
        return
    current = other.item.levels
    wanted = [level for level in LEVELS if level in cells.row.levels or (level in current and level not in other.levels)]
    if set(wanted) != set(current):
        slots = tuple(Slot(current.index(level)) if level in current else Slot(None, level) for level in wanted)
        place = next((cells.row.places[level] for level in LEVELS if level in cells.row.places), cells.place("levels"))
        yield FieldEdit("levels", "、".join(current), "、".join(wanted), place, slots=slots)


def extras(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    """Office, telephone, addresses; and the words of columns that no field holds, as the item's note."""
    item = other.item
    for name, value in cells.regional().items():
        heading = next((heading for heading in cells.row.extra if cells.row.extra[heading] and str(value) in cells.row.extra[heading]), "网址")
        if name == "links":
            missing = [link for link in value if link["url"] not in {old.url for old in item.links}]
            if missing:
                whole = [*(other.yaml.one("links", link) for link in item.links), *missing]
                yield FieldEdit(name, "\n".join(link.url for link in item.links), "\n".join(link["url"] for link in whole), cells.place(heading), whole, filled=True)
        elif plain(str(value)) != plain(getattr(item, name)):
            yield FieldEdit(name, getattr(item, name), value, cells.place(heading), value, filled=True)
    note = cells.note(without=("备注",) if "note" in cells.row.raw and not edited(cells, other, "note") else ())
    fresh = [line for line in note.split("\n") if line and plain(line) not in plain(item.note)]
    if fresh:
        now = "\n".join([*([item.note] if item.note else []), *fresh])
        yield FieldEdit("note", item.note, now, cells.place("note", *cells.row.extra), now)
