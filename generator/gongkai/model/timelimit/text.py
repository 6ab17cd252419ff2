"""Text as the grammar wants it: one spelling of brackets, digits and separators; numerals; which wording is plain enough to be a name."""

from __future__ import annotations

import re
import unicodedata

_CIRCLED = {chr(0x2460 + i): f"({i + 1})" for i in range(20)}  # ① … ⑳
_BRACKETS = str.maketrans("〔〕【】[]﹝﹞", "()()()()")
_HAN_DIGITS = " 一二三四五六七八九"

NUMBER = r"(?:\d{1,3}|[零一二两三四五六七八九十百]{1,6})"

FROM = r"自(?!然|治|行|主|愿|己|动|查|身|建|助|考|评|费)"
"""自 in the sense of "from": not the first half of 自然资源, 自行 and the like."""

# Words that bend, condition or exclude, or that name a channel: what holds one of them is not a bare name.
# The lookarounds spare ordinary nouns such as 不动产, 学前教育, 最低生活保障, 一般公共预算, 许可.
_BENDING = re.compile(
    r"原则|一般(?!公共)|通常|尽|力争|争取|超过|以上|以下|至(?!善)|少于|最[迟长晚早多少]|特殊(?!教育|群体|困难)|紧急|例外|如|若|"
    r"(?<![电监重])视(?!频|听)|(?<![许认])可(?!研|行)|不(?!动产)|未(?!成年)|无(?!偿|障碍|害化)|(?<![排消拆免])除|每|各|"
    r"内(?!容|设|部)|前(?!置|期|教育)|日(?!常)|天(?!然)|周(?!边)|月|按|依|随|及时|实时|长期(?!护理)|定期|同步|同时|立即|"
    rf"{FROM}|后(?!续|勤)|(?<!临)时(?!政|效)|应(?!急|用|届)|须|需|必|(?<!合)并|且|但|其|分别|另|再|期间|时间|将|把|予以|主动|对外|向社会|网站|公示栏|同上|"
    r"^[、或和及与的对为是者]|[、或和及与的对为是]$"
)
_PLAIN = re.compile(r"[\u3400-\u9fff〇、/《》“”()]{2,40}")
_SCOPE_OWN = re.compile(r"^除(?=.+外)|其他|其它|其余")
_ENDS_AS_EVENT = re.compile(r"^(?:收到|获取)|(?:形成|变更|作出|批准|批复|予以)$")
_COLUMN_LABEL = re.compile(r"(?:时限|期限|时间|时效|期|方式|渠道|载体|主体|对象|备注|说明|注意|注)$")


def normalise(text: str) -> str | None:
    """Half-width, no blanks, one kind of bracket, line ends as ``;``. None where that would change a number (``2 0``, ``10²``)."""
    if re.search(r"\d\s+\d", text):
        return None
    out = []
    for char in text.strip():
        half = _CIRCLED.get(char) or unicodedata.normalize("NFKC", char)
        plain_digit = "０" <= char <= "９" or "⑴" <= char <= "⒛" or char in _CIRCLED
        if half != char and re.search(r"\d", half) and not plain_digit:
            return None
        out.append("" if unicodedata.category(char) == "Cf" else half)
    flat = re.sub(r"\s*[\r\n]\s*", ";", "".join(out)).translate(_BRACKETS)
    return re.sub(r"\s+", "", flat)


def number(text: str) -> int | None:
    """1 to 999, in digits or as an ordinary Chinese numeral; None for anything else, such as 三五 (three or five) or 一百五."""
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text) <= 999 else None
    return _NUMERALS.get(text)


def _numeral(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    text = f"{_HAN_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if value < 20 else f"{_HAN_DIGITS[tens]}十"
    elif hundreds and units:
        text += "零"
    return text + _HAN_DIGITS[units].strip()


_NUMERALS = {_numeral(value): value for value in range(1, 1000)} | {"两": 2}


def printed(text: str) -> str:
    """Normalised text as it is printed: full-width brackets."""
    return text.replace("(", "（").replace(")", "）")


def is_plain(text: str) -> bool:
    """True for the bare name of a thing or an event: Chinese characters only, and no word that bends its meaning."""
    return _PLAIN.fullmatch(text) is not None and _BENDING.search(text) is None and text.count("(") == text.count(")")


def is_scope(text: str) -> bool:
    """True for the name of a part of the information; 除…外 and 其他 are at home there.

    A column's heading (公开时限：) and an event are no such names.
    """
    if _COLUMN_LABEL.search(text) or _ENDS_AS_EVENT.search(text):
        return False
    return len(text) >= 2 and is_plain(_SCOPE_OWN.sub("", text) or "信息")
