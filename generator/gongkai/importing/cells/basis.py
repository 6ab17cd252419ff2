"""公开依据: one cell → its citations, one each, as written."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.importing.cells.aside import Aside, Asides
from gongkai.importing.cells.limit import NOTHING
from gongkai.importing.cells.text import HAN, flat, form, stripped, titled

_LAW_END = r"(?:法|条例|规定|办法|意见|通知|细则|规划|标准|文件|方案|指引|目录|决定|纲要|规程|公告|准则|规则|制度|要求|政策|函|令|规范|导则|暂行规定|法规)"
_NEAR = 240
"""How far around a sign is looked: citations are shorter, and a long cell must not cost its square."""
_DOC_NO = re.compile(rf"[{HAN}]{{1,12}}\s*[〔\[［(（【﹝]\s*(?:19|20)\d\d\s*[〕\]］)）】﹞]\s*(?:第\s*)?\d{{1,5}}\s*号")
_STANDARD = re.compile(
    r"\s*(?:(?:GB|DB\s?\d{0,6})(?:\s*[/／]\s*[TZ])?\s*\d{2,6}(?:\.\d+)?(?![\d.])|[A-Z]{2,4}(?:\s*[/／]\s*[TZ])?\s*\d+(?:\.\d+)?\s*[-—－–]+\s*(?:19|20)\d\d)"
)
"""The number of a standard: GB/T 32939-2016, DB33/T 2036-2017, MZ/T 032-2012."""
_YEAR = re.compile(r"\s*[〔\[［(（【﹝]\s*((?:19|20)\d\d)\s*[〕\]］)）】﹞]\s*((?:第\s*)?)(\d{1,5})\s*号")
_TAG = r"【[^【】]{2,16}】|(?:法律|行政法规|部门规章|地方性法规|规范性文件)[：:]\s*(?=《)"
_NUMBER = rf"(?:(?:[（(]\s*\d{{1,2}}\s*[）)]|\d{{1,2}}\s*[.．、)）]|[①-⑳])\s*(?=[《【{HAN}“])|\d{{1,2}}\s*(?=《)|[●·•◆■➢※]\s*)"
_HEAD = re.compile(rf"\s*(?:{_NUMBER})?\s*(?:{_TAG})?\s*(?:[{HAN}（）、 ]{{0,30}}?(?:印发|关于印发|发布|部|局|委|院|厅|会|省|市|县|区|国家))?\s*《")
_NUMBERED = re.compile(_NUMBER)
_NEXT = re.compile(rf"\s*(?:{_NUMBER}|{_TAG})")
_TAGGED = re.compile(r"【[^【】]{1,20}】\s*《")
_ENDED = re.compile(r"[》号）)。；;、]$")
_CLOSED = re.compile(r"》$|》[^《》]*[）)条款项号]$")
_BOUND = re.compile(r"(?:关于|根据|依据|按照|贯彻|修改)$")
_ORGAN_ABOUT = re.compile(rf"[{HAN}]{{2,20}}(?:部|院|厅|局|委|办公室|委员会|政府)关于")
_JOINT = re.compile(r"\s*(?:以及|和|及|与)\s*(?=《)|\s+(?=《)|[/／]\s*(?=《)")
_PIECE_END = re.compile(r"[、；;。\n]|，(?=[^，]*$)")
_LAW_NAME = re.compile(rf"{_LAW_END}(?:[（(【〔].*|等|第[一二三四五六七八九十百]+条.*)?$")
_LAW_BEFORE = re.compile(rf"(?:》(?:[（(][^（）()]*[）)])?|{_LAW_END}(?:[（(][^（）()]*[）)])?|号[）)]?)$")
_LINE_ENDED = re.compile(rf"{_LAW_END}(?:（[^（）]*）)?$|号[）)]?$|[-—－–]\s*(?:19|20)\d\d$")
_TAIL = re.compile(r"(?:等|及其?)(?:法律|法规|规章|文件|政策|相关|有关|规定|实施|配套|[、和及]){0,12}[^《]{0,12}$")
_ARTICLE = re.compile(r"[（(]?第[一二三四五六七八九十百零\d]+[条款项章节]|[（(][一二三四五六七八九十\d]+[）)]项?|附件")
_QUOTE_PAIRS = {"《": "》", "（": "）)", "(": ")）", "“": "”", "【": "】", "〔": "〕", "〈": "〉"}


@lru_cache(maxsize=4096)
def read_basis(text: str) -> tuple[tuple[str, ...], Asides]:
    """The citations of one cell, in order. What stands within （） or 《》 is never cut; articles and quotations stay with their law."""
    plain = _title_marks(form(text))
    if flat(plain) in NOTHING:
        return (), ()
    asides: list[Aside] = []
    if plain.count("《") != plain.count("》"):
        plain, closed = _closed(plain)
        asides.append(
            Aside("repaired", "补上了丢掉的书名号", text, plain) if closed and plain.count("《") == plain.count("》") else Aside("unclear", "书名号不成对，分不清一件依据到哪里为止")
        )
    found: list[str] = []
    for piece in _pieces(plain):
        citation = _clean(piece)
        if not citation or citation in NOTHING:
            continue
        if found and _continues(citation, found[-1]):
            found[-1] += ("" if citation[0] in "（(第等及的之" or found[-1][-1] in "，、：" else "；") + citation
        else:
            found.append(citation)
    kept = tuple(dict.fromkeys(found))
    if len(kept) < len(found):
        asides.append(Aside("note", "重复列出的依据只保留一条"))
    tails = [hit[0] for hit in (_TAIL.search(citation.rsplit("》", 1)[-1]) for citation in kept) if hit]
    if tails:
        asides.append(Aside("note", f"依据后面的“{tails[-1][:20]}”没有写明是哪些文件"))
    if any(re.search(r"各省|XX|××|某[省市县]", citation) for citation in kept):
        asides.append(Aside("unclear", "依据里还有模板的空白（如 XX省、各省），要换成本地的文件"))
    return kept, tuple(asides)


def _title_marks(text: str) -> str:
    """<<…>>, ＜＜…＞＞ and single ones as 《》; blanks just inside them gone."""
    text = re.sub(r"<<|＜＜|≪|«", "《", re.sub(r">>|＞＞|≫|»", "》", text))
    text = re.sub(r"[<＜](?=[\u3400-\u9fff])", "〈" if "《" in text else "《", re.sub(r"(?<=[\u3400-\u9fff）)])[>＞]", "〉" if "《" in text else "》", text))
    return re.sub(r"《\s+", "《", re.sub(r"\s+》", "》", text))


def _closed(text: str) -> tuple[str, bool]:
    """A missing 》 put where the title certainly ends: before the next 《 that follows a separator, at a line's or the cell's end."""
    out, depth, sure = "", 0, True
    for i, char in enumerate(text):
        if char == "《":
            ends = re.search(rf"{_LAW_END}([、，；;\s]*)$", out)
            if depth and ends and (ends[1] or not re.search(r"(?:印发|转发|发布|执行|关于|修改|贯彻)$", out)):
                out = out[: len(out) - len(ends[1])] + "》" + ends[1]
                depth = 0
            depth += 1
        elif char == "》":
            if not depth:
                sure = False
                start = re.search(rf"[{HAN}]{{4,60}}$", out)
                if start and not re.search(r"[、；。]", start[0]):
                    out, sure = out[: start.start()] + "《" + out[start.start() :], True
                    depth += 1
            depth -= 1
        out += char
        if depth < 0 or (i == len(text) - 1 and depth):
            body = out.rstrip(" 。；;、\n")
            if depth == 1 and re.search(rf"{_LAW_END}$", body):
                out, depth = body + "》", 0
            else:
                sure = False
    return out, sure


def _pieces(text: str) -> list[str]:
    """Cut where one citation ends and the next begins."""
    out, start, i = [], 0, 0
    stack: list[str] = []
    titled_cell = "《" in text
    while i < len(text):
        char = text[i]
        if char in _QUOTE_PAIRS and (char in "《〈" or any(text.find(end, i + 1) > 0 for end in _QUOTE_PAIRS[char])):
            if i > start and not stack and _begins(text, i, start):
                out.append(text[start:i])
                start = i
            stack.append(_QUOTE_PAIRS[char])
        elif stack and char in stack[-1]:
            stack.pop()
        elif not stack:
            step = _separator(text, i, titled_cell)
            if step:
                out.append(text[start:i])
                start = i = i + max(step, 0)
                if step > 0:
                    continue
            number = _NUMBERED.match(text, i) if i > start else None
            if number and _numbered(text, i):
                out.append(text[start:i])
                start = i
                i = number.end()
                continue
        i += 1
    return [piece for piece in (*out, text[start:]) if piece.strip()]


def _begins(text: str, i: int, start: int) -> bool:
    """A 《 or 【 right behind a finished citation begins the next one; 中共中央《…》 and 印发《…》 do not."""
    before = text[max(start, i - _NEAR) : i].rstrip()
    if text[i] == "【":
        return bool(_ENDED.search(before)) or (before[-1:].isalnum() and "》" in before and bool(_TAGGED.match(text, i)))
    return text[i] == "《" and bool(_CLOSED.search(before)) and not _BOUND.search(before)


def _separator(text: str, i: int, titled_cell: bool) -> int:
    """Length of the sign at ``i`` if it parts two citations; 0 if it does not; -1 where the next one begins without any sign."""
    char = text[i]
    if char in "；;\n。":
        if char == "\n" and _wrapped(text, i, titled_cell):
            return 0
        rest = text[i + 1 : i + _NEAR]
        return 0 if titled_cell and rest.strip() and not _HEAD.match(rest) and not _NEXT.match(rest) and not _names_law(rest) else 1
    if char in "、，,":
        rest = text[i + 1 : i + _NEAR]
        if _STANDARD.match(rest):
            return int(char == "、" or text[i - 1 : i] != "》")  # 《…规范》，GB/T 35796: its own number
        if _HEAD.match(rest) and not re.match(r"\s*[（(]?第", rest):
            return 1
        return 1 if char in "、，" and _names_law(rest) and (not titled_cell or _names_law_before(text[max(0, i - _NEAR) : i])) else 0
    if i and text[i - 1] == "》" and _ORGAN_ABOUT.match(text, i):
        return -1
    joint = _JOINT.match(text, i)
    return len(joint[0]) if joint and re.search(r"[》）)条款项号]$", text[max(0, i - _NEAR) : i].rstrip()) else 0


def _wrapped(text: str, i: int, titled_cell: bool) -> bool:
    """The line end at ``i`` is only where the cell's line was full."""
    line = text[max(0, i - _NEAR) : i].rsplit("\n", 1)[-1].rstrip()
    rest = text[i + 1 : i + _NEAR]
    following = rest.lstrip().split("\n", 1)[0]
    if following[:1] == "《" or _NEXT.match(following):
        return False
    if _STANDARD.match(following):
        return line.endswith("》") and not _STANDARD.search(line)
    if re.search(r"[、，,和及与〔（]$", line) or re.match(r"[、，,。；）)〕》和及与等]|号", following):
        return True
    if titled_cell:
        return not _HEAD.match(rest) and not _names_law(following)
    return not _LINE_ENDED.search(line)


