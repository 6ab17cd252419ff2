"""The door to MkDocs, and the only module that knows it: reads the catalogue, lends the theme to the build, writes the pages."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs import exceptions
from mkdocs.commands.build import _populate_page, get_context
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import config_options
from mkdocs.config import load_config as mkdocs_load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from gongkai.build import ALL_EXPORTS, EXPORTS, Options, as_of, build_site, read_project
from gongkai.comparing.editions import read_editions
from gongkai.model.catalogue import Library
from gongkai.outputs.office import PdfError
from gongkai.pages.page import Page
from gongkai.problems import Problem
from gongkai.reading.roots import resource
from gongkai.site import release
from gongkai.site.theme import assets_stamp, theme_context
from gongkai.site.writer import Stamp

log = get_plugin_logger("gongkai")


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """Settings of the plugin in mkdocs.yml."""

    cache = config_options.Type(str, default=".cache/gongkai")
    """Folder for parsed files and finished pages, relative to mkdocs.yml; an empty text switches the cache off."""

    exports = config_options.ListOfItems(config_options.Choice(ALL_EXPORTS), default=list(EXPORTS))
    """What to write beside the pages: the table of each domain and organ as `xlsx`, `docx`, `pdf`, `csv`, and `api` (or `json`: `api/v1`); an empty list
    for pages alone."""

    search = config_options.Type(bool, default=True)
    """Whether the site can be searched."""


class GongkaiPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Builds the catalogue beside the hand-written pages."""

    def __init__(self) -> None:
        self._cache: Path | None = None
        self.stamps: dict[str, Stamp] = {}
        self.pages = 0
        self._library: Library | None = None
        self._options = Options("")

    def on_startup(self, **_: Any) -> None:
        """Its presence keeps this instance alive over the rebuilds of a live preview."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        project = Path(config.config_file_path).parent
        self._cache = project / self.config.cache if self.config.cache else None
        reading, problems = read_project(project, self._cache, errors_only=True)  # `gongkai check` says the rest
        editions, wrong = read_editions(project)
        problems = (*problems, *wrong)
        _report(problems)
        if reading.library is None:
            raise exceptions.PluginError("目录没有读出来，网站没有改动。请先改正上面的问题，再运行一次。")
        if config.strict and any(problem.level == "error" for problem in problems):
            raise exceptions.PluginError("目录里有错误，网站没有改动。请先改正上面的问题，再运行一次。")
        self._library = reading.library
        publication = reading.library.publication
        config.site_name = publication.title
        config.site_url = config.site_url or publication.site_url or None
        if not config.site_url:
            log.info("catalog.yaml 没有写 site_url：不生成 sitemap.xml，404 页面用相对链接")
        if "pdf" in self.config.exports and (missing := _why_no_pdf()):
            raise exceptions.PluginError(f"mkdocs.yml 的 exports 要生成 PDF，但是{missing}")
        day, commit = as_of(project)
        spec = find_spec("material")
        icons = Path(spec.origin).parent / "templates/.icons/material" if spec and spec.origin else None
        self._options = Options(
            day, commit, config.site_url or "", icon_folder=icons, exports=tuple(self.config.exports), search=self.config.search, editions=editions
        )
        _lend_theme(config)
        config.theme.get_env = partial(_environment, config.theme.get_env, tuple(config.theme.dirs))  # type: ignore[method-assign]
        config.watch.extend(str(project / name) for name in ("catalog", "schemas") if (project / name).is_dir())
        return config

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        self._env, self._files = env, files
        self._assets = assets_stamp([Path(folder) for folder in config.theme.dirs])
        return env

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        self._nav = nav
        return nav

    def on_page_context(self, context: Any, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> Any:
        context.setdefault("gongkai", self._theme_context())
        return context

    def on_template_context(self, context: Any, /, *, template_name: str, config: MkDocsConfig) -> Any:
        context["gongkai"] = self._theme_context()
        if template_name == "404.html" and not config.site_url:
            context["base_url"] = "."
        return context

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """MkDocs' own sitemap knows nothing of the catalogue's pages; the build writes a whole one."""
        return "" if template_name.startswith("sitemap.xml") else output_content

    def on_post_build(self, config: MkDocsConfig) -> None:
        assert self._library is not None
        folder = Path(config.site_dir)
        written = tuple((file.url, str(file.page.title) if file.page else file.url) for file in self._files.documentation_pages())
        options = replace(self._options, written=written)

        def render(region: str, page: Page) -> str:
            return self._render(config, region, page)

        built = build_site(self._library, render, folder, self._cache, options)
        self.stamps, self.pages = built.stamps, built.pages
        for warning in built.warnings:
            log.warning(warning)
        log.info("目录网站：%d 个页面，%d 个文件", built.pages, len(built.stamps))

    def _theme_context(self, region: str = "") -> dict[str, Any]:
        library = self._library
        assert library is not None
        place = library.catalogues[region or library.publication.region].region
        return theme_context(library, place, self._options.as_of, self._assets, self._options.search)

    def _render(self, config: MkDocsConfig, region: str, page: Page) -> str:
        """``page`` through the theme, with every other plugin's say in it, as MkDocs renders a page of its own."""
        file = File(page.url.removesuffix(".html") + ".md", None, config.site_dir, use_directory_urls=False)
        file.inclusion = file.inclusion.NOT_IN_NAV
        leaf = MkDocsPage(page.title, file, config)
        leaf.edit_url = None
        leaf.meta = {"title": page.title, "description": page.description, "hide": ["navigation", "toc"]}
        leaf.content, leaf.toc = page.html, TableOfContents([])
        context: Any = get_context(self._nav, self._files, config, leaf)
        context["gongkai"] = self._theme_context(region)
        context = config.plugins.on_page_context(context, page=leaf, config=config, nav=self._nav)
        output = self._env.get_template("main.html").render(context)
        return str(config.plugins.on_post_page(output, page=leaf, config=config))


