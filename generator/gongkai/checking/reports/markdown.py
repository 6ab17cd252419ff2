"""Findings as a Markdown table for the discussion of a merge request."""

from __future__ import annotations

import re

from gongkai.checking.reports.report import LEVEL_WORDS, Report
from gongkai.problems import Problem

LIMIT = 65_000
"""Characters that a comment may have; GitHub cuts at 65,536."""

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}  # an @ would call somebody, a < open a tag
_HEAD = "| 级别 | 位置 | 代码 | 问题 | 改法 |\n|---|---|---|---|---|\n"
_ROOM = 200
"""Characters kept free for the line that says what was left out."""


def render(report: Report) -> str:
    """A heading, a summary by code and a table, errors first; never longer than `LIMIT`, and says what did not fit."""
    if not report.problems:
        return "### 目录检查通过\n\n没有发现问题。\n"
    words = [f"{report.errors} 处错误"] * bool(report.errors) + [f"{report.warnings} 处提醒"] * bool(report.warnings)
    text = f"### 目录检查：{'、'.join(words)}\n\n"
    text += "".join(f"- {escape(code)} {escape(title)}：{count} 处\n" for code, title, _, count in report.by_code) + "\n" + _HEAD
    ordered = sorted(report.problems, key=lambda problem: problem.level != "error")
    for number, problem in enumerate(ordered):
        row = _row(problem)
        if len(text) + len(row) > LIMIT - _ROOM:
            return f"{text}\n另有 {len(ordered) - number} 处没有列出：一条留言放不下，请运行 gongkai check 查看全部。\n"
        text += row
    return text


def escape(text: str) -> str:
    """Text that stays text: on one line, with nothing that Markdown or HTML would read, nobody called, no table cell ended."""
    flat = re.sub(r"[\x00-\x20\x7f]+", " ", text).strip()
    marked = re.sub(r"[\\`*_{}\[\]#|~!$]", lambda found: f"\\{found.group()}", flat)
    return re.sub("[&<>@]", lambda found: _ENTITIES[found.group()], marked).replace("://", ":&#47;/")


def _row(problem: Problem) -> str:
    where = f"（标准目录）{problem.position}" if problem.position.root else str(problem.position)
    cells = (LEVEL_WORDS[problem.level], where, problem.code, problem.message, problem.hint)
    return f"| {' | '.join(map(escape, cells))} |\n"
