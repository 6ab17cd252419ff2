"""Roles that still stand for the government (as `gongkai init` leaves them): when all rows name one and the same body, that body holds the role."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.authoring.drafts import region_folder
from gongkai.importing.changes.against import Against
from gongkai.importing.changes.cells import Cells
from gongkai.importing.home import Home
from gongkai.importing.outcome import RoleChange
from gongkai.model.duty import mapped


def role_changes(pairs: Iterable[tuple[Cells, Against]], home: Home, *, update: bool) -> dict[str, RoleChange]:
    """Role id → who holds it from now on. ``pairs``: the matched rows; a role is asked of items that it discloses alone."""
    government = home.catalogue.bodies.get(home.catalogue.region.government)
    roles = home.desk.library.vocabulary.roles
    keys = {roles_called: key for key in _region_roles(home) if (roles_called := home.desk.registers(None).roles.find(key))}
    said: dict[str, dict[str, list[str]]] = {}
    placeholders: set[str] = set()
    named: dict[str, str] = {}
    for cells, other in pairs:
        names = other.item.subjects.names
        role = roles.get(names[0]) if len(names) == 1 and other.item.subjects.kind == "each" else None
        if role is None or role.kind == "party" or role.level:
            continue
        held = mapped(home.catalogue, other.item, role)
        if held and held != (government,):
            continue
        if held:
            placeholders.add(role.id)
        found = cells.names.bodies.read(cells.row.subjects).names if cells.row.subjects.strip() else ()
        if len(found) == 1 and found[0].key in cells.names.bodies.bodies and found[0].key != home.catalogue.region.government:
            said.setdefault(role.id, {}).setdefault(found[0].key, []).append(cells.place("who"))
            named[found[0].key] = str(found[0].yaml)
        else:
            said.setdefault(role.id, {}).setdefault("", []).append(cells.place("who"))
    return {
        id_: RoleChange(keys.get(id_, roles[id_].name), named[body], government.name if government and id_ in placeholders else "", tuple(places), update or id_ not in placeholders)
        for id_, bodies in said.items()
        if len(bodies) == 1
        for body, places in bodies.items()
        if body
    }


def _region_roles(home: Home) -> Iterable[str]:
    """The roles as region.yaml writes them."""
    doc = home.docs.get(f"{region_folder(home.region)}/region.yaml")
    return doc.data.get("roles", {}) if doc else ()
