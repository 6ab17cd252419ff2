"""编制来源 of an item: the small marks beside adjusted fields, what was changed and why, and where each field comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.model.catalogue import STANDARD, Change, Entry
from gongkai.model.words import FIELD_LABELS
from gongkai.pages.changes import adjustments, said
from gongkai.pages.html import esc, lines
from gongkai.pages.view import View
from gongkai.pages.wording import full_stop

LABELS = {name: f"{label}&nbsp;" for name, label in FIELD_LABELS.items()}

MARKED = "content"
"""The list whose added or replaced elements carry a mark of their own, beside the element."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Finished marks: of fields by name, and of elements of `MARKED` by their text. An unchanged item has none and costs nothing."""

    fields: Mapping[str, str]
    elements: Mapping[str, str]

    def of(self, field: str) -> str:
        return self.fields.get(field, "")

    def on(self, element: str) -> str:
        return self.elements.get(element, "")


NO_MARKS = Marks({}, {})


def change_marks(view: View, entry: Entry) -> Marks:
    """A small 本级调整 for each adjusted field, which opens what the layer above says and why this one differs."""
    changes = [change for change in entry.changes if not change.filled]
    if not changes:
        return NO_MARKS
    texts = {element.text for element in entry.item.content}
    by_field: dict[str, list[Change]] = {}
    by_element: dict[str, list[Change]] = {}
    for change in changes:
        if change.field == MARKED and change.now in texts:
            by_element.setdefault(change.now, []).append(change)
        else:
            by_field.setdefault(change.field, []).append(change)
    return Marks(
        {name: _mark(view, steps) for name, steps in by_field.items()},
        {text: _mark(view, steps) for text, steps in by_element.items()},
    )


def _mark(view: View, steps: Sequence[Change]) -> str:
    layer = steps[-1].origin.layer
    return f'<details class="adj"><summary>{esc(view.mine(layer))}调整</summary>{_explain(view, steps)}</details>'


def _explain(view: View, steps: Sequence[Change]) -> str:
    """What each step says, and the reasons, each once."""
    text = "".join([f"<p>{_step(view, step)}</p>" for step in steps])
    for layer, reason in dict.fromkeys((step.origin.layer, step.origin.reason) for step in steps):
        if reason:
            text += f"<p>原因：{lines(reason)}（{esc(view.site.layer(layer))}）</p>"
    return text


def _step(view: View, change: Change) -> str:
    if not change.was:
        return f"增加了：{said(view, change.field, change.now)}"
    if not change.now:
        return f"去掉了：{said(view, change.field, change.was)}"
    return f"上级目录写的是：{said(view, change.field, change.was)}"


def origin_section(view: View, entry: Entry) -> str:
    """Where the item comes from, what was adjusted on the way, and every field's layer, file and line."""
    changes = [change for change in entry.changes if not change.filled]
    source = esc(view.site.layer(entry.layer))
    if entry.layer == STANDARD:
        text = f"这个事项出自{source}。"
    else:
        reason = f"原因：{lines(full_stop(entry.base.reason))}" if entry.base.reason else ""
        text = f"这个事项由{source}新增。{reason}"
    if entry.restored:
        why = f"原因：{lines(full_stop(entry.restored.reason))}" if entry.restored.reason else ""
        text += f"上级目录曾经停用，{esc(view.site.layer(entry.restored.layer))}已恢复适用。{why}"
    if not changes and entry.layer == STANDARD and not entry.withdrawal and not entry.restored:
        text += f"{esc(view.region.name)}没有改动。"
    table = _changes(view, changes) if changes else ""
    return f'<section><h2 id="origin">编制来源</h2><p>{text}</p>{table}{_fields(view, entry)}</section>'


def _changes(view: View, changes: Sequence[Change]) -> str:
    bodies = ""
    found = adjustments(view, changes)
    for one in found:
        reason = f"，原因：{lines(one.reason)}" if one.reason else ""
        bodies += f'<tbody><tr><th colspan="3" scope="rowgroup" class="why">{esc(view.site.layer(one.layer))}的调整{reason}</th></tr>'
        for label, was, now in one.fields:
            bodies += f'<tr><th scope="row">{esc(label)}</th><td data-l="上级目录">{was}</td><td data-l="现在">{now}</td></tr>'
        bodies += "</tbody>"
    count = sum(len(one.fields) for one in found)
    head = '<thead><tr><th scope="col">字段</th><th scope="col">上级目录</th><th scope="col">现在</th></tr></thead>'
    return f'<table class="plain stack compare"><caption>与上级目录不同的地方（{count}处）</caption>{head}{bodies}</table>'


def _fields(view: View, entry: Entry) -> str:
    """Fields grouped by the file they stand in, with their lines; a list that was adjusted stands in several files.

    Every region that has the very same entry says the same: kept for all of them.
    """
    kept = view.site.root.fragments.setdefault("fields", {})
    known: tuple[Entry, str] | None = kept.get(id(entry))
    if known is None:
        known = kept[id(entry)] = (entry, _fields_table(view, entry))
    return known[1]


def _fields_table(view: View, entry: Entry) -> str:
    rows = "".join(
        [
            f'<tr><th scope="row">{esc(view.site.layer(layer))}</th><td><code>{esc(file)}</code></td><td>{"、".join(fields)}</td></tr>'
            for (layer, file), fields in _places(entry).items()
        ]
    )
    return (
        "<details data-site><summary>每个字段出自哪一层、哪个文件、第几行</summary>"
        '<table class="plain stack"><thead><tr><th scope="col">编制层级</th><th scope="col">文件</th><th scope="col">字段和行号</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def _places(entry: Entry) -> dict[tuple[str, str], list[str]]:
    """(layer, file) → fields with their lines. Fields that nobody touched, nearly all, stand in the file that brought the item in."""
    base = entry.base
    written = entry.marks[2] if len(entry.marks) > 2 else {}
    touched = {change.field for change in entry.changes}.union(entry.defaults, entry.elements)
    groups = {(base.layer, base.file): [f"{LABELS[name]}{mark[0]}" for name, mark in written.items() if name in LABELS and name not in touched]}
    for name in LABELS:
        if name in touched and getattr(entry.item, name):
            _touched(entry, name, groups)
    return {place: fields for place, fields in groups.items() if fields}


def _touched(entry: Entry, name: str, groups: dict[tuple[str, str], list[str]]) -> None:
    """Add an adjusted or defaulted field to the files it stands in; an adjusted list may stand in several."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    for origin in entry.element_origins(name) if name in entry.elements else [entry.origin(name)]:
        places.setdefault((origin.layer, origin.file), {})[str(origin.line)] = None
    for place, numbers in places.items():
        groups.setdefault(place, []).append(LABELS[name] + "/".join(numbers))
