"""Layers: the standard, then each region from the top down, every one deriving from the whole catalogue of the layer above."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from gongkai.model.catalogue import STANDARD, Catalogue, Entry, NotApplicable, Origin, Withdrawal
from gongkai.model.item import Domain
from gongkai.model.region import Body, Region, Verification
from gongkai.problems import Problem
from gongkai.reading.adjust import adjust
from gongkai.reading.contacts import own_contacts
from gongkai.reading.fields import FieldReader, Path, Registers
from gongkai.reading.items import check_category, read_item
from gongkai.reading.kinds import OWN_PREFIX
from gongkai.reading.load import Doc, load_bodies, load_domain, load_region
from gongkai.reading.names import Register
from gongkai.reading.place import position


@dataclass(frozen=True, slots=True)
class Layer:
    """What a region inherits: all entries and domains of the layer above, with its roles and bodies."""

    entries: Mapping[str, Entry]
    domains: Mapping[str, Domain]
    digests: Mapping[str, str]
    registers: Registers
    chain: tuple[Region, ...] = ()
    roles: Mapping[str, Mapping[str, Mapping[str, tuple[Body, ...]]]] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    not_applicable: Mapping[str, NotApplicable] = field(default_factory=dict)
    verified: Mapping[str, Verification] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()


def resolve_standard(docs: Sequence[Doc], registers: Registers, unread: frozenset[str]) -> tuple[Layer, list[Problem]]:
    """The bottom layer, from ``standard/<domain>/``; ``unread`` are the items whose files have errors of their own."""
    problems: list[Problem] = []
    domains: dict[str, Domain] = {}
    digests: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    for doc in docs:
        if doc.kind == "domain" and doc.path.startswith("standard/"):
            slug = doc.path.split("/")[1]
            domains[slug], found = load_domain(doc, slug, registers, STANDARD)
            digests[slug], origins[slug] = doc.digest, _origin(doc, STANDARD, ("channels",))
            problems += found
    entries: dict[str, Entry] = {}
    for doc in docs:
        if doc.kind == "item" and doc.path.startswith("standard/"):
            _, slug, name = doc.path[:-5].split("/")
            if slug not in domains:
                if f"{slug}/domain" not in unread:
                    problems.append(_problem("L407", doc, (), f"文件夹“{slug}”里没有 domain.yaml", "先写 domain.yaml，说明这是哪个公开领域"))
                continue
            reader = FieldReader(registers, doc.where, doc.marks, domains[slug].channel_rule)
            item = read_item(doc.data, reader, f"{slug}/{name}", domains[slug])
            problems += reader.problems
            defaults = {} if "channels" in doc.data else {"channels": origins[slug]}
            entries[item.id] = Entry(item, STANDARD, _origin(doc, STANDARD), doc.marks, _mix(doc.digest, digests[slug]), defaults=defaults)
    verified = {slug: Verification(slug, "", "", "") for slug, domain in domains.items() if domain.provenance.verified}
    return Layer(entries, domains, digests, registers, verified=verified, unread=unread), problems


def resolve_region(
    doc: Doc, id_: str, children: Sequence[str], docs: Sequence[Doc], bodies_doc: Doc | None, above: Layer, parent: Catalogue | None
) -> tuple[Layer, Catalogue, list[Problem]]:
    """One region: ``doc`` is its region.yaml, ``docs`` the files below its ``items/``, ``above`` what it inherits from ``parent`` (None: the standard)."""
    region, problems = load_region(doc, id_, children)
    register = above.registers.bodies.below()
    registers = replace(above.registers, bodies=register, known={})
    own_bodies: tuple[Body, ...] = ()
    if bodies_doc:
        own_bodies, found = load_bodies(bodies_doc, id_, register)
        problems += found
    bodies = {**above.bodies, **{body.name: body for body in own_bodies}}
    if region.government:
        name = register.find(region.government)
        if name is None:
            problems.append(_problem("N309", doc, ("government",), *register.explain(region.government)))
        region = replace(region, government=name or "")
    builder = _RegionBuilder(doc, region, registers, bodies, above, problems)
    builder.read_roles()
    builder.read_not_applicable()
    builder.read_verified()
    for file in docs:
        builder.read_file(file)
    layer = Layer(
        builder.entries, builder.domains, builder.digests, registers, (*above.chain, region), builder.roles, bodies, builder.not_applicable, builder.verified, above.unread
    )
    catalogue = Catalogue(
        region=region,
        chain=layer.chain,
        domains=tuple(sorted(layer.domains.values(), key=lambda domain: (domain.order, domain.slug))),
        entries=layer.entries,
        order=_order(builder.entries, builder.domains),
        roles=layer.roles,
        bodies=bodies,
        own_bodies=own_bodies,
        not_applicable=layer.not_applicable,
        verified=layer.verified,
    )
    if parent:
        builder.entries.update(own_contacts(catalogue, parent, registers.vocabulary.roles))
    return layer, catalogue, problems


def _order(entries: Mapping[str, Entry], domains: Mapping[str, Domain]) -> dict[str, tuple[str, ...]]:
    """Official order: the domain's categories, then ``order``, then the slug."""
    places = {slug: {category.name: i for i, category in enumerate(domain.categories)} for slug, domain in domains.items()}
    grouped: dict[str, list[tuple[int, int, str]]] = {slug: [] for slug in domains}
    for id_, entry in entries.items():
        item = entry.item
        place = places[item.domain].get(item.category or item.title, len(places[item.domain]))
        grouped[item.domain].append((place, item.order, id_))
    return {slug: tuple(id_ for _, _, id_ in sorted(keys)) for slug, keys in grouped.items()}


