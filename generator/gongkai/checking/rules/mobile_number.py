"""写了手机号码

目录里只写办公电话。手机号码是个人信息，换人以后还会打错。系统认1开头的11位手机号码，中间有空格、短横线也算。
检查的是编辑自己的目录文件夹里所有的 YAML、TSV、Markdown 文件，注释也算。提示里只显示开头和末尾几位。已经提交过的，只删文件不够，历史里还有：请告诉管理仓库的同事。

反例：

    phone: 13800000000

正例：

    phone: 0000-0000102
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.personal import masked, search
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope

PATTERN = re.compile(r"(?<![0-9A-Za-z])(?<!0000-)(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9A-Za-z])")


def check(scope: Scope) -> Iterator[Finding]:
    for at, number in search(scope, PATTERN, bool):
        yield Finding(at, f"这里像是一个手机号码：{masked(number[-11:])}")


RULE = Rule(
    "P002",
    "mobile-number",
    "error",
    "《个人信息保护法》第二十五条；《政府信息公开条例》第十五条：涉及个人隐私的不得公开",
    "换成办公室的座机；没有座机的，写单位的总机或12345",
    __doc__,
    check,
)
