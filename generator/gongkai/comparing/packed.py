"""A standard that is not installed: taken out of a wheel, from an unpacked folder, or from what pip fetches for a version. Nothing in it is run."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from gongkai.problems import Trouble

VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc|\.post|\.dev)[0-9]+)?")
"""A version of the program as its releases are numbered."""

DATA = "gongkai/_data/"
"""Where a wheel keeps the standard."""

MAX_FILES = 100_000
MAX_BYTES = 500_000_000
"""What a wheel may hold at most: beyond that it is none of ours."""

TIMEOUT = 600
"""Seconds for pip to fetch a wheel."""


@dataclass(frozen=True, slots=True)
class Packed:
    """``folder`` holds the standard's ``catalog/``; ``program`` is the version of the program that carries it, "" where nobody says."""

    folder: Path
    program: str


def open_packed(text: str, temporary: Path) -> Packed | Trouble:
    """The standard that ``text`` names (a wheel, a folder, a version); what has to be unpacked goes below the empty folder ``temporary``."""
    path = Path(text)
    if path.is_dir():
        return _in_folder(path)
    if path.is_file():
        return _unpack(path, temporary)
    if VERSION.fullmatch(text):
        fetched = _fetch(text, temporary / "fetched")
        return fetched if isinstance(fetched, Trouble) else _unpack(fetched, temporary)
    missing = "没有这个文件" if text.endswith(".whl") or "/" in text or "\\" in text else "既不是文件、文件夹，也不是版本号"
    return Trouble(f"“{text}”：{missing}。", "写安装包的文件名（gongkai-….whl）、带 catalog/standard 的文件夹，或者版本号，例如 1.2.0。")


def _in_folder(path: Path) -> Packed | Trouble:
    """A folder with ``catalog/standard``, or a wheel that somebody has unpacked."""
    for folder in (path, path / DATA):
        if (folder / "catalog" / "standard").is_dir():
            about = next(iter(sorted(path.glob("gongkai-*.dist-info/METADATA"))), None)
            return Packed(folder.resolve(), _version(about.read_text(encoding="utf-8", errors="replace")) if about else "")
    return Trouble(f"文件夹“{path}”里没有 catalog/standard，不是标准。", "写带 catalog/standard 的文件夹，或者安装包（gongkai-….whl）的文件名。")


def _unpack(path: Path, temporary: Path) -> Packed | Trouble:
    refused = Trouble(f"“{path}”不是 gongkai 的安装包，或者已经损坏。", "重新取一份安装包（文件名是 gongkai-版本-py3-none-any.whl）。")
    folder = temporary / "unpacked"
    try:
        with zipfile.ZipFile(path) as wheel:
            members = wheel.infolist()
            wanted = [one for one in members if one.filename.startswith((f"{DATA}catalog/", "gongkai-"))]
            if len(members) > MAX_FILES or sum(one.file_size for one in wanted) > MAX_BYTES:
                return refused
            for one in wanted:
                wheel.extract(one, folder)  # never outside the folder, whatever the name
    except (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
        return refused
    found = _in_folder(folder)
    return found if isinstance(found, Packed) and found.program else refused


def _fetch(version: str, folder: Path) -> Path | Trouble:
    """The wheel of this version, from wherever pip is set up to look."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"]
    try:
        done = subprocess.run(
            [*command, "--dest", str(folder), f"gongkai=={version}"], capture_output=True, text=True, errors="replace", timeout=TIMEOUT, check=False
        )
        words = done.stderr.strip().splitlines()[-1:] or [""]
    except (OSError, subprocess.SubprocessError):
        words = ["没有正常结束"]
    found = next(iter(folder.glob("gongkai-*.whl")), None) if folder.is_dir() else None
    return found or Trouble(f"没有取到 gongkai {version}。pip 说：{words[0]}", "检查版本号和网络；没有网络，把安装包拷来，写它的文件名。")


def _version(metadata: str) -> str:
    """The version in a wheel's METADATA of ours, "" in any other."""
    head = metadata.partition("\n\n")[0]
    found = re.search(r"^Version: *(\S+)", head, re.MULTILINE)
    ours = re.search(r"^Name: *gongkai *$", head, re.MULTILINE)
    return found[1] if found and ours and VERSION.fullmatch(found[1]) else ""
