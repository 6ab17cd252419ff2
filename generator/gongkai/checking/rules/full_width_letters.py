"""用了全角字母或数字

数字和字母用半角：20、12345、GB。全角的“２０”和半角的“20”看着像，电脑当成两样东西：时限认不出来，电话拨不出去，搜索也搜不到。

反例：

    time_limit: 信息形成或者变更之日起２０个工作日内

正例：

    time_limit: 信息形成或者变更之日起20个工作日内
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gongkai.checking.prose import at, prose
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope

WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")


def check(scope: Scope) -> Iterator[Finding]:
    for hit in prose(scope).find(WIDE):
        wide = hit.match.group()
        yield Finding(at(scope, hit), f"“{wide}”是全角的字母或数字", f"改成半角：{unicodedata.normalize('NFKC', wide)}")


RULE = Rule("W822", "full-width-letters", "warning", "《出版物上数字用法》（GB/T 15835—2011）", "改成半角", __doc__, check)
