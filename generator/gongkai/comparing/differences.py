"""One item's official fields before and after → what changed, field by field, in words and with what it means for the public."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from gongkai.comparing.snapshot import OFFICIAL, Fields
from gongkai.model.timelimit import parse
from gongkai.model.timelimit.compare import compare as compare_limits
from gongkai.model.words import FIELD_LABELS

Direction = Literal["narrowed", "widened", "neutral"]
"""What the public gets: less, later or for fewer people; more, sooner or for more people; or neither."""

ALIKE = 0.6
"""From this similarity on (0 to 1) an element lost and an element gained are one element reworded."""

EVERYONE = "全社会"
_BUCKETS = {"may": "可选", "one_of": "至少一项", "must": "必选"}
_RANK = {bucket: i for i, bucket in enumerate(_BUCKETS)}


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind`` names what happened (gained, lost, shortened …); ``was`` and ``now`` are readable and "" where there is nothing; ``text`` is the sentence."""

    field: str
    kind: str
    direction: Direction
    was: str
    now: str
    text: str


def differences(was: Fields, now: Fields) -> list[Difference]:
    """Every difference, in the order of `OFFICIAL`; empty exactly when both are equal."""
    found: list[Difference] = []
    for name in OFFICIAL:
        old, new = was.get(name), now.get(name)
        if old != new:
            steps = list(_READERS.get(name, _plain)(name, old, new))
            found += steps or [_rewritten(name, words(old), words(new))]
    return found


def words(value: Any) -> str:
    """Any official field as a reader would say it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        if "text" in value:
            own = [words(more) for name, more in value.items() if name != "text"]
            return f"{value['text']}（{'；'.join(own)}）" if own else str(value["text"])
        if value.keys() <= _BUCKETS.keys():
            return "；".join(f"{'、'.join(names)}{'' if len(value) == 1 else f'（{_BUCKETS[bucket]}）'}" for bucket, names in value.items())
        if "any_of" in value:
            return f"{'、'.join(value['any_of'])}（其中一家）"
        if "joint" in value:
            return f"{'、'.join(value['joint'])}（共同）"
        return "，".join(words(more) for more in value.values() if more)
    return "、".join(map(words, value))


def _rewritten(name: str, was: str, now: str, label: str = "") -> Difference:
    label = label or FIELD_LABELS.get(name, name)
    return Difference(name, "rewritten", "neutral", was, now, f"{label}由“{was or '（无）'}”改为“{now or '（无）'}”")


def _plain(name: str, was: Any, now: Any) -> Iterator[Difference]:
    yield _rewritten(name, words(was), words(now))


def _limit(name: str, was: Any, now: Any, label: str = "公开时限") -> Iterator[Difference]:
    old, new = was or "", now or ""
    verdict = compare_limits(parse(old), parse(new)) if old and new else "other"
    if verdict in ("better", "worse"):
        moved = [clause.kind for clause in parse(new).clauses if clause not in parse(old).clauses]
        better = verdict == "better"
        direction: Direction = "widened" if better else "narrowed"
        if "recurring" in moved:
            yield Difference(name, "more_often" if better else "less_often", direction, old, new, f"{label}由“{old}”改为“{new}”，公开得更{'勤' if better else '少'}")
            return
        longer = better == ("display" in moved or "minimum" in moved)  # a notice that stays up longer is better, a limit that runs longer is not
        kind, verb = ("lengthened", "延长") if longer else ("shortened", "缩短")
        yield Difference(name, kind, direction, old, new, f"{label}由“{old}”{verb}为“{new}”")
    else:
        yield _rewritten(name, old, new, f"{label}改写：" if old and new else label)


def _lists(name: str, was: Sequence[str], now: Sequence[str], label: str, less: Direction, more: Direction) -> Iterator[Difference]:
    for value in _without(was, now):
        yield Difference(name, "lost", less, value, "", f"{label}减少“{value}”")
    for value in _without(now, was):
        yield Difference(name, "gained", more, "", value, f"{label}增加“{value}”")


def _levels(name: str, was: Any, now: Any) -> Iterator[Difference]:
    yield from _lists(name, was or (), now or (), "公开层级", "narrowed", "widened")


def _basis(name: str, was: Any, now: Any) -> Iterator[Difference]:
    lost, gained = _without(was or (), now or ()), _without(now or (), was or ())
    pairs, lost, gained = _pair(lost, gained, lambda old, new: _law(old) == _law(new) or SequenceMatcher(None, _law(old), _law(new)).ratio() >= ALIKE)
    if not pairs and len(lost) == len(gained) == 1:
        pairs, lost, gained = [(lost[0], gained[0])], [], []  # one law went, one came: the new one took the old one's place
    for old, new in pairs:
        yield Difference(name, "replaced", "neutral", old, new, f"公开依据由{old}改为{new}")
    yield from _lists(name, lost, gained, "公开依据", "neutral", "neutral")


def _law(citation: str) -> str:
    return citation.partition("》")[0]


def _content(name: str, was: Any, now: Any) -> Iterator[Difference]:
    old, new = _by_text(was or ()), _by_text(now or ())
    pairs, lost, gained = _pair(
        [key for key in old if key not in new], [key for key in new if key not in old], lambda a, b: SequenceMatcher(None, a, b).ratio() >= ALIKE
    )
    for key in lost:
        yield Difference(name, "lost", "narrowed", words(old[key]), "", f"公开内容减少“{words(old[key])}”")
    for key in gained:
        yield Difference(name, "gained", "widened", "", words(new[key]), f"公开内容增加“{words(new[key])}”")
    for before, after in pairs:
        yield _rewritten(name, words(old[before]), words(new[after]), "公开内容")
        yield from _details(_parts(old[before]), _parts(new[after]))
    for key in old:
        if key in new:
            yield from _details(_parts(old[key]), _parts(new[key]))
    if not pairs and not lost and not gained and list(old) != list(new):
        yield Difference(name, "reordered", "neutral", "；".join(map(words, was)), "；".join(map(words, now)), "公开内容调整次序")


def _by_text(elements: Sequence[Any]) -> dict[str, Any]:
    """Elements by their text; one that is there twice is counted."""
    found: dict[str, Any] = {}
    for element in elements:
        text = key = element["text"] if isinstance(element, Mapping) else element
        count = 1
        while key in found:
            count += 1
            key = f"{text}（{count}）"
        found[key] = element
    return found


def _parts(element: Any) -> Mapping[str, Any]:
    return element if isinstance(element, Mapping) else {"text": element}


def _details(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """An element's own limit, organ, readers …; their difference is one of 公开内容."""
    for name in ("need", "time_limit", "subjects", "audience", "mode", "channels", "note"):
        old, new = was.get(name), now.get(name)
        if old == new:
            continue
        # what an element does not say of itself it takes from its item: beginning to say it is neither more nor less
        read = _READERS.get(name, _plain) if name == "need" or (old and new) else _plain
        for step in [*read(name, old, new)] or [_rewritten(name, words(old), words(new))]:
            about = f"“{now['text']}”的"
            label = FIELD_LABELS.get(name, "要素类别")
            at = f"{now['text']}（{label.removeprefix('公开')}：{{}}）"
            yield Difference(
                "content", f"element_{step.kind}", step.direction, at.format(step.was or "同事项"), at.format(step.now or "同事项"), f"公开内容{about}{step.text}"
            )


