"""The planned files onto the disk: all of them or none. Each is written beside its place first; then all are renamed, and put back if one will not go."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gongkai.importing.outcome import FileChange
from gongkai.reading.content import part_beside


@dataclass(frozen=True, slots=True)
class Failure:
    """Nothing was written: the file that would not go, and why."""

    path: str
    why: str


@dataclass(slots=True)
class _Step:
    """One file on its way: where it belongs, and its new content beside it ("" for a file that goes)."""

    change: FileChange
    target: Path
    part: str


def write_plan(files: Sequence[FileChange], project: Path) -> Failure | None:
    """Write ``files``; None when all of them are there. A file that has changed since the plan was made stops everything."""
    steps: list[_Step] = []
    made: list[Path] = []
    try:
        for change in files:
            target = Path(os.path.realpath(project / change.path))
            if _content(target) != change.old:
                return _undone(steps, [], made, Failure(change.path, "这个文件刚刚被别人改过"))
            made += _folders(target.parent)
            steps.append(_Step(change, target, _part(target, change)))
    except OSError as error:
        return _undone(steps, [], made, Failure(change.path, _reason(error)))
    done: list[_Step] = []
    for step in steps:
        try:
            if step.part:
                os.replace(step.part, step.target)
            else:
                step.target.unlink()
        except OSError as error:
            return _undone(steps, done, made, Failure(step.change.path, _reason(error)))
        done.append(step)
    return None


def _content(target: Path) -> bytes | None:
    return target.read_bytes() if target.is_file() else None


def _folders(folder: Path) -> list[Path]:
    """Make the folder and those above it; the ones that were not there, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
    return missing[::-1]


def _part(target: Path, change: FileChange) -> str:
    """The new content beside the target, as readable as the old file or as a new one would be."""
    if change.new is None:
        return ""
    if change.old is not None and not os.access(target, os.W_OK):
        raise PermissionError
    return part_beside(target, change.new, stat.S_IMODE(target.stat().st_mode) if change.old is not None else 0o666 & ~_umask())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _undone(steps: Sequence[_Step], done: Sequence[_Step], made: Sequence[Path], failure: Failure) -> Failure:
    """Everything as it was: files that were renamed get their old content back, parts and new folders go."""
    for step in reversed(done):
        with suppress(OSError):
            if step.change.old is None:
                step.target.unlink()
            else:
                step.target.write_bytes(step.change.old)
    for step in steps:
        if step.part:
            with suppress(OSError):
                os.unlink(step.part)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
    return failure


def _reason(error: OSError) -> str:
    names = {"PermissionError": "没有写入权限", "FileNotFoundError": "文件夹不见了", "IsADirectoryError": "同名的是一个文件夹"}
    return names.get(type(error).__name__, "写不进去，可能磁盘满了，或者正被别的软件打开")
