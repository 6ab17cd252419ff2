"""Model values → the YAML that reads back as them: what an adjustment puts in ``was``, and what an item's file would hold."""

from __future__ import annotations

import re
from typing import Any

from gongkai.model.catalogue import Vocabulary
from gongkai.model.item import Audience, Channels, ChannelUse, Citation, Element, Link, Subjects
from gongkai.reading.fields import RULE_BUCKET

_TAIL = re.compile(r"(?:第|[（(]|附件|附表|附则|总则|序言|等|及其|、|和|之)")
"""How the words after a law's name may begin in a citation of one line (`reading.fields`)."""


class AsYaml:
    """``rule``: what ■ means in the domain, on which the short form of channels depends."""

    def __init__(self, vocabulary: Vocabulary, rule: str) -> None:
        self.vocabulary, self.rule = vocabulary, rule

    def value(self, field: str, value: Any) -> Any:
        """The whole value of a field; None where there is none."""
        if isinstance(value, Audience):
            return self.audience(value)
        if isinstance(value, Subjects):
            return self.subjects(value)
        if isinstance(value, Channels):
            return self.channels(value)
        if isinstance(value, tuple):
            return [self.one(field, member) for member in value]
        return value or None

    def one(self, field: str, member: Any) -> Any:
        """One element of a list field."""
        if isinstance(member, Element):
            return self.element(member)
        if isinstance(member, Citation):
            return self.citation(member)
        if isinstance(member, ChannelUse):
            return self.channel(member)
        if isinstance(member, Link):
            return {key: text for key, text in (("channel", self._channel_name(member.channel)), ("url", member.url), ("name", member.name)) if text}
        if field == "life_events":
            return self.vocabulary.life_events[member].name
        return self.subject(member) if field == "subjects" else member

    def mention(self, field: str, member: Any) -> Any:
        """How ``remove`` and ``was`` name one element: in one line of text."""
        if isinstance(member, Element):
            return member.text
        if isinstance(member, Citation):
            return f"《{self.vocabulary.laws[member.law].title}》{member.articles}"
        return self._channel_name(member.id) if isinstance(member, ChannelUse) else self.one(field, member)

    def element(self, element: Element) -> Any:
        if element.plain:
            return element.text
        found = {
            "text": element.text,
            "need": element.need,
            "time_limit": element.time_limit,
            "subjects": self.subjects(element.subjects) if element.subjects else None,
            "audience": self.audience(element.audience) if element.audience else None,
            "mode": element.mode,
            "channels": self.channels(element.channels) if element.channels else None,
            "note": element.note,
        }
        return {key: value for key, value in found.items() if value}

    def citation(self, citation: Citation) -> Any:
        title = self.vocabulary.laws[citation.law].title
        if not citation.note and (not citation.articles or _TAIL.match(citation.articles)):
            return f"《{title}》{citation.articles}"
        found = {"law": title, "articles": [citation.articles] if citation.articles else [], "note": citation.note}
        return {key: value for key, value in found.items() if value}

    def channel(self, use: ChannelUse) -> Any:
        found = {"name": self._channel_name(use.id), "note": use.note, "url": use.url}
        return {key: value for key, value in found.items() if value} if use.note or use.url else found["name"]

    def _channel_name(self, id_: str) -> str:
        return self.vocabulary.channels[id_].name if id_ else ""

    def channels(self, channels: Channels) -> Any:
        buckets = {bucket: [self.channel(use) for use in getattr(channels, bucket)] for bucket in ("must", "one_of", "may")}
        used = {bucket: uses for bucket, uses in buckets.items() if uses}
        return used[RULE_BUCKET[self.rule]] if list(used) == [RULE_BUCKET[self.rule]] else used

    def subject(self, name: str) -> str:
        role = self.vocabulary.roles.get(name)
        return role.name if role else name

    def subjects(self, subjects: Subjects) -> Any:
        if subjects.kind == "by_level":
            return {"by_level": {level: [self.subject(name) for name in names] for level, names in subjects.levels}}
        names = [self.subject(name) for name in subjects.names]
        if subjects.kind == "each":
            return names
        return {subjects.kind: names, **({"lead": self.subject(subjects.lead)} if subjects.lead else {})}

    def audience(self, audience: Audience) -> Any:
        if not audience.groups:
            return "全社会"
        alone = len(audience.groups) == 1 and not audience.everyone and audience.groups[0] != "全社会"
        return audience.groups[0] if alone else {"everyone": audience.everyone, "groups": list(audience.groups)}
