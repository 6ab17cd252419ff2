"""公开层级: the many ways to name 省 市 县 乡 村, as a column's heading or inside a cell."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.importing.cells.text import flat
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
