"""责任科室, telephone numbers and addresses belong to the organ that answers: where another one answers, they do not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gongkai.model.catalogue import Catalogue, Entry
from gongkai.model.duty import duties
from gongkai.model.region import Role
from gongkai.model.words import REGIONAL_FIELDS

_EMPTY: dict[str, Any] = {name: () if name == "links" else "" for name in REGIONAL_FIELDS}


def own_contacts(here: Catalogue, above: Catalogue, roles: Mapping[str, Role]) -> dict[str, Entry]:
    """Entries of ``here`` that must lose what the regions above filled in, because somebody else answers for the item here."""
    found = {}
    for id_, entry in here.entries.items():
        if not entry.changes:
            continue
        inherited = {change.field for change in entry.changes if change.filled and change.origin.layer != here.region.id}
        inherited -= {change.field for change in entry.changes if change.filled and change.origin.layer == here.region.id}
        if inherited and duties(here, roles, entry.item) != duties(above, roles, above.entries[id_].item):
            found[id_] = replace(
                entry,
                item=replace(entry.item, **{name: _EMPTY[name] for name in inherited}),
                changes=tuple(change for change in entry.changes if not (change.filled and change.field in inherited)),
                digest=f"{entry.digest}-{here.region.slug}",
            )
    return found
