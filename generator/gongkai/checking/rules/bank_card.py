"""写了银行卡号

目录里不会用到任何人的银行卡号。系统认62开头、16至19位、末位校验码对得上的卡号。
检查的是编辑自己的目录文件夹里所有的 YAML、TSV、Markdown 文件，注释也算。提示里只显示开头和末尾几位。已经提交过的，只删文件不够，历史里还有：请告诉管理仓库的同事。

反例：

    note: 补贴打入 6212 3456 7890 1234 （举例，不是真号）

正例：

    note: 补贴打入本人社会保障卡
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.personal import is_card_number, masked, search
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope

PATTERN = re.compile(r"(?<![0-9A-Za-z])62[0-9]{2}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9A-Za-z])")


def check(scope: Scope) -> Iterator[Finding]:
    for at, number in search(scope, PATTERN, is_card_number):
        yield Finding(at, f"这里像是一个银行卡号：{masked(number)}")


RULE = Rule(
    "P003",
    "bank-card",
    "error",
    "《个人信息保护法》第二十八条、第二十五条；《政府信息公开条例》第十五条：涉及个人隐私的不得公开",
    "删去这个账号",
    __doc__,
    check,
)
