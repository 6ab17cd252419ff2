"""Where a word stands in catalog/: every value of the YAML files and every cell of the tables, with layer, item, field and line.

Files are looked at as text first and read only when they can hold the word, so nothing needs to be resolved, and a file
with errors is searched all the same (line by line).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.model.catalogue import Marks
from gongkai.reading import files, kinds
from gongkai.reading.content import read_start
from gongkai.reading.encoding import decode
from gongkai.reading.names import fold
from gongkai.reading.place import MAX_BYTES, SourceFile
from gongkai.reading.roots import Root
from gongkai.reading.schema import validator
from gongkai.reading.source import parse

Steps = tuple[str | int, ...]

LAYERS = {"standard": "国家标准", "laws": "依据文件", "vocabulary": "登记表和词表", "calendar": "放假安排", "catalog.yaml": "发布设置"}
"""What stands at the top of ``catalog/`` → how the results are grouped; regions are grouped by their names."""

_ORDER = ("standard", "regions", "laws", "vocabulary", "calendar")


@dataclass(frozen=True, slots=True)
class Hit:
    """One value that has the words. ``layer`` is the group on screen, ``id`` and ``item`` the item's id and title ("" outside items), ``field`` the place in words."""

    layer: str
    root: str
    file: str
    line: int
    id: str
    item: str
    field: str
    text: str


def folded(text: str) -> str:
    """The form in which texts are compared: one width, one case, one kind of bracket, no 《》, no blanks and line breaks."""
    return "".join(fold(text).split())


class Finder:
    """Looks for ``words`` (all of them in one value) below the ``roots``' ``catalog/``; ``schemas`` give fields their names."""

    def __init__(self, roots: Sequence[Root], schemas: Path, words: Sequence[str]) -> None:
        self.roots, self.schemas = roots, schemas
        self.wanted = [found for word in words if (found := folded(word))]
        self._titles: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}

    def hits(self) -> Iterator[Hit]:
        """Every hit, the highest layer first, then in the order of files and lines."""
        if not self.wanted:
            return
        places = []
        for root in self.roots:
            base = root.path / "catalog"
            found, _ = files.scan(base, root.name)
            paths = [entry.file for entry in found] + [path.relative_to(base).as_posix() for path in base.glob("vocabulary/*.tsv")]
            places += [(_rank(file), root, file) for file in paths if not root.folders or file.startswith(root.folders)]
        for _, root, file in sorted(places, key=lambda place: place[0]):
            yield from self._file(root, file)

    def _file(self, root: Root, file: str) -> Iterator[Hit]:
        content = _content(root.path / "catalog" / file)
        text = decode(content)
        if not isinstance(text, str):
            return
        whole = folded(text)
        if "\\" not in text and not all(word in whole for word in self.wanted):
            return
        layer, id_ = self._layer(root, file), _item_of(file)
        for line, field, value in _cells(text) if file.endswith(".tsv") else self._values(root, file, content, text):
            plain = folded(value)
            if all(word in plain for word in self.wanted):
                yield Hit(layer, root.name, f"catalog/{file}", line, id_, self._title(id_, file), field, value)

    def _values(self, root: Root, file: str, content: bytes, text: str) -> Iterator[tuple[int, str, str]]:
        """(line, field, value) of every text in the file; of every line, where the file cannot be read."""
        parsed = parse(content, SourceFile(root.name, f"catalog/{file}"))
        if not isinstance(parsed.data, dict):
            yield from ((number, "文件有错误，整行", row.strip()) for number, row in enumerate(text.splitlines(), 1))
            return
        kind = kinds.kind_of(file)
        if kind == "item" and "title" not in parsed.data and file.startswith("regions/"):
            kind = "adjustment"
        for path, line, value in _walk(parsed.data, parsed.marks, ()):
            yield line, self._field(kind, path), value

    def _field(self, kind: str | None, path: Steps) -> str:
        """``公开内容 › 增加``: what the keys on the way are called; places in lists are left out."""
        if kind is None:
            return " › ".join(step for step in path if isinstance(step, str))
        outline = validator(kind, self.schemas).outline
        titles = [(step, outline.schema(path[: at + 1]).get("title")) for at, step in enumerate(path) if isinstance(step, str)]
        return " › ".join(step if _chinese(step) else str(title or step) for step, title in titles)

    def _layer(self, root: Root, file: str) -> str:
        parts = file.split("/")
        if parts[0] != "regions":
            return LAYERS.get(parts[0], parts[0])
        folder = _region_folder(file)
        key = (root.name, folder)
        if key not in self._names:
            self._names[key] = self._text_of(f"{folder}/region.yaml", "name") or folder.rpartition("/")[2]
        return self._names[key]

    def _title(self, id_: str, file: str) -> str:
        """The item's title: from the file itself, or, for an adjustment, from the layers above it."""
        if not id_:
            return ""
        if file not in self._titles:
            self._titles[file] = next((title for path in _above(file, id_) if (title := self._text_of(path, "title"))), "")
        return self._titles[file]

    def _text_of(self, file: str, field: str) -> str:
        for root in self.roots:
            data = parse(_content(root.path / "catalog" / file), SourceFile(root.name, file)).data
            if isinstance(data, dict) and isinstance(data.get(field), str):
                return str(data[field])
        return ""


def _content(path: Path) -> bytes:
    try:
        return read_start(str(path), MAX_BYTES)
    except OSError:
        return b""


def _region_folder(file: str) -> str:
    """``regions/a/regions/b`` of any file of region b."""
    return file.split("/items/")[0] if "/items/" in file else file.rpartition("/")[0]


def _rank(file: str) -> tuple[int, int, str, str]:
    """The order of layers: the standard, then regions from the top down, then registers and settings."""
    top = file.split("/")[0]
    folder = _region_folder(file) if top == "regions" else top
    return (_ORDER.index(top) if top in _ORDER else len(_ORDER), folder.count("/"), folder, file)


def _item_of(file: str) -> str:
    """``domain/slug`` of an item's file; "" for any other file."""
    parts = file.removesuffix(".yaml").split("/")
    inside = (parts[0] == "standard" and len(parts) == 3) or (len(parts) > 3 and parts[-3] == "items")
    return "/".join(parts[-2:]) if inside and parts[-1] != "domain" else ""


def _above(file: str, id_: str) -> Iterator[str]:
    """The files that may hold the item's title: its own, then the same item's in each layer above, the standard last."""
    yield file
    folder = _region_folder(file)
    while "/regions/" in folder:
        folder = folder.rpartition("/regions/")[0]
        yield f"{folder}/items/{id_}.yaml"
    yield f"standard/{id_}.yaml"


def _cells(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, column's heading, cell) of a table; comment lines are left out."""
    head: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if line.startswith("#"):
            continue
        if not head:
            head = cells
            continue
        yield from ((number, head[i] if i < len(head) else "", cell) for i, cell in enumerate(cells) if cell)


def _walk(data: Any, marks: Marks, path: Steps) -> Iterator[tuple[Steps, int, str]]:
    """(path, line, text) of every value, and of every key that is Chinese: 称谓 in ``roles``, 层级 in ``by_level``."""
    if isinstance(data, dict):
        for key, value in data.items():
            line, _, inner = marks[2][key]
            if _chinese(key):
                yield path, line, key
            yield from _walk(value, inner, (*path, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _walk(value, marks[2][i], (*path, i))
    elif isinstance(data, str) or (isinstance(data, int) and not isinstance(data, bool)):
        yield path, marks[0], str(data)


def _chinese(key: str) -> bool:
    return not key.isascii()
