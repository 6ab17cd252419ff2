"""A hand-over to a portal: every page of a site as an article, its attachments, the manifest and the lists, in one folder."""

from __future__ import annotations

import posixpath
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from gongkai.outputs.fragments import listing
from gongkai.outputs.fragments.addresses import Addresses, Told, read_addresses
from gongkai.outputs.fragments.article import Image, Resolve, body, heading
from gongkai.outputs.fragments.columns import column
from gongkai.outputs.fragments.manifest import NAME, Article, Manifest, attachment_of, file_of, next_manifest, read_manifest, to_bytes
from gongkai.outputs.fragments.tree import parse
from gongkai.pages.context import Site
from gongkai.pages.html import safe_url
from gongkai.pages.page import Job, Page
from gongkai.pages.view import View
from gongkai.site.whole import recover, replace_folder
from gongkai.site.writer import Task

HISTORY = "history"
OURS = frozenset({NAME, listing.PAGE, listing.TABLE, "pages", "files"})
"""What a hand-over writes anew; everything else in the folder, such as notes and `HISTORY`, stays."""

CHARSET = '<meta charset="utf-8">\n'
"""The file's first line, for the browser from which a clerk copies; an editor's sanitiser drops it."""

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml"}
ELSEWHERE = ("tel:", "mailto:")

_PAGE = "page:"
_PAGE_LINK = re.compile(f'<a href="{_PAGE}([^"]*)">(.*?)</a>')


