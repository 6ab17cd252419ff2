"""Material's own search: a stock site with one Markdown page for each matter, asked through its search field."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from search_bench.browser import Site
from search_bench.catalogue import Page
from search_bench.drive import Reply

SCRIPT = """
const benchPosts = window.benchPosts = [], benchAnswers = window.benchAnswers = [];
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    window.benchWorker = this;
    this.addEventListener("message", ({ data }) => { if (data.type === 3) benchAnswers.push(data.data.items.slice(0, 10).map((group) => group[0].location)); });
  }
  postMessage(message, ...rest) {
    if (message.type === 2) benchPosts.push(message.data);
    super.postMessage(message, ...rest);
  }
};
"""
"""Reads along what the page and its search worker tell each other. Types: 2 a question, 3 its results."""

ANSWERED = "(asked) => benchPosts.includes(asked) && benchAnswers.length >= benchPosts.length"

AGAIN = """(query) => {
  benchPosts.length = benchAnswers.length = 0;
  const field = document.querySelector(".md-search__input");
  field.value = query;
  field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}"""

ASKING = """(query) => new Promise((done) => {
  benchWorker.addEventListener("message", done, { once: true });
  benchWorker.postMessage({ type: 2, data: query });
})"""


def missing() -> str:
    """Why this side cannot take part; "" when it can. Without jieba it would search unsegmented text, which nobody recommends."""
    return "" if importlib.util.find_spec("jieba") else "jieba is not installed"


def label() -> str:
    return f"Material {version('mkdocs-material')} + jieba {version('jieba')}"


def write(folder: Path, pages: Sequence[Page]) -> None:
    """The project with its search, and beside it settings that leave the search out."""
    docs = folder / "docs"
    for page in pages:
        path = docs / "items" / f"{page.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.markdown, encoding="utf-8")
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    settings = {
        "site_name": "目录",
        "use_directory_urls": False,
        "theme": {"name": "material", "language": "zh", "font": False},
        "nav": [{"首页": "index.md"}],
        "not_in_nav": "/*",
    }
    for name, plugins in (("mkdocs", [{"search": {"lang": "zh"}}]), ("mkdocs-without", [])):
        where = {"site_dir": "site" if plugins else "without", "plugins": plugins}
        (folder / f"{name}.yml").write_text(yaml.safe_dump({**settings, **where}, allow_unicode=True, sort_keys=False), encoding="utf-8")


class Material:
    """``site``: the built site."""

    name = "material"
    script = SCRIPT
    asking = ASKING

    def __init__(self, site: Path) -> None:
        self.site = Site(site)

    def first(self, page: Any, query: str) -> Reply:
        page.goto(f"{self.site.url}index.html?q={quote(query, safe='')}")
        return self._reply(page, query)

    def later(self, page: Any, query: str) -> Reply:
        page.evaluate(AGAIN, query)
        return self._reply(page, query)

    def _reply(self, page: Any, query: str) -> Reply:
        page.wait_for_function(ANSWERED, arg=query)
        places = page.evaluate("benchAnswers[benchAnswers.length - 1]")
        ids = tuple(found[1] for place in places if (found := re.search(r"^items/(.+)\.html", place)))
        loaded = self.site.weight(path for path in self.site.taken() if re.search(r"/search/|/workers/|/lunr/", path))
        return Reply(ids, loaded, loaded)


def index_files(site: Path) -> list[Path]:
    return [site / "search/search_index.json"]
