"""A small library made by hand: two layers, two regions and a village, and every field of the model filled in somewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gongkai.model.catalogue import (
    STANDARD,
    Catalogue,
    Change,
    Entry,
    Library,
    NotApplicable,
    Origin,
    Vocabulary,
    Withdrawal,
)
from gongkai.model.item import (
    Audience,
    Category,
    Channels,
    ChannelUse,
    Citation,
    Domain,
    Element,
    Evidence,
    Guideline,
    Item,
    Law,
    Link,
    Provenance,
    Subjects,
)
from gongkai.model.region import Body, Channel, Contact, Edition, HotWord, LifeEvent, Publication, Region, Role
from gongkai.model.workdays import WorkCalendar

PROVINCE, COUNTY, TOWN = "sheng", "sheng/xian", "sheng/xian/zhen"
MARKS = [1, 1, {"title": [2, 1, [2, 8]], "content": [3, 1, [4, 3, [[4, 5], [5, 5]]]], "time_limit": [7, 1, [7, 13]]}]

EVIDENCE = (Evidence("某部门网站公布的文本", ("status", "number", "dates"), "https://www.example.gov.cn/law", "2026-01-02"),)
LAWS = {
    law.slug: law
    for law in (
        Law("tiaoli", "某条例", "条例", "行政法规", ("国务院",), "in_force", ("条例旧称",), "国务院令第1号", {"adopted": "2019-01-01", "amended": ["2020-02-02"]}, evidence=EVIDENCE, note="说明"),
        Law("jiu-fa", "关于印发《某办法》的通知", "办法", "规范性文件", ("某部",), "repealed", successor="tiaoli"),
        Law("weihe", "某意见", "", "其他", ("某部",), "unverified"),
        Law("xiugai", "某法", "某法", "法律", ("全国人大常委会",), "amended"),
    )
}
CHANNELS = {
    channel.id: channel
    for channel in (
        Channel("wangzhan", "政府网站", True, ("门户网站",), "本级政府网站。", "https://www.example.gov.cn/"),
        Channel("gongshilan", "公示栏", False),
        Channel("chayuedian", "查阅点", False),
    )
}
ROLES = {
    role.id: role
    for role in (
        Role("jiaoyu", "教育行政部门", "role"),
        Role("xiangzhen", "乡镇人民政府", "role", level="乡级"),
        Role("zhaobiaoren", "招标人", "party"),
        Role("wuren", "气象部门", "role"),
    )
}
EVENTS = {"shangxue": LifeEvent("shangxue", "上学", "school", "入学报名。"), "shengyu": LifeEvent("shengyu", "生育")}

BUREAU = Body(
    "jiaoyuju", "某县教育局", "机关", COUNTY, "县教育局", ("教体局",), "某县人民政府", "县委领导", ("某牌子",), "办公室", "0000-1111111", "0000-2222222", "某路1号", "工作日", "管教育。"
)
GOVERNMENT = Body("zhengfu", "某县人民政府", "机关", COUNTY)
PROVINCIAL = Body("jiaoyuting", "某省教育厅", "机关", PROVINCE, "省教育厅")
TOWN_HALL = Body("zhen-zhengfu", "某镇人民政府", "机关", TOWN, "镇政府", phone="0000-3333333")


def use(id_: str, **more: str) -> ChannelUse:
    return ChannelUse(id_, CHANNELS[id_].name, **more)


def item(slug: str, title: str, **more: Any) -> Item:
    values: dict[str, Any] = {
        "category": "招生管理",
        "order": 10,
        "content": (Element("招生政策"), Element("报名时间")),
        "basis": (Citation("tiaoli", "第二十条"), Citation("weihe")),
        "time_limit": "信息形成或者变更之日起20个工作日内",
        "subjects": Subjects("each", ("jiaoyu",)),
        "channels": Channels(must=(use("wangzhan"), use("gongshilan"))),
        "audience": Audience(True),
        "mode": "主动",
        "levels": ("县级", "乡级"),
    }
    return Item(f"jiaoyu/{slug}", "jiaoyu", slug, title, **{**values, **more})


FULL = item(
    "quan",
    "招生政策",
    content=(
        Element("招生政策"),
        Element("处罚决定", "可选", "20个工作日", Subjects("joint", ("某省教育厅", "jiaoyu"), "jiaoyu"), Audience(False, ("家长",)), "依申请", Channels(may=(use("chayuedian"),)), "要素说明"),
        Element("新增要素", "本地"),
    ),
    basis=(Citation("tiaoli", "第二十条", "依据说明"), Citation("jiu-fa"), Citation("xiugai")),
    basis_as_issued=(Citation("jiu-fa", "第三条"),),
    channels=Channels((use("wangzhan", note="专栏", url="https://www.example.gov.cn/zl"),), (use("chayuedian"),), (use("gongshilan"),)),
    subjects=Subjects("any_of", ("jiaoyu", "zhaobiaoren", "wuren", "某省教育厅", "xiangzhen")),
    audience=Audience(True, ("随迁子女家长",)),
    subcategory="报名",
    source_no="3",
    aliases=("上学", "学区"),
    summary="孩子怎么入学。",
    life_events=("shangxue",),
    related=("jiaoyu/jiaoshi",),
    applies_to=("县", "镇"),
    formerly=("jiaoyu/jiu-ming",),
    note="事项说明",
    links=(Link("https://www.example.gov.cn/zs", "政府网站", "招生专栏"),),
    office="基教股",
    phone="0000-4444444",
    supervision_phone="0000-5555555",
    update_cycle="每年",
    retention="长期",
)


def origin(layer: str, file: str, line: int = 1, reason: str = "") -> Origin:
    return Origin(layer, "", file, line, reason)


def entry(one: Item, layer: str = STANDARD, **more: Any) -> Entry:
    base = origin(layer, f"catalog/{layer}/{one.id}.yaml", 1, more.pop("reason", ""))
    return Entry(one, layer, base, MARKS, f"digest of {one.id}", **more)


def domains() -> tuple[Domain, ...]:
    provenance = Provenance(("某指引",), 12, "总数的说明", ("缺一项",), False, EVIDENCE)
    return (
        Domain("jiaoyu", "义务教育", 1, "上学的事。", (Category("招生管理", 5, "分项说明"), Category("教师管理")), "必选", Channels(), Guideline("义务教育指引", ("教育部",), "某函1号", "2019-04-30", EVIDENCE), provenance, ("上学",), "school", True, "领域说明"),
        Domain("haiguan", "海关", 2, "", (Category("政策"),), "未说明", Channels(), None, replace(provenance, verified=True)),
    )


def county_entries() -> dict[str, Entry]:
    where = "catalog/regions/xian.yaml"
    found = (
        entry(item("yiji", "政策文件", category="")),
        entry(
            FULL,
            changes=(
                Change("time_limit", "set", "原时限", FULL.time_limit, origin(COUNTY, where, 3, "县里规定更快")),
                Change("content", "add", "", "新增要素", origin(COUNTY, where, 5, "群众需要")),
                Change("channels", "remove", "广播电视", "", origin(COUNTY, where, 6, "已停用")),
                Change("related", "add", "", "jiaoyu/jiaoshi", origin(PROVINCE, where, 7, "省里规定")),
                Change("office", "set", "", "基教股", origin(COUNTY, where, 8), filled=True),
            ),
            elements={"content": (origin(STANDARD, "a.yaml", 4), origin(STANDARD, "a.yaml", 5), origin(COUNTY, where, 5))},
        ),
        entry(item("gone", "招生计划"), withdrawal=Withdrawal("职权调整", "改由市里管", origin(COUNTY, where, 2), "2026-01-01", "jiaoyu/quan")),
        entry(item("jiaoshi", "教师培训", category="教师管理", channels=Channels(), levels=("县级",))),
        entry(item("zhen-shiwu", "镇里的事", category="教师管理", levels=("乡级",), subjects=Subjects("by_level", ("jiaoyu", "xiangzhen"), levels=(("县级", ("jiaoyu",)), ("乡级", ("xiangzhen",)))))),
        entry(item("bendi-xiaoche", "校车", category="教师管理", levels=("县级",)), COUNTY, reason="本县开通校车"),
        entry(item("huifu", "恢复的事", category="教师管理"), restored=origin(COUNTY, where, 9, "县里仍在办")),
    )
    return {one.item.id: one for one in found}


def library() -> Library:
    entries = county_entries()
    below = dict(entries)
    below["jiaoyu/zhen-shiwu"] = replace(
        entries["jiaoyu/zhen-shiwu"],
        changes=(Change("time_limit", "set", entries["jiaoyu/zhen-shiwu"].item.time_limit, "实时公开", origin(TOWN, "zhen.yaml", 2, "镇里更快")),),
        item=replace(entries["jiaoyu/zhen-shiwu"].item, time_limit="实时公开"),
        digest="changed in the town",
    )
    order = {"jiaoyu": tuple(entries), "haiguan": ()}
    province = Region(PROVINCE, "某省", "省")
    edition = Edition("某县政府", "2026年版", "目录名称", "某政办1号", "2026-06-30", "县政府", "版本说明")
    contact = Contact("政务公开办", "某路2号", "工作日", "0000-6666666", "a@example.gov.cn")
    county = Region(COUNTY, "某县", "县", PROVINCE, "000000", True, "县的简介", "某县人民政府", edition, contact, (TOWN,))
    town = Region(TOWN, "某镇", "镇", COUNTY)
    bodies = {body.name: body for body in (BUREAU, GOVERNMENT, PROVINCIAL)}
    roles = {"": {"jiaoyu": {"": (BUREAU,)}}}
    absent = {"haiguan": NotApplicable("haiguan", "本县没有海关", origin(COUNTY, "region.yaml", 4), "2026-01-01")}
    above = Catalogue(province, (province,), domains(), entries, order, {}, {PROVINCIAL.name: PROVINCIAL}, (PROVINCIAL,), {})
    middle = Catalogue(county, (province, county), domains(), entries, order, roles, bodies, (BUREAU, GOVERNMENT), absent)
    town_roles = {"": {**roles[""], "xiangzhen": {"": (TOWN_HALL,)}}}
    low = Catalogue(town, (province, county, town), domains(), below, order, town_roles, {**bodies, TOWN_HALL.name: TOWN_HALL}, (TOWN_HALL,), absent)
    publication = Publication(
        "某县目录", COUNTY, "许可", "", "https://git.example.gov.cn/edit/", ("www.example.gov.cn",), (HotWord("入学", "jiaoyu/quan"), HotWord("上学", "jiaoyu"), HotWord("无", "no/such")), {"name": "主办"}
    )
    standard = Edition("国务院部门", "2026.1", "汇编", note="说明")
    vocabulary = Vocabulary(LAWS, ROLES, CHANNELS, EVENTS, WorkCalendar({}))
    return Library(publication, vocabulary, standard, {PROVINCE: above, COUNTY: middle, TOWN: low})
