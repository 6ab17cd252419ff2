"""事项缺少目录的要素

国办发〔2019〕54号要求，标准目录至少写明公开事项的名称、内容、依据、时限、主体、方式、渠道和载体、公开对象。
缺一样，群众就不知道到哪里看、什么时候看、谁来答复，考核时也按缺项扣分。从表格里照抄来的“/”“—”“待定”也算没有写；渠道要么写在事项里，要么写在所在领域的 domain.yaml 里。

反例：

    title: 招生政策
    time_limit: /

正例：

    title: 招生政策
    time_limit: 信息形成或者变更之日起20个工作日内
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Entry
from gongkai.model.item import Item
from gongkai.model.words import FIELD_LABELS

EXAMPLES = {
    "title": "写明事项的名称，例如 title: 招生政策",
    "time_limit": "写明多久公开，例如 time_limit: 信息形成或者变更之日起20个工作日内",
    "channels": "在事项里写 channels: [政府网站]；整个领域都一样的，写在 domain.yaml",
    "audience": "写明给谁看，例如 audience: 全社会",
    "basis": "写明依据哪个文件，例如 basis: [《政府信息公开条例》第二十条]",
}
NOTHING = re.compile(r"[\s/／\\\-－—–_.。*]*|无|暂无|没有|略|空|待定|另定|待补充?|未定|不详|另行通知")
"""What a table cell holds where nobody has decided yet."""


def check(scope: Scope) -> Iterator[Finding]:
    """Subjects are looked at when they are read: an own item without falls to its government."""
    for _, entry in scope.entries():
        item = entry.item
        for field in ("title", "time_limit"):
            text = getattr(item, field)
            if len(text) < 8 and NOTHING.fullmatch(text):
                yield Finding(scope.at(entry, field), f"{FIELD_LABELS[field]}写的是“{text}”，等于没有写", EXAMPLES[field])
        for field in _empty(item):
            if not _written(scope, entry, field):
                yield Finding(scope.at(entry, "title"), f"事项“{item.title}”没有{FIELD_LABELS[field]}，缺少目录的要素", EXAMPLES.get(field, ""))


def _empty(item: Item) -> list[str]:
    """Which elements beside the texts have nothing in them."""
    has = {
        "content": item.content,
        "basis": item.basis,
        "mode": item.mode,
        "channels": item.channels.all,
        "audience": item.audience.everyone or item.audience.groups,
    }
    return [field for field, value in has.items() if not value]


def _written(scope: Scope, entry: Entry, field: str) -> bool:
    """True when something does stand there: then reading has already said what is wrong with it."""
    homes = (entry.base, entry.origin(field))
    docs = [scope.by_file.get((home.root, home.file)) for home in homes]
    return any(doc is not None and bool(doc.data.get(field)) for doc in docs)


RULE = Rule(
    "E201",
    "missing-element",
    "error",
    "国办发〔2019〕54号：目录至少包括公开事项的名称、内容、依据、时限、主体、方式、渠道和载体、公开对象",
    "补上缺少的要素",
    __doc__,
    check,
)
