"""What copying, OCR and careless hands do to a table; and citations and limits in their many forms."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources

from pypinyin import Style, pinyin

from gongkai.importing.grid import Part
from tables.drawing import BASIS, CHANNELS, CONTENT, L1, L2, LIMIT, NO, OFFICIAL, WHO, Col, body, but, draw, full, head
from tables.layout import Drawn, layout, title
from tables.paper import Sheet
from tables.truth import truths, without_rest

JIUZHU = truths("shehui-jiuzhu")
_NOISY = "内开县级办业务时为标准关于导"


def _traditional() -> dict[str, str]:
    text = resources.files("opencc").joinpath("dictionary/STCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {simple: forms.split(" ")[0] for simple, forms in pairs if len(simple) == 1 and not set(forms.split(" ")) & {simple}}


def _written(rows, change) -> Drawn:  # type: ignore[no-untyped-def]
    """The official table with ``change`` done to every text of it, headings too."""
    sheet = draw(rows, OFFICIAL, [change(title(rows[0].domain))])
    sheet.boxes = {at: replace(box, text=change(box.text)) for at, box in sheet.boxes.items()}
    return sheet, rows


@layout
def pinyin_and_traditional() -> Drawn:
    """44 tables: traditional script, a reading in brackets after some characters."""
    table = _traditional()

    def change(text: str) -> str:
        out = []
        for char in text:
            other = table.get(char, char)
            noisy = other != char and char in _NOISY
            out.append(f"{other}({pinyin(char, style=Style.TONE)[0][0]})" if noisy else other)
        return "".join(out)

    return _written(JIUZHU, change)


@layout
def traditional_only() -> Drawn:
    table = _traditional()
    return _written(truths("yiwu-jiaoyu"), lambda text: "".join(table.get(char, char) for char in text))


@layout
def simplified_with_pinyin() -> Drawn:
    return _written(truths("jiuye"), lambda text: "".join(f"{c}({pinyin(c, style=Style.TONE)[0][0]})" if c in "内开业务" else c for c in text))


@layout
def blanks_inside_words() -> Drawn:
    """征收土 地信息: a blank or a line end after every few characters of titles, limits and subjects."""

    def torn(text: str) -> str:
        return "".join(char + (" " if i % 5 == 4 and "\u4e00" <= char <= "\u9fff" and i + 1 < len(text) else "") for i, char in enumerate(text))

    columns = but(
        OFFICIAL, l1=Col(L1.head, lambda t: torn(L1.text(t)), "down"), l2=Col(L2.head, lambda t: torn(L2.text(t))), limit=Col(LIMIT.head, lambda t: torn(LIMIT.text(t))),
        who=Col(WHO.head, lambda t: torn(WHO.text(t))),
    )  # fmt: skip
    return draw(JIUZHU, columns, [title("社会救助")]), JIUZHU


@layout
def lines_wrapped() -> Drawn:
    """A narrow Word column: line ends every seven characters in titles, limits and subjects; citations broken within 《》."""

    def wrapped(text: str, width: int = 7) -> str:
        return "\n".join(text[i : i + width] for i in range(0, len(text), width))

    columns = but(
        OFFICIAL, l1=Col(L1.head, lambda t: wrapped(L1.text(t)), "down"), l2=Col(L2.head, lambda t: wrapped(L2.text(t))), limit=Col(LIMIT.head, lambda t: wrapped(LIMIT.text(t))),
        basis=Col(BASIS.head, lambda t: wrapped("".join(b for b in t.basis or () if b.startswith("《")), 11)),
    )  # fmt: skip
    rows = [row.with_(basis=tuple(b for b in row.basis or () if b.startswith("《"))) for row in truths("yiwu-jiaoyu")]
    return draw(rows, columns, [title("义务教育")]), rows


@layout
def half_and_full_width() -> Drawn:
    """Full-width digits, half-width punctuation, ideographic blanks."""
    digits = str.maketrans("0123456789", "０１２３４５６７８９")
    signs = str.maketrans("，；：（）", ",;:()")
    columns = but(
        OFFICIAL, no=Col(NO.head, lambda t: NO.text(t).translate(digits)), limit=Col(LIMIT.head, lambda t: LIMIT.text(t).translate(digits).translate(signs)),
        content=Col(CONTENT.head, lambda t: CONTENT.text(t).translate(signs)), basis=Col(BASIS.head, lambda t: BASIS.text(t).translate(signs)),
        who=Col(WHO.head, lambda t: "\u3000" + WHO.text(t).translate(signs) + " "), channels=Col(CHANNELS.head, lambda t: full()(t).translate(signs)),
    )  # fmt: skip
    rows = list(truths("yiwu-jiaoyu"))
    return draw(rows, columns, [title("义务教育")]), rows


@layout
def masked_and_advertised() -> Drawn:
    """084 035: masked digits and organs, adverts in place of 关于: left as text."""
    rows = [
        row.with_(
            time_limit="信息形成或者变更之日起*个工作日内" if i % 2 else row.time_limit,
            subjects="区（略）" if i % 2 else row.subjects,
            basis=("《国务院办公厅365bet推进社会公益事业建设领域政府信息公开的意见》", "《中华人民共和国星空彩票官网下载安装条例》") if i % 3 == 0 else row.basis,
            content=(*row.content, Part("??????")) if i == 2 else row.content,
        )
        for i, row in enumerate(JIUZHU)
    ]
    limit = Col(LIMIT.head, lambda t: (t.time_limit or "").replace("*", " * "))
    return draw(rows, but(OFFICIAL, limit=limit), [title("社会救助")]), rows


BASES = (
    ("《中华人民共和国政府信息公开条例》(国务院令第711号)、《社会救助暂行办法》(国务院令第649号)", ("《中华人民共和国政府信息公开条例》（国务院令第711号）", "《社会救助暂行办法》（国务院令第649号）")),
    ("《信息公开条例》及相关规定", ("《信息公开条例》及相关规定",)),
    ("相关政策文件", ("相关政策文件",)),
    (
        "《政府信息公开条例》《关于全面推进政务公开工作的意见》《关于推进重大建设项目批准和实施领域政府信息公开的意见》",
        ("《政府信息公开条例》", "《关于全面推进政务公开工作的意见》", "《关于推进重大建设项目批准和实施领域政府信息公开的意见》"),
    ),
    (
        "1.《中华人民共和国政府信息公开条例》(国令第711号)\n2.《国务院关于全面建立临时救助制度的通知》(国发[2014]47号)\n3《人力资源市场暂行条例》(中华人民共和国国务院令第700号)",
        ("《中华人民共和国政府信息公开条例》（国令第711号）", "《国务院关于全面建立临时救助制度的通知》（国发〔2014〕47号）", "《人力资源市场暂行条例》（中华人民共和国国务院令第700号）"),
    ),
    (
        "【法律】《中华人民共和国人口与计划生育法》(中华人民共和国主席令第41号2015年12月27日修正)\n【部门规章及规范性文件】《关于印发全国独生子女伤残死亡家庭特别扶助制度试点方案的通知》(国人口发(2007)78号)",
        (
            "【法律】《中华人民共和国人口与计划生育法》（中华人民共和国主席令第41号2015年12月27日修正）",
            "【部门规章及规范性文件】《关于印发全国独生子女伤残死亡家庭特别扶助制度试点方案的通知》（国人口发〔2007〕78号）",
        ),
    ),
    (
        "《中华人民共和国就业促进法》(2007年8月30日第十届全国人民代表大会常务委员会第二十九次会议通过 根据2015年4月24日第十二届全国人民代表大会常务委员会第十四次会议《关于修改〈中华人民共和国电力法〉等六部法律的决定》修正);《就业服务与就业管理规定》",
        (
            "《中华人民共和国就业促进法》（2007年8月30日第十届全国人民代表大会常务委员会第二十九次会议通过根据2015年4月24日第十二届全国人民代表大会常务委员会第十四次会议《关于修改〈中华人民共和国电力法〉等六部法律的决定》修正）",
            "《就业服务与就业管理规定》",
        ),
    ),
    ("《中华人民共和国政府信息公开条例》第二十条第（十二）项、第二十一条；《社会救助暂行办法》第五十七条", ("《中华人民共和国政府信息公开条例》第二十条第（十二）项、第二十一条", "《社会救助暂行办法》第五十七条")),
    (
        "《中华人民共和国民办教育促进法》第七条：国务院教育行政部门负责全国民办教育工作的统筹规划、综合协调和宏观管理；国务院劳动行政部门在各自的职责范围内负责有关的民办教育工作。\n《国家教育考试违规处理办法》",
        ("《中华人民共和国民办教育促进法》第七条：国务院教育行政部门负责全国民办教育工作的统筹规划、综合协调和宏观管理；国务院劳动行政部门在各自的职责范围内负责有关的民办教育工作", "《国家教育考试违规处理办法》"),
    ),
    ("《食品安全抽样检验管理办法》食药监法〔2017〕125号、《广东省社会救助条例》", ("《食品安全抽样检验管理办法》食药监法〔2017〕125号", "《广东省社会救助条例》")),
    ("《GB/T 32939—2016》《民办函〔2019〕52号》", ("《GB/T 32939—2016》", "《民办函〔2019〕52号》")),
    ("《全面推进依法行政实施纲要》及其实施细则等", ("《全面推进依法行政实施纲要》及其实施细则等",)),
    ("●《中华人民共和国教育法》●《中华人民共和国义务教育法》和《中华人民共和国教师法》", ("《中华人民共和国教育法》", "《中华人民共和国义务教育法》", "《中华人民共和国教师法》")),
    ("《税收征收管理法》、《全国税务机关规范》（税总发〔201744号）", ("《税收征收管理法》", "《全国税务机关规范》（税总发〔2017〕44号）")),
    (
        "中共中央办公厅 国务院办公厅《关于全面推进政务公开工作的意见》(中办发【2016】8号)、《重庆市就业促进条例》",
        ("中共中央办公厅 国务院办公厅《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）", "《重庆市就业促进条例》"),
    ),
    ("《政府信息公开条例》、《政府信息公开条例》、《统计法》", ("《政府信息公开条例》", "《统计法》")),
    ("政府信息公开条例、社会救助暂行办法", ("政府信息公开条例", "社会救助暂行办法")),
    ("《民政部 财政部关于进一步加强和改进临时救助工作的意见》（民发﹝2018﹞23号）", ("《民政部 财政部关于进一步加强和改进临时救助工作的意见》（民发〔2018〕23号）",)),
    ("《教育部关于推进中小学信息公开工作的意见", ("《教育部关于推进中小学信息公开工作的意见》",)),
    ("国办发〔2019〕54号；苏政发〔2019〕46号", ("国办发〔2019〕54号", "苏政发〔2019〕46号")),
    ("/", ()),
)
"""The ways published tables write their bases, each with what ought to come of it."""


@layout
def every_kind_of_basis() -> Drawn:
    rows = [row.with_(basis=kept) for row, (_, kept) in zip((*truths("shehui-baoxian", 12), *truths("shehui-baoxian", 9, 12)), BASES, strict=True)]
    return draw(rows, but(OFFICIAL, basis=Col(BASIS.head, lambda t: BASES[rows.index(t)][0])), [title("社会保险")]), rows


LIMIT_CELLS = (
    ("1.信息形成或变更之日起20个工作日内", "信息形成或变更之日起20个工作日内"),
    ("1.除处罚决定外其他内容:长期公开(动态调整);\n2.处罚决定:20个工作日内", "1.除处罚决定外其他内容：长期公开（动态调整）；2.处罚决定：20个工作日内"),
    ("自信息形\n成或者变\n更之日起\n20个工作\n日内予以\n公开", "自信息形成或者变更之日起20个工作日内予以公开"),
    ("制 定 或 获 取 信 息之日起 10 个 工作日内", "制定或获取信息之日起10个工作日内"),
    ("２０个工作日", "20个工作日"),
    ("信息形成（变更）20个工作日内。", "信息形成（变更）20个工作日内"),
    ("公示信息:10个工作日内\n其他信息:长期公开", "公示信息：10个工作日内；其他信息：长期公开"),
    ("信息形成之日起2 0个工作日内", "信息形成之日起20个工作日内"),
    ("①主动公开信息:20个工作日内;②其他:按申请公开", "①主动公开信息：20个工作日内；②其他：按申请公开"),
    ("—", ""),
    ("按问责规定要求的时限公开", "按问责规定要求的时限公开"),
    ("每季度的首个月20日前", "每季度的首个月20日前"),
)


@layout
def every_kind_of_limit() -> Drawn:
    rows = [row.with_(time_limit=kept) for row, (_, kept) in zip(truths("shehui-baoxian", 12), LIMIT_CELLS, strict=True)]
    return draw(rows, but(OFFICIAL, limit=Col(LIMIT.head, lambda t: LIMIT_CELLS[rows.index(t)][0])), [title("社会保险")]), rows


@layout
def subjects_over_lines() -> Drawn:
    """Wrapped names, names on lines of their own, numbered ones."""
    cells = (
        ("县级民政部门、\n乡镇人民政府（街\n道办事处）", "县级民政部门、乡镇人民政府（街道办事处）"),
        ("示例县教育局\n示例县财政局", "示例县教育局、示例县财政局"),
        ("公共服务\n办公室", "公共服务办公室"),
        ("1.县发展和改革局\n2.县住房和城乡建设局", "县发展和改革局、县住房和城乡建设局"),
        ("招标人或者其委托的\n招标代理机构", "招标人或者其委托的招标代理机构"),
        ("县级人民政府民政部门", "县级人民政府民政部门"),
        ("人力资源\n社会保障\n部门", "人力资源社会保障部门"),
        ("县农业农村局/各乡镇人民政府", "县农业农村局/各乡镇人民政府"),
    )
    rows = [row.with_(subjects=kept) for row, (_, kept) in zip(JIUZHU, cells, strict=True)]
    return draw(rows, but(OFFICIAL, who=Col(WHO.head, lambda t: cells[rows.index(t)][0])), [title("社会救助")]), rows


@layout
def metadata_above() -> Drawn:
    """064: a portal's own table above reuses 公开方式 and 公开时限."""
    meta = Sheet(["您现在的位置：首页 > 政府信息公开"])
    for i, pair in enumerate((("索引号", "000014349/2024-00001", "公开方式", "主动公开"), ("发布机构", "示例县民政局", "公开时限", "长期公开"), ("生成日期", "2024-06-05", "公开范围", "面向社会"))):
        for j, text in enumerate(pair):
            meta.put(i, j, text)
    return [meta, draw(JIUZHU, above=[title("社会救助")])], JIUZHU


