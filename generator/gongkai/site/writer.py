"""Files on disk, over all cores; what has not changed since the last release is linked, not written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import cpu_count, get_context
from pathlib import Path
from zlib import crc32

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


@dataclass(frozen=True, slots=True)
class Previous:
    """The last release: its folder and the stamp of every file that tasks made."""

    folder: Path
    stamps: Mapping[str, Stamp]


def write(tasks: Sequence[Task], folder: Path, previous: Previous | None, *, fork: bool) -> dict[str, Stamp]:
    """Publish ``tasks`` below ``folder``; returns the stamp of each file.

    A file of ``previous`` with the same key, size and modification time is hard-linked. Raises OSError when the disk
    refuses, and whatever a task raises: then nothing has been switched and the old site stands.
    """
    for parent in {url.rpartition("/")[0] for url in (task.url for task in tasks)}:
        os.makedirs(folder / parent, exist_ok=True)
    stamps: dict[str, Stamp] = {}
    todo = []
    for task in tasks:
        stamp = _link(task, folder, previous) if previous else None
        if stamp:
            stamps[task.url] = stamp
        else:
            todo.append(task)
    forked = fork and len(todo) >= FORK_ABOVE
    return {**stamps, **(_write_forked if forked else _write_all)(todo, str(folder))}


def _link(task: Task, folder: Path, previous: Previous) -> Stamp | None:
    stamp = previous.stamps.get(task.url)
    if not task.key or not stamp or stamp[0] != task.key:
        return None
    source = f"{previous.folder}/{task.url}"
    try:
        status = os.stat(source)
        if status.st_size != stamp[1] or status.st_mtime_ns != stamp[2]:
            return None
        os.link(source, f"{folder}/{task.url}")
    except OSError:
        return None  # another file system, or one without links: write it afresh
    return stamp


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


_inherited: tuple[Sequence[Task], str, int] = ((), "", 1)
"""What forked workers take over from their parent: tasks hold closures, which cannot be sent."""


def _write_forked(tasks: Sequence[Task], folder: str) -> dict[str, Stamp]:
    global _inherited
    workers = max(2, cpu_count())
    _inherited = (tasks, folder, workers)
    stamps: dict[str, Stamp] = {}
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        for made in pool.map(_write_share, range(workers)):
            stamps.update(made)
    _inherited = ((), "", 1)
    return stamps


def _write_share(number: int) -> dict[str, Stamp]:
    """The tasks of one worker. Files of one name (an item in every region, a domain's page, table and data) share what they computed."""
    tasks, folder, workers = _inherited
    return _write_all((task for task in tasks if crc32(_stem(task.url)) % workers == number), folder)


def _stem(url: str) -> bytes:
    return url.rpartition("/")[2].partition(".")[0].encode()
