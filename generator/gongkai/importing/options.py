"""What the one who imports wants, and what the checker would not have: both go into a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.importing.matching.items import THRESHOLD

Row = tuple[str, str]
"""(file, place) of a row."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """How missing items are withdrawn: kind, reason, date."""

    kind: str
    reason: str
    date: str


@dataclass(frozen=True, slots=True)
class Options:
    """``domain``: its slug, for all rows; ``reason``: instead of “据导入的《…》”; ``update``: change existing files; ``withdraw``: write missing items off."""

    domain: str = ""
    threshold: float = THRESHOLD
    update: bool = False
    reason: str = ""
    withdraw: Withdraw | None = None


@dataclass(frozen=True, slots=True)
class Bans:
    """What the checker would not have: fields of rows (``*``: the whole row) with its words, names that must not be registered, withdrawals."""

    fields: Mapping[Row, Mapping[str, str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    items: Mapping[str, str] = field(default_factory=dict)
