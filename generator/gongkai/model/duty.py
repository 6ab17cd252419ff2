"""From 公开主体 as written to who it is in a region: roles become bodies, parties stay, a lower level's organ stands for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.model.catalogue import Catalogue, Duty
from gongkai.model.item import Item, Subjects
from gongkai.model.region import Body, Role
from gongkai.model.words import LEVELS


def duties(catalogue: Catalogue, roles: Mapping[str, Role], item: Item, subjects: Subjects | None = None) -> tuple[Duty, ...]:
    """Who discloses ``item`` (or one of its elements, with ``subjects``) in the catalogue's region.

    Names of roles are looked up in the most specific map first: the item's, the domain's, the region's own. A role that
    nobody has mapped comes back with kind ``role``: the checker reports it, a page shows it as written.
    """
    subjects = subjects or item.subjects
    if subjects.kind == "by_level":
        mine = _at_level(subjects, catalogue.region.level)
        found = [duty for level, names in mine for name in names for duty in _resolve(catalogue, roles, item, name, level)]
    else:
        found = [duty for name in subjects.names for duty in _resolve(catalogue, roles, item, name, "", lead=name == subjects.lead)]
    return tuple(dict.fromkeys(found))


def _at_level(subjects: Subjects, level: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who it is at ``level``; where nothing is said of it, at the nearest level above; else everybody that is named."""
    rank = LEVELS.index(level)
    above = [pair for pair in subjects.levels if LEVELS.index(pair[0]) <= rank]
    return (max(above, key=lambda pair: LEVELS.index(pair[0])),) if above else subjects.levels


def _resolve(catalogue: Catalogue, roles: Mapping[str, Role], item: Item, name: str, level: str, lead: bool = False) -> Iterator[Duty]:
    role = roles.get(name)
    if role is None:
        body = catalogue.bodies.get(name)
        yield Duty(body.name if body else name, "body" if body else "role", body, lead, level)
        return
    if role.kind == "party":
        yield Duty(role.name, "party", None, lead, level)
        return
    bodies = mapped(catalogue, item, role)
    if bodies:
        for position, body in enumerate(bodies):
            yield Duty(body.name, "body", body, lead or (len(bodies) > 1 and position == 0), level)
    elif role.level and LEVELS.index(role.level) > LEVELS.index(catalogue.region.level):
        yield Duty(role.name, "children", None, lead, role.level)
    else:
        yield Duty(role.name, "role", None, lead, level)


def mapped(catalogue: Catalogue, item: Item, role: Role) -> tuple[Body, ...]:
    """The bodies that hold ``role`` for ``item``, the lead first; empty when nobody has said."""
    for scope in (item.id, item.domain, ""):
        by_level = catalogue.roles.get(scope, {}).get(role.id)
        if by_level:
            found = by_level.get(catalogue.region.level) or by_level.get("")
            if found:
                return found
    for region in reversed(catalogue.chain):
        if region.level == role.level and region.government:
            body = catalogue.bodies.get(region.government)
            return (body,) if body else ()
    return ()
