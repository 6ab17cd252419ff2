"""公开主体 as one text: wrapped names put together, names on lines of their own joined by 、."""

from __future__ import annotations

import re

from gongkai.importing.cells.text import LEADING, flat, form, stripped

_ORGAN = re.compile(
    r"(?:局|厅|委|委员会|办|办公室|府|部门|单位|机关|中心|所|站|队|院|(?:委员|协|联合|工|学|商|基金|理事|常委|总)会|处|科|股|室|机构|学校|公司|人|社区|大队|支队|银行|集团|政府|街道|镇|(?<!城)乡|村|(?<!社)区|者|馆|园|行|厂|(?:供销|合作|报|通讯|旅行)社|部)(?:（[^（）]*）)?$"
)


def read_subjects(text: str) -> str:
    """The subjects as written, on one line. A line end stands for 、 where both sides are whole names; else the name was only wrapped."""
    text = re.sub(r"(?<=[局厅委办部门府心所站会处])[ ]+(?=[\u3400-\u9fff]{4,})", lambda gap: "\n" if _ORGAN.search(gap.string[gap.end() :].split()[0]) else " ", form(text))
    lines = list(dict.fromkeys(flat(line) for line in text.split("\n") if flat(line)))
    numbered = len(lines) > 1 and all(LEADING.match(line) for line in lines)
    out = ""
    for line in lines:
        plain = LEADING.sub("", line, count=1) if numbered else line
        plain = plain.lstrip("●·•■ ")
        between = out and out[-1] not in "、，；,;/和或及与（" and plain[:1] not in "、，；,;/和或及与）（"
        out += ("、" if between and (numbered or (_ORGAN.search(out) and _whole(plain))) else "") + plain
    return stripped(out)


def _whole(line: str) -> bool:
    """The rest of a wrapped name is short or a bare suffix: 门、各镇, 办公室, 部门, 人民政府 under 街道."""
    return bool(_ORGAN.search(line)) and len(line) >= 3 and line[1] not in "、，；," and not re.match(r"(?:人民政府|办公室|办事处|委员会|行政(?!村)|部门|机构|中心|服务|主管|监督|管理)", line)
