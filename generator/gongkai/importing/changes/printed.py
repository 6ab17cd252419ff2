"""What our own export prints, read back line by line: an element of 公开内容 with its notes in brackets, a channel with its box.

Only lines that somebody has changed are read: all others are matched with what the export prints today.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.model.item import Channels
from gongkai.model.words import NEEDS
from gongkai.reading.fields import RULE_BUCKET

LABELS = ("时限", "主体", "对象", "方式", "渠道", "说明")
_LABEL = re.compile(rf"(?:^|；)({'|'.join(LABELS)})：")
_BULLET = re.compile(r"^\s*[·•●◦▪■◆*\-－—]\s*")
ONE_OF = re.compile(r"^以下至少.{1,4}[:：]?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of 公开内容: ``text``, and what stands in brackets behind it, by label; ``need`` 必选, 可选 or 本地."""

    text: str
    need: str = ""
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Box:
    """A line of the channel cell: the bucket that its box stands for, and the name as written."""

    name: str
    bucket: str


def split(cell: str, printed: Sequence[str]) -> list[tuple[int | None, str]]:
    """The elements of a cell: (number of the element printed so, its text); None for one that no printed element matches.

    ``printed``: the elements as they are printed today, some of several lines.
    """
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    shapes = [[part.strip() for part in one.split("\n") if part.strip()] for one in printed]
    free = list(range(len(shapes)))
    found: list[tuple[int | None, str]] = []
    at = 0
    while at < len(lines):
        place = next((i for i in free if shapes[i] == lines[at : at + len(shapes[i])]), None)
        if place is None:
            found.append((None, lines[at]))
            at += 1
        else:
            free.remove(place)
            found.append((place, printed[place]))
            at += len(shapes[place])
    return found


def read_line(text: str) -> Line:
    """``·处罚决定（可选；时限：20个工作日）`` taken apart; brackets that hold something else belong to the text."""
    plain = _BULLET.sub("", text).strip()
    start = _last_bracket(plain)
    if start is None:
        return Line(plain)
    inside = plain[start + 1 : -1]
    first = _LABEL.search(inside)
    head = inside[: first.start()] if first else inside
    if (head and head not in NEEDS) or start == 0:
        return Line(plain)
    spots = list(_LABEL.finditer(inside))
    notes = {spot.group(1): inside[spot.end() : following.start() if following else None] for spot, following in zip(spots, [*spots[1:], None], strict=False)}
    return Line(plain[:start].strip(), head, notes)


def _last_bracket(text: str) -> int | None:
    """Where the bracket opens that closes at the end of the text."""
    if not text.endswith(("）", ")")):
        return None
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        depth += (text[i] in "）)") - (text[i] in "（(")
        if depth == 0:
            return i
    return None


def noted(name: str) -> tuple[str, str]:
    """``政府网站（专栏）`` → the name and its note."""
    start = _last_bracket(name)
    return (name[:start].strip(), name[start + 1 : -1].strip()) if start else (name, "")


def boxes(cell: str, current: Channels, rule: str) -> list[Box]:
    """The channels of a cell that we printed for ``current``; ``rule`` is the domain's ``channel_rule``.

    A guideline that does not say what its ■ means has all of its channels printed with ■, so that there a □ is one that somebody unticked;
    elsewhere the legend over the table says that □ may be used as well.
    """
    kinds = [bucket for bucket in ("must", "one_of", "may") if getattr(current, bucket)]
    names = {use.name for use in current.all}
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    led = any(ONE_OF.match(line) for line in lines)
    ticked = "must" if led else kinds[0] if len(kinds) == 1 else ("one_of" if current.one_of and not current.must else "must") if kinds else RULE_BUCKET[rule]
    found: list[Box] = []
    for line in lines:
        name = line.lstrip("■☑√✓□☐ ")
        if ONE_OF.match(line):
            ticked = "one_of"
        elif line[0] not in "□☐":
            found.append(Box(name, ticked))
        elif len(kinds) > 1 or (RULE_BUCKET[rule] != "may" and name not in names):
            found.append(Box(name, "may"))
    return found
