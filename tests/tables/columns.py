"""Which columns there are, how they are called and in what order."""

from __future__ import annotations

from tables.drawing import (
    AUDIENCE,
    BASIS,
    CHANNELS,
    CONTENT,
    L1,
    L2,
    LEVELS,
    LIMIT,
    MODE,
    NO,
    OFFICIAL,
    WHO,
    Col,
    as_merged,
    but,
    draw,
    lines,
    numbered,
    only,
)  # fmt: skip
from tables.layout import Drawn, layout, title
from tables.paper import Paper
from tables.truth import Truth, truths, without_rest

JIUZHU = truths("shehui-jiuzhu")
JIAOYU = truths("yiwu-jiaoyu")


@layout
def official() -> Drawn:
    return draw(JIUZHU, above=[title("社会救助")]), JIUZHU


@layout
def without_number_other_order() -> Drawn:
    """070: 主体, 时限, 渠道, 依据."""
    rows = [row.with_(number=None) for row in JIAOYU]
    return draw(rows, (L1, L2, CONTENT, WHO, LIMIT, CHANNELS, BASIS, *MODE, *AUDIENCE, *LEVELS), [title("义务教育")]), rows


@layout
def number_between_titles() -> Drawn:
    """017: 序号 between 一级事项 and 二级事项."""
    columns = (Col(("一级事项",), lambda t: t.names[0], "down"), NO, Col(("二级事项",), lambda t: t.names[1]), CONTENT, BASIS, LIMIT, WHO, CHANNELS, *AUDIENCE, *MODE)
    rows = [row.with_(levels=None) for row in JIAOYU]
    return draw(rows, columns, [title("义务教育")]), rows


@layout
def number_counts_first_titles() -> Drawn:
    """055 081 131: 序号 counts 一级事项 only and is merged with it."""
    firsts = list(dict.fromkeys(row.names[0] for row in JIUZHU))
    rows = [row.with_(number=str(firsts.index(row.names[0]) + 1)) for row in JIUZHU]
    return draw(rows, but(OFFICIAL, no=as_merged(NO, "down")), [title("社会救助")]), rows


@layout
def decimal_numbers_in_titles() -> Drawn:
    """就业, 社保: 1.就业信息服务 / 1.1岗位信息发布."""
    rows = truths("jiuye")
    firsts = list(dict.fromkeys(row.names[0] for row in rows))

    def first(row: Truth) -> str:
        return f"{firsts.index(row.names[0]) + 1}.{row.names[0]}"

    def second(row: Truth) -> str:
        inside = [other for other in rows if other.names[0] == row.names[0]]
        return f"{firsts.index(row.names[0]) + 1}.{[other.names for other in inside].index(row.names) + 1}{row.names[1]}"

    return draw(rows, but(OFFICIAL, l1=Col(L1.head, first, "down"), l2=Col(L2.head, second)), [title("就业")]), rows


@layout
def four_digit_numbers() -> Drawn:
    rows = [row.with_(number=f"05{i:02}") for i, row in enumerate(truths("weisheng-jiankang"), 5)]
    return draw(rows, above=["卫生健康领域基层政务公开标准目录（试行）"]), rows


@layout
def numbers_with_gaps() -> Drawn:
    """046: national numbers kept after rows were dropped."""
    rows = [row.with_(number=number) for row, number in zip(truths("shehui-jiuzhu", 4, 3), ("5", "22", "23", "91"), strict=True)]
    return draw(rows, above=["（七）社会救助领域基层政务公开标准目录"]), rows


@layout
def three_levels() -> Drawn:
    rows = [row.with_(names=(row.names[0], "综合管理" if i < 4 else "资金管理", row.names[-1])) for i, row in enumerate(truths("shizheng-fuwu"))]
    third = Col(("公开事项", "三级事项"), lambda t: t.names[2])
    second = Col(("公开事项", "二级事项"), lambda t: t.names[1], "down")
    return draw(rows, (NO, L1, second, third, *OFFICIAL[3:]), [title("市政服务")]), rows


@layout
def directory_and_three_levels() -> Drawn:
    """045: 一级目录 before 一级, 二级, 三级事项."""
    rows = [row.with_(names=("生态环境", row.names[0], "综合管理" if i < 4 else "监督管理", row.names[-1])) for i, row in enumerate(truths("shengtai-huanjing"))]
    titles = (
        Col(("一级目录",), lambda t: t.names[0], "down"),
        Col(("公开事项", "一级事项"), lambda t: t.names[1], "down"),
        Col(("公开事项", "二级事项"), lambda t: t.names[2], "down"),
        Col(("公开事项", "三级事项"), lambda t: t.names[3]),
    )
    return draw(rows, (NO, *titles, *OFFICIAL[3:]), [title("生态环境")]), rows


