"""The pre-scan's door: a text in, everything in it that is a trap out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from gongkai.reading.prescan.blocks import Blocks
from gongkai.reading.prescan.sheet import Sheet
from gongkai.reading.prescan.traps import TRAPS, Finding

MOST = 20
"""How often one file is told the same; the last one says how many more there are."""

_ONLY_IF_BROKEN = frozenset(
    (
        "indent",
        "mixed",
        "no-colon",
        "list-on-key-line",
        "colon-in-value",
        "unclosed-quote",
        "text-after-quote",
        "unclosed-bracket",
        "text-after-bracket",
        "special-start",
        "conflict-marker",
        "tab-line",
        "block-indent",
    )
)
"""Traps at which every YAML parser gives up: where it did not, the pre-scan has misread a rare but valid style and keeps quiet."""

_HARMLESS = frozenset(("private-use", "tab-inside", "fullwidth-comma", "curly-quotes", "bad-utf8"))
"""Traps that a parser mostly does not stumble over: they explain why it gave up only when it did so right there."""


def explain(text: str, gave_up: int = 0) -> tuple[list[Finding], bool]:
    """(the findings, whether one of them explains why the parser gave up in line ``gave_up``; 0: it did not)."""
    sheet = Sheet(text)
    Blocks(sheet).run()
    found = [finding for finding in sheet.found if gave_up or finding.slug not in _ONLY_IF_BROKEN]
    explained = any(finding.line <= gave_up and (finding.slug not in _HARMLESS or finding.line >= gave_up - 1) for finding in found)
    return found, explained


def limited(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one file in the order of the text, none told more than `MOST` times."""
    found = sorted(set(findings), key=lambda finding: (finding.line, finding.column, TRAPS[finding.slug].code))
    totals = Counter(finding.slug for finding in found)
    seen: Counter[str] = Counter()
    kept = []
    for finding in found:
        seen[finding.slug] += 1
        more = totals[finding.slug] - MOST
        if seen[finding.slug] < MOST or more <= 0:
            kept.append(finding)
        elif seen[finding.slug] == MOST:
            kept.append(replace(finding, words={**finding.words, "more": str(more)}))
    return kept
