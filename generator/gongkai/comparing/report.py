"""A comparison for people: what narrows and what widens first, by domain and item; what many items share is said once. As text, JSON, Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

import orjson

from gongkai.comparing.compare import REGION_MAP, Change, Comparison
from gongkai.comparing.differences import Direction
from gongkai.model.catalogue import STANDARD

HEADINGS: dict[Direction, str] = {
    "narrowed": "收窄（公开得更少、更晚，或者面向更少的人）",
    "widened": "扩大（公开得更多、更快，或者面向更多的人）",
    "neutral": "其他改动",
}
SHORT: dict[Direction, str] = {"narrowed": "收窄", "widened": "扩大", "neutral": "其他"}
COLOURS: dict[Direction, str] = {"narrowed": "red", "widened": "green", "neutral": "blue"}

MANY = 5
"""From so many items on, the same change is one line with their names."""

NAMED = 6
"""Items named in such a line."""

LIMIT = 65_000
"""Characters of a comment that every forge takes (GitHub 65,536)."""

Paint = Callable[[str, str], str]
"""(text, colour or ``bold``) → text for a terminal."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to print: how deep it stands (0 heading, 1 domain or bulk, 2 item, 3 change), its text, its direction, and how many changes it says."""

    depth: int
    text: str
    direction: Direction
    says: int = 0
    note: str = ""


def summary(comparison: Comparison) -> str:
    """``共12处变化：收窄3，扩大5，其他4``."""
    counts = "，".join(f"{words}{len(comparison.of(direction))}" for direction, words in SHORT.items())
    return f"共{len(comparison.changes)}处变化：{counts}"


def derived(comparison: Comparison) -> list[str]:
    """One sentence for each layer whose edits reach other catalogues."""
    found = []
    for one in comparison.derived:
        others = [id_ for id_ in one.regions if id_ != one.source]
        own = one.source in one.regions
        reach = f"影响{'本级和' if own else ''}{len(others)}个{'下级' if own else ''}地区的目录"
        found.append(f"{comparison.layer(one.source)}改{one.edits}处 → {reach}")
    return found


def lines(comparison: Comparison) -> Iterator[Line]:
    """Everything below the summary, in the order to be read."""
    for direction, heading in HEADINGS.items():
        changes = comparison.of(direction)
        if not changes:
            continue
        yield Line(0, f"{heading}：{len(changes)}处", direction)
        bulk, rest = _bulk(changes)
        for group in bulk:
            yield Line(1, _bulk_text(comparison, group), direction, len(group), _where(comparison, group[0]))
        before: tuple[str, str] | None = None
        for change in rest:
            if before is None or before[0] != change.domain:
                yield Line(1, comparison.domains.get(change.domain, "地区"), direction)
            if change.item and (before is None or before != (change.domain, change.item)):
                yield Line(2, f"{change.title}（{change.item}）", direction)
            before = (change.domain, change.item)
            yield Line(3, change.text, direction, 1, _where(comparison, change))


