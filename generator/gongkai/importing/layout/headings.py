"""The words of a table's header: which column is meant, however it is called."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gongkai.importing.cells.damage import mend
from gongkai.importing.cells.levels import levels_of
from gongkai.importing.cells.text import flat

# A key is a column of pages.domain_rows; besides: title (公开事项, with or without columns of its own below), audience, mode and levels
# (groups of columns, or one column for the whole), level (one of 公开层级), id, domain, attribute (公开属性), demand (公开要求).

GROUPS: Final = ("title", "audience", "mode", "levels")

_EXACT: Final = {
    "no": "序号 序 号 编号 序列 顺序号 No NO 事项序号 目录序号",
    "title": "公开事项 事项名称 公开事项名称 事项 公开目录 目录名称 公开事项类别 公开项目 政务公开事项 公开事项信息 事项信息",
    "l1": "一级事项 一级目录 一级 一级分类 公开类别 事项类目 类别 事项大类 一级公开事项 一级指标 一级栏目 一级类目 一级类别 主项 信息类别 信息类目 信息分类 公开类目 公开分类",
    "l2": "二级事项 二级目录 二级 二级分类 二级公开事项 二级指标 二级栏目 二级类目 二级类别 子项",
    "l3": "三级事项 三级目录 三级 三级分类 三级公开事项 三级栏目 三级类目 三级类别",
    "l4": "四级事项 四级目录 四级",
    "content": "公开内容 公开内容及要求 公开要素 公开内容要素 公开内容要素及要求 内容要素 公开内容和要求 公开的内容 内容 主要内容 公开信息内容 公开内容要求 公开标准 内容要求 信息内容 公开标准及要求",
    "basis": "公开依据 依据 法律依据 法定依据 政策依据 公开的依据 公开法律依据 设定依据 公开依据名称 法律法规依据 法律法规和政策依据 公开依据法律法规",
    "limit": "公开时限 时限 公开时间 公开期限 公开时限要求 公开的时限 公开时效 公开时间时限",
    "who": "公开主体 主体 责任主体 公开责任主体 公开单位 责任单位 公开责任单位 公开机构 发布主体 公开部门 责任部门 公开的主体 牵头单位 信息公开主体",
    "channels": "公开渠道和载体 公开渠道 公开载体 公开渠道与载体 公开渠道及载体 公开渠道载体 渠道和载体 渠道 载体 公开途径 公开平台 公开形式 发布渠道 公开渠道和载体形式 公开方式和渠道 公开渠道或载体 公开场所",
    "audience": "公开对象 对象 公开范围 公开的对象 受众 公开对象范围",
    "everyone": "全社会 社会 全体 社会公众 面向全社会 向全社会 全社会公开",
    "groups": "特定群体 特定群众 特定对象 特定人群 特殊群体 特定 部分群体",
    "mode": "公开方式 方式 公开的方式 公开类型",
    "active": "主动 主动公开",
    "request": "依申请 依申请公开 申请公开 依申",
    "levels": "公开层级 层级 公开级别 实施层级 层级划分 适用层级 公开的层级",
    "attribute": "公开属性 属性",
    "demand": "公开要求 要求",
    "domain": "相应领域 领域 所属领域 公开领域 试点领域 领域名称 对应领域 公开领域名称",
}
EXTRAS: Final = {
    "责任科室": "责任科室 责任股室 科室 承办科室 公开责任科室 责任处室 承办股室 股室 责任科 责任科（股）室 公开责任 责任人科室",
    "咨询电话": "咨询电话 联系电话 电话 办公电话 咨询方式 联系方式 服务电话",
    "监督电话": "监督电话 投诉电话 监督投诉电话 监督举报电话 投诉举报电话 监督方式",
    "网址": "URL url 网址 链接 链接地址 网站链接 公开链接 公开网址 链接网址 公开地址 网页链接",
    "网站栏目": "网站栏目 网站对应栏目 网站所属栏目 对应栏目 所属栏目 栏目 网站栏目名称 公开栏目 栏目路径",
    "备注": "备注 说明 备 注 附注",
    "事项类型": "事项类型 类型 事项性质",
    "事项类别": "事项类别",
    "五公开": "五公开 五公开类别 公开环节 公开过程 过程 环节",
    "条款内容": "条款内容 依据条款内容 条文内容 依据条款",
    "依据效力": "依据效力 依据效力位阶 效力位阶 依据效力（位阶） 法律位阶",
    "对应职责": "对应职责 职责",
    "更新周期": "更新周期 更新频率 更新频次 更新时限",
    "公开时长": "公开时长 公示时长 公开时段",
    "评分标准": "评分标准 评分细则 考核标准 分值",
    "公开内容标题": "公开内容标题 内容标题",
}
"""Heading under which `SourceRow.extra` keeps a column → the ways to write it."""

_KEYS: Final = {word: key for key, words in _EXACT.items() for word in words.split()}
_NAMES: Final = {word: name for name, words in EXTRAS.items() for word in words.split()}
_BRACKETS = re.compile(r"（[^（）]*）|〔[^〔〕]*〕|\[[^\[\]]*\]|【[^【】]*】")
_LEVEL_HEAD = re.compile(r"(?:省|市|州|盟|县|区|旗|乡|镇|街|村|社区|居|作业区|层)[^，。]{0,8}$")
_PART_WORDS = re.compile(r"[\s\n、，/／·•.:：*＊■□●〇“”\"'①②③④1-9]")


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """A header cell's words in one form: damage mended, no blanks, a text that stands twice once, text read from below turned round."""
    plain = flat(re.sub(r"\s+", "", mend(text)[0])).strip("：:；;，,。")
    half = len(plain) // 2
    if len(plain) >= 4 and len(plain) % 2 == 0 and plain[:half] == plain[half:]:
        plain = plain[:half]
    if "开" in plain and "公开" not in plain and not _key(plain) and _key(plain.replace("开", "公开")):
        return plain.replace("开", "公开")  # a copy dropped the character
    return plain[::-1] if _key(plain) == "" and _key(plain[::-1]) and len(plain) >= 3 else plain


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """The column that a header cell names; "" when it is none of ours (an extra column, or no header at all)."""
    return _key(heading(text))


