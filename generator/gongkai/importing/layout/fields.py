"""The cells of one item, resolved → the fields of a `SourceRow`, each with what there is to tell about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.importing.cells.aside import Asides
from gongkai.importing.cells.basis import read_basis
from gongkai.importing.cells.boxes import boxes_are_bullets, doubtful_is_chosen
from gongkai.importing.cells.channels import Legend, legend_of, read_channels
from gongkai.importing.cells.content import Signs, read_content, signs_of
from gongkai.importing.cells.levels import levels_of
from gongkai.importing.cells.limit import read_limit
from gongkai.importing.cells.marks import plain_boxes, read_check
from gongkai.importing.cells.people import read_audience, read_audience_words, read_mode, read_mode_words
from gongkai.importing.cells.subjects import read_subjects
from gongkai.importing.cells.text import flat
from gongkai.importing.grid import Chosen, Part, Remark
from gongkai.importing.layout.header import Column
from gongkai.importing.layout.lines import Slot
from gongkai.importing.layout.rules import DomainRules
from gongkai.model.timelimit import parse

LONGEST = 10_000
"""Characters of a cell that is read; the longest that a survey of published tables saw has some 700."""
TICK_KEYS = ("everyone", "groups", "active", "request", "level", "audience", "mode", "levels")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the table writes: what its signs mean, and what its column of channels shows."""

    rules: DomainRules
    legend: Legend
    signs: Signs
    doubtful_on: bool = False
    bullets: bool = False


def habits_of(columns: tuple[Column, ...], words: list[str], domain: str, rules: DomainRules, channel_cells: list[str]) -> Habits:
    """``words``: titles and notes around the table; ``channel_cells``: all cells of its column of channels."""
    around = "\n".join(words)
    channel_words = "\n".join(column.words for column in columns if column.key == "channels")
    content_words = "\n".join(column.words for column in columns if column.key == "content")
    stated = legend_of(channel_words)
    legend = stated if stated != Legend() else legend_of(around, rules.rule(domain))
    signs = signs_of(content_words)
    names = rules.channels
    return Habits(rules, legend, signs if any(signs) else signs_of(around), doubtful_is_chosen(channel_cells, names), boxes_are_bullets(channel_cells, names))


