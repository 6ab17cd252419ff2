"""What the tests share: the real site, built once, and a browser to look at it with."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

REPOSITORY = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def gongkai(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as an editor would."""
    command = [sys.executable, "-c", "from gongkai.cli import run; run()", *arguments]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator"), "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)


def copy_project(target: Path, *, catalog: Path = REPOSITORY / "catalog", theme: Path = REPOSITORY / "site_overrides") -> Path:
    """A project folder of its own: the repository's settings, any catalogue and theme."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(catalog, target / "catalog", dirs_exist_ok=True)
    (target / "catalog" / "pages").mkdir(exist_ok=True)
    shutil.copytree(REPOSITORY / "schemas", target / "schemas", dirs_exist_ok=True)
    shutil.copytree(theme, target / "site_overrides", dirs_exist_ok=True)
    shutil.copy(REPOSITORY / "mkdocs.yml", target / "mkdocs.yml")
    return target


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own catalogue, built strictly."""
    project = copy_project(tmp_path_factory.mktemp("real"))
    done = gongkai("build", "--strict", cwd=project, SOURCE_DATE_EPOCH="1790000000")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def lacking(tool: str, *, required: bool) -> NoReturn:
    """End a test that this machine cannot run: it is skipped, or fails where the tool is ``required``."""
    (pytest.fail if required else pytest.skip)(tool)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, through Playwright. Without one the browser tests are skipped, or fail where they are required."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        lacking("no Chromium on this machine: sh tests/install_browser.sh", required="GONGKAI_REQUIRE_BROWSER" in os.environ)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        )
        yield chromium
        chromium.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """Serve ``folder`` on a free loopback port; returns the server and its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"
