"""The closed lists of the field's standard terms, exactly as they stand in YAML and on screen.

The JSON Schemas carry the same lists; a test keeps both equal.
"""

from __future__ import annotations

from typing import Final

LEVELS: Final = ("省级", "市级", "县级", "乡级", "村级")
"""公开层级, from the highest to the lowest."""

LEVEL_OF_KIND: Final = {
    "省": "省级",
    "自治区": "省级",
    "直辖市": "省级",
    "市": "市级",
    "地区": "市级",
    "县": "县级",
    "县级市": "县级",
    "区": "县级",
    "镇": "乡级",
    "乡": "乡级",
    "街道": "乡级",
    "村": "村级",
    "社区": "村级",
}
"""Which 公开层级 a region of each kind is."""

REGION_KINDS: Final = tuple(LEVEL_OF_KIND)

SHOWN_LEVELS: Final = {
    "省级": frozenset({"省级"}),
    "市级": frozenset({"市级"}),
    "县级": frozenset({"县级"}),
    "乡级": frozenset({"乡级", "村级"}),
    "村级": frozenset({"村级"}),
}
"""Which items a region's own catalogue shows: those that carry one of these levels."""

MODES: Final = ("主动", "依申请")
NEEDS: Final = ("必选", "可选", "本地")
CHANNEL_RULES: Final = ("必选", "至少一项", "未说明")
BODY_KINDS: Final = ("机关", "派出机构", "垂管", "党委部门", "事业单位", "企业", "自治组织")
"""单位性质; 自治组织 is a 村民委员会 or 居民委员会 (民法典 第九十六条, 第一百零一条)."""
WITHDRAWAL_KINDS: Final = ("无此职权", "职权调整", "事项取消")
ROLE_KINDS: Final = ("role", "party")

RANKS: Final = ("法律", "行政法规", "部门规章", "地方性法规", "地方政府规章", "规范性文件", "党内法规", "规划", "标准", "其他")
LAW_STATUSES: Final = {"in_force": "现行有效", "amended": "已修改", "repealed": "已废止", "unverified": "效力未核实"}
"""Status of a law in YAML → what a reader sees."""

FIELD_LABELS: Final = {
    "title": "事项名称",
    "category": "一级事项",
    "subcategory": "二级事项",
    "content": "公开内容",
    "basis": "公开依据",
    "basis_as_issued": "指引原列依据",
    "time_limit": "公开时限",
    "subjects": "公开主体",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "mode": "公开方式",
    "levels": "公开层级",
    "aliases": "通俗说法",
    "summary": "一句话说明",
    "life_events": "人生大事",
    "related": "相关事项",
    "covered_by": "落实于",
    "not_covered": "没有对应事项的原因",
    "note": "说明",
    "links": "公开位置",
    "office": "责任科室",
    "phone": "咨询电话",
    "supervision_phone": "监督电话",
    "update_cycle": "更新周期",
    "retention": "公开时长",
}
"""YAML key → the words an editor or a citizen reads."""

SCALAR_FIELDS: Final = ("title", "category", "subcategory", "time_limit", "mode", "audience", "summary", "note")
"""Fields that an adjustment replaces whole, stating what was there before."""

LIST_FIELDS: Final = ("content", "basis", "channels", "subjects", "levels", "aliases", "life_events", "related", "covered_by")
"""Fields that an adjustment changes element by element."""

REGIONAL_FIELDS: Final = ("links", "office", "phone", "supervision_phone", "update_cycle", "retention")
"""Fields that only a region can know; filling them in is not an adjustment of the standard and needs no reason."""