@dataclass(slots=True)
class Reader:
    """Reads the slots of one line; remarks gather in ``remarks``."""

    habits: Habits
    ours: bool
    remarks: list[Remark] = field(default_factory=list)

    def told(self, place: str, value: Any, asides: Asides) -> Any:
        self.remarks += [aside.at(place) for aside in asides]
        return value

    def content(self, slot: Slot | None, several: bool = False) -> tuple[Part, ...]:
        """``several``: the item's content stands in several cells."""
        found: tuple[Part, ...] = self._text(slot, lambda text: read_content(text, self.habits.signs, self.ours, several)) or ()
        return found

    def basis(self, slot: Slot | None) -> tuple[str, ...]:
        found: tuple[str, ...] = self._text(slot, read_basis) or ()
        return found

    def limit(self, slot: Slot | None) -> str:
        return self._text(slot, read_limit) or ""

    def subjects(self, slot: Slot | None) -> str:
        return self._text(slot, lambda text: (read_subjects(text), ())) or ""

    def channels(self, slots: list[Slot], labels: list[str]) -> Chosen | None:
        """All channel columns together; where each stands beside a level of its own, the level becomes the channel's note unless all agree."""
        read = []
        for slot in slots:
            found = self._text(slot, lambda text: read_channels(text, self.habits.legend, self.habits.rules.channels, doubtful_on=self.habits.doubtful_on, bullets=self.habits.bullets, ours=self.ours))
            read.append(found)
        given = [(chosen, label) for chosen, label in zip(read, labels, strict=True) if chosen is not None]
        if len(given) <= 1:
            return given[0][0] if given else None
        return merged([chosen for chosen, _ in given] if len({chosen for chosen, _ in given}) == 1 else [_noted(chosen, label) for chosen, label in given])

    def _text(self, slot: Slot | None, read: Callable[[str], tuple[Any, Asides]]) -> Any:
        if slot is None or slot.blank:
            return None
        if len(slot.text) > LONGEST:
            self.remarks.append(Remark("unclear", slot.place, f"这一格有 {len(slot.text)} 字，太长，没有拆开来读"))
            return None
        value, asides = read(slot.text)
        return self.told(slot.place, value, asides)

    def audience(self, slots: Mapping[str, Slot]) -> tuple[bool | None, tuple[str, ...]]:
        if "everyone" in slots or "groups" in slots:
            one, two = slots.get("everyone"), slots.get("groups")
            place = (one or two or Slot("", "")).place
            if one and two and two.kind == "across":
                two = None
            everyone, groups, asides = read_audience(one.text if one else "", two.text if two else "")
        elif "audience" in slots:
            place = slots["audience"].place
            everyone, groups, asides = read_audience_words(slots["audience"].text)
        elif "mode" in slots and "全社会" in flat(slots["mode"].text):
            self.remarks.append(Remark("guessed", slots["mode"].place, "表里没有公开对象，从公开方式里认出了“全社会”"))
            return True, ()
        else:
            return None, ()
        if everyone is None and not asides:
            self.remarks.append(Remark("unclear", place, "公开对象没有勾选"))
        self.told(place, None, asides)
        return everyone, groups

    def mode(self, slots: Mapping[str, Slot]) -> str:
        if "active" in slots or "request" in slots:
            one, two = slots.get("active"), slots.get("request")
            place = (one or two or Slot("", "")).place
            mode, asides = read_mode(one.text if one else "", two.text if two and two.kind != "across" else "")
        elif "mode" in slots:
            place = slots["mode"].place
            mode, asides = read_mode_words(slots["mode"].text)
        else:
            return ""
        if not mode and not asides:
            self.remarks.append(Remark("unclear", place, "公开方式没有勾选"))
        self.told(place, None, asides)
        return mode

    def levels(self, ticks: list[tuple[Column, Slot]], words: list[Slot]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for column, slot in ticks:
            check = read_check(slot.text)
            named = levels_of(check.words) if check.words else ()
            if check.odd:
                self.remarks.append(Remark("unclear", slot.place, "勾选的地方变成了问号，按没有勾选理解"))
            if named:
                found.update(dict.fromkeys(named))
            elif check.on or check.words:
                found.update(dict.fromkeys(column.levels))
                if not column.levels:
                    self.remarks.append(Remark("unclear", slot.place, f"公开层级“{column.name}”不知道对应哪一级"))
                if check.words:
                    self.remarks.append(Remark("note", slot.place, f"公开层级“{column.name}”一栏写着“{check.words}”，按已勾选理解"))
        for slot in words:
            found.update(dict.fromkeys(_levels_in_words(slot.text)))
            if not slot.blank and not _levels_in_words(slot.text):
                self.remarks.append(Remark("unclear", slot.place, f"看不出公开层级：{slot.text.strip()[:20]}"))
        if not found and ticks and all(slot.blank for _, slot in ticks):
            self.remarks.append(Remark("unclear", ticks[0][1].place, "公开层级没有勾选"))
        order = ("省级", "市级", "县级", "乡级", "村级")
        return tuple(level for level in order if level in found)

    def demand(self, slot: Slot | None, *, limit: bool, basis: bool) -> tuple[str, tuple[str, ...]]:
        """公开要求, where it stands in for 公开依据 and 公开时限: its clauses that are a limit, and its citations."""
        if slot is None or slot.blank:
            return "", ()
        pieces = [piece for piece in slot.text.replace("。", "；").replace(";", "；").replace("\n", "；").split("；") if piece.strip()]
        limits = [text for piece in pieces if "《" not in piece and (text := read_limit(piece)[0]) and parse(text).clauses[0].kind != "free"] if limit else []
        citations = [citation for piece in pieces if "《" in piece for citation in read_basis(piece)[0]] if basis else []
        if limits or citations:
            self.remarks.append(Remark("guessed", slot.place, "从“公开要求”里认出了时限或依据", slot.text.strip(), "；".join([*limits, *citations])))
        return "；".join(limits), tuple(citations)


def _levels_in_words(text: str) -> tuple[str, ...]:

    chosen = re.findall(r"[■☑√✓●▲]\s*([^■☑√✓●▲□☐○〇口\s]+)", plain_boxes(text))
    return levels_of("、".join(chosen)) if chosen else levels_of(text.replace("\n", "、"))


def _noted(chosen: Chosen, label: str) -> Chosen:
    def note(uses: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((name, f"{label}：{text}" if text else label) for name, text in uses)

    return Chosen(note(chosen.must), note(chosen.one_of), note(chosen.may), chosen.unchosen) if label else chosen


def merged(many: list[Chosen]) -> Chosen:
    """What any of them chooses; unchosen is what none does."""

    def union(name: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(use for chosen in many for use in getattr(chosen, name)))

    must, one_of, may = union("must"), union("one_of"), union("may")
    taken = {name for name, _ in (*must, *one_of, *may)}
    return Chosen(must, one_of, may, tuple(name for name in union("unchosen") if name not in taken))
