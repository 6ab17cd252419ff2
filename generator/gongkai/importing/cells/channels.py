"""公开渠道和载体: boxes, lists, prose → the names chosen, each with its note or address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.importing.cells.aside import Aside, Asides
from gongkai.importing.cells.boxes import Boxed, ChannelNames, boxed, crossed_out, has_doubtful
from gongkai.importing.cells.text import LEADING, balanced, flat, form
from gongkai.importing.grid import Chosen

__all__ = ["COMMON", "ChannelNames", "Legend", "legend_of", "read_channels"]

COMMON = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "纸质载体", "公开查阅点", "政务服务中心", "便民服务站", "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）", "社区/企事业单位公示栏（电子屏）", "村居/企事业单位公示栏（电子屏）", "精准推送", "其他", "其它", "行政服务中心", "便民服务中心",
    "村公示栏", "公示栏", "公告栏", "微信公众号", "12345政务服务热线", "投资项目在线审批监管平台", "门户网站", "信息公开栏",
)  # fmt: skip
"""Names seen in real tables, for recognising a cell where no register is at hand."""

NONE_CHOSEN = "所有方框都空着，看不出选了哪些渠道"

_LIKE = re.compile(r"(?:网|网站|网页|专栏|公报|一端|会|电视|电台|报纸|媒体|载体|查阅点|查阅室|中心|服务站|现场|公示栏|公开栏|公告栏|栏|公示牌|公告牌|屏|显示屏|推送|平台|系统|公众号|微信|微博|微信群|短信|手机报|热线|大厅|窗口|档案馆|图书馆|手册|宣传册|广播|APP|app|客户端|明白纸|一张纸|指南)(?:（[^（）]*）)?$")
_LEAD = re.compile(r"[^■□●○\n]{0,12}(?:至少(?:选择?|在|于)?(?:其中?)?[之的]?[一1](?:[种项处个]|$|[：:公渠])|任选其?[一1]|选择其[一1])[^■□●○\n]{0,14}")
_URL = re.compile(r"(?:https?://|www\.)[^\s（）()，。；、\u3400-\u9fff]+", re.IGNORECASE)
_PROSE = re.compile(r"通过|采取|予以|进行|公开(?:。|$)|公示(?:。|$)|发布|张贴|向社会|同时")
_OTHER = re.compile(r"其[他它](?:渠道|方式)?[：:\s_＿﹍—]*")
_NOTE = re.compile(r"[（(]?(?:注|备注|说明)\s*[：:]")
_BLANK_LINE = re.compile(r"[_＿﹍ˍ]{2,}|(?<=其他)[—…]+")
_SPLIT = re.compile(r"[、，,；;。\n]|(?<=[\u3400-\u9fff）)])\s+(?=[\u3400-\u9fff1-9“])|[和及](?=[\u3400-\u9fff])|或者?(?=其[他它])|(?<=[\u3400-\u9fff）)])(?=\d{1,2}[.、．][\u3400-\u9fff])")


class Legend(NamedTuple):
    """What the boxes of a table mean: ``rule`` as a domain's channel_rule; ``empty_may``: □ is 可选, not left out."""

    rule: str = "未说明"
    empty_may: bool = False


def legend_of(words: str, rule: str = "未说明") -> Legend:
    """The legend that a heading, a title or a note states; else the domain's ``rule``."""
    plain = flat(words)
    if re.search(r"[■▲◆√☑][”\"’]?(?:表示|为|代表|是|指|：)?(?:必选|必须)", plain):
        return Legend("必选", bool(re.search(r"[□☐◇△口][”\"’]?(?:表示|为|代表|是|指|：)?(?:可选|选择|选项)", plain)))
    if re.search(r"至少(?:选择?|在|于)?(?:其中?)?[之的]?[一1]|任选其?[一1]|选择其[一1]", plain):
        return Legend("至少一项")
    return Legend(rule)


