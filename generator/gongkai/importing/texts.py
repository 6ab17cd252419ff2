"""New files as text, in the house style: an adjustment, an item of the region's own, a withdrawal, a law; and additions to registers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from gongkai.authoring.drafts import way_up
from gongkai.authoring.form import entry, tidy

ITEM_ORDER = (
    "title", "category", "subcategory", "order", "content", "basis", "time_limit", "subjects", "channels", "audience", "mode", "levels", "aliases", "summary", "note",
    "links", "office", "phone", "supervision_phone", "update_cycle", "retention", "reason",
)  # fmt: skip
"""Fields of an item's file as people read them."""

ADJUST_ORDER = (
    "title", "category", "subcategory", "content", "basis", "time_limit", "subjects", "channels", "audience", "mode", "levels", "note",
    "links", "office", "phone", "supervision_phone", "update_cycle", "retention",
)  # fmt: skip


def yaml_file(path: str, kind: str, data: Mapping[str, Any], schemas: bool) -> str:
    """The text of a new file at ``path`` (below ``catalog/``); ``schemas``: the project has a folder of its own for editors to look at."""
    up = way_up(path, schemas)
    lines = [f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json"] if up else []
    for key, value in data.items():
        lines += entry(key, value)
    return "\n".join(lines) + "\n"


def ordered(data: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """The fields in the order of ``keys``, unknown ones behind."""
    return {**{key: data[key] for key in keys if key in data}, **data}


def titled(file: str) -> str:
    """``目录（终稿）.xlsx`` → 《目录（终稿）》."""
    name = tidy(PurePosixPath(file.replace("\\", "/")).name)
    stem = name.rpartition(".")[0] or name
    return f"《{stem.replace('《', '〈').replace('》', '〉')[:60]}》"
