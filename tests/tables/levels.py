"""公开对象, 公开方式 and 公开层级: columns of ticks, words in their place, and every way to name a level."""

from __future__ import annotations

from tables.drawing import (
    AUDIENCE,
    BASIS,
    CHANNELS,
    CONTENT,
    COUNTY,
    L1,
    L2,
    LEVELS,
    LIMIT,
    NO,
    OFFICIAL,
    TOWN,
    WHO,
    Col,
    but,
    draw,
    groups_cell,
    level,
    tick,
)  # fmt: skip
from tables.layout import Drawn, layout, title
from tables.truth import Truth, truths

JIUZHU = truths("shehui-jiuzhu")
JIAOYU = truths("yiwu-jiaoyu")


@layout
def groups_to_be_named() -> Drawn:
    """Three rows of header: 特定群体（请写明）; 特定群众 elsewhere; √（面向…）."""
    rows = [row.with_(everyone=row.everyone or i % 2 == 0) for i, row in enumerate(truths("nongcun-jiti-tudi-zhengshou"))]
    groups = Col(("公开对象", "特定群体", "（请写明）"), lambda t: f"√（{groups_cell(t)}）" if t.groups else "")
    return draw(rows, but(OFFICIAL, groups=groups), [title("农村集体土地征收")]), rows


@layout
def special_crowd() -> Drawn:
    rows = [row.with_(groups=("特定群体",) if row.groups else ()) for row in JIUZHU]
    groups = Col(("公开对象", "特定群众"), tick(lambda t: bool(t.groups)))
    return draw(rows, but(OFFICIAL, groups=groups), [title("社会救助")]), rows


@layout
def words_instead_of_ticks() -> Drawn:
    """公开对象, 公开方式, 公开层级 as one column each, in words."""

    def audience(row: Truth) -> str:
        return "、".join((["全社会"] if row.everyone else []) + [f"特定群体（{groups_cell(row)}）"] * bool(row.groups))

    mode = Col(("公开方式",), lambda t: "主动公开" if t.mode == "主动" else "依申请公开")
    levels = Col(("公开层级",), lambda t: "、".join(t.levels or ()))
    return draw(JIAOYU, (NO, L1, L2, CONTENT, BASIS, LIMIT, WHO, CHANNELS, Col(("公开对象",), audience), mode, levels), [title("义务教育")]), JIAOYU


@layout
def mode_in_attribute() -> Drawn:
    """平武 033 090: 公开方式 = 全文发布, 主动 in 公开属性."""
    rows = [row.with_(extra={"公开方式": "全文发布", "咨询电话": "0000-1234567"}) for row in truths("nongcun-weifang-gaizao", 6)]
    columns = (
        NO, L1, L2, CONTENT, BASIS, Col(("公开方式",), lambda t: "全文发布"), Col(("公开属性",), lambda t: "主动公开" if t.mode == "主动" else "依申请公开"),
        LIMIT, WHO, CHANNELS, *AUDIENCE, *LEVELS, Col(("咨询电话",), lambda t: "0000-1234567", "down"),
    )  # fmt: skip
    return draw(rows, columns, ["（十六）农村危房改造领域基层政务公开标准目录"]), rows


@layout
def without_levels() -> Drawn:
    rows = [row.with_(levels=None) for row in JIUZHU]
    return draw(rows, OFFICIAL[:-2], [title("社会救助")]), rows


@layout
def level_of_town_and_village() -> Drawn:
    rows = [row.with_(levels=("县级",) if row.levels == ("县级",) else ("县级", "乡级", "村级") if row.levels == ("县级", "乡级") else ("乡级", "村级")) for row in JIUZHU]
    return draw(rows, (*OFFICIAL[:-2], COUNTY, Col(("公开层级", "乡、村级"), level("乡级", "村级"))), [title("社会救助")]), rows


