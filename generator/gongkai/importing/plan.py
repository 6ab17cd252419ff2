"""Rows that are understood → what the county really changed: adjustments with only the differing fields, own items, proposals. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from gongkai.importing.additions import additions, file_of
from gongkai.importing.changes.against import Against
from gongkai.importing.changes.as_yaml import AsYaml
from gongkai.importing.changes.cells import Cells
from gongkai.importing.fate import Fate, Judge, twice
from gongkai.importing.grid import Remark, SourceRow, Understood
from gongkai.importing.home import Home
from gongkai.importing.matching.domains import DomainFound, find_domains
from gongkai.importing.matching.items import NEW, Match, match
from gongkai.importing.matching.names.registers import Names
from gongkai.importing.options import Bans, Options
from gongkai.importing.outcome import Outcome, Plan, Registered
from gongkai.importing.proposals import absent, missing
from gongkai.importing.roles import role_changes
from gongkai.importing.texts import titled
from gongkai.model.words import LEVELS

Done = Callable[[], None]


def _nothing() -> None:
    pass


class Planner:
    """The rows of several files, matched with what ``home`` has; ``done`` is called whenever a row has found its fate."""

    def __init__(self, understood: Sequence[Understood], home: Home, options: Options, done: Done = _nothing, bans: Bans | None = None) -> None:
        self.understood, self.home, self.options, self.done = understood, home, options, done
        self.bans = bans or Bans()
        self.rows = [row for one in understood for row in one.rows]
        self.sources = tuple(dict.fromkeys(one.file for one in understood))
        said = "、".join(titled(source) for source in self.sources)
        self.names = Names(home.desk, home.catalogue, said if len(said) < 200 else f"{titled(self.sources[0])}等", self.bans.names)
        self._yaml: dict[str, AsYaml] = {}
        self.domains = find_domains(self.rows, home.catalogue, options.domain)
        self.matches = self._matched()
        self.pairs = {i: self._against(i) for i, found in enumerate(self.matches) if found.id}
        self.roles = role_changes(((self._cells(i), other) for i, other in self.pairs.items()), home, update=options.update) if home.region else {}
        self.judge = Judge(home, self.names, options, self.roles, {})
        self.fates: dict[int, Fate] = {}

    def without(self, bans: Bans) -> Planner:
        """The same without what is banned; only rows that are concerned are looked at again."""
        if bans.names != self.bans.names:
            return Planner(self.understood, self.home, self.options, _nothing, bans)
        for i, row in enumerate(self.rows):
            if bans.fields.get((row.file, row.place)) != self.bans.fields.get((row.file, row.place)):
                self.fates.pop(i, None)
        self.bans, self.done = bans, _nothing
        return self

    def plan(self) -> Plan:
        """What importing the files would do."""
        for i in range(len(self.rows)):
            if i not in self.fates:
                self.fates[i] = self._fate(i)
                self.done()
        fates = [self.fates[i] for i in range(len(self.rows))]
        outcomes = [fate.outcome for fate in fates]
        needed: dict[str, list[str]] = defaultdict(list)
        for fate in fates:
            for key, place in fate.needs:
                needed[key].append(place)
        entries = self.names.new(needed)
        changes, blocked = additions(entries, self.roles.values(), self.home)
        gaps, gone = missing(outcomes, self.home, self.options.withdraw, self.bans.items)
        return Plan(
            region=self.home.region,
            region_name=self.home.name,
            sources=self.sources,
            threshold=self.options.threshold,
            outcomes=tuple(outcomes),
            files=(*changes, *(fate.file for fate in fates if fate.file), *gone),
            registered=tuple(Registered(entry, f"catalog/{file_of(entry, self.home)}", tuple(dict.fromkeys(needed[entry.key]))) for entry in entries),
            roles=tuple(self.roles.values()),
            missing=gaps,
            absent=absent([one for file in self.understood for one in file.not_applicable], self.home),
            skipped=tuple((one.file, skipped) for one in self.understood for skipped in one.skipped),
            remarks=tuple((one.file, remark) for one in self.understood for remark in one.remarks),
            problems=tuple(problem for one in self.understood for problem in one.problems),
            covers={one.file: one.covers for one in self.understood},
            blocked=tuple(blocked),
        )

    def _matched(self) -> list[Match]:
        found: dict[int, Match] = {}
        slugs = [one.slug for one in self.domains]
        for slug in dict.fromkeys(slugs):
            places = [i for i, one in enumerate(slugs) if one == slug]
            rows = [self._with_id(self.rows[i]) for i in places]
            entries = {id_: self.home.entries[id_] for id_ in self.home.catalogue.order.get(slug, ())}
            own = [id_ for id_, entry in entries.items() if self.home.is_own(entry)]
            found.update(zip(places, match(rows, entries, self.home.entries, own, self.options.threshold) if slug else [Match()] * len(rows), strict=True))
        return [found[i] for i in range(len(slugs))]

    def _with_id(self, row: SourceRow) -> SourceRow:
        """The row with its id, or with what a clerk has written in its place: an id, or 新增."""
        if row.id:
            return row
        written = (row.raw.get("id", "").strip(), row.number.strip())
        id_ = next((text for text in written if text in NEW or text in self.home.entries), "")
        return replace(row, id=id_) if id_ else row

    def _against(self, i: int) -> Against:
        row, entry = self.rows[i], self.home.entries[self.matches[i].id]
        domain = self.home.domains[entry.item.domain]
        levels = frozenset(level for level in LEVELS if level in row.raw) or self._levels[row.file]
        above = None if self.home.is_own(entry) else self.home.above.get(entry.item.id)
        return Against(
            entry, domain, self.home.catalogue, self._as_yaml(domain.channel_rule), levels, self.home.printed(entry), self.home.lines(entry), above.item if above else None
        )

    def _cells(self, i: int) -> Cells:
        row = self.rows[i]
        return Cells(row, self.names, self.matches[i].how == "编号" and bool(self.pairs[i].printed) and self._ours[row.file])

    def _as_yaml(self, rule: str) -> AsYaml:
        if rule not in self._yaml:
            self._yaml[rule] = AsYaml(self.names.registers.vocabulary, rule)
        return self._yaml[rule]

    @cached_property
    def _levels(self) -> Mapping[str, frozenset[str]]:
        """File → levels that any of its rows has: a table with one column of words shows no others."""
        return {file: frozenset(level for row in self.rows if row.file == file for level in row.levels) for file in self.sources}

    @cached_property
    def _ours(self) -> Mapping[str, bool]:
        """Files that go back to our own export: there every element of 公开内容 begins with a dot. Others may have ids that a clerk put in."""
        cells = {file: [row.raw.get("content", "").strip() for row in self.rows if row.file == file and row.id] for file in self.sources}
        return {file: 2 * sum(cell.startswith("·") for cell in found) > len(found) for file, found in cells.items()}

    @cached_property
    def _categories(self) -> Mapping[tuple[str, str], str]:
        """(domain, 一级事项 of the table) → the one of the catalogue that it stands for in other rows."""
        found: dict[tuple[str, str], str] = {}
        for i, other in self.pairs.items():
            if len(self.rows[i].names) > 1 and other.item.category:
                found.setdefault((other.item.domain, self.rows[i].names[0]), other.item.category)
        return found

    def _fate(self, i: int) -> Fate:
        row, found, domain = self.rows[i], self.matches[i], self.domains[i]
        bans = self.bans.fields.get((row.file, row.place), {})
        near = tuple((id_, _named(self.home, id_), value) for id_, value in found.near)
        base = Outcome(row, "homeless", domain.slug, found.id, how=found.how, score=found.score, near=near, remarks=(*row.remarks, *_told(row, domain, found)))
        if not domain.slug:
            return Fate(replace(base, why=f"{domain.note}。改法：用 --domain 写明领域；本地自设的领域先建立 domain.yaml"))
        if found.id:
            return self.judge.matched(base, self._cells(i), self.pairs[i], bans)
        if found.own:
            of = self.home.domains[domain.slug]
            return self.judge.own(base, of, self._as_yaml(of.channel_rule), self._categories.get((of.slug, row.names[0] if row.names else ""), ""), bans)
        if found.double:
            first = next(self.rows[at] for at, one in enumerate(self.matches) if one.id == found.double)
            return twice(replace(base, title=self.home.entries[found.double].item.title), first)
        ids = "；".join(f"{title}（{id_}，{value:.0%}）" for id_, title, value in near)
        return Fate(replace(base, verdict="unsure", why=f"最接近的是：{ids}。改法：在表里加一列“编号”，写上对的编号，或者写“新增”，再导入一次"))


def make_plan(understood: Sequence[Understood], home: Home, options: Options, done: Done = _nothing) -> Plan:
    """What importing the files would do, before the checker has looked at it."""
    return Planner(understood, home, options, done).plan()


def _named(home: Home, id_: str) -> str:
    item = home.entries[id_].item
    return " › ".join(dict.fromkeys(name for name in (item.category, item.title) if name))


def _told(row: SourceRow, domain: DomainFound, found: Match) -> list[Remark]:
    """What is to be said of how the row's domain and item were found."""
    told = [Remark("guessed", row.places.get("domain", row.place), domain.note)] if domain.note and domain.slug else []
    return [*told, Remark("unclear", row.places.get("id", row.place), found.note)] if found.note else told
