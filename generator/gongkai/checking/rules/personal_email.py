"""写了个人邮箱

对外公布的邮箱用政务邮箱（.gov.cn）。QQ、163等邮箱是个人注册的，人走了就收不到，也不安全。
检查的是编辑自己的目录文件夹里所有的 YAML、TSV、Markdown 文件，注释也算。提示里只显示开头和末尾几位。已经提交过的，只删文件不够，历史里还有：请告诉管理仓库的同事。

反例：

    email: zhangsan@qq.com

正例：

    email: zwgk@example.gov.cn
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.personal import search
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope

PATTERN = re.compile(r"[0-9A-Za-z._%+-]+@(?:(?:vip\.)?(?:qq|163|126|gmail|foxmail|sina|outlook|139|hotmail|sohu|yeah|189)\.(?:com|net|cn)|sina\.com\.cn)(?![0-9A-Za-z-]|\.[A-Za-z])")


def check(scope: Scope) -> Iterator[Finding]:
    for at, number in search(scope, PATTERN, bool):
        yield Finding(at, f"这里写了个人注册的邮箱（{number.rpartition('@')[2]}）")


RULE = Rule(
    "P004",
    "personal-email",
    "error",
    "《个人信息保护法》第二十五条；《政府信息公开条例》第十五条：涉及个人隐私的不得公开",
    "换成单位的政务邮箱",
    __doc__,
    check,
)
