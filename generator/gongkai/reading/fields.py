"""One field of an item: YAML value → model value, every name resolved through the registers."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from gongkai.model.catalogue import Marks, Vocabulary
from gongkai.model.item import Audience, Channels, ChannelUse, Citation, Element, Link, Subjects
from gongkai.problems import Position, Problem
from gongkai.reading.names import Register, fold, short
from gongkai.reading.place import SourceFile, position

Path = tuple[str | int, ...]

_ARTICLES = re.compile(r"(?:第|[（(]|附件|附表|附则|总则|序言|等|及其|、|和|之)")
"""How the words after a law's name may begin: 第二十条 …, （国务院令 …）, 附件3, 等, 及其实施细则."""

_NUMBER = re.compile(r"[（(]([^（）()]*[0-9][^（）()]*号)[）)]")
"""A document number in brackets behind the name, as many tables print it."""

RULE_BUCKET = {"必选": "must", "至少一项": "one_of", "未说明": "may"}
"""What a plain list of channels means under a domain's rule for ■ (see ``channel_rule`` in domain.yaml)."""


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers of names that a region sees, with the entries behind them."""

    vocabulary: Vocabulary
    laws: Register
    roles: Register
    channels: Register
    life_events: Register
    bodies: Register
    known: dict[Hashable, Any] = field(default_factory=dict)
    """What was read before without a problem: a catalogue repeats the same few citations, subjects and channels."""


class FieldReader:
    """Reads the fields of one file; what is wrong is collected in ``problems`` and left out of the value."""

    def __init__(self, registers: Registers, where: SourceFile, marks: Marks, channel_rule: str = "未说明") -> None:
        self.registers = registers
        self.where = where
        self.marks = marks
        self.rule = channel_rule
        self.problems: list[Problem] = []

    def at(self, path: Path) -> Position:
        return position(self.marks, path, self.where)

    def wrong(self, code: str, path: Path, message: str, hint: str) -> None:
        self.problems.append(Problem(code, self.at(path), message, hint))

    def name(self, register: Register, name: str, path: Path, code: str) -> str | None:
        found = register.find(name)
        if found is None:
            self.wrong(code, path, *register.explain(name))
        return found

    def once(self, key: Hashable, read: Callable[[], Any]) -> Any:
        """What ``read`` gives, remembered under ``key`` unless it found a problem."""
        known = self.registers.known
        if key not in known:
            before = len(self.problems)
            found = read()
            if len(self.problems) > before:
                return found
            known[key] = found
        return known[key]

    def basis(self, raw: Sequence[Any], path: Path) -> tuple[Citation, ...]:
        return _kept([self.citation(value, (*path, i)) for i, value in enumerate(raw)])

    def citation(self, raw: Any, path: Path) -> Citation | None:
        """`《title》第二十条第（十一）项`, a bare title or number with the same tail, or ``{law, articles, note}``."""
        found: Citation | None = self.once(("basis", raw), lambda: self._citation(raw, path)) if isinstance(raw, str) else self._citation(raw, path)
        return found

    def _citation(self, raw: Any, path: Path) -> Citation | None:
        if isinstance(raw, dict):
            law = self.name(self.registers.laws, raw["law"], (*path, "law"), "N301")
            return Citation(law, "、".join(raw.get("articles", ())), raw.get("note", "")) if law else None
        title, rest = _split_title(raw)
        if title:
            law = self.name(self.registers.laws, title, path, "N301")
        else:
            found = self.registers.laws.prefix(raw)
            if found is None:
                self.wrong("N301", path, *self.registers.laws.explain(raw))
                return None
            law, rest = found
        rest = rest.strip()
        if rest and not _ARTICLES.match(rest):
            self.wrong("N302", path, f"依据名称后面的“{short(rest)}”不像条款号", "条款写成“第二十条第（十一）项”，其他说明写进 note")
            return None
        if law and (other := self._other_number(law, rest)):
            self.wrong("N312", path, f"依据“{short(raw)}”括号里的文号和登记的不一样", f"登记的是“{other}”：核对原文，改成一致；登记错了就改 catalog/laws/{law}.yaml")
        return Citation(law, rest) if law else None

    def _other_number(self, law: str, rest: str) -> str:
        """The law's registered number where ``rest`` begins with another one; "" where nothing speaks against it. Figures decide, for spellings vary."""
        written = _NUMBER.match(rest)
        entry = self.registers.vocabulary.laws.get(law)
        if written is None or entry is None or not entry.number:
            return ""
        known = [re.findall("[0-9]+", fold(name)) for name in (entry.number, *entry.spellings)]
        return entry.number if re.findall("[0-9]+", fold(written[1])) not in known else ""

    def subjects(self, raw: Any, path: Path) -> Subjects:
        if isinstance(raw, list):
            found: Subjects = self.once(("subjects", *raw), lambda: Subjects("each", self._subject_names(raw, path)))
            return found
        if "by_level" in raw:
            levels = tuple((level, self._subject_names(names, (*path, "by_level", level))) for level, names in raw["by_level"].items())
            return Subjects("by_level", tuple(dict.fromkeys(name for _, names in levels for name in names)), levels=levels)
        kind: Literal["joint", "any_of"] = "joint" if "joint" in raw else "any_of"
        names = self._subject_names(raw[kind], (*path, kind))
        lead = self.subject(raw["lead"], (*path, "lead")) if "lead" in raw else None
        if lead and lead not in names:
            self.wrong("N304", (*path, "lead"), f"牵头单位“{raw['lead']}”不在公开主体之中", "把它加进名单，或改成名单里的一个")
        return Subjects(kind, names, lead or "")

    def _subject_names(self, raw: Sequence[str], path: Path) -> tuple[str, ...]:
        return _kept([self.subject(name, (*path, i)) for i, name in enumerate(raw)])

    def subject(self, name: str, path: Path) -> str | None:
        """A role's or party's id, or a body's full name; the region's own bodies win over national roles of the same name."""
        found = self.registers.bodies.find(name) or self.registers.roles.find(name)
        if found is None:
            self._unknown_subject(name, path)
        return found

    def _unknown_subject(self, name: str, path: Path) -> None:
        sentence, hint = self.registers.roles.explain(name)
        body_sentence, body_hint = self.registers.bodies.explain(name)
        if "您是不是" not in hint and "您是不是" in body_hint:
            sentence, hint = body_sentence, body_hint
        self.wrong("N303", path, sentence, hint)

    def channels(self, raw: Any, path: Path) -> Channels:
        if isinstance(raw, list) and all(isinstance(name, str) for name in raw):
            found: Channels = self.once(("channels", self.rule, *raw), lambda: self._channels(raw, path))
            return found
        return self._channels(raw, path)

    def _channels(self, raw: Any, path: Path) -> Channels:
        buckets = {RULE_BUCKET[self.rule]: raw} if isinstance(raw, list) else raw
        uses: dict[str, tuple[ChannelUse, ...]] = {}
        for bucket, entries in buckets.items():
            base = path if isinstance(raw, list) else (*path, bucket)
            uses[bucket] = _kept([self.channel(entry, (*base, i)) for i, entry in enumerate(entries)])
        return Channels(**uses)

    def channel(self, raw: Any, path: Path) -> ChannelUse | None:
        entry = raw if isinstance(raw, dict) else {"name": raw}
        found = self.name(self.registers.channels, entry["name"], path, "N305")
        if found is None:
            return None
        return ChannelUse(found, self.registers.vocabulary.channels[found].name, entry.get("note", ""), entry.get("url", ""))

    def element(self, raw: Any, path: Path) -> Element:
        if isinstance(raw, str):
            return Element(raw)
        return Element(
            text=raw["text"],
            need=raw.get("need", ""),
            time_limit=raw.get("time_limit", ""),
            subjects=self.subjects(raw["subjects"], (*path, "subjects")) if "subjects" in raw else None,
            audience=audience(raw["audience"]) if "audience" in raw else None,
            mode=raw.get("mode", ""),
            channels=self.channels(raw["channels"], (*path, "channels")) if "channels" in raw else None,
            note=raw.get("note", ""),
        )

    def content(self, raw: Sequence[Any], path: Path) -> tuple[Element, ...]:
        return tuple([self.element(value, (*path, i)) for i, value in enumerate(raw)])

    def life_event(self, raw: str, path: Path) -> str | None:
        return self.name(self.registers.life_events, raw, path, "N306")

    def life_events(self, raw: Sequence[str], path: Path) -> tuple[str, ...]:
        return _kept([self.life_event(name, (*path, i)) for i, name in enumerate(raw)])

    def links(self, raw: Sequence[Any], path: Path) -> tuple[Link, ...]:
        found = []
        for i, link in enumerate(raw):
            channel = self.name(self.registers.channels, link["channel"], (*path, i, "channel"), "N305") if "channel" in link else ""
            found.append(Link(link["url"], channel or "", link.get("name", "")))
        return tuple(found)

    def whole(self, name: str, raw: Any, path: Path) -> Any:
        """The value of list field ``name``."""
        read = {"content": self.content, "basis": self.basis, "channels": self.channels, "subjects": self.subjects, "life_events": self.life_events}
        return read[name](raw, path) if name in read else tuple(raw)

    def one(self, name: str, raw: Any, path: Path) -> Any:
        """One element of list field ``name``; None (and a problem) when it names something unknown."""
        read = {"content": self.element, "basis": self.citation, "channels": self.channel, "subjects": self.subject, "life_events": self.life_event}
        return read[name](raw, path) if name in read else raw


def audience(raw: Any) -> Audience:
    """`全社会` or any other single group as text, or ``{everyone, groups}``."""
    if isinstance(raw, str):
        return Audience(True) if raw == "全社会" else Audience(False, (raw,))
    return Audience(raw.get("everyone", False), tuple(raw.get("groups", ())))


def _split_title(text: str) -> tuple[str, str]:
    """("title", "rest") of `《title》rest`; titles may nest 《》 themselves. ("", text) when it does not begin with 《."""
    if not text.startswith("《"):
        return "", text
    depth = 0
    for i, char in enumerate(text):
        depth += (char == "《") - (char == "》")
        if depth == 0:
            return text[1:i], text[i + 1 :]
    return "", text


def _kept(values: list[Any]) -> tuple[Any, ...]:
    return tuple([value for value in values if value])
