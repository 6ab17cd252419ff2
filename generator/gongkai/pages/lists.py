"""Lists of items as several pages show them: under their domains, in official order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from gongkai.model.catalogue import Entry
from gongkai.pages.html import Kept, esc
from gongkai.pages.view import View


def item_list(view: View, up: str, entries: Iterable[Entry]) -> str:
    """A list of items: links, and the categories that tell equal titles apart. Rows are kept, for a dozen lists show the same ones."""
    rows: Kept | None = view.fragments.get(("rows", up))
    if rows is None:
        rows = view.fragments["rows", up] = Kept(partial(_row, view, up))
    return f'<ul class="items">{"".join([rows[entry.item.id] for entry in entries])}</ul>'


def _row(view: View, up: str, id_: str) -> str:
    entry = view.entries[id_]
    item = entry.item
    place = f" <small>{esc(item.category)}</small>" if item.category and item.category != item.title else ""
    return f"<li>{view.item_link(up, entry)}{place}</li>"


def rows_stamp(view: View, entries: Iterable[Entry]) -> str:
    """Changes with everything that `item_list` prints of ``entries``; cheap, because every list of the site asks for it."""
    stamps = view.row_stamps
    return "\0".join([stamps[entry.item.id] for entry in entries])


def by_domain(view: View, up: str, entries: Iterable[Entry], heading: str = "h2") -> str:
    """Sections by domain; ``entries`` are in official order."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.item.domain, []).append(entry)
    return "".join(
        f'<section class="group"><{heading}><a href="{up}domains/{esc(slug)}.html">{esc(view.domain[slug].name)}</a> <small class="count">{len(found)}项</small></{heading}>'
        f"{item_list(view, up, found)}</section>"
        for slug, found in groups.items()
    )


def below(view: View, index: str, key: str) -> dict[str, list[tuple[View, Entry]]]:
    """Item id → the regions below that have it under ``key`` of the named index, where this region itself does not."""
    kept = view.fragments.get(("below", index, key))
    if kept is not None:
        return kept  # type: ignore[no-any-return]
    known = {entry.item.id for entry in getattr(view, index).get(key, ())}
    found: dict[str, list[tuple[View, Entry]]] = view.fragments.setdefault(("below", index, key), {})
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