@layout
def four_directories() -> Drawn:
    """171 185."""
    rows = [row.with_(names=("领域公开", "生态环境", *row.names), levels=None) for row in truths("shengtai-huanjing", 6)]
    titles = [Col((f"{'一二三四'[i]}级目录",), lambda t, i=i: t.names[i], "down" if i < 3 else "") for i in range(4)]  # type: ignore[misc]
    return draw(rows, (NO, *titles, CONTENT, BASIS, LIMIT, WHO, CHANNELS, *AUDIENCE, *MODE), [title("生态环境")]), rows


@layout
def one_level() -> Drawn:
    """021: 事项名称 alone; 方式, 渠道, 对象 in that order."""
    rows = [row.with_(names=row.names[-1:]) for row in truths("yiwu-jiaoyu", 6)]
    return draw(rows, (NO, Col(("事项名称",), lambda t: t.names[0]), CONTENT, BASIS, LIMIT, WHO, *MODE, CHANNELS, *AUDIENCE, *LEVELS), [title("义务教育")]), rows


@layout
def blank_second_level() -> Drawn:
    """141 153: a level that is not there is ─, — or empty."""
    signs = ("─", "—", "", "－", "/", "─")
    rows = [row.with_(names=row.names[-1:]) for row in truths("yanglao-fuwu", 6)]
    columns = but(OFFICIAL, l1=Col(L1.head, lambda t: t.names[0]), l2=Col(L2.head, lambda t: signs[rows.index(t)]))
    return draw(rows, columns, [title("养老服务")]), rows


@layout
def content_and_requirements() -> Drawn:
    rows = truths("huji-guanli", 6)
    return draw(rows, but(OFFICIAL, content=Col(("公开内容及要求",), lambda t: numbered([p.text for p in t.content]))), [title("户籍管理", "示例市公安局")]), rows


@layout
def without_subject() -> Drawn:
    rows = [row.with_(subjects=None) for row in JIUZHU]
    return draw(rows, but(OFFICIAL, who=None), [title("社会救助", "示例镇")]), rows


@layout
def office_and_phones() -> Drawn:
    """068 180 033 135: 责任科室, 咨询电话, 监督电话."""
    rows = [row.with_(extra={"责任科室": "基础教育股", "咨询电话": "0000-1234567", "监督电话": f"0000-765432{i}"}) for i, row in enumerate(JIAOYU)]
    more = (Col(("责任科室",), lambda t: t.extra["责任科室"]), Col(("咨询电话",), lambda t: t.extra["咨询电话"], "down"), Col(("监督投诉电话",), lambda t: t.extra["监督电话"]))
    return draw(rows, (*OFFICIAL[:7], more[0], *OFFICIAL[7:], *more[1:]), [title("义务教育")]), rows


@layout
def domain_column() -> Drawn:
    """007 050 168: one table, 相应领域 in a column."""
    rows = [*truths("shehui-jiuzhu", 4), *truths("huji-guanli", 3), *truths("jiuye", 3)]
    return draw(rows, (NO, Col(("相应领域",), lambda t: t.domain, "down"), *OFFICIAL[1:]), ["示例镇基层政务公开标准目录"]), rows


@layout
def item_type_and_site() -> Drawn:
    """048 051 161 185 054: 事项类型, 网站对应栏目, URL."""
    rows = [
        row.with_(extra={"事项类型": "公共服务", "网站栏目": "政务公开>重点领域>就业", "网址": f"https://www.example.gov.cn/zwgk/jy/{i}.html"}) for i, row in enumerate(truths("jiuye", 6))
    ]
    more = (Col(("网站对应栏目",), lambda t: t.extra["网站栏目"]), Col(("URL",), lambda t: t.extra["网址"]))
    return draw(rows, (NO, Col(("事项类型",), lambda t: t.extra["事项类型"]), *OFFICIAL[1:], *more), [title("就业")]), rows


@layout
def richest() -> Drawn:
    """068: 条款内容, 依据效力（位阶）, 事项类别, 对应职责."""
    extra = {"条款内容": "行政机关公开政府信息，应当坚持公正、公平、合法、便民的原则。", "依据效力": "行政法规", "事项类别": "法定公开", "对应职责": "负责社会救助工作", "责任科室": "社会救助股"}
    rows = [row.with_(extra=extra) for row in truths("shehui-jiuzhu", 6)]
    heads = {"条款内容": "条款内容", "依据效力": "依据效力（位阶）", "事项类别": "事项类别（法定公开/其他）", "对应职责": "对应职责", "责任科室": "公开责任科室"}
    more = tuple(Col((text,), lambda t, key=key: t.extra[key]) for key, text in heads.items())  # type: ignore[misc]
    return draw(rows, (*OFFICIAL[:5], *more, *OFFICIAL[5:]), [title("社会救助")]), rows


