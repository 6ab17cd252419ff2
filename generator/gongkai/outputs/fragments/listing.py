"""清单: what is to be pasted, changed, taken down or left alone, as a page to read and as a table to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from gongkai.comparing.csv_table import to_csv
from gongkai.outputs.fragments.addresses import ADDRESS_COLUMN, PAGE_COLUMN
from gongkai.outputs.fragments.manifest import CHANGED, LINKS, NEW, STATES, UNCHANGED, WITHDRAWN, Entry, Manifest, attachment_of, file_of
from gongkai.pages.html import esc, lines

PAGE, TABLE = "清单.html", "清单.csv"

DUTIES = {
    NEW: "在门户新建文章：复制标题、摘要和正文，上传附件，再把门户给的网址填进清单.csv的“文章网址”一栏。",
    CHANGED: "打开门户里的原文章，用新的内容整篇替换，附件有变化的重新上传。只是链接变了的可以不急。",
    WITHDRAWN: "目录里已经没有这一页：在门户撤下文章，或者注明已停用。",
    UNCHANGED: "不用动。",
}
_STYLE = (
    "body{max-width:72rem;margin:1.5rem auto;padding:0 1rem;font:16px/1.7 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#1f2624}"
    "table{width:100%;border-collapse:collapse;font-size:14px}th,td{border:1px solid #bbb;padding:4px 8px;text-align:left;vertical-align:top}"
    "th{background:#eef2f0}td:first-child{width:34%}small{color:#555}"
)


def as_table(manifest: Manifest) -> bytes:
    """清单.csv: one line for each article, those with work first. Addresses filled in here are read at the next hand-over."""
    head = ["状态", "变化", "栏目", "标题", "摘要", PAGE_COLUMN, "文件", "附件", ADDRESS_COLUMN]
    rows = [
        [
            STATES[entry.status],
            "、".join(entry.why),
            entry.article.column,
            entry.article.title,
            entry.article.summary,
            entry.article.path,
            file_of(entry.article.path) if entry.status != WITHDRAWN else "",
            "\n".join(map(attachment_of, entry.article.attachments)) if entry.status != WITHDRAWN else "",
            entry.address,
        ]
        for status in STATES
        for entry in _of(manifest, status)
    ]
    return to_csv([head, *rows])


def as_page(manifest: Manifest) -> bytes:
    """清单.html: the work in words, then a table for each state; what needs nothing is folded away."""
    since = f"与第{manifest.since}次相比" if manifest.since else "之前没有移交过"
    counts = "，".join(f"{name}{manifest.count(status)}篇" for status, name in STATES.items())
    parts = [
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>移交清单 - {esc(manifest.heading)}</title><style>{_STYLE}</style>",
        f"<h1>{esc(manifest.heading)}：第{manifest.number}次移交清单</h1>",
        f"<p>{since}：{counts}。数据截至{esc(manifest.as_of) or '（未知）'}。</p>",
        "<p>每篇文章是一个文件：用浏览器打开，全选、复制，粘贴到门户的编辑器里；或者把文件内容粘贴到编辑器的源代码方式里。标题、摘要和栏目在下面的表里。</p>",
        *(_section(manifest, status) for status in (NEW, CHANGED, WITHDRAWN)),
        f"<details><summary>{STATES[UNCHANGED]}的{manifest.count(UNCHANGED)}篇</summary>{_rows(_of(manifest, UNCHANGED))}</details>" if manifest.count(UNCHANGED) else "",
        "</html>\n",
    ]
    return "".join(parts).encode()


def _section(manifest: Manifest, status: str) -> str:
    found = _of(manifest, status)
    return f"<h2>{STATES[status]}（{len(found)}篇）</h2><p>{DUTIES[status]}</p>{_rows(found)}" if found else ""


def _rows(entries: Sequence[Entry]) -> str:
    body = "".join([_row(entry) for entry in entries])
    return f"<table><thead><tr><th>标题和摘要</th><th>栏目</th><th>变化</th><th>附件</th><th>文章网址</th></tr></thead><tbody>{body}</tbody></table>"


def _row(entry: Entry) -> str:
    article = entry.article
    gone = entry.status == WITHDRAWN
    title = esc(article.title) if gone else f'<a href="{quote(file_of(article.path))}">{esc(article.title)}</a>'
    files = "" if gone else "<br>".join([f'<a href="{quote(attachment_of(path))}">{esc(path.rpartition("/")[2])}</a>' for path in article.attachments])
    address = f'<a href="{esc(entry.address)}">{esc(entry.address)}</a>' if entry.address else ""
    return (
        f"<tr><td>{title}<br><small>{lines(article.summary)}</small></td><td>{esc(article.column)}</td><td>{'、'.join(entry.why)}</td>"
        f"<td>{files}</td><td>{address}</td></tr>"
    )


def _of(manifest: Manifest, status: str) -> list[Entry]:
    """The articles of one state; those of which only links changed come last."""
    return sorted([entry for entry in manifest.entries.values() if entry.status == status], key=lambda entry: entry.why == (LINKS,))
