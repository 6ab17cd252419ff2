"""What somebody who writes a new file needs to know: the choices, which names the registers know, which file names are taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from gongkai.authoring.form import Draft
from gongkai.authoring.slugs import learn, propose, region_words, words
from gongkai.model.catalogue import STANDARD, Catalogue, Entry, Library
from gongkai.model.duty import duties
from gongkai.model.item import Domain
from gongkai.model.words import RANKS
from gongkai.problems import Problem
from gongkai.reading import kinds
from gongkai.reading.fields import FieldReader, Registers
from gongkai.reading.load import Doc, load_registers
from gongkai.reading.outline import Outline
from gongkai.reading.place import SourceFile
from gongkai.reading.roots import resource
from gongkai.reading.schema import check, validator
from gongkai.reading.source import parse

STATE = "中华人民共和国"


class Desk:
    """``library`` and ``docs`` as they were read from the project folder."""

    def __init__(self, library: Library, docs: Sequence[Doc], project: Path) -> None:
        self.library, self.docs, self.project = library, docs, project
        self.schemas = resource("schemas")
        self.own_schemas = (project / "schemas").is_dir()

    def outline(self, kind: str) -> Outline:
        return validator(kind, self.schemas).outline

    @cached_property
    def _registers(self) -> Registers:
        return load_registers(self.docs)[0]

    def registers(self, catalogue: Catalogue | None) -> Registers:
        """The names that a region knows; None: the standard, which has no bodies."""
        register = self._registers.bodies
        for region in catalogue.chain if catalogue else ():
            register = register.below()
            for body in self.library.catalogues[region.id].own_bodies:
                register.add(body.name, [name for name in (body.name, body.short, *body.aliases) if name])
        return replace(self._registers, bodies=register, known={})

    def objection(self, field: str, value: str, registers: Registers) -> str:
        """What is wrong with one element of a list field (a law, subject, channel or life event nobody registered); "" when nothing is."""
        reader = FieldReader(registers, SourceFile("", ""), [1, 1])
        reader.one(field, value, ())
        return "；".join(f"{problem.message}。{problem.hint}" for problem in reader.problems)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Words as the names of items, domains, roles and channels are divided."""
        vocabulary = self.library.vocabulary
        pairs = {(entry.item.title, entry.item.slug) for entry in self._entries()}
        pairs |= {(domain.name, domain.slug) for catalogue in self.library.catalogues.values() for domain in catalogue.domains}
        pairs |= {(one.region.name, one.region.slug) for one in self.library.catalogues.values()}
        pairs |= {(one.name, one.id) for register in (vocabulary.roles, vocabulary.channels, vocabulary.life_events) for one in register.values()}
        return learn(pairs)

    def _entries(self) -> Iterable[Entry]:
        yield from self.library.base.values()
        for catalogue in self.library.catalogues.values():
            yield from catalogue.entries.values()

    def item_slug(self, title: str, domain: str, *, own: bool) -> str:
        """A file name for a new item: one that no layer has, nor had before."""
        taken = {entry.item.slug for entry in self._entries() if entry.item.domain == domain}
        taken |= {former.split("/")[1] for entry in self._entries() for former in entry.item.formerly if former.startswith(f"{domain}/")}
        taken |= {doc.path.rpartition("/")[2].removesuffix(".yaml") for doc in self.docs if f"/{domain}/" in doc.path}
        taken |= {path.stem for path in (self.project / "catalog").rglob(f"{domain}/*.yaml")}  # also those with errors, which were not read
        return propose(words(title, self.known_words), taken, prefix=kinds.OWN_PREFIX if own else "")

    def law_slug(self, title: str) -> str:
        taken = {*self.library.vocabulary.laws, *(path.stem for path in (self.project / "catalog" / "laws").glob("*.yaml"))}
        return propose(words(title.removeprefix(STATE), self.known_words), taken, fallback="yiju")

    def region_slug(self, name: str, parent: str) -> str:
        taken = {one.region.slug for one in self.library.catalogues.values() if one.region.parent == parent}
        return propose(region_words(name, self.known_words), taken, fallback="diqu")

    def body_slug(self, name: str) -> str:
        return propose(words(name, self.known_words), (), fallback="danwei")

    def domains(self, catalogue: Catalogue | None) -> list[Domain]:
        """The domains that a new item can stand in; None: those of the standard."""
        return [domain for domain in (catalogue or self.library.root).domains if catalogue or domain.layer == STANDARD]

    def next_order(self, domain: str, category: str, catalogue: Catalogue | None) -> int:
        """The place after the last item of the category."""
        entries = catalogue.entries if catalogue else self.library.base
        orders = [entry.item.order for entry in entries.values() if entry.item.domain == domain and entry.item.category == category]
        return max(orders, default=0) // 10 * 10 + 10

    def usual_subjects(self, domain: str, catalogue: Catalogue | None) -> list[str]:
        """Who discloses the domain's items in the region, the most frequent first; in the standard: the roles."""
        roles = self.library.vocabulary.roles
        found: Counter[str] = Counter()
        for entry in (catalogue.entries if catalogue else self.library.base).values():
            if entry.item.domain != domain:
                continue
            if catalogue:
                found.update(duty.name for duty in duties(catalogue, roles, entry.item) if duty.kind in ("body", "party"))
            else:
                found.update(roles[name].name for name in entry.item.subjects.names if name in roles)
        return [name for name, _ in found.most_common()]

    def law_called(self, name: str) -> str:
        """The file of the law that this name already stands for; "" when none does."""
        found = self._registers.laws.find(name)
        return f"catalog/laws/{found}.yaml" if found else ""


def likely_rank(title: str) -> str:
    """What a document's name says of its rank; "" when it says nothing."""
    endings = {"法": RANKS[0], "条例": "行政法规" if title.startswith(STATE) else "", "通知": "规范性文件", "意见": "规范性文件"}
    return next((rank for ending, rank in endings.items() if title.endswith(ending) and not title.endswith("办法")), "")


def read_draft(draft: Draft, schemas: Path) -> tuple[Doc | None, list[Problem]]:
    """The draft as if it had been read from its place; None and the reasons when it would not be accepted."""
    where = SourceFile("", f"catalog/{draft.path}")
    parsed = parse(draft.text.encode(), where)
    problems = list(parsed.problems)
    kind = kinds.kind_of(draft.path)
    if kind == "item" and isinstance(parsed.data, dict) and "title" not in parsed.data:
        kind = "adjustment"  # of an own item of the region above
    if kind is None or not isinstance(parsed.data, dict):
        return None, problems
    if not any(problem.level == "error" for problem in problems):
        problems += check(kind, parsed.data, parsed.marks, where, schemas)
    wrong = any(problem.level == "error" for problem in problems)
    return None if wrong else Doc(where, draft.path, kind, parsed.data, parsed.marks, blake2b(draft.text.encode(), digest_size=16).hexdigest()), problems


def unmapped_roles(library: Library, region: str) -> list[str]:
    """Roles that the region's catalogue shows and that no body of it stands for."""
    catalogue = library.catalogues[region]
    found: dict[str, None] = {}
    for domain in catalogue.domains:
        for entry in catalogue.shown(domain.slug):
            if entry.withdrawal is None:
                for subjects in (entry.item.subjects, *(element.subjects for element in entry.item.content if element.subjects)):
                    found.update((duty.name, None) for duty in duties(catalogue, library.vocabulary.roles, entry.item, subjects) if duty.kind == "role")
    return list(found)
