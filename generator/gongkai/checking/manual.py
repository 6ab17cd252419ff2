"""Every code that a finding can carry, with all there is to say about it: the rules' pages and the one-liners of reading.

The same content becomes public pages (`pages/rules`), terminal text (`gongkai explain`) and the rule metadata of reports.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from textwrap import dedent
from typing import Literal

from gongkai.checking.reports.report import LEVEL_WORDS
from gongkai.checking.rule import Rule
from gongkai.checking.rules import all_rules
from gongkai.problems import Level
from gongkai.reading.codes import CODES
from gongkai.reading.files import CODES as FILE_CODES
from gongkai.reading.prescan.traps import TRAPS

SETTINGS = {
    "R901": ("catalog.yaml 设置了不存在的规则", "rules 和 suppressions 只能写规则清单里的代码。"),
    "R902": ("例外已经到期", "问题改好了就删去这一项；还要保留就改 until 并写明理由。"),
    "R903": ("例外没有用到", "那里已经没有这个问题，删去这一项。"),
}
"""What `run` finds wrong with catalog.yaml's own settings: code → (title, fix)."""

EDITIONS = {
    "H101": ("版本文件读不出来", "从 git 取回印发时的文件。"),
    "H102": ("已印发的版本被改动过", "已印发的版本不能改：从 git 恢复；要修订就印发新的一版。"),
    "H103": ("版本前后接不上", "从 git 取回缺少的版本；两个版本接在同一版后面的，撤下后印发的一个。"),
    "H104": ("版本文件放错了位置", "版本文件由 gongkai edition approve 写入，放回原来的位置，其余的移走。"),
    "H105": ("主分支上已经印发的版本被改动", "照提示恢复原样；要修订就印发新的一版。"),
    "H110": ("有改动还没有审核印发", "运行 gongkai edition propose 生成修订对照表，主管部门审核以后用 gongkai edition approve 印发。"),
    "H111": ("目录还没有印发过", "运行 gongkai edition propose 和 gongkai edition approve 印发第一版。"),
}
"""What is wrong with approved editions, and what waits for approval (`gongkai check --require-approved`): code → (title, fix)."""

FAMILIES = (
    ("Y", "文件能不能读"),
    ("F", "文件和文件夹的名称"),
    ("S", "字段写得对不对"),
    ("N", "名称有没有登记"),
    ("L", "各级目录之间的关系"),
    ("I", "事项、依据、单位的登记"),
    ("E", "公开要素是否齐全"),
    ("T", "公开时限"),
    ("B", "公开依据"),
    ("J", "公开主体"),
    ("C", "公开渠道和载体"),
    ("A", "公开对象和公开方式"),
    ("U", "未涉及领域"),
    ("D", "与上级目录的差别"),
    ("P", "个人信息"),
    ("W", "文字和说法"),
    ("X", "导入的表格"),
    ("V", "核实和发布"),
    ("S9", "目录印发以后的变化"),
    ("H", "目录版本和印发"),
    ("H", "目录版本"),
    ("R", "规则的设置"),
)
"""How a code begins → what such codes are about, in the order of the public list; others come after these."""

OTHERS = "其他"

Block = tuple[Literal["text", "code"], str]
"""A paragraph, or lines to be shown as they are."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One code. ``rule`` is None for what reading finds: such codes can be neither switched off nor excepted."""

    code: str
    title: str
    level: Level
    fix: str
    blocks: tuple[Block, ...] = ()
    basis: str = ""
    rule: Rule | None = None

    @property
    def settings(self) -> str:
        """The lines of catalog.yaml that set the rule, as an example; "" for what cannot be set."""
        if self.rule is None:
            return ""
        return (
            f"rules:\n  {self.code}: 提醒      # 错误、提醒、关闭\n"
            f"suppressions:\n  - {{rule: {self.code}, scope: 领域/事项, reason: 为什么可以例外, until: 2027-12-31}}"
        )