@dataclass(frozen=True, slots=True)
class Material:
    """What is handed over: the site's views and jobs, hand-written pages, the files a page may link to, pictures by path."""

    site: Site
    jobs: Sequence[Job]
    written: Sequence[Page]
    files: Sequence[Task]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """How: ``region`` alone ("" for all), the pattern of addresses, a file with addresses, the manifest to compare with."""

    target: Path
    region: str = ""
    pattern: str = ""
    told: Path | None = None
    since: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was written, with a sentence for each thing the clerk should know."""

    manifest: Manifest
    notes: tuple[str, ...]


def hand_over(material: Material, request: Request) -> Done | str:
    """Write the folder, or say in a sentence why not; then nothing has changed. Raises OSError when the disk refuses."""
    target = request.target
    recover(target)
    last = _last(target)
    since = read_manifest(request.since) if request.since else None
    if isinstance(last, str) or isinstance(since, str):
        return last if isinstance(last, str) else str(since)
    other = next((one for one in (last, since) if one and one.region != request.region), None)
    if other:
        return f"第{other.number}次移交的是{_place(material.site, other.region)}的页面，这次要写{_place(material.site, request.region)}的，比不出变化。改法：每个地区用自己的文件夹。"
    filled = read_addresses(target / listing.TABLE) if last and (target / listing.TABLE).is_file() else Told({})
    told = read_addresses(request.told) if request.told else Told({})
    if told.problems and not told.known:
        return told.problems[0]
    known = {**(since.addresses if since else {}), **(last.addresses if last else {}), **filled.known, **told.known}
    made = _Articles(material, Addresses(request.pattern, known)).make(request.region)
    title = material.site.library.publication.title
    manifest = next_manifest([article for article, _ in made], request.region, title, material.site.as_of, known, last, since)
    files = {file_of(article.path): content for article, content in made}
    tasks = {task.url: task for task in material.files}
    files |= {attachment_of(path): tasks[path].make() for path in dict.fromkeys(path for article, _ in made for path in article.attachments)}
    files |= {NAME: to_bytes(manifest), listing.TABLE: listing.as_table(manifest), listing.PAGE: listing.as_page(manifest)}
    if last and last.number != manifest.number:
        files[f"{HISTORY}/{last.number:04d}.json"] = (target / NAME).read_bytes()
    replace_folder(target, files.items(), OURS)
    pages = {page.url for page in material.written} | {job.url for job in material.jobs}
    strange = sorted(page for page in told.known if page not in pages)
    notes = [*filled.problems, *told.problems, *(f"网址表里的“{page}”不是目录的页面，没有用上。" for page in strange)]
    return Done(manifest, tuple(notes))


def _place(site: Site, region: str) -> str:
    view = site.views.get(region)
    return f"“{view.region.name}”" if view else "全部地区"


def _last(target: Path) -> Manifest | str | None:
    """The hand-over that the folder holds; a sentence when the folder holds something else."""
    if (target / NAME).is_file():
        return read_manifest(target / NAME)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        return f"“{target}”里已经有别的东西，不会覆盖。改法：换一个空文件夹或者还没有的文件夹。"
    return None


class _Articles:
    """Pages → articles. All pages are rendered first: a link's address may hold the title of the page that it leads to."""

    def __init__(self, material: Material, addresses: Addresses) -> None:
        self._material, self._addresses = material, addresses
        self._views: dict[str, View | None] = {page.url: None for page in material.written}
        self._pages: dict[str, Page] = {page.url: page for page in material.written}
        for job in material.jobs:
            self._views[job.url], self._pages[job.url] = material.site.views[job.region], job.render()
        self._titles = {url: _title(page, self._views[url]) for url, page in self._pages.items()}
        self._files = {task.url: task for task in material.files}
        self._digests: dict[str, str] = {}

    def make(self, region: str) -> list[tuple[Article, bytes]]:
        """Every article of ``region``, or of all regions and the hand-written pages, with its file, in the site's order."""
        order = [*(job.url for job in self._material.jobs), *(page.url for page in self._material.written)]
        wanted = [url for url in order if not region or ((view := self._views[url]) and view.region.id == region)]
        return [self._article(url) for url in wanted]

    def _article(self, url: str) -> tuple[Article, bytes]:
        page = self._pages[url]
        attached: dict[str, str] = {}
        plain = body(parse(page.html), self._resolve(url, attached), self._image(url))
        content = (CHARSET + _PAGE_LINK.sub(self._address, plain)).encode()
        title = self._titles[url]
        article = Article(url, title, page.description, column(self._views[url], url), _digest(plain.encode()), _digest(content), attached)
        return article, content

    def _address(self, link: re.Match[str]) -> str:
        """A link to a page as the portal has it; plain text while nobody knows the article's address."""
        path = unescape(link[1])
        address = self._addresses.of(path, self._titles[path])
        return f'<a href="{escape(address)}">{link[2]}</a>' if address else link[2]

    def _resolve(self, url: str, attached: dict[str, str]) -> Resolve:
        """How the page's links lead on. Those to pages name the page for now: equal then means that nothing but addresses differs."""

        def resolve(href: str) -> tuple[str, str]:
            if href.startswith(ELSEWHERE):
                return href, ""
            if "://" in href:
                return safe_url(href), ""
            path = _below(url, href)
            if path in self._pages:
                return f"{_PAGE}{path}", ""
            if path not in self._files:
                return "", ""
            attached[path] = self._digest_of(path)
            return "", f"（见附件：{path.rpartition('/')[2]}）"

        return resolve

    def _digest_of(self, path: str) -> str:
        if path not in self._digests:
            self._digests[path] = _digest(self._files[path].make())
        return self._digests[path]

    def _image(self, url: str) -> Image:
        def image(src: str) -> str:
            path = _below(url, src)
            kind = PICTURES.get(posixpath.splitext(path)[1].lower())
            if kind is None:
                return ""
            content = self._material.pictures.get(path) or (self._files[path].make() if path in self._files else b"")
            return f"data:{kind};base64,{b64encode(content).decode()}" if content else ""

        return image


def _title(page: Page, view: View | None) -> str:
    """What the article is called: the page's title, or its heading where that says more; a lower region's pages name the region."""
    start, end = page.html.find("<h1"), page.html.find("</h1>")
    own = heading(parse(page.html[start:end])) if 0 <= start < end else ""
    title = page.title if own in page.title else own
    return f"{title}（{view.region.name}）" if view and view.parent and view.region.name not in title else title


def _below(url: str, href: str) -> str:
    """Where a relative link of the page at ``url`` leads, from the site's root; "" for a place on the same page."""
    path = unquote(href.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(url), path)) if path else ""


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()
