"""Changes of an item → what a file then says: the steps of an adjustment, tried on the item of the layer above, or the item's own fields."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from gongkai.importing.changes.as_yaml import AsYaml
from gongkai.importing.changes.edit import FieldEdit
from gongkai.importing.changes.slots import Slot
from gongkai.model.catalogue import Entry, Origin
from gongkai.model.item import Channels, ChannelUse, Citation, Element, Item
from gongkai.model.words import REGIONAL_FIELDS
from gongkai.reading.adjust import adjust
from gongkai.reading.fields import RULE_BUCKET, FieldReader
from gongkai.reading.names import fold

BUCKETS = ("must", "one_of", "may")
_NOWHERE = Origin("", "", "", 1)


@dataclass(frozen=True, slots=True)
class Written:
    """``data`` is the file's data after the changes; ``failed``: changes that no file could say, with the reason."""

    data: dict[str, Any]
    done: tuple[FieldEdit, ...]
    failed: tuple[tuple[FieldEdit, str], ...] = ()


def adjusted(before: Mapping[str, Any], edits: Sequence[FieldEdit], above: Entry, current: Entry, yaml: AsYaml, reader: Callable[[], FieldReader]) -> Written:
    """The mapping below ``adjust`` after the changes; ``before`` is it as it stands (empty for a new file).

    A list keeps its steps and gets more of them; where single steps do not lead there, the whole list is replaced. What then says the
    same as the layer above is left out.
    """
    data = deepcopy(dict(before))
    done: list[FieldEdit] = []
    failed: list[tuple[FieldEdit, str]] = []
    for edit in edits:
        field = edit.field
        if field in REGIONAL_FIELDS:
            data[field] = edit.value
        elif edit.slots:
            wanted = expected(edit, current.item, yaml, reader())
            key = _identity(field, reader())
            steps = [None] if _same(wanted, getattr(above.item, field), ordered=edit.ordered) else [
                *(_extended(before.get(field), edit, current.item, yaml, key, back=back) for back in (True, False)),
                {"was": yaml.value(field, getattr(above.item, field)), "now": yaml.value(field, wanted)},
            ]
            step = next((step for step in steps if step is None or _leads(above, field, step, wanted, reader(), ordered=edit.ordered)), {})
            if step == {}:
                failed.append((edit, "写不成对上一级的调整"))
                continue
            _put(data, field, step)
        else:
            was = yaml.value(field, getattr(above.item, field))
            _put(data, field, None if was == edit.value else {"was": was, "now": edit.value})
        done.append(edit)
    return Written(data, tuple(done), tuple(failed))


def changed_item(before: Mapping[str, Any], edits: Sequence[FieldEdit], current: Item, yaml: AsYaml, reader: Callable[[], FieldReader]) -> Written:
    """An item's own file after the changes: elements that stay keep their words in the file."""
    data = deepcopy(dict(before))
    for edit in edits:
        if not edit.slots:
            data[edit.field] = edit.value
        elif edit.field == "channels":
            data["channels"] = _channels(data.get("channels"), edit.slots, current.channels, yaml)
        else:
            raw = list(data.get(edit.field, ()))
            data[edit.field] = [_said(slot, raw, current, edit.field, yaml) for slot in edit.slots]
    return Written(data, tuple(edits))


def expected(edit: FieldEdit, current: Item, yaml: AsYaml, reader: FieldReader) -> Any:
    """The model value that the slots describe."""
    value = getattr(current, edit.field)
    if not isinstance(value, Channels):
        return tuple(value[slot.old] if slot.yaml is None and slot.old is not None else reader.one(edit.field, slot.yaml, ()) for slot in edit.slots)
    buckets: dict[str, list[Any]] = {bucket: [] for bucket in BUCKETS}
    for slot, bucket in zip(edit.slots, _homes(edit.slots, value, yaml.rule), strict=True):
        buckets[bucket].append(value.all[slot.old] if slot.yaml is None and slot.old is not None else reader.channel(slot.yaml, ()))
    return Channels(**{bucket: tuple(uses) for bucket, uses in buckets.items()})


def _homes(slots: Sequence[Slot], value: Channels, rule: str) -> list[str]:
    """The bucket of each slot: its own, that of the channel it was, or the one that a plain list means in the domain."""
    home = [bucket for bucket in BUCKETS for _ in getattr(value, bucket)]  # Channels.all has them in this order
    return [slot.bucket or (home[slot.old] if slot.old is not None else RULE_BUCKET[rule]) for slot in slots]


def _put(data: dict[str, Any], field: str, step: Any) -> None:
    if step is None:
        data.pop(field, None)
    else:
        data[field] = step


