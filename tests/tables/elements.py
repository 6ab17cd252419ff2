"""Ticks of every kind, and the elements of 公开内容 with their signs and numbers."""

from __future__ import annotations

from dataclasses import replace

from gongkai.importing.grid import Part
from tables.drawing import (
    CONTENT,
    COUNTY,
    EVERYONE,
    MODE,
    OFFICIAL,
    TOWN,
    Col,
    but,
    draw,
    level,
    numbered,
    tick,
)
from tables.layout import Drawn, layout, title
from tables.truth import Truth, truths

JIUZHU = truths("shehui-jiuzhu")


@layout
def ticks_of_every_kind() -> Drawn:
    """√ ✓ ✔ ● ■ 是 1 for yes; □ × 否 ○ — for no."""
    rows = list(JIUZHU)

    def sign(test):  # type: ignore[no-untyped-def]
        return lambda t: ("√", "✓", "✔", "●", "■", "是", "1", "∨")[rows.index(t) % 8] if test(t) else ("", "□", "×", "否", "○", "—", "", "☐")[rows.index(t) % 8]

    columns = but(
        OFFICIAL,
        everyone=Col(EVERYONE.head, sign(lambda t: bool(t.everyone))),
        active=Col(MODE[0].head, sign(lambda t: t.mode == "主动")),
        request=Col(MODE[1].head, sign(lambda t: t.mode == "依申请")),
        county=Col(COUNTY.head, sign(lambda t: "县级" in (t.levels or ()))),
        town=Col(TOWN.head, sign(lambda t: "乡级" in (t.levels or ()))),
    )
    return draw(rows, columns, [title("社会救助")]), rows


@layout
def boxed_ticks() -> Drawn:
    """■ and □ in every cell of 公开对象, 方式, 层级."""
    columns = but(
        OFFICIAL,
        everyone=Col(EVERYONE.head, tick(lambda t: bool(t.everyone), "■", "□")),
        active=Col(MODE[0].head, tick(lambda t: t.mode == "主动", "■", "□")),
        request=Col(MODE[1].head, tick(lambda t: t.mode == "依申请", "■", "□")),
        county=Col(COUNTY.head, level("县级", sign="■", blank="□")),
        town=Col(TOWN.head, level("乡级", sign="■", blank="□")),
    )
    return draw(JIUZHU, columns, [title("社会救助")]), JIUZHU


@layout
def blanks_become_question_marks() -> Drawn:
    """061."""
    columns = but(
        OFFICIAL,
        everyone=Col(EVERYONE.head, tick(lambda t: bool(t.everyone), blank="?")),
        active=Col(MODE[0].head, tick(lambda t: t.mode == "主动", blank="?")),
        request=Col(MODE[1].head, tick(lambda t: t.mode == "依申请", blank="?")),
        county=Col(COUNTY.head, level("县级", blank="?")),
        town=Col(TOWN.head, level("乡级", blank="?")),
    )
    return draw(JIUZHU, columns, [title("社会救助")]), JIUZHU


@layout
def both_audiences() -> Drawn:
    """026 188: 全社会 and a group; √（面向…） in the cell of 特定群体, several groups."""
    group = ("拟征收土地所在地的村集体成员", "利害关系人")
    rows = [row.with_(everyone=i % 2 == 0, groups=group[: 1 + i % 2]) for i, row in enumerate(truths("nongcun-jiti-tudi-zhengshou", 6))]
    groups = Col(("公开对象", "特定群体（请写明）"), lambda t: f"√\n（{'、'.join(t.groups)}）" if len(t.groups) > 1 else f"特定群体（{t.groups[0]}）")
    return draw(rows, but(OFFICIAL, groups=groups), [title("农村集体土地征收")]), rows


@layout
def required_elements() -> Drawn:
    """035 036: “●”表示必选项，“〇”表示可选项."""
    rows = [row.with_(content=tuple(replace(p, need="必选" if i % 3 else "可选") for i, p in enumerate(row.content))) for row in truths("guoyou-tudi-fangwu-zhengshou", 6)]
    text = Col(("公开内容（要素）（“●”表示必选项，“〇”表示可选项）",), lambda t: "\n".join(("●" if p.need == "必选" else "〇") + p.text for p in t.content))
    return draw(rows, but(OFFICIAL, content=text), [title("国有土地上房屋征收与补偿")]), rows


@layout
def required_elements_numbered() -> Drawn:
    """1.●文件名称 in the cell, the legend in a note under the title."""
    rows = [row.with_(content=tuple(replace(p, need="必选") for p in row.content)) for row in truths("baozhangxing-zhufang", 6)]
    text = Col(CONTENT.head, lambda t: numbered([p.text for p in t.content], "{}.●") if len(t.content) > 1 else f"●{t.content[0].text}")
    return draw(rows, but(OFFICIAL, content=text), [title("保障性住房"), "注：公开内容中“●”为必选，“○”为可选"]), rows


@layout
def local_elements() -> Drawn:
    """025 140: 〔*…〕 = each place decides."""
    rows = [row.with_(content=tuple(replace(p, need="本地" if i == 1 else "") for i, p in enumerate(row.content))) for row in truths("gonggong-wenhua-fuwu", 6)]
    text = Col(CONTENT.head, lambda t: "\n".join(f"〔*{p.text}〕" if p.need else p.text for p in t.content))
    return draw(rows, but(OFFICIAL, content=text), [title("公共文化服务")]), rows


@layout
def bullets_only() -> Drawn:
    """● · ◆ that mean nothing, on lines of their own or run together."""
    rows = list(truths("yiwu-jiaoyu", 8))
    signs = ("●", "·", "◆ ", "• ")

    def text(row: Truth) -> str:
        i = rows.index(row)
        return (" " if i % 4 == 0 else "\n").join(signs[i % 4] + p.text for p in row.content)

    return draw(rows, but(OFFICIAL, content=Col(CONTENT.head, text)), [title("义务教育")]), rows


@layout
def numbers_of_every_kind() -> Drawn:
    """1. 1、 （1） ① and ； between elements, some over two lines."""
    rows = list(truths("huji-guanli", 10, 2))
    forms = ("{}.", "{}、", "（{}）", "({})", "{}．")

    def text(row: Truth) -> str:
        i = rows.index(row)
        if len(row.content) < 2:
            return row.content[0].text
        if i % 6 == 5:
            return "；".join(p.text for p in row.content) + "。"
        if i % 6 == 4:
            return "".join("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"[k] + p.text for k, p in enumerate(row.content))
        return numbered([p.text for p in row.content], forms[i % 6], "\n" if i % 2 else "；\n")

    return draw(rows, but(OFFICIAL, content=Col(CONTENT.head, text)), [title("户籍管理")]), rows


@layout
def guide_with_a_list() -> Drawn:
    """办事指南：1.适用范围 2.申请条件 …: the heading is no element."""
    parts = tuple(map(Part, ("适用范围", "申请条件", "申请材料", "办理流程", "办理时限", "咨询电话")))
    rows = [row.with_(content=parts) for row in truths("jiuye", 6)]
    texts = ("办事指南：\n1.适用范围\n2.申请条件\n3.申请材料\n4.办理流程\n5.办理时限\n6.咨询电话", "办事指南：1.适用范围 2.申请条件 3.申请材料 4.办理流程 5.办理时限 6.咨询电话")
    return draw(rows, but(OFFICIAL, content=Col(CONTENT.head, lambda t: texts[rows.index(t) % 2])), [title("就业")]), rows
