"""Tables put together by lot: any order of columns, any wording of headings, any sign, merges kept or lost; nothing is tuned to them."""

from __future__ import annotations

import random
from collections.abc import Callable

from tables.drawing import Col, body, full, head, level, numbered, only, tick
from tables.layout import Drawn, layout
from tables.paper import Sheet
from tables.truth import Truth, domain_names, truths, without_rest

DOMAINS = (
    "yiwu-jiaoyu", "huji-guanli", "shehui-jiuzhu", "yanglao-fuwu", "jiuye", "shehui-baoxian", "shengtai-huanjing", "jiuzai", "anquan-shengchan", "gonggong-falv-fuwu",
    "gonggong-wenhua-fuwu", "shizheng-fuwu", "shuishou-guanli", "tongji", "fupin", "baozhangxing-zhufang", "ziran-ziyuan", "zhongda-jianshe-xiangmu", "shipin-yaopin-jianguan",
)  # fmt: skip
HEADINGS = {
    "no": ("序号", "序 号", "编号"),
    "content": ("公开内容（要素）", "公开内容", "公开内容(要素)", "公开内容\n（要素）", "公开要素", "公开内容及要求"),
    "basis": ("公开依据", "公开\n依据", "法律依据", "依据"),
    "limit": ("公开时限", "公开 时限", "公开时间", "公开期限"),
    "who": ("公开主体", "公开\n主体", "责任主体", "公开责任主体"),
    "channels": ("公开渠道和载体", "公开渠道\n和载体", "公开渠道", "公开途径", "公开渠道及载体"),
}
TITLES = ("{place}{domain}领域基层政务公开标准目录", "{place}{domain}领域政务公开标准目录（2023年版）", "（七）{domain}领域基层政务公开标准目录", "附件3 {domain}领域基层政务公开标准目录", "{domain}领域基层政务公开事项标准目录")
PLACES = ("示例县", "示例市示例区", "示例镇", "示例街道", "")
SIGNS = (("■", "□"), ("√", "□"), ("▲", "△"), ("●", "○"), ("☑", "☐"), ("■", "口"), ("þ", "□"), ("R", "£"), ("◆", "□"), ("■", ""))
LEVEL_WORDS = (("县级", "乡级"), ("区县级", "乡镇街道"), ("县（市、区）级", "乡镇（街道）级"), ("区级", "街道级"), ("县", "乡"), ("旗县级", "苏木乡镇级"))
FORMS: tuple[Callable[[list[str]], str], ...] = (
    lambda texts: "\n".join(texts),
    lambda texts: numbered(texts, "{}."),
    lambda texts: numbered(texts, "{}、"),
    lambda texts: numbered(texts, "（{}）"),
    lambda texts: "\n".join(f"●{text}" for text in texts),
    lambda texts: "；\n".join(texts) + "。",
    lambda texts: " ".join(f"●{text}" for text in texts),
    lambda texts: "\n".join(f"{i}.{text}；" for i, text in enumerate(texts, 1)),
)
BASES: tuple[Callable[[list[str]], str], ...] = (
    lambda texts: "\n".join(texts),
    lambda texts: "、".join(texts),
    lambda texts: "；".join(texts),
    lambda texts: numbered(texts, "{}."),
    lambda texts: "\n".join(f"●{text}" for text in texts),
    lambda texts: ";\n".join(texts) + "。",
)


