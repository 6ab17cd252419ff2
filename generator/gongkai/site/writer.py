"""Files on disk, over all cores; what has not changed since the last build is linked, not made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from errno import EXDEV
from functools import partial
from pathlib import Path
from zlib import crc32

import orjson

from gongkai.reading.content import write_whole
from gongkai.reading.cores import cores, together

FORK_ABOVE = 1500
"""Files to make from which a second process pays for itself (two forks cost about as much as rendering 400 pages)."""

Stamp = list[int | str]
"""[key, size, mtime_ns] of a written file."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to publish: its address, a key that is equal only when its content is ("" for never), and how to make it."""

    url: str
    key: str
    make: Callable[[], bytes]


class Store:
    """Finished files kept between builds, as links beside the parsed ones: a file whose key is the same is not made again.

    The store is only ever a short cut: whatever is missing, older or altered in it is made afresh.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = folder.with_suffix(".json")
        try:
            self.stamps: dict[str, Stamp] = orjson.loads(self._index.read_bytes())
        except (OSError, ValueError):
            self.stamps = {}

    def key(self, url: str) -> str:
        """The key under which the file at ``url`` was last made; "" when it never was."""
        return str(self.stamps.get(url, [""])[0])

    def lend(self, task: Task, folder: Path) -> Stamp | None:
        """Put the kept file of ``task`` below ``folder``; None when there is none to trust."""
        stamp = self.stamps.get(task.url)
        if not task.key or not stamp or stamp[0] != task.key:
            return None
        kept = f"{self.folder}/{task.url}"
        try:
            status = os.stat(kept)
            if status.st_size != stamp[1] or status.st_mtime_ns != stamp[2]:
                return None
            _link(kept, f"{folder}/{task.url}")
        except OSError:
            return None
        return stamp

    def keep(self, folder: Path, stamps: dict[str, Stamp], made: Iterable[str]) -> None:
        """Remember a build: the files ``made`` below ``folder``, and the stamps of all; what is no longer published goes."""
        try:
            for parent in {url.rpartition("/")[0] for url in made}:
                os.makedirs(self.folder / parent, exist_ok=True)
            for url in made:
                kept = f"{self.folder}/{url}"
                try:
                    os.link(f"{folder}/{url}", kept)
                except FileExistsError:
                    os.unlink(kept)
                    os.link(f"{folder}/{url}", kept)
            for url in self.stamps.keys() - stamps.keys():
                (self.folder / url).unlink(missing_ok=True)
            write_whole(self._index, orjson.dumps(stamps))
        except OSError:
            self._index.unlink(missing_ok=True)  # a disk without links, or a full one: build without a store


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        shutil.copy2(source, target)  # the live preview builds on another file system


def write(tasks: Sequence[Task], folder: Path, store: Store | None, *, fork: bool) -> dict[str, Stamp]:
    """Publish ``tasks`` below ``folder``; returns the stamp of each file.

    Raises OSError when the disk refuses, and whatever a task raises: then nothing has been switched and the old site stands.
    """
    for parent in {task.url.rpartition("/")[0] for task in tasks}:
        os.makedirs(folder / parent, exist_ok=True)
    stamps: dict[str, Stamp] = {}
    todo = []
    for task in tasks:
        stamp = store.lend(task, folder) if store else None
        if stamp:
            stamps[task.url] = stamp
        else:
            todo.append(task)
    forked = fork and len(todo) >= FORK_ABOVE
    made = (_write_shared if forked else _write_all)(todo, str(folder))
    stamps.update(made)
    if store:
        store.keep(folder, stamps, made)
    return stamps


def _write_all(tasks: Iterable[Task], folder: str) -> dict[str, Stamp]:
    stamps: dict[str, Stamp] = {}
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    for task in tasks:
        handle = os.open(f"{folder}/{task.url}", flags, 0o644)
        try:
            content = memoryview(task.make())
            while content:
                content = content[os.write(handle, content) :]
            status = os.fstat(handle)
        finally:
            os.close(handle)
        stamps[task.url] = [task.key, status.st_size, status.st_mtime_ns]
    return stamps


def _write_shared(tasks: Sequence[Task], folder: str) -> dict[str, Stamp]:
    """One share of the files for each core."""
    shares: list[list[Task]] = [[] for _ in range(cores())]
    for task in tasks:
        shares[crc32(_stem(task.url)) % len(shares)].append(task)
    stamps, others = together(partial(_write_all, shares[0], folder), [partial(_write_all, share, folder) for share in shares[1:]])
    for other in others:
        stamps.update(other)
    return stamps


def _stem(url: str) -> bytes:
    """What files have in common that one process should make: an item in every region, a domain's page, table and data, what is said of the software."""
    return (url.rpartition("/")[2].partition(".")[0] if not url.startswith("about/") else "about").encode()
