"""A catalogue as text, for golden files: every region, what it shows, and what each field became and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.model.catalogue import STANDARD, Catalogue, Entry, Library, Origin
from gongkai.model.duty import duties
from gongkai.model.words import FIELD_LABELS, REGIONAL_FIELDS
from gongkai.problems import Problem


def describe(library: Library | None, problems: Sequence[Problem]) -> str:
    """What a golden file holds: the problems first, then each region."""
    out = [f"{problem.position} {problem.code} {problem.message}" for problem in problems]
    for catalogue in library.catalogues.values() if library else ():
        out += ["", *_region(library, catalogue)]  # type: ignore[arg-type]
    words = [f"{word.said} = {'；'.join(word.formal)} {'、'.join(word.domains)}".rstrip() for word in library.plain_speech] if library else []
    if words:
        out += ["", "== 通俗说法", *words]
    return "\n".join(out).strip() + "\n"


def _region(library: Library, catalogue: Catalogue) -> Iterator[str]:
    yield f"== {catalogue.region.id} {catalogue.region.name}"
    for absent in catalogue.not_applicable.values():
        yield f"未涉及 {absent.domain}：{absent.reason}  ← {_where(absent.origin)}"
    for one in catalogue.verified.values():
        yield f"已核实 {one.scope}：{one.by}，对照{one.against}，{one.date}"
    for domain in catalogue.domains:
        for entry in catalogue.shown(domain.slug):
            yield from _entry(library, catalogue, entry)


def _entry(library: Library, catalogue: Catalogue, entry: Entry) -> Iterator[str]:
    item = entry.item
    yield f"- {item.id}  {item.title}（{entry.layer}）"
    if entry.withdrawal:
        gone = entry.withdrawal
        successor = f" → {gone.successor}" if gone.successor else ""
        yield f"    不适用 {gone.kind}：{gone.reason}{successor}  ← {_where(gone.origin)}"
    if entry.restored:
        yield f"    恢复：{entry.restored.reason}  ← {_where(entry.restored)}"
    for duty in duties(catalogue, library.vocabulary.roles, item):
        yield f"    主体 {duty.name}（{duty.kind}{'，牵头' if duty.lead else ''}{'，' + duty.level if duty.level else ''}）"
    for element, origin in zip(item.content, entry.element_origins("content"), strict=True):
        yield f"    内容 {element.text}{'（' + element.time_limit + '）' if element.time_limit else ''}  ← {_where(origin)}"
    uses = [(use, bucket) for bucket in ("must", "one_of", "may") for use in getattr(item.channels, bucket)]
    for (use, bucket), origin in zip(uses, entry.element_origins("channels"), strict=True):
        yield f"    渠道 {use.name}（{bucket}）  ← {_where(origin)}"
    yield f"    时限 {item.time_limit}  ← {_where(entry.origin('time_limit'))}"
    for name in REGIONAL_FIELDS:
        if getattr(item, name):
            yield f"    {FIELD_LABELS[name]} {getattr(item, name)}"
    if item.covered_by or item.not_covered:
        yield f"    落实于 {'、'.join(item.covered_by)}{item.not_covered}"
    yield f"    层级 {'、'.join(item.levels)}"
    for change in entry.changes:
        yield f"    调整 {change.field} {change.kind}: “{change.was}” → “{change.now}” {'补充' if change.filled else change.origin.reason}  ← {_where(change.origin)}"


def _where(origin: Origin) -> str:
    layer = "标准" if origin.layer == STANDARD else origin.layer
    return f"{layer} {origin.file.removeprefix('catalog/')}:{origin.line}"
