"""公开时限: one line of text as written, with the damage undone that wrapping and spacing do to it."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.importing.cells.aside import Aside, Asides
from gongkai.importing.cells.text import HAN, LEADING, flat, form, joined_lines

_TORN = re.compile(r"(?<=[\u3400-\u9fff])(\d)\s+(\d)\s*(?=个?\s*(?:工\s*作\s*日|日|天|月))")
_NUMBERS = re.compile(r"(?:^|[；;。\n])\s*(?=\d[.、．)）](?!\d)|[①-⑩]|[（(]\d[）)])")
_NO_NUMBER = re.compile(r"(?:之日|变更|形成|获取)(?:之?日)?起?(?:个工作日|内)?$")
_REST = re.compile(r"(?:以?内|予以|及时|主动|向社会|进行|对外)*(?:公开|公示|公布|发布|更新)")
"""The end of a clause that was wrapped: …20个工作日内 / 公开."""
NOTHING = frozenset(("", "/", "\\", "—", "-", "─", "无", "——", "--", "－", "／"))


@lru_cache(maxsize=4096)
def read_limit(text: str) -> tuple[str, Asides]:
    """The time limit as text; several clauses with their numbers stay whole, a single number is left out."""
    plain = form(text)
    asides: list[Aside] = []
    torn = _TORN.sub(r"\1\2", plain)
    if torn != plain:
        asides.append(Aside("repaired", "数字中间的空格去掉了", plain, torn))
    if flat(torn) in NOTHING:
        return "", tuple(asides)
    torn = re.sub(r"(?<=[\u3400-\u9fff）)])[ \t]+(?=(?:自|信息|制定|收到|公示|其他|其中|长期|及时)[^\s]{4,})", lambda gap: "\n" if _whole(flat(gap.string[: gap.start()])) else " ", torn)
    lines = [line for line, _ in joined_lines(torn)]
    out = ""
    for line in lines:
        line = flat(line)
        parted = out and (LEADING.match(line) or re.search(r"[；;。]$", out) or (_whole(out) and _whole(line) and not _REST.fullmatch(line)))
        out += ("；" if parted and out[-1] not in "；。" else "") + line
    if len(_NUMBERS.findall(out)) == 1:
        out = LEADING.sub("", out, count=1) if LEADING.match(out) else out
    out = out.strip("；; ，,")
    if out.endswith("。") and not re.search("[。；，]", out[:-1]):
        out = out[:-1]
    if _NO_NUMBER.search(out) or (re.search(rf"[{HAN}]\s*个工作日", out) and not re.search(r"[\d一二两三四五六七八九十百几]\s*个?工作日", out)):
        asides.append(Aside("unclear", "时限里没有数字，可能丢了字"))
    return out, tuple(asides)


def _whole(text: str) -> bool:
    """A clause that could stand alone."""
    return bool(re.search(r"(?:工作日|日|天|月|年|小时)(?:之?内)?(?:予以|进行|向社会)?(?:公开|公示|发布|公布|更新)?$|^(?:长期|永久|及时|实时|随时|每)|(?:公开|公示|更新|公布)$", text))
