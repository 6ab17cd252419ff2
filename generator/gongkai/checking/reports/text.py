"""Findings for a terminal: one line each, and at the end how many there are of each code."""

from __future__ import annotations

from gongkai.checking.reports.report import Report, sentence
from gongkai.problems import Level, Problem

_COLOURS: dict[Level, str] = {"error": "31", "warning": "33"}
"""Red and yellow, the terminal's own."""


def render(report: Report, *, colour: bool = False) -> str:
    """One line per finding: ``file:line:col: CODE message 改法：…``; level and code are coloured where ``colour``."""
    return "".join(f"{_line(problem, colour)}\n" for problem in report.problems)


def _line(problem: Problem, colour: bool) -> str:
    mark = f"{problem.code} （提醒）" if problem.level == "warning" else f"{problem.code} "
    shown = f"\x1b[{_COLOURS[problem.level]}m{mark.rstrip()}\x1b[0m{' ' * mark.endswith(' ')}" if colour else mark
    where = f"（标准目录）{problem.position}" if problem.position.root else str(problem.position)
    return f"{where}: {shown}{sentence(problem)}"


def summary(report: Report) -> str:
    """By code, then in all; what to do next in the last line."""
    if not report.problems:
        return "检查通过。"
    rows = report.by_code
    out = ["按代码汇总：", *(f"  {code}  {title}：{count} 处{'' if level == 'error' else '（提醒）'}" for code, title, level, count in rows), ""]
    learn = f"想知道一个代码的意思，运行 gongkai explain {rows[0][0]}。"
    if report.errors:
        return "\n".join([*out, f"有 {report.errors} 处错误、{report.warnings} 处提醒。改完再运行一次 gongkai check；{learn}"])
    return "\n".join([*out, f"检查通过，另有 {report.warnings} 处提醒。{learn}"])
