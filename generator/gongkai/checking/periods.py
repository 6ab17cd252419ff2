"""The periods that time limits name, side by side: 工作日 only with 工作日, 日 only with 日, never converted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from gongkai.checking.limits import elements
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Entry
from gongkai.model.timelimit import parse
from gongkai.problems import Position
from gongkai.reading.names import fold


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of an item as it stands for something: ``what`` is the item's title or an element's text, ``index`` the element's place.

    ``own``: the element says it itself; else it is the item's limit.
    """

    what: str
    text: str
    index: int | None = None
    own: bool = True


Periods: TypeAlias = Mapping[str, Mapping[str, int]]
"""scope ("" = everything) → unit → amount."""


@lru_cache(maxsize=4096)
def periods(text: str, kind: str = "within") -> Periods:
    """The periods that clauses of a kind name: the longest of several, for ``within``; of a 公示期 or 征求意见期限 the shortest."""
    found: dict[str, dict[str, int]] = {}
    worst = max if kind == "within" else min
    for clause in parse(text).clauses:
        if clause.kind == kind and clause.amount and clause.unit:
            units = found.setdefault(clause.scope or "", {})
            units[clause.unit] = worst(clause.amount, units.get(clause.unit, clause.amount))
    return found


@lru_cache(maxsize=4096)
def kinds(text: str) -> frozenset[str]:
    """The kinds of clauses that a time limit has."""
    return frozenset(clause.kind for clause in parse(text).clauses)


def shown(amount: int, unit: str) -> str:
    """``20个工作日``, ``20日``."""
    return f"{amount}{'个' if unit in ('工作日', '月') else ''}{unit}"


def limits_of(entry: Entry) -> Iterator[Limit]:
    """The item's own limit, then that of each element: its own, or the item's."""
    item = entry.item
    yield Limit(item.title, item.time_limit)
    for i, element in enumerate(item.content):
        yield Limit(element.text, element.time_limit or item.time_limit, i, bool(element.time_limit))


def place(scope: Scope, entry: Entry, limit: Limit) -> Position:
    """Where the limit was written: the item's time_limit, or the element's within the file that brought the element."""
    if limit.index is None or not limit.own:
        return scope.at(entry, "time_limit")
    at = scope.at(entry, "content", limit.index)
    doc = scope.by_file.get((at.root, at.file))
    for path, element in elements(doc) if doc else ():
        if isinstance(element, dict) and fold(element["text"]) == fold(limit.what) and "time_limit" in element:
            return scope.in_file(doc, *path, "time_limit")  # type: ignore[arg-type]
    return at
