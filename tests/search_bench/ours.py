"""Our side: the page of results, opened by its address as the search box does, and asked again through its form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from search_bench.browser import Site, fresh_page
from search_bench.drive import Reply

SCRIPT = """
performance.setResourceTimingBufferSize(20000);
window.benchFirst = 0;
new MutationObserver(() => {
  if (window.benchFirst) return;
  const status = document.getElementById("found");
  if (document.querySelector("#hits li") || (status && status.textContent.startsWith("没有找到"))) window.benchFirst = performance.now();
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
"""Notes the moment at which the first result stands on the page, or the words that there is none."""

QUIET = """async () => {
  const count = () => performance.getEntriesByType("resource").length;
  const waiting = () => [...document.head.querySelectorAll("script")].some((script) => script.async && script.src.includes("/search/"));
  for (let before = -1, same = 0; same < 3;) {
    await new Promise((done) => setTimeout(done, 60));
    same = count() === before && !waiting() ? same + 1 : 0;
    before = count();
  }
  return performance.getEntriesByType("resource").map((entry) => [entry.name, entry.startTime, entry.responseEnd]);
}"""
"""Waits until nothing more is loaded → what was. A script of data leaves the page's head as soon as it has been read."""

AGAIN = """(query) => {
  document.getElementById("hits").textContent = "";
  window.benchFirst = 0;
  const field = document.querySelector(".results .find input[type=search]");
  field.value = query;
  const start = performance.now();
  field.form.requestSubmit();
  return start;
}"""

ASKING = """async (query) => {
  const answer = await gongkai.search.answer(query);
  await gongkai.search.cards(answer.hits.slice(0, 10).map((hit) => hit.number));
}"""


class Ours:
    """``site``: the built site."""

    name = "ours"
    script = SCRIPT
    asking = ASKING

    def __init__(self, site: Path) -> None:
        self.site = Site(site)

    def first(self, page: Any, query: str) -> Reply:
        page.goto(f"{self.site.url}search.html?q={quote(query, safe='')}")
        return self._reply(page, 0)

    def later(self, page: Any, query: str) -> Reply:
        return self._reply(page, page.evaluate(AGAIN, query))

    def _reply(self, page: Any, start: float) -> Reply:
        page.wait_for_function("window.benchFirst")
        loaded = [(name, ended) for name, began, ended in page.evaluate(QUIET) if began >= start and _is_search(name)]
        moment = page.evaluate("window.benchFirst")
        links = page.eval_on_selector_all("#hits h2 a", "links => links.map((link) => link.getAttribute('href'))")
        ids = tuple(found[1] for link in links if (found := re.search(r"(?:^|/)items/(.+)\.html$", link)))
        return Reply(ids, self.site.weight(name for name, ended in loaded if ended <= moment), self.site.weight(name for name, _ in loaded))


def _is_search(address: str) -> bool:
    """The program and the data of search, not the rest of the theme."""
    path = urlsplit(address).path
    return path.endswith(".js") and path.startswith(("/search/", "/assets/search"))


def typing(browser: Any, engine: Ours) -> int:
    """Bytes for the suggestions that come while somebody types into the field of the home page, which nobody has to: once a visit, whatever is typed."""
    with fresh_page(browser, SCRIPT) as page:
        page.goto(engine.site.url + "index.html")
        page.locator("form.find input[type=search]:visible").first.press_sequentially("低保")
        return engine.site.weight(name for name, _, _ in page.evaluate(QUIET) if _is_search(name))


def index_files(site: Path) -> list[Path]:
    return [path for path in (site / "search").resolve().rglob("*") if path.is_file()]
