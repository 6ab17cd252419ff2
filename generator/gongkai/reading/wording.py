"""What a schema's refusal means to an editor: one plain Chinese sentence and a remedy per fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from gongkai.reading.outline import Outline, Path
from gongkai.reading.phrases import alike, blemish, candidates, flow, glossed, meant_by, nearest, shown, simple

CODES: Final = {
    "required": "S201",
    "additionalProperties": "S202",
    "enum": "S203",
    "const": "S203",
    "type": "S204",
    "pattern": "S205",
    "maxLength": "S206",
    "minItems": "S207",
    "maxItems": "S207",
    "uniqueItems": "S208",
    "minimum": "S209",
    "maximum": "S209",
    "contains": "S210",
    "minProperties": "S211",
    "maxProperties": "S211",
    "propertyNames": "S212",
}
"""Validator keyword → code of the problem. S220 (a region's file that is not exactly one thing) and S299 (anything else) come on top."""

OTHER: Final = "S299"

_OTHER_WORDS: Final = {
    "name": "title",
    "title": "name",
    "tel": "phone",
    "deadline": "time_limit",
    "description": "summary",
    "remark": "note",
}
"""Field names that people try because other tables use them → what the field may be called here."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One refusal: the ``keyword`` of ``schema`` that ``found`` (the value at ``path``) does not obey.

    ``key``: the missing, unknown or badly named key of the mapping at ``path``. ``trigger``: the sibling key whose presence
    makes the schema ask for more (写了文号，就要有核实依据). ``naming``: the key itself is refused, not what stands behind it.
    """

    keyword: str
    path: Path
    wanted: Any
    found: Any
    schema: Mapping[str, Any]
    key: str = ""
    trigger: str = ""
    naming: bool = False

    @property
    def code(self) -> str:
        return CODES.get("propertyNames" if self.naming else self.keyword, OTHER)


class Advice(NamedTuple):
    """Where to point (``at_key``: at the key rather than its value), what is wrong, what to do."""

    path: Path
    at_key: bool
    message: str
    hint: str


LineOf = Callable[[Path], int]
"""The line a value stands on."""


def explain(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    """The sentence for ``fault``. The library's own message is never used."""
    if fault.naming:
        return _naming(fault, outline)
    return _SENTENCES.get(fault.keyword, _other)(fault, outline, line_of)


def _reason(fault: Fault) -> str:
    return str(fault.schema.get("errorMessage", ""))


def _missing(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    path, reason = (*fault.path, fault.key), _reason(fault)
    owner = outline.label(fault.path) if fault.path else ""
    message = f"{owner}缺少{outline.name(path)}"
    if fault.trigger:
        return Advice((*fault.path, fault.trigger), True, f"{message}：{reason}" if reason else message, _add(path, outline))
    return Advice(fault.path, False, message, reason or _add(path, outline))


def _add(path: Path, outline: Outline) -> str:
    """Words for adding the field at ``path``, with its example when that is short enough to copy."""
    schema = outline.schema(path)
    example = flow(schema["examples"][0]) if schema.get("examples") else ""
    if 0 < len(example) <= 60:
        return f"补上一行，例如 {path[-1]}: {example}"
    return f"补上 {path[-1]}：{schema.get('description', '')}"


def suggestion(fault: Fault, outline: Outline) -> str:
    """The known field that the unknown one probably means; "" when none comes close or the name is right elsewhere in the file."""
    free = {name: title for name, title in outline.fields(fault.path).items() if name not in fault.found}
    if _OTHER_WORDS.get(fault.key) in free:
        return _OTHER_WORDS[fault.key]
    if outline.homes(fault.key):
        return ""
    return nearest(fault.key, {word: name for name, title in free.items() for word in (title, name)})


def _unknown(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    known = outline.fields(fault.path)
    meant = suggestion(fault, outline)
    message = f"不认识的字段“{shown(fault.key)}”" + (f"，您是不是要写“{meant}”？" if meant else "")
    homes = outline.homes(fault.key)
    free = [name for name in known if name not in fault.found]
    if meant:
        hint = f"字段名改成 {meant}（{known[meant]}）"
    elif homes:
        places = "或".join(outline.name(home) if home else "最外层（行首不空格）" for home in homes[:3])
        hint = f"“{fault.key}”应写在{places}里面，请检查位置和缩进"
    elif free:
        hint = f"这里还可以写：{'、'.join(free[:12])}{'等' if len(free) > 12 else ''}；不需要就删去这一行"
    else:
        hint = "删去这一行"
    return Advice((*fault.path, fault.key), True, message, hint)


def _naming(fault: Fault, outline: Outline) -> Advice:
    """A key that may not stand where it stands (``enum``), or that is not written as keys of this kind are."""
    if fault.keyword == "enum":
        message = f"{outline.name((*fault.path, fault.key))}不能写在这里"
    else:
        message = f"{outline.label(fault.path)}里的名称“{shown(fault.key)}”写法不对"
    return Advice((*fault.path, fault.key), True, message, _reason(fault) or "改正或删去这一行")


def _choice(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    allowed = fault.wanted if fault.keyword == "enum" else [fault.wanted]
    glosses = glossed(map(flow, allowed), _reason(fault))
    found = shown(fault.found) if isinstance(fault.found, str) else flow(fault.found)
    words = {word: value for value, gloss in glosses.items() for word in (value, gloss) if word}
    meant = nearest(str(fault.found), words, loose=True)
    ranked = sorted(glosses, key=lambda value: (value != meant, -alike(found, value)))
    listed = "、".join(f"{value}（{glosses[value]}）" if glosses[value] else value for value in ranked)
    message = f"{outline.label(fault.path)}不能写“{found}”" + (f"，您是不是要写“{meant}”？" if meant else "")
    return Advice(fault.path, False, message, f"可以写：{listed}" if len(allowed) > 1 else _reason(fault) or f"只能写 {listed}")


def _pattern(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    label, reason = outline.label(fault.path), _reason(fault)
    spotted = blemish(fault.found)
    if spotted:
        return Advice(fault.path, False, f"{label}{spotted[0]}", spotted[1])
    meant = meant_by(fault.found, fault.wanted)
    message = f"{label}不能写成“{shown(fault.found)}”" + (f"，您是不是要写“{shown(meant)}”？" if meant else "")
    return Advice(fault.path, False, message, reason or "对照同类文件的写法改正")


def _long(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    message = f"{outline.label(fault.path)}太长：现有 {len(fault.found)} 字，最多 {fault.wanted} 字"
    return Advice(fault.path, False, message, "写得简短些，其余的写进 note（说明）")


def _count(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    label = outline.label(fault.path)
    if fault.keyword == "minItems":
        return Advice(fault.path, False, f"{label}是空的，至少要写一项", _reason(fault) or "补上内容；如果可以不写，就删去这个字段")
    most = f"最多写 {fault.wanted} 项" if fault.wanted else "应当是空的"
    return Advice(fault.path, False, f"{label}{most}，现有 {len(fault.found)} 项", _reason(fault) or "删去多余的")


def _repeated(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    for i, value in enumerate(fault.found):
        first = next((j for j in range(i) if type(fault.found[j]) is type(value) and fault.found[j] == value), None)
        if first is not None:
            text = value if isinstance(value, str) else flow(value)
            message = f"{outline.label(fault.path)}里“{shown(text)}”写了两次，第 {line_of((*fault.path, first))} 行已经有了"
            return Advice((*fault.path, i), False, message, "删去其中一处")
    return _other(fault, outline, line_of)


def _range(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    word = "小于" if fault.keyword == "minimum" else "大于"
    message = f"{outline.label(fault.path)}不能{word} {fault.wanted}，这里写的是 {flow(fault.found)}"
    return Advice(fault.path, False, message, _reason(fault) or "改正这个数字")


def _contains(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    label, reason = outline.label(fault.path), _reason(fault)
    example = next(iter(outline.schema(fault.path).get("examples", ())), ())
    hint = f"补上一项，例如 - {flow(example[0])}" if example else "补上所缺的一项"
    return Advice(fault.path, False, f"{label}还缺一项" + (f"：{reason}" if reason else ""), hint)


def _amount(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    label, reason = outline.label(fault.path), _reason(fault)
    if fault.keyword == "minProperties":
        listed = "、".join(list(outline.fields(fault.path))[:12])
        return Advice(fault.path, False, f"{label}里什么也没有写", reason or f"可以写：{listed}")
    return Advice(fault.path, False, f"{label}里写的字段太多", reason or "只留需要的字段")


def _other(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    return Advice(fault.path, False, f"{outline.label(fault.path)}不合要求", _reason(fault) or "对照同类文件的写法改正")


def _type(fault: Fault, outline: Outline, line_of: LineOf) -> Advice:
    message, hint = _mistaken(fault, outline)
    return Advice(fault.path, False, message, hint)


def _mistaken(fault: Fault, outline: Outline) -> tuple[str, str]:
    """The usual mistakes of kind: nothing, a number or a yes where text belongs, text where a list belongs, and so on."""
    path, found, label, reason = fault.path, fault.found, outline.label(fault.path), _reason(fault)
    wanted = fault.wanted if isinstance(fault.wanted, list) else [fault.wanted]
    key = f"{path[-1]}: " if path and isinstance(path[-1], str) else "- "
    if not path:
        what = "是空的" if found is None else "的最外层要写成“字段: 值”，每个字段一行"
        return f"这个文件{what}", "照着同类文件补上内容；不需要这个文件就把它删去"
    if found is None:
        remedy = _add(path, outline) if isinstance(path[-1], str) else "补上内容"
        return f"{label}不能写成空（null）", f"{remedy}；不需要就删去这一行"
    if isinstance(found, bool | int | float) and "string" in wanted:
        number = flow(found)
        what = "“是/否”" if isinstance(found, bool) else "数字"
        meant = meant_by(number, fault.schema.get("pattern", ""))
        remedy = f"改成 {key}{meant}" if meant else f'给它加上引号：{key}"{number}"'
        return f"{label}要写文字，{number} 在这里被读成了{what}", remedy
    if isinstance(found, str) and "array" in wanted:
        parts = [part for part in re.split(r"[、，,；;]\s*", found) if part]
        several = len(parts) > 1 and len(found) <= 60 and all(map(simple, parts))
        inline = f"；或者写成 {key}[{', '.join(parts)}]" if several else ""
        first = shown(parts[0] if several else found, 30)
        return f"{label}要写成列表，这里写成了一段文字", f"每项另起一行，前面加“- ”，如“- {first}”{inline}"
    if isinstance(found, Mapping) and "array" in wanted:
        return f"{label}要写成列表，这里直接写了字段", "每一项的第一行前面加“- ”，其余各行与它对齐"
    if isinstance(found, list) and "array" not in wanted:
        if len(found) == 1 and isinstance(found[0], str) and "string" in wanted:
            return f"{label}只写一个值，这里写成了列表", f"去掉“- ”或方括号：{key}{flow(found[0])}"
        if "object" in wanted:
            return f"{label}不能写成列表", reason or "去掉行首的“- ”"
        return f"{label}只写一个值，这里写成了列表", "只留一个值，去掉“- ”或方括号"
    if isinstance(found, Mapping):
        remedy = "是一整段文字的，把里面的英文冒号改成“：”，或给整段加上引号" if "string" in wanted else "去掉下面的字段，只写一个值"
        return f"{label}被读成了“字段: 值”的形式", remedy
    if "object" in wanted and isinstance(found, str | bool | int | float):
        return f"{label}要写成“字段: 值”，这里写成了一段文字", reason or _sample(path, outline)
    if "boolean" in wanted and isinstance(found, str):
        return _boolean(label, key, found)
    if "integer" in wanted or "number" in wanted:
        digits = next((text for text in candidates(str(found)) if re.fullmatch("[0-9]+", text)), "")
        return f"{label}要写整数，这里写的是“{shown(str(found))}”", f"改成 {key}{int(digits)}，不加引号" if digits else reason or "只写数字"
    return f"{label}的写法不对", reason or "对照同类文件的写法改正"


def _sample(path: Path, outline: Outline) -> str:
    """An example of a mapping, taken from the list around it when it is an entry."""
    examples = outline.schema(path).get("examples") or next(iter(outline.schema(path[:-1]).get("examples", ())), ())
    return f"例如 {'- ' if isinstance(path[-1], int) else f'{path[-1]}: '}{flow(examples[0])}" if examples else "照着同类文件改写"


def _boolean(label: str, key: str, found: str) -> tuple[str, str]:
    if simple(found) and found.casefold() in ("是", "有", "真", "对", "yes", "on", "y", "√"):
        return f"{label}只能写 true 或 false，这里写的是“{found}”", f"改成 {key}true"
    if simple(found) and found.casefold() in ("否", "无", "假", "不是", "没有", "no", "off", "n", "×"):
        return f"{label}只能写 true 或 false，这里写的是“{found}”", f"改成 {key}false"
    return f"{label}只能写 true 或 false，这里写的是“{shown(found)}”", "true 是“是”，false 是“否”，不加引号"


_SENTENCES: Final[Mapping[str, Callable[[Fault, Outline, LineOf], Advice]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "enum": _choice,
    "const": _choice,
    "type": _type,
    "pattern": _pattern,
    "maxLength": _long,
    "minItems": _count,
    "maxItems": _count,
    "uniqueItems": _repeated,
    "minimum": _range,
    "maximum": _range,
    "contains": _contains,
    "minProperties": _amount,
    "maxProperties": _amount,
}
