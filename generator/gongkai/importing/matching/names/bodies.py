"""公开主体 ↔ bodies of the region and roles of the standard; an organ of the region that nobody has registered becomes a new body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from gongkai.authoring.form import tidy
from gongkai.importing.cells.levels import levels_of
from gongkai.importing.matching.names.found import Found, New, Said
from gongkai.model.region import Body, Region
from gongkai.reading.fields import Registers

LONGEST: Final = 24
"""Characters of a body's name; a longer text is several, or prose."""

_MARKS = re.compile(r"[（(](?:牵头|其中一家|配合|主办|协办|责任单位|公开责任单位)[）)]")
_SPLIT = re.compile(r"[、，,；;/\n\s|]+")
_AND = re.compile(r"和|及|与|或者?")
_LEVEL = re.compile(r"(?:^|(?<=[；;，,、\n]))\s*([省市州县区旗镇乡街道村社]{1,4}级?)[：:]\s*")
_GENERAL = re.compile(
    r"^(?:各|县级以上|省级|市级|县级|乡级|各级|地方各级|地方|乡镇|同级|本级|相关|[县市区旗镇乡](?:[（(][^（）()]*[）)])?级?)(?:地方)?(?:各级)?(?:人民政府)?(?:的)?(?=.{2})"
)
_DEPARTMENT = re.compile(r"(?:行政主管|行政管理|主管|行政|管理)?部门$")
"""住房保障行政主管部门, 住房保障主管部门, 住房保障部门: guidelines call one role by any of them."""
_ORGAN = re.compile(
    r"(?:局|委|厅|办|处|科|股|所|院|馆|站|队|部|中心|政府|办公室|委员会|办事处|党工委|管委会|分局|支队|大队|中队|学校|医院|公司|集团|银行|法院|检察院|协会|联合会|残联|妇联|总工会|团县委|供销社)$"
)
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·]+")
_ROLE = re.compile(r"部门|机构|单位|主体|组织|机关$|招标|采购人|当事人|经营者|企业$|人$|各")
_ELSEWHERE = re.compile(r"^([\u4e00-\u9fff]{2,7}?(?:省|自治区|自治州|市(?!场|政)|州|县|区|旗|镇|乡|街道))(?=.{2,})")
_ANY_BELOW = re.compile(r"(?:各|属地|辖区)?[乡镇村居街道社区民办级（）()]{1,8}(?:人民政府|政府|办事处|委员会|委会)?")
"""乡镇人民政府, 街道办事处, 村（居）委会: what every place below has, the name of none."""
_INNER = re.compile(r".*(?:科|股|(?<!办公)室|处)|(?:党政|党建|综合|党政综合|民政|社会事务|经济发展)?办(?:公室)?|派出所|财政所|指挥中心|(?:法制|督察)大队")
"""政工室, 法规科, 党政办: a part of an organ, whichever organ that is."""
_COUNTIES = "县区旗"
"""How bodies of another county's table begin, when its kind is not ours."""
_KINDS = (
    ("党委部门", r"^(?:中共|.{0,8}[县市区镇乡]委|.*党工委)|(?:组织|宣传|统战)部$|政法委(?:员会)?$"),
    ("自治组织", r"(?:村民|居民)委员会$|村委会$|居委会$"),
    ("垂管", r"税务局|海关|气象局|烟草|邮政|统计调查队|国家安全"),
    ("派出机构", r"分局$|派出所$|司法所$|办事处$|所$"),
    ("企业", r"公司$|集团$|银行$"),
    ("事业单位", r"中心$|院$|馆$|站$|学校$|医院$|大队$|支队$|中队$"),
)
"""Kind of body → how such names read; everything else is a 机关."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a cell says: the names, each found or not; whether one of them is enough, who leads, and who it is at which 公开层级."""

    names: tuple[Found, ...]
    any_of: bool = False
    lead: str = ""
    levels: tuple[tuple[str, tuple[Found, ...]], ...] = ()

    @property
    def yaml(self) -> Any:
        """As a file writes them."""
        if self.levels:
            return {"by_level": {level: _written(found) for level, found in self.levels}}
        names = _written(self.names)
        if len(names) > 1 and self.any_of:
            return {"any_of": names}
        return {"joint": names, "lead": self.lead} if len(names) > 1 and self.lead in names else names

    def known(self) -> Subjects:
        """Without the names that stand for nobody."""
        levels = tuple((level, tuple(one for one in found if one.yaml is not None)) for level, found in self.levels)
        return Subjects(tuple(one for one in self.names if one.yaml is not None), self.any_of, self.lead, levels)


def _written(found: Sequence[Found]) -> list[str]:
    return list(dict.fromkeys(str(one.yaml) for one in found))


