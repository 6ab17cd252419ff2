"""Which files a catalogue folder holds: every ``*.yaml`` below it, and what is wrong with the names that people give to files.

Names become ids, URLs and folders on other people's machines, so only pinyin slugs pass. A file or folder with a wrong
name is reported once and left out. Codes F101–F110; nothing is opened here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gongkai.problems import Level, Position, Problem

MAX_NAME = 60
"""Characters of a slug."""

OTHER_FOLDERS = ("pages", "editions")
"""Folders at the top that hold no YAML: hand-written pages are MkDocs', issued editions are read by `comparing.editions`."""

_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
_COPY = re.compile(r"副本|[ _-]copy\b|\(\d+\)|（\d+）| \d+$", re.IGNORECASE)
_COMPANIONS = (".tsv", ".md")
"""Extensions of other files that belong to a catalogue: word lists, notes for editors."""
_LEFTOVERS = re.compile(
    r"~\$|\.~lock|thumbs\.db$|desktop\.ini$|\.ds_store$|\._|.*\.(?:bak|tmp|temp|swp|swo|orig|rej|old|part)$|.*~$", re.IGNORECASE
)
_OFFICE = re.compile(r".*\.(?:xlsx?|csv|docx?|wps|et|pdf|zip|rar|7z|jpe?g|png)$", re.IGNORECASE)

CODES = {
    "F101": "符号链接指向目录之外",
    "F102": "指向文件夹的符号链接",
    "F103": "名称不是拼音",
    "F104": "扩展名不是 .yaml",
    "F105": "只有大小写不同的两个名称",
    "F106": "无关的文件",
    "F107": "读不了",
    "F108": "名称太长",
    "F109": "Windows 保留的名称",
    "F110": "不是普通文件",
}
"""Code → its one line."""


class Entry(NamedTuple):
    """One catalogue file: its POSIX path below the root, and the path to open it with."""

    file: str
    path: str


def scan(root_dir: Path, root_name: str) -> tuple[list[Entry], list[Problem]]:
    """All catalogue files below ``root_dir`` in the order of their paths, and what is wrong with names. `OTHER_FOLDERS` are not looked at."""
    return _Scan(root_dir, root_name).result()


