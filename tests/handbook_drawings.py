"""The handbook's drawings: what has no screenshot of ours (a forge, an editor, how a change travels) and a message cut into its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from unicodedata import east_asian_width

WIDTH = 480
"""Pixels: on a phone the letters are still large enough to read."""

INK, SOFT, LINE, PINE, WASH, MARK, RED = "#1f2624", "#55605c", "#c9c5ba", "#1b5949", "#e9f0ec", "#fbf1de", "#962f2a"
FONT = 'font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"'
MONO = 'font-family="Consolas, DejaVu Sans Mono, Noto Sans Mono CJK SC, monospace"'
CELL, ROW = 8.4, 24
"""The place of one narrow letter, and of a line; each letter is put where it belongs, whatever the font."""

SAMPLE = ("adjust:", "  time_limit:", "    was: 信息形成或者变更之日起20个工作日内", "    now: 信息形成或者变更之日起10个工作日内", "reason: 本县规定缩短公开时限")
CHANGED = 3
"""The line of the sample that is being changed."""

_MESSAGE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]\d{3}) (?P<text>.*?) (?P<fix>改法：.*)")


def svg(height: int, parts: Iterable[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>', *parts, "</svg>", ""])


def box(x: float, y: float, width: float, height: float, fill: str = "#fff", stroke: str = LINE, radius: int = 6) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius}" fill="{fill}" stroke="{stroke}"/>'


def text(x: float, y: float, words: str, size: int = 15, fill: str = INK, anchor: str = "start", weight: int = 400) -> str:
    return f'<text x="{x:g}" y="{y:g}" {FONT} font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">{escape(words)}</text>'


def cells(words: str) -> list[float]:
    """How wide each letter is."""
    return [CELL * (2 if east_asian_width(letter) in "WFA" else 1) for letter in words]


def mono(x: float, y: float, words: str, fill: str = INK) -> str:
    """A line of code, each letter in its place."""
    places = []
    for width in cells(words):
        places.append(f"{x:g}")
        x = round(x + width, 1)
    return f'<text x="{" ".join(places)}" y="{y:g}" {MONO} font-size="14" fill="{fill}" xml:space="preserve">{escape(words)}</text>'


def arrow(x1: float, y1: float, x2: float, y2: float, colour: str = SOFT) -> str:
    """A straight arrow along one axis."""
    sign = 1 if x2 + y2 > x1 + y1 else -1
    head = f"M{x2:g} {y2:g}l{-9 * sign} -5v10z" if y1 == y2 else f"M{x2:g} {y2:g}l-5 {-9 * sign}h10z"
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{colour}" stroke-width="2"/><path d="{head}" fill="{colour}"/>'


def disc(x: float, y: float, number: int) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="11" fill="{PINE}"/>{text(x, y + 5, str(number), 14, "#fff", "middle", 700)}'


def flow() -> str:
    """How a change becomes part of the site: six steps in two rows, and the way back."""
    steps = (("改文件", "在自己的草稿上"), ("提交", "写一句改了什么"), ("合并请求", "请同事审一审"), ("自动检查", "有错误不能合并"), ("合并", "同事点一下"), ("网站更新", "几分钟以后"))
    parts = []
    for number, (name, note) in enumerate(steps):
        x, y = 10 + number % 3 * 160, 12 + number // 3 * 130
        parts += [box(x, y, 138, 74, WASH, PINE), disc(x + 20, y + 26, number + 1), text(x + 38, y + 32, name, 17, INK, weight=700), text(x + 12, y + 60, note, 14, SOFT)]
    parts += [arrow(150, 49, 167, 49), arrow(310, 49, 327, 49), arrow(150, 179, 167, 179), arrow(310, 179, 327, 179)]
    parts += [f'<path d="M399 86V104H142V133" stroke="{SOFT}" stroke-width="2" fill="none"/>', f'<path d="M142 141l-5 -9h10z" fill="{SOFT}"/>']
    parts += [f'<path d="M40 142V95" stroke="{RED}" stroke-width="2" stroke-dasharray="5 4"/>', f'<path d="M40 87l-5 9h10z" fill="{RED}"/>', text(50, 126, "没通过，再改", 14, RED)]
    return svg(230, parts)


def place() -> str:
    """The address of a page above the path of its file, the same two words marked in both."""
    rows = (("网页的地址", "…/items/", ".html"), ("文件的位置", "…/items/", ".yaml"))
    words = ("yiwu-jiaoyu", "/", "zhaosheng-zhengce")
    parts = []
    for number, (label, before, after) in enumerate(rows):
        y = 16 + number * 104
        parts += [text(14, y + 14, label, 15, SOFT), box(10, y + 24, 460, 40)]
        x = 20 + sum(cells(before))
        parts.append(mono(20, y + 49, before, SOFT))
        for word in words:
            if word != "/":
                parts.append(box(x - 3, y + 30, sum(cells(word)) + 6, 28, MARK, "none", 4))
            parts.append(mono(x, y + 49, word))
            x += sum(cells(word))
        parts.append(mono(x + 3, y + 49, after, RED if number else SOFT))
    middle = 20 + sum(cells("…/items/"))
    for at, label in ((middle + 46, "领域"), (middle + 175, "事项")):
        parts += [arrow(at, 84, at, 140), text(at + 10, 112, label, 14, SOFT)]
    return svg(200, parts)


def _editor(x: float, y: float, width: float) -> list[str]:
    """A few lines of a file, the changed one marked."""
    parts = []
    for number, line in enumerate(SAMPLE):
        at = y + number * ROW
        if number == CHANGED:
            parts.append(box(x - 4, at - 17, width, ROW, MARK, "none", 3))
        parts += [mono(x, at, f"{number + 1}", LINE), mono(x + 22, at, line)]
    return parts


def forge() -> str:
    """What every forge's editing page has, with the numbers of the steps."""
    parts = [box(4, 4, 472, 352, "#fff"), box(4, 4, 472, 34, WASH), text(18, 27, "…/items/yiwu-jiaoyu/zhaosheng-zhengce.yaml", 14, SOFT), disc(456, 21, 2)]
    parts += [box(16, 50, 448, 136), *_editor(26, 76, 436), disc(444, 170, 3)]
    parts += [text(18, 214, "写一句改了什么", 14, SOFT), box(16, 222, 448, 36), text(28, 246, "缩短招生政策的公开时限"), disc(444, 240, 4)]
    parts += [f'<circle cx="26" cy="280" r="7" fill="#fff" stroke="{SOFT}"/>', text(42, 285, "直接提交到 main（不要选）", 15, SOFT)]
    parts += [f'<circle cx="26" cy="308" r="7" fill="#fff" stroke="{PINE}"/><circle cx="26" cy="308" r="4" fill="{PINE}"/>', text(42, 313, "新建分支，并发起合并请求")]
    parts += [box(360, 296, 84, 36, PINE, PINE), text(402, 320, "提交", 16, "#fff", "middle"), disc(444, 296, 5), text(18, 346, "示意图", 12, SOFT)]
    return svg(360, parts)


