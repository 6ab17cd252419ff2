"""The bytes of a file: read as many as are wanted, without the machinery around a file object; written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PART = 1 << 14
"""Bytes asked for at a time. Most files have fewer; asking for a megabyte costs more than reading, for the system makes room for all of it."""

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def parts(path: str, limit: int | None = None) -> Iterator[bytes]:
    """The file's bytes from its beginning, at most ``limit``. Raises OSError when it cannot be read."""
    handle = os.open(path, _FLAGS)
    try:
        left = limit
        while (left is None or left > 0) and (part := os.read(handle, _PART if left is None else min(_PART, left))):
            yield part
            if left is not None:
                left -= len(part)
    finally:
        os.close(handle)


def read_start(path: str, limit: int) -> bytes:
    """At most ``limit`` bytes from the file's beginning. Raises OSError when it cannot be read."""
    return b"".join(parts(path, limit))


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in the file's place in one step, its folder made where there is none. For what can be made again: it is not forced to the disk.

    Raises OSError when the disk refuses; what was there stands then, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")  # another run may be writing the same file
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def part_beside(path: Path, content: bytes, mode: int) -> str:
    """A file with ``content`` and these permissions beside ``path``, on the disk when this returns: ready to be renamed. Raises OSError."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".gongkai-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(part, mode)
    except OSError:
        with suppress(OSError):
            os.unlink(part)
        raise
    return part