@layout
def town_only() -> Drawn:
    rows = [row.with_(levels=("乡级",)) for row in JIUZHU]
    return draw(rows, (*OFFICIAL[:-2], TOWN), [title("社会救助", "示例街道")]), rows


@layout
def city_county_town() -> Drawn:
    rows = [row.with_(levels=(*(("市级",) if i % 2 else ()), *(row.levels or ()))) for i, row in enumerate(JIUZHU)]
    return draw(rows, (*OFFICIAL[:-2], Col(("公开层级", "市级"), level("市级")), *LEVELS), [title("社会救助", "示例市")]), rows


def _two(first: str, second: str) -> Drawn:
    rows = [row.with_(levels=(("乡级",), ("乡级", "村级"), ("村级",))[i % 3]) for i, row in enumerate(JIUZHU)]
    return draw(rows, (*OFFICIAL[:-2], Col(("公开层级", first), level("乡级")), Col(("公开层级", second), level("村级"))), [title("社会救助", "示例镇")]), rows


@layout
def town_and_village() -> Drawn:
    return _two("镇级", "村级")


@layout
def county_town_village_words() -> Drawn:
    """县 | 乡 | 村, one character each."""
    rows = [row.with_(levels=(("县级",), ("县级", "乡级"), ("县级", "乡级", "村级"))[i % 3]) for i, row in enumerate(JIUZHU)]
    return draw(rows, (*OFFICIAL[:-2], *(Col(("公开层级", name[0]), level(name)) for name in ("县级", "乡级", "村级"))), [title("社会救助")]), rows


@layout
def five_stages_and_text() -> Drawn:
    """东阳 006 080: 镇街乡 | 村, 公开 = 文本, 五公开: of its boxes the chosen one is kept."""
    stages = ("决策", "执行", "管理", "服务", "结果")
    rows = [
        row.with_(levels=(("乡级",), ("乡级", "村级"), ("村级",))[i % 3], extra={"公开": "■文本", "五公开": stages[i % 5]})
        for i, row in enumerate(JIAOYU)
    ]
    five = Col(("五公开",), lambda t: "\n".join(("■" if stage == t.extra["五公开"] else "□") + stage for stage in stages))
    more = (Col(("公开层级", "镇街乡"), level("乡级")), Col(("公开层级", "村"), level("村级")), Col(("公开",), lambda t: "■文本"), five)
    return draw(rows, (*OFFICIAL[:-2], *more), ["（三）义务教育领域基层政务公开标准目录"]), rows


@layout
def district_street_community() -> Drawn:
    rows = [row.with_(levels=(("县级",), ("县级", "乡级"), ("乡级", "村级"))[i % 3]) for i, row in enumerate(JIUZHU)]
    more = (Col(("公开层级", "区县级"), level("县级")), Col(("公开层级", "乡镇街道"), level("乡级")), Col(("公开层级", "社区"), level("村级")))
    return draw(rows, (*OFFICIAL[:-2], *more), [title("社会救助", "示例区")]), rows


@layout
def words_in_level_cells() -> Drawn:
    """029: the check cells hold the words 州级, 县级."""
    rows = [row.with_(levels=(("市级",), ("市级", "县级"), ("县级",))[i % 3]) for i, row in enumerate(JIUZHU)]
    more = (Col(("公开层级", "州级"), level("市级", sign="州级", blank="—")), Col(("公开层级", "县级"), level("县级", sign="县级", blank="—")))
    return draw(rows, (*OFFICIAL[:-2], *more), [title("社会救助", "示例州")]), rows


@layout
def level_unknown() -> Drawn:
    """097: a 作业区 is no level of ours."""
    rows = [row.with_(levels=("乡级",) if "乡级" in (row.levels or ()) else ()) for row in JIUZHU]
    more = (TOWN, Col(("公开层级", "作业区"), tick(lambda t: not t.levels)))
    return draw(rows, (*OFFICIAL[:-2], *more), [title("社会救助", "示例镇")]), rows