def _leads(above: Entry, field: str, step: Mapping[str, Any], wanted: Any, reader: FieldReader, *, ordered: bool) -> bool:
    """The step turns the item of the layer above into what is wanted, without an objection."""
    after = adjust(above, {field: step}, reader, lambda path: _NOWHERE)
    return not reader.problems and _same(getattr(after.item, field), wanted, ordered=ordered)


def _same(one: Any, other: Any, *, ordered: bool) -> bool:
    if isinstance(one, Channels):
        return all(_same(getattr(one, bucket), getattr(other, bucket), ordered=ordered) for bucket in BUCKETS)
    return bool(one == other) if ordered else sorted(map(repr, one)) == sorted(map(repr, other))


def _extended(before: Any, edit: FieldEdit, current: Item, yaml: AsYaml, key: Callable[[Any], Hashable], *, back: bool) -> dict[str, Any]:
    """The step that is there (None: none), with what the slots change in the current list put into it.

    ``back``: an element that is reworded to what it was called before the step is as it was before.
    """
    field = edit.field
    value = getattr(current, field)
    members = list(value.all if isinstance(value, Channels) else value)
    if before and "now" in before:
        now = before["now"]
        if not isinstance(now, list) or len(now) != len(members) or field == "channels":
            return {"was": before.get("was"), "now": yaml.value(field, value)}  # leads nowhere new: the whole list is then replaced
        return {**before, "now": [now[slot.old] if slot.yaml is None and slot.old is not None else slot.yaml for slot in edit.slots]}
    step = {key: list((before or {}).get(key, ())) for key in ("remove", "replace", "add")}
    kept = {slot.old for slot in edit.slots}
    for at, member in enumerate(members):
        slot = next((slot for slot in edit.slots if slot.old == at), None)
        if at not in kept or (slot is not None and slot.yaml is not None):
            _swap(step, yaml.mention(field, member), None if slot is None else slot.yaml, key, back=back)
    for slot in edit.slots:
        if slot.old is None:
            name = key(slot.yaml)
            if name in map(key, step["remove"]):
                step["remove"] = [one for one in step["remove"] if key(one) != name]
            else:
                step["add"].append(slot.yaml)
    return {key: found for key, found in step.items() if found}


def _swap(step: dict[str, list[Any]], old: Any, new: Any, key: Callable[[Any], Hashable], *, back: bool) -> None:
    """Element ``old`` gives way to ``new`` (None: to nothing): in the step that brought it in, or in one of its own."""
    name = key(old)
    for i, one in enumerate(step["add"]):
        if key(one) == name:
            step["add"][i : i + 1] = [] if new is None else [new]
            return
    for i, pair in enumerate(step["replace"]):
        if key(pair["now"]) == name:
            if new is None:
                step["replace"].pop(i)
                step["remove"].append(pair["was"])
            elif back and key(new) == key(pair["was"]):
                step["replace"].pop(i)
            else:
                step["replace"][i] = {**pair, "now": new}
            return
    if new is None:
        step["remove"].append(old)
    else:
        step["replace"].append({"was": old, "now": new})


def _identity(field: str, reader: FieldReader) -> Callable[[Any], Hashable]:
    """By what an element is known to an adjustment (`reading.adjust`), however a file spells it."""

    def key(raw: Any) -> Hashable:
        value = reader.one(field, raw, ())
        if isinstance(value, Element):
            return fold(value.text)
        if isinstance(value, Citation):
            return (value.law, fold(value.articles))
        return value.id if isinstance(value, ChannelUse) else fold(str(value))

    return key


def _said(slot: Slot, raw: Sequence[Any], current: Item, field: str, yaml: AsYaml) -> Any:
    """A slot as the item's file writes it."""
    if slot.yaml is not None or slot.old is None:
        return slot.yaml
    members = getattr(current, field)
    return raw[slot.old] if len(raw) == len(members) else yaml.one(field, members[slot.old])


def _channels(raw: Any, slots: Sequence[Slot], current: Channels, yaml: AsYaml) -> Any:
    """The channels of an item's file: in its own words where they are there, short where one bucket is enough."""
    words: dict[int, Any] = {}
    listed = raw if isinstance(raw, list) else [use for bucket in BUCKETS for use in (raw or {}).get(bucket, ())]
    if len(listed) == len(current.all):
        words = dict(enumerate(listed))
    buckets: dict[str, list[Any]] = {}
    for slot, bucket in zip(slots, _homes(slots, current, yaml.rule), strict=True):
        old = words.get(slot.old) if slot.old is not None else None
        value = slot.yaml if slot.yaml is not None or slot.old is None else old or yaml.channel(current.all[slot.old])
        buckets.setdefault(bucket, []).append(value)
    short = list(buckets) == [RULE_BUCKET[yaml.rule]] and not isinstance(raw, dict)
    return buckets[RULE_BUCKET[yaml.rule]] if short else {bucket: buckets[bucket] for bucket in BUCKETS if bucket in buckets}

