"""写了身份证号码

目录里不会用到任何人的身份证号码。系统认18位、出生日期真实、末位校验码（GB 11643）对得上的号码。
检查的是编辑自己的目录文件夹里所有的 YAML、TSV、Markdown 文件，注释也算。提示里只显示开头和末尾几位。已经提交过的，只删文件不够，历史里还有：请告诉管理仓库的同事。

反例：

    # 经办人身份证 110101199003070070（举例，不是真号）

正例：

    office: 社会救助股
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.personal import is_identity_number, masked, search
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope

PATTERN = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{5}[ -]?(?:18|19|20)[0-9]{2}[0-9]{4}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])")


def check(scope: Scope) -> Iterator[Finding]:
    for at, number in search(scope, PATTERN, is_identity_number):
        yield Finding(at, f"这里像是一个身份证号码：{masked(number)}")


RULE = Rule(
    "P001",
    "identity-number",
    "error",
    "《个人信息保护法》第二十五条；《政府信息公开条例》第十五条：涉及个人隐私的不得公开",
    "删去这个号码；确要说明是谁，写单位和职务",
    __doc__,
    check,
)
