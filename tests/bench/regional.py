"""The synthetic county and its four towns: bodies, roles, adjustments, withdrawals, restorations and items of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from bench.phrases import BUREAUS, LIMITS, MATTERS, OFFICES, REASONS, TOWNS

Data = dict[str, Any]
Items = Sequence[tuple[str, Mapping[str, Any]]]
File = tuple[str, str, Data]
"""(path below catalog/, kind, fields)."""

COUNTY = "hecheng-xian"
COUNTY_NAME = "合成县"
ADJUSTED = 0.05
FILLED = 0.10


def files(items: Items, county_own: int, town_own: int, roles: Sequence[str], channels: Sequence[str]) -> Iterator[File]:
    """Everything below ``regions/`` for the standard's ``items``; ``roles`` and ``channels`` are names of the registers."""
    base = f"regions/{COUNTY}"
    yield f"{base}/region.yaml", "region", _county(roles, items)
    yield f"{base}/bodies.yaml", "bodies", {"bodies": [_body(i, *bureau) for i, bureau in enumerate(BUREAUS)]}
    yield from _own(base, items, county_own, ["县级"], [COUNTY_NAME + BUREAUS[1][1]])
    steps = _steps("county", items)
    filled = Random("filled").sample(items, round(len(items) * FILLED))
    for id_, fields in _in_order(items, {*steps, *(id_ for id_, _ in filled)}):
        step = _step(steps[id_], fields, channels) if id_ in steps else {"adjust": {}}
        if "adjust" in step and id_ in {id_ for id_, _ in filled}:
            step["adjust"] |= _filled(id_, channels)
        yield f"{base}/items/{id_}.yaml", "adjustment", step
    withdrawn = [id_ for id_, number in steps.items() if _withdraws(number)]
    local = [(id_, fields) for id_, fields in items if "乡级" in fields["levels"]]
    for i, (slug, name, kind) in enumerate(TOWNS):
        town = f"{base}/regions/{slug}"
        yield f"{town}/region.yaml", "region", _town(name, kind, roles)
        yield f"{town}/bodies.yaml", "bodies", {"bodies": _town_bodies(name, i)}
        yield from _own(town, local, town_own, ["乡级"], None)
        free = [(id_, fields) for id_, fields in local if id_ not in steps]
        own_steps = _steps(slug, free)
        for id_, fields in _in_order(free, own_steps):
            yield f"{town}/items/{id_}.yaml", "adjustment", _step(own_steps[id_], fields, channels)
        restored = [id_ for id_, _ in local if id_ in withdrawn][i :: len(TOWNS)][:1]
        for id_ in restored:
            yield f"{town}/items/{id_}.yaml", "adjustment", {"restore": True, "reason": "本级仍承担这项职责"}


def _county(roles: Sequence[str], items: Items) -> Data:
    bodies = [COUNTY_NAME + bureau[1] for bureau in BUREAUS]
    mapped: Data = {role: bodies[1 + i % (len(bodies) - 1)] for i, role in enumerate(roles)}
    mapped[roles[1]] = bodies[2:4]
    return {
        "name": COUNTY_NAME,
        "kind": "县",
        "code": "000000",
        "invented": True,
        "summary": "为性能比较而虚构的县。",
        "government": bodies[0],
        "edition": {"issuer": f"{COUNTY_NAME}人民政府办公室", "version": "2026.1", "date": "2026-11-22"},
        "contact": {"office": f"{COUNTY_NAME}政务公开办公室", "address": f"{COUNTY_NAME}中心路1号", "hours": "工作日9:00—12:00，14:00—17:30", "phone": "0000-1234567"},
        "roles": mapped,
        "role_overrides": {items[0][0]: {roles[0]: bodies[-1]}, items[0][0].split("/")[0]: {roles[3]: bodies[4]}},
        "not_applicable": [{"domain": "海关", "reason": "本县没有海关机构", "date": "2026-01-01"}],
        "children": [slug for slug, _, _ in TOWNS],
    }


def _town(name: str, kind: str, roles: Sequence[str]) -> Data:
    mapped = {role: {"乡级": name + OFFICES[i % len(OFFICES)][1]} for i, role in enumerate(roles[::2])}
    return {"name": name, "kind": kind, "invented": True, "government": f"{name}人民政府" if kind != "街道" else f"{name}办事处", "roles": mapped}


