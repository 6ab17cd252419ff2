"""规范词在任何事项里都没有出现

词表 vocabulary/plain-speech.tsv 把群众的说法换成规范词再去搜索。规范词在事项的名称、要素、说明里都没有，这一行就白写了。

反例：

    吃西瓜	西瓜

正例：

    吃低保	最低生活保障
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.item import Item
from gongkai.problems import Position


def check(scope: Scope) -> Iterator[Finding]:
    """The packaged list is not this editor's to mend: only words of the editor's own root are looked at."""
    library = scope.library
    found = {domain.slug: [domain.name] for domain in library.root.domains}
    for entry in library.root.entries.values():  # whatever this county lists of it: the list is everybody's
        found[entry.item.domain].append(_text(entry.item))
    texts = {slug: "\n".join(parts) for slug, parts in found.items()}
    everything = "\n".join(texts.values())
    for word in library.plain_speech:
        if word.root:
            continue
        text = "\n".join(texts.get(slug, "") for slug in word.domains) if word.domains else everything
        for term in word.formal:
            if term not in text:
                where = "所列领域的" if word.domains else ""
                at = Position(word.root, word.file, word.line)
                yield Finding(at, f"规范词“{term}”在{where}任何事项里都没有出现，“{word.said}”搜不到东西")


def _text(item: Item) -> str:
    """Everything of an item in which a citizen's word may be found."""
    parts = (item.title, item.category, item.subcategory, item.summary, *item.aliases, *(element.text for element in item.content))
    return "\n".join(part for part in parts if part)


RULE = Rule("W805", "idle-word", "warning", "国办发〔2019〕54号：方便群众查询", "换成事项里有的词", __doc__, check)
