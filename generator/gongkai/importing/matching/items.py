"""Rows of a table ↔ items of one domain: how alike each pair is, and who gets whom, one to one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from gongkai.importing.grid import SourceRow
from gongkai.importing.matching.similar import Scale, likeness, overlap, plain
from gongkai.model.catalogue import Entry

THRESHOLD: Final = 0.70
"""From here on a row is taken for the item.

Measured on the 958 items of the standard, each renamed in one to three of the ways counties do (words left out, put in or replaced, another
一级事项 or none, half of the content): 97.4 % reach 0.70, and one has a higher likeness to another item than to its own. Of items that
stand in the standard beside one like it (审核信息, 审批信息) and are taken out, 9 % would be taken for that neighbour, had the table no row for it.
"""

NEAR: Final = 0.45
"""Below this nothing in the domain is like the row: it is an item of the region's own. Between the two a person decides.

Of items of other domains, 99 % stay below it.
"""

WEIGHTS: Final = (0.4, 0.35, 0.25)
"""Of the item's own title, of its whole path of titles, of the content."""

NEW = ("新增", "本级新增")
"""What a clerk writes into the column 编号 to say that the row is no item of the standard."""

How = Literal["编号", "名称", "相似", "指定新增", ""]


@dataclass(frozen=True, slots=True)
class Match:
    """What became of one row: the item's id ("" when none), how it was found, and the items that come nearest, (id, likeness).

    ``double``: the item that has the row's very titles went to another row.
    """

    id: str = ""
    score: float = 0.0
    how: How = ""
    near: tuple[tuple[str, float], ...] = ()
    own: bool = False
    note: str = ""
    double: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """The words by which an item, or a row, is known: its title, the titles above it, all of them, and its content."""

    title: str
    above: str
    path: str
    content: str

    @classmethod
    def of_entry(cls, entry: Entry) -> Card:
        item = entry.item
        return cls._of((item.category, item.subcategory, item.title), [element.text for element in item.content])

    @classmethod
    def of_row(cls, row: SourceRow) -> Card:
        return cls._of(row.names, [part.text for part in row.content])

    @classmethod
    def _of(cls, titles: Sequence[str], content: Sequence[str]) -> Card:
        names = list(dict.fromkeys(name for name in titles if name)) or [""]
        return cls(names[-1], "/".join(names[:-1]), "/".join(names), "\n".join(content))


def score(row: Card, item: Card, scale: Scale) -> float:
    """0 to 1. The same titles all the way are the same item whatever the content says."""
    if plain(row.path) == plain(item.path):
        return 1.0
    alike = scale.likeness(row.title, item.title)
    # 办事指南, 审批信息: a title that several items have says little; what stands above it tells them apart
    title = alike if scale.titles[plain(item.title)] < 2 else alike * scale.likeness(row.above, item.above)
    path = scale.likeness(row.path, item.path)
    parts = [(title, WEIGHTS[0]), (path, WEIGHTS[1])]
    if row.content and item.content:
        parts.append(((likeness(row.content, item.content) + overlap(row.content, item.content)) / 2, WEIGHTS[2]))
    return sum(value * weight for value, weight in parts) / sum(weight for _, weight in parts)


def match(
    rows: Sequence[SourceRow], entries: Mapping[str, Entry], everywhere: Mapping[str, Entry], own: Collection[str] = (), threshold: float = THRESHOLD
) -> list[Match]:
    """One `Match` for each of ``rows``. ``entries``: the domain's; ``everywhere``: all that an id may name; ``own``: the region's own items.

    The best pair of all is taken first, so that no row takes an item from one that fits it better.
    """
    cards = {id_: Card.of_entry(entry) for id_, entry in entries.items()}
    scale = Scale([card.path for card in cards.values()], [card.title for card in cards.values()])
    found = _by_id(rows, everywhere, scale)
    found.update(_new(rows, {id_: cards[id_] for id_ in own if id_ in cards}, {one.id for one in found.values()}, scale))
    found = {**_by_titles(rows, cards, found), **found}
    taken = {one.id for one in found.values() if one.id}
    scores: dict[int, list[tuple[float, str]]] = {}
    for i, row in enumerate(rows):
        if i not in found or (not found[i].id and not found[i].own):
            card = Card.of_row(row)
            ranked = sorted(((score(card, item, scale), id_) for id_, item in cards.items()), key=lambda pair: (-pair[0], pair[1]))
            scores[i] = ranked[:8]
    for value, i, id_ in sorted(((value, i, id_) for i, ranked in scores.items() for value, id_ in ranked), key=lambda triple: (-triple[0], triple[1])):
        if value < threshold:
            break
        if id_ not in taken and not (i in found and found[i].id):
            taken.add(id_)
            note = found[i].note if i in found else ""
            found[i] = Match(id_, value, "名称" if value == 1.0 else "相似", _near(scores[i], id_), note=note)
    return [found[i] if i in found and (found[i].id or found[i].own) else _unmatched(scores[i], taken, found.get(i)) for i in range(len(rows))]


