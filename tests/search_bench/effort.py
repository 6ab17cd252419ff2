"""What an index costs to build: CPU of whole programs, each run with and without its search, in turns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import timed
from bench.sides import clear, environment

OURS = (sys.executable, "-c", "from gongkai.cli import run; run()", "build", "--quiet")
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
WITHOUT = "mkdocs-without.yml"

Runs = Mapping[str, Sequence[float]]
"""What was run → CPU seconds, one for each round."""


@dataclass(frozen=True, slots=True)
class Step:
    """``prepare`` is not measured."""

    name: str
    folder: Path
    command: tuple[str, ...]
    prepare: Callable[[], None]


def our_steps(project: Path) -> list[Step]:
    """A clean build with nothing kept and with the cache kept, each with and without the search. The two sites share nothing."""

    def forget(*names: str) -> Callable[[], None]:
        return lambda: clear(*(project / name for name in names))

    with_search, without = ("site", "site.releases"), ("without", "without.releases")
    bare = (*OURS, "--config", WITHOUT)
    return [
        Step("cold", project, OURS, forget(*with_search, ".cache/gongkai")),
        Step("cold, no search", project, bare, forget(*without, ".cache/without")),
        Step("warm", project, OURS, forget(*with_search)),
        Step("warm, no search", project, bare, forget(*without)),
    ]


def material_steps(folder: Path) -> list[Step]:
    return [
        Step("material", folder, MKDOCS, lambda: clear(folder / "site")),
        Step("material, no search", folder, (*MKDOCS, "--config-file", WITHOUT), lambda: clear(folder / "without")),
    ]


def pagefind_step(folder: Path, command: tuple[str, ...]) -> Step:
    return Step("pagefind", folder, command, lambda: clear(folder / "pagefind"))


def run(steps: Sequence[Step], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of every step, round by round. Raises bench.measure.RunError when a build fails."""
    found: dict[str, list[float]] = {step.name: [] for step in steps}
    for _ in range(rounds):
        for step in steps:
            step.prepare()
            found[step.name].append(timed(step.command, step.folder, environment()).cpu)
    return found


def share(runs: Runs, whole: str) -> float:
    """Which part of a build the index is: the CPU that leaving it out saves, over the whole.

    Of each the least of all rounds: whatever else goes on in the machine can only add, and a difference of two sums doubles it.
    """
    return 1 - min(runs[f"{whole}, no search"]) / min(runs[whole])


def over_ours(runs: Runs) -> dict[str, float | None]:
    """CPU for the index alone over our whole cold build, by side; None for a side that has no run."""

    def index(name: str, base: str | None) -> float | None:
        if name not in runs:
            return None
        return round((min(runs[name]) - (min(runs[base]) if base else 0)) / min(runs["cold"]), 3)

    return {"ours": index("cold", "cold, no search"), "material": index("material", "material, no search"), "pagefind": index("pagefind", None)}


def shares(runs: Runs) -> dict[str, Any]:
    return {"cold": round(share(runs, "cold"), 3), "warm": round(share(runs, "warm"), 3), "runs": {name: [round(cpu, 2) for cpu in found] for name, found in runs.items()}}
