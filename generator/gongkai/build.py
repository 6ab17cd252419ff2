"""The one place that says what a build does, in order: plan the pages, cut the shells, add the files for programs, write."""

from __future__ import annotations

import gc
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from gongkai.checking.run import check_library
from gongkai.model.catalogue import Library
from gongkai.outputs import api, sitemap, tables
from gongkai.pages.page import Job, Page
from gongkai.pages.plan import plan
from gongkai.pages.view import build_site as build_views
from gongkai.problems import Problem
from gongkai.reading import Reading, find_roots, read_library
from gongkai.reading.docs import can_fork
from gongkai.site.shell import Render, cut, whole
from gongkai.site.writer import Stamp, Store, Task, write

EXPORTS = ("csv", "api")
"""What a site carries beside its pages: each domain's table for spreadsheets, and ``api/v1`` for programs."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: the day (YYYY-MM-DD) and commit that the data stand for, the public address, the hand-written pages, the theme's icons, what to
    write beside the pages, and whether the site can be searched.
    """

    as_of: str
    commit: str = ""
    site_url: str = ""
    markdown_urls: tuple[str, ...] = ()
    icon_folder: Path | None = None
    exports: tuple[str, ...] = EXPORTS
    search: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the stamp of each file, how many pages, and what the editor should know."""

    stamps: dict[str, Stamp]
    pages: int
    warnings: tuple[str, ...]


def read_project(project: Path, cache: Path | None) -> tuple[Reading, tuple[Problem, ...]]:
    """Read and check everything of the project folder; problems of both kinds together, in the order of files and lines."""
    with _no_garbage_collection():
        reading = read_library(find_roots(project), cache=cache)
        found: list[Problem] = []
        if reading.library:
            day = as_of(project)[0] if reading.library.publication.suppressions else ""  # nothing else asks for the day
            found = check_library(reading.library, reading.docs, reading.unread, day)
    return reading, tuple(sorted({*reading.problems, *found}, key=lambda problem: problem.sort_key))


def build_site(library: Library, render: Render, folder: Path, cache: Path | None, options: Options) -> Built:
    """Write every page and file of ``library`` below ``folder``; unchanged ones come from the store in ``cache``."""
    site = build_views(library, as_of=options.as_of, icon_folder=options.icon_folder, tables="csv" in options.exports, search=options.search)
    views = list(site.views.values())
    jobs = plan(site)
    store = Store(cache / "site") if cache else None
    frames, warnings = _frames(jobs, render, store)
    tasks = [_page_task(job, frames[job.region, job.depth]) for job in jobs]
    if "csv" in options.exports:
        tasks += tables.tasks(views)
    if "api" in options.exports:
        tasks += api.tasks(library, views, options.as_of, options.commit)
    if options.search:
        from gongkai.outputs import search

        tasks += search.tasks(library, views, cache)
    if options.site_url:
        tasks += sitemap.tasks([*options.markdown_urls, *(job.url for job in jobs)], options.site_url)
    stamps = write(tasks, folder, store, fork=can_fork())
    return Built(stamps, len(jobs), tuple(warnings))


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Reading makes a hundred thousand lasting objects; walking them again and again costs more than reading them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


Frame = tuple[Callable[[Page], str], str]
"""How a page gets its shell, and the shell's digest ("" when there is none and the page must be made each time)."""


def _frames(jobs: list[Job], render: Render, store: Store | None) -> tuple[dict[tuple[str, int], Frame], list[str]]:
    """A proved shell per region and depth; where splicing differs from the theme's own page, the theme renders each page.

    A shell that an earlier build has proved on the same page needs no second proof: the key in the store ends with it.
    """
    frames: dict[tuple[str, int], Frame] = {}
    warnings = []
    for job in jobs:
        where = (job.region, job.depth)
        if where not in frames:
            shell = cut(render, *where)
            frames[where] = (shell.splice, shell.digest)
            if store and store.key(job.url).endswith(shell.digest):
                continue
            page = job.render()
            if shell.splice(page) != whole(render, job.region, page):
                warnings.append(f"“{job.url}”的外壳随内容变化，同类页面改为逐页渲染（会慢一些，内容不受影响）")
                frames[where] = (partial(whole, render, job.region), "")
    return frames, warnings


def _page_task(job: Job, frame: Frame) -> Task:
    dress, digest = frame
    return Task(job.url, f"{job.key}{digest}" if digest else "", lambda: dress(job.render()).encode())


def as_of(project: Path) -> tuple[str, str]:
    """(day, commit) that the data stand for: ``SOURCE_DATE_EPOCH`` or the last commit's day; "" where unknown. Never today."""
    try:
        done = subprocess.run(
            ["git", "-C", str(project), "log", "-1", "--format=%cs %H"], capture_output=True, text=True, timeout=20, check=False
        )
        day, _, commit = done.stdout.strip().partition(" ") if done.returncode == 0 else ("", "", "")
    except (OSError, subprocess.SubprocessError):
        day, commit = "", ""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        day = datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return day, commit
