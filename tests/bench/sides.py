"""The sides of the comparison: what is cleared before each run, what is run, and what it leaves behind."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench import hugo_side, stock, synthetic
from bench.measure import timed
from bench.resolved import AS_OF, Pages, collect
from gongkai.pages.handbook import PICTURES
from gongkai.reading.roots import resource

BIN = Path(sys.executable).parent
PARSE = Path(__file__).with_name("parse.py")

SOURCES = (("ours", "ours/catalog/*.yaml", "of YAML"), ("Hugo", "hugo/data/*.yaml", "of YAML, adjustments already applied"), ("stock", "stock/docs/*.md", "of Markdown"))
"""What each side starts from, as a pattern below the workplace."""


@dataclass(frozen=True, slots=True)
class Side:
    """``prepare`` (given the number of the run) is not measured; ``output`` is what the side publishes, None when nothing."""

    name: str
    label: str
    folder: Path
    command: tuple[str, ...]
    prepare: Callable[[int], None]
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One size: the sides in the order in which they take turns, and the pages all of them publish."""

    pages: int
    sides: tuple[Side, ...]
    data: Pages
    site: Path


def environment() -> Mapping[str, str]:
    """The same for every side: no banner, a fixed day, nothing else of ours."""
    epoch = int(datetime.fromisoformat(f"{AS_OF}T00:00:00+00:00").timestamp())
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(epoch), "PYTHONDONTWRITEBYTECODE": ""}


def pages_only(project: Path) -> str:
    """Leave tables and ``api/v1`` out of the project's site: the other sides write pages alone. Returns the name of the settings with CSV and ``api/v1``."""
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs-whole.yml").write_text(settings.replace("- gongkai\n", "- gongkai: {exports: [csv, api]}\n"), encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings.replace("- gongkai\n", "- gongkai: {exports: [], search: false}\n"), encoding="utf-8")
    return "mkdocs-whole.yml"


def ours_cold(project: Path) -> Side:
    """A clean build with nothing left over from any build before."""

    def prepare(_: int) -> None:
        clear(project / "site", project / "site.releases", project / ".cache")

    return Side("cold", "ours, clean build, cold cache", project, (str(BIN / "gongkai"), "build", "--quiet"), prepare, project / "site")


def field(workplace: Path, pages: int, repository: Path) -> Field:
    """Write the project of this many item pages and the other sides' inputs; builds ours once for the shell that Hugo gets."""
    project, markdown, yaml, empty, copy = (workplace / name for name in ("ours", "stock", "hugo", "empty", "copy"))
    shape = synthetic.write_project(project, pages, repository)
    whole = pages_only(project)
    cold = ours_cold(project)
    timed(cold.command, project, environment())
    site = (project / "site").resolve()
    data = collect(project)
    if shape.pages != pages or len(data.item_urls) != pages:
        raise ValueError(f"{len(data.item_urls)} item pages instead of {pages}")
    stock.write_stock(markdown, data, project)
    hugo_side.write_hugo(yaml, data, site)
    for folder in (markdown / "docs", yaml / "static"):
        shutil.copytree(resource("handbook") / "pictures", folder / PICTURES)
    stock.write_empty(empty, project)
    copy.mkdir()
    before = workplace / "before"
    shutil.copytree(project / "catalog", before / "catalog")
    mkdocs, gongkai = str(BIN / "mkdocs"), str(BIN / "gongkai")

    def forget_site(_: int) -> None:
        clear(project / "site", project / "site.releases")

    def touch(number: int) -> None:
        synthetic.touch(project, number)

    def forget_cache(_: int) -> None:
        clear(project / ".cache")

    def forget_copy(_: int) -> None:
        clear(copy / "site")

    def check_before(_: int) -> None:
        timed((gongkai, "check"), project, environment())  # the side before has changed a file

    def none(_: int) -> None:
        pass

    sides = (
        cold,
        Side("warm", "ours, clean build, warm cache", project, cold.command, forget_site, project / "site"),
        Side("touched", "ours, rebuild after one item changed", project, cold.command, touch, project / "site"),
        Side("check-warm", "gongkai check, warm cache", project, (gongkai, "check"), check_before),
        Side("check", "gongkai check, cold cache", project, (gongkai, "check"), forget_cache),
        Side("yaml", "CSafeLoader on the same files", project, (sys.executable, str(PARSE), "catalog"), none),
        Side("stock", "stock Material, Markdown outside nav", markdown, (mkdocs, "build", "--quiet"), lambda _: clear(markdown / "site"), markdown / "site"),
        Side("hugo", "Hugo, YAML data, cached navigation", yaml, (str(hugo_side.hugo_program()), "--quiet"), lambda _: clear(yaml / "public", yaml / "resources"), yaml / "public"),
        Side("empty", "empty Material site", empty, (mkdocs, "build", "--quiet"), lambda _: clear(empty / "site"), empty / "site"),
        Side("cp", "cp -r of our output", copy, ("cp", "-r", f"{project / 'site'}/.", "site"), forget_copy, copy / "site"),
        Side("diff", "gongkai diff, one national item changed", project, (gongkai, "diff", str(before), str(project)), touch),
        Side("whole", "ours, cold cache, with CSV and api/v1", project, (*cold.command, "--config", whole), cold.prepare, project / "site"),
    )
    return Field(pages, sides, data, project / "site")


def clear(*paths: Path) -> None:
    for path in paths:
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
