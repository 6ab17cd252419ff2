"""只给本人看的个人材料写成了主动公开

主动公开是让大家都看得到。公开对象只有申请人、当事人本人，内容又是个人的材料（审核结果、鉴定结论、决定书、家庭收入等），就不是主动公开：应当送达本人，或者由本人申请公开。
写成主动公开，经办人照着上网，就泄露了个人隐私（条例第十五条）。标准指引原文就是这样写的，不在此列；只检查各地自己写的。

反例：

    content: [家庭收入核对结果]
    audience: 申请人
    mode: 主动

正例：

    content: [家庭收入核对结果]
    audience: 申请人
    mode: 依申请
    time_limit: 自收到申请之日起20个工作日内
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.own import regional
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Scope
from gongkai.model.item import Audience

_ALONE = re.compile(r"(?:申请人|申请者|当事人|相对人|本人|个人|领取人|报销人|参保人)(?:本人|个人)?(?:及其?家属)?")
_PERSONAL = re.compile(r"个人|本人|身份证|家庭(?:收入|财产|情况|成员|经济)|收入|财产|存款|病历|病情|成绩|结论|结果|决定书|通知书|告知书|账[号户]|缴费记录|待遇")


def check(scope: Scope) -> Iterator[Finding]:
    for _, entry in scope.entries():
        item = entry.item
        for i, element in enumerate(item.content):
            audience, mode = element.audience or item.audience, element.mode or item.mode
            if mode == "主动" and _single(audience) and _PERSONAL.search(element.text) and regional(entry, "content", "mode", "audience"):
                message = f"公开内容“{element.text}”是个人的材料，只给{audience}看，却写成了主动公开"
                yield Finding(scope.at(entry, "content", i), message)


def _single(audience: Audience) -> bool:
    return not audience.everyone and bool(audience.groups) and all(_ALONE.search(group) for group in audience.groups)


RULE = Rule(
    "A502",
    "personal-as-proactive",
    "warning",
    "《政府信息公开条例》第十五条、第二十七条",
    "改成 mode: 依申请，时限从收到申请之日算起；办理结果由经办单位直接送达本人，不写进目录",
    __doc__,
    check,
)
