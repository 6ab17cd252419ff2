"""A folder written whole or not at all: made beside its place, then put there by renaming."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path


def replace_folder(target: Path, files: Iterable[tuple[str, bytes]], ours: Collection[str]) -> None:
    """Make ``target`` a folder that holds ``files`` (POSIX path, content) and whatever else stood there beside the entries named in ``ours``.

    Killed at any moment, the old folder or the new one is there: at ``target`` or, between the two renames, hidden beside it, from where
    `recover` puts it back. Raises OSError when the disk refuses; then the old folder stands.
    """
    recover(target)
    part = _beside(target, "part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        _fill(part, files)
        if target.exists():
            _keep(target, part, ours)
            os.rename(target, _beside(target, "old"))
        os.rename(part, target)
    except OSError:
        recover(target)
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(_beside(target, "old"), ignore_errors=True)


def _fill(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    made: set[str] = set()
    for path, content in files:
        parent = path.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        (folder / path).write_bytes(content)


def _keep(old: Path, new: Path, ours: Collection[str]) -> None:
    """Copy what is neither written anew nor ours: a clerk's notes, earlier manifests."""
    for path in sorted(old.rglob("*")):
        below = path.relative_to(old)
        if path.is_file() and below.parts[0] not in ours and not (new / below).exists():
            (new / below).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new / below)


def recover(target: Path) -> None:
    """Put back a folder whose replacement was cut off between its two renames."""
    old = _beside(target, "old")
    if old.is_dir():
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.rename(old, target)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.gongkai-{what}")
