"""本级细化调整 in words: the steps of an adjustment, put together by layer, reason and field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.model.catalogue import Change
from gongkai.model.words import FIELD_LABELS
from gongkai.pages.html import esc, lines
from gongkai.pages.view import View

LONG = ("content", "basis")
"""Lists whose elements are too long to stand in one line."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What one layer changed for one reason: per field, its label, what the layer above says and what this one says, as markup."""

    layer: str
    reason: str
    fields: tuple[tuple[str, str, str], ...]


def adjustments(view: View, changes: Iterable[Change]) -> list[Adjustment]:
    """The steps by layer and reason, in the order in which they were made."""
    groups: dict[tuple[str, str], dict[str, list[Change]]] = {}
    for change in changes:
        groups.setdefault((change.origin.layer, change.origin.reason), {}).setdefault(change.field, []).append(change)
    return [
        Adjustment(layer, reason, tuple((FIELD_LABELS.get(name, name), *_compare(view, name, steps)) for name, steps in fields.items()))
        for (layer, reason), fields in groups.items()
    ]


def _compare(view: View, field: str, steps: Sequence[Change]) -> tuple[str, str]:
    was = _join(view, field, [step.was for step in steps if step.was])
    if len(steps) == 1 and steps[0].was and steps[0].now:
        return was, _join(view, field, [steps[0].now])
    kinds = (
        ("去掉：", [step.was for step in steps if not step.now]),
        ("改为：", [step.now for step in steps if step.was and step.now]),
        ("增加：", [step.now for step in steps if not step.was]),
    )
    return was or "无此项", "<br>".join([label + _join(view, field, texts) for label, texts in kinds if texts])


def _join(view: View, field: str, texts: Sequence[str]) -> str:
    return ("<br>" if field in LONG else "、").join([said(view, field, text) for text in texts])


def said(view: View, field: str, text: str) -> str:
    """The value of a step as a reader would say it: ids by their names."""
    if field == "related" and text in view.entries:
        return esc(view.entries[text].item.title)
    event = view.site.library.vocabulary.life_events.get(text) if field == "life_events" else None
    return esc(event.name) if event else lines(text)