def _bulk(changes: Sequence[Change]) -> tuple[list[list[Change]], list[Change]]:
    """Changes that say the same of many items, and all others."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        if change.item and change.field != "item":
            groups.setdefault((change.field, change.kind, change.was, change.now, change.source), []).append(change)
    bulk = [group for group in groups.values() if len(group) >= MANY]
    taken = {id(change) for group in bulk for change in group}
    return bulk, [change for change in changes if id(change) not in taken]


def _bulk_text(comparison: Comparison, group: Sequence[Change]) -> str:
    domains = list(dict.fromkeys(comparison.domains.get(change.domain, change.domain) for change in group))
    names = "、".join(change.title for change in group[:NAMED])
    where = domains[0] if len(domains) == 1 else f"{domains[0]}等{len(domains)}个领域"
    return f"{group[0].text}：{where}的{len(group)}个事项（{names}{' 等' if len(group) > NAMED else ''}）"


def _where(comparison: Comparison, change: Change) -> str:
    """Which catalogues, whose edit and why; what goes without saying is left out."""
    parts = []
    if len(comparison.regions) > 1 and change.regions and change.field != "region":
        parts.append(regions(comparison, change.regions))
    if change.source in (STANDARD, REGION_MAP) or (change.source and change.source not in change.regions[:1]):
        parts.append(f"改的是{comparison.layer(change.source)}")
    if change.reason and change.reason not in change.text:
        parts.append(f"理由：{change.reason}")
    return "；".join(parts)


def regions(comparison: Comparison, ids: Sequence[str]) -> str:
    """``示例县等6个地区``."""
    if len(ids) > 1 and len(ids) == len(comparison.regions):
        return f"全部{len(ids)}个地区"
    names = [comparison.regions.get(id_, id_) for id_ in ids]
    return "、".join(names) if len(names) <= 2 else f"{names[0]}等{len(names)}个地区"


def as_text(comparison: Comparison, was: str, now: str, notes: Sequence[str] = (), paint: Paint = lambda text, _: text) -> str:
    """For a terminal; ``paint`` colours."""
    out = [f"比较：{_plain(was)} → {_plain(now)}", *(f"注意：{_plain(note)}" for note in notes)]
    if not comparison:
        return "\n".join([*out, "官方要素没有变化。"]) + "\n"
    out.append(f"{summary(comparison)}。")
    out += [f"  {sentence}" for sentence in derived(comparison)]
    signs = {"narrowed": "−", "widened": "＋", "neutral": "·"}
    for line in lines(comparison):
        text = _plain(line.text)
        if line.depth == 0:
            out += ["", paint(text, "bold")]
        elif line.says:
            note = f"（{_plain(line.note)}）" if line.note else ""
            out.append(f"{'  ' * min(line.depth, 3)}{paint(f'{signs[line.direction]} {text}', COLOURS[line.direction])}{note}")
        else:
            out.append(f"{'  ' * line.depth}{text}")
    return "\n".join(out) + "\n"


def as_json(comparison: Comparison, was: str, now: str, notes: Sequence[str] = ()) -> bytes:
    """For programs. The fields of a change are those of `Change`."""
    data = {
        "format": 1,
        "from": was,
        "to": now,
        "notes": list(notes),
        "summary": {"changes": len(comparison.changes)} | {str(direction): len(comparison.of(direction)) for direction in HEADINGS},
        "derived": [{**asdict(one), "name": comparison.layer(one.source)} for one in comparison.derived],
        "changes": [asdict(change) for change in comparison.changes],
        "regions": comparison.regions,
        "domains": comparison.domains,
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def as_markdown(comparison: Comparison, was: str, now: str, notes: Sequence[str] = (), limit: int = LIMIT) -> str:
    """For a merge request: nothing from the catalogue acts as markup, and never more than ``limit`` characters."""
    out = [f"### 目录变化：{escape(was)} → {escape(now)}", "", *(f"> 注意：{escape(note)}" for note in notes)]
    if not comparison:
        return _cut("\n".join([*out, "官方要素没有变化。"]) + "\n", limit)
    out += [f"**{summary(comparison)}。**", ""]
    out += [f"- {escape(sentence)}" for sentence in derived(comparison)]
    text = "\n".join(out) + "\n"
    room = limit - 200
    if len(text) > room:
        return _cut(text, limit)
    said: dict[Direction, int] = {"narrowed": 0, "widened": 0, "neutral": 0}
    for line in lines(comparison):
        if line.depth == 0:
            piece = f"\n#### {escape(line.text)}\n\n"
        else:
            body = f"**{escape(line.text)}**" if not line.says and line.depth == 1 else escape(line.text)
            note = f"（{escape(line.note)}）" if line.note else ""
            piece = f"{'  ' * (line.depth - 1)}- {body}{note}\n"
        if len(text) + len(piece) > room:
            left = "，".join(f"{words}{n}处" for direction, words in SHORT.items() if (n := len(comparison.of(direction)) - said[direction]))
            return f"{text}\n**太长，没有全部列出：还有{left}。** 在自己的电脑上运行 gongkai diff 可以看到全部。\n"
        text += piece
        said[line.direction] += line.says
    return text


def _cut(text: str, limit: int) -> str:
    tail = "…\n\n**太长，没有全部列出。**\n"
    return text if len(text) <= limit else text[: limit - len(tail)] + tail


def escape(text: str) -> str:
    """The text as it is, on any forge: no markup, no HTML, no links, no mention of people or issues. Everyday text stays readable."""

    def entity(found: re.Match[str]) -> str:
        return f"&#{ord(found[0])};"

    text = re.sub(r"[\\`*_{}\[\]<>#|~^$&:]|!(?=[\[\d])|%(?=\d)|^[-+=](?=[\s=-]|$)|(?<=\bwww)\.", entity, _plain(text), flags=re.IGNORECASE)
    text = re.sub(r"^(\d{1,9})([.)])", lambda found: f"{found[1]}&#{ord(found[2])};", text)
    return re.sub(r"@(?=\S)|(?:&#(?:35|33|36|37|38|126);)(?=[\w])", r"\g<0><!-- -->", text)  # forges look for these in what is left as text


def _plain(text: str) -> str:
    """On one line, and without anything that could drive a terminal."""
    text = re.sub(r"\s*\n\s*", " / ", text)
    return "".join(char if char.isprintable() or char == "\u3000" else "\ufffd" for char in text)
