"""Lists of items as several pages show them: under their domains, in official order."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.catalogue import Entry
from gongkai.pages.html import esc
from gongkai.pages.view import View


def entry_row(view: View, up: str, entry: Entry) -> str:
    """One item: link, and the category that tells equal titles apart."""
    item = entry.item
    place = f" <small>{esc(item.category)}</small>" if item.category and item.category != item.title else ""
    return f"<li>{view.item_link(up, entry)}{place}</li>"


def by_domain(view: View, up: str, entries: Iterable[Entry], heading: str = "h2") -> str:
    """Sections by domain; ``entries`` are in official order."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.item.domain, []).append(entry)
    return "".join(
        f'<section class="group"><{heading}><a href="{up}domains/{esc(slug)}.html">{esc(view.domain[slug].name)}</a> <small class="count">{len(found)}项</small></{heading}>'
        f'<ul class="items">{"".join([entry_row(view, up, entry) for entry in found])}</ul></section>'
        for slug, found in groups.items()
    )


def below(view: View, index: str, key: str) -> list[tuple[View, Entry]]:
    """Items under ``key`` of the named index that only regions below list, each once, with the first region that has it."""
    found: dict[str, tuple[View, Entry]] = {}
    for child in view.children:
        pairs = [(child, entry) for entry in getattr(child, index).get(key, ())] + below(child, index, key)
        for place, entry in pairs:
            if entry.item.id not in view.entries:
                found.setdefault(entry.item.id, (place, entry))
    return list(found.values())


def below_section(view: View, up: str, index: str, key: str, heading: str) -> str:
    """A section for what `below` finds, "" when there is nothing."""
    rows = [
        f'<li><a href="{up}{esc(place.prefix[len(view.prefix) :])}items/{esc(entry.item.id)}.html">{esc(entry.item.title)}</a> '
        f"<small>{esc(place.region.name)} · {esc(place.domain[entry.item.domain].name)}</small></li>"
        for place, entry in below(view, index, key)
    ]
    return f'<section class="group"><h2>{heading}</h2><ul class="items">{"".join(rows)}</ul></section>' if rows else ""
