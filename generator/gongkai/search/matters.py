"""What can be found: one matter for each item, however many regions have it, with the texts that people may look for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from gongkai.model.catalogue import Catalogue, Entry, Library, published
from gongkai.model.duty import duties
from gongkai.model.item import Domain, Law
from gongkai.model.region import Region
from gongkai.search.text import normalise


@dataclass(frozen=True, slots=True)
class Field:
    """Texts of one kind: what a token in them is worth, whether single characters count, and what a whole text is worth (0: nothing)."""

    texts: tuple[str, ...]
    weight: int
    single: bool = False
    exact: int = 0


@dataclass(frozen=True, slots=True)
class Matter:
    """An item as search knows it. ``variants``: (number of the place, the entry there), the publication's own first."""

    id: str
    domain: str
    variants: tuple[tuple[int, Entry], ...]
    fields: tuple[Field, ...]
    digest: str

    @property
    def entry(self) -> Entry:
        return self.variants[0][1]


@dataclass(frozen=True, slots=True)
class Place:
    """A region that has pages: ``prefix`` is its folder below the site's root, ``names`` what people call it."""

    region: Region
    prefix: str
    names: tuple[str, ...]


def places(library: Library) -> tuple[Place, ...]:
    """The publication's root region first, then those below it, as the site has them."""
    root = library.publication.region
    found = []
    for catalogue in published(library):
        region = catalogue.region
        below = region.id[len(root) :].strip("/")
        prefix = "".join(f"regions/{slug}/" for slug in below.split("/") if slug)
        found.append(Place(region, prefix, _names(region)))
    return tuple(found)


def _names(region: Region) -> tuple[str, ...]:
    """示例县, 示例; a name of two characters is not shortened further."""
    kinds = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "街道办事处", "街道", "省", "市", "县", "区", "镇", "乡", "社区", "村", "旗")
    short = next((region.name.removesuffix(kind) for kind in kinds if region.name.endswith(kind)), region.name)
    return tuple(dict.fromkeys(name for name in (region.name, short) if len(name) > 1))


def matters(library: Library) -> tuple[Matter, ...]:
    """Every item that some region of the publication lists, in official order. Withdrawn items stay findable: their pages say what happened."""
    variants: dict[str, list[tuple[int, Entry]]] = {}
    catalogues: list[Catalogue] = []
    for number, catalogue in enumerate(published(library)):
        catalogues.append(catalogue)
        for domain in catalogue.domains:
            for entry in catalogue.shown(domain.slug):
                variants.setdefault(entry.item.id, []).append((number, entry))
    domains = {domain.slug: domain for catalogue in reversed(catalogues) for domain in catalogue.domains}
    order = _official_order(catalogues)
    found = []
    for id_ in sorted(variants, key=lambda id_: order[id_]):
        here = variants[id_]
        fields = tuple(_fields(library, catalogues, here, domains[here[0][1].item.domain]))
        digest = blake2b(repr(fields).encode(), digest_size=12).hexdigest()
        found.append(Matter(id_, here[0][1].item.domain, tuple(here), fields, digest))
    return tuple(found)


def _official_order(catalogues: Sequence[Catalogue]) -> dict[str, tuple[int, str, int]]:
    """Item → (its domain's ordinal, its domain, its place there): the root's order, then what only lower regions have."""
    order: dict[str, tuple[int, str, int]] = {}
    for number, catalogue in enumerate(catalogues):
        for domain in catalogue.domains:
            for place, id_ in enumerate(catalogue.order.get(domain.slug, ())):
                order.setdefault(id_, (domain.order, domain.slug, number * 10_000 + place))
    return order


def _fields(library: Library, catalogues: Sequence[Catalogue], variants: Sequence[tuple[int, Entry]], domain: Domain) -> Iterator[Field]:
    items = [entry.item for _, entry in variants]
    words = library.vocabulary
    names = {duty.name for number, entry in variants for duty in duties(catalogues[number], words.roles, entry.item)}
    bodies = [catalogues[number].bodies.get(name) for number, _ in variants for name in names]
    shorts = {body.short for body in bodies if body and body.short}
    cited = [words.laws[slug] for slug in dict.fromkeys(c.law for item in items for c in (*item.basis, *item.basis_as_issued)) if slug in words.laws]
    content = [element.text for item in items for element in item.content]
    events = [words.life_events[key].name for item in items for key in item.life_events if key in words.life_events]
    groups = [group for item in items for group in item.audience.groups]
    yield Field(_texts([item.title for item in items]), 9, single=True, exact=10)
    yield Field(_texts([alias for item in items for alias in item.aliases]), 5, single=True, exact=9)
    yield Field(_texts([text for item in items for text in (item.category, item.subcategory)]), 4, single=True, exact=6)
    yield Field(_texts([domain.name, *domain.aliases]), 3, single=True, exact=4)
    yield Field(_texts(content), 3, single=True)
    yield Field(_texts([item.summary for item in items]), 2)
    yield Field(_texts(events), 1)
    yield Field(_texts([*sorted(names | shorts), *groups]), 1)
    yield Field(_texts([text for law in cited for text in law_names(law)]), 1, exact=4)
    yield Field(_texts([item.note for item in items]), 1)


def law_names(law: Law) -> tuple[str, ...]:
    """Everything a reader may type for a law: its titles, spellings and number."""
    return tuple(dict.fromkeys(name for name in (law.title, law.short, *law.spellings, law.number) if name))


def _texts(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_folded(text) for text in texts if text))


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    """The catalogue is written in simplified characters: only width and case are folded."""
    return normalise(text, {})