@lru_cache(maxsize=8192)
def read_channels(text: str, legend: Legend, names: ChannelNames, *, doubtful_on: bool = False, bullets: bool = False, ours: bool = False) -> tuple[Chosen, Asides]:
    """The channels of one cell. ``ours``: a table that we exported, where □ is a channel that may be used; ``bullets``: □ is only a bullet."""
    segments = boxed(form(text), names, doubtful_on)
    asides: list[Aside] = []
    if bullets:
        segments = tuple(segment._replace(chosen=True) for segment in segments)
        asides.append(Aside("guessed", "整列都是一格一个空方框，按项目符号理解，算已选"))
    if doubtful_on and has_doubtful(text, names):
        asides.append(Aside("guessed", "方框变成了字母 n，按已勾选理解"))
    if crossed_out(text):
        asides.append(Aside("guessed", "☒ 和打了勾的方框同在一格，按没有勾选理解"))
    if all(segment.chosen is None for segment in segments):
        found, told = _unboxed(segments[0].text, names)
        return {"必选": Chosen(must=found), "至少一项": Chosen(one_of=found)}.get(legend.rule, Chosen(may=found)), told
    return _sorted(segments, legend, names, asides, ours)


def _sorted(segments: tuple[Boxed, ...], legend: Legend, names: ChannelNames, asides: list[Aside], ours: bool) -> tuple[Chosen, Asides]:
    buckets: dict[str, dict[tuple[str, str], None]] = {"must": {}, "one_of": {}, "may": {}}
    lead = any(_LEAD.search(segment.text) for segment in segments)
    bucket = "must" if lead else {"必选": "must", "至少一项": "one_of"}.get(legend.rule, "may")
    may_be_empty = legend.empty_may or ours
    if ours and bucket == "may" and any(segment.chosen is False for segment in segments):
        bucket = "must"  # our export prints □ only beside channels that are required
    unchosen: list[str] = []
    for segment in segments:
        words = segment.text
        led = _LEAD.search(words)
        if led:
            words = words[: led.start()] + words[led.end() :]
        if segment.chosen is None:
            if flat(words):
                found, _ = _unboxed(words, names)
                buckets[bucket].update(dict.fromkeys(found))
                asides.append(Aside("guessed", f"“{flat(words)[:30]}”前面没有方框，按已选理解"))
        elif segment.chosen:
            for use in _named(words, names, asides):
                buckets[bucket][use] = None
        elif may_be_empty:
            buckets["may"].update(dict.fromkeys(_named(words, names, asides)))
        else:
            unchosen += [name for name, _ in _named(words, names, asides)]
        if led:
            bucket = "one_of"
    if not any(segment.chosen for segment in segments) and not any(buckets.values()):
        asides.append(Aside("unclear", NONE_CHOSEN))
    kept = {key: tuple(uses) for key, uses in buckets.items()}
    return Chosen(kept["must"], kept["one_of"], kept["may"], tuple(dict.fromkeys(unchosen))), tuple(asides)


def _named(words: str, names: ChannelNames, asides: list[Aside]) -> list[tuple[str, str]]:
    """Name and note of one box; a second known name after a blank counts as one more."""
    told = _NOTE.search(words)
    if told:
        found = _named(words[: told.start()], names, asides)
        note = flat(words[told.end() :]).rstrip("。")
        return [*found[:-1], (found[-1][0], "；".join(filter(None, (found[-1][1], note))))] if found else []
    whole = flat(_BLANK_LINE.sub("", words)).strip("、，；。,;/ ")
    whole = LEADING.sub("", whole, count=1) if LEADING.match(whole) else whole
    if not whole:
        return []
    if names.knows(whole):
        return [(whole, "")]
    pieces = [piece for piece in re.split(r"[\s、，,；;]+", form(_BLANK_LINE.sub("", words))) if piece]
    if len(pieces) > 1 and _OTHER.fullmatch(pieces[0]) and names.knows(flat(pieces[1])):
        return _named(" ".join(pieces[1:]), names, asides)  # ■其他 基层公共服务平台
    if len(pieces) > 1 and all(names.knows(flat(piece)) for piece in pieces):
        asides.append(Aside("guessed", f"一个方框后面有几个渠道，按各自已选理解：{whole[:30]}"))
        return [(flat(piece), "") for piece in pieces]
    return [_use(whole, names)]


