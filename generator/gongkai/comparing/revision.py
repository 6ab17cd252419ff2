"""修订对照表: what changed since the last edition as the office's table — 公开领域, 事项, 原, 现, 理由 — as Markdown, HTML and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as escape_html

from gongkai.comparing.compare import REGION_MAP, Change, Comparison
from gongkai.comparing.csv_table import to_csv
from gongkai.comparing.report import escape, regions
from gongkai.comparing.row import COLUMNS, Row
from gongkai.model.catalogue import STANDARD
from gongkai.model.words import FIELD_LABELS

NOTHING = "（无）"
GONE = "（删去）"


def rows(comparison: Comparison, home: str) -> tuple[Row, ...]:
    """The table of a comparison; ``home`` is the region that issues it. A field with several changes is one row."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in comparison.changes:
        groups.setdefault((change.domain, change.item, change.field, change.source, *change.regions), []).append(change)
    return tuple(_row(comparison, group, home) for group in groups.values())


def _row(comparison: Comparison, group: Sequence[Change], home: str) -> Row:
    first = group[0]
    label = FIELD_LABELS.get(first.field, "")
    title = f"{first.title}（{label}）" if label else first.title
    if first.regions[:1] != (home,) or 1 < len(first.regions) < len(comparison.regions):
        title += f"\n〔{regions(comparison, first.regions)}〕"
    was = "\n".join(change.was for change in group if change.was) or NOTHING
    now = "\n".join(change.now for change in group if change.now) or GONE
    if first.field == "item":
        was, now = {"added": (NOTHING, f"新增事项：{first.now}"), "removed": (first.was, GONE), "unlisted": (first.was, "不再列入本级目录")}.get(first.kind, (was, now))
    domain = comparison.domains.get(first.domain, "")
    return Row(domain, title, was, now, _reason(comparison, group, home), first.item)


def _reason(comparison: Comparison, group: Sequence[Change], home: str) -> str:
    """The reasons given; where a layer above was edited, that it was."""
    given = "；".join(dict.fromkeys(change.reason for change in group if change.reason))
    source = group[0].source
    if source == REGION_MAP:
        return given or "单位和职责的对应关系调整"
    if source == STANDARD or (source and home.startswith(f"{source}/")):
        above = f"随{comparison.layer(source)}{'' if source == STANDARD else '目录'}调整"
        return f"{above}：{given}" if given else above
    return given


def as_markdown(heading: str, lead: str, table: Sequence[Row]) -> str:
    out = [f"# {escape(heading)}", "", escape(lead), "", f"| {' | '.join(COLUMNS)} |", "|---|---|---|---|---|"]
    out += [f"| {' | '.join('<br>'.join(escape(line) for line in cell.split(chr(10))) for cell in row.cells())} |" for row in table]
    return "\n".join(out) + "\n"


def as_html(heading: str, lead: str, table: Sequence[Row]) -> str:
    """A page of its own: prints on A4 across, loads nothing, runs nothing."""
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    body = "".join(f"<tr>{''.join(f'<td>{_lines(cell)}</td>' for cell in row.cells())}</tr>\n" for row in table)
    style = (
        "body{font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;line-height:1.6;margin:2rem;color:#222}"
        "h1{text-align:center;font-size:1.4rem}table{border-collapse:collapse;width:100%;table-layout:fixed}"
        "th,td{border:1px solid #555;padding:.4rem .5rem;vertical-align:top;text-align:left;overflow-wrap:anywhere}"
        "th{background:#f0f0f0}thead{display:table-header-group}tr{break-inside:avoid}"
        "th:nth-child(1){width:12%}th:nth-child(2){width:18%}th:nth-child(5){width:18%}@page{size:A4 landscape;margin:15mm}@media print{body{margin:0}}"
    )
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{_lines(heading)}</title>\n<style>{style}</style>\n</head>\n<body>\n'
        f"<h1>{_lines(heading)}</h1>\n<p>{_lines(lead)}</p>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</body>\n</html>\n"
    )


def as_csv(table: Sequence[Row]) -> bytes:
    """For a spreadsheet."""
    return to_csv([COLUMNS, *(row.cells() for row in table)])


def _lines(text: str) -> str:
    clean = "".join(char for char in text if char.isprintable() or char in "\n\u3000")
    return escape_html(clean).replace("\n", "<br>")
