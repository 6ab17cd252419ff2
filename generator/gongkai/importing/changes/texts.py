"""Titles, 公开内容, 公开依据 and 公开时限 of a foreign row against the item's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from gongkai.importing.changes.against import Against
from gongkai.importing.changes.cells import Cells, same_limit, unique
from gongkai.importing.changes.edit import FieldEdit
from gongkai.importing.changes.elements import aligned, headed, same
from gongkai.importing.changes.slots import Slot, Wish, unchanged
from gongkai.importing.grid import Part
from gongkai.importing.matching.similar import likeness, plain
from gongkai.model.item import Citation, Domain, Element

SAME_CATEGORY: Final = 0.75
"""How alike a 一级事项 of a table and one of the domain are, to be the same: 政策法规文件, 政策文件."""

_LISTED = re.compile(r"[、；;，,]\s*(?![^（(]*[）)])")
"""Where a list in one line is cut: not within brackets."""
_CIRCLED = re.compile(r"\s*[①-⑳]\s*")


def titles(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    """The item's own name, and the names above it as far as the domain has them."""
    category, subcategory, title = cells.titles()
    item = other.item
    if title and not cells.same(title, item.title):
        column = next((column for column in ("l3", "l2", "l1") if cells.row.raw.get(column, "").strip()), "l1")
        yield FieldEdit("title", item.title, title, cells.place(column), title)
    if category and plain(category) not in (plain(item.category or item.title), plain(item.subcategory)):
        known = find_category(category, other.domain)
        if known and known != item.category:
            yield FieldEdit("category", item.category, known, cells.place("l1"), known)
        elif not known:
            cells.tell("note", "l1", "一级事项不在本领域登记的名称里，沿用上一级的", category, item.category or item.title)
    if subcategory and item.subcategory and not cells.same(subcategory, item.subcategory):
        yield FieldEdit("subcategory", item.subcategory, subcategory, cells.place("l2"), subcategory)


def find_category(name: str, domain: Domain) -> str:
    """The domain's 一级事项 called so, or nearly so; "" when it has none."""
    names = [category.name for category in domain.categories]
    exact = next((one for one in names if plain(one) == plain(name)), "")
    near = max(names, key=lambda one: likeness(one, name), default="")
    return exact or (near if near and likeness(near, name) >= SAME_CATEGORY else "")


