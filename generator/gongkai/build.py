"""The one place that says what a build does, in order: plan the pages, cut the shells, add the files for programs, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from gongkai.checking.project import read_project as read_project
from gongkai.comparing.editions import Editions
from gongkai.model.catalogue import Library
from gongkai.outputs import editions, handbook, sitemap
from gongkai.pages.context import Site
from gongkai.pages.page import Job, Page
from gongkai.pages.plan import plan
from gongkai.pages.view import build_site as build_views
from gongkai.reading.commits import as_of as as_of
from gongkai.reading.cores import can_fork
from gongkai.site.shell import Render, cut, whole
from gongkai.site.writer import Stamp, Store, Task, write

EXPORTS = ("xlsx", "csv", "api")
"""What a site carries beside its pages unless the publisher says otherwise: the tables of domains and organs for spreadsheets, and ``api/v1`` for programs."""

OFFICE = ("xlsx", "docx", "pdf")
ALL_EXPORTS = (*OFFICE, "csv", "api", "json")
"""Everything it can carry; ``json`` is another name for ``api``."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: the day (YYYY-MM-DD) and commit that the data stand for, the public address, the hand-written pages, the theme's icons, what to
    write beside the pages, whether the site can be searched, and the issued editions.
    """

    as_of: str
    commit: str = ""
    site_url: str = ""
    written: tuple[tuple[str, str], ...] = ()
    icon_folder: Path | None = None
    exports: tuple[str, ...] = EXPORTS
    search: bool = True
    editions: Editions = field(default_factory=Editions)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the stamp of each file, how many pages, and what the editor should know."""

    stamps: dict[str, Stamp]
    pages: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """What a site consists of before anything wears a shell: its views, a job for each page, and every other file."""

    site: Site
    jobs: list[Job]
    files: list[Task]


def plan_site(library: Library, cache: Path | None, options: Options) -> Planned:
    """The pages and files of ``library``, none of them made yet."""
    site = build_views(
        library,
        as_of=options.as_of,
        icon_folder=options.icon_folder,
        tables="csv" in options.exports,
        office=[form for form in OFFICE if form in options.exports],
        search=options.search,
        editions=options.editions,
        written=options.written,
    )
    views = list(site.views.values())
    files = [*editions.tasks(views), *handbook.tasks()]
    if options.exports:
        from gongkai.outputs import downloads  # the formats of offices: pages alone need none of them

        files += downloads.tasks(library, views, [form for form in (*OFFICE, "csv") if form in options.exports])
    if {"api", "json"} & set(options.exports):
        from gongkai.outputs import api

        files += api.tasks(library, views, options.as_of, options.commit)
    if options.search:
        from gongkai.outputs import search

        files += search.tasks(library, views, cache)
    return Planned(site, plan(site), files)


def build_site(library: Library, render: Render, folder: Path, cache: Path | None, options: Options) -> Built:
    """Write every page and file of ``library`` below ``folder``; unchanged ones come from the store in ``cache``."""
    planned = plan_site(library, cache, options)
    jobs = planned.jobs
    store = Store(cache / "site") if cache else None
    frames, warnings = _frames(jobs, render, store)
    tasks = [_page_task(job, frames[job.region, job.depth]) for job in jobs]
    tasks += planned.files
    if options.site_url:
        tasks += sitemap.tasks([*(url for url, _ in options.written), *(job.url for job in jobs)], options.site_url)
    stamps = write(tasks, folder, store, fork=can_fork())
    return Built(stamps, len(jobs), tuple(warnings))


Frame = tuple[Callable[[Page], bytes], str]
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
    return Task(job.url, f"{job.key}{digest}" if digest else "", lambda: dress(job.render()))
