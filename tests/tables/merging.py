"""Merged cells, kept or lost; 同上; contents split into rows of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.importing.grid import Part
from tables.drawing import (
    AUDIENCE,
    BASIS,
    CHANNELS,
    CONTENT,
    EVERYONE,
    L1,
    L2,
    LEVELS,
    LIMIT,
    MODE,
    OFFICIAL,
    TICK,
    WHO,
    Col,
    as_merged,
    body,
    but,
    draw,
    head,
    only,
)  # fmt: skip
from tables.layout import Drawn, layout, title
from tables.paper import Sheet
from tables.truth import Truth, chosen, truths, without_rest

SAME = ("《中华人民共和国政府信息公开条例》（国务院令第711号）", "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）")


def _alike(rows: Sequence[Truth], block: int) -> list[Truth]:
    """Every ``block`` rows share basis, limit, subject and channels."""
    return [row.with_(basis=SAME, time_limit=rows[i // block * block].time_limit, subjects=rows[i // block * block].subjects, channels=rows[i // block * block].channels) for i, row in enumerate(rows)]


def _columns(merge: str, l1: str = "", **more: Col) -> tuple[Col, ...]:
    return but(
        OFFICIAL, l1=as_merged(L1, l1 or merge), basis=as_merged(BASIS, merge), limit=as_merged(LIMIT, merge), who=as_merged(WHO, merge), channels=as_merged(CHANNELS, merge), **more
    )


@layout
def merged_over_blocks() -> Drawn:
    """007 135: basis, limit, subject and channels merged over blocks, the basis over the whole table."""
    rows = _alike(truths("yiwu-jiaoyu", 12), 4)
    return draw(rows, _columns("down"), [title("义务教育")]), rows


@layout
def lost_over_blocks() -> Drawn:
    """The same after a copy that kept only the first cell of each merged block."""
    rows = _alike(truths("yiwu-jiaoyu", 12), 4)
    return draw(rows, _columns("lost"), [title("义务教育")]), rows


@layout
def everything_lost_but_titles() -> Drawn:
    """Ticks merged over the whole table and lost, too."""
    rows = [row.with_(everyone=True, groups=(), mode="主动", levels=("县级", "乡级")) for row in _alike(truths("shehui-jiuzhu", 8), 8)]
    columns = tuple(as_merged(column, "lost") if column in (*AUDIENCE, *MODE, *LEVELS) else column for column in _columns("lost"))
    return draw(rows, columns, [title("社会救助", "示例镇")]), rows


@layout
def ticks_merged_down() -> Drawn:
    rows = [row.with_(everyone=True, groups=(), mode="主动", levels=("县级", "乡级")) for row in _alike(truths("shehui-jiuzhu", 8), 4)]
    columns = tuple(as_merged(column, "down") if column in (EVERYONE, MODE[0], *LEVELS) else column for column in _columns("down"))
    return draw(rows, columns, [title("社会救助")]), rows


@layout
def same_as_above() -> Drawn:
    """同上 in basis, limit, subject and channels; the titles stay merged."""
    rows = _alike(truths("shehui-jiuzhu", 12), 3)
    return draw(rows, _columns("ditto", "down"), [title("社会救助")]), rows


@layout
def ditto_marks() -> Drawn:
    """〃 and 同 上; one that points to nothing."""
    rows = _alike(truths("huji-guanli", 6), 6)
    sheet = draw(rows, _columns("ditto", "down"), [title("户籍管理")])
    for at, box in list(sheet.boxes.items()):
        if box.text == "同上":
            sheet.boxes[at] = replace(box, text=("〃", "同 上", "″")[at[0] % 3])
    limit = OFFICIAL.index(LIMIT)
    top = 2
    sheet.boxes[top, limit] = replace(sheet.boxes[top, limit], text="同上")
    return sheet, [row.with_(time_limit="") for row in rows]


@layout
def content_as_above() -> Drawn:
    """133: 办事指南：内容同上."""
    rows = list(truths("jiuye", 6))
    guide = (Part("办事指南：对象范围、申请条件、申请材料、办理流程、办理地点、咨询电话"),)
    rows = [row.with_(content=guide) for row in rows]
    content = Col(CONTENT.head, lambda t: guide[0].text if t in (rows[0], rows[3]) else "办事指南：内容同上" if t is rows[1] else "同上")
    return draw(rows, but(OFFICIAL, content=content), [title("就业")]), rows


def _split(rows: Sequence[Truth], merge: str, limits: bool = False) -> Sheet:
    """Each element of the content in a row of its own; the other cells merged over the item's rows, or only in its first."""
    sheet = Sheet([title(rows[0].domain)])
    top = head(sheet, OFFICIAL)
    at_l1: dict[str, int] = {}
    spans: dict[str, int] = {}
    for row in rows:
        height = max(1, len(row.content))
        for at, column in enumerate(OFFICIAL):
            text = column.text(row)
            if column is L1:
                spans[row.names[0]] = spans.get(row.names[0], 0) + height
                at_l1.setdefault(row.names[0], top)
            elif column is CONTENT:
                for i, part in enumerate(row.content):
                    sheet.put(top + i, at, part.text)
            elif column is LIMIT and limits:
                for i, part in enumerate(row.content):
                    sheet.put(top + i, at, part.time_limit or row.time_limit or "")
            elif merge == "down" and height > 1:
                sheet.put(top, at, text, height)
            else:
                sheet.put(top, at, text)
        top += height
    for name, start in at_l1.items():
        if merge == "down" and spans[name] > 1:
            sheet.put(start, OFFICIAL.index(L1), name, spans[name])
        else:
            sheet.put(start, OFFICIAL.index(L1), name)
    return sheet


