"""Channels, ticks and boxes in all their guises."""

from __future__ import annotations

from dataclasses import replace

from gongkai.importing.grid import Chosen
from tables.drawing import (
    OFFICIAL,
    Col,
    but,
    draw,
    full,
    numbered,
    only,
)
from tables.layout import Drawn, layout, title
from tables.truth import BOXES, Truth, chosen, ticked, truths, without_rest

JIUZHU = truths("shehui-jiuzhu")


def _channels(text, rows=JIUZHU, heading: str = "公开渠道和载体") -> Drawn:  # type: ignore[no-untyped-def]
    return draw(rows, but(OFFICIAL, channels=Col((heading,), text)), [title(rows[0].domain)]), rows


@layout
def chosen_only() -> Drawn:
    return _channels(only(), [without_rest(row) for row in JIUZHU])


@layout
def chosen_only_run_together() -> Drawn:
    return _channels(only("■", ""), [without_rest(row) for row in JIUZHU])


@layout
def boxes_two_a_line() -> Drawn:
    """As the national table prints them: two boxes a line, blanks between, the long name broken."""

    def text(row: Truth) -> str:
        names = [("■" if name in ticked(row) else "□") + name for name in BOXES]
        pairs = ["".join(names[i : i + 2]) if i % 4 else "  ".join(names[i : i + 2]) for i in range(0, len(names), 2)]
        return "\n".join(pairs).replace("村公示栏（电子屏）", "村公示\n栏(电子屏)") + "____"

    return _channels(text)


@layout
def boxes_run_together() -> Drawn:
    return _channels(full("■", "□", ""))


@layout
def sixteen_boxes() -> Drawn:
    """009 144 036: a domain's own boxes in place of 其他."""
    rows = []
    for row in truths("zhongda-jianshe-xiangmu", 7):
        assert row.channels
        rows.append(
            row.with_(
                channels=Chosen(
                    one_of=(*row.channels.one_of, ("投资项目在线审批监管平台", "")), unchosen=(*(name for name in row.channels.unchosen if name != "其他"), "公共资源交易平台")
                )
            )
        )
    left = [name for name in BOXES if name != "其他"]

    def text(row: Truth) -> str:
        return "\n".join(("■" if name in ticked(row) else "□") + name for name in [*left, "投资项目在线审批监管平台", "公共资源交易平台"])

    rows = [row for row in rows if "其他" not in ticked(row)]
    return _channels(text, rows, "公开渠道和载体（在标注范围内至少选择其一公开，法律法规规章另有规定的从其规定）")


@layout
def plain_names() -> Drawn:
    """27 tables: no boxes; 、 ； blanks, line ends."""
    signs = ("、", "；", "\n", "，", " ")
    rows = [without_rest(row) for row in JIUZHU]
    return _channels(lambda t: signs[rows.index(t) % len(signs)].join(ticked(t)), rows)


@layout
def plain_names_run_together() -> Drawn:
    rows = [without_rest(row) for row in JIUZHU]
    return _channels(lambda t: "".join(ticked(t)), rows)


@layout
def numbered_names() -> Drawn:
    rows = [without_rest(row) for row in JIUZHU]
    return _channels(lambda t: numbered(ticked(t), "{}.") if len(ticked(t)) > 1 else ticked(t)[0], rows)


@layout
def prose() -> Drawn:
    rows = [without_rest(row).with_(channels=Chosen(may=(("政府网站", ""), ("村公示栏", "")))) for row in truths("fupin", 5)]
    return _channels(lambda t: "通过政府网站向社会公开，同时在村公示栏张贴公布。", rows)


def _glyphs(on: str, off: str) -> Drawn:
    return _channels(full(on, off))


@layout
def low_block() -> Drawn:
    return _glyphs("▄", "□")


@layout
def triangle_and_mouth() -> Drawn:
    return _glyphs("▲", "口")


@layout
def diamond() -> Drawn:
    return _glyphs("◆", "◇")


@layout
def letter_t() -> Drawn:
    return _glyphs("t", "□")


@layout
def thorn_and_circle() -> Drawn:
    return _glyphs("þ", "○")


