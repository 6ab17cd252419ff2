"""`make bench`: builds a fixed synthetic catalogue with this program and with others, side by side, and prints the ratios.

    python tests/bench/run.py                   1,000 and 5,000 item pages, median of five rounds
    python tests/bench/run.py -n 2000           another size (the promises hold, and are judged, at 5,000)
    python tests/bench/run.py --quick -n 1000   one round, for a first look
    python tests/bench/run.py --json FILE       also writes every number

Sides take turns, round by round, on a memory file system. Nothing here is a test against the clock: the promises are ratios of things
measured in the same minutes on the same machine, but for those that were given in seconds (a comparison, tables in and out of an office).
Exits 1 when a promise is broken at 5,000 pages.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import bars, equal, measure, office, report, sides, synthetic

REPOSITORY = Path(__file__).resolve().parents[2]
MEMORY_DISK = Path("/dev/shm")
SAMPLE = 100
"""About so many item pages of each side are compared field by field."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("-n", type=int, action="append", metavar="PAGES", help="item pages; may be given more than once")
    arguments.add_argument("--quick", action="store_true", help="one round instead of five")
    arguments.add_argument("--json", type=Path, metavar="FILE", help="write every number there")
    options = arguments.parse_args()
    rounds = 1 if options.quick else 5
    results = []
    kept = True
    for pages in options.n or [1000, bars.JUDGED_AT]:
        with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None, prefix="gongkai-bench-") as workplace:
            result = compare(Path(workplace), pages, rounds)
        results.append(result)
        kept &= pages != bars.JUDGED_AT or all(verdict["kept"] for verdict in result["verdicts"])
    _say("tables for the office")
    found = list(office.verdicts(min(rounds, 3)))
    print("\n".join(report.judgement(found, judged=True)), flush=True)
    kept &= all(verdict.kept for verdict in found)
    results.append({"office": [{**asdict(verdict), "kept": verdict.kept} for verdict in found]})
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if kept else 1


def compare(workplace: Path, pages: int, rounds: int) -> dict[str, Any]:
    """One size: every side once for its memory and its output, then the timed rounds, then twice the size for the slope."""
    _say(f"{pages:,} item pages: writing the catalogue and the other sides' copies of it …")
    field = sides.field(workplace, pages, REPOSITORY)
    env = sides.environment()
    memory: dict[str, int | None] = {}
    outputs: dict[str, equal.Output] = {}
    for side in (*(s for s in field.sides if s.output and s.name != "touched"), *(s for s in field.sides if not s.output or s.name == "touched")):
        side.prepare(0)
        memory[side.name] = measure.peak_memory(side.command, side.folder, env)
        if side.output and side.name in ("cold", "stock", "hugo", "cp"):
            outputs[side.name] = equal.output_of(side.output, field.data.item_urls)
            _expect_the_same(side, field)
    runs: dict[str, list[measure.Usage]] = {side.name: [] for side in field.sides}
    for number in range(1, rounds + 1):
        _say(f"round {number} of {rounds}")
        for side in field.sides:
            side.prepare(number)
            runs[side.name].append(measure.timed(side.command, side.folder, env))
    scaling, largest = _twice(workplace, field.sides[0], pages, min(rounds, 3))
    ours = {name: peak for name, peak in memory.items() if name in ("cold", "whole", "warm", "touched", "check", "check-warm", "diff")}
    verdicts = bars.verdicts(runs, scaling, ours, outputs["cold"], largest)
    print(f"\n{pages:,} item pages in 5 regions, {len(field.data.jobs):,} pages in all; median of {rounds}")
    print("; ".join(f"{name} reads {_count(workplace / where):,} files {what}" for name, where, what in sides.SOURCES), end="\n\n")
    print("\n".join(report.table(field.sides, runs, memory, outputs)), end="\n\n")
    print("\n".join(report.chart(field.sides, runs)))
    print("\n".join(report.judgement(verdicts, pages == bars.JUDGED_AT)), flush=True)
    return {
        "pages": pages,
        "runs": {name: [asdict(run) for run in found] for name, found in runs.items()},
        "memory": memory,
        "outputs": {name: asdict(output) for name, output in outputs.items()},
        "verdicts": [{**asdict(verdict), "kept": verdict.kept} for verdict in verdicts],
    }


def _expect_the_same(side: sides.Side, field: sides.Field) -> None:
    """A side that publishes less than we do would win for nothing."""
    assert side.output is not None
    missing = equal.missing_pages(side.output, field.data) or equal.missing_values(side.output, field.data, max(1, field.pages // SAMPLE))
    if missing:
        raise SystemExit(f"“{side.label}” does not publish the same, {len(missing)} differences, e.g. {missing[0]}")


def _twice(workplace: Path, cold: sides.Side, pages: int, rounds: int) -> tuple[float, int]:
    """(CPU of a clean build of twice the item pages over CPU at this size, bytes of the largest item page there)."""
    _say(f"{2 * pages:,} item pages, clean build only")
    project = workplace / "twice"
    synthetic.write_project(project, 2 * pages, REPOSITORY)
    sides.pages_only(project)
    big = sides.ours_cold(project)
    env = sides.environment()
    found = []
    for number in range(rounds):
        cpu = []
        for side in (cold, big):
            side.prepare(number)
            cpu.append(measure.timed(side.command, side.folder, env).cpu)
        found.append(cpu[1] / cpu[0])
    sizes = [path.stat().st_size for path in (project / "site").resolve().rglob("*.html") if "items" in path.parts]
    shutil.rmtree(project)
    return median(found), max(sizes)


def _count(pattern: Path) -> int:
    return sum(1 for _ in pattern.parent.rglob(pattern.name))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
