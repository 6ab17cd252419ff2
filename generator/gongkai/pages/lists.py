"""Lists of items as several pages show them: under their domains, in official order."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.catalogue import Entry
from gongkai.pages.html import esc
from gongkai.pages.view import View


def entry_row(view: View, up: str, entry: Entry) -> str:
    """One item: link, and the category that tells equal titles apart. Kept, for a dozen lists show the same row."""
    item = entry.item
    found: str | None = view.fragments.get((up, item.id))
    if found is None:
        place = f" <small>{esc(item.category)}</small>" if item.category and item.category != item.title else ""
        found = view.fragments[up, item.id] = f"<li>{view.item_link(up, entry)}{place}</li>"
    return found


def rows_stamp(view: View, entries: Iterable[Entry]) -> str:
    """Changes with everything that `entry_row` prints of ``entries``; cheap, because every list of the site asks for it."""
    stamps = view.row_stamps
    return "\0".join([stamps[entry.item.id] for entry in entries])


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


def below(view: View, index: str, key: str) -> dict[str, list[tuple[View, Entry]]]:
    """Item id → the regions below that have it under ``key`` of the named index, where this region itself does not."""
    known = {entry.item.id for entry in getattr(view, index).get(key, ())}
    found: dict[str, list[tuple[View, Entry]]] = {}
    for child in view.children:
        here = [(child, entry) for entry in getattr(child, index).get(key, ())]
        for place, entry in here + [one for places in below(child, index, key).values() for one in places]:
            if entry.item.id not in known:
                found.setdefault(entry.item.id, []).append((place, entry))
    return found


def below_stamp(view: View, index: str, key: str) -> str:
    """Changes with everything that `below_section` prints."""
    stamps = []
    for id_, places in below(view, index, key).items():
        place, entry = places[0]
        stamps += [id_, entry.item.title, place.prefix, place.region.name, place.domain[entry.item.domain].name, str(len(places))]
    return "\0".join(stamps)


def below_section(view: View, up: str, index: str, key: str) -> str:
    """A section for what `below` finds, "" when there is nothing. The link leads to the first region that has the item."""
    rows = ""
    for places in below(view, index, key).values():
        place, entry = places[0]
        path = esc(f"{place.prefix[len(view.prefix) :]}items/{entry.item.id}.html")
        where = f"{esc(place.region.name)}等{len(places)}处" if len(places) > 1 else esc(place.region.name)
        domain = esc(place.domain[entry.item.domain].name)
        rows += f'<li><a href="{up}{path}">{esc(entry.item.title)}</a> <small>{where} · {domain}</small></li>'
    return f'<section class="group"><h2>{view.lower}目录中的事项</h2><ul class="items">{rows}</ul></section>' if rows else ""
