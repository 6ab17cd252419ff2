"""Does the catalogue survive its platform? Builds the staged project with other engines, each in a venv of its own, and counts.

    python tests/stage_engines.py [--engine zensical] [--project DIR] [--json FILE]

A job that blocks nothing: engines change without asking. An engine may end with 0 and have left pages out, so what counts is the list of
addresses, compared with that of our own site. Exit code 1: an engine lost something or could not be had.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).resolve().parent.parent
VENVS = REPOSITORY / ".cache" / "stage"
ENGINES = {
    "mkdocs": ["mkdocs<2", "mkdocs-material"],
    "properdocs": ["properdocs", "mkdocs-material"],
    "zensical": ["zensical"],
}
"""Engine (its command, too) → what to install: the newest, to hear early what breaks."""

OF_ENGINES = ("assets/", "sitemap", "404.html")
"""Files that every engine makes its own way."""


@dataclass(frozen=True)
class Count:
    """How an engine did. Pages, items and data: expected and found; ``same``: pages that hold our markup byte for byte, which
    hand-written ones do not have.
    """

    engine: str
    version: str = ""
    seconds: float = 0
    pages: tuple[int, int] = (0, 0)
    items: tuple[int, int] = (0, 0)
    data: tuple[int, int] = (0, 0)
    same: int = 0
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    failure: str = ""

    @property
    def whole(self) -> bool:
        return not self.failure and not self.missing and self.pages[1] >= self.pages[0] > 0 and self.items[1] == self.items[0] > 0


def addresses(site: Path) -> set[str]:
    """Everything that a site answers to, but for what every engine makes its own way."""
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return {url for url in found if not url.startswith(OF_ENGINES)}


def count(engine: str, version: str, seconds: float, own: Path, site: Path, docs: Path) -> Count:
    """Compare the ``site`` that an engine built from ``docs`` with our ``own``."""
    ours, theirs = addresses(own), addresses(site)
    pages = {url for url in ours if url.endswith(".html")}
    items = {url for url in pages if url.startswith("items/") or "/items/" in url}
    found = pages & theirs
    same = sum(bool(markup := _markup(docs / url)) and markup in (site / url).read_bytes() for url in found)
    extra = sorted(url for url in theirs - ours if url.endswith(".html"))
    return Count(
        engine, version, round(seconds, 1), (len(pages), len(found)), (len(items), len(items & theirs)), (len(ours - pages), len((ours - pages) & theirs)),
        same, tuple(sorted(ours - theirs)), tuple(extra),
    )  # fmt: skip


def _markup(page: Path) -> bytes:
    """The finished markup in a staged page; b"" for a hand-written one, which has Markdown."""
    return page.with_suffix(".md").read_bytes().partition(b'\n<div class="gk">')[2].rstrip().removesuffix(b"</div>")


def run(command: Sequence[str | Path], folder: Path) -> str:
    """The command's complaint, "" when it ended well."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run([str(part) for part in command], cwd=folder, env=env, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else ((done.stderr or done.stdout).strip() or "failed")[-500:]


def install(engine: str) -> Path | str:
    """The engine's own venv, or why there is none."""
    folder = VENVS / engine
    tools = folder / ("Scripts" if os.name == "nt" else "bin")
    if not (tools / "python").exists() and not (tools / "python.exe").exists():
        venv.create(folder, with_pip=True)
    failure = run([tools / "python", "-m", "pip", "install", "--quiet", "--upgrade", *ENGINES[engine]], REPOSITORY)
    return failure or tools


def check(engine: str, own: Path, staged: Path) -> Count:
    tools = install(engine)
    if isinstance(tools, str):
        return Count(engine, failure=tools)
    asked = [tools / "python", "-c", f"from importlib.metadata import version; print(version({engine!r}))"]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    start = time.monotonic()
    failure = run([tools / engine, "build", *(["--site-dir", f"site-{engine}"] if engine != "zensical" else [])], staged)
    if failure:
        return Count(engine, version, failure=failure)
    site = staged / ("site" if engine == "zensical" else f"site-{engine}")
    return count(engine, version, time.monotonic() - start, own, site, staged / "docs")


def report(counts: Sequence[Count]) -> Iterator[str]:
    for one in counts:
        if one.failure:
            yield f"{one.engine} {one.version}: {one.failure}"
            continue
        yield (
            f"{one.engine} {one.version}: pages {one.pages[1]}/{one.pages[0]}, items {one.items[1]}/{one.items[0]}, data files {one.data[1]}/{one.data[0]}, "
            f"{one.same} pages with our markup unchanged, {len(one.extra)} pages of its own, {one.seconds} s"
        )
        yield from (f"  missing: {url}" for url in one.missing[:10])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", action="append", choices=list(ENGINES))
    parser.add_argument("--project", type=Path, default=REPOSITORY)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="gongkai-stage-") as temporary:
        own, staged = Path(temporary) / "own", Path(temporary) / "staged"
        command = [sys.executable, "-c", "from gongkai.cli import run; run()"]
        for arguments in (["build", "--strict", "--quiet", "--site", own], ["stage", "-o", staged]):
            failure = run([*command, *arguments], asked.project)
            if failure:
                print(failure, file=sys.stderr)
                return 1
        counts = [check(engine, own, staged) for engine in asked.engine or ENGINES]
    for line in report(counts):
        print(line)
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in counts], ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0 if all(one.whole for one in counts) else 1


if __name__ == "__main__":
    sys.exit(main())
