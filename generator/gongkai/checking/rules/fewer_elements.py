"""公开内容比上级目录少

本级调整删去了上级目录的要素。当地没有这项内容的，可以删；但标准目录不能只减不加，删去的要经得起群众问。这里把删去的列出来，供审核的人看。
把一项换成说得更细的一项，用 replace，不会提醒。

反例：

    adjust:
      content:
        remove: [报名条件和时间]
    reason: 本县不公开

正例：

    adjust:
      content:
        replace:
          - {was: 报名条件和时间, now: 报名条件、时间和地点}
    reason: 写得更细
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.checking.steps import because, changes, remedy, step
from gongkai.reading.names import short

ALIKE = 0.5
"""From here on an element that came is the one that went, in other words."""


def check(scope: Scope) -> Iterator[Finding]:
    for catalogue, entry, _ in scope.own():
        steps = changes(catalogue, entry, "content")
        gone = _gone([one.was for one in steps if one.kind == "remove"], [one.now for one in steps if one.kind == "add"])
        if gone:
            removed = next(one for one in steps if one.kind == "remove")
            listed = "”“".join(map(short, gone))
            yield Finding(step(scope, removed), f"公开内容比上级目录少了{len(gone)}项：“{listed}”{because(removed)}", remedy(removed))


def _gone(removed: list[str], added: list[str]) -> list[str]:
    """What was removed and did not come back in other words."""
    return [was for was in removed if not any(was in now or SequenceMatcher(None, was, now).ratio() >= ALIKE for now in added)]


RULE = Rule(
    "D701",
    "fewer-elements",
    "warning",
    "国办发〔2019〕54号：因地制宜，标准目录的内容要素不得随意删减",
    "当地有这项内容就留着；确实没有的，在 reason 里写明",
    __doc__,
    check,
)