@layout
def content_in_rows() -> Drawn:
    """016: sub-rows that share all else."""
    rows = truths("shehui-jiuzhu", 8)
    return _split(rows, "down"), rows


@layout
def content_in_rows_lost() -> Drawn:
    rows = truths("shehui-jiuzhu", 8)
    return _split(rows, "lost"), rows


@layout
def content_with_limits() -> Drawn:
    """137: sub-rows with their own deadlines."""
    rows = []
    for row in truths("shengtai-huanjing", 6):
        content = tuple(replace(part, time_limit="长期公开（动态调整）") if i % 2 else part for i, part in enumerate(row.content))
        rows.append(row.with_(content=content, time_limit="信息形成或者变更之日起20个工作日内"))
    return _split(rows, "down", limits=True), rows


@layout
def titles_merged_across() -> Drawn:
    """An item without 二级事项: both cells are one."""
    rows = [row.with_(names=row.names[-1:]) if i % 3 == 0 else row for i, row in enumerate(truths("gonggong-falv-fuwu", 8))]
    columns = but(OFFICIAL, l1=Col(L1.head, lambda t: t.names[0]), l2=Col(L2.head, lambda t: t.names[1] if len(t.names) > 1 else ""))
    sheet = draw(rows, columns, [title("公共法律服务")])
    for i, row in enumerate(rows):
        if len(row.names) == 1:
            sheet.put(2 + i, 1, row.names[0], 1, 2)
            del sheet.boxes[2 + i, 2]
    return sheet, rows


@layout
def merges_lost_and_cells_moved() -> Drawn:
    """A copy as text: rows are short by the cells that were merged, blanks between the ticks gone as well."""
    rows = [without_rest(row).with_(everyone=True, groups=(), mode="主动", levels=("县级", "乡级"), number=row.number) for row in truths("yiwu-jiaoyu", 8)]
    rows = [row.with_(time_limit="信息形成或者变更之日起20个工作日内", subjects="示例县教育局") for row in rows]
    sheet = Sheet([title("义务教育")], ragged=True)
    heads = ["序号", "公开事项", "公开内容 (要素)", "公开依据", "公开 时限", "公开 主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级"]
    for at, text in enumerate(heads):
        sheet.put(0, at, text)
    for at, text in enumerate(["一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡级"]):
        sheet.put(1, at, text)
    before = ""
    out = []
    for i, row in enumerate(rows):
        first = [row.number or "", row.names[0]] if row.names[0] != before else []
        out.append(row if first else row.with_(number=""))
        before = row.names[0]
        cells = [*first, row.names[1], " ".join(f"●{part.text}" for part in row.content), "".join(row.basis or ()), row.time_limit or "", row.subjects or ""]
        cells += [only("■", " ")(row), TICK, TICK, TICK, TICK]
        for at, text in enumerate(cells):
            sheet.put(2 + i, at, text)
    return sheet, out


@layout
def moved_with_blanks_kept() -> Drawn:
    """Only the leading cells are gone: 序号 and 一级事项 were merged down, the row begins with 二级事项."""
    rows = list(truths("yiwu-jiaoyu", 8))
    columns = OFFICIAL
    sheet = Sheet([title("义务教育")])
    top = head(sheet, columns)
    before, out = "", []
    for i, row in enumerate(rows):
        texts = [column.text(row) for column in columns]
        new = row.names[0] != before
        before = row.names[0]
        out.append(row if new else row.with_(number=""))
        for at, text in enumerate(texts if new else [*texts[2:], "", ""]):
            sheet.put(top + i, at, text)
    return sheet, out


@layout
def cut_between_pages() -> Drawn:
    """Word's table broken in two: the second part without header; an item's 一级事项 only in the first."""
    rows = list(truths("shehui-jiuzhu", 10))
    first = draw(rows[:5], above=[title("社会救助")])
    second = Sheet()
    body(second, but(OFFICIAL, l1=as_merged(L1, "lost")), rows[5:], 0)
    return [first, second], rows


@layout
def header_on_every_page() -> Drawn:
    rows = list(truths("yiwu-jiaoyu", 9))
    sheet = Sheet([title("义务教育")])
    top = 0
    for start in range(0, 9, 3):
        top += head(sheet, OFFICIAL, top)
        top = body(sheet, OFFICIAL, rows[start : start + 3], top)
    return sheet, rows


@layout
def header_twice() -> Drawn:
    """095: the header stands twice, and each heading twice in its cell."""
    rows = list(truths("yiwu-jiaoyu", 6))
    columns = tuple(Col(tuple(word * 2 for word in column.head), column.text, column.merge) for column in OFFICIAL)
    sheet = Sheet([title("义务教育")])
    top = head(sheet, columns)
    top += head(sheet, columns, top)
    body(sheet, columns, rows, top)
    return sheet, rows


@layout
def basis_in_rows() -> Drawn:
    """One item, its citations in rows of their own, the content merged."""
    rows = list(truths("jiuzai", 5))
    sheet = Sheet([title("救灾")])
    columns = OFFICIAL
    top = head(sheet, columns)
    for row in rows:
        height = max(1, len(row.basis or ()))
        for at, column in enumerate(columns):
            if column is BASIS:
                for i, citation in enumerate(row.basis or ()):
                    sheet.put(top + i, at, citation)
            else:
                sheet.put(top, at, column.text(row), height)
        top += height
    return sheet, rows


@layout
def channels_merged_chosen_only() -> Drawn:
    rows = [row.with_(channels=chosen((0, 6), rest=False)) for row in truths("caizheng-yujuesuan", 4)]
    return draw(rows, but(OFFICIAL, channels=as_merged(Col(CHANNELS.head, only("■", "")), "down"), l1=as_merged(L1, "down")), [title("财政预决算")]), rows

