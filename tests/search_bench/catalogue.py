"""What all sides search: this repository's catalogue as a project of its own, and of each matter one page with all its words."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown as markdown_package
import yaml

from gongkai.build import read_project
from gongkai.model.catalogue import Library
from gongkai.search.matters import Matter, law_names, matters

PARTS = ("catalog", "schemas", "site_overrides")


@dataclass(frozen=True, slots=True)
class Page:
    """One matter for the other sides: every text that a question's rule may look at stands on it once."""

    id: str
    title: str
    markdown: str

    @property
    def html(self) -> str:
        """The same page for a side that reads HTML."""
        body = markdown_package.markdown(self.markdown)
        return (
            f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{html.escape(self.title)}</title></head>'
            f"<body><main data-pagefind-body>{body}</main></body></html>\n"
        )


def copy_project(folder: Path, repository: Path) -> Path:
    """The repository's catalogue, theme and settings in ``folder``, which must not exist."""
    for part in PARTS:
        shutil.copytree(repository / part, folder / part)
    shutil.copy(repository / "mkdocs.yml", folder)
    return folder


def without_search(project: Path) -> str:
    """Write settings that leave the search out, beside the project's own; returns their name. They keep their cache elsewhere."""
    settings = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    ours: dict[str, Any] = {"search": False, "cache": ".cache/without"}
    settings["plugins"] = [_with(plugin, ours) for plugin in settings["plugins"]]
    settings["site_dir"] = "without"
    (project / "mkdocs-without.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return "mkdocs-without.yml"


def _with(plugin: Any, more: dict[str, Any]) -> Any:
    name, settings = next(iter(plugin.items())) if isinstance(plugin, dict) else (plugin, None)
    return {name: {**(settings or {}), **more}} if name == "gongkai" else plugin


def read(project: Path) -> tuple[Library, tuple[Matter, ...]]:
    """The catalogue and what can be found in it. Raises ValueError when it cannot be read."""
    reading, problems = read_project(project, None)
    if reading.library is None:
        raise ValueError("\n".join(map(str, problems[:5])))
    return reading.library, matters(reading.library)


def pages(library: Library, found: tuple[Matter, ...]) -> list[Page]:
    names = {domain.slug: (domain.name, *domain.aliases) for catalogue in library.catalogues.values() for domain in catalogue.domains}
    return [Page(matter.id, matter.entry.item.title, "\n".join(_lines(library, matter, names[matter.domain])) + "\n") for matter in found]


def _lines(library: Library, matter: Matter, domain: tuple[str, ...]) -> Iterator[str]:
    item = matter.entry.item
    yield f"# {item.title}\n"
    if item.summary:
        yield f"{item.summary}\n"
    yield f"**领域**：{'、'.join(domain)}\n"
    if item.category:
        yield f"**类别**：{'，'.join(filter(None, (item.category, item.subcategory)))}\n"
    yield "**公开内容**\n"
    yield from (f"- {text}" for text in dict.fromkeys(element.text for _, entry in matter.variants for element in entry.item.content))
    yield "\n**公开依据**\n"
    laws = dict.fromkeys(c.law for _, entry in matter.variants for c in (*entry.item.basis, *entry.item.basis_as_issued))
    yield from (f"- {'，'.join(law_names(library.vocabulary.laws[slug]))}" for slug in laws)
    if item.aliases:
        yield f"\n**也叫**：{'、'.join(item.aliases)}"
    if item.note:
        yield f"\n**说明**：{item.note}"
