"""The numbers that the project promises at 5,000 item pages, and whether a run keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.equal import Output
from bench.measure import Usage

JUDGED_AT = 5000
"""Item pages at which the bars hold."""

Runs = Mapping[str, Sequence[Usage]]
"""Side → its runs; runs of one number belong to one round."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One promise: what was measured, and whether it is within its bar."""

    measure: str
    value: float
    unit: str
    bar: float
    at_least: bool = False

    @property
    def kept(self) -> bool:
        return self.value >= self.bar if self.at_least else self.value <= self.bar


def ratio(runs: Runs, side: str, base: str, what: str) -> tuple[float, float, float]:
    """(median, least, most) of ``side`` over ``base``, round by round, so that a slow moment of the machine hits both."""
    found = [getattr(one, what) / getattr(other, what) for one, other in zip(runs[side], runs[base], strict=True)]
    return median(found), min(found), max(found)


def both(measure: str, runs: Runs, side: str, base: str, bar: float) -> Verdict:
    """A promise that names neither wall nor CPU time: it has to hold for both."""
    wall, cpu = (ratio(runs, side, base, what)[0] for what in ("wall", "cpu"))
    return Verdict(f"{measure} (wall {wall:.2f}, CPU {cpu:.2f})", max(wall, cpu), "×", bar)


def verdicts(runs: Runs, scaling: float | None, memory: Mapping[str, int | None], ours: Output, largest_twice: int) -> list[Verdict]:
    """The promises in the order in which the project makes them."""
    megabytes = max((peak for peak in memory.values() if peak), default=0) / 1e6
    found = [
        Verdict("clean build, stock Material outside nav over ours, CPU", ratio(runs, "stock", "cold", "cpu")[0], "×", 15, at_least=True),
        Verdict("clean build, cold cache, ours over Hugo, wall", ratio(runs, "cold", "hugo", "wall")[0], "×", 1.0),
        both("clean build, warm cache, ours over cp -r of the output", runs, "warm", "cp", 8),
        both("rebuild after one item, ours over an empty Material site", runs, "touched", "empty", 2.2),
        both("gongkai check, warm cache, over parsing the same files with CSafeLoader", runs, "check-warm", "yaml", 0.5),
        both("gongkai check, cold cache, over parsing the same files with CSafeLoader", runs, "check", "yaml", 2.5),
        Verdict("gongkai diff of one national change, all regions, wall", median(run.wall for run in runs["diff"]), "s", 2),
        Verdict("peak memory of all our processes together", megabytes, "MB", 400),
        Verdict("largest item page, uncompressed", max(ours.item_largest, largest_twice) / 1024, "KB", 24),
    ]
    if scaling is not None:
        found.insert(4, Verdict("twice the item pages, clean build, CPU", scaling, "×", 2.1))
    return found