class _Scan:
    def __init__(self, root_dir: Path, root_name: str) -> None:
        self.root_dir, self.root_name = root_dir, root_name
        self.real_root = os.path.realpath(root_dir)
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []

    def result(self) -> tuple[list[Entry], list[Problem]]:
        folders = [("", os.path.abspath(self.root_dir))]
        while folders:
            prefix, path = folders.pop()
            folders += self._folder(prefix, path)
        return sorted(self.entries), sorted(self.problems, key=lambda problem: problem.sort_key)

    def _folder(self, prefix: str, path: str) -> Iterator[tuple[str, str]]:
        """Take the files of one folder; yields its subfolders as (POSIX prefix, path)."""
        try:
            with os.scandir(path) as listing:
                # names in lower case first: of two that differ in case only, the other one is blamed
                members = sorted(listing, key=lambda member: (member.name != member.name.lower(), member.name))
        except OSError as error:
            self._add("F107", prefix.rstrip("/"), f"打不开这个文件夹（{_reason(error)}）。", "检查文件夹是否存在、有没有读取权限。")
            return
        seen: dict[str, str] = {}
        for member in members:
            file = prefix + member.name
            if file in OTHER_FOLDERS:
                continue
            folder = self._kind(member, file)
            if folder is None or not self._named(member.name, file, folder=folder):
                continue
            twin = seen.setdefault(member.name.casefold(), member.name)
            if twin != member.name:
                message = f"“{_shown(member.name)}”和“{_shown(twin)}”只有大小写不同，在 Windows 和苹果电脑上会互相覆盖。"
                self._add("F105", file, message, "给其中一个换一个名称，名称一律小写。")
            elif not _SLUG.fullmatch(member.name if folder else member.name[: -len(".yaml")]):
                self._bad_name(member.name, file, folder=folder)
            elif folder:
                yield f"{file}/", member.path
            elif os.access(member.path, os.R_OK):
                self.entries.append(Entry(file, member.path))
            else:
                self._add("F107", file, "这个文件没有读取权限。", "在文件属性里给自己加上读取权限。")

    def _kind(self, member: os.DirEntry[str], file: str) -> bool | None:
        """True for a folder, False for a file, None for what is not followed (reported where it matters)."""
        if member.is_symlink():
            target = os.path.realpath(member.path)
            inside = f"{target}{os.sep}".startswith(self.real_root.rstrip(os.sep) + os.sep)
            if not inside or not os.path.exists(target):
                where = "指向的文件不存在" if inside else "指向目录之外"
                self._add("F101", file, f"这是一个符号链接（快捷方式），{where}，没有读取。", "删掉这个链接，把要用的文件复制到这里。")
                return None
            if os.path.isdir(target):
                self._add("F102", file, "这是一个指向文件夹的符号链接（快捷方式），没有读取。", "删掉这个链接，把要用的文件夹复制到这里。")
                return None
        try:
            if member.is_dir():
                return None if member.name.startswith(".") else True
            if member.is_file():
                return False
        except OSError as error:
            self._add("F107", file, f"读不了这个文件（{_reason(error)}）。", "检查文件是否存在、有没有读取权限。")
            return None
        self._add("F110", file, "这不是普通文件，没有读取。", "删掉它。")
        return None

    def _named(self, name: str, file: str, *, folder: bool) -> bool:
        """Whether the name is that of a catalogue folder or file; other names are reported or, where they belong here, passed over."""
        if folder or name.endswith(".yaml"):
            if _LEFTOVERS.match(name):
                self._add("F106", file, f"“{_shown(name)}”是电脑或软件自动留下的文件，不是目录内容。", "删掉它。", "warning")
                return False
            stem = name if folder else name[: -len(".yaml")]
            if len(stem) > MAX_NAME:
                hint = "换一个短一些的拼音名称；已经发布过的事项，用 formerly 写明旧名称。"
                self._add("F108", file, f"名称有 {len(stem)} 个字符，超过了 {MAX_NAME} 个。", hint)
                return False
            if stem.lower() in _RESERVED:
                message = f"“{_shown(stem)}”是 Windows 保留的名称，在 Windows 上打不开。"
                self._add("F109", file, message, "换一个名称，例如在后面加一个词。")
                return False
            return True
        lower = name.lower()
        if lower.endswith((".yml", ".yaml", ".yaml.txt", ".yml.txt", "。yaml", "．yaml")):
            right = re.sub(r"(?:\.ya?ml(?:\.txt)?|[。．]yaml)$", ".yaml", lower)
            hidden = "看不到 .txt 的，先在文件夹的“查看”里打开“文件扩展名”。" if lower.endswith(".txt") else ""
            self._add("F104", file, f"“{_shown(name)}”的扩展名不是“.yaml”，没有读取。", f"改名为“{_shown(right)}”。{hidden}")
        elif _LEFTOVERS.match(name):
            self._add("F106", file, f"“{_shown(name)}”是电脑或软件自动留下的文件，不是目录内容。", "删掉它。", "warning")
        elif not name.startswith(".") and not lower.endswith(_COMPANIONS):
            office = "表格、文档和图片不放在这里" if _OFFICE.match(name) else "这里只放 .yaml 文件"
            self._add("F106", file, f"“{_shown(name)}”不是目录内容，没有读取：{office}。", "移到别的文件夹，或者删掉。", "warning")
        return False

    def _bad_name(self, name: str, file: str, *, folder: bool) -> None:
        stem = name if folder else name[: -len(".yaml")]
        what = "文件夹名" if folder else "文件名"
        tidy = re.sub(r"[ _.-]+", "-", stem.lower()).strip("-")
        hint = f"改成“{tidy}{'' if folder else '.yaml'}”。" if _SLUG.fullmatch(tidy) else "用小写拼音，词之间用一个短横线，例如 zhaosheng-zhengce。"
        if _COPY.search(stem):
            why, hint = "像是复制出来的副本", "不需要就删掉；需要就换成它自己的拼音名称。"
        elif re.search("[\u3400-\u9fff]", stem):
            why = "里有汉字"
        elif not stem.isprintable():
            why = "里有看不见或者坏掉的字符"
        elif " " in stem or "\u3000" in stem:
            why = "里有空格"
        elif stem != stem.lower():
            why = "里有大写字母"
        elif "_" in stem:
            why = "里有下划线"
        elif re.fullmatch("[a-z0-9-]+", stem):
            why = "里的短横线在开头、在末尾，或者连着写了几个"
        else:
            why = "里有字母、数字和短横线以外的字符"
        self._add("F103", file, f"{what}“{_shown(stem)}”{why}，没有读取。", hint)

    def _add(self, code: str, file: str, message: str, hint: str, level: Level = "error") -> None:
        self.problems.append(Problem(code, Position(self.root_name, _shown(file)), message, hint, level))


def _shown(name: str) -> str:
    """A name that can be printed: bytes that are no UTF-8 and control characters become �."""
    text = name.encode(errors="surrogateescape").decode(errors="replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _reason(error: OSError) -> str:
    names = {"PermissionError": "没有权限", "FileNotFoundError": "不存在", "NotADirectoryError": "不是文件夹"}
    return names.get(type(error).__name__, "系统拒绝")
