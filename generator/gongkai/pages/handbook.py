"""编辑手册: how to keep the catalogue, for people who have never used git; the packaged Markdown, one page a task, at the root region alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from textwrap import indent

from gongkai.pages.context import digest
from gongkai.pages.html import crumbs, esc, pairs, phone
from gongkai.pages.page import Job, Page
from gongkai.pages.view import View
from gongkai.reading.roots import resource

UP = "../../"
"""From a page of the handbook to the root region's folder."""

NAME = "编辑手册"
FOLDER = "about/handbook"
PICTURES = f"{FOLDER}/pictures"

AS_IS = '<pre class="as-is" tabindex="0">'
"""For what stands in a file, where a line must not break: on a phone it scrolls, with the keyboard too."""

HERE = "<!-- 本县 -->"
"""Where a text has this line, the page says what the catalogue's own folder is."""

_FENCE = re.compile(r"^( *)```\w*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"<pre>(?=<code>(?!\$ ))")
_PICTURE = re.compile(r'<p><img alt="([^"]*)" src="pictures/([^"]+)" title="([^"]*)"></p>')
_TEXT_LINK = re.compile(r'(href="[\w-]+)\.md(?=["#])')
_SIZE = re.compile(rb'<svg [^>]*width="(\d+)" height="(\d+)"')


def handbook_jobs(view: View) -> Iterator[Job]:
    """One page for each text; the region shows in the trail, its folder and whom to ask."""
    for path in texts():
        key = digest(view.stamp, _stamp())
        yield Job(f"{FOLDER}/{path.stem}.html", view.region.id, key, partial(handbook_page, view, path))


def handbook_page(view: View, path: Path) -> Page:
    """The text at ``path`` as a page. The texts are ours: what they hold is not escaped."""
    from markdown import markdown  # type: ignore[import-untyped]  # only the making of these pages is worth it

    source = path.read_text(encoding="utf-8")
    heading, lead = (part.strip() for part in source.removeprefix("# ").split("\n\n", 2)[:2])
    html = markdown(_FENCE.sub(_indented, source), output_format="html")
    html = _PICTURE.sub(_figure, _TEXT_LINK.sub(r"\1.html", _FILE.sub(AS_IS, html))).replace("<p>", '<p class="lead">', 1).replace(HERE, _here(view))
    trail = [*view.trail(UP), ("编制说明", "../edition.html"), *([] if path.stem == "index" else [(NAME, "index.html")]), (heading, "")]
    html = f'<article class="handbook">{crumbs(trail)}{html}{_ask(view)}</article>'
    return Page(f"{FOLDER}/{path.stem}.html", heading if path.stem == "index" else f"{heading} · {NAME}", lead, html)


def texts() -> list[Path]:
    return sorted(resource("handbook").glob("*.md"))


@cache
def pictures() -> dict[str, tuple[Path, str]]:
    """Name of each picture → its file, and a hash of its content."""
    return {path.name: (path, _hash(path.read_bytes())) for path in sorted((resource("handbook") / "pictures").iterdir())}


@cache
def _stamp() -> str:
    """Changes with any text or picture: the pages say how large the pictures are."""
    return digest(*(_hash(path.read_bytes()) for path in texts()), *(stamp for _, stamp in pictures().values()))


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _indented(block: re.Match[str]) -> str:
    """A fenced block as an indented one: the library knows fences only where no list is around them."""
    return indent(block[2], " " * 4)


def _figure(found: re.Match[str]) -> str:
    alt, name, caption = found.groups()
    width, height = _size(pictures()[name][0])
    image = f'<img alt="{alt}" src="pictures/{name}" width="{width}" height="{height}" loading="lazy">'
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"


def _size(path: Path) -> tuple[int, int]:
    """Width and height on the page; screenshots hold two pixels for each of theirs."""
    head = path.read_bytes()[:400]
    if path.suffix == ".png":
        return int.from_bytes(head[16:20]) // 2, int.from_bytes(head[20:24]) // 2
    found = _SIZE.search(head)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _here(view: View) -> str:
    """The catalogue's own folder, and whether its pages lead an editor to the files."""
    folder = f"catalog/regions/{view.region.id.replace('/', '/regions/')}"
    button = "本站的事项页面有这个按钮" if view.site.forge else "本站还没有：要在 catalog.yaml 里写 forge_url"
    return pairs([("本级的文件夹", f"<code>{esc(folder)}/</code>"), ("“修改这一条”", button)])


def _ask(view: View) -> str:
    """Whom to ask when the handbook does not help."""
    contact = view.region.contact
    if contact is None or not contact.phone:
        return ""
    return f'<div class="note"><p>手册没有说清楚，请问{esc(contact.office)}，电话{phone(contact.phone)}。</p></div>'
