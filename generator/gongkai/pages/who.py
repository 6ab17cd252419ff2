"""谁来公开: the bodies behind an item as markup for item pages, worked out once per wording and map of roles."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.catalogue import Duty, Entry
from gongkai.model.item import Subjects
from gongkai.pages.context import body_url
from gongkai.pages.html import esc, phone
from gongkai.pages.view import View
from gongkai.pages.wording import duty_name, sentence

UP = "../../"
"""From an item page to its region's folder."""

TILE = 3
"""Bodies named in the tile before the rest folds away."""


@dataclass(frozen=True, slots=True)
class Who:
    """``words``: a plain sentence; ``tile``: the bodies with links; ``office``, ``phone``, ``supervision``: the bodies' own defaults."""

    words: str
    tile: str
    office: str
    phone: str
    supervision: str


def who_markup(view: View, entry: Entry, subjects: Subjects | None = None) -> Who:
    subjects = subjects or entry.item.subjects
    key = ("who", view.scope(entry), subjects)
    found = view.fragments.get(key)
    if found is None:
        found = view.fragments[key] = _who(view, view.duties(entry, subjects), subjects.kind)
    return found


def _who(view: View, duties: tuple[Duty, ...], kind: str) -> Who:
    several = len(duties) > 1
    levels = list(dict.fromkeys(duty.level for duty in duties)) if kind == "by_level" else []
    shown = [_duty(view, duty, several, len(levels) > 1) for duty in duties]
    head = {"any_of": "由其中一家公开", "joint": "联合公开", "each": "按各自职责公开"}.get(kind, "") if several else ""
    tile = f"<ul>{''.join(shown[:TILE])}</ul>"
    if len(shown) > TILE:
        tile += f"<details><summary>另有{len(shown) - TILE}家</summary><ul>{''.join(shown[TILE:])}</ul></details>"
    if head:
        tile += f"<small>{head}</small>"
    return Who(
        words=sentence(kind, duties, duty_name),
        tile=tile,
        office=_defaults(duties, "office", several),
        phone=_defaults(duties, "phone", several),
        supervision=_defaults(duties, "supervision_phone", several),
    )


def _duty(view: View, duty: Duty, several: bool, with_level: bool) -> str:
    name = esc(duty_name(duty))
    if duty.body:
        own = duty.body.region == view.region.id
        url = f"bodies/{duty.body.id}.html" if own else f"{view.to_root}{body_url(view.site, duty.body)}"
        name = f'<a href="{UP}{esc(url)}">{name}</a>'
    elif duty.kind == "children" and view.children:
        name = f'<a href="{UP}index.html#lower">{name}</a>'
    notes = [duty.level] if with_level and duty.level else []
    if duty.lead and several:
        notes.append("牵头")
    if duty.kind == "party":
        notes.append("其他公开义务人")
    return f"<li>{name}" + "".join(f" <small>{note}</small>" for note in notes) + "</li>"


def _defaults(duties: tuple[Duty, ...], name: str, several: bool) -> str:
    """The bodies' own office lines, each with the body's name where there are several."""
    rows = []
    for duty in duties:
        value = getattr(duty.body, name) if duty.body else ""
        if value:
            text = esc(value) if name == "office" else phone(value)
            rows.append(f"{esc(duty_name(duty))} {text}" if several else text)
    return "<br>".join(dict.fromkeys(rows))
