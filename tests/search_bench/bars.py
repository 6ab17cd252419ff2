"""What the project promises of its search, and whether a run keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bench.bars import Verdict

KB = 1024

JUDGED_ON = "unseen.tsv"
"""The questions that nobody who works on the word list has read."""

QUALITY = {"hit@5": 0.92, "r@5": 0.85, "mrr@10": 0.88}
"""On these questions: a right answer among the first five; the part of the right ones that stand there; one over the place of the first right one."""

ZERO = 0.0
"""Share of questions without any result."""

FIRST_KB = 40
"""Program and data of the search, gzipped, before the first result can be read: the mean over all questions, at about 1,000 matters."""

LARGE_FIRST_KB = 60
"""The same at `LARGE` matters."""

LATER_KB = 20
"""For a question after another one, until all results that are shown at once can be read: 95 of 100 stay below."""

LARGE_WARM_MS = 30
"""The time of an answer at `LARGE` matters when everything is loaded: half of the questions take less."""

LARGE = 10_000

SHARE_AT = 5000
"""Item pages of the clean build whose index is weighed."""

SHARE = {"cold": 0.60, "warm": 0.40}
"""The most of that build, in CPU seconds, that the index may be: with nothing kept from earlier builds, and with the cache kept."""

OTHERS = ("material", "pagefind")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison. ``more``: more is better; ``against``: the sides that ours must not be behind."""

    label: str
    values: Mapping[str, float | None]
    more: bool = False
    against: tuple[str, ...] = OTHERS
    digits: int = 3

    @property
    def best(self) -> float | None:
        """The best of those that ours is compared with; None when none of them took part."""
        found = [value for side in self.against if (value := self.values.get(side)) is not None]
        return (max(found) if self.more else min(found)) if found else None

    @property
    def ahead(self) -> bool | None:
        ours = self.values.get("ours")
        if ours is None or self.best is None:
            return None
        return ours >= self.best if self.more else ours <= self.best


def rows(result: Mapping[str, Any]) -> list[Row]:
    """Everything that is compared.

    Two rows are not held against everybody. Material sends its whole index before the first result, so nothing is left for a later
    question and its index is one file: that is one design's choice, and the row of the first result has its price.
    """
    sides, found = ("ours", *OTHERS), []

    def row(label: str, where: Mapping[str, Any], key: str, unit: float = 1, **how: Any) -> None:
        found.append(Row(label, {side: where[side][key] / unit if side in where else None for side in sides}, **how))

    for name, scores in result["tables"].items():
        row(f"{name}: hit@5", scores, "hit@5", more=True)
        row(f"{name}: r@5", scores, "r@5", more=True)
        row(f"{name}: MRR@10", scores, "mrr@10", more=True)
        row(f"{name}: without any result", scores, "zero")
        for kind, ours in scores["ours"]["classes"].items():
            classes = {side: score["classes"][kind] for side, score in scores.items()}
            row(f"{name}: hit@5 of {ours['n']} {kind}", classes, "hit@5", more=True)
    figures, index = result["figures"], result["index"]
    for key, what in (("mean", "mean"), ("p95", "95 %"), ("max", "most")):
        row(f"KB before the first result, {what}", figures, f"first_{key}", KB, digits=1)
    row("KB of a later question, all shown, 95 %", figures, "later_p95", KB, digits=1, against=("pagefind",))
    row("KB of a later question, first result, 95 %", figures, "later_first_p95", KB, digits=1, against=("pagefind",))
    row("ms of a warm answer, median", figures, "warm_median", digits=2)
    row("ms of a warm answer, 95 %", figures, "warm_p95", digits=2)
    row("index, MB on disk", index, "bytes", 1e6, digits=2)
    row("index, MB gzipped", index, "packed", 1e6, digits=2, against=())
    row("index, files", index, "files", digits=0, against=())
    found.append(Row("CPU for the index over our whole cold build", result["build"]["over_ours"]))
    return found


def verdicts(result: Mapping[str, Any]) -> Iterator[Verdict]:
    """The promises that this run can say something of."""
    scores = result.get("tables", {}).get(JUDGED_ON)
    if scores:
        for name, bar in QUALITY.items():
            yield Verdict(f"{name} on {JUDGED_ON}", scores["ours"][name], "", bar, at_least=True)
        yield Verdict(f"without any result on {JUDGED_ON}", scores["ours"]["zero"], "", ZERO)
    if "figures" in result:
        yield from _bytes(result["figures"]["ours"], result["matters"], FIRST_KB)
    for kind, share in result.get("share", {}).items():
        if kind in SHARE:
            yield Verdict(f"the index in a clean build of {SHARE_AT:,} item pages, {kind} cache, share of CPU", share, "", SHARE[kind])
    large = result.get("large")
    if large and large["matters"] == LARGE:
        yield from _bytes(large["figures"], LARGE, LARGE_FIRST_KB)
        yield Verdict(f"ms of a warm answer at {LARGE:,} matters, median (most {large['figures']['warm_max']:.1f})", large["figures"]["warm_median"], "ms", LARGE_WARM_MS)
    if "figures" in result:
        for row in rows(result):
            if row.ahead is not None and row.best is not None:
                yield Verdict(f"not behind the others: {row.label}", row.values["ours"] or 0.0, "", row.best, row.more)


def _bytes(figures: Mapping[str, float], matters: int, first: float) -> Iterator[Verdict]:
    most = figures["first_max"] / KB
    yield Verdict(f"KB before the first result at {matters:,} matters, mean (most {most:.1f})", figures["first_mean"] / KB, "KB", first)
    yield Verdict(f"KB of a later question at {matters:,} matters, 95 %", figures["later_p95"] / KB, "KB", LATER_KB)
