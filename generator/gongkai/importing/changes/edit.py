"""One change of one field, before it is known which file it goes into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.importing.changes.slots import Slot


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """``value`` is the field's new YAML value; of a list that is changed element by element, ``slots`` say how (``ordered``: their order counts).

    ``was`` and ``now`` are for people; ``place`` is the cell; ``filled``: a field that only a region can know; ``new``: register entries it needs.
    """

    field: str
    was: str
    now: str
    place: str
    value: Any = None
    slots: tuple[Slot, ...] = ()
    ordered: bool = False
    filled: bool = False
    new: tuple[str, ...] = ()
