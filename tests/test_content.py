"""Files are written whole or not at all, and nothing is left beside them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from gongkai.reading.content import part_beside, read_start, write_whole


def test_a_file_is_written_whole_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.json"
    write_whole(path, b"1")
    write_whole(path, b"22")
    assert path.read_bytes() == b"22"
    assert [one.name for one in path.parent.iterdir()] == ["a.json"]


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="taken"):
        write_whole(taken, b"1")
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]


def test_a_part_has_the_content_and_the_permissions(tmp_path: Path) -> None:
    part = Path(part_beside(tmp_path / "a.yaml", "标题".encode(), 0o640))
    assert part.parent == tmp_path
    assert part.read_text(encoding="utf-8") == "标题"
    if os.name == "posix":
        assert stat.S_IMODE(part.stat().st_mode) == 0o640


def test_no_part_is_left_where_the_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        part_beside(tmp_path / "none" / "a.yaml", b"", 0o644)
    assert list(tmp_path.iterdir()) == []


def test_only_the_beginning_of_a_large_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * 100_000)
    assert read_start(str(path), 40_000) == b"x" * 40_000
