"""Whether the resolved catalogues hold together: every role mapped, every reference alive, every time limit understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.model.catalogue import Catalogue, Entry, Library, Origin
from gongkai.model.duty import duties
from gongkai.model.item import Item
from gongkai.model.timelimit import parse
from gongkai.problems import Position, Problem
from gongkai.reading.fields import Path
from gongkai.reading.items import DITTO
from gongkai.reading.load import Doc
from gongkai.reading.names import short
from gongkai.reading.place import position

COVERED = "落实于"
REFERRING = {"相关事项": "related", COVERED: "covered_by"}
"""Fields that name other items: what an editor calls them → their key."""


def check_library(library: Library, docs: Sequence[Doc], unread: frozenset[str] = frozenset()) -> list[Problem]:
    """All findings that need more than one file to see. ``docs`` supply the positions; ``unread`` items have errors of their own."""
    by_path = {doc.path: doc for doc in docs}
    return [
        *_unmapped_roles(library, by_path),
        *_dead_references(library, docs, unread),
        *_hot_words(library, by_path, unread),
        *_unread_time_limits(docs),
        *_repealed_basis(library),
        *_idle_words(library),
        *_unverified(library, by_path),
    ]


def published(library: Library) -> Iterator[Catalogue]:
    """The catalogues that the site shows: the root region's and all below it, top first."""
    root = library.publication.region
    for id_, catalogue in library.catalogues.items():
        if id_ == root or id_.startswith(f"{root}/"):
            yield catalogue


def _unmapped_roles(library: Library, docs: dict[str, Doc]) -> Iterator[Problem]:
    """A national role must not be shown to a citizen: somebody concrete answers for every item.

    Said once, for the highest region that shows the role: mapping it there serves the regions below.
    """
    said: dict[str, set[str]] = {}
    for catalogue in published(library):
        region = catalogue.region
        users = _role_users(library, catalogue)
        above = said.get(region.parent, set())
        said[region.id] = above | set(users)
        doc = docs["regions/" + region.id.replace("/", "/regions/") + "/region.yaml"]
        for role, title in users.items():
            if role not in above:
                yield Problem(
                    "L415",
                    position(doc.marks, ("roles",), doc.where, key=True),
                    f"{region.name}没有说明“{role}”由哪个单位承担，公开事项“{title}”等用到它",
                    f"在 roles 下加一行：{role}: 单位名称（先登记在 bodies.yaml）",
                )


def _role_users(library: Library, catalogue: Catalogue) -> dict[str, str]:
    """Roles that nobody is mapped to → title of an item that needs them."""
    users: dict[str, str] = {}
    seen: set[object] = set()
    for domain in catalogue.domains:
        for entry in catalogue.shown(domain.slug):
            item = entry.item
            if entry.withdrawal:
                continue
            scope = item.id if item.id in catalogue.roles else item.domain if item.domain in catalogue.roles else ""
            for subjects in (item.subjects, *(element.subjects for element in item.content if element.subjects)):
                if (scope, subjects) not in seen:
                    seen.add((scope, subjects))
                    for duty in duties(catalogue, library.vocabulary.roles, item, subjects):
                        if duty.kind == "role":
                            users.setdefault(duty.name, item.title)
    return users


def _dead_references(library: Library, docs: Sequence[Doc], unread: frozenset[str]) -> Iterator[Problem]:
    known = {id_ for catalogue in library.catalogues.values() for id_ in catalogue.entries} | unread
    domains = {domain.slug for catalogue in library.catalogues.values() for domain in catalogue.domains}
    for doc in docs:
        for what, path, id_ in _references(doc):
            if id_ not in known and not (what == COVERED and id_ in domains):
                hint = "写成“领域/事项”的文件名，例如 yiwu-jiaoyu/zhaosheng-zhengce"
                hint += "；整个领域写它的文件夹名" if what == COVERED else ""
                yield Problem("L411", position(doc.marks, path, doc.where), f"{what}“{id_}”不存在", hint)


def _references(doc: Doc) -> Iterator[tuple[str, Path, str]]:
    """Ids of other items that a file names: related ones, those that disclose a statutory head, and what took a withdrawn item's place."""
    if doc.kind == "item":
        for what, field in REFERRING.items():
            yield from ((what, (field, i), id_) for i, id_ in enumerate(doc.data.get(field, ())))
    elif doc.kind == "adjustment":
        if "successor" in doc.data:
            yield "接替的事项", ("successor",), doc.data["successor"]
        for what, field in REFERRING.items():
            step = doc.data.get("adjust", {}).get(field, {})
            for key in ("add", "now"):
                yield from ((what, ("adjust", field, key, i), id_) for i, id_ in enumerate(step.get(key, ())))


def _hot_words(library: Library, docs: dict[str, Doc], unread: frozenset[str]) -> Iterator[Problem]:
    domains = {domain.slug for domain in library.root.domains}
    for i, word in enumerate(library.publication.hot_words):
        shown = word.to in library.root.entries and library.root.shows(library.root.entries[word.to])
        if word.to not in domains and not shown and word.to not in unread:
            doc = docs["catalog.yaml"]
            at = position(doc.marks, ("hot_words", i, "to"), doc.where)
            yield Problem("L411", at, f"常搜词“{word.word}”指向的“{word.to}”不在发布的目录里", "写领域的文件夹名，或“领域/事项”的文件名")