def content(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    elements = other.item.content
    parts = unique([one for part in unique(cells.row.content) for one in _taken_apart(part, elements)])
    bare = all(not (part.need or part.time_limit or part.subjects or part.note) for part in parts)
    if not parts:
        return
    if bare and same("".join(part.text for part in parts)) == same("".join(element.text for element in elements)):
        return
    old = [element.text for element in elements]
    values = [cells.element(part) for part in parts]
    kept, reworded = aligned(old, [part.text for part in parts])
    slots = []
    for at, value in enumerate(values):
        place = kept.get(at, reworded.get(at))
        if place is None:
            slots.append(Slot(None, value))
            continue
        before = other.yaml.element(elements[place])
        after = _merged(before, value, keep_text=at in kept)
        slots.append(Slot(place, None if before == after else after))
    if not unchanged(slots, len(old), ordered=False):
        now = "\n".join(_words(slot, _at(elements, slot), value) for slot, value in zip(slots, values, strict=True))
        yield FieldEdit("content", "\n".join(old), now, cells.place("content"), slots=tuple(slots))


def _taken_apart(part: Part, elements: Sequence[Element]) -> list[Part]:
    """``申请材料、办理流程、办理时间、地点`` as the elements it names, where at least half of them are the item's own; else as it is.

    ``收支情况表：①总表②支出表`` is always two, each below the heading.
    """
    heading, rest = headed(part.text)
    numbered = [piece for piece in map(_tidy_end, _CIRCLED.split(rest)) if plain(piece)]
    if heading and len(numbered) > 1 and _CIRCLED.match(rest):
        return [replace(part, text=f"{heading}：{piece}") for piece in numbered]
    pieces = [piece for piece in _LISTED.split(part.text) if plain(piece)]
    if len(pieces) < 2 or part != Part(part.text):
        return [part]
    known = {same(element.text) for element in elements}
    found: list[str] = []
    at = 0
    while at < len(pieces):
        end = next((end for end in range(len(pieces), at, -1) if same("".join(pieces[at:end])) in known), at + 1)
        found.append(_tidy_end("、".join(pieces[at:end])))
        at = end
    return [Part(text) for text in found] if 2 * sum(same(text) in known for text in found) >= len(found) > 1 else [part]


def _tidy_end(text: str) -> str:
    return text.strip("。；; ")


def _at(elements: Any, slot: Slot) -> str:
    return elements[slot.old].text if slot.old is not None else ""


def _words(slot: Slot, before: str, yaml: Any) -> str:
    value = before if slot.yaml is None and slot.old is not None else slot.yaml or yaml
    if isinstance(value, str):
        return value
    own = [str(part) for key, part in value.items() if key not in ("text", "subjects")]
    return f"{value['text']}（{'；'.join(own)}）" if own else str(value["text"])


def _merged(before: Any, wish: Any, *, keep_text: bool) -> Any:
    """An element as it is, with what the table says of it; what the table does not say stays."""
    old = {"text": before} if isinstance(before, str) else dict(before)
    new = {"text": wish} if isinstance(wish, str) else dict(wish)
    if keep_text:
        new["text"] = old["text"]
    if "time_limit" in new and same_limit(new["time_limit"], old.get("time_limit", "")):
        new["time_limit"] = old["time_limit"]
    merged = {**old, **new}
    return merged["text"] if list(merged) == ["text"] else merged


def basis(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    if not cells.row.basis:
        return
    found = cells.basis()
    current = other.item.basis
    laws = other.yaml.vocabulary.laws
    cited = [(one, cells.names.citation(one.yaml)) for one in found]
    wanted = [(one, citation) for one, citation in cited if citation]
    there = {citation.law for citation in current}
    gone = {citation.law for citation in other.item.basis_as_issued}
    kept: set[int] = set()
    wishes: list[Wish] = []
    used = []
    for one, citation in wanted:
        if citation.law not in there and (citation.law in gone or laws[citation.law].successor in there):
            cells.tell("note", "basis", "这份依据已被替代，目录里写的是现行的", str(one.yaml))
            kept.update(i for i, old in enumerate(current) if old.law == laws[citation.law].successor or citation.law in gone)
            continue
        same = [i for i, old in enumerate(current) if old.law == citation.law]
        if same and (not citation.articles or any(_same_articles(current[i], citation) for i in same)):
            kept.update(same if not citation.articles else [i for i in same if _same_articles(current[i], citation)])
            continue
        wishes.append(Wish(one.yaml, (citation.law, plain(citation.articles)), str(one.yaml)))
        used.append(one)
    if not wanted:
        return
    left = [i for i, old in enumerate(current) if i not in kept and old.law not in {wish.key[0] for wish in wishes if isinstance(wish.key, tuple)}]
    if left and not _goes_back_to_ours((other.above or other.item).basis, [citation for _, citation in wanted]):
        cells.tell("note", "basis", "表里没有列的依据，目录里保留", "", "；".join(str(other.yaml.mention("basis", current[i])) for i in left))
        kept.update(left)
    slots = _by_law(current, kept, wishes)
    if unchanged(slots, len(current), ordered=False):
        return
    cells.needs(used)
    was = "\n".join(str(other.yaml.mention("basis", citation)) for citation in current)
    now = "\n".join(str(slot.yaml if slot.yaml is not None else other.yaml.mention("basis", current[slot.old or 0])) for slot in slots)
    yield FieldEdit("basis", was, now, cells.place("basis"), slots=tuple(slots), new=tuple(one.new for one in used if one.new))


def _same_articles(one: Citation, other: Citation) -> bool:
    return plain(one.articles) == plain(other.articles)


def _goes_back_to_ours(above: Sequence[Citation], cited: Sequence[Citation]) -> bool:
    """The cell names articles as the layer above does: then what it leaves out was left out on purpose.

    Ministries' tables and those made from them name laws without articles, and know nothing of laws that the catalogue has added since.
    """
    exact = {(citation.law, plain(citation.articles)) for citation in above if citation.articles}
    return not exact or any((citation.law, plain(citation.articles)) in exact for citation in cited)


def _by_law(current: tuple[Citation, ...], kept: set[int], wishes: list[Wish]) -> list[Slot]:
    """Kept citations, then the table's own: one of a law that is there takes that law's place."""
    free = [i for i in range(len(current)) if i not in kept]
    slots = [Slot(i) for i in sorted(kept)]
    added: list[Slot] = []
    for wish in dict.fromkeys(wishes):
        law = wish.key[0] if isinstance(wish.key, tuple) else ""
        at = next((i for i in free if current[i].law == law), None)
        if at is None:
            added.append(Slot(None, wish.yaml))
        else:
            free.remove(at)
            slots.append(Slot(at, wish.yaml))
    return [*sorted(slots, key=lambda slot: slot.old or 0), *added]


def limit(cells: Cells, other: Against) -> Iterator[FieldEdit]:
    text = cells.limit()
    if text and not same_limit(text, other.item.time_limit):
        yield FieldEdit("time_limit", other.item.time_limit, text, cells.place("limit"), text)
