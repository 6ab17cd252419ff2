"""What stands around a table: its title, the domain that it names, notes, and the list of domains that do not apply."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.importing.cells.damage import mend
from gongkai.importing.cells.text import LEADING, flat
from gongkai.importing.layout.rules import DomainRules
from gongkai.reading.names import fold

_ABSENT_HEAD = re.compile(r"(?:未涉及|不涉及|不适用|未包含)(?:的)?(?:试点)?(?:公开)?(?:领域|事项)")
_ABSENT = re.compile(r"(?:未|不|没有|尚未)(?:涉及|开展|承担|设置|包含)|无(?:此|该|相关)(?:项|类)?(?:职[权能责]|领域|事项|内容|业务)|不适用|不具[有备]|不属于|不归|未编制|(?:我|本|该)[\u3400-\u9fff]{1,4}无.{2,60}(?:职权|职能|权限)")
_NOTE = re.compile(r"^[（(【]?\s*(?:注|备注|说明|填表说明|填报说明|附注|编制说明|标准目录要素说明|注释|补充说明)\s*(?:[：:\d一二三四五六七八九十.、）)】]|$)")
_PREFIX = re.compile(r"^(?:附件?\s*[\d一二三四五六七八九十]*\s*[：:.、]?|[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)+")
_SECTION = re.compile(r"^(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分)")
_PLACE = re.compile(r"^.*(?:省|自治区|自治州|市|盟|县|自治县|旗|新区|开发区|高新区|区|镇|乡|街道|办事处|苏木|局|委员会|办公室|政府|学校|中心)(?=[^省市县区镇乡街道局]{2,})")
_TAIL = re.compile(r"(?:领域)?(?:基层)?(?:政务|政府信息|信息)?公开(?:事项)?(?:标准)?(?:化)?(?:清单)?目录.*$|(?:领域)?(?:基层)?政务公开(?:标准|事项|清单).*$|(?:领域)?标准目录.*$|领域$")


def domain_of(words: str, rules: DomainRules) -> str:
    """The domain that a title names: the register's name where it is known, else the words before 领域; "" when it names none."""
    plain = _PREFIX.sub("", flat(mend(words)[0]).replace(" ", ""))
    if not plain or len(plain) > 80:
        return ""
    title = bool(re.search(r"目录|领域|清单|标准", plain))
    if rules.name(plain) and fold(plain) in rules.titles:
        return rules.name(plain)
    core = _TAIL.sub("", plain).rstrip("（( ")
    known = next((rules.name(core[start:]) for start in range(len(core) - 1) if fold(core[start:]) in rules.titles), "")
    if title and known:
        return known
    core = re.sub(r"[（(【\[][^）)】\]]*[）)】\]]$", "", core)
    if not title or not core:
        return ""
    if rules.name(core):
        return rules.name(core)
    for start in range(1, len(core) - 1):  # the longest known name that the title's head ends with
        name = rules.name(core[start:])
        if name and (fold(core[start:]) in rules.titles or "领域" in plain or len(core) - start >= 3):
            return name
    inside = sorted((key for key in rules.titles if key in fold(core)), key=len, reverse=True)
    if inside:
        return rules.name(inside[0])
    if "领域" not in plain:
        return ""
    own = re.split("领域", plain)[0]
    own = _PLACE.sub("", own) or own
    return own if re.fullmatch(r"[\u3400-\u9fff、（）]{2,14}", own) and not own.endswith(("试点", "个", "各", "多")) else ""  # 26个试点领域 are none


def is_title(words: str) -> bool:
    return len(words) <= 80 and bool(re.search(r"(?:目录|清单|标准|领域)(?:[（(].*[）)]|\d{4}年?.*)?$|^附件", flat(words)))


def is_note(words: str) -> bool:
    """填表说明, 注：…, or a paragraph too long for a title."""
    return bool(_NOTE.match(flat(words))) or len(flat(words)) > 80


def is_section(words: str) -> bool:
    """（一）…, 一、…"""
    return bool(_SECTION.match(flat(words))) and len(flat(words)) <= 60


def category_of(words: str) -> str:
    """A heading inside a table that only names an 一级事项 (一、政策文件) → its name; "" for any other text."""
    plain = flat(words)
    if len(plain) > 30 or re.search(r"目录|领域|[。；：]", plain) or is_note(plain):
        return ""
    return LEADING.sub("", plain, count=1).strip() if is_section(plain) else ""


def opens_absent(words: str) -> bool:
    """A heading above a list of domains that do not apply."""
    plain = _PREFIX.sub("", flat(words))
    return bool(_ABSENT_HEAD.search(plain)) and len(plain) <= 40


def absent_in(words: str, rules: DomainRules, listed: bool, current: str = "") -> list[tuple[str, str]]:
    """(domain, reason) of each domain that ``words`` say does not apply. ``listed``: the words stand below such a heading.

    Without one only a full sentence counts: 本镇不涉及海关、统计领域. ``current``: the domain of the section, for 本镇未涉及该领域.
    """
    plain = flat(mend(words)[0])
    if re.search(r"\d{1,3}$|\.{3,}|…", plain) and opens_absent(plain):
        return []  # a line of the contents page
    says = bool(_ABSENT.search(plain))
    if not says and not listed:
        return []
    if says and re.search(r"(?:该|此|本|以上)领域", plain) and current and not _named(plain, rules):
        return [(current, plain)]
    body = re.sub(rf"^.*?{_ABSENT_HEAD.pattern}(?:说明)?[：:]?", "", plain, count=1) if opens_absent(plain.split("：")[0]) and "：" in plain else plain
    body = LEADING.sub("", body, count=1) if LEADING.match(body) else body
    head, colon, reason = body.partition("：")
    names = _named(head if colon else body, rules)
    if names:
        why = reason.strip("。 ") if colon and reason and not _named(reason, rules) else plain if says else ""
        return [(name, why) for name in names] if colon and not _named(reason, rules) else [(name, why) for name in _named(body, rules)]
    if not listed or len(plain) > 60 or is_note(plain):
        return []
    own = re.match(r"([\u3400-\u9fff]{2,14}?)领域", head)
    return [(own[1], reason.strip("。 ") or (plain if says else ""))] if own else []


def _named(text: str, rules: DomainRules) -> list[str]:
    """Domains named in the text, in order; an alias only right before 领域 or between separators."""
    found: dict[str, None] = {}
    for piece in re.split(r"[、，,；;。\s]|以及|和|及|与", text):
        core = re.sub(r"(?:等)?(?:\d+个?|[一二三四五六七八九十]+个?)?(?:试点)?领域.*$", "", LEADING.sub("", piece, count=1))
        core = re.sub(r"(?:我|本|该)?(?:镇|乡|县|区|街道|街|市|单位|办)?(?:暂)?(?:未|不|没有|尚未)(?:涉及|开展|承担|包含)(?:的)?|^(?:我|本|该)(?:镇|乡|县|区|街道|街|市|单位|办)(?:暂)?(?:无|没有)|^(?:包括|有|为|涉及)", "", core).strip("“”《》（）() ")
        for candidate in (core, core.removesuffix("等")):
            if rules.name(candidate) or rules.near(candidate):
                found[rules.name(candidate) or rules.near(candidate)] = None
                break
        else:
            for key in sorted((key for key in rules.titles if len(key) >= 3 and key in fold(piece)), key=len, reverse=True)[:1]:
                found[rules.name(key)] = None
    return list(found)


def words_of(lines: Iterable[str]) -> str:
    return "\n".join(lines)