def _need(name: str, was: Any, now: Any) -> Iterator[Difference]:
    direction: Direction = "widened" if now == "必选" else "narrowed" if was == "必选" else "neutral"
    yield Difference(name, "rewritten", direction, was or "", now or "", f"由“{was or '未标注'}”改为“{now or '未标注'}”")


def _channels(name: str, was: Any, now: Any) -> Iterator[Difference]:
    old = {channel: bucket for bucket, names in (was or {}).items() for channel in names}
    new = {channel: bucket for bucket, names in (now or {}).items() for channel in names}
    for channel, bucket in old.items():
        if channel not in new:
            yield Difference(name, "lost", "narrowed", channel, "", f"公开渠道去掉“{channel}”（原为{_BUCKETS[bucket]}）" if len(was) > 1 else f"公开渠道去掉“{channel}”")
        elif new[channel] != bucket:
            direction: Direction = "widened" if _RANK[new[channel]] > _RANK[bucket] else "narrowed"
            steps = _BUCKETS[bucket], _BUCKETS[new[channel]]
            yield Difference(
                name, "regraded", direction, f"{channel}（{steps[0]}）", f"{channel}（{steps[1]}）", f"公开渠道“{channel}”由{steps[0]}改为{steps[1]}"
            )
    for channel, bucket in new.items():
        if channel not in old:
            yield Difference(name, "gained", "widened", "", channel, f"公开渠道增加“{channel}”{f'（{_BUCKETS[bucket]}）' if len(now) > 1 else ''}")


def _subjects(name: str, was: Any, now: Any) -> Iterator[Difference]:
    old, new = words(was), words(now)
    kind = "moved" if old and new else "gained" if new else "lost"
    text = f"公开主体由“{old}”改为“{new}”" if old and new else f"公开主体增加“{new}”" if new else f"公开主体减少“{old}”"
    yield Difference(name, kind, "neutral", old, new, text)


def _audience(name: str, was: Any, now: Any) -> Iterator[Difference]:
    old, new = set(was or ()), set(now or ())
    text = words(was), words(now)
    if not old or not new or (EVERYONE in old and EVERYONE in new):
        direction: Direction = "neutral"  # groups named beside everybody
    elif EVERYONE in new or old < new:
        direction = "widened"
    elif EVERYONE in old or new < old:
        direction = "narrowed"
    else:
        direction = "neutral"
    verb = {"widened": "扩大", "narrowed": "缩小", "neutral": "改"}[direction]
    yield Difference(name, direction if direction != "neutral" else "rewritten", direction, *text, f"公开对象由“{text[0]}”{verb}为“{text[1]}”")


def _mode(name: str, was: Any, now: Any) -> Iterator[Difference]:
    direction: Direction = "widened" if now == "主动" and was else "narrowed" if was == "主动" and now else "neutral"
    yield Difference(name, "rewritten", direction, was or "", now or "", f"公开方式由“{was or '（无）'}”改为“{now or '（无）'}”")


def _without(values: Sequence[str], others: Sequence[str]) -> list[str]:
    """Members of ``values`` that ``others`` has not, each as often as it is missing there."""
    left = list(others)
    found = []
    for value in values:
        if value in left:
            left.remove(value)
        else:
            found.append(value)
    return found


def _pair(lost: Sequence[str], gained: Sequence[str], alike: Callable[[str, str], bool]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """What went and what came in its place; the rest of both."""
    pairs, left = [], list(gained)
    for old in lost:
        new = next((one for one in left if alike(old, one)), None)
        if new is not None:
            pairs.append((old, new))
            left.remove(new)
    paired = [old for old, _ in pairs]
    return pairs, [old for old in lost if old not in paired], left


_READERS: Mapping[str, Callable[[str, Any, Any], Iterator[Difference]]] = {
    "content": _content,
    "basis": _basis,
    "time_limit": _limit,
    "subjects": _subjects,
    "channels": _channels,
    "audience": _audience,
    "mode": _mode,
    "levels": _levels,
    "need": _need,
}