def extra_name(text: str) -> str:
    """The heading under which an extra column is kept: the commonest spelling, or as written."""
    plain = heading(text)
    return _NAMES.get(plain) or _NAMES.get(_bare(plain)) or plain


def is_known(text: str) -> bool:
    """True for a heading of ours and for one of the usual extra columns."""
    plain = heading(text)
    return bool(_key(plain)) or plain in _NAMES or _bare(plain) in _NAMES


def _bare(plain: str) -> str:
    return _PART_WORDS.sub("", _BRACKETS.sub("", plain))


def _key(plain: str) -> str:
    if not plain or len(plain) > 60:
        return ""
    if plain in _KEYS:
        return _KEYS[plain]
    bare = _bare(plain)
    if bare in _KEYS:
        return _KEYS[bare]
    if plain in _NAMES or bare in _NAMES:
        return ""
    masked = re.fullmatch(r"[*＊?？]{1,2}级事项", plain)
    if masked:
        return "l?"
    for key, pattern in _LOOSE:
        if pattern.fullmatch(bare):
            return key
    if len(bare) <= 10 and _LEVEL_HEAD.search(bare) and levels_of(plain) and not re.search(r"事项|部门|政府|单位|主体|内容", bare):
        return "level"
    if re.fullmatch(r"(?:公开)?层级\d|作业区", bare):
        return "level" if bare == "作业区" else "levels"
    return ""


_LOOSE: Final = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("content", r"(?:应)?公开(?:的)?(?:具体)?内容(?:及|和|与)?(?:要素|要求|标准|范围)*(?:及要求)?(?:表示必选项|表示可选项|必选项?|可选项?|表示)*|公开事项内容|(?:信息)?内容(?:规范|标准|说明|描述|要点|概述|摘要|范围)|具体内容|公开要点"),
        ("basis", r"公开(?:的)?(?:法律|法规|政策|主要)?依据.{0,8}"),
        ("limit", r"公开(?:的)?时(?:限|间|效).{0,6}"),
        ("who", r"(?:信息)?公开(?:责任)?(?:主体|单位).{0,6}|(?:本级)?公开主体"),
        ("channels", r"(?:信息)?公开(?:的)?(?:渠道|载体|途径).{0,40}"),
        ("audience", r"公开(?:的)?对象.{0,6}"),
        ("groups", r"特[定殊](?:群[体众]|对象|人群|主体|受众|人员|公众|群体类别).{0,6}"),
        ("everyone", r"(?:面?向)?(?:全)?社会(?:公[众开])?"),
        ("mode", r"公开(?:的)?方式"),
        ("levels", r"公开(?:的)?(?:层级|级别).{0,4}"),
        ("title", r"(?:政务|基层政务)?公开(?:标准)?事项.{0,4}"),
        ("no", r"序号.{0,2}|编号"),
    )
)


_LEVELS: Final = {f"l{level}": level for level in range(1, 10)}


def title_level(key: str) -> int:
    """1 for l1, 2 for l2 …; 0 for any other key."""
    return _LEVELS.get(key, 0)
