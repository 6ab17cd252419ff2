"""The pre-scan's door: a text in, everything in it that is a trap out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from gongkai.reading.prescan.blocks import Blocks
from gongkai.reading.prescan.sheet import Sheet
from gongkai.reading.prescan.traps import Finding

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

_HARMLESS = frozenset(
    (
        "invisible",
        "private-use",
        "nbsp",
        "tab-inside",
        "fullwidth-space",
        "fullwidth-comma",
        "curly-quotes",
        "bad-utf8",
    )
)
"""Traps that a parser mostly does not stumble over: they explain why it gave up only when it did so right there."""


def explain(text: str, gave_up: int = 0) -> tuple[list[Finding], bool]:
    """(findings in the text's order, whether one of them explains why the parser gave up in line ``gave_up``; 0: it did not)."""
    sheet = Sheet(text)
    Blocks(sheet).run()
    found = sorted({finding for finding in sheet.found if gave_up or finding.slug not in _ONLY_IF_BROKEN})
    explained = any(finding.line <= gave_up and (finding.slug not in _HARMLESS or finding.line >= gave_up - 1) for finding in found)
    return found, explained


def limited(found: list[Finding]) -> list[Finding]:
    """The findings of one file, none told more than `MOST` times."""
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
