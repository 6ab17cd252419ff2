"""What every side has to publish: the project's pages as plain data, read once and outside every measurement.

Item pages become fields (`Entry` data shared by the regions that inherit it, and what only the region knows); all other
pages (domains, bodies, laws, facets …) are few and stay finished markup, which is the least work for the other sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.build import read_project
from gongkai.model.catalogue import Entry
from gongkai.model.item import ChannelUse, Citation, Element, Subjects
from gongkai.model.words import FIELD_LABELS
from gongkai.pages.context import Site, body_url
from gongkai.pages.item import STATUS_MARKS
from gongkai.pages.item_onward import related
from gongkai.pages.page import Job
from gongkai.pages.plan import plan
from gongkai.pages.view import View, build_site
from gongkai.pages.wording import book, date_words, duty_name, element_notes, mode_words, sentence
from gongkai.site.theme import assets_stamp, theme_context

Data = dict[str, Any]

AS_OF = "2026-11-22"
"""The day that the synthetic catalogue stands for; every side is built with the same."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A page that is no item's: its address, region, depth, title, description and finished markup."""

    url: str
    region: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True)
class Pages:
    """``entries``: distinct items by key; ``regions``: id → what only the region knows, its item pages under ``items``.

    ``contexts``: path below the root region → the variable ``gongkai`` of the theme's templates.
    """

    entries: dict[str, Data]
    regions: dict[str, Data]
    laws: dict[str, Data]
    domains: dict[str, Data]
    contexts: dict[str, Data]
    plain: tuple[Plain, ...]
    jobs: tuple[Job, ...]

    @property
    def item_urls(self) -> list[str]:
        return [f"{region['prefix']}items/{item['id']}.html" for region in self.regions.values() for item in region["items"]]


def collect(project: Path) -> Pages:
    """Everything that the project at this folder publishes. Raises ValueError when it has errors."""
    reading, problems = read_project(project, None)
    errors = [str(problem) for problem in problems if problem.level == "error"]
    if reading.library is None or errors:
        raise ValueError("\n".join(errors[:5]) or "nothing to publish")
    icons = Path(str(files("material") / "templates/.icons/material"))
    site = build_site(reading.library, as_of=AS_OF, icon_folder=icons, tables=False, search=False)
    root = reading.library.publication.region
    assets = assets_stamp([project / "site_overrides"])
    jobs = tuple(plan(site))
    keys = _keys(site)
    regions = {view.region.id: _region(view, keys) for view in site.views.values()}
    items = {f"{region['prefix']}items/{item['id']}.html" for region in regions.values() for item in region["items"]}
    plain = [(job.region, job.render()) for job in jobs if job.url not in items]
    return Pages(
        entries={keys[id(entry)]: _entry(site, entry) for view in site.views.values() for entry in view.entries.values()},
        regions=regions,
        laws={slug: {"title": book(law.title), "status": STATUS_MARKS.get(law.status, ("", ""))[1]} for slug, law in reading.library.vocabulary.laws.items()},
        domains={domain.slug: {"name": domain.name, "ours": domain.levels_ours} for domain in reading.library.root.domains},
        contexts={view.region.id[len(root) + 1 :]: theme_context(reading.library, view.region, AS_OF, assets, False) for view in site.views.values()},
        plain=tuple(Plain(page.url, region, page.title, page.description, page.html) for region, page in plain),
        jobs=jobs,
    )


def _keys(site: Site) -> dict[int, str]:
    """A name for each distinct entry: its id, and a number where regions have it otherwise."""
    keys: dict[int, str] = {}
    seen: dict[str, int] = {}
    for view in site.views.values():
        for id_, entry in view.entries.items():
            if id(entry) not in keys:
                number = seen[id_] = seen.get(id_, 0) + 1
                keys[id(entry)] = id_.replace("/", "--") + (f"--{number}" if number > 1 else "")
    return keys


def _region(view: View, keys: dict[int, str]) -> Data:
    contact = view.region.contact
    who: dict[tuple[str, Subjects], str] = {}
    people: dict[str, Data] = {}

    def who_key(entry: Entry) -> str:
        found = who.setdefault((view.scope(entry), entry.item.subjects), f"w{len(who)}")
        if found not in people:
            people[found] = _people(view, entry)
        return found

    return {
        "id": view.region.id,
        "name": view.region.name,
        "prefix": view.prefix,
        "root": view.to_root,
        "trail": [{"name": name, "url": url} for name, url in view.trail("../../")],
        "contact": {"office": contact.office, "phone": contact.phone} if contact and contact.phone else {},
        "who": people,
        "titles": {id_: [entry.item.title, entry.item.category] for id_, entry in view.entries.items()},
        "items": [_item(view, entry, keys[id(entry)], who_key(entry)) for entry in view.entries.values()],
    }


def _item(view: View, entry: Entry, key: str, who: str) -> Data:
    """What is said of an item only on this region's page."""
    item = entry.item
    before, after = view.neighbours[item.id]
    elsewhere: list[Data] = []
    if view.parent and item.id in view.parent.entries:
        up = "../" * (2 + view.prefix.count("/") - view.parent.prefix.count("/"))
        elsewhere.append({"name": view.parent.region.name, "url": up})
    elsewhere += [{"name": c.region.name, "url": f"../../{c.prefix[len(view.prefix) :]}", "differs": True} for c in view.changed_below.get(item.id, ())]
    about = item.summary or f"{view.domain[item.domain].name}领域公开事项“{item.title}”。"
    page: Data = {
        "id": item.id,
        "entry": key,
        "who": who,
        "category": view.category_number(item),
        "description": f"{about.rstrip('。')}。由{_words(view, entry, item.subjects)}公开，时限：{item.time_limit}。",
        "related": [other.item.id for other in related(view, entry)],
        "before": before.item.id if before else "",
        "after": after.item.id if after else "",
        "elsewhere": elsewhere,
    }
    own = {str(i): _notes(view, entry, element) for i, element in enumerate(item.content) if element.subjects}
    return page | ({"element_notes": own} if own else {})


