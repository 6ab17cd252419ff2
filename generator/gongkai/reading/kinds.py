"""Which kind of file stands where: a path below ``catalog/`` → the name of its schema."""

from __future__ import annotations

from typing import Final

KINDS: Final = (
    "catalog", "domain", "item", "adjustment", "region", "bodies", "law", "channels", "roles", "life-events", "calendar", "edition",
)  # fmt: skip
"""Every kind of YAML file; ``schemas/<kind>.schema.json`` describes it."""

OWN_PREFIX: Final = "bendi-"
"""How the names of a region's own items and domains begin, so that a newer national standard never collides with them."""

_VOCABULARIES: Final = ("channels", "roles", "life-events")


def kind_of(file: str) -> str | None:
    """The kind of ``file``, a POSIX path relative to ``catalog/``; None where nothing is read.

    Only the place counts: whether the names on the way are proper slugs is the loader's question. A region's file named
    ``bendi-…`` is an item; when it adjusts an own item of the region above instead, `schema.check` sees that from its content.
    """
    *folders, name = file.split("/")
    stem, dot, ending = name.rpartition(".")
    if not (stem and dot and ending == "yaml") or "" in folders:
        return None
    match folders:
        case []:
            return "catalog" if stem == "catalog" else None
        case ["vocabulary"]:
            return stem if stem in _VOCABULARIES else None
        case ["laws"]:
            return "law"
        case ["calendar"]:
            return "calendar"
        case ["standard"]:
            return "edition" if stem == "edition" else None
        case ["standard", _]:
            return "domain" if stem == "domain" else "item"
        case ["regions", _, *rest]:
            return _in_region(rest, stem)
    return None


def _in_region(folders: list[str], stem: str) -> str | None:
    match folders:
        case []:
            return stem if stem in ("region", "bodies") else None
        case ["regions", _, *rest]:
            return _in_region(rest, stem)
        case ["items", domain]:
            if stem == "domain":
                return "domain" if domain.startswith(OWN_PREFIX) else None
            return "item" if stem.startswith(OWN_PREFIX) else "adjustment"
    return None


def region_of(path: str) -> str:
    """``regions/a/regions/b/items/d/i.yaml`` → ``a/b``: the region that a file below ``regions/`` belongs to."""
    parts = path.split("/")
    slugs = []
    while parts[0] == "regions" and len(parts) > 2:
        slugs.append(parts[1])
        parts = parts[2:]
    return "/".join(slugs)
