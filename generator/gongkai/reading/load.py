"""Checked files → registers, domains, regions and bodies: everything but the items, which `resolve` layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gongkai.model.catalogue import Marks, Vocabulary
from gongkai.model.item import Category, Channels, Domain, Evidence, Guideline, Law, Provenance
from gongkai.model.region import Body, Channel, Contact, Edition, HotWord, LifeEvent, Publication, Region, Role, Suppression
from gongkai.model.workdays import CalendarYear, WorkCalendar, calendar_from_data
from gongkai.problems import Problem
from gongkai.reading.fields import FieldReader, Registers
from gongkai.reading.names import Register
from gongkai.reading.place import SourceFile, position


@dataclass(frozen=True, slots=True)
class Doc:
    """One YAML file that its schema accepts. ``path`` is relative to ``catalog/``; ``digest`` is a hash of its bytes; ``numbers``: see `reading.numbers`."""

    where: SourceFile
    path: str
    kind: str
    data: Mapping[str, Any]
    marks: Marks
    digest: str
    numbers: bool = True


def of_kind(docs: Iterable[Doc], kind: str) -> list[Doc]:
    return [doc for doc in docs if doc.kind == kind]


def load_registers(docs: Sequence[Doc]) -> tuple[Registers, list[Problem]]:
    """Laws, roles, channels, life events and working days of the whole stack of roots; bodies come with the regions."""
    problems: list[Problem] = []
    laws = {doc.path[5:-5]: _law(doc) for doc in of_kind(docs, "law")}
    registers = Registers(
        Vocabulary(
            laws=laws,
            roles={key: Role(**_tuples(entry)) for key, entry, *_ in _entries(docs, "roles", "roles")},
            channels={key: Channel(**_tuples(entry)) for key, entry, *_ in _entries(docs, "channels", "channels")},
            life_events={key: LifeEvent(**entry) for key, entry, *_ in _entries(docs, "life-events", "life_events")},
            calendar=WorkCalendar(_calendar(docs, problems)),
        ),
        laws=Register("依据文件", "catalog/laws/"),
        roles=Register("公开主体", "catalog/vocabulary/roles.yaml"),
        channels=Register("公开渠道", "catalog/vocabulary/channels.yaml"),
        life_events=Register("人生大事", "catalog/vocabulary/life-events.yaml"),
        bodies=Register("单位", "bodies.yaml"),
    )
    for doc in of_kind(docs, "law"):
        law = laws[doc.path[5:-5]]
        names = [name for name in (law.title, law.short, law.number, *law.spellings) if name]
        problems += _clashes(registers.laws, law.slug, names, doc, ())
    for register, kind, key in (
        (registers.roles, "roles", "roles"),
        (registers.channels, "channels", "channels"),
        (registers.life_events, "life-events", "life_events"),
    ):
        seen: set[str] = set()
        for id_, entry, doc, i in _entries(docs, kind, key):
            if id_ in seen:
                problems.append(Problem("N310", position(doc.marks, (key, i, "id"), doc.where), f"id“{id_}”用了两次", "给后一个条目换一个 id"))
            seen.add(id_)
            problems += _clashes(register, id_, [entry["name"], *entry.get("aliases", ())], doc, (key, i))
    successors = {doc.path[5:-5]: doc for doc in of_kind(docs, "law") if "successor" in doc.data}
    for slug, doc in successors.items():
        found = registers.laws.find(doc.data["successor"])
        if found is None:
            problems.append(Problem("N301", position(doc.marks, ("successor",), doc.where), *registers.laws.explain(doc.data["successor"])))
        laws[slug] = replace(laws[slug], successor=found or "")
    return registers, problems


def load_domain(doc: Doc, slug: str, registers: Registers, layer: str) -> tuple[Domain, list[Problem]]:
    data = doc.data
    reader = FieldReader(registers, doc.where, doc.marks, data["channel_rule"])
    guideline = data.get("guideline")
    provenance = data["provenance"]
    domain = Domain(
        slug=slug,
        name=data["name"],
        order=data["order"],
        summary=data.get("summary", ""),
        categories=tuple(Category(entry) if isinstance(entry, str) else Category(**entry) for entry in data["categories"]),
        channel_rule=data["channel_rule"],
        channels=reader.channels(data["channels"], ("channels",)) if "channels" in data else Channels(),
        guideline=guideline and Guideline(**{**_tuples(guideline), "evidence": _evidence(guideline)}),
        provenance=Provenance(**{**_tuples(provenance), "evidence": _evidence(provenance)}),
        aliases=tuple(data.get("aliases", ())),
        icon=data.get("icon", ""),
        levels_ours=data.get("levels_ours", False),
        note=data.get("note", ""),
        layer=layer,
    )
    return domain, reader.problems


def load_region(doc: Doc, id_: str, children: Sequence[str]) -> tuple[Region, list[Problem]]:
    """``children`` are the slugs of the folders below; the file's own order comes first, the rest follows by name."""
    data = doc.data
    problems = [
        Problem("L417", position(doc.marks, ("children", i), doc.where), f"下级地区“{slug}”没有对应的文件夹", f"建立 regions/{slug}/region.yaml，或删去这一行")
        for i, slug in enumerate(data.get("children", ()))
        if slug not in children
    ]
    ordered = [slug for slug in data.get("children", ()) if slug in children]
    ordered += sorted(set(children) - set(ordered))
    return (
        Region(
            id=id_,
            name=data["name"],
            kind=data["kind"],
            parent=id_.rpartition("/")[0],
            code=str(data.get("code", "")),
            invented=data.get("invented", False),
            summary=data.get("summary", ""),
            government=data.get("government", ""),
            edition=load_edition(data["edition"]) if "edition" in data else None,
            contact=Contact(**data["contact"]) if "contact" in data else None,
            children=tuple(f"{id_}/{slug}" for slug in ordered),
        ),
        problems,
    )


