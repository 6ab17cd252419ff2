"""A browser and a server that notes what was asked for: bytes are counted where they leave."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
GZIP_LEVEL = 6
"""What web servers use unless told otherwise."""

PATIENCE = 60_000
"""Milliseconds after which an answer is taken never to come."""


class BrowserError(Exception):
    """There is no browser to measure with; the message says how to get one."""


class Site:
    """``folder`` on a free loopback port. `taken` gives the paths asked for since it was last called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._asked: list[str] = []
        self._lock = threading.Lock()
        handler = functools.partial(_Handler, self._note, directory=str(self.folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _note(self, path: str) -> None:
        with self._lock:
            self._asked.append(path)

    def taken(self) -> list[str]:
        with self._lock:
            found, self._asked = self._asked, []
        return found

    def weight(self, addresses: Iterable[str]) -> int:
        """Bytes of these files on the line."""
        return sum(on_the_line(self.folder / unquote(urlsplit(address).path).lstrip("/")) for address in addresses)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, note: Any, *arguments: Any, **settings: Any) -> None:
        self._note = note
        super().__init__(*arguments, **settings)

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        self._note(self.path)

    def log_message(self, format: str, *args: object) -> None:
        pass


@functools.cache
def on_the_line(path: Path) -> int:
    """Bytes of a file as sent: gzipped, or as it is where that is less (Pagefind's files are packed already). 0 when there is none."""
    if not path.is_file():
        return 0
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, GZIP_LEVEL)))


@contextmanager
def chromium() -> Iterator[Any]:
    """Headless Chromium. Raises BrowserError."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        raise BrowserError("no Chromium on this machine: sh tests/install_browser.sh")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def fresh_page(browser: Any, script: str) -> Iterator[Any]:
    """A page with nothing remembered from any visit before; ``script`` runs before the page's own."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    if script:
        context.add_init_script(script)
    try:
        yield context.new_page()
    finally:
        context.close()