@layout
def letter_r_and_pound() -> Drawn:
    return _glyphs("R", "£")


@layout
def ticks_before_names() -> Drawn:
    return _glyphs("√", "□")


@layout
def check_signs() -> Drawn:
    return _glyphs("✓", "☐")


@layout
def ballot_boxes() -> Drawn:
    return _glyphs("☑", "☐")


@layout
def disc_and_ring() -> Drawn:
    return _glyphs("●", "○")


@layout
def full_stop_and_n() -> Drawn:
    """073: empty boxes read as 。 and n."""
    return _channels(lambda t: "\n".join(("■" if name in ticked(t) else "。n"[i % 2]) + name for i, name in enumerate(BOXES)))


@layout
def mouth_and_pound_among_boxes() -> Drawn:
    """149: one £; OCR gives now □, now 口."""
    return _channels(lambda t: "\n".join(("■" if name in ticked(t) else "□口□£"[i % 4]) + name for i, name in enumerate(BOXES)))


@layout
def boxes_all_empty() -> Drawn:
    """117 182."""
    rows = [row.with_(channels=Chosen(unchosen=BOXES)) for row in JIUZHU]
    return _channels(lambda t: "\n".join("□" + name for name in BOXES), rows)


@layout
def required_and_optional() -> Drawn:
    """Housing: （■必选 □可选） in the header."""
    rows = []
    for i, row in enumerate(truths("baozhangxing-zhufang", 6)):
        picked = chosen((0, 6) if i % 2 else (0,), "保障性住房", rest=False)
        rows.append(row.with_(channels=replace(picked, may=(("两微一端", ""), ("广播电视", "")))))

    def text(row: Truth) -> str:
        assert row.channels
        return "\n".join([*(f"■{name}" for name, _ in row.channels.must), *(f"□{name}" for name, _ in row.channels.may)])

    return _channels(text, rows, "公开渠道和载体（“■”表示必选项，“□”表示可选项）")


@layout
def required_by_domain() -> Drawn:
    """The domain's own rule, the table does not repeat it."""
    rows = truths("nongcun-weifang-gaizao", 6)
    return _channels(full(), rows)


@layout
def other_channels() -> Drawn:
    """Names beyond the thirteen, 其他 with words, notes, addresses, several separators."""
    uses = (
        (("政府网站", "https://www.example.gov.cn/"), ("组员微信群", "")),
        (("政府网站", ""), ("村应急广播", "")),
        (("政府网站", "部门网站专栏"), ("基层公共服务平台", "")),
        (("信用中国", ""), ("双公示系统", "")),
        (("图书馆", ""), ("被征收范围内公告栏", "")),
        (("政府网站", ""), ("党群服务中心", "")),
    )
    texts = (
        "■政府网站（https://www.example.gov.cn/）\n□政府公报\n■其他：组员微信群",
        "■政府网站■村应急广播\n□政府公报",
        "■政府网站（部门网站专栏）\n■基层公共服务平台\n□政府公报",
        "■信用中国、■双公示系统\n□政府公报",
        "■图书馆；■被征收范围内公告栏；□政府公报",
        "■1.政府网站 ■2.党群服务中心 □3.政府公报",
    )
    rows = [row.with_(channels=Chosen(may=uses[i], unchosen=("政府公报",))) for i, row in enumerate(truths("nongcun-jiti-tudi-zhengshou", 6))]
    return _channels(lambda t: texts[rows.index(t)], rows)


@layout
def aliases_of_channels() -> Drawn:
    """纸质载体, 发布会听证会, 行政服务中心, 入户/现场宣传, 村居/…公示栏: as written."""
    names = ("政府网站", "纸质载体", "发布会听证会", "行政服务中心", "入户/现场宣传", "村居/企事业单位公示栏（电子屏）", "便民服务中心")
    rows = [row.with_(channels=Chosen(may=tuple((n, "") for k, n in enumerate(names) if (k + i) % 2), unchosen=tuple(n for k, n in enumerate(names) if not (k + i) % 2))) for i, row in enumerate(JIUZHU)]
    return _channels(lambda t: " ".join(("■" if n in ticked(t) else "□") + n for n in names), rows)
