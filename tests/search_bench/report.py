"""The comparison in plain text: a table of the sides, what was measured of ours alone, and one line for each promise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.bars import Verdict
from search_bench.bars import KB, OTHERS, SHARE_AT, Row

LABEL, COLUMN = 58, 11


def table(rows: Sequence[Row], labels: Mapping[str, str], missing: Mapping[str, str]) -> Iterator[str]:
    """Ours, the others, and the others over ours. In brackets: what ours is not held against."""
    yield f"material: {labels.get('material', missing.get('material'))}; pagefind: {labels.get('pagefind', missing.get('pagefind'))}\n"
    yield left("", LABEL) + "".join(side.rjust(COLUMN) for side in ("ours", *OTHERS)) + "   others over ours"
    for row in rows:
        cells = [_cell(row.values.get(side), row.digits, side == "ours" or side in row.against) for side in ("ours", *OTHERS)]
        mark = {True: "", False: "   BEHIND", None: ""}[row.ahead]
        yield (left(row.label, LABEL) + "".join(cell.rjust(COLUMN) for cell in cells) + f"   {_ratios(row):<16}{mark}").rstrip()
    yield from (f"{side} did not take part: {why}" for side, why in missing.items())


def _cell(value: float | None, digits: int, compared: bool) -> str:
    text = "—" if value is None else f"{value:,.{digits}f}"
    return text if compared else f"({text})"


def _ratios(row: Row) -> str:
    ours = row.values.get("ours")
    if row.more or not ours:
        return ""
    return " ".join("—" if (value := row.values.get(side)) is None else f"{value / ours:.1f}×" for side in OTHERS)


def alone(result: Mapping[str, Any]) -> Iterator[str]:
    """What only ours has figures of."""
    if "figures" in result:
        yield f"{result['matters']:,} matters: {result['figures']['ours']['typing'] / KB:.1f} KB for the suggestions while typing, once a visit"
    if "build" in result:
        yield _shares(f"{result['matters']:,} matters", result["build"])
    if "share" in result:
        yield _shares(f"{SHARE_AT:,} synthetic item pages", result["share"])
    large = result.get("large")
    if large:
        figures, index = large["figures"], large["index"]
        first = "/".join(f"{figures[f'first_{what}'] / KB:.1f}" for what in ("mean", "p95", "max"))
        later = "/".join(f"{figures[f'later_{what}'] / KB:.1f}" for what in ("p95", "max"))
        warm = "/".join(f"{figures[f'warm_{what}']:.2f}" for what in ("median", "p95", "max"))
        yield f"{large['matters']:,} matters: KB before the first result {first} (mean/95 %/most), of a later question {later} (95 %/most), ms of a warm answer {warm} (median/95 %/most)"
        yield f"{large['matters']:,} matters: {figures['typing'] / KB:.1f} KB for the suggestions while typing, once a visit"
        yield f"{large['matters']:,} matters: index of {index['files']:,} files, {index['bytes'] / 1e6:.2f} MB, {index['packed'] / 1e6:.2f} MB gzipped"
        yield _shares(f"{large['matters']:,} matters", large["share"])


def _shares(what: str, found: Mapping[str, Any]) -> str:
    return f"{what}: the index is {found['cold']:.0%} of a clean build's CPU with a cold cache, {found['warm']:.0%} with a warm one"


def judgement(verdicts: Sequence[Verdict], judged: bool) -> Iterator[str]:
    """Promises one by one; of those on being ahead only the broken ones."""
    ahead = [verdict for verdict in verdicts if verdict.measure.startswith("not behind")]
    for verdict in verdicts:
        if verdict not in ahead or not verdict.kept:
            word = ("PASS" if verdict.kept else "FAIL") if judged else "    "
            yield f"{word}  {left(verdict.measure, 86)} {verdict.value:9.3f} {left(verdict.unit, 2)}  {'≥' if verdict.at_least else '≤'} {verdict.bar:.4g} {verdict.unit}".rstrip()
    if ahead:
        yield f"      not behind the others on {sum(verdict.kept for verdict in ahead)} of {len(ahead)} rows"
    if not judged:
        yield "      not judged: only a part of the questions was asked"


def left(text: str, width: int) -> str:
    """Padded to columns of a terminal, where a Chinese character takes two."""
    return text + " " * (width - sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text))
