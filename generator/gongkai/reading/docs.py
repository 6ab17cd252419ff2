"""All YAML files of the roots → checked documents, unchanged ones from a cache of plain JSON.

The cache holds one file per folder of the catalogue: for each YAML file the hash of its bytes, its data and its marks.
Only files without a problem are in it, so a wrong file is always looked at afresh.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from gongkai.model.catalogue import Marks
from gongkai.problems import Position, Problem
from gongkai.reading import files, kinds
from gongkai.reading.content import read_start, write_whole
from gongkai.reading.cores import can_fork, cores, together
from gongkai.reading.load import Doc
from gongkai.reading.numbers import may_name_a_person
from gongkai.reading.place import MAX_BYTES, SourceFile
from gongkai.reading.roots import Root, code_digest

FORK_ABOVE = 800
"""Unparsed files from which a second process pays for itself (measured: parsing 800 takes about as long as two forks)."""

Row = list[Any]
"""[digest, data, marks, whether it may name a person] of one file; in the cache its marks are JSON text."""


class StoredMarks(Sequence[Any]):
    """Marks that stay text until somebody asks for a line: most builds never do, for most files."""

    __slots__ = ("_text", "_tree")

    def __init__(self, text: str = "", tree: Sequence[Any] | None = None) -> None:
        self._text, self._tree = text, tree

    def __getitem__(self, index: Any) -> Any:
        if self._tree is None:
            self._tree = orjson.loads(self._text)
        return self._tree[index]

    def __len__(self) -> int:
        return len(self[:])

    def as_text(self) -> str:
        """As the cache keeps them."""
        return self._text or orjson.dumps(self._tree).decode()


def read_docs(roots: Sequence[Root], schemas: Path, cache: Path | None, *, only: str = "") -> tuple[list[Doc], list[Problem]]:
    """Every YAML file below each root's ``catalog/``, lowest root first; files with a problem are left out.

    ``cache`` is a folder for parsed files, or None for none; ``only`` restricts to one top folder of the catalogue. Never raises on the content of files.
    """
    problems: list[Problem] = []
    shards: list[Shard] = []
    stamp = _stamp(schemas)
    for root in roots:
        found, wrong = files.scan(root.path / "catalog", root.name)
        problems += [replace(problem, position=_below_catalog(problem.position)) for problem in wrong]
        folders: dict[str, list[tuple[str, str]]] = {}
        for entry in found:
            if entry.file.startswith(only) and (not root.folders or entry.file.startswith(root.folders)):
                folders.setdefault(entry.file.rpartition("/")[0], []).append((entry.file, str(entry.path)))
        shards += [Shard(root, folder, members, schemas, cache, stamp) for folder, members in folders.items()]
    docs: list[Doc] = []
    for shard, rows, wrong in _read_all(shards):
        problems += wrong
        for file, (digest, data, marks, numbers) in rows.items():
            kind = kinds.kind_of(file)
            if kind == "item" and "title" not in data:
                kind = "adjustment"  # of an own item of the region above: named like one, but it only adjusts
            if kind:
                docs.append(Doc(SourceFile(shard.root.name, f"catalog/{file}"), file, kind, data, marks if isinstance(marks, StoredMarks) else StoredMarks(marks), digest, numbers))
    return docs, problems


class Shard:
    """One folder of YAML files, read together and cached together."""

    def __init__(self, root: Root, folder: str, members: list[tuple[str, str]], schemas: Path, cache: Path | None, stamp: str) -> None:
        self.root, self.folder, self.members, self.schemas, self.stamp = root, folder, members, schemas, stamp
        name = blake2b(f"{root.known_as or root.path}\0{folder}".encode(), digest_size=12).hexdigest()
        self.store = cache / f"{name}.json" if cache else None

    @property
    def cold(self) -> bool:
        return self.store is None or not self.store.exists()

    def read(self) -> tuple[dict[str, Row], list[Problem], bytes]:
        """Rows by file, problems, and the rows' JSON when it differs from the cache's (else empty)."""
        known = self._cached()
        rows: dict[str, Row] = {}
        problems: list[Problem] = []
        fresh = False
        for file, path in self.members:
            try:
                content = read_start(path, MAX_BYTES + 1)
            except OSError:
                continue  # a file that vanished or cannot be read: the scan has reported it
            digest = blake2b(content, digest_size=16).hexdigest()
            row = known.get(file)
            if row and row[0] == digest:
                rows[file] = row
                continue
            fresh = True
            data, marks, found = _read(file, content, SourceFile(self.root.name, f"catalog/{file}"), self.schemas, many=not known)
            problems += found
            if not any(problem.level == "error" for problem in found):
                rows[file] = [digest, data, StoredMarks(tree=marks), may_name_a_person(content)]
        dirty = fresh or len(known) != len(rows)
        return rows, problems, self.as_json(rows) if dirty and self.store else b""

    def as_json(self, rows: dict[str, Row]) -> bytes:
        return orjson.dumps([self.stamp, rows], default=StoredMarks.as_text)

    def _cached(self) -> dict[str, Row]:
        try:
            stamp, rows = orjson.loads(self.store.read_bytes()) if self.store else ("", {})
        except (OSError, ValueError):
            return {}
        return rows if stamp == self.stamp else {}

    def save(self, content: bytes) -> None:
        if self.store and content:
            write_whole(self.store, content)


def _read(file: str, content: bytes, where: SourceFile, schemas: Path, *, many: bool = True) -> tuple[object, Marks, list[Problem]]:
    """Data and marks of one file, and everything that its text and its schema have to say; ``many`` files come after it or not."""
    from gongkai.reading import schema, source  # these cost a fifth of a second to import, and a warm build needs neither

    parsed = source.parse(content, where, gate=many)
    found = list(parsed.problems)
    kind = kinds.kind_of(file)
    if kind is None:
        message = "这个位置不读取任何文件，写在这里的内容不会出现在网站上"
        found.append(Problem("F120", Position(where.root, where.file), message, "对照 README 的目录结构，把文件移到正确的文件夹"))
    elif not any(problem.level == "error" for problem in found):
        found += schema.check(kind, parsed.data, parsed.marks, where, schemas)
    return parsed.data, parsed.marks, found


def _read_all(shards: Sequence[Shard]) -> list[tuple[Shard, dict[str, Row], list[Problem]]]:
    results = {}
    cold = [shard for shard in shards if shard.cold]
    if sum(len(shard.members) for shard in cold) >= FORK_ABOVE and can_fork():
        _warm_up(cold[0].schemas)
        mine, *others = _shares(cold, cores())
        rows, answers = together(lambda: [_read_here(shard) for shard in mine], [partial(_read_as_json, share) for share in others])
        results = {id(shard): (shard, *found) for shard, found in zip(mine, rows, strict=True)}
        for share, answer in zip(others, answers, strict=True):
            for shard, (content, problems) in zip(share, answer, strict=True):
                shard.save(content)
                results[id(shard)] = (shard, orjson.loads(content)[1], problems)
    return [results.get(id(shard)) or (shard, *_read_here(shard)) for shard in shards]


def _warm_up(schemas: Path) -> None:
    """Import and compile here, once, what every copy of this process would import and compile for itself."""
    from gongkai.reading import schema, source

    source.parse(b"title: a\n", SourceFile("", "a.yaml"))
    for kind in ("item", "adjustment"):  # the kinds that there are most of
        schema.validator(kind, schemas).is_valid({})


def _read_here(shard: Shard) -> tuple[dict[str, Row], list[Problem]]:
    rows, problems, content = shard.read()
    shard.save(content)
    return rows, problems


def _shares(shards: Sequence[Shard], count: int) -> list[list[Shard]]:
    """``count`` lists of about as many files each."""
    shares: list[list[Shard]] = [[] for _ in range(count)]
    for shard in sorted(shards, key=lambda shard: len(shard.members), reverse=True):
        min(shares, key=lambda share: sum(len(one.members) for one in share)).append(shard)
    return shares


def _read_as_json(share: list[Shard]) -> list[tuple[bytes, list[Problem]]]:
    found = []
    for shard in share:
        rows, problems, content = shard.read()
        found.append((content or shard.as_json(rows), problems))
    return found


def _stamp(schemas: Path) -> str:
    """Changes with the program and with the schemas: what was accepted before is then checked again."""
    digest = blake2b(code_digest().encode(), digest_size=12)
    for path in sorted(schemas.glob("*.json")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _below_catalog(position: Position) -> Position:
    return replace(position, file=f"catalog/{position.file}" if position.file else "catalog")
