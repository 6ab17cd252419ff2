"""Periods that particular laws fix for disclosure, a small table: only what has been compared with the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.checking.periods import Limit, Periods, periods
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Entry


class Special(NamedTuple):
    """``law`` (its full title) and ``article`` ("" = the whole document) fix ``amount`` ``unit`` for what matches ``about``.

    ``kind`` ``within``: disclosed no later than that; ``display``, ``minimum``: on show, or open for comments, at least so long.
    """

    law: str
    article: str
    about: str
    kind: str
    amount: int
    unit: str


SPECIAL = (
    Special("中华人民共和国预算法", "第十四条", "预算|决算", "within", 20, "日"),
    Special("中华人民共和国预算法实施条例", "第六条", "预算|决算", "within", 20, "日"),
    Special("中华人民共和国招标投标法实施条例", "第五十四条", "候选人", "within", 3, "日"),
    Special("中华人民共和国招标投标法实施条例", "第五十四条", "候选人", "display", 3, "日"),
    Special("中华人民共和国政府采购法实施条例", "第四十三条", "中标、成交|中标结果|成交结果", "within", 2, "工作日"),
    Special("中华人民共和国政府采购法实施条例", "第五十条", "采购合同", "within", 2, "工作日"),
    Special("中华人民共和国土地管理法实施条例", "第三十一条", "征收土地公告", "within", 15, "工作日"),
    Special("国有土地上房屋征收与补偿条例", "第十条", "补偿方案", "minimum", 30, "日"),
    Special("重大行政决策程序暂行条例", "第十五条", "征求意见|征集意见|意见征集|预公开", "minimum", 30, "日"),
    Special(
        "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
        "",
        "行政(?:许可|处罚)决定",
        "within",
        7,
        "工作日",
    ),
)


class Against(NamedTuple):
    """A limit, the special period it should keep, and the (amount, unit) that it names instead."""

    limit: Limit
    special: Special
    amount: int
    unit: str


class Specials:
    """The table, for one library's laws."""

    def __init__(self, scope: Scope) -> None:
        self._rows: dict[str, list[Special]] = {}
        for slug, law in scope.library.vocabulary.laws.items():
            rows = [row for row in SPECIAL if row.law == law.title]
            if rows:
                self._rows[slug] = rows

    def speak_of(self, entry: Entry) -> bool:
        """True when the item cites one of the table's laws at all: few do, so ask this first."""
        return any(citation.law in self._rows for citation in entry.item.basis)

    def compared(self, entry: Entry) -> Iterator[Against]:
        """Every period of the item that is not the one fixed by a law that it cites; the first such law is the one that counts."""
        rows, item = self._cited(entry), entry.item
        whole = [(row, said) for row in rows if (said := periods(item.time_limit, row.kind))]
        if whole or any(element.time_limit for element in item.content):
            yield from _apart(whole, Limit(item.title, item.time_limit))
            for i, element in enumerate(item.content):
                if element.time_limit:
                    own = [(row, said) for row in rows if (said := periods(element.time_limit, row.kind))]
                    yield from _apart(own, Limit(element.text, element.time_limit, i))
                elif whole:
                    yield from _apart(whole, Limit(element.text, item.time_limit, i, False))

    def fix(self, entry: Entry, limit: Limit, unit: str) -> bool:
        """True when a law that the item cites fixes a period in ``unit`` for this."""
        return any(row.unit == unit and _PATTERNS[row.about].search(limit.what) is not None for row in self._cited(entry))

    def _cited(self, entry: Entry) -> list[Special]:
        cited = [(row, citation.articles) for citation in entry.item.basis for row in self._rows.get(citation.law, ())]
        return [row for row, articles in cited if row.article in articles]


def _apart(rows: list[tuple[Special, Periods]], limit: Limit) -> Iterator[Against]:
    seen = set()
    for row, said in rows:
        if row.kind not in seen and _PATTERNS[row.about].search(limit.what):
            seen.add(row.kind)
            part = next((part for part in said if part and _PATTERNS[row.about].search(part)), "")
            for unit, amount in said.get(part, {}).items():
                if (amount, unit) != (row.amount, row.unit):
                    yield Against(limit, row, amount, unit)


_PATTERNS = {row.about: re.compile(row.about) for row in SPECIAL}
