"""The report as one HTML file that needs nothing else: no script, no request, fit to print."""

from __future__ import annotations

from urllib.parse import quote

from gongkai.importing.outcome import Plan
from gongkai.importing.report.sections import Cell, Report, Table, report
from gongkai.pages.html import esc, lines

_STYLE = """
body{font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{font-size:1.7rem}h2{font-size:1.25rem;margin-top:2.2rem;border-bottom:2px solid #005a9c;padding-bottom:.2rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border:1px solid #8a8a8a;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eef3f8}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:bold}dd{margin:0}
.bars td:first-child{white-space:nowrap}.bars td:nth-child(2){text-align:right}svg{display:block}a{color:#00508a}nav ul{columns:2}
@media print{body{margin:0;max-width:none;font-size:10pt}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}nav{display:none}@page{size:A4 landscape;margin:12mm}}
"""
WIDTH = 400
"""Pixels of the longest bar."""


def html(plan: Plan, *, written: bool = False, base: str = "") -> str:
    """``base``: the way from the report's folder to the project, for links."""
    found = report(plan, written=written)
    facts = "".join(f"<dt>{esc(label)}</dt><dd>{esc(text)}</dd>" for label, text in found.facts)
    contents = "".join(f'<li><a href="#t{i}">{esc(table.title)}（{len(table.rows)}）</a></li>' for i, table in enumerate(found.tables))
    body = "".join(_table(table, i, base) for i, table in enumerate(found.tables))
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{esc(found.title)} · {esc(plan.region_name)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{esc(found.title)}</h1>\n<dl>{facts}</dl>\n{_bars(found)}\n<nav aria-label="目录"><ul>{contents}</ul></nav>\n{body}</main>\n</body>\n</html>\n'
    )


def _bars(found: Report) -> str:
    most = max((count for _, count in found.counts), default=0)
    if not most:
        return "<p>没有读到事项。</p>"
    rows = "".join(
        f'<tr><td>{esc(words)}</td><td>{count}</td><td><svg width="{WIDTH}" height="14" role="img" aria-label="{count} 行">'
        f'<rect width="{max(2, round(WIDTH * count / most))}" height="14" fill="#2b6ea6"/></svg></td></tr>'
        for words, count in found.counts
    )
    return f'<table class="bars"><thead><tr><th scope="col">去向</th><th scope="col">行数</th><th scope="col">比例</th></tr></thead><tbody>{rows}</tbody></table>'


def _table(table: Table, number: int, base: str) -> str:
    head = f'<h2 id="t{number}">{esc(table.title)}（{len(table.rows)}）</h2>\n'
    if not table.rows:
        return f"{head}<p>{esc(table.none)}</p>\n"
    intro = f"<p>{esc(table.intro)}</p>\n" if table.intro else ""
    heads = "".join(f'<th scope="col">{esc(name)}</th>' for name in table.heads)
    rows = "\n".join("<tr>" + "".join(f"<td>{_cell(cell, base)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"{head}{intro}<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>\n"


def _cell(cell: Cell, base: str) -> str:
    text = lines(cell.text)
    return f'<a href="{esc(quote(base + cell.file))}">{text}</a>' if cell.file and text else text
