"""The five kinds of new files, as drafts: item, adjustment, withdrawal, law, region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.authoring.form import MORE, Draft, compose, describe, entry, suggested
from gongkai.model.catalogue import Entry
from gongkai.model.item import Audience
from gongkai.model.words import LEVEL_OF_KIND, MODES, REGIONAL_FIELDS, SCALAR_FIELDS
from gongkai.reading.outline import Outline

STATUTE_ONLY = ("covered_by", "not_covered")
"""Fields of the statute's own list, of no use to a region."""

STANDARD_ONLY = ("source_no", "basis_as_issued")
"""Fields that repeat what a ministry's table prints."""


def region_folder(region: str) -> str:
    """``a/b`` → ``regions/a/regions/b``; "" for the standard."""
    return "/".join(f"regions/{slug}" for slug in region.split("/")) if region else ""


def item_path(region: str, id_: str) -> str:
    """Where the item stands: in the region's ``items/``, or in the standard when no region is named."""
    return f"{region_folder(region)}/items/{id_}.yaml" if region else f"standard/{id_}.yaml"


def way_up(path: str, schemas: bool) -> str:
    """From the file to the folder that holds ``schemas/``; "" when the project has none of its own."""
    return "../" * f"catalog/{path}".count("/") if schemas else ""


def item(region: str, region_name: str, id_: str, values: Mapping[str, Any], outline: Outline, *, schemas: bool) -> Draft:
    """A new item of the standard, or of a region of its own."""
    path = item_path(region, id_)
    head = [f"{region_name}的本级新增事项。" if region else "国家标准的事项。", "带“#”的行是说明和例子，不影响目录；填好以后可以删去。"]
    leave = (*STATUTE_ONLY, "category", "subcategory", "aliases_none", "formerly", *(STANDARD_ONLY if region else ("reason", *REGIONAL_FIELDS)))
    return Draft(path, compose(head, "item", outline, values, up=way_up(path, schemas), leave=leave))


def adjustment(region: str, region_name: str, above: Entry, steps: Mapping[str, Any], reason: str, outline: Outline, *, schemas: bool) -> Draft:
    """What a region changes in an inherited item; ``steps`` as they stand below ``adjust``."""
    path = item_path(region, above.item.id)
    up = way_up(path, schemas)
    lines = [f"# yaml-language-server: $schema={up}schemas/adjustment.schema.json"] if up else []
    lines += [f"# {region_name}对“{above.item.title}”（{above.item.id}）的细化调整。", "# 只写与上一级不同的地方；was 照抄上一级现在的写法，now 写本级的写法。", "adjust:"]
    for name, step in steps.items():
        lines += [f"  # {describe(outline, ('adjust', name))}", *entry(name, step, "  ")]
    rest = [name for name in outline.fields(("adjust",)) if name not in steps and name not in STATUTE_ONLY]
    examples = {name: {"was": was(above, name), "now": f"改成{outline.schema(('adjust', name)).get('title', name)}"} for name in ("title", "time_limit", "summary", "note")}
    examples["mode"] = {"was": above.item.mode, "now": next(mode for mode in MODES if mode != above.item.mode)}
    examples["audience"] = {"was": was(above, "audience"), "now": "某某群体" if above.item.audience == Audience(True) else "全社会"}
    lines += [f"  # —— {MORE} ——", *suggested(outline, ("adjust",), rest, examples, "  ")]
    if reason:
        lines += [f"# {describe(outline, ('reason',))}", *entry("reason", reason)]
    else:
        lines += list(suggested(outline, (), ["reason"], {}))
    return Draft(path, "\n".join(lines) + "\n")


def withdrawal(region: str, region_name: str, above: Entry, values: Mapping[str, Any], outline: Outline, *, schemas: bool) -> Draft:
    """An inherited item that the region does not have."""
    path = item_path(region, above.item.id)
    head = [f"{region_name}没有“{above.item.title}”（{above.item.id}）：页面保留，写明不适用和原因。"]
    return Draft(path, compose(head, "adjustment", outline, values, up=way_up(path, schemas), leave=("adjust", "restore")))


