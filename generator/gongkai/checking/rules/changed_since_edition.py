"""目录印发以后，依据文件的效力有变化

目录是某一天印发的。那以后，有的公开依据修改了，有的废止了，条款、要素可能要跟着变。这里把本地区目录里涉及的依据文件列出来，一个地区只提醒一次。
登记表有修改、施行日期的，看日期；没有的，看效力状态的查证日期。核对过、印发了新一版以后，改 region.yaml 的 edition，就不再提醒。

反例：

    edition: {issuer: 某县人民政府办公室, version: 2020.1, date: 2020-12-01}      # 而《行政处罚法》2021年修订

正例：

    edition: {issuer: 某县人民政府办公室, version: 2026.1, date: 2026-11-22}
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Catalogue
from gongkai.model.item import Law
from gongkai.reading.names import short

NAMED = 5
"""So many are named in the message; the rest is a number."""


def check(scope: Scope) -> Iterator[Finding]:
    laws = scope.library.vocabulary.laws
    changed = {slug: day for slug, law in laws.items() if (day := changed_on(law))}
    for catalogue in scope.published:
        edition = catalogue.region.edition
        doc = scope.by_path.get("regions/" + catalogue.region.id.replace("/", "/regions/") + "/region.yaml")
        if edition is None or not edition.date or doc is None:
            continue
        since = {slug for slug, day in changed.items() if day > edition.date}
        found = sorted(since & _cited(catalogue), key=lambda slug: (changed[slug], slug)) if since else []
        if found:
            named = "".join(f"《{short(laws[slug].short)}》" for slug in found[:NAMED])
            message = f"{edition.date}印发目录以后，有{len(found)}部公开依据修改或废止：{named}{'等' if len(found) > NAMED else ''}"
            yield Finding(scope.in_file(doc, "edition", "date"), message)


def changed_on(law: Law) -> str:
    """The day (YYYY-MM-DD) of the last change of an amended or repealed law as far as it is known; "" for others."""
    if law.status not in ("amended", "repealed"):
        return ""
    days = law.dates.get("amended") if law.status == "amended" else None
    known = [str(day) for day in days] if isinstance(days, list | tuple) else []
    if known and law.dates.get("effective"):
        known.append(str(law.dates["effective"]))  # the day from which the last revision holds
    seen = [one.date for one in law.evidence if one.date and (not one.about or "status" in one.about)]
    return max(known or seen, default="")


def _cited(catalogue: Catalogue) -> set[str]:
    shown = (entry for domain in catalogue.domains for entry in catalogue.shown(domain.slug) if entry.withdrawal is None)
    return {citation.law for entry in shown for citation in entry.item.basis}


RULE = Rule(
    "B621",
    "changed-since-edition",
    "warning",
    "国办发〔2019〕54号：根据法律法规的变化，动态调整标准目录",
    "对照现行条文核对这些事项，修订以后印发新一版，并改 region.yaml 的 edition",
    __doc__,
    check,
)
