"""The report as Markdown, for a merge request or a terminal."""

from __future__ import annotations

import re

from gongkai.importing.outcome import Plan
from gongkai.importing.report.sections import Cell, Report, report

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#&~$])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
BAR = 20
"""Characters of the longest bar."""


def markdown(plan: Plan, *, written: bool = False, base: str = "") -> str:
    """``base``: the way from the report's folder to the project, for links."""
    found = report(plan, written=written)
    out = [f"# {found.title}", "", *(f"- {label}：{_text(text)}" for label, text in found.facts), "", *_counts(found)]
    for table in found.tables:
        out += ["", f"## {table.title}（{len(table.rows)}）", ""]
        if not table.rows:
            out.append(table.none)
            continue
        out += [table.intro, ""] if table.intro else []
        out.append(f"| {' | '.join(table.heads)} |")
        out.append("|" + " --- |" * len(table.heads))
        out += [f"| {' | '.join(_cell(cell, base) for cell in row)} |" for row in table.rows]
    return "\n".join(out) + "\n"


def _counts(found: Report) -> list[str]:
    most = max((count for _, count in found.counts), default=0)
    if not most:
        return ["没有读到事项。"]
    rows = [f"| {words} | {count} | {'█' * max(1, round(BAR * count / most))} |" for words, count in found.counts]
    return ["| 去向 | 行数 | |", "| --- | ---: | --- |", *rows]


def _cell(cell: Cell, base: str) -> str:
    text = "<br>".join(_text(line) for line in cell.text.split("\n") if line.strip())
    return f"[{text}](<{base}{cell.file}>)" if cell.file and text else text


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _CONTROL.sub("", text))