class BodyNames:
    """``chain``: the region and those above it, the top first; ``refused``: names not to be registered."""

    def __init__(self, registers: Registers, slug_of: Callable[[str], str], chain: Sequence[Region], known: dict[str, Body], refused: frozenset[str]) -> None:
        self.registers, self.slug_of, self.chain, self.refused = registers, slug_of, chain, refused
        self.bodies = known
        self.new: dict[str, New] = {}
        self._known: dict[str, Subjects] = {}

    def read(self, text: str) -> Subjects:
        """The names in a 公开主体 cell."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Subjects:
        whole = tidy(_MARKS.sub("", text)).strip("、，；;。")
        lead = re.search(r"([^、，,；;/\s（(]+)[（(]牵头[）)]", text)
        known = self._look_up(whole)
        if known:
            return Subjects((known,), "其中一家" in text)
        levels = tuple((level, self._read(words).names) for level, words in _by_level(text))
        if levels:
            return Subjects(tuple(dict.fromkeys(one for _, found in levels for one in found)), levels=levels)
        parts = [part for part in _SPLIT.split(_MARKS.sub("", text)) if part.strip("。：: ")]
        found = tuple(dict.fromkeys(one for part in parts for one in self._part(tidy(part).strip("。：: "))))
        first = self._look_up(tidy(lead.group(1))) if lead else None
        return Subjects(found, "其中一家" in text or bool(re.search(r"[^、]或", text)), str(first.yaml) if first else "")

    def _part(self, name: str) -> Iterator[Found]:
        """One name, or two that 和 joins."""
        known = self._look_up(name)
        if known:
            yield known
            return
        halves = [half for half in _AND.split(name) if half]
        looked = [self._look_up(half) for half in halves]
        if len(halves) > 1 and all(looked):
            yield from (one for one in looked if one)
            return
        yield self._register(name)

    def _look_up(self, name: str) -> Found | None:
        for said in self._spellings(name):
            body = self.registers.bodies.find(said)
            if body:
                return Found(self._written(body), body, f"body:{body}" if f"body:{body}" in self.new else "")
            role = self.registers.roles.find(said)
            if role:
                return Found(self.registers.vocabulary.roles[role].name, role)
        return None

    def _spellings(self, name: str) -> Iterator[str]:
        """The name as it stands, with and without the region in front, and without words that only say 县级."""
        yield name
        region = self.chain[-1]
        for place in reversed(self.chain):
            if name.startswith(place.name) and len(name) > len(place.name) + 1:
                yield f"{_kind_word(place)}{name[len(place.name) :]}"
                yield name[len(place.name) :]
        if name[:1] in ("本", "我", "县", "区", "市", "镇", "乡"):
            yield f"{region.name}{name.lstrip('本我')[1:]}" if name.lstrip("本我")[:1] == _kind_word(region) else name
        yield f"{_kind_word(region)}{name}"
        yield f"{region.name}{name}"
        general = _GENERAL.sub("", name).removeprefix("人民政府")
        if general != name:
            yield general
        stem = _DEPARTMENT.sub("", general)
        if stem != general:
            yield from (f"{stem}{tail}" for tail in ("部门", "主管部门", "行政部门", "行政主管部门", "管理部门"))

    def _written(self, body: str) -> str:
        """The body's short name where it stands for this body alone."""
        one = self.bodies.get(body)
        return one.short if one and one.short and self.registers.bodies.find(one.short) == body else body

    def _register(self, name: str) -> Found:
        region = self.chain[-1]
        word = _kind_word(region)
        elsewhere = _ELSEWHERE.match(name)
        foreign = elsewhere and not any(place.name.startswith(elsewhere.group(1)) or elsewhere.group(1) == _kind_word(place) for place in self.chain)
        if foreign:
            return Found(None, said=(Said("unclear", "像是外地或下级地区的单位，没有录入", name),))
        if not region.id or not 3 <= len(name) <= LONGEST or not _NAME.fullmatch(name) or not _ORGAN.search(name) or _ROLE.search(name) or name in self.refused:
            return Found(None, said=(Said("unclear", "没有登记过的单位或称谓，沿用上一级的公开主体", name),))
        rest = name.removeprefix(region.name)
        rest = rest if rest != name else name.lstrip("本我").removeprefix(word)
        if _ANY_BELOW.fullmatch(rest):
            return Found(None, said=(Said("unclear", "说的是各个乡镇、街道或者村居，不是一个单位，沿用上一级的公开主体", name),))
        if _INNER.fullmatch(rest):
            return Found(None, said=(Said("unclear", "像是单位里的科室，没有录入；请写在“责任科室”一栏，公开主体写单位", name),))
        if rest[:1] in "省州市":
            return Found(None, said=(Said("unclear", "像是上级单位，没有录入", name),))
        told: tuple[Said, ...] = ()
        if rest[:1] in _COUNTIES and word in _COUNTIES and _ORGAN.search(rest[1:]):
            rest = re.sub(r"^(?:区县|县区|县|区|旗)", "", rest)
            told = (Said("guessed", f"“{name}”按本级的“{word}{rest}”理解", name),)
            known = self._look_up(f"{word}{rest}")
            if known:
                return replace(known, said=told)
        full, short = f"{region.name}{rest}", f"{word}{rest}"
        kind = next((kind for kind, pattern in _KINDS if re.search(pattern, full)), "机关")
        data = {"name": full, "short": short, "kind": kind} if short != full else {"name": full, "kind": kind}
        new = self.new[f"body:{full}"] = New("body", self.slug_of(rest), full, data, f"单位类型按名称推测为“{kind}”，全称按“{name}”补足")
        self.bodies[full] = Body(new.id, full, kind, region.id, short if short != full else "")
        self.registers.bodies.add(full, [full, short])
        return Found(self._written(full), full, f"body:{full}", told)


def _by_level(text: str) -> list[tuple[str, str]]:
    """``县级：县民政局；乡级：乡镇人民政府`` as (level, names); empty when the text is not written so from its beginning."""
    spots = list(_LEVEL.finditer(text))
    named = [levels_of(spot.group(1)) for spot in spots]
    if not spots or spots[0].start() > 0 or any(len(levels) != 1 for levels in named):
        return []
    ends = [*(spot.start() for spot in spots[1:]), len(text)]
    return [(levels[0], text[spot.end() : end].strip("；;，,、 \n")) for spot, end, levels in zip(spots, ends, named, strict=True)]


def _kind_word(region: Region) -> str:
    """How short names of the region's bodies begin: 县, 区, 镇, 街道."""
    return next((word for word in ("街道", "社区") if region.name.endswith(word)), region.name[-1:])
