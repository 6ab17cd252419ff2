"""Plain data → YAML text the way an editor writes it: short lists of names on one line, everything else in blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_PLAIN = re.compile(r"[\u4e00-\u9fff《（A-Za-z/.][^:#\[\]{}\"'`\\\n,]*")
_READ_AS_ELSE = re.compile(r"true|false|null|yes|no|on|off|~", re.IGNORECASE)
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）/-]{1,30}")


def emit(data: Mapping[str, Any], head: str = "") -> str:
    """``data`` as a YAML document; ``head`` is its first line (the editor's modeline)."""
    return (f"{head}\n" if head else "") + "".join(_entries(data, ""))


def _entries(data: Mapping[str, Any], indent: str) -> list[str]:
    rows = []
    for key, value in data.items():
        if isinstance(value, Mapping) and value:
            rows += [f"{indent}{key}:\n", *_entries(value, indent + "  ")]
        elif isinstance(value, list | tuple) and not _short(value):
            rows += [f"{indent}{key}:\n", *_items(value, indent + "  ")]
        else:
            rows.append(f"{indent}{key}: {_flow(value)}\n")
    return rows


def _items(values: Sequence[Any], indent: str) -> list[str]:
    rows = []
    for value in values:
        if isinstance(value, Mapping):
            inner = _entries(value, indent + "  ")
            rows += [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
        else:
            rows.append(f"{indent}- {_flow(value)}\n")
    return rows


def _short(values: Sequence[Any]) -> bool:
    return all(isinstance(value, str) and _NAME.fullmatch(value) for value in values) and len(values) <= 8


def _flow(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value == value.strip() and not _READ_AS_ELSE.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False) if value != {} else "{}"