@layout
def metadata_in_the_same_table() -> Drawn:
    sheet = Sheet()
    for i, pair in enumerate((("公开方式", "主动公开", "公开时限", "长期公开"), ("公开主体", "示例县民政局", "文号", ""))):
        for j, text in enumerate(pair):
            sheet.put(i, j, text)
    sheet.put(2, 0, title("社会救助"), 1, len(OFFICIAL))
    body(sheet, OFFICIAL, JIUZHU, 3 + head(sheet, OFFICIAL, 3))
    return sheet, JIUZHU


@layout
def heading_read_backwards() -> Drawn:
    """073 165: vertical headings whose characters come in the wrong order."""
    columns = tuple(Col(tuple(word[::-1] if word in ("公开依据", "公开时限", "公开主体") else word for word in column.head), column.text, column.merge) for column in OFFICIAL)
    return draw(JIUZHU, columns, [title("社会救助")]), JIUZHU


@layout
def first_titles_heading_lost() -> Drawn:
    """004: the heading 一级事项 is blank, the column is not."""
    sheet = Sheet([title("社会救助")])
    columns = (NO, Col(("",), L1.text, "down"), Col(("二级事项",), L2.text), *OFFICIAL[3:])
    body(sheet, columns, JIUZHU, head(sheet, columns))
    return sheet, JIUZHU


@layout
def nothing_but_channels_chosen() -> Drawn:
    """Trailing words, a stray bullet and blank rows between the items."""
    rows = [without_rest(row) for row in JIUZHU]
    sheet = Sheet([title("社会救助")])
    columns = but(OFFICIAL, channels=Col(CHANNELS.head, lambda t: " ■ " + "\n■ ".join(name for name, _ in t.channels.may) + "\n"), l1=Col(L1.head, L1.text))  # type: ignore[union-attr]
    top = head(sheet, columns)
    for row in rows:
        top = body(sheet, columns, [row], top)
        sheet.put(top, 0, "")
        top += 1
    return sheet, rows

