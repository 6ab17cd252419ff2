"""公开内容（要素）: one cell → its elements, with what the cell marks them as (必选, 可选, 本地)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gongkai.importing.cells.aside import Aside, Asides
from gongkai.importing.cells.limit import NOTHING
from gongkai.importing.cells.text import BULLETS, DITTO, HAN, LEADING, balanced, flat, form, joined_lines, stripped, titled
from gongkai.importing.grid import Part
from gongkai.model.words import NEEDS

_INLINE = re.compile(
    rf"(?<=[{HAN}）)》。；;、，,：:!”\s])\s*(?=(?:\d{{1,2}}\s*[.．、](?![\d])|[（(]\d{{1,2}}[）)]|[①-⑳]|[（(][一二三四五六七八九十]{{1,2}}[）)](?!项|款))\s*[{HAN}《“●〇○])"
)
"""Where a number may begin an element within a line; 第二十条（一）项 and 2019.5 are none. Whether it does, the sequence decides."""
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s*")
_INNER_BULLET = re.compile(r"(?<![一二三四五六七八九零○〇])\s*(?=[●○〇◆■□▲★•➢※][^●○〇◆■□▲★•➢※])|(?<=[\s；;。）)\u3400-\u9fff])\s*(?=·(?![\u3400-\u9fff]{1,3}·)\s*[\u3400-\u9fff]{2})")
_LOCAL = re.compile(r"[〔\[【（(]\s*[*＊]\s*(.+?)\s*[〕\]】）)]$|^[*＊]\s*(.+)$|^(.+?)\s*[*＊]$")
_LINE_NUMBER = re.compile(r"^[ \t]*(\d{1,2})[.．、](?!\d\d?[.．、\D])", re.MULTILINE)
_BESIDE = re.compile(rf"(?<=[》）)])\s+(?=[{HAN}《]{{4}})")
_LEAD = re.compile(r"^[^，。；]{2,30}[：:]$")
_DITTO_TAIL = re.compile(r"^(.{0,20}?)[：:]?\s*(?:内容)?(?:同上|同前)(?:内容)?[。；]?$")
_OURS = re.compile(r"（((?:必选|可选|本地|时限：|主体：|对象：|方式：|渠道：|说明：)[^\n]*)）$")
_OUR_NOTES = ("时限", "主体", "对象", "方式", "渠道", "说明")


class Signs(NamedTuple):
    """What ● and 〇 mean in the column, where the heading or a note says so; bullets otherwise. ``star``: * is 本地."""

    full: str = ""
    hollow: str = ""
    star: bool = False


PLAIN = Signs()


def signs_of(words: str) -> Signs:
    """The legend of 公开内容 as a heading or a note states it: “●”表示必选项，“〇”表示可选项; 〔*〕为各地自选."""
    plain = flat(words)
    gap = r"[”\"’]?(?:表示|为|代表|是|指|：)?"
    full = re.search(rf"[●★◆]{gap}(必选|可选)", plain)
    hollow = re.search(rf"[○〇◯◇☆]{gap}(必选|可选)", plain)
    star = re.search(rf"[*＊][〕\]】）)]?{gap}(?:的)?[^，。；]{{0,12}}(?:本地|各地|地方|自选|自定|自行|可选|结合实际)", plain)
    return Signs(full[1] if full else "", hollow[1] if hollow else "", bool(star))


def dittoed(text: str) -> str | None:
    """The label before 同上 when the content only repeats the row above (办事指南：内容同上 → 办事指南); None when it does not."""
    if DITTO.match(flat(text)):
        return ""
    found = _DITTO_TAIL.match(flat(text))
    return found[1].rstrip("：: ") if found and not re.search(r"\d\s*[.．、]", found[1]) else None


@lru_cache(maxsize=4096)
def read_content(text: str, signs: Signs = PLAIN, ours: bool = False, several: bool = False) -> tuple[tuple[Part, ...], Asides]:
    """The elements of one cell: a line, a bullet, a number or ； begins each; 、 never does.

    A heading before a single list (办事指南：1.… 2.…) is told, not an element; where several headings have lists of their own, in this
    cell or in ``several`` cells of the item, each heading and its list is one element. ``ours``: a table that we exported, with an
    element's own limit or organ in brackets.
    """
    if flat(text) in NOTHING:
        return (), ()
    asides: list[Aside] = []
    lines = joined_lines(_apart(text))
    if any(guessed for _, guessed in lines):
        asides.append(Aside("guessed", "一行没写完就换行的地方，接上了下一行", form(text), "\n".join(line for line, _ in lines)))
    pieces = [piece for line, _ in lines for piece in _cut(line)]
    if len(pieces) == 1 and _BESIDE.search(pieces[0]):
        asides.append(Aside("guessed", "书名号后面的空格按分行理解", form(text)))
        pieces = _at_blanks(pieces[0])
    pieces = _continued(pieces)
    if not ours:
        pieces = _led(pieces, asides, several)
    parts = [part for piece in pieces if (part := _part(piece, signs, ours)).text]
    if not signs.star and any("〔*" in piece or "〔＊" in piece for piece in pieces):
        asides.append(Aside("guessed", "带 * 的要素按各地自定（本地）理解"))
    return tuple(parts), tuple(asides)


def _apart(text: str) -> str:
    """2.12348热线: a blank between the number of a line and the digits that it begins with, where the lines count up."""
    found = list(_LINE_NUMBER.finditer(text))
    if len(found) < 2 or [int(hit[1]) for hit in found] != list(range(1, len(found) + 1)):
        return text
    return _LINE_NUMBER.sub(r"\g<0> ", text)


def _cut(line: str) -> list[str]:
    """One line at its inner bullets, its inner numbers (when they count up) and ；."""
    pieces: list[str] = []
    for piece in _INNER_BULLET.split(line):
        if pieces and LEADING.fullmatch(pieces[-1].strip()):  # 1.●文件名称
            pieces[-1] = pieces[-1].strip() + piece
        elif piece.strip():
            pieces.append(piece)
    return [part for piece in pieces for numbered in _at_numbers(piece) for part in _at_semicolons(numbered)]


def _at_numbers(line: str) -> list[str]:
    places = [found.end() for found in _INLINE.finditer(line)]
    if LEADING.match(line):
        places.insert(0, 0)
    chosen: list[int] = []
    kind, expected = "", 1
    for place in places:
        number = _number(line[place:])
        if number is None:
            continue
        if not chosen and (number[1] == 1 or place == 0):
            kind, expected, chosen = number[0], number[1] + 1, [place]
        elif chosen and number == (kind, expected):
            chosen.append(place)
            expected += 1
    if len(chosen) < 2 and not (chosen and chosen[0] == 0):
        return [line]
    ends = [*chosen[1:], len(line)]
    before = line[: chosen[0]].strip()
    return [*([before] if before else []), *(line[start:end].strip() for start, end in zip(chosen, ends, strict=True))]


_HAN_NUMBER = {char: i + 1 for i, char in enumerate("一二三四五六七八九十")}


def _number(text: str) -> tuple[str, int] | None:
    """Kind and value of the number that ``text`` begins with."""
    found = re.match(r"\s*(?:(\d{1,2})\s*[.．、]|[（(](\d{1,2})[）)]|([①-⑳])|[（(]([一二三四五六七八九十])[）)]|([一二三四五六七八九十])、)", text)
    if not found:
        return None
    plain, bracket, circled, han, han_plain = found.groups()
    if plain:
        return "1.", int(plain)
    if bracket:
        return "(1)", int(bracket)
    if circled:
        return "①", ord(circled) - 0x245F
    return ("(一)", _HAN_NUMBER[han]) if han else ("一、", _HAN_NUMBER[han_plain])


def _at_semicolons(text: str) -> list[str]:
    """At ； outside brackets and titles; 。 only where a list of short sentences stands on one line."""
    out, start, depth = [], 0, 0
    for i, char in enumerate(text):
        if char in "（(《〈〔【“":
            depth += 1
        elif char in "）)》〉〕】”":
            depth = max(0, depth - 1)
        elif char in "；;" and not depth:
            out.append(text[start:i])
            start = i + 1
    return [piece for piece in (*out, text[start:]) if piece.strip()]


def _at_blanks(text: str) -> list[str]:
    """At the blanks behind a finished title or its number: where a copy had line ends."""
    out: list[str] = []
    for piece in _BESIDE.split(text):
        if out and not balanced(out[-1]):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def _continued(pieces: list[str]) -> list[str]:
    """Where lines have numbers or bullets, one without goes on with the line before, if that one was full or broke off; a heading does not.

    Several short lines in a row are elements of their own.
    """
    marked = [bool(LEADING.match(piece) or _BULLET.match(piece)) for piece in pieces]
    if sum(marked) < 2:
        return pieces
    width = max(map(len, pieces))
    out: list[str] = []
    last = ""
    for i, piece in enumerate(pieces):
        several = i + 1 < len(pieces) and not marked[i] and not marked[i + 1]
        full = len(last) >= width - 1 and (len(last) >= 12 or not several)
        broken = not balanced(last) or len(last) >= 12 or bool(re.search(r"[、，,的和及]$", last))
        ended = not last or bool(re.search(r"[。；;：:]$", last))
        if out and any(marked[:i]) and not marked[i] and not ended and (full or broken) and not _LEAD.match(flat(piece)):
            out[-1] += piece
        else:
            out.append(piece)
        last = piece
    return out


def _led(pieces: list[str], asides: list[Aside], several: bool) -> list[str]:
    """Headings with a colon before their lists."""
    opened: list[str] = []
    for piece in pieces:  # 办事指南：1.适用范围 → heading and first element
        found = re.match(rf"^([^，。；：:]{{2,30}}[：:])\s*(?=(?:\d{{1,2}}\s*[.．、]|[（(]\d{{1,2}}[）)]|①)\s*[{HAN}])(.+)$", piece, re.DOTALL)
        opened += [found[1], found[2]] if found and not _number(piece) else [piece]
    heads = [i for i, piece in enumerate(opened) if _LEAD.match(flat(piece)) and i + 1 < len(opened) and not _LEAD.match(flat(opened[i + 1]))]
    if not heads:
        return opened
    if heads == [0] and len(opened) > 2 and not several and (beside := _sibling(opened)):
        return [_group(opened[:beside]), *opened[beside:]]
    if heads == [0] and len(opened) > 2 and not several:
        asides.append(Aside("note", f"“{flat(opened[0])}”是后面几项的总称，没有单列为要素"))
        return opened[1:]
    if len(heads) == 1 and heads[0]:
        return opened
    out = list(opened[: heads[0]])
    for start, end in zip(heads, [*heads[1:], len(opened)], strict=True):
        out.append(_group(opened[start:end]))
    return out


def _group(pieces: Sequence[str]) -> str:
    """A heading and its list as one element."""
    return flat(pieces[0]) + "；".join(stripped(flat(piece)) for piece in pieces[1:])


def _sibling(pieces: Sequence[str]) -> int:
    """Where the list of the first heading ends, since the next number of the heading's own kind follows (1.公园概况：（1）…（2）… 2.须知); 0 when nothing does."""
    head, below = _number(pieces[0]), _number(pieces[1])
    if head is None or below is None or head[0] == below[0]:
        return 0
    return next((i for i, piece in enumerate(pieces) if i > 1 and _number(piece) == (head[0], head[1] + 1)), 0)


