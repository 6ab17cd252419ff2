"""本级细化调整: an inherited entry and a region's adjustment → the entry as the region has it, with every step recorded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gongkai.model.catalogue import Change, Entry, Origin
from gongkai.model.item import Audience, Channels, ChannelUse, Citation, Element, Link, Subjects
from gongkai.model.words import FIELD_LABELS, LIST_FIELDS, REGIONAL_FIELDS
from gongkai.reading.fields import RULE_BUCKET, FieldReader, Path, audience
from gongkai.reading.items import DITTO
from gongkai.reading.names import fold

NEVER_EMPTY = ("content", "basis", "channels", "subjects", "levels")
"""Lists without which an item is none."""

BUCKET_WORDS = {"must": "必选", "one_of": "至少一项", "may": "可选"}

Locate = Callable[[Path], Origin]
"""The origin of a path in the adjusting file."""


def adjust(entry: Entry, raw: Mapping[str, Any], reader: FieldReader, locate: Locate) -> Entry:
    """Apply the ``adjust`` mapping ``raw`` to the entry's item.

    What cannot be applied (a stale ``was``, an element that is not there, a step that changes nothing or empties a list)
    leaves the field as it was and is reported in ``reader.problems``.
    """
    values: dict[str, Any] = {}
    elements: dict[str, tuple[Origin, ...]] = {}
    changes: list[Change] = []
    for name, step in raw.items():
        path: Path = ("adjust", name)
        current = getattr(entry.item, name)
        if name in REGIONAL_FIELDS:
            value: Any = reader.links(step, path) if name == "links" else str(step)
            steps = [Change(name, "set", _text(current, reader), _text(value, reader), locate(path), filled=True)]
        elif name not in LIST_FIELDS:
            value, steps = _replace_whole(name, current, step, reader, path, locate)
        else:
            edit = _replace_whole if "now" in step else _edit_list
            value, steps = edit(name, current, step, reader, path, locate)
            if name in NEVER_EMPTY and not _members(value):
                message = f"这项调整会把{FIELD_LABELS[name]}清空"
                reader.wrong("L420", path, message, "至少保留一项；如果本级没有这个事项，请改用 withdraw 并写明原因")
                continue
            elements[name] = _origins(entry, name, value, steps, reader, locate(path))
        values[name] = value
        changes += steps
    item = replace(entry.item, **values)
    return replace(entry, item=item, changes=(*entry.changes, *changes), elements={**entry.elements, **elements})


def _origins(entry: Entry, name: str, value: Any, changes: Sequence[Change], reader: FieldReader, here: Origin) -> tuple[Origin, ...]:
    """Of each element of the new ``value``: an untouched one keeps its origin."""
    kept = {_exact(member): origin for member, origin in zip(_members(getattr(entry.item, name)), entry.element_origins(name), strict=True)}
    new = {change.now: change.origin for change in changes if change.now}
    return tuple(kept.get(_exact(member)) or new.get(_text(member, reader), here) for member in _members(value))


def _replace_whole(name: str, current: Any, step: Any, reader: FieldReader, path: Path, locate: Locate) -> tuple[Any, list[Change]]:
    """``{was, now}``: the new value, provided the layer above still says ``was``."""
    now, was = _value(name, step["now"], reader, (*path, "now")), _value(name, step.get("was"), reader, (*path, "was"))
    if _key(was) != _key(current):
        if "was" not in step:
            reader.wrong("L406", path, f"调整{FIELD_LABELS[name]}没有写明原来的内容（was）", f"补上 was: {_text(current, reader)}")
        else:
            message = f"这项调整已经失效：上级目录现在的{FIELD_LABELS[name]}是“{_text(current, reader)}”，不是 was 里的“{_text(was, reader)}”"
            hint = "核对上级的新内容：仍要调整就把 was 改成现在的内容，不再需要就删去这一段"
            reader.wrong("L401", (*path, "was"), message, hint)
        return current, []
    if _exact(now) == _exact(current):
        reader.wrong("L402", (*path, "now"), f"now 与上级目录的{FIELD_LABELS[name]}相同，这一步没有改变什么", "删去这一段")
        return current, []
    if name == "time_limit" and now.strip() in DITTO:
        reader.wrong("T501", (*path, "now"), f"公开时限写成了“{now}”，看不出是多久", "把时限完整写在这里")
        return current, []
    if name in LIST_FIELDS:
        return now, _difference(name, current, now, reader, locate(path))
    return now, [Change(name, "set", _text(current, reader), _text(now, reader), locate(path))]


def _edit_list(name: str, current: Any, step: Any, reader: FieldReader, path: Path, locate: Locate) -> tuple[Any, list[Change]]:
    """``remove``, ``replace`` and ``add`` single elements, in that order."""
    if isinstance(current, Subjects) and current.kind == "by_level":
        reader.wrong("L405", path, "公开主体按层级分列，不能逐个增减", "改用 was 和 now 写出调整前后的完整主体")
        return current, []
    values, changes = _members(current), []
    homes = _buckets(current)
    for i, raw in enumerate(step.get("remove", ())):
        at: Path = (*path, "remove", i)
        found = _find(values, name, raw, reader, at)
        if found is not None:
            changes.append(Change(name, "remove", _text(values.pop(found), reader), "", locate(at)))
    for i, pair in enumerate(step.get("replace", ())):
        at = (*path, "replace", i)
        found = _find(values, name, pair["was"], reader, (*at, "was"))
        new = reader.one(name, pair["now"], (*at, "now"))
        if found is not None and new and _is_new(new, values[found], values[:found] + values[found + 1 :], name, reader, (*at, "now")):
            old = values[found]
            homes[_key(new)] = homes.get(_key(old), "")
            changes.append(Change(name, "set", _text(old, reader), _text(new, reader), locate(at)))
            values[found] = new
    for i, raw in enumerate(step.get("add", ())):
        at = (*path, "add", i)
        new = reader.one(name, raw, at)
        if new and _is_new(new, None, values, name, reader, at):
            values.append(new)
            changes.append(Change(name, "add", "", _text(new, reader), locate(at)))
    return _rebuilt(current, values, homes, reader), changes


def _is_new(new: Any, instead_of: Any, others: Sequence[Any], name: str, reader: FieldReader, at: Path) -> bool:
    """True when ``new`` changes something; an element that is there already is reported."""
    if _exact(new) != _exact(instead_of) and _key(new) not in map(_key, others):
        return True
    reader.wrong("L402", at, f"“{_text(new, reader)}”本来就在上级目录的{FIELD_LABELS[name]}里，这一步没有改变什么", "删去这一行")
    return False


def _find(values: Sequence[Any], name: str, raw: Any, reader: FieldReader, at: Path) -> int | None:
    """Index of the one element that ``raw`` means; anything else than exactly one is stale and reported."""
    wanted = reader.one(name, raw, at)
    if not wanted:
        return None
    places = [i for i, value in enumerate(values) if _key(value) == _key(wanted)]
    if len(places) == 1:
        return places[0]
    text, label = _text(wanted, reader), FIELD_LABELS[name]
    if places:
        reader.wrong("L403", at, f"上级目录的{label}里有{len(places)}处“{text}”，不知道指哪一处", "改用 was 和 now 写出调整前后的完整内容")
    else:
        listed = "、".join(_text(value, reader) for value in values[:6]) or "（空）"
        reader.wrong("L401", at, f"这项调整已经失效：上级目录的{label}里没有“{text}”", f"现在有：{listed}。改成其中一项，或删去这一行")
    return None


def _difference(name: str, was: Any, now: Any, reader: FieldReader, origin: Origin) -> list[Change]:
    """The steps from list to list: elements gone, elements new, elements that say something else about themselves."""
    old, new = {_key(v): v for v in _members(was)}, {_key(v): v for v in _members(now)}
    steps = [Change(name, "remove", _text(value, reader), "", origin) for key, value in old.items() if key not in new]
    for key, value in new.items():
        if key not in old:
            steps.append(Change(name, "add", "", _text(value, reader), origin))
        elif _exact(value) != _exact(old[key]):
            steps.append(Change(name, "set", _text(old[key], reader), _text(value, reader), origin))
    return steps or [Change(name, "set", _text(was, reader), _text(now, reader), origin)]


def _value(name: str, raw: Any, reader: FieldReader, path: Path) -> Any:
    if name in LIST_FIELDS:
        return reader.whole(name, raw or [], path)
    return "" if raw is None else audience(raw) if name == "audience" else str(raw)


def _members(value: Any) -> list[Any]:
    if isinstance(value, Channels):
        return list(value.all)
    return list(value.names if isinstance(value, Subjects) else value)


def _buckets(value: Any) -> dict[Hashable, str]:
    """Which of must, one_of and may each channel stands in."""
    if not isinstance(value, Channels):
        return {}
    return {_key(use): bucket for bucket in ("must", "one_of", "may") for use in getattr(value, bucket)}


def _rebuilt(current: Any, values: list[Any], homes: Mapping[Hashable, str], reader: FieldReader) -> Any:
    if isinstance(current, Channels):
        rule = RULE_BUCKET[reader.rule]
        return Channels(**{b: tuple(use for use in values if (homes.get(_key(use)) or rule) == b) for b in ("must", "may", "one_of")})
    if isinstance(current, Subjects):
        return replace(current, names=tuple(values), lead=current.lead if current.lead in values else "")
    return tuple(values)


def _key(value: Any) -> Hashable:
    """What makes two values the same to an editor: text without regard to spacing and bracket shapes, names by their id."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, Element):
        return fold(value.text)
    if isinstance(value, ChannelUse):
        return value.id
    if isinstance(value, Citation):
        return (value.law, fold(value.articles))
    if isinstance(value, Link):
        return value.url
    if isinstance(value, Channels):
        return tuple(map(_key, value.all))
    if isinstance(value, Audience | Subjects):
        return value
    return tuple(map(_key, value))


