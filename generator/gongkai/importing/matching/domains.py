"""Which 公开领域 each row belongs to: as the command says, as the table says, or as its items show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.importing.grid import SourceRow
from gongkai.importing.matching.items import THRESHOLD, Card, score
from gongkai.importing.matching.similar import Scale, plain
from gongkai.model.catalogue import Catalogue

SAMPLE: Final = 40
"""Rows of a table that are looked at to find its domain."""

SHARE: Final = 0.5
"""Of them, how many must be like an item of the domain. Every table of the demonstration county is found by its rows' last titles alone."""


@dataclass(frozen=True, slots=True)
class DomainFound:
    """The domain's slug, "" when none was found; ``note``: what a person should know about how."""

    slug: str
    note: str = ""


def find_domains(rows: Sequence[SourceRow], catalogue: Catalogue, given: str = "") -> list[DomainFound]:
    """One for each row. ``given``: the domain that the command names, for all rows without an id of another one.

    In a file that names several domains it is for the rows whose own is not known: a section that says where it belongs stays there.
    """
    names = {plain(name): domain.slug for domain in catalogue.domains for name in (*domain.aliases, domain.slug, domain.name)}
    titles = {domain.slug: domain.name for domain in catalogue.domains}
    words: dict[str, set[str]] = {}
    for row in rows:
        words.setdefault(row.file, set()).add(row.domain)
    found: dict[int, DomainFound] = {}
    unknown: dict[tuple[str, str, str], list[int]] = {}
    for i, row in enumerate(rows):
        word = row.domain or (row.names[0] if len(row.names) > 1 else "")  # 社会救助领域 › 临时救助 in a list that has no column for domains
        said = names.get(plain(word)) or names.get(plain(word.removesuffix("领域")))
        if row.id in catalogue.entries:
            found[i] = DomainFound(catalogue.entries[row.id].item.domain)
        elif given and not (said and len(words[row.file]) > 1):
            note = f"表里写的领域是“{row.domain}”，按命令归到“{titles[given]}”" if row.domain and said != given else ""
            found[i] = DomainFound(given, note)
        elif said:
            found[i] = DomainFound(said)
        else:
            unknown.setdefault((row.file, row.domain, row.place.rpartition("第")[0]), []).append(i)
    for (_, word, _), places in unknown.items():
        slug = _likeliest([rows[i] for i in places[:: max(1, len(places) // SAMPLE)]], catalogue)
        how = f"没有登记过领域“{word}”，" if word else "表里没有写领域，"
        note = f"{how}按事项名称推测为“{titles[slug]}”" if slug else f"{how}事项名称也对不上哪个领域"
        found.update(dict.fromkeys(places, DomainFound(slug, note)))
    return [found[i] for i in range(len(rows))]


def _likeliest(rows: Sequence[SourceRow], catalogue: Catalogue) -> str:
    """The domain whose items the rows are like; "" when no domain has enough of them."""
    cards = [Card.of_row(row) for row in rows]
    best, chosen = 0.0, ""
    for domain in catalogue.domains:
        items = [Card.of_entry(catalogue.entries[id_]) for id_ in catalogue.order.get(domain.slug, ())]
        scale = Scale([item.path for item in items], [item.title for item in items])
        likes = [max((score(card, item, scale) for item in items), default=0.0) for card in cards]
        share = sum(like >= THRESHOLD for like in likes) / len(likes)
        if share >= SHARE and share + sum(likes) / len(likes) > best:
            best, chosen = share + sum(likes) / len(likes), domain.slug
    return chosen
