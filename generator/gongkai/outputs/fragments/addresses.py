"""Where the portal has each page: by a pattern for all of them, or by a list of the addresses that it gave to articles."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from gongkai.pages.html import safe_url

PLACEHOLDERS: Mapping[str, Callable[[str, str], str]] = {
    "path": lambda path, title: quote(path.removesuffix(".html")),
    "slug": lambda path, title: quote(path.removesuffix(".html").replace("/", "_")),
    "id": lambda path, title: blake2b(path.encode(), digest_size=6).hexdigest(),
    "title": lambda path, title: quote(title, safe=""),
}
"""What a pattern may hold, made from a page's path on the catalogue's own site (``items/<domain>/<item>.html``) and its title."""

UNIQUE = ("path", "slug", "id")
"""Placeholders that differ from page to page. Titles do not: 办事指南 comes in many."""

PAGE_COLUMN, ADDRESS_COLUMN = "页面", "文章网址"
"""The columns of 清单.csv that tell the addresses back."""

_HOLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Addresses:
    """``pattern`` makes an address for every page ("" for none); ``known`` has those that the portal assigned, which win."""

    pattern: str = ""
    known: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str, title: str) -> str:
        """The article's address, "" while nobody knows it. ``path`` is relative to the site's root."""
        return self.known.get(path) or _HOLE.sub(lambda hole: PLACEHOLDERS[hole[1]](path, title), self.pattern)


def check_pattern(pattern: str) -> str:
    """What is wrong with a pattern, and the remedy; "" when it can be used."""
    names = _HOLE.findall(pattern)
    known = "、".join(f"{{{name}}}" for name in PLACEHOLDERS)
    wrong = next((name for name in names if name not in PLACEHOLDERS), None)
    if wrong is not None:
        return f"--link 里的“{{{wrong}}}”不认识。改法：只用{known}。"
    if not set(names).intersection(UNIQUE):
        return f"--link 里没有能区分页面的部分，所有文章会得到同一个网址。改法：写上{'、'.join(f'{{{name}}}' for name in UNIQUE)}中的一个，例如 https://www.example.gov.cn/mulu/{{id}}.html"
    if not safe_url(_HOLE.sub("x", pattern)):
        return "--link 不是能用的网址。改法：写成 https:// 或者 / 开头的网址，不要有空格。"
    return ""


@dataclass(frozen=True, slots=True)
class Told:
    """Addresses read from a file, and a sentence for each line that could not be used."""

    known: Mapping[str, str]
    problems: tuple[str, ...] = ()


def read_addresses(path: Path) -> Told:
    """A list of article addresses: JSON (page → address), or CSV/TSV with the columns 页面 and 文章网址, or just two columns.

    CSV may come from a spreadsheet of Chinese Windows (GBK). Never raises on the content.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        return Told({}, (f"读不了“{path}”：{error.strerror}。",))
    text = _decode(content)
    if text is None:
        return Told({}, (f"“{path.name}”不是文本文件。改法：另存为 CSV 或者 JSON 再用。",))
    rows = _json_rows(text) if path.suffix.lower() == ".json" else _table_rows(text)
    if rows is None:
        return Told({}, (f"“{path.name}”不是能读的 JSON。改法：写成 {{\"页面\": \"文章网址\"}}，或者用清单.csv。",))
    known: dict[str, str] = {}
    problems = []
    for number, page, address in rows:
        if not address:
            continue
        if not safe_url(address):
            problems.append(f"{path.name} 第{number}行：“{address}”不是能用的网址，没有采用。改法：写成 https:// 开头的网址。")
        elif known.setdefault(_path(page), address) != address:
            problems.append(f"{path.name} 第{number}行：“{page}”前面已经写过另一个网址，采用前面的。")
    return Told(known, tuple(problems))


def _decode(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


Rows = Iterable[tuple[int, str, str]]
"""(line or place from 1, page, address)."""


def _json_rows(text: str) -> Rows | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return None
    return [(number, page, address.strip()) for number, (page, address) in enumerate(found.items(), 1)]


def _table_rows(text: str) -> Rows:
    head = text.partition("\n")[0]
    table = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter="\t" if "\t" in head else ",")]
    page, address, start = 0, 1, 0
    if table and PAGE_COLUMN in table[0] and ADDRESS_COLUMN in table[0]:
        page, address, start = table[0].index(PAGE_COLUMN), table[0].index(ADDRESS_COLUMN), 1
    return [(number, row[page], row[address]) for number, row in enumerate(table, 1) if number > start and len(row) > max(page, address)]


def _path(page: str) -> str:
    """A page as an editor may write it → its path: ``pages/items/a/b.html``, ``/items/a/b`` → ``items/a/b.html``."""
    path = page.strip().replace("\\", "/").removeprefix("./").removeprefix("/").removeprefix("pages/")
    return path if path.endswith(".html") else f"{path}.html"
