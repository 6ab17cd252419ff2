"""The list of layouts: each a paper and the rows that it ought to give.

Three-digit numbers in the docstrings of layouts are those of a survey of 195 published tables that showed such a layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tables.paper import Paper, Sheet
from tables.truth import Truth


@dataclass(frozen=True)
class Layout:
    """``absent``: domains that the paper says do not apply."""

    name: str
    paper: Paper
    rows: tuple[Truth, ...]
    absent: tuple[str, ...] = ()


ABSENT: dict[str, tuple[str, ...]] = {}
"""Layout → the domains that it says do not apply."""

LAYOUTS: dict[str, Callable[[], Layout]] = {}

Drawn = tuple[Sheet | Sequence[Sheet] | Paper, Sequence[Truth]]


def layout(make: Callable[[], Drawn]) -> Callable[[], Drawn]:
    """Register a function that draws one table, or several, and says what they hold."""

    def made() -> Layout:
        drawn, rows = make()
        paper = drawn if isinstance(drawn, Paper) else Paper(make.__name__, [drawn] if isinstance(drawn, Sheet) else list(drawn))
        return Layout(make.__name__, paper, tuple(rows), ABSENT.get(make.__name__, ()))

    LAYOUTS[make.__name__] = made
    return make


def title(domain: str, place: str = "示例县") -> str:
    return f"{place}{domain}领域基层政务公开标准目录"