def _names_law(rest: str) -> bool:
    """The text up to the next sign ends like a law's or a document's name, or is a document number."""
    piece = _PIECE_END.split(rest.lstrip(), maxsplit=1)[0].strip()
    if re.match(r"[（(]?第[一二三四五六七八九十百\d]", piece):
        return False
    return bool(_DOC_NO.match(piece) or _STANDARD.match(piece)) or (len(piece) >= 4 and bool(_LAW_NAME.search(piece)) and not re.match(r"(?:应当|不得|由|可以|并)", piece))


def _names_law_before(text: str) -> bool:
    return bool(_LAW_BEFORE.search(re.split(r"[；;。\n]", text)[-1].strip()))


def _numbered(text: str, i: int) -> bool:
    """A number or bullet at ``i`` begins a citation: at a line's beginning or after a finished one, never inside 第20条 or 〔2019〕54."""
    before = text[max(0, i - _NEAR) : i].rstrip(" ")
    return not before or before[-1] in "\n；;。、，" or bool(re.search(r"[》）)号条款项]$", before))


def _continues(citation: str, before: str) -> bool:
    """``citation`` is no citation of its own but goes on with the one before: its number, its articles, its quotation."""
    if _ARTICLE.match(citation) or citation[0] in "（(等及其之的":
        return not re.match(r"及其他|[（(][^（）()]*[）)]《", citation) or "《" not in citation
    return "《" in before and "《" not in citation and not _names_law(citation) and not re.match(r"[各本市省县区国相有上]", citation)


def _clean(piece: str) -> str:
    """One spelling of year brackets, no number or bullet before, no sign behind."""
    plain = re.sub(rf"^\s*(?:{_NUMBER})\s*", "", piece.strip(" \n、，,；;。"))
    plain = stripped(re.sub(r"^(?:以及|和|及(?!其)|与|按照|根据|依据|依照)\s*(?=《)", "", titled(plain)))
    plain = _YEAR.sub(lambda hit: f"〔{hit[1]}〕{hit[2].strip()}{hit[3]}号", plain)
    plain = re.sub(r"》[ ]+(?=[（第])", "》", plain)
    if plain.endswith("）") and sum(map(plain.count, "）)")) > sum(map(plain.count, "（(")):
        plain = plain[:-1]
    return plain
