"""要向全社会公开的内容里有个人隐私

公开内容（要素）里列着身份证号、家庭住址、银行卡号、手机号、患病情况，公开对象又是全社会。涉及个人隐私、公开会损害当事人的信息不得公开（条例第十五条），历年被通报的多是救助、补贴名单带出了这些内容。
改法：删去这些要素，或者写明隐去；公示名单只写姓名（必要时隐去一字）、所在村（社区）和金额。

反例：

    content: [享受低保人员姓名、身份证号和银行卡号]
    audience: 全社会

正例：

    content: [享受低保人员姓名、所在村（社区）和金额（不含身份证号和银行卡号）]
    audience: 全社会
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope

_PRIVATE = re.compile(r"身份证号码?|身份号码|家庭(?:详细)?[住地]址|银行卡号|个人银行账[号户]|手机号码?|患病情况|病历资料")
_KEPT_BACK = re.compile(r"不含|不包括|不公开|不得|除外|以外|隐去|去除|去标识|脱敏|屏蔽|遮|[提供提交填写携带].{0,12}(?:身份证|手机)|申请材料|所需材料|申请条件")
"""The element itself says that this is left out, or it is a list of what an applicant brings along."""


def check(scope: Scope) -> Iterator[Finding]:
    for _, entry in scope.entries():
        item = entry.item
        for i, element in enumerate(item.content):
            audience, mode = element.audience or item.audience, element.mode or item.mode
            found = _PRIVATE.search(element.text) if mode == "主动" and audience.everyone else None
            if found and not _KEPT_BACK.search(element.text):
                message = f"事项“{item.title}”的公开内容里有“{found[0]}”，属于个人隐私，不能向全社会公开"
                yield Finding(scope.at(entry, "content", i), message)


RULE = Rule(
    "A503",
    "personal-to-everyone",
    "warning",
    "《政府信息公开条例》第十五条：涉及个人隐私、公开会损害第三方合法权益的政府信息不得公开；《个人信息保护法》",
    "删去这一要素，或者写明“不含……”",
    __doc__,
    check,
)
