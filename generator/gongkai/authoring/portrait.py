"""One item of one region, field by field: what it says, which layer said so in which line of which file, why, and what stood there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.authoring.lookup import layer_name
from gongkai.model.catalogue import Catalogue, Change, Entry, Library, Origin
from gongkai.model.duty import duties
from gongkai.model.item import Channels, ChannelUse, Citation, Element, Link, Subjects
from gongkai.model.words import FIELD_LABELS, LEVELS

_BUCKETS = {"must": "必选", "one_of": "至少一项", "may": "可选"}
_KINDS = {"any_of": "其中之一", "joint": "联合公开"}


def portrait(library: Library, catalogue: Catalogue, entry: Entry) -> list[str]:
    """The lines of `gongkai explain ITEM`."""
    return list(_Portrait(library, catalogue, entry).lines())


class _Portrait:
    def __init__(self, library: Library, catalogue: Catalogue, entry: Entry) -> None:
        self.library, self.catalogue, self.entry = library, catalogue, entry
        self.given: set[str] = set()

    def lines(self) -> Iterator[str]:
        item = self.entry.item
        domain = next(one.name for one in self.catalogue.domains if one.slug == item.domain)
        yield f"{item.title}（{item.id}）"
        yield f"{' · '.join(part for part in (domain, item.category, item.subcategory) if part)}，{self.catalogue.region.name}的目录"
        yield from self._state(domain)
        yield from self._duties()
        for name, label in FIELD_LABELS.items():
            if getattr(item, name) or any(change.field == name for change in self.entry.changes):
                yield ""
                yield from self._field(name, label)

    def _state(self, domain: str) -> Iterator[str]:
        """Where the item comes from, and why it is not applied or not listed."""
        entry, catalogue = self.entry, self.catalogue
        why = f"，理由：{entry.base.reason}" if entry.base.reason else ""
        yield f"编制来源：{self._layer(entry.layer)}{why}"
        gone = entry.withdrawal
        if gone:
            since = f"，自{gone.date}起" if gone.date else ""
            yield f"不适用：{gone.kind}{since}，理由：{gone.reason}{f'，由 {gone.successor} 接替' if gone.successor else ''}（{self._where(gone.origin)}）"
        if entry.restored:
            yield f"已恢复适用，理由：{entry.restored.reason}（{self._where(entry.restored)}）"
        absent = catalogue.not_applicable.get(entry.item.domain)
        if absent:
            yield f"不在目录上：“{domain}”是未涉及领域，理由：{absent.reason}（{self._where(absent.origin)}）"
        elif not catalogue.shows(entry):
            levels = "、".join(entry.item.levels)
            limits = f"，只适用于{'、'.join(entry.item.applies_to)}" if entry.item.applies_to else ""
            yield f"不在目录上：公开层级是{levels}{limits}，{catalogue.region.name}是{catalogue.region.level}的{catalogue.region.kind}"

    def _duties(self) -> Iterator[str]:
        found = duties(self.catalogue, self.library.vocabulary.roles, self.entry.item)
        words = {"body": "", "party": "（其他公开义务人）", "children": "（由下级各自公开）", "role": "（还没有对应到单位，在 region.yaml 的 roles 里写明）"}
        if found:
            yield f"由谁公开：{'、'.join(f'{duty.name}{words[duty.kind]}' for duty in found)}"

    def _field(self, name: str, label: str) -> Iterator[str]:
        value = getattr(self.entry.item, name)
        members = _members(value)
        if members is None:
            yield f"{label}：{value or '（空）'}"
            yield f"    {self._where(self.entry.origin(name))}"
        else:
            yield from self._list(label, value, members, self.entry.element_origins(name))
        for change in reversed(self.entry.changes):
            if change.field == name:
                yield from self._step(change)

    def _list(self, label: str, value: object, members: Sequence[object], origins: Sequence[Origin]) -> Iterator[str]:
        """Names of one origin on one line; everything else an element to a line, each with its origin."""
        together = len(set(origins)) <= 1
        texts = [self._text(member, value) for member in members]
        if together and all(isinstance(member, str | ChannelUse) for member in members):
            kind = f"（{_KINDS[value.kind]}）" if isinstance(value, Subjects) and value.kind in _KINDS else ""
            yield f"{label}：{'、'.join(texts) or '（空）'}{kind}"
        else:
            yield f"{label}："
            yield from (f"  {number}. {text}{'' if together else f'    {self._where(origin)}'}" for number, (text, origin) in enumerate(zip(texts, origins, strict=True), 1))
        if together and origins:
            yield f"    {self._where(origins[0])}"

    def _step(self, change: Change) -> Iterator[str]:
        """One adjustment: what it did, what stood there before, who did it where and why."""
        if change.filled:
            return
        said = f"把“{change.was}”改成“{change.now}”" if change.was and change.now else f"增加“{change.now}”" if change.now else f"去掉“{change.was}”"
        yield f"    ↳ {self._layer(change.origin.layer)}{said}（{_place(change.origin)}）"
        reason = change.origin.reason
        if reason:
            yield "      理由同前" if reason in self.given else f"      理由：{reason}"
            self.given.add(reason)

    def _layer(self, layer: str) -> str:
        return layer_name(self.library, layer)

    def _where(self, origin: Origin) -> str:
        return f"{self._layer(origin.layer)} {_place(origin)}"

    def _text(self, member: object, whole: object) -> str:
        """One element of a list as an editor would say it."""
        vocabulary = self.library.vocabulary
        if isinstance(member, Element):
            own = [part for part in (member.need, member.time_limit, str(member.audience or ""), member.mode, member.note) if part]
            return f"{member.text}（{'；'.join(own)}）" if own else member.text
        if isinstance(member, Citation):
            law = vocabulary.laws.get(member.law)
            return f"《{law.title if law else member.law}》{member.articles}{f'（{member.note}）' if member.note else ''}"
        if isinstance(member, ChannelUse):
            bucket = next((words for key, words in _BUCKETS.items() if isinstance(whole, Channels) and member in getattr(whole, key)), "")
            return f"{member.name}（{'，'.join(part for part in (bucket, member.note) if part)}）"
        if isinstance(member, Link):
            return f"{member.name or member.channel or '页面'} {member.url}"
        text = str(member)
        if isinstance(whole, Subjects):
            role = vocabulary.roles.get(text)
            return f"{role.name if role else text}{'（牵头）' if text == whole.lead else ''}{_at(whole, text)}"
        event = vocabulary.life_events.get(text)
        return event.name if event else text


def _members(value: object) -> Sequence[object] | None:
    """The elements of a list field; None for one value."""
    if isinstance(value, Channels):
        return value.all
    if isinstance(value, Subjects):
        return value.names
    return value if isinstance(value, tuple) else None


def _at(subjects: Subjects, name: str) -> str:
    levels = [level for level, names in subjects.levels if name in names and level in LEVELS]
    return f"（{'、'.join(levels)}）" if levels else ""


def _place(origin: Origin) -> str:
    """``catalog/…yaml:7``, the packaged standard's files marked as such."""
    return f"{f'[{origin.root}] ' if origin.root else ''}{origin.file}:{origin.line}"