def _part(piece: str, signs: Signs, ours: bool) -> Part:
    """One element: its sign and number off, its need, and in a table of ours what stands in brackets behind it."""
    text, need = form(piece), ""
    while found := _BULLET.match(text):
        sign = found[0].strip()
        if sign in ("*",) and signs.star:
            need = "本地"
        need = need or (signs.full if sign in "●★◆" else signs.hollow if sign in "○〇◯◇☆" else "")
        text = text[found.end() :]
    numbered = LEADING.match(text)
    if numbered and numbered.end() < len(text) and not ours:
        text = text[numbered.end() :]
        while found := _BULLET.match(text):  # 1.●文件名称
            sign = found[0].strip()
            need = need or (signs.full if sign in "●★◆" else signs.hollow if sign in "○〇◯◇☆" else "")
            text = text[found.end() :]
    local = _LOCAL.match(text)
    if local and ("〔" in text or "[" in text or "【" in text or signs.star):
        text, need = next(group for group in local.groups() if group), "本地"
    text = stripped(titled(text))
    if text.endswith("。") and "。" not in text[:-1]:
        text = text[:-1]
    named = re.search(rf"（({'|'.join(NEEDS)})(?:项)?）$", text)
    if named:
        return Part(text[: named.start()], named[1])
    return _with_notes(text, need)


def _with_notes(text: str, need: str) -> Part:
    """What our export puts in brackets behind an element (必选；时限：…；说明：…) in its fields; any other bracket belongs to the text."""
    start = max((text.rfind(f"（{word}") for word in (*NEEDS, *(f"{label}：" for label in _OUR_NOTES))), default=-1)
    first = min((at for word in (*NEEDS, *(f"{label}：" for label in _OUR_NOTES)) if (at := text.find(f"（{word}")) > 0), default=-1)
    if start < 0 or first < 0 or not text.endswith("）") or not _OURS.search(text[first:]):
        return Part(text, need)
    fields = dict.fromkeys(("时限", "主体", "说明"), "")
    rest = []
    for piece in _at_semicolons(text[first + 1 : -1]):
        label, colon, value = piece.partition("：")
        if piece in NEEDS:
            need = piece
        elif colon and label in fields:
            fields[label] = value
        elif colon and label in _OUR_NOTES:
            rest.append(piece)
        else:
            return Part(text, need)
    note = "；".join([*([fields["说明"]] if fields["说明"] else []), *rest])
    return Part(text[:first], need, fields["时限"], fields["主体"], note)
