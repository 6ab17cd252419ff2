"""One row's cells as YAML values, every name looked up; what was guessed or not understood is told with the cell it stands in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from gongkai.authoring import form
from gongkai.importing.grid import Part, Remark, RemarkKind, SourceRow
from gongkai.importing.matching.names.bodies import Subjects
from gongkai.importing.matching.names.found import Found
from gongkai.importing.matching.names.registers import Names
from gongkai.importing.matching.similar import plain
from gongkai.model.item import Audience
from gongkai.model.timelimit import parse
from gongkai.reading.items import DITTO

UNNAMED: Final = ("特定群体", "特定群众", "特定对象", "特定人群", "特殊群体", "特定", "")
"""How a table ticks a group without saying who it is."""

REGIONAL: Final = {"责任科室": "office", "咨询电话": "phone", "监督电话": "supervision_phone", "更新周期": "update_cycle", "公开时长": "retention"}
"""Extra column → the field that only a region can fill in."""

REASONS: Final = ("调整理由", "理由", "调整原因", "原因", "变更说明", "调整说明", "新增理由")
SILENT: Final = ("公开要求",)
"""Extra columns that the layout has used already."""

NEW: Final = {"law": "依据没有登记过，新登记为“效力未核实”", "channel": "渠道没有登记过，新登记为本地渠道", "body": "单位没有登记过，新登记到 bodies.yaml"}
"""Kind of register entry → what is said at every cell that needs a new one."""

tidy = lru_cache(maxsize=16384)(form.tidy)
"""A table repeats the same few cells."""

_PHONE = re.compile(r"^[0-9+(（][-0-9 ()（）、，,；;/转－—]*$")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_URL = re.compile(r"https?://[^\s\"<>\\^`{|}，。；、（）\u3000-\u9fff]+", re.IGNORECASE)


@dataclass(slots=True)
class Cells:
    """``remarks`` and ``new`` (register entries that the values need) grow while values are asked for."""

    row: SourceRow
    names: Names
    exact: bool = False
    """A row of our own export: what somebody edited counts to the letter."""
    remarks: list[Remark] = field(default_factory=list)
    new: dict[str, None] = field(default_factory=dict)

    def place(self, *columns: str) -> str:
        """Where the first of the columns that the table has stands."""
        return next((self.row.places[column] for column in columns if column in self.row.places), self.row.place)

    def tell(self, kind: RemarkKind, column: str, words: str, was: str = "", now: str = "") -> None:
        remark = Remark(kind, self.place(column), words, was, now)
        if remark not in self.remarks:
            self.remarks.append(remark)

    def taken(self, found: Iterable[Found], column: str) -> list[Found]:
        """What was found, and told; what was not is told alone."""
        kept = []
        for one in found:
            for said in one.said:
                self.tell(said.kind, column, said.words, said.was, said.now)
            if one.new:
                self.tell("guessed", column, NEW[one.new.partition(":")[0]], "", str(one.yaml))
            if one.yaml is not None:
                kept.append(one)
        return kept

    def needs(self, found: Iterable[Found]) -> None:
        """The values are really used: so are the register entries that they need."""
        self.new.update((one.new, None) for one in found if one.new)

    def same(self, one: str, other: str) -> bool:
        """Nothing but signs, blanks and width differs; in a row of our own export, nothing at all."""
        return one == other if self.exact else plain(one) == plain(other)

    # the fields

    def titles(self) -> tuple[str, str, str]:
        """(category, subcategory, title); categories are empty where the table has one level."""
        own = (self.row.raw.get(column, "") for column in ("l1", "l2", "l3"))
        names = [tidy(name) for name in (own if self.exact else self.row.names) if name.strip()]
        names = [name for i, name in enumerate(names) if i == 0 or name != names[i - 1]]
        if not names:
            return "", "", ""
        return names[0] if len(names) > 1 else "", "，".join(names[1:-1]), names[-1]

    def basis(self) -> list[Found]:
        return self.taken((found for text in self.row.basis for found in self.names.laws.cite(text)), "basis")

    def channels(self) -> dict[str, list[Found]]:
        """Bucket → channels; empty when the cell says nothing that can be used."""
        chosen = self.row.channels
        if chosen is None:
            return {}
        found = {
            bucket: self.taken((self.names.channels.find(name, note) for name, note in uses), "channels")
            for bucket, uses in (("must", chosen.must), ("one_of", chosen.one_of), ("may", chosen.may))
        }
        seen: set[str] = set()
        kept: dict[str, list[Found]] = {}
        for bucket, uses in found.items():
            for one in uses:
                if one.key not in seen:
                    seen.add(one.key)
                    kept.setdefault(bucket, []).append(one)
        return kept

    def subjects(self) -> Subjects:
        """The names that are known; the others are told."""
        if not self.row.subjects.strip():
            return Subjects(())
        read = self.names.bodies.read(self.row.subjects)
        self.taken(read.names, "who")
        return read.known()

    @property
    def subjects_lost(self) -> bool:
        """A name of the cell is unknown: who discloses would be told in part only."""
        return any(one.yaml is None for one in self.names.bodies.read(self.row.subjects).names)

    def limit(self) -> str:
        text = block(self.row.time_limit)
        if not text or text in DITTO:
            return ""
        if parse(text).is_free:
            self.tell("unclear", "limit", "公开时限没有读懂，照原文录入", text)
        return text

    def audience(self, current: Audience | None = None) -> Audience | None:
        """None when nothing is ticked, or a group is ticked that nobody names (``current`` may name it)."""
        row = self.row
        groups = tuple(dict.fromkeys(tidy(group) for group in row.groups if tidy(group) not in UNNAMED))
        if row.everyone is None and not row.groups:
            return None
        if row.groups and not groups:
            if current is not None and current.groups:
                groups = current.groups
            else:
                self.tell("unclear", "groups", "勾选了特定群体，没有写明是哪些人，没有录入")
        everyone = bool(row.everyone)
        if not everyone and not groups:
            return None
        return Audience(everyone, groups)

    def element(self, part: Part) -> Any:
        """One element of 公开内容."""
        text = block(part.text)
        found: dict[str, Any] = {"text": text, "need": part.need, "time_limit": block(part.time_limit), "note": block(part.note)}
        if part.subjects:
            read = self.names.bodies.read(part.subjects)
            names = self.taken(read.names, "content")
            if names and len(names) == len(read.names):
                self.needs(names)
                found["subjects"] = [one.yaml for one in names]
            else:
                found["note"] = "；".join(words for words in (found["note"], f"公开主体：{tidy(part.subjects)}") if words)
        kept = {key: found[key] for key in ("text", "need", "time_limit", "subjects", "note") if found.get(key)}
        return text if list(kept) == ["text"] else kept

    def regional(self) -> dict[str, Any]:
        """Fields that only a region can know, from the extra columns."""
        found: dict[str, Any] = {}
        for heading, name in REGIONAL.items():
            text = tidy(self.row.extra.get(heading, ""))
            if not text:
                continue
            if "phone" in name and _MOBILE.search(text):
                self.tell("unclear", heading, f"{heading}像是个人手机号，没有录入", f"{text[:3]}…")
            elif "phone" in name and not _PHONE.match(text):
                self.tell("unclear", heading, f"{heading}不像电话号码，没有录入", text)
            else:
                found[name] = text
        urls = list(dict.fromkeys(url.rstrip(".,;") for heading in ("网址", "网站栏目") for url in _URL.findall(self.row.extra.get(heading, ""))))
        if urls:
            column = tidy(_URL.sub("", self.row.extra.get("网站栏目", "")))
            found["links"] = [{"url": url, **({"name": column} if column and len(urls) == 1 else {})} for url in urls]
        elif self.row.extra.get("网址", "").strip():
            self.tell("unclear", "网址", "不是 http 开头的网址，没有录入", self.row.extra["网址"].strip())
        return found

    def reason(self) -> str:
        """Why the county differs, where the table has a column for it."""
        return next((block(self.row.extra[heading]) for heading in REASONS if self.row.extra.get(heading, "").strip()), "")

    def note(self, without: Collection[str] = ()) -> str:
        """What no field holds: remarks and other columns, under their headings."""
        lines = []
        for heading, text in self.row.extra.items():
            words = block(text)
            used = heading in without or heading in REGIONAL or heading in REASONS or heading in SILENT or heading == "网址" or (heading == "网站栏目" and _URL.search(text))
            if words and not used and heading.endswith(("号", "码")) and _SERIAL.fullmatch(words):
                self.tell("note", heading, f"“{heading}”只是编号，没有写进说明", words)
            elif words and not used:
                lines.append(words if heading == "备注" else f"{heading}：{words}")
        return "\n".join(lines)


_SERIAL = re.compile(r"[A-Za-z]{0,4}[\d-]+")
"""流水号 90001: of use to the office that keeps the table, not to the public."""


def block(text: str) -> str:
    """Text of several lines as the schemas want it: each line tidy, none empty."""
    return "\n".join(line for line in map(tidy, text.split("\n")) if line)


def same_limit(one: str, other: str) -> bool:
    """The same words but for signs and blanks, or another wording of the same limit."""
    if plain(one) == plain(other):
        return True
    left, right = parse(one), parse(other)
    return not left.is_free and not right.is_free and left.clauses == right.clauses


def unique(parts: Sequence[Part]) -> list[Part]:
    """Parts without those that repeat another's words."""
    found: dict[str, Part] = {}
    for part in parts:
        if block(part.text):
            found.setdefault(plain(part.text) or part.text, part)
    return list(found.values())
