"""The bytes of a file, as many as are wanted, without the machinery around a file object."""

from __future__ import annotations

import os
from collections.abc import Iterator

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
