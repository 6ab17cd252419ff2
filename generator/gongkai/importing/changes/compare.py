"""A foreign row against the item it was matched with: only what is really said otherwise becomes a change.

Differences of width, blanks and punctuation, another wording of the same time limit, a law cited without its articles, an organ that the
map of roles gives anyway, and another order are none.
"""

from __future__ import annotations

from gongkai.importing.changes import choices, texts
from gongkai.importing.changes.against import Against, edited
from gongkai.importing.changes.cells import Cells
from gongkai.importing.changes.edit import FieldEdit


def compare(cells: Cells, other: Against) -> list[FieldEdit]:
    """The changes, in the order of the official table. What stands as our export prints it is not looked at (a table that went without its ids)."""
    found: list[FieldEdit] = []
    for columns, step in (
        ((), texts.titles), (("content",), texts.content), (("basis",), texts.basis), (("limit",), texts.limit), (("who",), choices.subjects),
        (("channels",), choices.channels), (("everyone", "groups"), choices.audience), (("active", "request"), choices.mode), (tuple(other.levels), choices.levels),
    ):  # fmt: skip
        known = columns and all(column in cells.row.raw and column in other.printed for column in columns)
        if not known or any(edited(cells, other, column) for column in columns):
            found += step(cells, other)
    return [*found, *choices.extras(cells, other)]
