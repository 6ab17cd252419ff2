"""``api/v1/``: the catalogue as JSON for programs. Every field says which layer, file and line it comes from.

An item's fields come from its ``base`` file, at the ``lines`` given, but for those in ``origins``: there each field, or each
element of a list, names its own layer, file and line, and the reason for the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import orjson

from gongkai.model.catalogue import Entry, Library, Origin
from gongkai.model.item import Channels, Citation, Domain, Element, Law, Subjects
from gongkai.model.region import Body
from gongkai.model.timelimit import parse, to_json
from gongkai.model.words import LAW_STATUSES, SCALAR_FIELDS
from gongkai.pages.domain import domain_key
from gongkai.pages.view import View
from gongkai.site.writer import Task

Json = dict[str, Any]

_LISTS = ("content", "basis", "basis_as_issued", "channels", "subjects")
_PLAIN = (*SCALAR_FIELDS, "order", "levels", "aliases", "life_events", "related", "covered_by", "not_covered", "links", "office", "phone", "supervision_phone", "update_cycle", "retention")


def tasks(library: Library, views: Sequence[View], as_of: str, commit: str) -> Iterator[Task]:
    """The files of every region; laws and the licence stand at the root only."""
    words = "".join(view.whole for view in views)
    yield _task("api/v1/index.json", words + commit, lambda: _index(library, views[0], as_of, commit))
    yield _task("api/v1/regions.json", words, lambda: [_region(view) for view in views])
    yield _task("api/v1/laws.json", words, lambda: [_law(law) for law in library.vocabulary.laws.values()])
    for view in views:
        yield from _of_region(library, view)


def _of_region(library: Library, view: View) -> Iterator[Task]:
    base = f"{view.prefix}api/v1"
    yield _task(f"{base}/domains.json", view.whole, lambda: [_domain(view, domain) for domain in view.domains])
    yield _task(f"{base}/bodies.json", view.whole, lambda: [_body(body) for body in view.bodies.values()])
    yield _task(f"{base}/items.json", view.whole, lambda: [_short(view, entry) for entry in view.entries.values()])
    for domain in view.domains:
        yield _task(f"{base}/domains/{domain.slug}.json", domain_key(view, domain), partial(_domain_items, library, view, domain))


def _domain_items(library: Library, view: View, domain: Domain) -> Json:
    return {**_domain(view, domain), "items": [_full(library, view, entry) for entry in view.shown.get(domain.slug, ())]}


def _task(url: str, key: str, make: Callable[[], Any]) -> Task:
    return Task(url, key, lambda: orjson.dumps(make()) + b"\n")


def _index(library: Library, root: View, as_of: str, commit: str) -> Json:
    return _clean(
        {
            "title": library.publication.title,
            "region": root.region.name,
            "invented": root.region.invented,
            "licence": library.publication.licence,
            "edition": root.region.edition,
            "standard": library.standard,
            "as_of": as_of,
            "commit": commit,
            "regions": "regions.json",
            "domains": "domains.json",
            "bodies": "bodies.json",
            "laws": "laws.json",
            "items": "items.json",
            "domain_items": {domain.slug: f"domains/{domain.slug}.json" for domain in root.domains},
        }
    )


def _region(view: View) -> Json:
    region = view.region
    return _clean(
        {
            "id": region.id,
            "name": region.name,
            "kind": region.kind,
            "level": region.level,
            "code": region.code,
            "invented": region.invented,
            "parent": region.parent,
            "edition": region.edition,
            "url": f"{view.prefix}index.html",
            "api": f"{view.prefix}api/v1/",
            "items": len(view.live),
            "not_applicable": [
                {"domain": absent.domain, "reason": absent.reason, "date": absent.date, "origin": absent.origin}
                for absent in view.catalogue.not_applicable.values()
            ],
        }
    )


def _domain(view: View, domain: Domain) -> Json:
    absent = view.catalogue.not_applicable.get(domain.slug)
    return _clean(
        {
            "id": domain.slug,
            "name": domain.name,
            "order": domain.order,
            "summary": domain.summary,
            "url": f"{view.prefix}domains/{domain.slug}.html",
            "items_count": sum(entry.withdrawal is None for entry in view.shown.get(domain.slug, ())),
            "categories": [category.name for category in domain.categories],
            "guideline": domain.guideline,
            "provenance": domain.provenance,
            "levels_ours": domain.levels_ours,
            "channel_rule": domain.channel_rule,
            "verified": view.catalogue.verified.get(domain.slug),
            "not_applicable": absent and {"reason": absent.reason, "date": absent.date},
        }
    )


def _body(body: Body) -> Json:
    return _clean({name: getattr(body, name) for name in Body.__dataclass_fields__})


def _law(law: Law) -> Json:
    named = {name: getattr(law, name) for name in Law.__dataclass_fields__}
    return _clean({**named, "status_text": LAW_STATUSES[law.status], "url": f"laws/{law.slug}.html"})


def _short(view: View, entry: Entry) -> Json:
    item = entry.item
    return _clean(
        {
            "id": item.id,
            "url": f"{view.prefix}items/{item.id}.html",
            "title": item.title,
            "category": item.category,
            "domain": item.domain,
            "summary": item.summary,
            "time_limit": item.time_limit,
            "subjects": [duty.name for duty in view.duties(entry)],
            "state": "withdrawn" if entry.withdrawal else "active",
            "layer": entry.layer,
            "adjusted": bool(entry.changed_by(view.region.id)),
            "verified": view.catalogue.is_verified(entry),
        }
    )


def _full(library: Library, view: View, entry: Entry) -> Json:
    """An item with every field; the part that does not depend on the region is made once and shared."""
    shared: dict[int, tuple[Entry, orjson.Fragment]] = view.site.root.fragments.setdefault("api", {})
    known = shared.get(id(entry))
    if known is None:
        known = shared[id(entry)] = (entry, orjson.Fragment(orjson.dumps(_region_free(library, entry))))
    return {
        "id": entry.item.id,
        "url": f"{view.prefix}items/{entry.item.id}.html",
        "verified": view.catalogue.is_verified(entry),
        "responsible": [_clean({"name": duty.name, "kind": duty.kind, "lead": duty.lead, "level": duty.level}) for duty in view.duties(entry)],
        "item": known[1],
    }


def _region_free(library: Library, entry: Entry) -> Json:
    item = entry.item
    fields: Json = {name: getattr(item, name) for name in _PLAIN}
    fields |= {
        "audience": {"everyone": item.audience.everyone, "groups": item.audience.groups},
        "time_limit": to_json(parse(item.time_limit)),
        "content": [_element(library, element) for element in item.content],
        "basis": [_citation(library, citation) for citation in item.basis],
        "basis_as_issued": [_citation(library, citation) for citation in item.basis_as_issued],
        "channels": _channels(item.channels),
        "subjects": _subjects(library, item.subjects),
        "layer": entry.layer,
        "state": "withdrawn" if entry.withdrawal else "active",
        "withdrawal": entry.withdrawal,
        "restored": entry.restored,
        "changes": entry.changes,
    }
    fields = _clean(fields)
    fields["base"] = {"layer": entry.base.layer, "file": entry.base.file}
    fields["lines"] = {name: lines for name, lines in entry.lines().items() if name in fields}
    moved = {change.field for change in entry.changes} | set(entry.defaults)
    fields["origins"] = {name: _origins(entry, name) for name in sorted(moved) if name in fields}
    return fields


def _origins(entry: Entry, name: str) -> Any:
    if name in _LISTS:
        return [_origin(origin) for origin in entry.element_origins(name)]
    return _origin(entry.origin(name))


def _origin(origin: Origin) -> Json:
    found: Json = {"layer": origin.layer, "file": origin.file, "line": origin.line}
    if origin.reason:
        found["reason"] = origin.reason
    return found


def _element(library: Library, element: Element) -> Json:
    if element.plain:
        return {"text": element.text}
    return _clean(
        {
            "text": element.text,
            "need": element.need,
            "time_limit": element.time_limit and to_json(parse(element.time_limit)),
            "subjects": element.subjects and _subjects(library, element.subjects),
            "audience": element.audience,
            "mode": element.mode,
            "channels": element.channels and _channels(element.channels),
            "note": element.note,
        }
    )


def _citation(library: Library, citation: Citation) -> Json:
    law = library.vocabulary.laws[citation.law]
    return _clean({"law": law.slug, "title": law.title, "articles": citation.articles, "status": law.status, "note": citation.note})


def _channels(channels: Channels) -> Json:
    return _clean({name: getattr(channels, name) for name in ("must", "one_of", "may")})


def _subjects(library: Library, subjects: Subjects) -> Json:
    roles = library.vocabulary.roles

    def names(ids: Sequence[str]) -> list[str]:
        return [roles[id_].name if id_ in roles else id_ for id_ in ids]

    return _clean(
        {
            "kind": subjects.kind,
            "names": names(subjects.names),
            "lead": subjects.lead and names([subjects.lead])[0],
            "levels": {level: names(ids) for level, ids in subjects.levels},
        }
    )


def _clean(fields: Json) -> Json:
    """Without what is empty: an absent key and an empty value say the same, and files stay small. False and 0 say something."""
    return {key: value for key, value in fields.items() if value or value is False or value.__class__ is int}
