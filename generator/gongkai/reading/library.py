"""The whole way from the roots' files to the library: the one place that says in which order things are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.model.catalogue import Catalogue, Entry, Library, Vocabulary
from gongkai.model.workdays import WorkCalendar
from gongkai.problems import Position, Problem
from gongkai.reading.docs import read_docs
from gongkai.reading.kinds import region_of
from gongkai.reading.load import Doc, load_edition, load_publication, load_registers, of_kind
from gongkai.reading.place import position
from gongkai.reading.plain_speech import read_pinyin, read_plain_speech
from gongkai.reading.resolve import Layer, resolve_region, resolve_standard
from gongkai.reading.roots import Root, resource


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. ``library`` is None when there is nothing to publish (no valid catalog.yaml or root region)."""

    library: Library | None
    docs: tuple[Doc, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """Ids of items whose file has an error: what refers to them is not reported as wrong as well."""


def read_library(roots: Sequence[Root], *, schemas: Path | None = None, cache: Path | None = None, drafts: Sequence[Doc] = ()) -> Reading:
    """Read, check and resolve everything below the ``roots``; never raises on what the files contain.

    ``drafts`` are read as if they stood in their places already: what would come of a file that is not written yet.
    """
    docs, problems = read_docs(roots, schemas or resource("schemas"), cache)
    return resolve_docs([*docs, *drafts], problems, roots)


def resolve_docs(read: Sequence[Doc], wrong: Sequence[Problem], roots: Sequence[Root]) -> Reading:
    """What the files ``read`` make up, the lowest root's first; ``wrong`` is what reading them found."""
    problems = list(wrong)
    unread = _unread(problems)
    docs, twice = _without_repeats(read)
    registers, found = load_registers(docs)
    problems += [*twice, *found]
    standard, found = resolve_standard(docs, registers, unread)
    problems += found
    catalogues, found = _regions(docs, standard)
    problems += found
    library, found = _library(docs, catalogues, registers.vocabulary, roots, standard.entries)
    problems += found
    return Reading(library, tuple(docs), tuple(sorted(set(problems), key=lambda problem: problem.sort_key)), unread)


def _unread(problems: Sequence[Problem]) -> frozenset[str]:
    """``domain/item`` of each item file with an error."""
    files = {problem.position.file.removesuffix(".yaml") for problem in problems if problem.level == "error"}
    return frozenset("/".join(file.split("/")[-2:]) for file in files if "/standard/" in file or "/items/" in file)


def _without_repeats(docs: Sequence[Doc]) -> tuple[list[Doc], list[Problem]]:
    """A county extends the registers with files of its own; a file at the packaged standard's path would hide that one."""
    kept: dict[str, Doc] = {}
    problems = []
    for doc in docs:
        extends = doc.kind in ("channels", "roles", "life-events")
        path = f"{doc.where.root}:{doc.path}" if extends else doc.path
        if path in kept:
            problems.append(
                Problem("L416", Position(doc.where.root, doc.where.file), "标准目录里已经有同名文件，本地文件不能替换它", "要改动标准事项，请在 regions/ 下写本级调整（adjust）")
            )
        else:
            kept[path] = doc
    return list(kept.values()), problems


def _regions(docs: Sequence[Doc], standard: Layer) -> tuple[dict[str, Catalogue], list[Problem]]:
    files: dict[str, list[Doc]] = {}
    regions: dict[str, Doc] = {}
    bodies: dict[str, Doc] = {}
    for doc in docs:
        if doc.path.startswith("regions/"):
            id_ = region_of(doc.path)
            if doc.kind == "region":
                regions[id_] = doc
            elif doc.kind == "bodies":
                bodies[id_] = doc
            else:
                files.setdefault(id_, []).append(doc)
    problems = []
    for id_ in sorted({*files, *bodies} - set(regions)):
        doc = (files.get(id_) or [bodies[id_]])[0]
        problems.append(Problem("L418", Position(doc.where.root, doc.where.file), f"地区“{id_}”缺少 region.yaml，或其中有错误，它的事项没有读入", "写一个 region.yaml，至少有 name 和 kind"))
    catalogues: dict[str, Catalogue] = {}
    layers: dict[str, Layer] = {"": standard}
    for id_ in sorted(regions, key=lambda id_: (id_.count("/"), id_)):
        parent = id_.rpartition("/")[0]
        if parent not in layers:
            doc = regions[id_]
            problems.append(Problem("L418", Position(doc.where.root, doc.where.file), f"上级地区“{parent}”没有读入，本地区也就无从派生", "先改正上级的 region.yaml"))
            continue
        children = [other.rpartition("/")[2] for other in regions if other.rpartition("/")[0] == id_]
        layers[id_], catalogues[id_], found = resolve_region(
            regions[id_], id_, children, sorted(files.get(id_, ()), key=_own_domains_first), bodies.get(id_), layers[parent], catalogues.get(parent)
        )
        problems += found
    return catalogues, problems


def _own_domains_first(doc: Doc) -> tuple[bool, str]:
    return (doc.kind != "domain", doc.path)


def _library(
    docs: Sequence[Doc], catalogues: dict[str, Catalogue], vocabulary: Vocabulary, roots: Sequence[Root], base: Mapping[str, Entry]
) -> tuple[Library | None, list[Problem]]:
    found = of_kind(docs, "catalog")
    if not found:
        return None, [Problem("L419", Position(roots[-1].name, "catalog/catalog.yaml"), "没有可用的 catalog/catalog.yaml，不知道要发布哪个地区的目录", "写一个 catalog.yaml，至少有 title 和 region；如果已经有了，先改正其中的错误")]
    publication = load_publication(found[-1])
    if publication.region not in catalogues:
        at = position(found[-1].marks, ("region",), found[-1].where)
        known = "、".join(catalogues) or "（还没有任何地区）"
        return None, [Problem("L419", at, f"catalog.yaml 要发布的地区“{publication.region}”没有读入", f"现有地区：{known}")]
    editions = of_kind(docs, "edition")
    domains = {name: domain.slug for domain in catalogues[publication.region].domains for name in (domain.name, *domain.aliases)}
    plain_speech, problems = read_plain_speech(roots, domains)
    pinyin, found_here = read_pinyin(roots)
    standard = load_edition(editions[0].data) if editions else None
    return Library(publication, vocabulary, standard, catalogues, plain_speech, base, pinyin), [*problems, *found_here]


def read_calendar(roots: Sequence[Root]) -> WorkCalendar:
    """The working days of all roots; files with a problem are left out."""
    docs, _ = read_docs(roots, resource("schemas"), None, only="calendar")
    return load_registers(docs)[0].vocabulary.calendar