def _exact(value: Any) -> Hashable:
    """Everything the value says, so that a change of an element's own limit counts as one."""
    return fold(value) if isinstance(value, str) else value


def _text(value: Any, reader: FieldReader) -> str:
    """The value as an editor or a reader would say it."""
    vocabulary = reader.registers.vocabulary
    if isinstance(value, str):
        return vocabulary.roles[value].name if value in vocabulary.roles else value
    if isinstance(value, Element):
        own = [part for part in (value.need, value.time_limit, str(value.audience or ""), value.mode, value.note) if part]
        return f"{value.text}（{'；'.join(own)}）" if own else value.text
    if isinstance(value, ChannelUse):
        return f"{value.name}（{value.note}）" if value.note else value.name
    if isinstance(value, Citation):
        return f"《{vocabulary.laws[value.law].title}》{value.articles}"
    if isinstance(value, Link):
        return value.name or value.url
    if isinstance(value, Channels):
        shares = [(words, getattr(value, bucket)) for bucket, words in BUCKET_WORDS.items() if getattr(value, bucket)]
        texts = ["、".join(use.name for use in uses) for _, uses in shares]
        return texts[0] if len(shares) == 1 else "；".join(f"{words}：{text}" for (words, _), text in zip(shares, texts, strict=True))
    if isinstance(value, Subjects) and value.kind == "by_level":
        return "；".join(f"{level}：{'、'.join(_text(name, reader) for name in names)}" for level, names in value.levels)
    if isinstance(value, Subjects):
        return "、".join(f"{_text(name, reader)}{'（牵头）' if name == value.lead else ''}" for name in value.names)
    if isinstance(value, Audience):
        return str(value)
    return "、".join(_text(member, reader) for member in value)
