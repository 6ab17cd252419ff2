"""公开层级: the many ways to name 省 市 县 乡 村, as a column's heading or inside a cell."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.importing.cells.text import HAN, flat
from gongkai.model.words import LEVELS

_WORDS = (
    ("村级", r"村(?!镇)|社区|居委|(?<![乡镇])居(?!民)|嘎查|小区"),
    ("乡级", r"乡|镇|街(?!区)|街道|苏木|园区|管理区|办事处"),
    ("县级", r"县|(?<![地社园市城辖小山库牧林理业])区(?!市)|旗"),
    ("市级", r"市|州(?!县)|盟|地区|设区|地级"),
    ("省级", r"省|自治区|直辖"),
)
_NOISE = re.compile(r"公开层级|层级|政府|人民|各级|（[^（）]*）|\([^()]*\)")
_COUNTY_SET = re.compile(r"(?:县|市|区|旗)?[（(](?:县|市|区|旗)(?:[、,，/]?(?:县|市|区|旗))*[）)]")
_CITY = re.compile(rf"([{HAN}]{{2,8}})市(?:级|本级|一级)?")
_NO_NAMES = frozenset(("设区", "设区的", "地级", "县级", "副省", "省辖", "直辖", "所在", "所属", "当地", "上级", "各地", "本地"))
_NO_COUNTIES = frozenset(("东莞", "中山", "儋州", "嘉峪关", "北京", "天津", "上海", "重庆"))
"""The prefecture-level cities whose towns are directly below them, and the municipalities."""
_LONG = re.compile(r"(?:局|委|办|厅|所|中心|部门|单位|公司|学校|医院)$")


@lru_cache(maxsize=4096)
def levels_of(words: str) -> tuple[str, ...]:
    """The 公开层级 that ``words`` name, from the highest to the lowest; () when they name none.

    县（市、区）, 市（县）区 and 区县级 are the county; 乡、村级, 镇街乡, 乡镇（街道） the township; 州级, 盟 the prefecture.
    """
    plain = flat(words)
    if not plain or len(plain) > 24 or _LONG.search(plain):
        return ()
    plain = plain.replace("自治区", "省").replace("自治州", "州").replace("自治县", "县").replace("县级市", "县").replace("设区的市", "州").replace("设区市", "州")
    plain = _COUNTY_SET.sub("县", plain)
    plain = re.sub(r"县[、,，/]?市[、,，/]?区|市[、,，/]?县[、,，/]?区|县[、,，/]区|区[、,，/]县|县区|区县|旗县区?", "县", plain)
    inside = "".join(re.findall(r"[（(]([^（()）]*)[）)]", plain))
    plain = _NOISE.sub("", plain) + re.sub(r"公开|层级", "", inside)
    found = {level for level, pattern in _WORDS if re.search(pattern, plain)}
    return tuple(level for level in LEVELS if level in found)


def names_a_city(words: str) -> bool:
    """True for 东阳市级: a city by its proper name that may be a county-level one; False for 市级, 设区的市级 and cities that have no counties."""
    found = _CITY.fullmatch(flat(words))
    return bool(found) and found[1] not in _NO_NAMES | _NO_COUNTIES and levels_of(words) == ("市级",)  # type: ignore[index]