def mixed(seed: int) -> Drawn:
    """A table by lot; the same seed gives the same table."""
    lot = random.Random(seed)
    slug = lot.choice(DOMAINS)
    rows = [row for row in truths(slug, lot.randint(4, 12), lot.randint(0, 3)) if len(row.names) == 2]
    rows = [row.with_(basis=tuple(b for b in row.basis or () if b.startswith("《"))) for row in rows]
    on, off = lot.choice(SIGNS)
    if not off:
        rows = [without_rest(row) for row in rows]
    tick_sign = lot.choice(("√", "√", "✓", "●", "■", "是"))
    blank = lot.choice(("", "", "", "—", "□")) if tick_sign != "■" else ""
    merge = lot.choice(("", "down", "down", "lost"))
    share = lot.choice(("", "", "down", "lost", "ditto"))
    if share:
        rows = [row.with_(basis=rows[0].basis, time_limit=rows[i // 3 * 3].time_limit, subjects=rows[i // 2 * 2].subjects) for i, row in enumerate(rows)]
    between = lot.choice(("\n", " ", "")) if len(on + off) == 2 and on not in "Rþ" else "\n"
    content, basis = lot.choice(FORMS), lot.choice(BASES)
    words = lot.choice(LEVEL_WORDS)

    def heading(key: str) -> tuple[str, ...]:
        return (lot.choice(HEADINGS[key]),)

    columns = {
        "no": Col(heading("no"), lambda t: t.number or ""),
        "l1": Col(("公开事项", "一级事项"), lambda t: t.names[0], merge),
        "l2": Col(("公开事项", "二级事项"), lambda t: t.names[1]),
        "content": Col(heading("content"), lambda t: content([p.text for p in t.content]) if len(t.content) > 1 else t.content[0].text),
        "basis": Col(heading("basis"), lambda t: basis(list(t.basis or ())) if len(t.basis or ()) > 1 else "".join(t.basis or ()), share),
        "limit": Col(heading("limit"), lambda t: t.time_limit or "", share),
        "who": Col(heading("who"), lambda t: t.subjects or "", share),
        "channels": Col(heading("channels"), full(on, off, between) if off else only(on, between)),
        "audience": (Col(("公开对象", "全社会"), tick(lambda t: bool(t.everyone), tick_sign, blank)), Col(("公开对象", lot.choice(("特定群体", "特定群众", "特定群体（请写明）"))), lambda t: "、".join(t.groups or ()))),
        "mode": (Col(("公开方式", "主动"), tick(lambda t: t.mode == "主动", tick_sign, blank)), Col(("公开方式", lot.choice(("依申请", "依申请公开"))), tick(lambda t: t.mode == "依申请", tick_sign, blank))),
        "levels": (Col(("公开层级", words[0]), level("县级", sign=tick_sign, blank=blank)), Col(("公开层级", words[1]), level("乡级", sign=tick_sign, blank=blank))),
    }
    if lot.random() < 0.15:
        columns.pop("no")
        rows = [row.with_(number=None) for row in rows]
    if lot.random() < 0.2:
        columns.pop("levels")
        rows = [row.with_(levels=None) for row in rows]
    if lot.random() < 0.3:
        phones = [f"0000-{i:07}" for i in range(len(rows))]
        rows = [row.with_(extra={"咨询电话": phones[i]}) for i, row in enumerate(rows)]
        columns["phone"] = Col((lot.choice(("咨询电话", "联系电话")),), lambda t: t.extra["咨询电话"])
    order = [key for key in columns if key not in ("no", "l1", "l2")]
    if lot.random() < 0.5:
        lot.shuffle(order)
    flat: list[Col] = []
    for key in [key for key in ("no", "l1", "l2") if key in columns] + order:
        column = columns[key]
        flat += [column] if isinstance(column, Col) else list(column)
    name = lot.choice(TITLES).format(place=lot.choice(PLACES), domain=domain_names()[slug])
    return _sheet(lot, flat, rows, name), rows


def _sheet(lot: random.Random, columns: list[Col], rows: list[Truth], name: str) -> Sheet:
    """The title above the table or in its first row; the header once, or once more in the middle."""
    sheet = Sheet([] if lot.random() < 0.5 else [name])
    top = 0
    if not sheet.above:
        sheet.put(0, 0, name, 1, len(columns))
        top = 1
    top += head(sheet, columns, top)
    if lot.random() < 0.2 and len(rows) > 4:
        top = body(sheet, columns, rows[:3], top)
        top += head(sheet, columns, top)
        body(sheet, columns, rows[3:], top)
    else:
        body(sheet, columns, rows, top)
    return sheet


def _named(seed: int) -> Callable[[], Drawn]:
    def make() -> Drawn:
        return mixed(seed)

    make.__name__ = f"mixed_{seed:03}"
    return make


for _seed in range(24):
    layout(_named(_seed))