def vscode() -> str:
    """The four parts of the window, with the numbers of the steps."""
    parts = [box(4, 4, 472, 312, "#fff"), box(4, 4, 38, 280, WASH, LINE, 0), box(42, 4, 128, 280, "#f7f6f2", LINE, 0), text(52, 28, "文件列表", 14, PINE, weight=700)]
    for number, name in enumerate(("catalog", "regions", "shili-xian", "items", "yiwu-jiaoyu", "…")):
        parts.append(text(52 + number * 7, 54 + number * 22, name, 13))
    parts.append(text(182, 28, "正在改的文件", 14, PINE, weight=700))
    for number, line in enumerate(("adjust:", "  time_limit:", "    was: …20个工作日内", "    now: …10个工作日内", "reason: 本县规定缩短")):
        if number == CHANGED:
            parts.append(box(178, 39 + number * ROW, 292, ROW, MARK, "none", 3))
        parts.append(mono(184, 56 + number * ROW, line))
    parts += [disc(452, 24, 2), box(170, 180, 306, 104, INK, LINE, 0), text(182, 204, "问题 · 终端", 14, "#8fcdb8", weight=700), disc(452, 202, 3)]
    parts += [mono(184, 234, "$ gongkai check", "#fff"), mono(184, 260, "检查通过。", "#fff")]
    parts += [f'<circle cx="23" cy="{y}" r="9" fill="none" stroke="{SOFT}" stroke-width="2"/>' for y in (30, 66)]
    parts += [disc(23, 102, 4), text(52, 216, "④源代码管理", 13, SOFT), text(52, 236, "在最左边一列", 13, SOFT)]
    parts += [box(4, 284, 472, 32, WASH, LINE, 0), disc(23, 300, 1), text(44, 305, "分支：zhaosheng-shixian", 14), text(418, 305, "示意图", 12, SOFT)]
    return svg(320, parts)


