"""Print how much of the drawn tables the import reads right, by format. Run as ``python tests/tables/accuracy.py [layout …]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "generator")]

from tables.catalogue import LAYOUTS  # noqa: E402
from tables.compare import FORMATS, Score, score  # noqa: E402


def measure(names: list[str], kinds: tuple[str, ...] = FORMATS) -> dict[str, Score]:
    """The score of each format over the layouts named, all of them when none is."""
    totals = {kind: Score() for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        for name in names or LAYOUTS:
            layout = LAYOUTS[name]()
            for kind in kinds:
                totals[kind].add(score(layout, kind, Path(folder)))
    return totals


def table(totals: dict[str, Score]) -> str:
    """The accuracy by format as Markdown."""
    rows = ["| format | layouts | rows | rows accounted | cells | right |", "|---|---|---|---|---|---|"]
    for kind, found in totals.items():
        accounted = (found.rows - len(found.lost)) / found.rows if found.rows else 1
        rows.append(f"| {kind} | {len(LAYOUTS)} | {found.rows} | {accounted:.1%} | {found.cells} | {found.right / found.cells:.2%} |")
    return "\n".join(rows)


if __name__ == "__main__":
    result = measure([name for name in sys.argv[1:] if name in LAYOUTS])
    for line in dict.fromkeys(line for found in result.values() for line in (*found.wrong, *found.lost)):
        print(line)
    print(table(result))
