"""What a person says → the item or region meant: an id, a file's path, the address of a page, a name, a few words of the title."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from gongkai.model.catalogue import STANDARD, Catalogue, Entry, Library
from gongkai.reading.names import fold

NEAR = 8
"""How many items are offered when none or several fit."""

_ADDRESS = re.compile(r"(?:^|/)(?P<regions>(?:regions/[a-z0-9-]+/)*)items/(?P<id>[a-z0-9-]+/[a-z0-9-]+)(?:\.html?|\.yaml)?$")
_STANDARD_FILE = re.compile(r"(?:^|/)standard/(?P<id>[a-z0-9-]+/[a-z0-9-]+)(?:\.yaml)?$")


@dataclass(frozen=True, slots=True)
class Found:
    """``id``: the one item meant, or ""; ``region``: the region that the words name, or ""; ``near``: (id, title) of those that may have been meant."""

    id: str
    region: str = ""
    near: tuple[tuple[str, str], ...] = ()


def layer_name(library: Library, layer: str) -> str:
    """What an editor calls a layer."""
    if layer == STANDARD:
        return "国家标准"
    catalogue = library.catalogues.get(layer)
    return catalogue.region.name if catalogue else layer


def find_region(library: Library, words: str) -> tuple[str, tuple[str, ...]]:
    """(id, ids to choose from): the region with this id, folder name or name; "" when there is none, or more than one."""
    wanted = fold(words.strip().replace("\\", "/").strip("/").removeprefix("catalog/").replace("regions/", ""))
    if not wanted:
        return library.publication.region, ()
    catalogues = library.catalogues
    if wanted in catalogues:
        return wanted, ()
    exact = [id_ for id_, one in catalogues.items() if wanted in (one.region.slug, fold(one.region.name)) or id_.endswith(f"/{wanted}")]
    if len(exact) == 1:
        return exact[0], ()
    inside = exact or [id_ for id_, one in catalogues.items() if wanted in fold(one.region.name) or wanted in id_]
    return (inside[0], ()) if len(inside) == 1 else ("", tuple(inside or catalogues))


def find_item(library: Library, words: str, entries: Mapping[str, Entry] | None = None) -> Found:
    """The item that ``words`` stand for, among ``entries`` (None: of every layer)."""
    known = _titles(library) if entries is None else {id_: entry.item.title for id_, entry in entries.items()}
    text = _plain(words)
    id_, region = _place(library, text)
    id_ = id_ or text.strip("/").removesuffix(".yaml").removesuffix(".html")
    if id_ in known:
        return Found(id_, region)
    now = _former(library).get(id_)
    if now in known:
        return Found(now or "", region)
    if re.fullmatch("[a-z0-9/-]+", id_):
        return _by_slug(id_, region, known)
    found = _by_title(fold(words), known)
    return found if found.id or found.near else Found("", "", _pairs(_by_alias(library, fold(words), known), known))


def _by_alias(library: Library, wanted: str, known: Mapping[str, str]) -> list[str]:
    """Items that people call so, though no title says it."""
    entries = (entry for catalogue in library.catalogues.values() for entry in catalogue.entries.values())
    return [entry.item.id for entry in entries if entry.item.id in known and any(wanted and wanted in fold(alias) for alias in entry.item.aliases)]


def _plain(words: str) -> str:
    """An address without its query, a Windows path with the usual strokes."""
    text = unquote(words.strip().replace("\\", "/"))
    return re.split(r"[?#]", text)[0] if "/" in text else text


def _place(library: Library, text: str) -> tuple[str, str]:
    """(item, region) of a file's path or a page's address; a page's folders count from the published region."""
    standard = _STANDARD_FILE.search(text)
    if standard:
        return standard["id"], ""
    found = _ADDRESS.search(text)
    if not found:
        return "", ""
    slugs = "/".join(found["regions"].split("/")[1::2])
    if text.endswith(".yaml"):
        return found["id"], slugs
    below = f"{library.publication.region}/{slugs}" if slugs else library.publication.region
    return found["id"], below if below in library.catalogues else slugs


def _titles(library: Library) -> dict[str, str]:
    """Every item of every layer → its title; a region's wording gives way to the published region's."""
    found = {id_: entry.item.title for id_, entry in library.base.items()}
    for catalogue in (*library.catalogues.values(), library.root):
        found.update((id_, entry.item.title) for id_, entry in catalogue.entries.items())
    return found


def _former(library: Library) -> dict[str, str]:
    """Ids that items had before → the id they have now."""
    return {former: id_ for catalogue in library.catalogues.values() for id_, entry in catalogue.entries.items() for former in entry.item.formerly}


def _by_slug(id_: str, region: str, known: Mapping[str, str]) -> Found:
    """An item by its own folder name alone, when only one domain has it; else those that look like it."""
    same = [one for one in known if one.endswith(f"/{id_}")]
    if len(same) == 1:
        return Found(same[0], region)
    close = same or difflib.get_close_matches(id_, known, n=NEAR, cutoff=0.6)
    last = id_.rpartition("/")[2]
    inside = [one for one in known if last and last in one]
    return Found("", region, _pairs([*close, *inside], known))


def _by_title(wanted: str, known: Mapping[str, str]) -> Found:
    """A whole title, or words that stand in one title only; else the titles nearest to them."""
    titles = {id_: fold(title) for id_, title in known.items()}
    exact = [id_ for id_, title in titles.items() if title == wanted]
    inside = exact or [id_ for id_, title in titles.items() if wanted and wanted in title]
    if len(inside) == 1:
        return Found(inside[0])
    if inside:
        return Found("", "", _pairs(sorted(inside, key=lambda id_: len(titles[id_])), known))
    ranked = sorted(titles, key=lambda id_: -_share(wanted, titles[id_]))
    return Found("", "", _pairs([id_ for id_ in ranked[:NEAR] if _share(wanted, titles[id_]) > 0], known))


def _share(wanted: str, title: str) -> float:
    """How much of ``wanted`` the title has: its pairs of neighbouring characters, then its characters."""
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    both = sum(pair in title for pair in pairs)
    return both + len(set(wanted) & set(title)) / (len(set(wanted)) or 1) / 2 - len(title) / 1000 if both else 0


def _pairs(ids: Sequence[str], known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((id_, known[id_]) for id_ in list(dict.fromkeys(ids))[:NEAR])


def region_of_item(library: Library, id_: str, region: str) -> str:
    """The region whose catalogue is meant: the named one, else the published one, else the first that has the item."""
    if region:
        return region
    if id_ in library.root.entries:
        return library.publication.region
    return next((key for key, one in library.catalogues.items() if id_ in one.entries), library.publication.region)


def above(library: Library, catalogue: Catalogue) -> Mapping[str, Entry]:
    """What the region inherits: the entries of the layer above."""
    parent = library.catalogues.get(catalogue.region.parent)
    return parent.entries if parent else library.base
