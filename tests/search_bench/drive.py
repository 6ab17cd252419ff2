"""One side asked everything: what it found, what that cost on the line, and how long it took once everything was there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median
from typing import Any, Protocol

from search_bench.browser import Site, fresh_page

TIMES = 5
"""How often a question is timed."""

CLOCK = """async ([query, count]) => {
  const ask = %s, found = [];
  await ask(query);
  for (let i = 0; i < count; i++) {
    let asked = 0, passed = 0;
    const start = performance.now();
    do { await ask(query); asked++; passed = performance.now() - start; } while (passed < 5);
    found.push(passed / asked);
  }
  return found;
}"""
"""Milliseconds of one answer, so many times over; short ones are repeated within one time, since a browser's clock has steps of 0.1 ms."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The ids found, the best first; bytes until the first of them could be read, and until all that are shown at once could."""

    ids: tuple[str, ...]
    until_first: int
    until_shown: int


class Engine(Protocol):
    """How a side is asked. ``first`` opens a page that has asked nothing yet, ``later`` goes on in it."""

    name: str
    site: Site
    script: str
    asking: str
    """A function of the page: asks a question and is done when the first ten results could be shown."""

    def first(self, page: Any, query: str) -> Reply: ...

    def later(self, page: Any, query: str) -> Reply: ...


@dataclass(slots=True)
class Driven:
    """Figures of one side, one for each question, in the order of the questions."""

    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first: list[int] = field(default_factory=list)
    later: list[int] = field(default_factory=list)
    later_first: list[int] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    typing: int = 0
    """Bytes for suggestions while typing, where a side has any."""

    def figures(self) -> dict[str, float]:
        kept = {
            "first_mean": sum(self.first) / len(self.first),
            "first_p95": share_below(self.first, 0.95),
            "first_max": max(self.first),
            "later_p95": share_below(self.later, 0.95),
            "later_max": max(self.later),
            "later_first_p95": share_below(self.later_first, 0.95),
            "warm_median": median(self.warm),
            "warm_p95": share_below(self.warm, 0.95),
            "warm_max": max(self.warm),
            "typing": self.typing,
        }
        return {name: round(value, 3) for name, value in kept.items()}


def drive(browser: Any, engine: Engine, queries: Sequence[str]) -> Driven:
    """Each question in a fresh browser, followed there by the next one; then all of them again in one page, timed."""
    found = Driven()
    for number, query in enumerate(queries):
        with fresh_page(browser, engine.script) as page:
            engine.site.taken()
            reply = engine.first(page, query)
            found.answers[query] = reply.ids
            found.first.append(reply.until_first)
            later = engine.later(page, queries[(number + 1) % len(queries)])
            found.later.append(later.until_shown)
            found.later_first.append(later.until_first)
        if number % 20 == 19 or number + 1 == len(queries):
            say(f"  {engine.name}: {number + 1} of {len(queries)}")
    with fresh_page(browser, engine.script) as page:
        engine.first(page, queries[0])
        clock = CLOCK % engine.asking
        for times in (1, TIMES):
            found.warm = [median(page.evaluate(clock, [query, times])) for query in queries]
    return found


def share_below(values: Sequence[float], share: float) -> float:
    """The least value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