def _rows(rows: Iterable[tuple[str, str]], gap: int = 20) -> str:
    """Boxes one below the other: what it is on the left, what to do on the right."""
    parts, y = [], 10
    for number, (name, note) in enumerate(rows):
        if number:
            parts.append(arrow(95, y - gap + 2, 95, y - 2))
        parts += [box(10, y, 170, 48, WASH, PINE), text(95, y + 30, name, 16, INK, "middle", 700), text(196, y + 30, note, 15)]
        y += 48 + gap
    return svg(y - gap + 10, parts)


def undo() -> str:
    return _rows((("还没有提交", "放弃更改，就没有了"), ("提交了，没有合并", "关闭合并请求，或者再改一次"), ("已经合并", "在合并请求上点“还原”"), ("网站已经发布", "先退回网站，再还原目录")))


def publish() -> str:
    return _rows((("合并", "您只做这一步"), ("检查", "有错误、没审核的，停在这里"), ("生成网站", "放在新的文件夹，公开的没有动"), ("一次切换", "要么全是旧的，要么全是新的")))


def error_parts(message: str) -> str:
    """A line of `gongkai check`, cut into its six parts."""
    found = _MESSAGE.fullmatch(message)
    assert found, message
    parts, y = [], 28
    rows = ((("file", "哪个文件", WASH),), (("line", "第几行", MARK), ("column", "第几个字", MARK), ("code", "代码", "#e3ecf5")), (("text", "哪里不对", "#f8e9e7"),), (("fix", "怎么改", "#e6f2e9"),))
    number = 0
    for row in rows:
        lines = 1
        for column, (name, label, colour) in enumerate(row):
            number += 1
            x = 16 + column * 150
            parts += [disc(x + 11, y - 5, number), text(x + 30, y, label, 14, SOFT)]
            for lines, piece in enumerate(_wrapped(found[name], x), 1):
                at = y + lines * ROW + 4
                parts += [box(x, at - 18, sum(cells(piece)) + 8, ROW, colour, "none", 3), mono(x + 4, at, piece)]
        y += (lines + 1) * ROW + 20
    return svg(y - 24, parts)


def _wrapped(words: str, x: float) -> Iterable[str]:
    """Pieces of a long line that fit from ``x`` on."""
    piece, width = "", 0.0
    for letter, step in zip(words, cells(words), strict=True):
        if width + step > WIDTH - x - 28 and letter not in "。，；：”）":
            yield piece
            piece, width = "", 0.0
        piece, width = piece + letter, width + step
    yield piece


DRAWINGS: Mapping[str, str] = {f"{draw.__name__}.svg": draw() for draw in (flow, place, forge, vscode, undo, publish)}
"""Those that always look the same."""
