"""The container of old Office files (.xls, .doc, encrypted .xlsx): a file system in a file, of which single streams are read.

Source of the shapes: [MS-CFB]. Every chain of sectors is as long as the file at most.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from gongkai.importing.readers.guard import damaged

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR: Final = 0xFFFFFFFA
"""Larger numbers are marks: free, end of chain, table."""

_FOLDER: Final = 1
_STREAM: Final = 2


class _Entry:
    """One entry of the directory: a folder, a stream, or the root, which comes first."""

    __slots__ = ("child", "kind", "left", "name", "right", "size", "start")

    def __init__(self, data: bytes) -> None:
        length, self.kind, self.left, self.right, self.child, self.start, self.size = struct.unpack_from("<HBxIII36xII", data, 64)
        self.name = data[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")


def _siblings(entries: list[_Entry]) -> Iterator[_Entry]:
    """What lies in the root itself; the workbooks inside other objects do not count."""
    waiting, seen = [entries[0].child] if entries else [], set()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            yield entries[number]
            waiting += [entries[number].left, entries[number].right]


class Ole:
    """Streams of the root folder by name; ``folders`` are the names of all folders. Raises `UnreadableError` for a damaged file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            shift, mini_shift = struct.unpack_from("<HH", data, 30)
            directory, self._cutoff, mini_table, difat_first = struct.unpack_from("<I4xII4xI", data, 48)
            header = struct.unpack_from("<109I", data, 76)
        except struct.error:
            raise damaged("文件头不完整") from None
        if shift not in (9, 12) or mini_shift != 6:
            raise damaged("文件头不对")
        self._size = 1 << shift
        self._table = self._read_table(header, difat_first)
        self._directory = self._chain(directory)
        self._mini_table = self._numbers(self._chain(mini_table))
        entries = [_Entry(self._directory[at : at + 128]) for at in range(0, len(self._directory) - 127, 128)]
        self.folders = {entry.name for entry in entries if entry.kind == _FOLDER}
        self.streams = {entry.name: entry for entry in _siblings(entries) if entry.kind == _STREAM}
        self._mini = self._chain(entries[0].start) if entries else b""

    def read(self, name: str) -> bytes:
        """A stream's bytes."""
        start, size = self.streams[name].start, self.streams[name].size
        if size >= self._cutoff:
            return self._chain(start)[:size]
        pieces, seen = [], 0
        while start < _LAST_SECTOR and seen * 64 < size:
            if start >= len(self._mini_table):
                raise damaged("内部的链断了")
            pieces.append(self._mini[start * 64 : start * 64 + 64])
            start, seen = self._mini_table[start], seen + 1
        return b"".join(pieces)[:size]

    def _read_table(self, header: tuple[int, ...], more: int) -> tuple[int, ...]:
        sectors = [sector for sector in header if sector < _LAST_SECTOR]
        left = len(self._data) // self._size
        while more < _LAST_SECTOR and left > 0:
            numbers = self._numbers(self._sector(more))
            sectors += [sector for sector in numbers[:-1] if sector < _LAST_SECTOR]
            more, left = numbers[-1], left - 1
        if len(sectors) > len(self._data) // self._size:
            raise damaged("内部的表太长")
        return self._numbers(b"".join(map(self._sector, sectors)))

    def _chain(self, sector: int) -> bytes:
        pieces: list[bytes] = []
        while sector < _LAST_SECTOR:
            if sector >= len(self._table) or len(pieces) * self._size > len(self._data):
                raise damaged("内部的链断了")
            pieces.append(self._sector(sector))
            sector = self._table[sector]
        return b"".join(pieces)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise damaged("文件不完整")
        return self._data[start : start + self._size].ljust(self._size, b"\0")

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
