"""Damage done to a text on its way: what can be mended for certain is mended and told, what cannot is told and left as it is."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from gongkai.checking.rules.traditional_characters import traditional
from gongkai.importing.cells.aside import Aside, Asides
from gongkai.importing.cells.text import HAN

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜăĕĭŏŭńňǹḿ"
_NOISE = re.compile(rf"(?<=[{HAN}])[(（]([a-zü{_TONES}]{{1,6}})[)）]")
_SYLLABLE = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiouü]{1,3}(?:ng?|r)?")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_SHUT = re.compile(r"〔((?:19[5-9]|20[0-3])\d)([1-9]\d{0,3})(?=[号號])(号|號)[)）〕]?")
"""〔201680号): a year that is one, and the rest a number: only one reading. 〔2019〕201680号 has its bracket and does not match."""
_OPEN = re.compile(r"〔((?:19[5-9]|20[0-3])\d)[)）\]】]\s*(?=\d{1,4}\s*号)")
_DROPPED = re.compile(r"(?<=信息)开(?=条例|规定|指南|目录|工作)|(?<=政务)开(?=工作|标准|的意见)")
_QUESTIONS = re.compile(r"[?？]{3,}|\ufffd+")
_MASK = re.compile(r"[(（]\s*略\s*[)）]|(?<![〔\[【（(\w*])\*{2,}|(?<=[之日起为共])\s*\*+\s*(?=个|日|天|工作)|[×Xx＊]{2,}(?=[省市县区镇乡街部局委公单])|(?<=[省市县区])\s*\*+\s*(?=[省市县区镇])")
_BLANK_NAME = re.compile(r"〔20[Xx×*]{2}〕|[〔（(]\s*[〕）)]\s*号|[Xx×]{2,}号")
_ADVERT = re.compile(
    r"36[05]bet|bet36[05]|彩票|博彩|赌场|投注|老虎机|棋牌|真人(?:娱乐|视讯|百家)|百家乐|威尼斯人|金沙(?:娱乐|网)|澳门(?:新|永|金|银|赌|威)|体育(?:在线|投注|首页|app|官网|平台)|"
    r"(?:官网|免费)下载(?:安装)?|娱乐(?:平台|官网|城)|手机版app|app下载|外围(?:平台|365)|开户网址|注册送|世界杯(?:买球|投注)|买球",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def mend(text: str) -> tuple[str, Asides]:
    """``text`` with what is certainly damage mended, and what to tell of it. Blanks, widths and punctuation are not damage."""
    if text.isascii() and not _ENTITY.search(text) and not _MASK.search(text):
        return text, ()
    asides: list[Aside] = []
    plain = html.unescape(text) if _ENTITY.search(text) else text
    plain = unicodedata.normalize("NFC", plain)
    quiet = _NOISE.sub(lambda found: "" if _is_reading(found[1], plain[found.start() - 1]) else found[0], plain)
    table, pattern = traditional()
    simple = "".join([table.get(char, char) for char in quiet]) if pattern.search(quiet) else quiet
    done = [words for words, changed in (("删去了夹在字后面的拼音", quiet != plain), ("繁体字改成了规范汉字", simple != quiet)) if changed]
    if done:
        asides.append(Aside("repaired", "，".join(done), text, simple))
        quiet = simple
    whole = _DROPPED.sub("公开", quiet)
    if whole != quiet:
        asides.append(Aside("repaired", "补上了丢掉的“公”字", quiet, whole))
        quiet = whole
    closed = _OPEN.sub(r"〔\1〕", _SHUT.sub(_shut, quiet))
    if closed != quiet:
        asides.append(Aside("repaired", "文号里补上了丢掉的括号", quiet, closed))
    return closed, (*asides, *_unsure(closed))


def _shut(found: re.Match[str]) -> str:
    """The year's bracket closed; a closing bracket behind the number stays where another one was opened before."""
    opened = found.string[: found.start()].count("（") + found.string[: found.start()].count("(")
    closed = found.string[: found.start()].count("）") + found.string[: found.start()].count(")")
    tail = found[0][len(f"〔{found[1]}{found[2]}{found[3]}") :]
    return f"〔{found[1]}〕{found[2]}{found[3]}{tail if opened > closed else ''}"


def _unsure(text: str) -> Asides:
    asides = []
    for pattern, words in (
        (_QUESTIONS, "有几个字变成了问号，看不出原来是什么"),
        (_MASK, "有几个字被遮盖了（* 或“略”），要对照原件补上"),
        (_ADVERT, "夹着广告，多半替换了原来的字（常见的是“关于”“信息公开”），要对照原件改正"),
        (_BLANK_NAME, "文号没有填完整，还是模板里的空白"),
    ):
        found = pattern.search(text)
        if found:
            asides.append(Aside("unclear", f"{words}：{text[max(0, found.start() - 6) : found.end() + 6]}".replace("\n", " ")))
    if re.search(r"〔(?:19|20)\d{3,}号|[〔\[]\d{5,}(?!\d*[〕\]])", text):
        asides.append(Aside("unclear", "文号的括号丢了，年份和顺序号分不开"))
    return tuple(asides)


def _is_reading(syllable: str, char: str) -> bool:
    """True when the letters are a reading of the character; with a tone mark any syllable is, nobody writes one in brackets otherwise."""
    if any(letter in _TONES for letter in syllable):
        return True
    if len(syllable) < 2 or not _SYLLABLE.fullmatch(syllable):
        return False
    from pypinyin import Style, pinyin  # only pages with toneless noise pay for its dictionary

    return syllable in pinyin(char, style=Style.NORMAL, heteronym=True)[0]


def suspicious(texts: list[str]) -> bool:
    """True when a copy as a whole looks unreliable: pinyin noise or many traditional characters."""
    sample = "".join(texts)
    return len(_NOISE.findall(sample)) >= 3 or len(traditional()[1].findall(sample)) * 20 > len(sample)
