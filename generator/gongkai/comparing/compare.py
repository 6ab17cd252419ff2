"""Two states of all published catalogues → what changed, in words of the field; what one edit changed in many regions is said once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from gongkai.comparing.differences import Difference, Direction, differences, words
from gongkai.comparing.snapshot import Listed, RegionSnapshot, Snapshot
from gongkai.model.catalogue import STANDARD

REGION_MAP = "region.yaml"
"""`Change.source` of who answers for what: neither the standard nor an adjustment, but a region's map of roles."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one item (or of a domain or region: ``item`` is then ""), with every region whose catalogue it reaches.

    ``field`` is a field of YAML, or ``item``, ``domain``, ``region``; ``kind`` says what happened to it; ``was`` and ``now`` are
    readable, "" where there is nothing; ``text`` is the whole sentence; ``source`` is the layer that was edited, ``reason`` its reason.
    """

    domain: str
    item: str
    title: str
    field: str
    kind: str
    direction: Direction
    was: str
    now: str
    text: str
    source: str = ""
    reason: str = ""
    regions: tuple[str, ...] = ()
    former: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """What the edits of one layer did to all catalogues: how many edits, and which regions they reached."""

    source: str
    edits: int
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """``changes`` in the order of domains and items; ``regions``, ``domains`` and ``layers``: id → name, of both states."""

    changes: tuple[Change, ...]
    regions: Mapping[str, str]
    domains: Mapping[str, str]
    layers: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, direction: Direction) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.direction == direction)

    @cached_property
    def derived(self) -> tuple[Derived, ...]:
        """Layers whose edits reach the catalogues of other regions too, the standard first."""
        found = []
        layers = [STANDARD, *(id_ for id_ in self.layers if id_ != STANDARD), REGION_MAP]
        for source in layers:
            mine = [change for change in self.changes if change.source == source]
            reached = [id_ for id_ in self.regions if any(id_ in change.regions for change in mine)]
            if set(reached) - {source} and (source != REGION_MAP or len(reached) > 1):
                found.append(Derived(source, len(mine), tuple(reached)))
        return tuple(found)

    def layer(self, source: str) -> str:
        """A layer as it is called on screen."""
        return "单位和职责的对应关系" if source == REGION_MAP else self.layers.get(source, source)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Everything official that differs between ``old`` and ``new``; empty when every item's digest is the same."""
    domains = {**old.domains, **new.domains}
    regions = {**{id_: one.name for id_, one in new.regions.items()}, **{id_: one.name for id_, one in old.regions.items() if id_ not in new.regions}}
    found: list[Change] = []
    for id_ in regions:
        before, after = old.regions.get(id_), new.regions.get(id_)
        if before and after:
            found += _in_region(before, after, domains, new)
        elif after:
            found.append(_of_region(after, "added", "neutral", f"新增{after.name}的目录，{_live(after)}个事项"))
        elif before:
            found.append(_of_region(before, "removed", "narrowed", f"不再有{before.name}的目录（原有{_live(before)}个事项）"))
    for slug, name in old.domains.items():
        if new.domains.get(slug, name) != name:
            text = f"公开领域由“{name}”改称“{new.domains[slug]}”"
            found.append(Change(slug, "", new.domains[slug], "domain", "renamed", "neutral", name, new.domains[slug], text, regions=tuple(new.regions)))
    return Comparison(tuple(_together(found, domains, [*new.regions.values(), *old.regions.values()])), regions, domains, {**old.layers, **new.layers})


def _live(region: RegionSnapshot) -> int:
    return sum(not item.withdrawn for item in region.items.values())


def _of_region(region: RegionSnapshot, kind: str, direction: Direction, text: str) -> Change:
    was, now = ("", region.name) if kind == "added" else (region.name, "")
    return Change("", "", region.name, "region", kind, direction, was, now, text, regions=(region.id,))