class _RegionBuilder:
    """Applies one region's files to what it inherits; wrong ones are reported and leave the inherited state."""

    def __init__(self, doc: Doc, region: Region, registers: Registers, bodies: Mapping[str, Body], above: Layer, problems: list[Problem]) -> None:
        self.doc, self.region, self.registers, self.bodies, self.problems = doc, region, registers, bodies, problems
        self.entries = dict(above.entries)
        self.domains = dict(above.domains)
        self.digests = dict(above.digests)
        self.roles = {scope: dict(roles) for scope, roles in above.roles.items()}
        self.not_applicable = dict(above.not_applicable)
        self.verified = dict(above.verified)
        self.unread = above.unread

    def read_roles(self) -> None:
        scopes: list[tuple[str, Path, Mapping[str, Any]]] = [("", ("roles",), self.doc.data.get("roles", {}))]
        for scope, roles in self.doc.data.get("role_overrides", {}).items():
            if scope in self.domains or scope in self.entries:
                scopes.append((scope, ("role_overrides", scope), roles))
            else:
                self._wrong(self.doc, "L407", ("role_overrides", scope), *self._unknown(scope, [*self.domains, *self.entries]))
        for scope, path, roles in scopes:
            for name, value in roles.items():
                at = (*path, name)
                role = self.registers.roles.find(name)
                if role is None:
                    self._wrong(self.doc, "N303", at, *self.registers.roles.explain(name))
                elif self.registers.vocabulary.roles[role].kind == "party":
                    self._wrong(self.doc, "L414", at, f"“{name}”是行政机关以外的公开义务人，不对应到单位", "删去这一行")
                else:
                    by_level = value if isinstance(value, dict) else {"": value}
                    found = {level: self._bodies(names, (*at, level) if level else at) for level, names in by_level.items()}
                    self.roles.setdefault(scope, {})[role] = found

    def _bodies(self, value: str | list[str], path: Path) -> tuple[Body, ...]:
        found = []
        for i, name in enumerate([value] if isinstance(value, str) else value):
            body = self.registers.bodies.find(name)
            if body is None:
                self._wrong(self.doc, "N309", path if isinstance(value, str) else (*path, i), *self.registers.bodies.explain(name))
            else:
                found.append(self.bodies[body])
        return tuple(found)

    def read_not_applicable(self) -> None:
        names = Register("公开领域", "catalog/standard/")
        for slug, domain in self.domains.items():
            names.add(slug, (domain.name, slug, *domain.aliases))
        for i, entry in enumerate(self.doc.data.get("restore", ())):
            restored = self._domain(names, entry["domain"], ("restore", i, "domain"))
            if restored and self.not_applicable.pop(restored, None) is None:
                self._wrong(self.doc, "L409", ("restore", i), f"上级没有把“{entry['domain']}”列为未涉及领域，无须恢复", "删去这一项")
        for i, entry in enumerate(self.doc.data.get("not_applicable", ())):
            absent = self._domain(names, entry["domain"], ("not_applicable", i, "domain"))
            if absent:
                origin = _origin(self.doc, self.region.id, ("not_applicable", i), entry["reason"])
                self.not_applicable[absent] = NotApplicable(absent, entry["reason"], origin, entry.get("date", ""))

    def read_verified(self) -> None:
        for i, entry in enumerate(self.doc.data.get("verified", ())):
            if entry["scope"] in self.domains or entry["scope"] in self.entries:
                self.verified[entry["scope"]] = Verification(**entry)
            else:
                self._wrong(self.doc, "L407", ("verified", i, "scope"), *self._unknown(entry["scope"], [*self.domains, *self.entries]))

    def _domain(self, names: Register, name: str, path: Path) -> str | None:
        found = names.find(name)
        if found is None:
            self._wrong(self.doc, "N308", path, *names.explain(name))
        return found

    def read_file(self, doc: Doc) -> None:
        """An own domain, an own item, an adjustment, a withdrawal or a restoration."""
        folder, _, name = doc.path[:-5].rpartition("/items/")[2].partition("/")
        if doc.kind == "domain":
            self._own_domain(doc, folder)
        elif f"{folder}/{name}" in self.unread or f"{folder}/domain" in self.unread:
            return  # what it builds on has an error of its own: one sentence is enough
        elif folder not in self.domains:
            self._wrong(doc, "L407", (), *self._unknown(folder, list(self.domains)))
        elif "title" in doc.data:
            self._own_item(doc, self.domains[folder], f"{folder}/{name}")
        elif f"{folder}/{name}" not in self.entries:
            self._wrong(doc, "L407", (), *self._unknown(f"{folder}/{name}", list(self.entries)))
        else:
            self._derive(doc, self.entries[f"{folder}/{name}"])

    def _own_domain(self, doc: Doc, slug: str) -> None:
        if not slug.startswith(OWN_PREFIX):
            self._wrong(doc, "L412", (), f"本地自设领域的文件夹“{slug}”没有以 {OWN_PREFIX} 开头", f"改名为 {OWN_PREFIX}{slug}")
        self.domains[slug], found = load_domain(doc, slug, self.registers, self.region.id)
        self.digests[slug] = doc.digest
        self.problems += found

    def _own_item(self, doc: Doc, domain: Domain, id_: str) -> None:
        slug = id_.split("/")[1]
        if not slug.startswith(OWN_PREFIX):
            self._wrong(doc, "L412", (), f"本级新增事项的文件名“{slug}”没有以 {OWN_PREFIX} 开头", f"改名为 {OWN_PREFIX}{slug}.yaml，以免与标准目录今后的事项重名")
        elif id_ in self.entries:
            self._wrong(doc, "L411", (), f"事项“{id_}”在上级目录里已经有了", "换一个文件名，或改为对上级事项的调整（adjust）")
        else:
            reader = FieldReader(self.registers, doc.where, doc.marks, domain.channel_rule)
            item = read_item(doc.data, reader, id_, domain, self.region.government)
            self.problems += reader.problems
            origin = _origin(doc, self.region.id, (), doc.data.get("reason", ""))
            self.entries[id_] = Entry(item, self.region.id, origin, doc.marks, _mix(doc.digest, self.digests[domain.slug]))

    def _derive(self, doc: Doc, entry: Entry) -> None:
        data, reason = doc.data, str(doc.data.get("reason", "")).strip()
        digest = _mix(entry.digest, doc.digest)
        if "restore" in data:
            if entry.withdrawal is None:
                self._wrong(doc, "L409", ("restore",), "上级目录没有停用这个事项，无须恢复", "删去这个文件")
            else:
                self.entries[entry.item.id] = replace(
                    entry, withdrawal=None, restored=_origin(doc, self.region.id, ("restore",), reason), digest=digest
                )
        elif entry.withdrawal is not None:
            self._wrong(doc, "L408", (), f"上级目录已将这个事项列为不适用（{entry.withdrawal.kind}）", "要恢复就写 restore: true 和 reason，否则删去这个文件")
        elif "withdraw" in data:
            origin = _origin(doc, self.region.id, ("withdraw",), reason)
            withdrawal = Withdrawal(data["withdraw"], reason, origin, data.get("date", ""), data.get("successor", ""))
            self.entries[entry.item.id] = replace(entry, withdrawal=withdrawal, digest=digest)
        else:
            self._adjust(doc, entry, reason, digest)

    def _adjust(self, doc: Doc, entry: Entry, reason: str, digest: str) -> None:
        domain = self.domains[entry.item.domain]
        reader = FieldReader(self.registers, doc.where, doc.marks, domain.channel_rule)
        adjusted = adjust(entry, doc.data["adjust"], reader, lambda path: _origin(doc, self.region.id, path, reason))
        if adjusted.item.category != entry.item.category:
            check_category(adjusted.item.category, ("adjust", "category", "now"), reader, domain)
        self.problems += reader.problems
        changes = adjusted.changes[len(entry.changes) :]
        if not reason and any(not change.filled for change in changes):
            self._wrong(doc, "L404", (), "本级调整没有写理由（reason）", "加一行 reason，说明为什么与上级目录不同，例如：本县规定缩短公开时限")
        if changes:
            self.entries[entry.item.id] = replace(adjusted, digest=digest)

    def _wrong(self, doc: Doc, code: str, path: Path, message: str, hint: str) -> None:
        self.problems.append(_problem(code, doc, path, message, hint))

    def _unknown(self, id_: str, known: list[str]) -> tuple[str, str]:
        what = "事项" if "/" in id_ else "领域"
        near = difflib.get_close_matches(id_, known, n=1, cutoff=0.6)
        hint = f"您是不是要写“{near[0]}”？" if near else "本级新增的事项请写 title 并以 bendi- 开头命名"
        return f"上级目录里没有{what}“{id_}”", hint


def _problem(code: str, doc: Doc, path: Path, message: str, hint: str) -> Problem:
    return Problem(code, position(doc.marks, path, doc.where), message, hint)


def _origin(doc: Doc, layer: str, path: Path = (), reason: str = "") -> Origin:
    line = position(doc.marks, path, doc.where, key=bool(path)).line if path else 1
    return Origin(layer, doc.where.root, doc.where.file, line, reason)


def _mix(*digests: str) -> str:
    return blake2b("".join(digests).encode(), digest_size=12).hexdigest()
