"""manifest.json of a hand-over: every article with its state since the hand-over before, for people (清单) and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

FORMAT = "gongkai-fragments/1"
NAME = "manifest.json"

NEW, CHANGED, WITHDRAWN, UNCHANGED = "new", "changed", "withdrawn", "unchanged"
STATES = {NEW: "新增", CHANGED: "有变化", WITHDRAWN: "撤下", UNCHANGED: "没有变化"}
TITLE, TEXT, LINKS, ATTACHMENTS = "标题或摘要", "正文", "链接", "附件"
"""What about an article changed. Links alone change when the portal's addresses become known: such a page can wait."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article to hand over. ``content`` is the digest of its text without the portal's addresses, ``body`` of the file as it is;
    ``attachments`` are paths on the site with the digest of each file.
    """

    path: str
    title: str
    summary: str
    column: str
    content: str
    body: str
    attachments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its state, what changed, and the address that the portal gave it ("" while unknown)."""

    article: Article
    status: str
    why: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A hand-over: its number, the number of the one it is compared with (0 for none), the region it is of ("" for all), and every article
    by path, withdrawn ones last.
    """

    number: int
    since: int
    region: str
    heading: str
    as_of: str
    entries: Mapping[str, Entry]

    @property
    def live(self) -> dict[str, Entry]:
        return {path: entry for path, entry in self.entries.items() if entry.status != WITHDRAWN}

    @property
    def addresses(self) -> dict[str, str]:
        return {path: entry.address for path, entry in self.live.items() if entry.address}

    def count(self, status: str) -> int:
        return sum(entry.status == status for entry in self.entries.values())


def next_manifest(
    articles: Sequence[Article], region: str, heading: str, as_of: str, addresses: Mapping[str, str], last: Manifest | None, since: Manifest | None
) -> Manifest:
    """The manifest of the ``articles`` of ``region``, compared with ``since``, else with ``last``, the hand-over in the same folder.

    Where nothing differs from ``last``, it is the same hand-over once more, with the same states: running twice changes nothing.
    """
    again = last is not None and {path: entry.article for path, entry in last.live.items()} == {article.path: article for article in articles}
    number = (last.number + (not again)) if last else 1
    if last and again and since is None:
        states = {path: (entry.status, entry.why) for path, entry in last.entries.items()}
        compared, gone = last.since, [entry for entry in last.entries.values() if entry.status == WITHDRAWN]
    else:
        base = since or last
        before = base.live if base else {}
        states = {article.path: _state(article, before.get(article.path)) for article in articles}
        compared, gone = base.number if base else 0, [Entry(entry.article, WITHDRAWN, (), entry.address) for path, entry in before.items() if path not in states]
    entries = {article.path: Entry(article, *states[article.path], addresses.get(article.path, "")) for article in articles}
    return Manifest(number, compared, region, heading, as_of, entries | {entry.article.path: entry for entry in gone})


def _state(article: Article, before: Entry | None) -> tuple[str, tuple[str, ...]]:
    if before is None:
        return NEW, ()
    was = before.article
    text = article.content != was.content
    why = (
        *([TITLE] if (article.title, article.summary, article.column) != (was.title, was.summary, was.column) else []),
        *([TEXT] if text else []),
        *([LINKS] if article.body != was.body and not text else []),
        *([ATTACHMENTS] if dict(article.attachments) != dict(was.attachments) else []),
    )
    return (CHANGED, why) if why else (UNCHANGED, ())


def to_bytes(manifest: Manifest) -> bytes:
    data = {
        "format": FORMAT,
        "handover": manifest.number,
        "since": manifest.since,
        "region": manifest.region,
        "title": manifest.heading,
        "as_of": manifest.as_of,
        "count": {status: manifest.count(status) for status in STATES},
        "pages": [_entry(entry) for entry in manifest.entries.values()],
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2) + b"\n"


def _entry(entry: Entry) -> dict[str, Any]:
    article = entry.article
    found: dict[str, Any] = {
        "path": article.path,
        "status": entry.status,
        "why": list(entry.why),
        "title": article.title,
        "summary": article.summary,
        "column": article.column,
        "address": entry.address,
        "file": file_of(article.path) if entry.status != WITHDRAWN else "",
        "content": article.content,
        "body": article.body,
        "attachments": [{"path": path, "file": attachment_of(path), "digest": digest} for path, digest in article.attachments.items()],
    }
    return found


def file_of(path: str) -> str:
    """Where the folder has the article of a page."""
    return f"pages/{path}"


def attachment_of(path: str) -> str:
    """Where the folder has an attachment."""
    return f"files/{path}"


def read_manifest(path: Path) -> Manifest | str:
    """An earlier hand-over, or a sentence on why it cannot be used."""
    try:
        data = orjson.loads(path.read_bytes())
    except OSError as error:
        return f"读不了“{path}”：{error.strerror}。"
    except ValueError:
        return f"“{path}”坏了，不是完整的 JSON。改法：用 --since 指定 history 里的上一份，或者换一个空文件夹重新生成。"
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return f"“{path}”不是 gongkai fragments 写的清单（format 应为 {FORMAT}）。改法：换一个文件夹，或者改 --since。"
    try:
        entries = {page["path"]: _read_entry(page) for page in data["pages"]}
        return Manifest(int(data["handover"]), int(data["since"]), str(data["region"]), str(data["title"]), str(data["as_of"]), entries)
    except (KeyError, TypeError, ValueError):
        return f"“{path}”缺少内容，可能被改过。改法：用 --since 指定 history 里的上一份，或者换一个空文件夹重新生成。"


def _read_entry(page: Mapping[str, Any]) -> Entry:
    path, title, summary, column, content, body = (str(page[name]) for name in ("path", "title", "summary", "column", "content", "body"))
    article = Article(path, title, summary, column, content, body, {str(one["path"]): str(one["digest"]) for one in page["attachments"]})
    if page["status"] not in STATES:
        raise ValueError(page["status"])
    return Entry(article, page["status"], tuple(map(str, page["why"])), str(page["address"]))
