"""What a look-up in a register gives: the YAML for it, and what a person should know about how it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.importing.grid import RemarkKind


@dataclass(frozen=True, slots=True)
class Said:
    """A remark that has no place yet: the cell is the caller's to name."""

    kind: RemarkKind
    words: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One name. ``yaml`` is how a file writes it, None when nothing fits; ``key`` the register's id; ``new`` the name of a new entry it needs."""

    yaml: Any
    key: str = ""
    new: str = ""
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class New:
    """An entry that a register does not have yet. ``id`` is its slug; ``guess`` says what nobody has confirmed."""

    kind: Literal["law", "channel", "body"]
    id: str
    name: str
    data: Mapping[str, Any]
    guess: str = ""

    @property
    def key(self) -> str:
        """By what `Found.new` asks for it."""
        return f"{self.kind}:{self.name if self.kind == 'body' else self.id}"
