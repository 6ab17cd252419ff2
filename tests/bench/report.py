"""The comparison in plain text: a table, bars of the ratios, and one line for each promise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.bars import Runs, Verdict, ratio
from bench.equal import Output
from bench.sides import Side

WIDTH = 40
EIGHTHS = " ▏▎▍▌▋▊▉█"
OURS = "cold"


def table(sides: Sequence[Side], runs: Runs, memory: Mapping[str, int | None], outputs: Mapping[str, Output]) -> Iterator[str]:
    """Each side's medians with least and most, its memory, and what it published."""
    yield _row("", "CPU s", "least–most", "wall s", "least–most", "memory", "pages", "MB", "other files", "MB", "item page")
    for side in sides:
        cells = [side.label]
        for what in ("cpu", "wall"):
            values = [getattr(run, what) for run in runs[side.name]]
            cells += [f"{median(values):.2f}", f"{min(values):.2f}–{max(values):.2f}"]
        peak, output = memory.get(side.name), outputs.get(side.name)
        cells.append(f"{peak / 1e6:.0f} MB" if peak else "")
        if output:
            cells += [f"{output.pages:,}", f"{output.page_bytes / 1e6:.1f}", f"{output.others:,}", f"{output.other_bytes / 1e6:.1f}"]
            cells.append(f"{output.item_mean / 1024:.1f} KB" if output.item_mean else "")
        yield _row(*cells)


def chart(sides: Sequence[Side], runs: Runs) -> Iterator[str]:
    """How many times our clean build with a cold cache each side takes, round by round; the bars share one scale."""
    for what, title in (("cpu", "CPU"), ("wall", "wall clock")):
        ratios = {side.name: ratio(runs, side.name, OURS, what) for side in sides}
        most = max(value for value, _, _ in ratios.values())
        yield f"{title}, our clean build with a cold cache = 1"
        for side in sides:
            value, least, greatest = ratios[side.name]
            yield f"{_left(side.label, 38)} {value:7.2f}×  {_bar(value / most)} ({least:.2f}–{greatest:.2f})"
        yield ""


def judgement(verdicts: Sequence[Verdict], judged: bool) -> Iterator[str]:
    for verdict in verdicts:
        word = ("PASS" if verdict.kept else "FAIL") if judged else "    "
        bar = f"{'≥' if verdict.at_least else '≤'} {verdict.bar:g} {verdict.unit}"
        yield f"{word}  {_left(verdict.measure, 86)} {verdict.value:8.2f} {_left(verdict.unit, 2)}  {bar}"


def _bar(share: float) -> str:
    """At least a sliver, so that a small value still shows."""
    cells = max(1, round(share * WIDTH * 8))
    return "█" * (cells // 8) + EIGHTHS[cells % 8].strip()


def _row(*cells: str) -> str:
    widths = (38, 7, 13, 7, 13, 8, 7, 7, 11, 6, 9)
    text = _left(cells[0], widths[0])
    return (text + "".join(cell.rjust(width + 1) for cell, width in zip(cells[1:], widths[1:], strict=False))).rstrip()


def _left(text: str, width: int) -> str:
    """Padded to columns of a terminal, where a Chinese character takes two."""
    return text + " " * (width - sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text))
