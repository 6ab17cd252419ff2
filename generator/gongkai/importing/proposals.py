"""What the tables leave out: items of the layer above without a row, and domains that they say are not theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.authoring.form import scalar, tidy
from gongkai.importing.home import Home
from gongkai.importing.matching.similar import plain
from gongkai.importing.options import Withdraw
from gongkai.importing.outcome import Absent, FileChange, Missing, Outcome
from gongkai.importing.texts import yaml_file


def missing(outcomes: Sequence[Outcome], home: Home, withdraw: Withdraw | None, banned: Mapping[str, str]) -> tuple[tuple[Missing, ...], list[FileChange]]:
    """Listed items of every domain that the tables have, which no row is about; with ``withdraw`` also their withdrawals.

    An item that a row may be about (unsure) is not missing for certain and is left alone.
    """
    if not home.region:
        return (), []
    seen = {outcome.id for outcome in outcomes}
    perhaps = {id_ for outcome in outcomes if outcome.verdict == "unsure" for id_, _, _ in outcome.near}
    domains = dict.fromkeys(outcome.domain for outcome in outcomes if outcome.verdict not in ("homeless", "refused"))
    found: list[Missing] = []
    files: list[FileChange] = []
    for domain in domains:
        for entry in home.catalogue.shown(domain):
            item = entry.item
            if item.id in seen or home.is_own(entry) or entry.withdrawal is not None:
                continue
            path = home.path(item.id)
            why = ""
            if item.id in perhaps:
                why = "有一行拿不准是不是它"
            elif withdraw and home.content(path) is not None:
                why = "已有本级的调整文件，没有写成不适用"
            elif withdraw and item.id in banned:
                why = f"写出来通不过检查：{banned[item.id]}"
            elif withdraw:
                data = {"withdraw": withdraw.kind, "reason": withdraw.reason, "date": withdraw.date}
                text = yaml_file(path, "adjustment", data, home.desk.own_schemas)
                files.append(FileChange(f"catalog/{path}", None, text.encode(), f"{home.name}不适用“{item.title}”"))
            written = bool(withdraw) and not why
            found.append(Missing(home.domains[domain].name, item.id, item.title, item.category, f"catalog/{path}" if written else "", why))
    return tuple(found), files


def absent(listed: Sequence[tuple[str, str, str]], home: Home) -> tuple[Absent, ...]:
    """``listed``: (name, reason, place) of each domain that a table says is not the region's."""
    names = {plain(name): domain for domain in home.domains.values() for name in (*domain.aliases, domain.slug, domain.name)}
    found = []
    for name, reason, place in dict.fromkeys(listed):
        domain = names.get(plain(name)) or names.get(plain(name.removesuffix("领域")))
        known = domain is not None and domain.slug in home.catalogue.not_applicable
        words = tidy(reason) or "（写明为什么不涉及、由谁负责、到哪里看）"
        text = f"- {{domain: {scalar(domain.name)}, reason: {scalar(words)}}}" if domain and not known else ""
        found.append(Absent(domain.name if domain else name, reason, place, known, text))
    return tuple(found)
