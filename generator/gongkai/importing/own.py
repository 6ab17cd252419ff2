"""A row that is no item of the layer above → the item of the region's own that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from gongkai.importing.changes.as_yaml import AsYaml
from gongkai.importing.changes.cells import Cells, unique
from gongkai.importing.changes.texts import find_category
from gongkai.importing.home import Home
from gongkai.importing.matching.similar import likeness
from gongkai.model.item import Audience, Domain
from gongkai.model.words import LEVELS, MODES
from gongkai.reading.fields import RULE_BUCKET

USUAL_LIMIT: Final = "信息形成或者变更之日起20个工作日内"
"""政府信息公开条例 第二十六条: what holds where nothing else is said."""

STATUTE: Final = "中华人民共和国政府信息公开条例"


@dataclass(frozen=True, slots=True)
class OwnItem:
    """``values``: the file's fields without ``order``; ``why``: what is missing, when it cannot be written."""

    values: dict[str, Any]
    why: str = ""


def own_item(cells: Cells, domain: Domain, home: Home, yaml: AsYaml, category_hint: str = "") -> OwnItem:
    """``category_hint``: the 一级事项 that the table's own one turned out to be for other rows."""
    category, subcategory, title = cells.titles()
    if not title:
        return OwnItem({}, "没有事项名称")
    values: dict[str, Any] = {"title": title, **_categories(cells, domain, category, subcategory, title, category_hint)}
    parts = unique(cells.row.content)
    values["content"] = [cells.element(part) for part in parts]
    if not parts:
        values["content"] = [title]
        cells.tell("guessed", "content", "公开内容是空的，暂以事项名称代替", "", title)
    basis = cells.basis()
    cells.needs(basis)
    values["basis"] = list(dict.fromkeys(str(one.yaml) for one in basis)) or _statute(cells)
    if not values["basis"]:
        return OwnItem(values, "没有能录入的公开依据")
    values["time_limit"] = cells.limit()
    if not values["time_limit"]:
        values["time_limit"] = USUAL_LIMIT
        cells.tell("guessed", "limit", "没有写公开时限，按《政府信息公开条例》第二十六条填写", "", USUAL_LIMIT)
    said = cells.subjects()
    if said.names and not cells.subjects_lost:
        cells.needs(said.names)
        values["subjects"] = said.yaml
    elif home.catalogue.region.government:
        cells.tell("guessed", "who", "公开主体没有认出来，暂由本级政府公开", cells.row.subjects.strip(), home.catalogue.region.government)
    else:
        return OwnItem(values, "没有认出公开主体")
    values.update(_channels(cells, yaml))
    values["audience"] = yaml.audience(cells.audience() or _usual_audience(cells))
    values["mode"] = cells.row.mode or _usual(cells, "active", "公开方式没有勾选，按主动公开录入", MODES[0])
    level = home.catalogue.region.level
    values["levels"] = [one for one in LEVELS if one in cells.row.levels] or [_usual(cells, "levels", "公开层级没有勾选，按本地区的层级录入", level)]
    values.update({key: value for key, value in {"note": cells.note(), **cells.regional()}.items() if value})
    return OwnItem(values)


def _categories(cells: Cells, domain: Domain, category: str, subcategory: str, title: str, hint: str) -> dict[str, str]:
    """``category`` and ``subcategory``; a 一级事项 that the domain does not have is kept as the second level below the likeliest one."""
    names = [one.name for one in domain.categories]
    if not category and title in names:
        return {}
    known = find_category(category or title, domain)
    if known:
        return {"category": known, **({"subcategory": subcategory} if subcategory else {})}
    chosen = hint or max(names, key=lambda name: (likeness(name, f"{category}{title}"), -names.index(name)))
    cells.tell("guessed", "l1", "一级事项不在本领域登记的名称里，归到最接近的一个，原来的写作二级事项", category, chosen)
    return {"category": chosen, **({"subcategory": category} if category else {"subcategory": subcategory} if subcategory else {})}


def _statute(cells: Cells) -> list[str]:
    law = cells.names.registers.laws.find(STATUTE)
    if not law:
        return []
    cells.tell("guessed", "basis", f"没有能录入的公开依据，暂写《{STATUTE}》", "；".join(cells.row.basis))
    return [f"《{STATUTE}》"]


def _channels(cells: Cells, yaml: AsYaml) -> dict[str, Any]:
    """In the short form where one kind of channels is all there is and the domain's rule says which; none: the domain's own."""
    found = cells.channels()
    for uses in found.values():
        cells.needs(uses)
    buckets = {bucket: [one.yaml for one in uses] for bucket, uses in found.items()}
    if not buckets:
        return {}
    plain = RULE_BUCKET[yaml.rule]
    return {"channels": buckets[plain] if list(buckets) == [plain] else buckets}


def _usual_audience(cells: Cells) -> Audience:
    cells.tell("guessed", "everyone", "公开对象没有勾选，按全社会录入")
    return Audience(True)


def _usual(cells: Cells, column: str, words: str, value: str) -> str:
    cells.tell("guessed", column, words, "", value)
    return value
