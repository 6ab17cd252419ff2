"""Two lists laid side by side: which elements stay, which are reworded, which are new."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from gongkai.importing.matching.similar import likeness, overlap

PAIR: Final = 0.5
"""How alike an element that is gone and one that is new are at least, to be one reworded."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the list as it is to be: the element ``old`` of the list as it is, kept or (with ``yaml``) reworded; or a new one."""

    old: int | None
    yaml: Any = None
    bucket: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """An element as the table has it: its YAML, what makes it the same as an element that is there, and its words for likeness."""

    yaml: Any
    key: Hashable
    text: str
    bucket: str = ""


def align(old: Sequence[tuple[Hashable, str]], wishes: Sequence[Wish]) -> list[Slot]:
    """``old``: (key, words) of each element as it is. Equal keys are the same element; of the rest, the likest go together."""
    free = set(range(len(old)))
    slots: list[Slot | None] = []
    for wish in wishes:
        at = next((i for i in sorted(free) if old[i][0] == wish.key), None)
        if at is not None:
            free.discard(at)
        slots.append(None if at is None else Slot(at, bucket=wish.bucket))
    open_ = [i for i, slot in enumerate(slots) if slot is None]
    ranked = sorted(((_like(old[at][1], wishes[i].text), -i, at) for i in open_ for at in free), reverse=True)
    for value, minus, at in ranked:
        if value >= PAIR and at in free and slots[-minus] is None:
            free.discard(at)
            slots[-minus] = Slot(at, wishes[-minus].yaml, wishes[-minus].bucket)
    return [slot or Slot(None, wish.yaml, wish.bucket) for slot, wish in zip(slots, wishes, strict=True)]


def _like(one: str, other: str) -> float:
    return max(likeness(one, other), 0.9 * overlap(one, other) if min(len(one), len(other)) >= 4 else 0.0)


def reworded(slots: Sequence[Slot], at: int, yaml: Any) -> list[Slot]:
    """The slots with the one for the old element ``at`` saying ``yaml``."""
    return [replace(slot, yaml=yaml) if slot.old == at else slot for slot in slots]


def unchanged(slots: Sequence[Slot], count: int, *, ordered: bool) -> bool:
    """Every one of ``count`` elements is kept as it is, and in its place where the order matters."""
    places = [slot.old for slot in slots]
    return all(slot.yaml is None for slot in slots) and (places if ordered else sorted(place for place in places if place is not None)) == list(range(count)) and len(places) == count