def _unread_time_limits(docs: Sequence[Doc]) -> Iterator[Problem]:
    """A limit that the parser cannot hold stays readable; the editor is told, nobody guesses (a warning)."""
    for doc in docs:
        for path, text in _time_limits(doc):
            if text.strip() not in DITTO and any(clause.kind == "free" for clause in parse(text).clauses):
                message = f"公开时限“{short(text)}”没能拆成起算点和天数，网站按原文显示"
                hint = "能改成常用写法就改，例如：信息形成或者变更之日起20个工作日内；不能改就不用管"
                yield Problem("T502", position(doc.marks, path, doc.where), message, hint, "warning")


def _repealed_basis(library: Library) -> Iterator[Problem]:
    """公开依据 is the law in force; a repealed one belongs to ``basis_as_issued`` (a warning: the duty itself may well go on)."""
    laws = library.vocabulary.laws
    gone = {slug for slug, law in laws.items() if law.status == "repealed"}
    found: dict[tuple[Origin, str], Problem] = {}  # a region that inherits the citation has the same origin
    for catalogue in library.catalogues.values():
        for entry in catalogue.entries.values():
            for i, citation in enumerate(entry.item.basis):
                if citation.law in gone:
                    origin = entry.element_origins("basis")[i]
                    law = laws[citation.law]
                    instead = f"《{laws[law.successor].title}》" if law.successor in laws else "现行的文件"
                    found[origin, citation.law] = Problem(
                        "B601",
                        Position(origin.root, origin.file, origin.line),
                        f"公开依据“{short(law.title)}”已经废止",
                        f"改引{instead}，原来的移到 basis_as_issued",
                        "warning",
                    )
    yield from found.values()


def _idle_words(library: Library) -> Iterator[Problem]:
    """A 规范词 that stands in no item leads a citizen nowhere (a warning)."""
    found = {domain.slug: [domain.name] for domain in library.root.domains}
    for entry in library.root.entries.values():  # whatever this county lists of it: the list is everybody's
        found[entry.item.domain].append(item_text(entry.item))
    texts = {slug: "\n".join(parts) for slug, parts in found.items()}
    everything = "\n".join(texts.values())
    for word in library.plain_speech:
        if word.root:  # the packaged list is not this editor's to mend
            continue
        text = "\n".join(texts.get(slug, "") for slug in word.domains) if word.domains else everything
        for term in word.formal:
            if term not in text:
                at = Position(word.root, word.file, word.line)
                where = "所列领域的" if word.domains else ""
                yield Problem("W805", at, f"规范词“{term}”在{where}任何事项里都没有出现，“{word.said}”搜不到东西", "换成事项里有的词", "warning")


def item_text(item: Item) -> str:
    """Everything of an item in which a citizen's word may be found."""
    parts = (item.title, item.category, item.subcategory, item.summary, *item.aliases, *(element.text for element in item.content))
    return "\n".join(part for part in parts if part)


def unverified(catalogue: Catalogue) -> list[Entry]:
    """Items that the catalogue shows and nobody has compared with their source."""
    return [
        entry
        for domain in catalogue.domains
        for entry in catalogue.shown(domain.slug)
        if entry.withdrawal is None and not catalogue.is_verified(entry)
    ]


def _unverified(library: Library, docs: dict[str, Doc]) -> Iterator[Problem]:
    """With ``allow_unverified: false`` nothing goes out that nobody has compared with its source (an error for each domain)."""
    if library.publication.allow_unverified:
        return
    doc = docs["catalog.yaml"]
    at = position(doc.marks, ("allow_unverified",), doc.where, key=True)
    names = {domain.slug: domain.name for domain in library.root.domains}
    for slug, count in Counter(entry.item.domain for entry in unverified(library.root)).items():
        message = f"“{names[slug]}”领域有{count}个事项还没有对照指引原文核实，按发布设置不能公开"
        yield Problem("V701", at, message, f"核实后在 region.yaml 的 verified 里登记 scope: {slug}；或把 allow_unverified 改成 true")


def _time_limits(doc: Doc) -> Iterator[tuple[Path, str]]:
    if doc.kind == "item":
        yield ("time_limit",), doc.data["time_limit"]
        content: Any = doc.data["content"]
        base: Path = ("content",)
    else:
        adjust = doc.data.get("adjust", {}) if doc.kind == "adjustment" else {}
        if "time_limit" in adjust:
            yield ("adjust", "time_limit", "now"), adjust["time_limit"]["now"]
        content, base = adjust.get("content", {}).get("add", ()), ("adjust", "content", "add")
    for i, element in enumerate(content):
        if isinstance(element, dict) and "time_limit" in element:
            yield (*base, i, "time_limit"), element["time_limit"]
