"""The fixed synthetic catalogue of the benchmark: a project folder whose regions together show exactly N item pages.

A county shows every item of the standard; each of its four towns shows the 40 % that also stand at 乡级 (in the real
standard it is more than 60 %, so this one makes the program read more files per page). County and towns adjust about
5 % of what they show and add items of their own. Same N, same bytes: every choice hangs on a name or a number.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench import regional
from bench.emit import emit
from bench.phrases import ALIASES, ARTICLES, ASPECTS, DOMAINS, ELEMENT_LIMITS, GROUPS, LAWS, LIMITS, MATTERS, NOTES, SUMMARIES, TOWNS

Data = dict[str, Any]

PER_DOMAIN = 100
MATTERS_OF_DOMAIN = -(-PER_DOMAIN // len(ASPECTS))
TOWN_SHARE = 0.4
THREE_LEVELS = ("政策和计划", "办理和服务", "结果和监督")
NUMERALS = "一二三四五六七八九十"
ANNUAL = ("niandu-gongbao", "年度统计公报")
ABSENT = ("haiguan", "海关")
"""A domain of the standard that the county has no power in: it says why, and shows none of its items."""

@dataclass(frozen=True, slots=True)
class Shape:
    """How many items there are: of the standard, at 乡级 among them, of the county's own, of each town's own."""

    standard: int
    town: int
    county_own: int
    town_own: int

    @property
    def pages(self) -> int:
        """Item pages of all regions together."""
        return self.standard + self.county_own + len(TOWNS) * (self.town + self.town_own)


@dataclass(frozen=True, slots=True)
class Words:
    """Names of the real registers, which the project takes along: national roles, the town's organ, parties, channels, life events."""

    roles: tuple[str, ...]
    town_role: str
    parties: tuple[str, ...]
    channels: tuple[str, ...]
    life_events: tuple[str, ...]


