"""What a period is counted from: official wording → Trigger."""

from __future__ import annotations

import re

from gongkai.model.timelimit.clause import Trigger
from gongkai.model.timelimit.text import is_plain, printed

_INFO = r"(?:(?:该|此|本|相关|有关|政府|拟公开|公开|(?:公开)?事项)*(?:的)?信息)?"
_OR = r"(?:或者|或|、|/|及|和)"
_CHANGED_TOO = rf"形成(?:{_OR}?变更|\({_OR}?变更\))"
_MAKE = rf"(?P<make>制作|制定)(?:{_OR}获取|\({_OR}?获取\))"
_LAST = r"(?:下发|下达|印发|转发)至本(?:单位|机关|部门|级)"

# The information of the catalogue itself: however it is spelt, one meaning and one canonical text.
_ABOUT_INFORMATION: tuple[tuple[re.Pattern[str], Trigger], ...] = tuple(
    (re.compile(pattern), trigger)
    for pattern, trigger in (
        (rf"{_INFO}(?:的)?{_CHANGED_TOO}", Trigger("formed_or_changed", "信息形成或者变更")),
        (rf"{_INFO}获取(?:\(形成{_OR}?变更\)|、形成(?:或者|或)变更)", Trigger("formed_or_changed", "信息获取、形成或者变更")),
        (rf"{_INFO}(?:的)?(?:形成|产生|生成)", Trigger("formed", "信息形成")),
        (rf"{_INFO}(?:的)?变更", Trigger("changed", "信息变更")),
        (rf"信息{_CHANGED_TOO}(?:并)?{_LAST}", Trigger("received", "信息形成或者变更下发至本单位")),
        (rf"{_INFO}{_LAST}", Trigger("received", "信息下发至本单位")),
        (r"收到(?:该|相关|有关)?信息", Trigger("received", "收到信息")),
    )
)
_MADE = re.compile(rf"(?:{_MAKE}|(?P<one>制作|制定|获取|获得))(?P<what>.*)")
_MADE_AFTER_NOUN = re.compile(rf"{_INFO}{_MAKE}")
_APPLICATION = re.compile(r"(?:收到|接到|受理)(?:申请人|当事人)?(?:的)?(?:政府信息|信息)?(?:公开)?申请(?:书|材料)?")
_DECISION = re.compile(r".*决[定策](?:作出|形成)|作出.*决[定策]")
_APPROVAL = re.compile(r".*(?:批准|批复|核准|审批通过)")
_OWN_NOUN = re.compile(r"(?P<noun>.{2,20}?)(?:(?P<both>形成(?:或者|或)变更|形成\((?:或者|或|、)?变更\))|(?P<one>形成|变更))")

# The last word of an event's name: without one of these a text is a thing and nothing can be counted from it.
_EVENTS = (
    "形成|产生|生成|变更|作出|批准|批复|核准|公开|公布|发布|公示|公告|印发|出台|下达|下发|发出|结束|终止|终了|完成|完毕|确定|启动|开始|通过|生效|"
    "施行|实施|签订|签署|受理|成立|备案|办结|中标|成交|期满|届满|开学|开标|开考|开工|开庭|开展|招生|报名|选举|召开|举行|闭幕|截止|验收|竣工|到位|"
    "拨付|发放|审定|审核|审批|审查|审议|认定|登记|立项|送达|评审|评定|更新|调整|修订|报批|上报|报送|汇总"
)
# The last word of something that can be issued or held.
_NOUNS = (
    "信息|文件|政策|措施|方案|规划|计划|制度|办法|标准|清单|名单|目录|报告|预案|规定|细则|指南|公告|数据|材料|资料|结果|意见|决定|"
    "预算|决算|内容|通知|批复|函|合同|记录|结论"
)
_EVENT = re.compile(rf".*(?:{_EVENTS})|收到.*(?:{_NOUNS})|.*(?:启动|开展|开始|实施).{{2,}}工作")
# Without 之日起 or 后 between event and number the event must be unmistakable: 政府网站公开20个工作日 is a channel, not an event.
_UNMISTAKABLE = re.compile(r".*决定作出|作出.+决定|.{2,}(?:形成|变更|批准|批复)|.{2,}(?:文件|政策|方案|规划|预案)(?:公开|发布|公布|印发)")


def read_trigger(text: str, *, linked: bool = True) -> Trigger | None:
    """The event that ``text`` names, ``linked`` saying whether 之日起 or 后 follows it; None where it does not surely name one."""
    if not text:
        return Trigger("none")
    for pattern, trigger in _ABOUT_INFORMATION:
        if pattern.fullmatch(text):
            return trigger
    made = _made_or_obtained(text, linked)
    if made:
        return made
    text = text.replace("做出", "作出")
    if _APPLICATION.fullmatch(text):
        return Trigger("application", printed(text))
    if not is_plain(text.replace("其常务委员会", "").replace("其常委会", "")) or _is_alternative(text):
        return None
    if not linked and not _UNMISTAKABLE.fullmatch(text):
        return None
    if _DECISION.fullmatch(text):
        return Trigger("decision", printed(text))
    if _APPROVAL.fullmatch(text):
        return Trigger("approval", printed(text))
    own = _OWN_NOUN.fullmatch(text)
    if own and re.search(rf"(?:{_NOUNS})$", own["noun"]):
        if own["both"]:
            return Trigger("formed_or_changed", f"{own['noun']}形成或者变更")
        return Trigger("formed" if own["one"] == "形成" else "changed", text)
    return Trigger("other", printed(text)) if _EVENT.fullmatch(text) else None


def is_document(text: str) -> bool:
    """True for the name of something that can be issued or held: a document, a list, a result."""
    return is_plain(text) and re.fullmatch(rf"[^或]*(?:{_NOUNS})", text) is not None


def _made_or_obtained(text: str, linked: bool) -> Trigger | None:
    after_noun = _MADE_AFTER_NOUN.fullmatch(text)
    if after_noun:
        return Trigger("made_or_obtained", f"{after_noun['make']}或者获取信息")
    made = _MADE.fullmatch(text)
    if not made:
        return None
    what = "信息" if re.fullmatch(_INFO, made["what"]) else made["what"]
    if not is_document(what) or not (linked or what == "信息"):
        return None
    return Trigger("made_or_obtained", (f"{made['make']}或者获取" if made["make"] else made["one"].replace("获得", "获取")) + printed(what))


def _is_alternative(text: str) -> bool:
    """Events on both sides of 或: it is open which of them counts. 人民代表大会或者其常务委员会批准 is one event of two organs."""
    left, joint, right = re.sub(r"形成(?:或者|或)变更$", "形成", text).replace("/", "或").partition("或")
    return bool(joint) and re.search(_EVENTS, left) is not None and re.search(_EVENTS, right) is not None
