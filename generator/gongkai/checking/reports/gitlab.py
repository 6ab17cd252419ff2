"""Findings as a GitLab Code Quality report, which shows them in a merge request."""

from __future__ import annotations

import orjson

from gongkai.checking.reports.report import Report, fingerprints, sentence

_SEVERITIES = {"error": "major", "warning": "minor"}


def render(report: Report) -> str:
    """A list of ``{description, check_name, fingerprint, severity, location: {path, lines: {begin}}}``."""
    found = [
        {
            "description": f"{problem.code} {sentence(problem)}",
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[problem.level],
            "location": {"path": problem.position.file, "lines": {"begin": problem.position.line}},
        }
        for problem, fingerprint in zip(report.problems, fingerprints(report.problems), strict=True)
    ]
    return orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n"