def shape(pages: int) -> Shape:
    """The catalogue with exactly this many item pages (at least 60)."""
    if pages < 60:
        raise ValueError("the synthetic catalogue needs at least 60 item pages")
    county_own, town_own = max(1, pages // 200), max(1, pages // 500)
    rest = pages - county_own - len(TOWNS) * town_own
    town = round(rest * TOWN_SHARE / (1 + len(TOWNS) * TOWN_SHARE))
    return Shape(rest - len(TOWNS) * town, town, county_own, town_own)


def write_project(folder: Path, pages: int, repository: Path) -> Shape:
    """Write the project into ``folder`` (which must not exist). Vocabulary, calendar and theme are the repository's."""
    plan = shape(pages)
    catalog = folder / "catalog"
    for part in ("vocabulary", "calendar"):
        shutil.copytree(repository / "catalog" / part, catalog / part, ignore=shutil.ignore_patterns("*.tsv"))  # its words speak of real domains
    (catalog / "pages").mkdir()
    for part in ("site_overrides", "schemas"):
        shutil.copytree(repository / part, folder / part)
    shutil.copy(repository / "mkdocs.yml", folder)
    words = read_words(catalog / "vocabulary")
    items = [standard_item(i, plan, words) for i in range(plan.standard)]
    _write(catalog / "catalog.yaml", "catalog", publication(items[0][0]))
    _write(catalog / "standard/edition.yaml", "edition", {"title": "合成目录", "issuer": "国务院有关部门", "version": "2026.1", "date": "2026-11-22"})
    for slug, law in laws():
        _write(catalog / f"laws/{slug}.yaml", "law", law)
    for number in range(-(-plan.standard // PER_DOMAIN)):
        _write(catalog / f"standard/{domain_slug(number)}/domain.yaml", "domain", domain(number, words))
    for id_, data in items:
        _write(catalog / f"standard/{id_}.yaml", "item", data)
    _write(catalog / f"standard/{ABSENT[0]}/domain.yaml", "domain", {**domain(0, words), "name": ABSENT[1], "order": 900, "icon": "ferry"})
    for id_, data in items[:2]:
        _write(catalog / f"standard/{ABSENT[0]}/{id_.split('/')[1]}.yaml", "item", {key: value for key, value in data.items() if key != "related"})
    for path, kind, data in regional.files(items, plan.county_own, plan.town_own, words.roles, words.channels):
        _write(catalog / path, kind, data)
    return plan


def touch(project: Path, number: int) -> Path:
    """Change the summary of the first item that every region shows; ``number`` makes each change a new one."""
    for path in sorted((project / "catalog/standard").glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "乡级" in text and "\nsummary: " in text and path.parent.name != ABSENT[0]:
            path.write_text(re.sub(r"\nsummary: .*", f"\nsummary: 第{number}次修订：怎么申请、要带什么材料、多少天有结果。", text), encoding="utf-8")
            return path
    raise FileNotFoundError("no item of the standard stands at 乡级")


def read_words(folder: Path) -> Words:
    def entries(name: str, key: str) -> list[Data]:
        return list(yaml.safe_load((folder / name).read_text(encoding="utf-8"))[key])

    roles = entries("roles.yaml", "roles")
    return Words(
        roles=tuple(role["name"] for role in roles if role["kind"] == "role" and "level" not in role)[:16],
        town_role=next(role["name"] for role in roles if role.get("level") == "乡级"),
        parties=tuple(role["name"] for role in roles if role["kind"] == "party"),
        channels=tuple(channel["name"] for channel in entries("channels.yaml", "channels")),
        life_events=tuple(event["name"] for event in entries("life-events.yaml", "life_events")),
    )


def publication(hot: str) -> Data:
    return {
        "title": "合成县基层政务公开标准目录",
        "region": regional.COUNTY,
        "licence": "CC BY 4.0",
        "site_url": "https://www.example.gov.cn/mulu/",
        "forge_url": "https://git.example.gov.cn/mulu/edit/main/",
        "own_domains": ["www.example.gov.cn"],
        "hot_words": [{"word": "低保", "to": hot}],
        "sponsor": {"name": "合成县人民政府办公室", "code": "0000000000"},
    }


def laws() -> Iterator[tuple[str, Data]]:
    for slug, title, short, rank, issuer in LAWS:
        yield slug, {"title": title, "short": short, "rank": rank, "issuer": [issuer], "status": "unverified"}
    for slug, name in MATTERS:
        title = f"关于做好{name}信息公开工作的通知"
        note = "为性能比较而编写的文件，并不存在。"
        yield f"tongzhi-{slug}", {"title": title, "rank": "规范性文件", "issuer": ["合成省有关部门"], "status": "unverified", "note": note}


def domain_slug(number: int) -> str:
    again, place = divmod(number, len(DOMAINS))
    return f"{DOMAINS[place][0]}-{again + 1}" if again else DOMAINS[place][0]


def domain(number: int, words: Words) -> Data:
    again, place = divmod(number, len(DOMAINS))
    _, name, icon = DOMAINS[place]
    matters = [matter[1] for matter in _matters(number)]
    rule = ("必选", "至少一项", "未说明")[number % 3]
    return {
        "name": f"{name}（{NUMERALS[again]}）" if again else name,
        "order": number + 1,
        "icon": icon,
        "summary": f"{matters[0]}、{matters[1]}、{matters[2]}等事项公开什么、由谁公开、在哪里看。",
        "categories": [*(THREE_LEVELS if _three_levels(number) else matters), ANNUAL[1]],
        "channel_rule": rule,
        "channels": list(words.channels[:3]) if rule != "未说明" else {"must": list(words.channels[:1]), "may": list(words.channels[1:4])},
        "levels_ours": number % 4 == 1,
        "guideline": {"title": f"{name}领域基层政务公开标准指引", "issuer": ["国务院有关部门"]},
        "provenance": {
            "compiled_from": ["为性能比较按固定词表生成"],
            "known_total": None,
            "total_note": "合成目录，没有国家表可对",
            "missing": [],
            "verified": False,
        },
    }


def standard_item(index: int, plan: Shape, words: Words) -> tuple[str, Data]:
    """(id, fields) of one item of the standard."""
    number, j = divmod(index, PER_DOMAIN)
    town = (index + 1) * plan.town // plan.standard > index * plan.town // plan.standard
    k, a = divmod(j, len(ASPECTS))
    matter, aspect = _matters(number)[k], ASPECTS[a]
    id_ = _id(number, j)
    random = Random(id_)
    fields: Data = {"title": f"{matter[1]}{aspect[1]}", "category": matter[1], "order": 10 * (a + 1), "source_no": str(j + 1)}
    if _three_levels(number):
        fields |= {"category": THREE_LEVELS[k % 3], "subcategory": matter[1], "order": 10 * (j + 1)}
    if j == len(ASPECTS) - 1:
        fields = {"title": ANNUAL[1], "order": 10, "source_no": str(j + 1)}
    fields["content"] = _content(index, aspect[2], words)
    fields["basis"] = _basis(index, matter)
    if index % 6 == 2:
        fields["basis_as_issued"] = [f"《{LAWS[0][1]}》第九条", f"《{LAWS[index % 7 + 1][1]}》"]
    fields["time_limit"] = LIMITS[index % len(LIMITS)][0]
    fields["subjects"] = _subjects(index, town, words)
    channels = _channels(index, words)
    if channels:
        fields["channels"] = channels
    fields["audience"] = "全社会" if index % 9 else {"everyone": index % 2 == 0, "groups": [random.choice(GROUPS)]}
    fields["mode"] = "依申请" if index % 50 == 49 else "主动"
    fields["levels"] = (["县级", "乡级", "村级"] if index % 8 == 0 else ["县级", "乡级"]) if town else ["市级", "县级"] if index % 3 else ["县级"]
    if index % 20 == 19:
        fields |= {"aliases": [], "aliases_none": True}
    else:
        fields["aliases"] = [f"{matter[1]}{word}" for word in random.sample(ALIASES, 3 + index % 5)]
    fields["summary"] = SUMMARIES[index % len(SUMMARIES)].format(matter=matter[1])
    if index % 2 == 0:
        fields["life_events"] = random.sample(words.life_events, 1 + index // 2 % 2)
    last = min(PER_DOMAIN, plan.standard - number * PER_DOMAIN)
    others = [place for place in range(last) if place != j]
    if index % 4:
        fields["related"] = [_id(number, place) for place in random.sample(others, min(index % 4, len(others)))]
    if index % 25 == 4:
        fields["applies_to"] = ["县", "镇", "乡", "街道"] if town else ["县", "县级市", "区"]
    if index % 40 == 7:
        fields["formerly"] = [f"{id_}-jiu"]
    if index % 5 == 1:
        fields["note"] = NOTES[index % len(NOTES)]
    return id_, fields


def _content(index: int, texts: tuple[str, ...], words: Words) -> list[str | Data]:
    """The elements; every third item has some that differ from the item itself."""
    content: list[str | Data] = [*texts]
    if index % 3 == 0:
        content[-1] = {"text": texts[-1], "need": ("必选", "可选", "本地")[index // 3 % 3], "time_limit": ELEMENT_LIMITS[index % len(ELEMENT_LIMITS)]}
    if index % 9 == 3:
        content[0] = {"text": texts[0], "subjects": [words.roles[index % len(words.roles)]], "note": NOTES[index % len(NOTES)]}
    if index % 9 == 6:
        content[0] = {"text": texts[0], "audience": GROUPS[index % len(GROUPS)], "mode": "依申请", "channels": [words.channels[0], words.channels[6]]}
    return content


def _basis(index: int, matter: tuple[str, str]) -> list[str | Data]:
    basis: list[str | Data] = [f"《{LAWS[0][1]}》{ARTICLES[0]}", f"《关于做好{matter[1]}信息公开工作的通知》"]
    for step in range(index % 3):
        basis.append(f"《{LAWS[1 + (index + step) % 7][1]}》{ARTICLES[(index + step) % len(ARTICLES)]}")
    if index % 7 == 5:
        basis[1] = {"law": f"关于做好{matter[1]}信息公开工作的通知", "articles": ["第三条", "第八条"], "note": "仅适用于本事项的公开"}
    return basis


def _subjects(index: int, town: bool, words: Words) -> list[str] | Data:
    first, second = words.roles[index % len(words.roles)], words.roles[(index + 5) % len(words.roles)]
    match index % 8:
        case 4:
            return [first, second]
        case 5:
            return {"any_of": [first, words.parties[index % len(words.parties)]]}
        case 6:
            return {"joint": [first, second], "lead": first}
        case 7 if town:
            return {"by_level": {"县级": [first], "乡级": [words.town_role]}}
    return [first]


def _channels(index: int, words: Words) -> list[str | Data] | Data | None:
    """None: the domain's own channels."""
    names = words.channels
    match index % 5:
        case 1:
            return [names[0], names[2], names[6 + index % 5]]
        case 2:
            return {"must": [names[0]], "may": [names[1 + index % 3], names[7]]}
        case 3:
            return {"one_of": [names[0], names[8], names[10]]}
        case 4:
            return [names[0], {"name": names[10], "note": "张贴不少于7个工作日"}, {"name": names[2], "url": "https://www.example.gov.cn/app/"}]
    return None


def _id(number: int, j: int) -> str:
    k, a = divmod(j, len(ASPECTS))
    name = ANNUAL[0] if j == len(ASPECTS) - 1 else f"{_matters(number)[k][0]}-{ASPECTS[a][0]}"
    return f"{domain_slug(number)}/{name}"


def _matters(number: int) -> list[tuple[str, str]]:
    return [MATTERS[(number * MATTERS_OF_DOMAIN + k) % len(MATTERS)] for k in range(MATTERS_OF_DOMAIN)]


def _three_levels(number: int) -> bool:
    return number % 5 == 2


def _write(path: Path, kind: str, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * (len(path.parent.parts) - path.parts.index("catalog"))
    path.write_text(emit(data, f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json"), encoding="utf-8")
