"""Findings for programs: plain JSON."""

from __future__ import annotations

import orjson

from gongkai.checking.reports.report import Report


def render(report: Report) -> str:
    """``{findings: [{rule, level, root, file, line, column, message, hint}], summary: {errors, warnings, files, unverified, by_rule}}``."""
    findings = [
        {
            "rule": problem.code,
            "level": problem.level,
            "root": problem.position.root,
            "file": problem.position.file,
            "line": problem.position.line,
            "column": problem.position.column,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in report.problems
    ]
    summary = {
        "errors": report.errors,
        "warnings": report.warnings,
        "files": len({(problem.position.root, problem.position.file) for problem in report.problems}),
        "unverified": report.waiting,
        "by_rule": [{"rule": code, "title": title, "level": level, "count": count} for code, title, level, count in report.by_code],
    }
    return orjson.dumps({"findings": findings, "summary": summary}, option=orjson.OPT_INDENT_2).decode() + "\n"