def _in_region(old: RegionSnapshot, new: RegionSnapshot, domains: Mapping[str, str], whole: Snapshot) -> Iterator[Change]:
    yield from _scope(old, new, domains)
    moved = _moved(old, new)
    left = {before.id for before in moved.values()}
    for id_, item in new.items.items():
        before = moved.get(id_) or old.items.get(id_)
        if before is None:
            if item.domain not in old.not_applicable:
                yield replace(_added(item), regions=(new.id,))
        elif before.digest != item.digest or id_ in moved:
            yield from (replace(change, regions=(new.id,)) for change in _changed(before, item, new.id))
    elsewhere = whole.regions.values()
    for id_, item in old.items.items():
        if id_ not in new.items and id_ not in left and item.domain not in new.not_applicable:
            kept = any(id_ in region.items for region in elsewhere)
            yield replace(_gone(item, kept), regions=(new.id,))


def _scope(old: RegionSnapshot, new: RegionSnapshot, domains: Mapping[str, str]) -> Iterator[Change]:
    """Whole domains that the region does not have any more, or has again; their items are not listed one by one."""
    for slug, reason in new.not_applicable.items():
        name = domains.get(slug, slug)
        if slug not in old.not_applicable:
            count = sum(item.domain == slug for item in old.items.values())
            text = f"“{name}”列为未涉及领域{f'，{count}个事项不再列入' if count else ''}：{reason}"
            yield Change(slug, "", name, "domain", "not_applicable", "narrowed", f"{count}个事项", f"未涉及：{reason}", text, new.id, reason, (new.id,))
        elif old.not_applicable[slug] != reason:
            was = old.not_applicable[slug]
            text = f"“{name}”列为未涉及领域的理由由“{was}”改为“{reason}”"
            yield Change(slug, "", name, "domain", "rewritten", "neutral", was, reason, text, new.id, reason, (new.id,))
    for slug, reason in old.not_applicable.items():
        if slug not in new.not_applicable:
            name = domains.get(slug, slug)
            count = sum(item.domain == slug for item in new.items.values())
            text = f"“{name}”不再是未涉及领域，列入{count}个事项"
            yield Change(slug, "", name, "domain", "applicable", "widened", f"未涉及：{reason}", f"{count}个事项", text, new.id, "", (new.id,))


def _moved(old: RegionSnapshot, new: RegionSnapshot) -> dict[str, Listed]:
    """New id → the item as it was under its former id: it says so itself (``formerly``), or it says the same as one that is gone."""
    gone = {id_: item for id_, item in old.items.items() if id_ not in new.items}
    come = [item for id_, item in new.items.items() if id_ not in old.items]
    found: dict[str, Listed] = {}
    says_so: Callable[[Listed], list[str]] = lambda item: list(item.formerly)  # noqa: E731
    for same in (says_so, _same(gone)):
        for item in come:
            if item.id not in found:
                former = next((id_ for id_ in same(item) if id_ in gone), None)
                if former:
                    found[item.id] = gone.pop(former)
    return found


def _same(gone: Mapping[str, Listed]) -> Callable[[Listed], list[str]]:
    """Candidates among ``gone`` for an item: equal in every official field, else in what it is called and what it contains."""

    def key(item: Listed) -> str:
        return f"{item.fields.get('title', '')}\0{words(item.fields.get('content'))}"

    exact: dict[str, list[str]] = {}
    for id_, item in gone.items():
        for one in (item.digest, key(item)):
            exact.setdefault(one, []).append(id_)
    return lambda item: [*exact.get(item.digest, ()), *exact.get(key(item), ())]


def _change(item: Listed, step: Difference, source: str, reason: str) -> Change:
    title = str(item.fields.get("title", item.id))
    return Change(item.domain, item.id, title, step.field, step.kind, step.direction, step.was, step.now, step.text, source, reason)


def _added(item: Listed) -> Change:
    now = words(item.fields.get("content"))
    direction: Direction = "neutral" if item.withdrawn else "widened"
    text = "新增事项，同时标为不适用" if item.withdrawn else "新增事项"
    return _change(item, Difference("item", "added", direction, "", now, text), item.layer, _reason(item, item.layer, ("", "withdrawal")))