def _notes(view: View, entry: Entry, element: Element) -> list[Data]:
    return [{"label": label, "text": text} for label, text in element_notes(view, entry, element)]


def _words(view: View, entry: Entry, subjects: Subjects) -> str:
    return sentence(subjects.kind, view.duties(entry, subjects), duty_name)


def _people(view: View, entry: Entry) -> Data:
    duties = view.duties(entry)
    several, kind = len(duties) > 1, entry.item.subjects.kind
    levels = {duty.level for duty in duties} if kind == "by_level" else set()
    rows = []
    for duty in duties:
        row: Data = {"name": duty_name(duty), "notes": [duty.level] if len(levels) > 1 and duty.level else []}
        if duty.body:
            own = duty.body.region == view.region.id
            row["url"] = f"bodies/{duty.body.id}.html" if own else view.to_root + body_url(view.site, duty.body)
            row |= {"office": duty.body.office, "phone": duty.body.phone, "supervision": duty.body.supervision_phone}
        elif duty.kind == "children" and view.children:
            row["url"] = "index.html#lower"
        row["notes"] += ["牵头"] * (duty.lead and several) + ["其他公开义务人"] * (duty.kind == "party")
        rows.append(row)
    head = {"any_of": "由其中一家公开", "joint": "联合公开", "each": "按各自职责公开"}.get(kind, "") if several else ""
    return {"rows": rows, "head": head}


def _entry(site: Site, entry: Entry) -> Data:
    """What is said of an item on every page that shows this form of it; empty fields are left out."""
    item = entry.item
    events = site.library.vocabulary.life_events
    links = [{"url": link.url, "name": link.name or link.channel} for link in item.links]
    known = {link["url"] for link in links}
    gone = entry.withdrawal
    fields: Data = {name: getattr(item, name) for name in _TEXTS}
    fields |= {
        "limit": site.limit(item.time_limit),
        "content": [_element(site, entry, element) for element in item.content],
        "basis": [_citation(citation) for citation in item.basis],
        "basis_as_issued": [_citation(citation) for citation in item.basis_as_issued],
        "must": _names(item.channels.must),
        "one_of": _names(item.channels.one_of),
        "may": _names(item.channels.may),
        "links": links + [{"url": use.url, "name": use.name} for use in item.channels.all if use.url and use.url not in known],
        "audience": str(item.audience),
        "mode": mode_words(item.mode),
        "levels": list(item.levels),
        "aliases": list(item.aliases),
        "applies_to": list(item.applies_to),
        "life_events": [{"id": key, "name": events[key].name} for key in item.life_events],
        "layer": {"id": entry.layer, "name": site.layer(entry.layer), "reason": entry.base.reason},
        "edit": site.edit_url(entry.latest),
        "changes": list(_changes(site, entry)),
        "origins": _origins(site, entry),
        "restored": entry.restored and {"layer": site.layer(entry.restored.layer), "reason": entry.restored.reason},
        "withdrawal": gone
        and {"kind": gone.kind, "reason": gone.reason, "date": date_words(gone.date) if gone.date else "", "successor": gone.successor, "layer": site.layer(gone.origin.layer)},
    }
    return _full(fields)


_TEXTS = ("title", "domain", "category", "subcategory", "summary", "time_limit", "office", "phone", "supervision_phone", "update_cycle", "retention", "source_no", "note")


def _element(site: Site, entry: Entry, element: Element) -> Data:
    notes = [] if element.subjects else _notes(site.root, entry, element)
    return _full({"text": element.text, "need": element.need, "own": bool(element.subjects), "notes": notes})


def _citation(citation: Citation) -> Data:
    return _full({"law": citation.law, "articles": citation.articles, "note": citation.note})


def _names(uses: Sequence[ChannelUse]) -> list[str]:
    return [f"{use.name}（{use.note}）" if use.note else use.name for use in uses]


def _changes(site: Site, entry: Entry) -> Iterator[Data]:
    for change in entry.changes:
        if not change.filled:
            layer = {"layer": change.origin.layer, "layer_name": site.layer(change.origin.layer), "reason": change.origin.reason}
            yield _full({"field": change.field, "label": FIELD_LABELS[change.field], "kind": change.kind, "was": change.was, "now": change.now, **layer})


def _origins(site: Site, entry: Entry) -> list[Data]:
    """Fields grouped by the file they stand in, with their lines; a list that was adjusted stands in several files."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, label in FIELD_LABELS.items():
        if getattr(entry.item, name):
            places: dict[tuple[str, str], list[str]] = {}
            for origin in entry.element_origins(name) if name in entry.elements else [entry.origin(name)]:
                places.setdefault((site.layer(origin.layer), origin.file), []).append(str(origin.line))
            for place, numbers in places.items():
                groups.setdefault(place, []).append(f"{label}\u00a0{'/'.join(dict.fromkeys(numbers))}")
    return [{"layer": layer, "file": file, "fields": fields} for (layer, file), fields in groups.items()]


def _full(fields: Data) -> Data:
    return {key: value for key, value in fields.items() if value not in (None, "", [], (), {}, False)}