def law(slug: str, values: Mapping[str, Any], outline: Outline, *, schemas: bool) -> Draft:
    """A document for the register, its status not verified unless ``values`` say so."""
    path = f"laws/{slug}.yaml"
    head = ["依据文件登记：公开依据里写到的名称，都要在这里登记。", "状态、文号、日期要有来源才能写：核实以后把下面的例子改成真实的来源，再改 status。"]
    return Draft(path, compose(head, "law", outline, values, up=way_up(path, schemas)))


def region(id_: str, values: Mapping[str, Any], roles: Mapping[str, str], body: Mapping[str, Any], outlines: tuple[Outline, Outline], *, schemas: bool) -> tuple[Draft, Draft]:
    """A region's two files: region.yaml and bodies.yaml with its government. ``roles`` stand for the government until somebody says better."""
    folder = region_folder(id_)
    path, bodies = f"{folder}/region.yaml", f"{folder}/bodies.yaml"
    leave = ("restore", "verified", "invented", "role_overrides", *(("roles",) if roles else ()))
    head = [f"{values['name']}：名称、政府、联系方式、由哪个单位承担各项公开。", "带“#”的行是说明和例子，不影响目录；填好以后可以删去。"]
    text = compose(head, "region", outlines[0], values, up=way_up(path, schemas), leave=leave)
    if roles:
        text += "\n# 由谁承担：左边是标准里的称谓，右边是本级的单位（先登记在 bodies.yaml）。\n# 下面先都写成本级政府，请逐条改成实际承担的单位。\n"
        text += "\n".join(entry("roles", dict(roles))) + "\n"
    inner = [name for name in outlines[1].fields(("bodies", 0)) if name not in body]
    up = way_up(bodies, schemas)
    lines = [f"# yaml-language-server: $schema={up}schemas/bodies.schema.json"] if up else []
    lines += [f"# {values['name']}的单位，按展示顺序；每个单位以“- ”开头。", "bodies:"]
    rows = [line for key, value in body.items() for line in entry(key, value, "    ")]
    lines += [f"  - {rows[0].lstrip()}", *rows[1:], f"    # —— {MORE} ——", *suggested(outlines[1], ("bodies", 0), inner, {}, "    ")]
    return Draft(path, text), Draft(bodies, "\n".join(lines) + "\n")


def government_of(name: str, kind: str, parent: str) -> tuple[str, str]:
    """(name, kind of body) of what governs a region: 人民政府, 街道办事处, 村民委员会, 居民委员会; the county's name stands before a town's."""
    if kind == "街道":
        return f"{parent}{name}办事处", "派出机构"
    if kind == "村":
        return f"{name}村民委员会", "自治组织"
    if kind == "社区":
        return f"{name}居民委员会", "自治组织"
    return f"{parent if LEVEL_OF_KIND[kind] == '乡级' else ''}{name}人民政府", "机关"


def was(above: Entry, name: str) -> Any:
    """What the layer above says, as YAML wants it in ``was``; None where it says nothing."""
    value = getattr(above.item, name)
    if isinstance(value, Audience):
        if not value.groups:
            return "全社会"
        return value.groups[0] if not value.everyone and len(value.groups) == 1 else {"everyone": value.everyone, "groups": list(value.groups)}
    return value or None


def steps(above: Entry, replaced: Mapping[str, Any], added: Mapping[str, Sequence[Any]], removed: Mapping[str, Sequence[Any]], filled: Mapping[str, Any]) -> dict[str, Any]:
    """What stands below ``adjust``: scalars with what was there before, elements added and removed, fields only a region knows."""
    found: dict[str, Any] = {name: {"was": was(above, name), "now": replaced[name]} for name in SCALAR_FIELDS if name in replaced}
    for name in dict.fromkeys((*removed, *added)):
        parts = {"remove": list(removed.get(name, ())), "add": list(added.get(name, ()))}
        found[name] = {key: value for key, value in parts.items() if value}
    return {**found, **filled}