def _gone(item: Listed, kept: bool) -> Change:
    direction: Direction = "neutral" if item.withdrawn else "narrowed"
    kind, text = ("unlisted", "不再列入本级目录") if kept else ("removed", "删去事项")
    return _change(item, Difference("item", kind, direction, words(item.fields.get("content")), "", text), item.layer, "")


def _changed(old: Listed, new: Listed, region: str) -> Iterator[Change]:
    if old.id != new.id:
        was, now = str(old.fields.get("title", old.id)), str(new.fields.get("title", new.id))
        text = f"事项由“{was}”（{old.id}）改为现在的名称和地址（{new.id}）"
        yield replace(_change(new, Difference("item", "moved", "neutral", f"{was}（{old.id}）", f"{now}（{new.id}）", text), new.layer, ""), former=old.id)
    if old.withdrawn and new.withdrawn:
        old, new = _only_withdrawal(old), _only_withdrawal(new)
    elif old.withdrawn != new.withdrawn:
        yield _withdrawn(old, new)
        if new.withdrawn:
            return  # what else was edited in an item that nobody has to disclose any more is of no interest
        old = replace(old, fields={name: value for name, value in old.fields.items() if name != "withdrawal"})
    for step in differences(old.fields, new.fields):
        source = _source(old, new, step.field, region)
        yield _change(new, step, source, _reason(new, source, (step.field,)) or _reason(new, source, ("",)))


def _only_withdrawal(item: Listed) -> Listed:
    return replace(item, fields={name: value for name, value in item.fields.items() if name in ("title", "withdrawal")})


def _withdrawn(old: Listed, new: Listed) -> Change:
    gone = (new if new.withdrawn else old).fields["withdrawal"]
    said = f"不适用（{gone['kind']}）：{gone['reason']}"
    if new.withdrawn:
        source = next((step.layer for step in reversed(new.steps) if step.field == "withdrawal"), new.layer)
        step = Difference("item", "withdrawn", "narrowed", "适用", said, f"标为{said}")
        return _change(new, step, source, gone["reason"])
    source = next((step.layer for step in reversed(new.steps) if step.field == "restored"), _source(old, new, "withdrawal", ""))
    return _change(new, Difference("item", "restored", "widened", said, "适用", "恢复适用"), source, _reason(new, source, ("restored",)))


def _source(old: Listed, new: Listed, field: str, region: str) -> str:
    """The topmost layer whose words on the field differ; where none do, the map of roles (for 公开主体) or what the item came from."""
    before = [(step.layer, step.said) for step in old.steps if step.field == field]
    after = [(step.layer, step.said) for step in new.steps if step.field == field]
    layers = {layer for layer, _ in set(before) ^ set(after)}
    if layers and old.layer:
        return min(layers, key=lambda layer: (layer != STANDARD, layer.count("/"), layer))
    if field == "subjects" and old.subjects == new.subjects:
        return REGION_MAP
    return new.layer


def _reason(item: Listed, layer: str, fields: Iterable[str]) -> str:
    return next((step.reason for step in reversed(item.steps) if step.field in fields and step.layer == layer and step.reason), "")


def _together(changes: Iterable[Change], domains: Mapping[str, str], regions: Iterable[RegionSnapshot]) -> Iterator[Change]:
    """Equal changes of several regions as one; by domain and item in official order, whole regions and domains first."""
    merged: dict[tuple[str, ...], Change] = {}
    for change in changes:
        # counts of items differ from region to region, and so may what an added item says of its organs
        said = (change.reason,) if change.field == "domain" else () if change.field == "item" else (change.was, change.now)
        key = (change.domain, change.item, change.field, change.kind, *said, change.source if change.item else "")
        known = merged.get(key)
        merged[key] = replace(known, regions=tuple(dict.fromkeys((*known.regions, *change.regions)))) if known else change
    places: dict[str, int] = {}
    for region in regions:
        for id_ in region.items:
            places.setdefault(id_, len(places))
    order = {slug: i for i, slug in enumerate(domains)}
    yield from sorted(merged.values(), key=lambda change: (order.get(change.domain, -1), places.get(change.item, -1)))  # stable: fields keep theirs