@cache
def topics() -> dict[str, Topic]:
    """Code → topic, in the order of the codes."""
    found = [*map(_of_rule, all_rules()), *_of_reading()]
    kept: dict[str, Topic] = {}
    for topic in sorted(found, key=lambda topic: topic.code):
        kept.setdefault(topic.code, topic)
    return kept


def _of_rule(rule: Rule) -> Topic:
    return Topic(rule.code, rule.title, rule.level, rule.fix, tuple(blocks(rule.page.strip().partition("\n")[2])), rule.basis, rule)


def _of_reading() -> Iterator[Topic]:
    dots = _Dots()
    for trap in TRAPS.values():
        yield Topic(trap.code, trap.title, "error", trap.hint.format_map(dots), (("text", trap.message.format_map(dots)),))
    for code, title in FILE_CODES.items():
        yield Topic(code, title, "warning" if code == "F106" else "error", "照提示改名、移走或删掉这个文件。")
    for code, (title, fix, level) in CODES.items():
        yield Topic(code, title, level, fix)
    for code, (title, fix) in {**SETTINGS, **EDITIONS}.items():
        yield Topic(code, title, "warning" if code in ("R902", "R903", "H104") else "error", fix)


class _Dots(dict[str, str]):
    """Stands for whatever a finding will fill in."""

    def __missing__(self, key: str) -> str:
        return "…"


def blocks(page: str) -> Iterator[Block]:
    """The paragraphs of a docstring; what is indented by four blanks is to be shown as it is, blank lines inside it kept."""
    for indented, group in groupby(re.split(r"\n[ \t]*\n", page), key=lambda part: part.lstrip("\n").startswith("    ")):
        if indented:
            yield "code", dedent("\n\n".join(group)).strip("\n").rstrip()
        else:
            yield from (("text", part.strip()) for part in group if part.strip())


def family(code: str) -> str:
    """What codes with this letter are about."""
    return dict(FAMILIES).get(code[:2]) or dict(FAMILIES).get(code[:1], OTHERS)


def near(code: str) -> list[str]:
    """Existing codes or slugs that come closest to an unknown one, the best first; at most five."""
    known = topics()
    slugs = {topic.rule.slug: topic.code for topic in known.values() if topic.rule}
    wanted = code.strip().upper()
    typed = wanted[:1] + wanted[1:].translate(str.maketrans("OIL", "011"))  # a letter for a digit
    same = [one for one in known if wanted[:2] and one.startswith(wanted[:2])]
    close = difflib.get_close_matches(wanted, known, n=5, cutoff=0.5) + [slugs[slug] for slug in difflib.get_close_matches(code.lower(), slugs, n=2)]
    return list(dict.fromkeys([*([typed] if typed in known else ()), *close, *same]))[:5]


def find(code: str) -> Topic | None:
    """The topic of a code in either case, in full or half width, or of a rule's slug."""
    import unicodedata

    wanted = unicodedata.normalize("NFKC", code).strip()
    by_slug = {topic.rule.slug: topic for topic in topics().values() if topic.rule}
    return topics().get(wanted.upper()) or by_slug.get(wanted.lower())


def as_text(topic: Topic) -> str:
    """The topic for a terminal: plain lines, examples indented by four blanks."""
    parts = [f"{topic.code} {topic.title}（{LEVEL_WORDS[topic.level]}）"]
    parts += [text if kind == "text" else _indented(text) for kind, text in topic.blocks]
    if topic.fix:
        parts.append(f"改法：{topic.fix}")
    if topic.basis:
        parts.append(f"依据：{topic.basis}")
    if topic.settings:
        parts.append(f"在 catalog.yaml 里可以改这条规则的级别，也可以写例外（要有理由和到期日）：\n\n{_indented(topic.settings)}")
    else:
        parts.append({"R": "这是对规则设置的检查，不能关闭。", "H": "这是对目录版本的检查，不能关闭。"}.get(topic.code[0], "这是读文件时的检查，不能关闭。"))
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
