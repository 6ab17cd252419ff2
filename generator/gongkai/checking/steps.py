"""What an adjustment leaves out or cuts down, with the place in its file that does it and the reason that it gives."""

from __future__ import annotations

from gongkai.checking.scope import Path, Scope
from gongkai.model.catalogue import Catalogue, Change, Entry
from gongkai.problems import Position
from gongkai.reading.names import short


def changes(catalogue: Catalogue, entry: Entry, field: str) -> list[Change]:
    """The region's own steps in one field of the item."""
    return [change for change in entry.changed_by(catalogue.region.id) if change.field == field]


def step(scope: Scope, change: Change) -> Position:
    """Where the file of the change speaks of its field: the first element removed, else the whole new value."""
    origin = change.origin
    doc = scope.by_file.get((origin.root, origin.file))
    if doc is None:
        return Position(origin.root, origin.file, origin.line)
    part = doc.data.get("adjust", {}).get(change.field, {})
    path: Path = ("adjust", change.field, "remove", 0) if "remove" in part else ("adjust", change.field, "now")
    return scope.in_file(doc, *path)


def because(change: Change) -> str:
    """The reason given, as the end of a sentence; "" where there is none (L404 asks for it)."""
    return f"（理由：{short(change.origin.reason)}）" if change.origin.reason else ""


def remedy(change: Change) -> str:
    """What to do where a reason was given; "" = the rule's own remedy, which asks for one."""
    return "理由成立就不用改；不想每次都看到，在 catalog.yaml 的 suppressions 里登记例外" if change.origin.reason else ""
