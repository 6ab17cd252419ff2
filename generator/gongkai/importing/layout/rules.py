"""What a table cannot say itself: which domains exist, what ■ means in each, and which names are channels."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gongkai.importing.cells.channels import COMMON, ChannelNames
from gongkai.model.catalogue import Library
from gongkai.reading.names import fold

_COMMON = ChannelNames(COMMON)


@dataclass(frozen=True, slots=True, eq=False)
class DomainRules:
    """``domains``: folded name or alias → (name, ``channel_rule`` of the schema); ``titles``: the folded names alone; ``channels``: names of the register."""

    domains: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    channels: ChannelNames = _COMMON

    def rule(self, domain: str) -> str:
        """What ■ means in the tables of ``domain`` (its name or an alias); 未说明 for an unknown one."""
        return self.domains.get(fold(domain), ("", "未说明"))[1]

    def name(self, domain: str) -> str:
        """The register's name for ``domain``; "" for an unknown one."""
        return self.domains.get(fold(domain), ("", ""))[0]

    def near(self, domain: str) -> str:
        """The one name that ``domain`` nearly is (财政预算决算) or begins with (国有土地上房屋征收); "" when there is none, or more than one."""
        key = fold(domain)
        if len(key) < 4 or key in self.domains:
            return ""
        found = [title for title in self.titles if title.startswith(key)] or difflib.get_close_matches(key, self.titles, n=2, cutoff=0.85)
        return self.name(found[0]) if len(found) == 1 else ""


def make_rules(domains: Iterable[tuple[str, Iterable[str], str]], channels: Iterable[str]) -> DomainRules:
    """Rules from (name, aliases, channel_rule) of each domain and the names of all channels. A name goes before another domain's alias."""
    found: dict[str, tuple[str, str]] = {}
    listed = [(name, tuple(aliases), rule) for name, aliases, rule in domains]
    for name, aliases, rule in listed:
        for alias in aliases:
            found.setdefault(fold(alias), (name, rule))
    found.update({fold(name): (name, rule) for name, _, rule in listed})
    return DomainRules(found, frozenset(fold(name) for name, _, _ in listed), ChannelNames((*COMMON, *channels)))


def rules_of(library: Library) -> DomainRules:
    """The rules as the library's registers give them, own domains of its regions included."""
    domains = {domain.slug: domain for catalogue in library.catalogues.values() for domain in catalogue.domains}
    return make_rules(
        [(domain.name, domain.aliases, domain.channel_rule) for domain in domains.values()],
        [name for channel in library.vocabulary.channels.values() for name in (channel.name, *channel.aliases)],
    )
