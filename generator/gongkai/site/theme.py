"""What the theme's templates know of a region: its name, its way home, its navigation, the imprint."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from gongkai.model.catalogue import Library
from gongkai.model.region import Region

ASSETS = ("gongkai.css", "gongkai.js", "search.js", "search-box.js", "search-page.js")
"""The theme's own files in ``assets/``."""


def prefix(library: Library, region: Region) -> str:
    """The region's folder on the site: "" for the publication's root, ``regions/<child>/…`` below it."""
    below = region.id[len(library.publication.region) :].strip("/")
    return "".join(f"regions/{slug}/" for slug in below.split("/") if slug)


def assets_stamp(folders: Sequence[Path]) -> str:
    """Changes with the theme's style and script: part of their addresses, so that no portal's cache shows old ones."""
    digest = blake2b(digest_size=4)
    for name in ASSETS:
        found = next((path for folder in folders if (path := folder / "assets" / name).is_file()), None)
        digest.update(found.read_bytes() if found else b"")
    return digest.hexdigest()


def theme_context(library: Library, region: Region, as_of: str, assets: str, search: bool) -> dict[str, Any]:
    """The variable ``gongkai`` of the templates; addresses are relative to the site's root. ``assets``: see `assets_stamp`."""
    here = prefix(library, region)
    chain = [r for r in library.catalogues[region.id].chain if r.id.startswith(library.publication.region) and r.id != region.id]
    sections = [("公开领域", "domains/index.html"), ("公开主体", "bodies/index.html"), ("分类查找", "facets/index.html")]
    return {
        "title": library.publication.title,
        "region_name": region.name,
        "region_kind": region.kind,
        "invented": region.invented,
        "home": f"{here}index.html",
        "nav": [
            *({"label": label, "url": here + url} for label, url in sections),
            {"label": "公开依据", "url": "laws/index.html"},
            {"label": "编制说明", "url": f"{here}about/edition.html"},
        ],
        "parents": [{"label": r.name, "url": f"{prefix(library, r)}index.html"} for r in chain],
        "own_domains": list(library.publication.own_domains),
        "assets": assets,
        "search": search,
        "place": here,
        "sponsor": dict(library.publication.sponsor),
        "edition": region.edition.version if region.edition else "",
        "as_of": as_of,
    }
