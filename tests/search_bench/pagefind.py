"""Pagefind over the same pages as HTML, asked through its programming interface: its own search field would only add to the bytes."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from search_bench.browser import Site
from search_bench.catalogue import Page
from search_bench.drive import Reply

LANGUAGE = "zh"
DRIVER = "asking.html"
SHOWN = 10
"""Results whose texts are fetched, as many as the other sides show at once."""

ASK = """async ([query, shown]) => {
  window.pagefind ||= await import("/pagefind/pagefind.js");
  window.benchResults = (await pagefind.search(query)).results.slice(0, shown);
  if (benchResults.length) await benchResults[0].data();
}"""
"""Until the first result can be shown."""

REST = "async () => (await Promise.all(benchResults.map((result) => result.data()))).map((data) => data.url)"

ASKING = """async (query) => {
  const { results } = await pagefind.search(query);
  await Promise.all(results.slice(0, 10).map((result) => result.data()));
}"""


def program(folder: Path) -> Path | None:
    """Pagefind's own program: the newest from npm, put below ``folder``; else that of the PyPI package; None when neither is to be had."""
    npm = shutil.which("npm")
    if npm:
        command = [npm, "install", "--prefix", str(folder), "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "pagefind@latest"]
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(command, capture_output=True, timeout=120, check=True)
        for found in folder.glob("node_modules/@pagefind/*/bin/pagefind_extended*"):
            if found.suffix in ("", ".exe"):
                return found
    spec = importlib.util.find_spec("pagefind_bin_extended")
    return next(Path(spec.origin).parent.glob("pagefind_extended*"), None) if spec and spec.origin else None


def label(found: Path) -> str:
    done = subprocess.run([str(found), "--version"], capture_output=True, text=True, timeout=60, check=True)
    return f"Pagefind {done.stdout.split()[-1]} ({'npm' if 'node_modules' in found.parts else 'PyPI'})"


def write(folder: Path, pages: Sequence[Page]) -> None:
    for page in pages:
        path = folder / "items" / f"{page.id}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.html, encoding="utf-8")
    (folder / DRIVER).write_text("<!doctype html><title>问</title>", encoding="utf-8")


def command(found: Path) -> tuple[str, ...]:
    """The index of the folder it is run in, below ``pagefind``."""
    return (str(found), "--site", ".", "--force-language", LANGUAGE, "--glob", "items/**/*.html")


class Pagefind:
    """``site``: the pages with their index."""

    name = "pagefind"
    script = ""
    asking = ASKING

    def __init__(self, site: Path) -> None:
        self.site = Site(site)

    def first(self, page: Any, query: str) -> Reply:
        page.goto(self.site.url + DRIVER)
        return self.later(page, query)

    def later(self, page: Any, query: str) -> Reply:
        page.evaluate(ASK, [query, SHOWN])
        first = self._loaded()
        places = page.evaluate(REST)
        ids = tuple(found[1] for place in places if (found := re.search(r"/items/(.+)\.html$", place)))
        return Reply(ids, first, first + self._loaded())

    def _loaded(self) -> int:
        return self.site.weight(path for path in self.site.taken() if path.startswith("/pagefind/"))


def index_files(site: Path) -> list[Path]:
    """What it writes for these pages; the program itself and the search fields it brings along are not the index."""
    folder = site / "pagefind"
    packed = [path for path in folder.rglob("*") if path.is_file() and re.fullmatch(r"\.pf_\w+", path.suffix)]
    return [*packed, folder / "pagefind-entry.json"]