def _by_id(rows: Sequence[SourceRow], everywhere: Mapping[str, Entry], scale: Scale) -> dict[int, Match]:
    """Rows with an id. Of several rows with the same one (a row copied in the spreadsheet) the one whose title fits best keeps it."""
    wanted: dict[str, list[int]] = {}
    found: dict[int, Match] = {}
    for i, row in enumerate(rows):
        id_ = row.id.strip()
        if id_ in everywhere:
            wanted.setdefault(id_, []).append(i)
        elif id_ and id_ not in NEW:
            found[i] = Match(note=f"编号“{id_}”不是目录里的事项，改按名称对应")
    for id_, places in wanted.items():
        card = Card.of_entry(everywhere[id_])
        best = max(places, key=lambda i: (score(Card.of_row(rows[i]), card, scale), -i))
        for i in places:
            found[i] = Match(id_, 1.0, "编号") if i == best else Match(note=f"编号“{id_}”和另一行相同（像是复制出来的行），改按名称对应")
    return found


def _new(rows: Sequence[SourceRow], own: Mapping[str, Card], taken: Collection[str], scale: Scale) -> dict[int, Match]:
    """Rows that a clerk marked 新增: an item of the region's own, the one made of them by an import before where there is one."""
    found: dict[int, Match] = {}
    gone = set(taken)
    for i, row in enumerate(rows):
        if row.id.strip() in NEW:
            card = Card.of_row(row)
            ranked = sorted(((score(card, item, scale), id_) for id_, item in own.items() if id_ not in gone), reverse=True)
            best = ranked[0] if ranked and ranked[0][0] >= THRESHOLD else None
            gone |= {best[1]} if best else set()
            found[i] = Match(best[1], best[0], "名称" if best[0] == 1.0 else "相似") if best else Match(how="指定新增", own=True)
    return found


def _by_titles(rows: Sequence[SourceRow], cards: Mapping[str, Card], before: Mapping[int, Match]) -> dict[int, Match]:
    """Rows that have the same titles all the way as one item, and no other row has: nothing needs to be compared for them."""
    taken = {one.id for one in before.values()}
    items: dict[str, list[str]] = {}
    for id_, card in cards.items():
        if id_ not in taken:
            items.setdefault(plain(card.path), []).append(id_)
    places: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        if i not in before:
            places.setdefault(plain(Card.of_row(row).path), []).append(i)
    return {at[0]: Match(items[path][0], 1.0, "名称") for path, at in places.items() if path and len(at) == 1 and len(items.get(path, ())) == 1}


def _near(ranked: Sequence[tuple[float, str]], chosen: str) -> tuple[tuple[str, float], ...]:
    return tuple((id_, value) for value, id_ in ranked if id_ != chosen and value >= NEAR)[:3]


def _unmatched(ranked: Sequence[tuple[float, str]], taken: set[str], before: Match | None) -> Match:
    """A row without an item: its own, where nothing free comes near it."""
    free = [(value, id_) for value, id_ in ranked if id_ not in taken]
    best = free[0][0] if free else 0.0
    near = tuple((id_, value) for value, id_ in ranked if value >= NEAR)[:3]
    double = ranked[0][1] if ranked and ranked[0][0] == 1.0 and best < 1.0 else ""
    return Match("", best, "", near, own=best < NEAR and not double, note=before.note if before else "", double=double)
