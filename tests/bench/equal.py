"""Whether the sides publish the same: every page present, and every field value of a sample of item pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from bench.resolved import Pages

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Output:
    """What a side wrote: HTML pages, other files, bytes of each, and the largest and mean size of an item page."""

    pages: int
    page_bytes: int
    others: int
    other_bytes: int
    item_mean: float
    item_largest: int


def output_of(folder: Path, item_urls: Sequence[str]) -> Output:
    """Count what stands below ``folder``. Raises FileNotFoundError when an item page is missing."""
    folder = folder.resolve()
    items = [(folder / url).stat().st_size for url in item_urls]
    sizes = [(path.suffix, path.stat().st_size) for path in folder.rglob("*") if path.is_file()]
    pages = [size for suffix, size in sizes if suffix == ".html"]
    others = [size for suffix, size in sizes if suffix != ".html"]
    return Output(len(pages), sum(pages), len(others), sum(others), sum(items) / len(items) if items else 0, max(items, default=0))


def missing_pages(folder: Path, pages: Pages) -> list[str]:
    """Addresses of ours that the side does not publish."""
    return [job.url for job in pages.jobs if not (folder / job.url).is_file()]


def missing_values(folder: Path, pages: Pages, every: int) -> list[str]:
    """Field values that a side's item page does not show, as ``address: value``; looks at each ``every``-th item page."""
    found = []
    items = [(region, item) for region in pages.regions.values() for item in region["items"]]
    for region, item in items[::every]:
        url = f"{region['prefix']}items/{item['id']}.html"
        text = _text((folder / url).read_text(encoding="utf-8"))
        found += [f"{url}: {value}" for value in _values(pages, region, item) if _bare(value) not in text]
    return found


def _values(pages: Pages, region: Data, item: Data) -> Iterator[str]:
    """Everything that an item's page has to say."""
    entry, titles = pages.entries[item["entry"]], region["titles"]
    yield from (value for value in entry.values() if isinstance(value, str) and value not in (entry["domain"], entry.get("edit")))
    for name in ("must", "one_of", "may", "levels", "aliases", "applies_to"):
        yield from entry.get(name, ())
    for element in entry["content"]:
        yield from (element["text"], element.get("need", ""), *(note["text"] for note in element.get("notes", ())))
    for citation in (*entry["basis"], *entry.get("basis_as_issued", ())):
        yield from (pages.laws[citation["law"]]["title"], citation.get("articles", ""), citation.get("note", ""))
    yield from (named["name"] for named in (*entry.get("links", ()), *entry.get("life_events", ()), *region["who"][item["who"]]["rows"], *item["elsewhere"]))
    for change in entry.get("changes", ()):
        yield from (change.get("was", ""), change.get("now", ""), change["reason"])
    for group in entry["origins"]:
        yield from (group["file"], *(field.partition("\u00a0")[0] for field in group["fields"]))
    yield from (titles[id_][0] for id_ in (*item["related"], item["before"], item["after"]) if id_)


def _text(html: str) -> str:
    """The text of the page's body between its tags, entities resolved, without white space."""
    return _bare(unescape(re.sub(r"<[^>]*>", "", html[html.index("<body") :])))


def _bare(text: str) -> str:
    return "".join(text.split())
