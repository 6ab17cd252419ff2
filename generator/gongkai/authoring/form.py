"""A new YAML file as text: what is known filled in, everything else a commented example with what to write there, from the schema's own words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.reading.outline import Outline
from gongkai.reading.phrases import blemish, flow

_PLAIN = re.compile(r"[\u4e00-\u9fff《（][^:#\[\]{}\"'`\\\n,&*!|>%@]*|[A-Za-z][A-Za-z0-9/._-]*|[0-9]+(?:-[0-9]+)+|[0-9]+[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9，。；、（）《》]*")
_READ_AS_ELSE = re.compile(r"true|false|null|yes|no|on|off|y|n", re.IGNORECASE)
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）/-]{1,30}")

MORE = "下面各项需要时再填：去掉行首的“# ”，改成自己的内容"


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is not written yet: its path below ``catalog/`` and its text."""

    path: str
    text: str


def tidy(text: str) -> str:
    """``text`` on one line, without blanks around it and without what nobody sees (the schemas refuse both)."""
    seen = "".join(" " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn", "Co"))
    line = " ".join(seen.split())
    return "".join(char for char in line if blemish(f"字{char}字") is None).strip(" \u3000")


def scalar(value: Any) -> str:
    """One value as YAML; text without quotes only where nothing in it means anything to YAML."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and not _READ_AS_ELSE.fullmatch(value) and value == value.strip():
        return value
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(scalar, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {scalar(entry)}" for key, entry in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def entry(key: str, value: Any, indent: str = "") -> list[str]:
    """The lines of one field: short names in a list on one line, everything else in blocks."""
    if isinstance(value, Mapping):
        return [f"{indent}{scalar(key)}:", *(line for inner, below in value.items() for line in entry(inner, below, f"{indent}  "))]
    if isinstance(value, list | tuple) and not all(isinstance(one, str) and _NAME.fullmatch(one) for one in value):
        return [f"{indent}{scalar(key)}:", *(f"{indent}  - {scalar(one)}" for one in value)]
    return [f"{indent}{scalar(key)}: {scalar(value)}"]


def compose(head: Iterable[str], kind: str, outline: Outline, values: Mapping[str, Any], *, up: str = "", leave: Sequence[str] = (), examples: Mapping[str, Any] | None = None) -> str:
    """The file's text. ``head``: sentences for its top; ``up``: the way to the folder of ``schemas/`` (None given: no modeline).

    ``values`` are filled in, in the order of the schema; every other field but ``leave`` follows as an example, its own
    or one of ``examples``.
    """
    lines = [f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json"] if up else []
    lines += [f"# {sentence}" for sentence in head]
    for name in [*(field for field in outline.fields(()) if field in values), *(name for name in values if name not in outline.fields(()))]:
        lines += [f"# {describe(outline, (name,))}", *entry(name, values[name])]
    rest = [name for name in outline.fields(()) if name not in values and name not in leave]
    if rest:
        lines += ["", f"# —— {MORE} ——", *suggested(outline, (), rest, examples or {})]
    return "\n".join(lines) + "\n"


def describe(outline: Outline, path: tuple[str | int, ...]) -> str:
    """``公开时限：公开时限的规范表述。``"""
    schema = outline.schema(path)
    return f"{schema.get('title', path[-1])}：{str(schema.get('description', '')).strip()}".rstrip("：")


def suggested(outline: Outline, path: tuple[str | int, ...], names: Iterable[str], examples: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """A commented example of each field, its meaning behind it: without the ``# `` in front the line is valid."""
    for name in names:
        shown = examples.get(name) or next(iter(outline.schema((*path, name)).get("examples", ())), "")
        yield f"{indent}# {name}: {scalar(shown) if name in examples else flow(shown)}  # {describe(outline, (*path, name))}"
