"""Issued editions: one immutable JSON file each, ``catalog/editions/<region>/<version>.json``, and what holds between them.

``<region>`` is the region's id with ``--`` for ``/`` (no slug can contain it, so no two regions share a folder). A file holds
who issued the edition, by which paper, and the official fields of every item of the region and of the regions below that
have no editions of their own; ``sheets`` keeps each wording once, under the hash of what it says. ``hash`` is taken over the
data, not the bytes: line ends and indentation may change on the way through git. ``previous`` names the edition before with its
hash, so that no link of the chain can be altered unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from gongkai.comparing.row import Row
from gongkai.comparing.snapshot import Listed, RegionSnapshot, Snapshot, Step, digest
from gongkai.problems import Level, Position, Problem

FOLDER = "catalog/editions"
FORMAT = 1
MAX_BYTES = 100_000_000
VERSION = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")
"""A version is a file name and part of an address."""

_LINE_BY_LINE = ("domains", "regions", "revision", "sheets")
_TEXTS = ("region", "name", "version", "issuer", "document", "approved_by", "date", "hash")


@dataclass(frozen=True)
class Edition:
    """目录版本 as it was issued. ``file`` is its path below the project; ``revision`` its 修订对照表 against the one before."""

    region: str
    name: str
    version: str
    issuer: str
    document: str
    approved_by: str
    date: str
    hash: str
    file: str
    path: Path
    data: Mapping[str, Any] = field(repr=False)

    @property
    def previous(self) -> tuple[str, str] | None:
        """(version, hash) of the edition before."""
        found = self.data.get("previous")
        return (found["version"], found["hash"]) if found else None

    @property
    def note(self) -> str:
        return str(self.data.get("note", ""))

    @property
    def covers(self) -> tuple[str, ...]:
        """Ids of the regions whose catalogues the edition holds, its own first."""
        return tuple(one["id"] for one in self.data["regions"])

    @property
    def items(self) -> int:
        """How many items its own region lists, withdrawn ones apart."""
        return sum(not item.withdrawn for item in self.snapshot.regions[self.region].items.values())

    @cached_property
    def revision(self) -> tuple[Row, ...]:
        return tuple(Row(**row) for row in self.data.get("revision", ()))

    @cached_property
    def snapshot(self) -> Snapshot:
        sheets = self.data["sheets"]
        regions = {}
        for one in self.data["regions"]:
            items = {id_: _listed(id_, sheets[key]) for id_, key in one["items"]}
            regions[one["id"]] = RegionSnapshot(one["id"], one["name"], items, one.get("not_applicable", {}))
        return Snapshot(regions, dict(self.data["domains"]), self.data.get("layers", {}))


@dataclass(frozen=True)
class Editions:
    """All issued editions: region → its editions, the oldest first."""

    by_region: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_region)

    @property
    def stamp(self) -> str:
        """Changes with every edition."""
        return digest([edition.hash for editions in self.by_region.values() for edition in editions])

    def latest(self, region: str) -> Edition | None:
        return self.by_region[region][-1] if self.by_region.get(region) else None

    def covering(self, region: str) -> Edition | None:
        """The edition that holds for a region: its own latest, or that of the nearest region above."""
        while region:
            found = self.latest(region)
            if found:
                return found
            region = region.rpartition("/")[0]
        return None


def folder_name(region: str) -> str:
    return region.replace("/", "--")


def read_editions(project: Path, root: str = "") -> tuple[Editions, list[Problem]]:
    """All editions of the project whose files are whole, and what is wrong with the rest. Never raises on what is there."""
    reader = _Reader(project, root)
    reader.read()
    return Editions(dict(sorted(reader.found.items()))), sorted(reader.problems, key=lambda problem: problem.sort_key)


def file_bytes(data: Mapping[str, Any]) -> bytes:
    """The file of an edition: keys in order, and one wording, region or row of the table a line."""

    def dump(value: Any) -> str:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()

    parts = []
    for name, value in sorted(data.items()):
        if name in _LINE_BY_LINE and value:
            members = [f"{dump(key)}:{dump(one)}" for key, one in sorted(value.items())] if isinstance(value, Mapping) else [dump(one) for one in value]
            opening, closing = "{}" if isinstance(value, Mapping) else "[]"
            parts.append(f"{dump(name)}:{opening}\n{f',{chr(10)}'.join(members)}\n{closing}")
        else:
            parts.append(f"{dump(name)}:{dump(value)}")
    return f"{{{f',{chr(10)}'.join(parts)}}}\n".encode()


def content_hash(data: Mapping[str, Any]) -> str:
    """The hash of everything in an edition but the hash itself."""
    return digest({name: value for name, value in data.items() if name != "hash"})


def sheet(item: Listed) -> dict[str, Any]:
    """One wording of an item as an edition keeps it."""
    steps = [[step.layer, step.field, step.said, step.reason] for step in item.steps]
    found = {"digest": item.digest, "fields": item.fields, "layer": item.layer, "steps": steps, "subjects": item.subjects}
    return {name: value for name, value in found.items() if value}


def _listed(id_: str, kept: Mapping[str, Any]) -> Listed:
    steps = tuple(Step(*step) for step in kept.get("steps", ()))
    return Listed(id_, kept["fields"], kept["digest"], kept.get("layer", ""), steps, kept.get("subjects", ""))


class _Reader:
    def __init__(self, project: Path, root: str) -> None:
        self.project, self.root = project, root
        self.found: dict[str, tuple[Edition, ...]] = {}
        self.problems: list[Problem] = []

    def read(self) -> None:
        top = self.project / FOLDER
        if not top.is_dir():
            return
        for folder in sorted(top.iterdir()):
            if folder.name.startswith("."):
                continue
            if not folder.is_dir():
                self._wrong("H104", f"{FOLDER}/{folder.name}", "这里只放各地区的版本文件夹，这个文件没有读取。", "移到别的地方，或者删掉。", "warning")
                continue
            before = len(self.problems)
            editions = [edition for path in sorted(folder.iterdir()) for edition in self._file(folder.name, path)]
            whole = not any(problem.level == "error" for problem in self.problems[before:])
            if editions:
                self.found[editions[0].region] = self._in_order(editions, whole)

    def _file(self, folder: str, path: Path) -> Iterator[Edition]:
        file = f"{FOLDER}/{folder}/{path.name}"
        if path.name.startswith("."):
            return
        if path.suffix != ".json" or not path.is_file():
            self._wrong("H104", file, "版本文件夹里只放 gongkai edition approve 写的 .json 文件，这个文件没有读取。", "移到别的地方，或者删掉。", "warning")
            return
        try:
            data: Any = orjson.loads(path.read_bytes()) if path.stat().st_size <= MAX_BYTES else None
        except (OSError, ValueError):
            data = None
        if not _whole(data):
            self._wrong("H101", file, "这个版本文件读不出来：不是完整的版本文件。", f"从 git 取回印发时的文件：git checkout -- {file}")
        elif content_hash(data) != data["hash"]:
            self._wrong("H102", file, f"{data['version']}版印发以后被改动过：内容和印发时留下的校验码对不上。", f"已印发的版本不能改：用 git checkout -- {file} 恢复；要修订就印发新的一版。")
        elif folder_name(data["region"]) != folder or f"{data['version']}.json" != path.name:
            place = f"{FOLDER}/{folder_name(data['region'])}/{data['version']}.json"
            self._wrong("H104", file, "文件所在的位置与其中写的地区或版本不一致，没有读取。", f"放回 {place}")
        else:
            yield Edition(**{name: data[name] for name in _TEXTS}, file=file, path=path, data=data)

    def _in_order(self, editions: list[Edition], whole: bool) -> tuple[Edition, ...]:
        """From the first edition, each followed by the one that names it as its previous one; where files are not ``whole``, that has been said."""
        after: dict[str, Edition] = {}
        first: list[Edition] = []
        for edition in editions:
            before = edition.previous
            taken = first if before is None else [after[before[1]]] if before[1] in after else []
            if taken:
                self._wrong("H103", edition.file, f"{edition.version}版和{taken[0].version}版都说自己接在同一版后面。", "两个版本只能有一个先印发：撤下后印发的一个，重新运行 gongkai edition approve。")
            elif before is None:
                first.append(edition)
            else:
                after[before[1]] = edition
        chain = first[:1]
        while chain and chain[-1].hash in after:
            chain.append(after.pop(chain[-1].hash))
        lost = sorted(after.values(), key=lambda edition: (edition.date, edition.version))
        for edition in lost if whole else ():
            version = edition.previous[0] if edition.previous else ""
            self._wrong("H103", edition.file, f"{edition.version}版接在{version}版后面，可是{version}版的文件不见了，或者已经不是印发时的内容。", f"从 git 取回 {version}.json，已印发的版本不能删改。")
        return (*chain, *lost)

    def _wrong(self, code: str, file: str, message: str, hint: str, level: Level = "error") -> None:
        shown = "".join(char if char.isprintable() else "\ufffd" for char in file)
        self.problems.append(Problem(code, Position(self.root, shown), message, hint, level))


def _whole(data: Any) -> bool:
    """True when the data have the form of an edition, so far as reading relies on it."""
    try:
        texts = all(isinstance(data[name], str) and data[name] for name in _TEXTS)
        sheets = data["sheets"]
        items = all(
            isinstance(one["id"], str) and isinstance(one["name"], str) and all(isinstance(id_, str) and key in sheets for id_, key in one["items"]) for one in data["regions"]
        )
        wordings = all(isinstance(kept["digest"], str) and isinstance(kept["fields"], dict) and all(len(step) == 4 for step in kept.get("steps", ())) for kept in sheets.values())
        before = data.get("previous")
        linked = before is None or (isinstance(before["version"], str) and isinstance(before["hash"], str))
        named = isinstance(data["domains"], list) and data["domains"] and all(isinstance(slug, str) and isinstance(name, str) for slug, name in data["domains"])
        rows = all(Row(**row) for row in data.get("revision", ()))
        own = data["regions"][0]["id"] == data["region"]
        return bool(texts and items and wordings and linked and named and rows and own and data["format"] == FORMAT and VERSION.fullmatch(data["version"]))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return False