@layout
def paired_columns() -> Drawn:
    """176: 公开内容标题, then 公开层级1 / 公开渠道1, 公开层级2 / 公开渠道2."""
    rows = []
    for row in truths("yiwu-jiaoyu", 6):
        plain = without_rest(row)
        rows.append(plain.with_(levels=("县级", "乡级"), extra={"公开内容标题": row.names[-1]}))
    names = only("■")
    pairs = (Col(("公开层级1",), lambda t: "县级"), Col(("公开渠道1",), names), Col(("公开层级2",), lambda t: "乡级"), Col(("公开渠道2",), names))
    columns = (NO, L1, L2, Col(("公开内容标题",), lambda t: t.names[-1]), CONTENT, BASIS, LIMIT, WHO, *pairs, *AUDIENCE, *MODE)
    return draw(rows, columns, [title("义务教育")]), rows


@layout
def remarks_and_scores() -> Drawn:
    rows = [row.with_(extra={"备注": "每年更新"} if i % 2 else {}) for i, row in enumerate(JIUZHU)]
    rows = [row.with_(extra={**row.extra, "评分标准": "未公开的扣1分"}) for row in rows]
    return draw(rows, (*OFFICIAL, Col(("评分标准",), lambda t: "未公开的扣1分"), Col(("备注",), lambda t: t.extra.get("备注", ""))), [title("社会救助")]), rows


@layout
def demand_instead_of_limit() -> Drawn:
    """165: 公开要求 stands for 公开依据 and 公开时限."""
    limits = ("信息形成或者变更之日起20个工作日内公开", "制定或获取信息之日起10个工作日内", "长期公开")
    rows = [row.with_(basis=("《中华人民共和国政府信息公开条例》",), time_limit=limits[i % 3]) for i, row in enumerate(truths("shehui-jiuzhu", 6))]
    rows = [row.with_(extra={"公开要求": f"按照《中华人民共和国政府信息公开条例》；{row.time_limit}"}) for row in rows]
    columns = (NO, L1, L2, CONTENT, Col(("公开要求",), lambda t: t.extra["公开要求"]), WHO, CHANNELS, *AUDIENCE, *MODE)
    rows = [row.with_(levels=None) for row in rows]
    return draw(rows, columns, [title("社会救助")]), rows


@layout
def three_row_header() -> Drawn:
    """A row of big groups over the official two."""
    columns = tuple(Col((("公开要素",) if i > 2 else ("基本信息",)) + column.head, column.text, column.merge) for i, column in enumerate(OFFICIAL))
    return draw(JIUZHU, columns, [title("社会救助")]), JIUZHU


@layout
def one_row_header() -> Drawn:
    """As our own CSV: 公开对象（全社会）."""
    columns = tuple(Col((f"{column.head[0]}（{column.head[1]}）" if len(column.head) > 1 else column.head[0],), column.text) for column in OFFICIAL)
    rows = truths("huji-guanli")
    return draw(rows, columns, [title("户籍管理")]), rows


@layout
def header_words_with_blanks() -> Drawn:
    """序 号, 公开\n时限, 全\n社\n会."""
    def spaced(words: str) -> str:
        return " ".join(words) if len(words) == 2 else "\n".join(words) if len(words) <= 4 else f"{words[:2]}\n{words[2:]}"

    columns = tuple(Col(tuple(map(spaced, column.head)), column.text, column.merge) for column in OFFICIAL)
    return draw(JIUZHU, columns, [title("社会救助")]), JIUZHU


@layout
def other_words_for_all() -> Drawn:
    """公开目录, 主要内容, 法律依据, 公开时间, 责任主体, 公开途径, 公开范围."""
    other = {"公开事项": "公开目录", "公开内容（要素）": "主要内容", "公开依据": "法律依据", "公开时限": "公开时间", "公开主体": "责任主体", "公开渠道和载体": "公开途径", "公开对象": "公开范围"}
    columns = tuple(Col((other.get(column.head[0], column.head[0]), *column.head[1:]), column.text, column.merge) for column in OFFICIAL)
    return draw(JIUZHU, columns, [title("社会救助")]), JIUZHU


@layout
def worksheets() -> Drawn:
    """One worksheet a domain, named after it, without a title."""
    first, second = truths("huji-guanli", 5), truths("yanglao-fuwu", 5)
    return Paper("示例街道目录", [draw(first, above=["户籍管理领域"]), draw(second, above=["养老服务领域"])], ["户籍管理", "养老服务"]), [*first, *second]


@layout
def numbers_without_content_breaks() -> Drawn:
    """content as one line of numbered elements."""
    rows = truths("yiwu-jiaoyu", 8)
    return draw(rows, but(OFFICIAL, content=Col(CONTENT.head, lambda t: numbered([p.text for p in t.content], between=" ") if len(t.content) > 1 else lines(t))), [title("义务教育")]), rows
