"""A row that is no item of the layer above → the item of the region's own that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from gongkai.importing.changes.as_yaml import AsYaml
from gongkai.importing.changes.cells import Cells, unique
from gongkai.importing.changes.texts import find_category
from gongkai.importing.home import Home
from gongkai.importing.matching.similar import likeness, plain
from gongkai.model.item import Audience, Domain
from gongkai.model.words import LEVELS, MODES
from gongkai.reading.fields import RULE_BUCKET

USUAL_LIMIT: Final = "信息形成或者变更之日起20个工作日内"
"""政府信息公开条例 第二十六条: what holds where nothing else is said."""

ALIKE: Final = 0.6
"""How alike a 一级事项 of the table and one of the domain are, to be taken for it where neither holds the other."""

STATUTE: Final = "中华人民共和国政府信息公开条例"


@dataclass(frozen=True, slots=True)
class OwnItem:
    """``values``: the file's fields without ``order``; ``why``: what is missing, when it cannot be written; ``ask``: what a person has to decide first."""

    values: dict[str, Any]
    why: str = ""
    ask: str = ""


def own_item(cells: Cells, domain: Domain, home: Home, yaml: AsYaml, category_hint: str = "") -> OwnItem:
    """``category_hint``: the 一级事项 that the table's own one turned out to be for other rows."""
    category, subcategory, title = cells.titles()
    if not title:
        return OwnItem({}, "没有事项名称")
    places = _categories(cells, domain, category, subcategory, title, category_hint)
    if places is None:
        return OwnItem({"title": title}, ask=_which_category(domain, "" if plain(category) == plain(domain.name) else category))
    values: dict[str, Any] = {"title": title, **places}
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
    if said.names:
        cells.needs(said.names)
        values["subjects"] = said.yaml
        if cells.subjects_lost:
            known = "、".join(str(one.yaml) for one in said.names)
            cells.tell("unclear", "who", f"公开主体只认出了{known}，先录入这些；其余的没有认出来，请补上", cells.row.subjects.strip(), known)
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


def _categories(cells: Cells, domain: Domain, category: str, subcategory: str, title: str, hint: str) -> dict[str, str] | None:
    """``category`` and ``subcategory``; a 一级事项 that the domain does not have is kept as the second level below the one it is like. None: it is like none."""
    names = [one.name for one in domain.categories]
    category = "" if plain(category) == plain(domain.name) and category not in names else category
    if not category and title in names:
        return {}
    known = find_category(category or title, domain)
    if known:
        return {"category": known, **({"subcategory": subcategory} if subcategory else {})}
    chosen = hint or _nearest(category, names) or _nearest(title, names) or (names[0] if len(names) == 1 else "")
    if not chosen:
        return None
    words = "一级事项不在本领域登记的名称里，归到相近的一个，原来的写作二级事项" if category else "没有写一级事项，按事项名称归到相近的一个"
    cells.tell("guessed", "l1", words, category, chosen)
    return {"category": chosen, **({"subcategory": category} if category else {"subcategory": subcategory} if subcategory else {})}


def _nearest(name: str, names: Sequence[str]) -> str:
    """The one of ``names`` that is clearly like ``name``; "" when none is, or several are alike: 登记 is part of 出生登记 and of 迁移登记."""
    holding = [one for one in names if _holds(name, one)]
    if len(holding) == 1:
        return holding[0]
    best = max(names, key=lambda one: likeness(one, name), default="")
    return best if best and likeness(best, name) >= ALIKE else ""


def _holds(one: str, other: str) -> bool:
    """One of the two is part of the other, and is more than a single character."""
    shorter, longer = sorted((plain(one), plain(other)), key=len)
    return len(shorter) > 1 and shorter in longer


def _which_category(domain: Domain, category: str) -> str:
    """What an editor is asked: which of the domain's 一级事项, and how to say so."""
    said = f"“{category}”不是{domain.name}领域的一级事项，也没有明显相近的" if category else f"没有写一级事项，看不出归到{domain.name}领域的哪一个"
    kept = "，原来的写到二级事项一栏" if category else ""
    names = "".join(f"“{one.name}”" for one in domain.categories)
    return f"{said}。改法：在表里一级事项一栏写上其中一个：{names}{kept}，再导入一次；事项不属于这个领域的，在表里的“领域”一列写上对的领域（没有就加一列）"


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