def _body(i: int, slug: str, name: str, kind: str) -> Data:
    full = COUNTY_NAME + name
    body: Data = {"id": slug, "name": full, "short": f"县{name}", "kind": kind, "office": "办公室", "phone": f"0000-12345{i:02}"}
    body |= {"supervision_phone": f"0000-76543{i:02}", "address": f"{COUNTY_NAME}中心路{i + 2}号", "hours": "工作日9:00—17:30"}
    if i:
        body["superior"] = f"{COUNTY_NAME}人民政府"
    if kind == "垂管":
        body["led_by"] = "实行省级以下垂直管理"
    if i % 5 == 1:
        body |= {"plaques": [f"{COUNTY_NAME}语言文字工作委员会"], "summary": f"负责本县{name.removesuffix('局')}方面的工作。"}
    return body


def _town_bodies(name: str, number: int) -> list[Data]:
    street = name.endswith("街道")
    rows: list[Data] = [{"id": "zhengfu", "name": f"{name}办事处" if street else f"{name}人民政府", "kind": "派出机构" if street else "机关"}]
    rows += [{"id": slug, "name": name + office, "short": office, "kind": "机关", "superior": rows[0]["name"]} for slug, office in OFFICES]
    return [{**row, "office": "便民服务大厅", "phone": f"0000-22{number}00{i:02}", "address": f"{name}人民路{i + 1}号"} for i, row in enumerate(rows)]


def _own(base: str, items: Items, count: int, levels: list[str], subjects: list[str] | None) -> Iterator[File]:
    """Items that the region adds; a town's carry no subject and so fall to its government."""
    for i in range(count):
        id_, like = items[i * 7 % len(items)]
        matter = MATTERS[i % len(MATTERS)]
        fields = {key: like[key] for key in ("category", "subcategory", "content", "basis", "time_limit", "audience", "mode", "aliases", "aliases_none") if key in like}
        fields |= {"title": f"{matter[1]}本地服务清单", "order": 500 + i, "levels": levels, "summary": f"本地在{matter[1]}方面另外提供的服务。"}
        if "category" not in like:
            fields["category"] = next(other["category"] for other_id, other in items if "category" in other and other_id.split("/")[0] == id_.split("/")[0])
        if subjects:
            fields["subjects"] = subjects
        fields |= {"channels": ["政府网站"], "office": "综合股", "phone": "0000-3334455", "reason": REASONS[2]}
        yield f"{base}/items/{id_.split('/')[0]}/bendi-{base.rpartition('/')[2]}-{matter[0]}-{i + 1}.yaml", "item", fields


def _steps(seed: str, items: Items) -> dict[str, int]:
    """Which items the region changes, and what kind of change it is."""
    chosen = Random(seed).sample(items, max(1, round(len(items) * ADJUSTED)))
    return {id_: number for number, (id_, _) in enumerate(chosen)}


def _in_order(items: Items, chosen: Mapping[str, int] | set[str]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(id_, fields) for id_, fields in items if id_ in chosen]


def _withdraws(number: int) -> bool:
    return number % 6 == 3


def _step(number: int, fields: Mapping[str, Any], channels: Sequence[str]) -> Data:
    if _withdraws(number):
        step: Data = {"withdraw": ("无此职权", "职权调整", "事项取消")[number // 6 % 3], "reason": REASONS[3], "date": "2026-01-01"}
        return step | ({"successor": fields["related"][0]} if "related" in fields else {})
    adjust: Data = {}
    match number % 6:
        case 0:
            adjust["time_limit"] = {"was": fields["time_limit"], "now": dict(LIMITS)[fields["time_limit"]]}
        case 1 if isinstance(fields.get("channels"), list):
            last = fields["channels"][-1]
            adjust["channels"] = {"remove": [last if isinstance(last, str) else last["name"]]}
        case 2:
            adjust["content"] = {"add": ["本级办理窗口和预约方式", "本级配套的服务承诺"]}
        case 4:
            adjust |= {"basis": {"add": ["《中华人民共和国行政许可法》第三十条"]}, "aliases": {"add": ["家门口能不能办"]}}
        case 5:
            adjust["summary"] = {"was": fields["summary"], "now": f"{fields['summary'].rstrip('。')}，本级窗口都能问。"}
        case _:
            adjust["channels"] = {"add": [channels[11]]}
    return {"adjust": adjust, "reason": REASONS[number % 3]}


def _filled(id_: str, channels: Sequence[str]) -> Data:
    """What only a region can know of an item; no reason is asked for."""
    return {
        "links": [{"channel": channels[0], "url": f"https://www.example.gov.cn/zwgk/{id_}/", "name": "公开专栏"}],
        "office": "基础业务股",
        "phone": "0000-1112233",
        "supervision_phone": "0000-3332211",
        "update_cycle": "每季度一次",
        "retention": "长期公开",
    }
