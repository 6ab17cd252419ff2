"""All registers of one region as an import sees them: what is known already, and what the tables add."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from gongkai.authoring.desk import STATE, Desk
from gongkai.authoring.slugs import learn, propose, words
from gongkai.importing.matching.names.bodies import BodyNames
from gongkai.importing.matching.names.channels import ChannelNames
from gongkai.importing.matching.names.found import New
from gongkai.importing.matching.names.laws import Laws
from gongkai.model.catalogue import Catalogue
from gongkai.model.item import Citation
from gongkai.reading.fields import FieldReader, Registers
from gongkai.reading.kinds import OWN_PREFIX
from gongkai.reading.place import SourceFile


class Names:
    """Copies of the registers that grow; the desk's own stay as they are.

    ``source`` says where new entries were met (“据《…》”); ``refused``: names that must not be registered, because the checker would not have them.
    """

    def __init__(self, desk: Desk, catalogue: Catalogue, source: str, refused: frozenset[str] = frozenset()) -> None:
        self._desk, self._catalogue = desk, catalogue
        self._known: dict[str, frozenset[str]] = {}
        self.registers = _copy(desk.registers(catalogue if catalogue.region.id else None))
        vocabulary = self.registers.vocabulary
        places = [name for region in catalogue.chain for name in (region.name, region.government) if name]
        self._slugs: dict[str, set[str]] = {
            "laws": {*vocabulary.laws, *(path.stem for path in (desk.project / "catalog" / "laws").glob("*.yaml"))},
            "channels": set(vocabulary.channels),
            "bodies": {body.id for body in catalogue.own_bodies},
        }
        self.laws = Laws(self.registers, lambda title: self._slug("laws", title.removeprefix(STATE), "yiju"), source, refused)
        self.channels = ChannelNames(self.registers, lambda name: self._slug("channels", name, "qudao"), places, refused)
        self.bodies = BodyNames(self.registers, lambda name: self._slug("bodies", name, "danwei"), catalogue.chain, dict(catalogue.bodies), refused)

    def new(self, names: Iterable[str]) -> list[New]:
        """The new entries with these keys, each once, in the order they were met."""
        wanted = set(names)
        every = {**self.laws.new, **self.channels.new, **self.bodies.new}
        return [entry for key, entry in every.items() if key in wanted]

    def item_slug(self, title: str, domain: str, *, own: bool) -> str:
        """A file name for a new item that no layer has or had, and that this import has not given away."""
        taken = self._slugs.get(domain)
        if taken is None:
            taken = self._slugs[domain] = set(self._taken(domain))
        slug = propose(words(title, self._words(domain)), taken, prefix=OWN_PREFIX if own else "")
        taken.add(slug)
        return slug

    def _words(self, domain: str) -> frozenset[str]:
        """Words as the names of the registers and of the domain's own items are divided: to learn from all items takes half a second."""
        if domain not in self._known:
            vocabulary = self.registers.vocabulary
            named = [one for register in (vocabulary.roles, vocabulary.channels, vocabulary.life_events) for one in register.values()]
            pairs = {(one.name, one.id) for one in named} | {(one.name, one.slug) for one in self._catalogue.domains}
            pairs |= {(region.name, region.slug) for region in self._catalogue.chain}
            pairs |= {(entry.item.title, entry.item.slug) for entry in self._catalogue.entries.values() if entry.item.domain == domain}
            self._known[domain] = learn(pairs)
        return self._known[domain]

    def _taken(self, domain: str) -> Iterable[str]:
        for catalogue in self._desk.library.catalogues.values():
            for entry in catalogue.entries.values():
                if entry.item.domain == domain:
                    yield entry.item.slug
                yield from (former.split("/")[1] for former in entry.item.formerly if former.startswith(f"{domain}/"))
        yield from (doc.path.rpartition("/")[2].removesuffix(".yaml") for doc in self._desk.docs if f"/{domain}/" in doc.path)
        yield from (path.stem for path in (self._desk.project / "catalog").rglob(f"{domain}/*.yaml"))

    def _slug(self, kind: str, name: str, fallback: str) -> str:
        taken = self._slugs[kind]
        slug = propose(words(name, self._words("")), taken, fallback=fallback)
        taken.add(slug)
        return slug

    def citation(self, raw: Any) -> Citation | None:
        """What a file's citation says, of the registers as they are now."""
        return FieldReader(self.registers, SourceFile("", ""), [1, 1]).citation(raw, ())


def _copy(registers: Registers) -> Registers:
    vocabulary = registers.vocabulary
    return replace(
        registers,
        vocabulary=replace(vocabulary, laws=dict(vocabulary.laws), channels=dict(vocabulary.channels)),
        laws=registers.laws.below(),
        channels=registers.channels.below(),
        bodies=registers.bodies.below(),
        known={},
    )