def _why_no_pdf() -> str:
    from gongkai.outputs.office.pdf import why_not  # the tables of an office, which few sites have as PDF

    return why_not()


def _lend_theme(config: MkDocsConfig) -> None:
    """Put the packaged theme before Material's; a project's own ``custom_dir`` stays in front and may change single templates."""
    ours = resource("site_overrides")
    if not any(Path(folder).resolve() == ours.resolve() for folder in config.theme.dirs):
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(ours))


def _environment(get_env: Callable[[], Any], folders: tuple[str, ...]) -> Any:
    """The theme's template environment, listing its files without those in hidden folders.

    MkDocs lists every file of the theme at every build to find the few it copies, and drops hidden ones afterwards:
    Material ships some fourteen thousand icons in one, and walking them is a third of a small build.
    """
    env = get_env()
    env.loader.list_templates = partial(_visible_files, folders)
    return env


def _visible_files(folders: tuple[str, ...]) -> list[str]:
    found: set[str] = set()
    for folder in folders:
        for path, names, files in os.walk(folder):
            names[:] = [name for name in names if not name.startswith(".")]
            below = os.path.relpath(path, folder).replace(os.sep, "/")
            found.update(name if below == "." else f"{below}/{name}" for name in files)
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: where the site is and how many pages it has, or a sentence on what stopped it."""

    site: Path
    pages: int = 0
    failure: str = ""


def run_build(config_file: Path, *, strict: bool, site: Path | None = None, quiet: bool = False) -> Outcome:
    """Build into a new release folder and make it the public site; after a failure the public site is as it was."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    _log_to_terminal(quiet)
    try:
        config = mkdocs_load_config(str(config_file), strict=strict)
        public = site or Path(config.site_dir)
        started = release.begin(public)
        config.site_dir = str(started.folder)
        plugin = config.plugins.get("gongkai")
        if not isinstance(plugin, GongkaiPlugin):
            return Outcome(public, failure="mkdocs.yml 的 plugins 里没有 gongkai，请加一行“- gongkai”。")
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
        release.publish(started, plugin.stamps)
    except (exceptions.Abort, SystemExit):
        return Outcome(site or config_file.parent, failure="生成时有警告，--strict 要求一个也没有。网站没有改动。")
    except exceptions.MkDocsException as error:
        return Outcome(site or config_file.parent, failure=str(error))
    except PdfError as error:
        return Outcome(site or config_file.parent, failure=f"{error}网站没有改动。")
    except OSError as error:
        return Outcome(site or config_file.parent, failure=f"写文件时出错：{error.strerror}（{error.filename}）。网站没有改动。")
    return Outcome(public, plugin.pages)


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written page as MkDocs renders it, and its Markdown: the file's path below docs_dir and its text."""

    page: Page
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Project:
    """What other outputs than the site need: the library, how it would be built, the hand-written pages, other files of docs_dir by address,
    the Markdown extensions, the theme's folders.
    """

    library: Library
    options: Options
    written: tuple[Written, ...]
    files: dict[str, bytes]
    extensions: tuple[str, ...]
    theme: tuple[Path, ...]


def read_for_output(config_file: Path) -> Project | str:
    """Read the catalogue and the hand-written pages without building a site; a sentence on what is wrong instead. An error of the check stops."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    _log_to_terminal(quiet=True)
    try:
        config = mkdocs_load_config(str(config_file), strict=True, use_directory_urls=False)
        plugin = config.plugins.get("gongkai")
        if not isinstance(plugin, GongkaiPlugin):
            return "mkdocs.yml 的 plugins 里没有 gongkai，请加一行“- gongkai”。"
        config.plugins.on_startup(command="build", dirty=False)
        config = config.plugins.on_config(config)
        files = config.plugins.on_files(get_files(config), config=config)
        set_exclusions(files, config)
        written = tuple(_written(file, files, config) for file in files.documentation_pages())
        others = {file.dest_uri: file.content_bytes for file in files.media_files()}
        config.plugins.on_shutdown()
    except (exceptions.Abort, SystemExit):
        return "mkdocs.yml 或者手写页面有错误，没有写任何文件。请先改正上面的问题，再运行一次。"
    except exceptions.MkDocsException as error:
        return str(error)
    assert plugin._library is not None
    return Project(plugin._library, plugin._options, written, others, tuple(config.markdown_extensions), tuple(map(Path, config.theme.dirs)))


def _written(file: File, files: Files, config: MkDocsConfig) -> Written:
    page = MkDocsPage(None, file, config)
    _populate_page(page, config, files)
    title = page.meta.get("title") or page.title or ""
    return Written(Page(file.dest_uri, str(title), str(page.meta.get("description", "")), page.content or ""), file.src_uri, file.content_string)


def _log_to_terminal(quiet: bool) -> None:
    """Warnings of everybody and our own progress; MkDocs' chatter is for people who know MkDocs."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or (not quiet and record.name.endswith(".gongkai")))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.handlers[:] = [handler]


def _report(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        log.log(logging.ERROR if problem.level == "error" else logging.INFO, "%s", problem)
