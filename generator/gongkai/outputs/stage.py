"""The site as plain files for another engine: each page as Markdown that holds finished markup, and a mkdocs.yml without our plugin.

So the catalogue survives its platform: whatever renders Markdown with front matter can publish it, and a person can read the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.pages.context import Site
from gongkai.pages.page import Job, Page
from gongkai.site.theme import ASSETS
from gongkai.site.writer import Task

MARK = "# 由 gongkai stage 生成"
"""How a staged project's mkdocs.yml begins: only such a folder is written over."""

OURS = frozenset({"mkdocs.yml", "docs"})
ICON = "gongkai.svg"

STYLE = """/* 主题给文章里的列表、折叠块和标题加的样子，在目录页面里收回来，其余由 gongkai.css 决定。 */
.md-typeset .gk.gk ul, .md-typeset .gk.gk ol, .md-typeset .gk.gk li, .md-typeset .gk.gk dd { margin: 0; }
.md-typeset .gk .crumbs ol { display: flex; }
.md-typeset .gk h1, .md-typeset .gk h2, .md-typeset .gk h3 { color: inherit; font-weight: 700; }
.md-typeset .gk details { margin: 0; padding: 0; border: 0; background: none; box-shadow: none; font-size: inherit; }
.md-typeset .gk details:not(.adj) > summary { margin: 0; padding-left: 0; background: none; }
.md-typeset .gk summary::before { display: none; }
.md-content__inner::before { display: none; }
"""

SECTIONS = (
    ("首页", "index.md"),
    ("公开领域", "domains/index.md"),
    ("公开主体", "bodies/index.md"),
    ("分类查找", "facets/index.md"),
    ("公开依据", "laws/index.md"),
    ("编制说明", "about/edition.md"),
)
"""The navigation: the ways in. Item pages stay out of it; there are thousands."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is staged: the site's views, jobs and files; hand-written pages as (page, path below docs_dir, Markdown); other files of
    docs_dir by address; the names of the Markdown extensions; the theme's folders, the first one first.
    """

    site: Site
    jobs: Sequence[Job]
    files: Sequence[Task]
    written: Sequence[tuple[Page, str, str]]
    others: Mapping[str, bytes] = field(default_factory=dict)
    extensions: Sequence[str] = ()
    theme: Sequence[Path] = ()


def stage(material: Material) -> Iterator[tuple[str, bytes]]:
    """Every file of the staged project (POSIX path, content), one at a time. A page that an address has already is not written twice."""
    yield "mkdocs.yml", _settings(material).encode()
    seen: set[str] = set()
    for path, content in _documents(material):
        if path not in seen:
            seen.add(path)
            yield f"docs/{path}", content


def _documents(material: Material) -> Iterator[tuple[str, bytes]]:
    for _, source, text in material.written:
        yield source, text.encode()
    for job in material.jobs:
        yield job.url.removesuffix(".html") + ".md", _page(job.render())
    yield from material.others.items()
    yield from _assets(material.theme)
    for task in material.files:
        yield task.url, task.make()


def _page(page: Page) -> bytes:
    """Front matter, then one block of markup: an engine copies it as it is, but for tabs, which Markdown would make blanks of. Its links
    lead to the ``.html`` files that the engine makes.
    """
    head = {"title": page.title, "description": page.description}
    lines = ["---", *(f"{name}: {_text(value)}" for name, value in head.items() if value), "hide: [navigation, toc]", "---"]
    return "\n".join([*lines, "", f'<div class="gk">{page.html}</div>'.replace("\t", "&#9;"), ""]).encode()


def _assets(theme: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The site's own style, scripts and icon, which need none of its templates."""
    yield "assets/stage.css", STYLE.encode()
    for name in (*ASSETS, ICON):
        found = next((path for folder in theme if (path := folder / "assets" / name).is_file()), None)
        if found:
            yield f"assets/{name}", found.read_bytes()


def _settings(material: Material) -> str:
    publication = material.site.library.publication
    urls = {job.url for job in material.jobs}
    nav = [(label, path) for label, path in SECTIONS if path.removesuffix(".md") + ".html" in urls]
    nav += [(page.title, source) for page, source, _ in material.written if source not in {path for _, path in nav}]
    lines = [
        f"{MARK}：不用 gongkai 插件，MkDocs 和与它兼容的程序都能直接生成网站。要改内容，请改目录的 YAML 再运行一次 gongkai stage。",
        f"site_name: {_text(publication.title)}",
        *([f"site_url: {_text(publication.site_url)}"] if publication.site_url else []),
        "docs_dir: docs",
        "site_dir: site",
        "use_directory_urls: false",
        "theme:",
        "  name: material",
        "  language: zh",
        "  font: false",
        f"  favicon: assets/{ICON}",
        "plugins: []",
        "extra_css: [assets/gongkai.css, assets/stage.css]",
        "extra_javascript: [assets/gongkai.js]",
        "markdown_extensions:",
        *(f"  - {name}" for name in material.extensions),
        "nav:",
        *(f"  - {_text(label)}: {_text(path)}" for label, path in nav),
    ]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """A YAML scalar on one line; JSON's quoting is YAML's too."""
    return json.dumps(value, ensure_ascii=False)
