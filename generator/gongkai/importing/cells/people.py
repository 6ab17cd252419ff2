"""公开对象 and 公开方式: ticks and words → everyone, groups, mode."""

from __future__ import annotations

import re

from gongkai.checking.rules.unnamed_group import EVERYBODY as EVERYONE
from gongkai.importing.cells.aside import Aside, Asides
from gongkai.importing.cells.marks import Check, plain_boxes, read_check
from gongkai.importing.cells.text import balanced, flat, form
from gongkai.reading.names import fold

EVERYBODY = frozenset((*EVERYONE, "向社会公开", "面向社会", "面向全社会", "全体社会公众", "全体村民和社会公众"))
"""Words for 全社会, folded."""
_NOBODY = re.compile(r"特[定殊](?:群[体众]|对象|人群)?[（(]?(?:请写明)?[）)]?[：:]?")
_PERSONS = re.compile(r"(?:人|员|者|户|众|民|生|长|方|属|体|位|业|构|织|代表|对象|家庭|儿童|学校|部门|公司|村|社区|幼儿|青年|职工|军人)(?:等)?(?:（[^（）]*）)?$")
SOMEBODY = "特定群体"
"""A group that a table ticks without saying who it is."""


def read_audience(everyone: str, groups: str) -> tuple[bool | None, tuple[str, ...], Asides]:
    """The two columns 全社会 and 特定群体. None: neither says anything."""
    asides: list[Aside] = []
    all_, some = read_check(everyone), read_check(groups)
    names: list[str] = []
    open_to_all = bool(all_.on)
    for check in (all_, some):
        if check.odd:
            asides.append(Aside("unclear", "勾选的地方变成了问号，按没有勾选理解"))
    if all_.words:
        if fold(all_.words) in EVERYBODY:
            open_to_all = True
        else:
            names += _groups(all_.words)
            asides.append(Aside("guessed", "“全社会”一栏里写了群体，按特定群体理解", everyone, "、".join(names)))
    names += _some(some)
    if not open_to_all and not names:
        return None, (), tuple(asides)
    return open_to_all, tuple(dict.fromkeys(names)), tuple(asides)


def _some(check: Check) -> list[str]:
    if check.words and fold(check.words) not in EVERYBODY:
        return _groups(check.words) or [SOMEBODY]
    return [SOMEBODY] if check.on else []


def read_audience_words(text: str) -> tuple[bool | None, tuple[str, ...], Asides]:
    """One column 公开对象 with words: 全社会, 申请人, 全社会、特定群体（申请人）, ■全社会 □特定群体."""
    plain = plain_boxes(form(text))
    if not plain:
        return None, (), ()
    boxes = re.findall(r"([■☑√✓●▲]|[□☐口○〇])\s*([^■☑√✓●▲□☐口○〇]+)", plain)
    if boxes:
        plain = "、".join(words for box, words in boxes if box in "■☑√✓●▲")
        if not plain:
            return None, (), (Aside("unclear", "公开对象的方框都空着"),)
    elif read_check(plain).on and not read_check(plain).words:
        return None, (), (Aside("unclear", "公开对象只打了勾，没有说是谁"),)
    everyone, names = False, []
    for piece in _list(plain):
        if fold(piece) in EVERYBODY:
            everyone = True
        else:
            names += _groups(piece)
    if not everyone and not names:
        return (None, (SOMEBODY,), ()) if _NOBODY.search(plain) else (None, (), ())
    return everyone, tuple(dict.fromkeys(names)), ()


def _groups(words: str) -> list[str]:
    """Names of groups without 特定群体 before them and brackets around them."""
    rest = _NOBODY.sub("", flat(words), count=1) if _NOBODY.match(flat(words)) else flat(words)
    rest = rest.strip("：:，,；;。 ")
    if rest[:1] == "（" and rest[-1:] == "）":
        rest = rest[1:-1]
    if rest.count("）") == rest.count("（") + 1:
        rest = rest.removesuffix("）")
    rest = re.sub(r"^(?:面向|针对)(?=[^，。]{2})", "", rest)
    pieces = _list(rest)
    if not all(_PERSONS.search(piece) for piece in pieces):
        pieces = [rest]  # 被查封、扣押的当事人 are one group
    return [piece for piece in pieces if piece and fold(piece) not in EVERYBODY]


def _list(text: str) -> list[str]:
    """Cut at 、；and line ends outside brackets."""
    out: list[str] = []
    for piece in re.split(r"[、；;\n]|(?<=[社会体])[，,]", text):
        if out and not balanced(out[-1]):
            out[-1] += f"、{flat(piece)}"
        else:
            out.append(flat(piece))
    return [piece.strip("，。 ") for piece in out if piece.strip("，。 ")]


def read_mode(active: str, request: str) -> tuple[str, Asides]:
    """The two columns 主动 and 依申请."""
    checks = {"主动": read_check(active), "依申请": read_check(request)}
    asides = tuple(Aside("unclear", "勾选的地方变成了问号，按没有勾选理解") for check in checks.values() if check.odd)
    on = [mode for mode, check in checks.items() if check.on or check.words]
    if len(on) == 2:
        return "主动", (*asides, Aside("unclear", "主动和依申请都勾选了，目录里一个事项只能选一种，先按主动公开"))
    notes = tuple(Aside("note", f"公开方式旁边写着“{check.words}”") for check in checks.values() if check.words and not _mode(check.words))
    return (on[0] if on else ""), (*asides, *notes)


def _mode(words: str) -> str:
    plain = flat(words)
    if "申请" in plain and "主动" not in plain:
        return "依申请"
    return "主动" if "主动" in plain and "申请" not in plain else ""


def read_mode_words(text: str) -> tuple[str, Asides]:
    """One column 公开方式 with words: 主动公开, 依申请公开, ■主动 □依申请. Other words (全文发布) are no mode: ""."""
    chosen = re.findall(r"[■☑√✓●▲]\s*([\u3400-\u9fff]+)", plain_boxes(form(text)))
    plain = "、".join(chosen) if chosen else flat(text)
    mode = _mode(plain)
    if not mode and "主动" in plain and "申请" in plain:
        return "主动", (Aside("unclear", "主动和依申请都写了，目录里一个事项只能选一种，先按主动公开"),)
    return mode, ()