def _use(text: str, names: ChannelNames) -> tuple[str, str]:
    """``text`` as a name and its note or address."""
    url = _URL.search(text)
    if url:
        name = (text[: url.start()] + text[url.end() :]).strip("（）()：:，, ")
        return name or "政府网站", url[0]
    other = _OTHER.match(text)
    if other:
        rest = text[other.end() :].strip()
        noted = rest[:1] == "（" and rest[-1:] == "）"
        rest = rest[1:-1] if noted else rest
        rest = rest.strip("_：: ")
        return (rest, "") if rest and (names.knows(rest) or (not noted and _LIKE.search(rest) and not _PROSE.search(rest) and not re.search("[×Xx*]{2}", rest))) else ("其他", rest)
    opened = re.match(r"([^（]+)（(.+)）$", text)
    if opened and balanced(opened[2]) and not _is_part(opened[2]):
        return opened[1].strip(), opened[2].strip()
    parted = re.match(r"([^：]{2,})：(.+)$", text)
    if parted and names.knows(parted[1]):
        return parted[1], parted[2]
    return text, ""


def _is_part(words: str) -> bool:
    """公示栏（电子屏）: the bracket belongs to the name."""
    return flat(words) in ("电子屏", "栏", "站", "点", "室")


def _unboxed(text: str, names: ChannelNames) -> tuple[tuple[tuple[str, str], ...], Asides]:
    plain = re.sub(r"\n(?=[\u3400-\u9fff](?:\n|$))", "", form(text))  # 客运站公示 / 牌: a line of one character was only wrapped
    if not plain or flat(plain) in ("无", "/", "—", "-", "─"):
        return (), ()
    if names.knows(flat(plain)):
        return ((flat(plain), ""),), ()
    plain = re.sub(r"(?<=[网站栏屏台报])上?(?:公开|公示|发布)$", "", plain)
    asides: list[Aside] = []
    if re.search(r"等(?:渠道|方式)?[。；]?$", flat(plain)):
        asides.append(Aside("note", "渠道后面有“等”字，只取写明的"))
        plain = re.sub(r"等(?:渠道|方式)?[。；\s]*$", "", plain)
    pieces = _pieces(plain, names)
    if all(names.knows(piece) or _LIKE.search(piece) or _URL.search(piece) or (len(piece) <= 12 and not _PROSE.search(piece)) for piece in pieces):
        return tuple(dict.fromkeys(_use(piece, names) for piece in pieces)), tuple(asides)
    inside = tuple(dict.fromkeys((name, "") for piece in pieces for name in _inside(piece, names)))
    if inside:
        return inside, (*asides, Aside("guessed", "渠道是一段话，从中认出了登记过的名称", plain, "、".join(name for name, _ in inside)))
    return (), (*asides, Aside("unclear", "渠道是一段话，认不出登记过的名称"))


def _inside(piece: str, names: ChannelNames) -> list[str]:
    """What a piece of a running text names: itself where it looks like a channel, else the known names in it."""
    if names.knows(piece) or (_LIKE.search(piece) and not _PROSE.search(piece)):
        return [piece]
    return [found[0] for found in names.longest_first.finditer(piece)]


def _pieces(plain: str, names: ChannelNames) -> list[str]:
    """The names of a list; text that runs on without any sign is cut where known names fill it."""
    pieces: list[str] = []
    for raw in _cut(plain):
        piece = flat(raw).strip("、，；。,; ")
        piece = LEADING.sub("", piece, count=1) if LEADING.match(piece) else piece
        if not piece or re.fullmatch(r"\d{1,2}|[●·•-]", piece):
            continue
        if pieces and (not balanced(pieces[-1]) or (not names.knows(pieces[-1]) and names.knows(pieces[-1] + piece))):
            pieces[-1] += piece
        elif names.knows(piece):
            pieces.append(piece)
        else:
            found = [hit[0] for hit in names.longest_first.finditer(piece)]
            slashed = [part for part in piece.split("/") if part]
            if len(found) > 1 and "".join(found) == piece:
                pieces += found
            elif len(slashed) > 1 and all(names.knows(part) or _LIKE.search(part) for part in slashed):
                pieces += slashed
            else:
                pieces.append(piece.lstrip("●·• "))
    return pieces


def _cut(plain: str) -> list[str]:
    """Cut at signs outside brackets."""
    cuts, depth = [], 0
    for found in re.finditer(rf"[（(]|[）)]|{_SPLIT.pattern}", plain):
        if found[0] in ("（", "("):
            depth += 1
        elif found[0] in ("）", ")"):
            depth = max(0, depth - 1)
        elif not depth:
            cuts.append(found)
    out, start = [], 0
    for found in cuts:
        out.append(plain[start : found.start()])
        start = found.end()
    return [*out, plain[start:]]
