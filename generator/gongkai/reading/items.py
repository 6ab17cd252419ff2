"""A standard item or a region's own item: checked YAML → `model.item.Item`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.model.item import Domain, Item, Subjects
from gongkai.reading.fields import FieldReader, Path, audience

PLAIN = ("title", "category", "subcategory", "time_limit", "mode", "summary", "not_covered", "note", "office", "phone", "supervision_phone", "update_cycle", "retention")
"""Fields whose text is taken as it stands."""

DITTO = ("同上", "同前")
"""What a table says when it repeats the row above: in a file of its own it says nothing."""


def read_item(raw: Mapping[str, Any], reader: FieldReader, id_: str, domain: Domain, government: str = "") -> Item:
    """Build the item ``id_`` of ``domain``; ``government`` answers for it when the file names no subject.

    Unknown names are left out and reported in ``reader.problems``.
    """
    texts = {key: str(raw[key]) for key in PLAIN if key in raw}
    if "subjects" in raw:
        subjects = reader.subjects(raw["subjects"], ("subjects",))
    else:
        subjects = Subjects("each", (government,) if government else ())
        if not government:
            reader.wrong("L410", (), "没有写公开主体（subjects）", "写明由谁公开，例如 subjects: [教育行政部门]")
    if "time_limit" in raw and raw["time_limit"].strip() in DITTO:
        reader.wrong("T501", ("time_limit",), "公开时限写成了“同上”，看不出是多久", "把上一行的时限照抄到这里")
    place = "category" if texts.get("category") else "title"
    check_category(texts[place], (place,), reader, domain)
    return Item(
        id=id_,
        domain=domain.slug,
        slug=id_.split("/", 1)[1],
        order=raw["order"],
        content=reader.content(raw["content"], ("content",)),
        basis=reader.basis(raw["basis"], ("basis",)),
        basis_as_issued=reader.basis(raw.get("basis_as_issued", ()), ("basis_as_issued",)),
        subjects=subjects,
        channels=reader.channels(raw["channels"], ("channels",)) if "channels" in raw else domain.channels,
        audience=audience(raw["audience"]),
        levels=tuple(raw["levels"]),
        source_no=str(raw.get("source_no", "")),
        aliases=tuple(raw.get("aliases", ())),
        aliases_none=raw.get("aliases_none", False),
        life_events=reader.life_events(raw.get("life_events", ()), ("life_events",)),
        related=tuple(raw.get("related", ())),
        covered_by=tuple(raw.get("covered_by", ())),
        applies_to=tuple(raw.get("applies_to", ())),
        formerly=tuple(raw.get("formerly", ())),
        links=reader.links(raw.get("links", ()), ("links",)),
        **{"category": "", **texts},
    )


def check_category(name: str, path: Path, reader: FieldReader, domain: Domain) -> None:
    """An item stands under one of its domain's 一级事项, or is one itself (``path`` is then its title's)."""
    names = [category.name for category in domain.categories]
    if name in names:
        return
    if path != ("title",):
        reader.wrong("N307", path, f"“{domain.name}”领域没有一级事项“{name}”", f"可选：{'、'.join(names)}")
    else:
        hint = f"补上 category，可选：{'、'.join(names)}；或把标题登记为 domain.yaml 的一级事项"
        reader.wrong("N307", path, "没有写一级事项（category），标题本身也不是本领域的一级事项", hint)