def load_edition(data: Mapping[str, Any]) -> Edition:
    return Edition(**{key: str(value) for key, value in data.items()})


def load_bodies(doc: Doc, region: str, register: Register) -> tuple[tuple[Body, ...], list[Problem]]:
    """The region's own bodies; their names enter ``register`` and hide equal names of the regions above."""
    bodies = tuple(Body(**_tuples(entry), region=region) for entry in doc.data["bodies"])
    problems: list[Problem] = []
    seen: set[str] = set()
    for i, body in enumerate(bodies):
        if body.id in seen:
            problems.append(Problem("N310", position(doc.marks, ("bodies", i, "id"), doc.where), f"id“{body.id}”用了两次", "给后一个单位换一个 id"))
        seen.add(body.id)
        problems += _clashes(register, body.name, [name for name in (body.name, body.short, *body.aliases) if name], doc, ("bodies", i))
    return bodies, problems


def load_publication(doc: Doc) -> Publication:
    data = doc.data
    return Publication(
        title=data["title"],
        region=data["region"],
        licence=data.get("licence", ""),
        site_url=data.get("site_url", ""),
        forge_url=data.get("forge_url", ""),
        own_domains=tuple(data.get("own_domains", ())),
        hot_words=tuple(HotWord(**entry) for entry in data.get("hot_words", ())),
        allow_unverified=data.get("allow_unverified", True),
        rules=data.get("rules", {}),
        suppressions=tuple(Suppression(**entry) for entry in data.get("suppressions", ())),
        sponsor=data.get("sponsor", {}),
    )


def _calendar(docs: Sequence[Doc], problems: list[Problem]) -> dict[int, CalendarYear]:
    years = {}
    for doc in of_kind(docs, "calendar"):
        try:
            years[doc.data["year"]] = calendar_from_data(doc.data)
        except ValueError as error:  # a date that does not exist, a worked day that is no weekend: the sentence says which
            problems.append(Problem("T503", position(doc.marks, (), doc.where), str(error), "对照国务院办公厅的放假通知改正"))
    return years


def _law(doc: Doc) -> Law:
    data = doc.data
    return Law(
        slug=doc.path[5:-5],
        title=data["title"],
        short=data.get("short", "") or data["title"],
        rank=data["rank"],
        issuer=tuple(data["issuer"]),
        status=data["status"],
        spellings=tuple(data.get("spellings", ())),
        number=data.get("number", ""),
        dates=data.get("dates", {}),
        evidence=_evidence(data),
        region=data.get("region", ""),
        note=data.get("note", ""),
    )


def _evidence(data: Mapping[str, Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(entry["source"], tuple(entry.get("for", ())), entry.get("url", ""), entry.get("date", "")) for entry in data.get("evidence", ())
    )


def _entries(docs: Iterable[Doc], kind: str, key: str) -> Iterator[tuple[str, dict[str, Any], Doc, int]]:
    for doc in of_kind(docs, kind):
        for i, entry in enumerate(doc.data[key]):
            yield entry["id"], entry, doc, i


def _clashes(register: Register, id_: str, names: Sequence[str], doc: Doc, path: tuple[str | int, ...]) -> list[Problem]:
    return [
        Problem("N311", position(doc.marks, path, doc.where), f"{register.what}名称“{name}”已经属于“{other}”", "同一个名称只能属于一个条目：删去其中一处")
        for name, other in register.add(id_, dict.fromkeys(names))
    ]


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Lists become tuples, as the frozen model wants them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
