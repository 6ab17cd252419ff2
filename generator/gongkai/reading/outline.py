"""What a schema says about each place of a file: the Chinese title, the example and the fields that belong there.

Plain walking through ``properties``, ``additionalProperties`` and ``items``; the conditions (``if``/``then``) name no new fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
Schema: TypeAlias = Mapping[str, Any]


class Outline:
    """``documents`` are all schemas by file name, every ``$ref`` written ``file#/pointer``; ``name`` is the file to look at."""

    def __init__(self, documents: Mapping[str, Schema], name: str) -> None:
        self._documents = documents
        self._root = self._follow(documents[name])

    def schema(self, path: Path) -> Schema:
        """The schema at ``path``, the words beside a ``$ref`` winning over those behind it; empty for an unknown place."""
        node = self._root
        for step in path:
            node = self._follow(self._child(node, step))
        return node

    def fields(self, path: Path) -> dict[str, str]:
        """The fields that the mapping at ``path`` may have, with their titles, in the schema's order."""
        return {name: str(self._follow(node).get("title", name)) for name, node in self.schema(path).get("properties", {}).items()}

    def name(self, path: Path) -> str:
        """``“公开时限（time_limit）”`` for the field at ``path``; a list's entry is counted: ``“单位（bodies）”第4项``."""
        at = max((i for i, step in enumerate(path) if isinstance(step, str)), default=None)
        if at is None:
            return "这个文件" if not path else f"第{int(path[-1]) + 1}项"
        key, title = str(path[at]), self.schema(path[: at + 1]).get("title", "")
        word = f"“{title}（{key}）”" if title and title != key else f"“{key}”"
        return word + "".join(f"第{int(step) + 1}项" for step in path[at + 1 :])

    def label(self, path: Path) -> str:
        """The name of the place, with the field around it when it stands inside another one."""
        at = max((i for i, step in enumerate(path) if isinstance(step, str)), default=0)
        return f"{self.name(path[:at])}里的{self.name(path)}" if at else self.name(path)

    def homes(self, key: str) -> list[Path]:
        """The mappings of this kind of file where a field ``key`` does belong, the outermost ones only; lists count as their entries."""
        places = self._places.get(key, [])
        return [path for path in places if len(path) == min(map(len, places))]

    @cached_property
    def _places(self) -> dict[str, list[Path]]:
        """Every field of this kind of file → the mappings that may have it."""
        places: dict[str, list[Path]] = {}
        todo: list[tuple[Path, Schema]] = [((), self._root)]
        for path, node in todo:
            for name, child in node.get("properties", {}).items():
                places.setdefault(name, []).append(path)
                below = self._follow(child)
                todo += [((*path, name), inner) for inner in (below, self._follow(below.get("items", {}))) if "properties" in inner]
        return places

    def _child(self, node: Schema, step: str | int) -> Any:
        if isinstance(step, int):
            return node.get("items", {})
        return node.get("properties", {}).get(step) or node.get("additionalProperties", {})

    def _follow(self, node: Any) -> Schema:
        """The schema behind ``$ref``; ``false`` and ``true`` say nothing about a place."""
        if not isinstance(node, Mapping):
            return {}
        if "$ref" not in node:
            return node
        file, _, pointer = node["$ref"].partition("#")
        target: Any = self._documents[file]
        for part in pointer.strip("/").split("/") if pointer else ():
            target = target[part]
        return {**self._follow(target), **{key: value for key, value in node.items() if key != "$ref"}}
