"""Names from the registers as a schema of examples: an editor that knows the schemas offers them, and takes any other name as well."""

from __future__ import annotations

import json
from collections.abc import Iterable

from gongkai.model.catalogue import Library
from gongkai.reading.roots import resource

FILE = "names.schema.json"
"""The one schema that is made and not written: the others refer to its parts."""

FOLDER = ".vscode/schemas"
"""Where a county's repository has all schemas for its editors; the standard's own repository has them in ``schemas/``."""


def editor_schemas(library: Library) -> dict[str, bytes]:
    """Every schema by file name, the packaged ones and `names_schema`."""
    packaged = {path.name: path.read_bytes() for path in sorted(resource("schemas").glob("*.schema.json"))}
    return {**packaged, FILE: names_schema(library)}


def names_schema(library: Library) -> bytes:
    """The file: names of channels, roles, organs, laws, categories and life events, as they may be written in the catalogue.

    Examples only: they refuse nothing. What a name must be is the check's question, which knows spellings and former names too.
    """
    words = library.vocabulary
    bodies = [name for catalogue in library.catalogues.values() for name in catalogue.bodies]
    laws = [law.title for law in words.laws.values()]
    parts = {
        "channel": ("公开渠道", (channel.name for channel in words.channels.values())),
        "subject": ("公开主体的称谓和单位", (*(role.name for role in words.roles.values()), *bodies)),
        "body": ("单位", bodies),
        "law": ("依据文件", laws),
        "citation": ("依据文件，后面接着写条款", (f"《{title}》" for title in laws)),
        "category": ("一级事项", (one.name for catalogue in library.catalogues.values() for domain in catalogue.domains for one in domain.categories)),
        "life_event": ("人生大事", (event.name for event in words.life_events.values())),
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "登记表里的名称",
        "description": "由 gongkai schema 从登记表写成，供编辑器补全，不要手改；写别的名称也可以，登记没有由 gongkai check 检查。",
        "$defs": {part: {"description": said, "examples": _distinct(names)} for part, (said, names) in parts.items()},
    }
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
