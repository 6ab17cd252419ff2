"""What the tests of office files share: books made by hand, views of the small library, and the bare content of a file."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import small_library
from conftest import REPOSITORY
from gongkai.model.catalogue import Library
from gongkai.outputs.office.sheet import Book, Line, Sheet
from gongkai.pages.domain_rows import Column
from gongkai.pages.view import View, build_site

EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/c calc'!A0", "{=1}", "http://www.example.gov.cn/", "<w:p/>&amp;", '"><script>', "#let x = 1", "$x$ *b* _i_ `c`", "\u0000\u0007\ufffe末", "_x0041_")
"""Texts that some program takes for more than text."""

FULL = (Column("no", "序号"), Column("l1", "一级事项", "公开事项"), Column("l2", "二级事项", "公开事项"), Column("content", "公开内容（要素）"), Column("active", "主动", "公开方式"), Column("县级", "县级", "公开层级"), Column("note", "备注"))


@cache
def library() -> Library:
    return small_library.library()


@cache
def view(region: str = small_library.COUNTY) -> View:
    return build_site(library(), as_of="2026-11-22").views[region]


def evil_book() -> Book:
    """Every hostile text in a cell, a title, a note and a name; two lines in a cell; merged cells."""
    lines = tuple(Line((str(number), "甲" if number < 3 else text, text, f"{text}\n第二行", "√", "", text), f"a/b{number}") for number, text in enumerate(EVIL, 1))
    sheet = Sheet(EVIL[0], EVIL[10], (EVIL[0], EVIL[11]), FULL, lines)
    return Book(EVIL[9], (sheet, Sheet("正常", "正常的表", (), FULL, lines[:1])), EVIL[0], "2026-11-22", (EVIL[0],), (("海关", EVIL[0]),), contents=True)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}, "a date of its own would change the bytes"
        return {name: file.read(name) for name in file.namelist()}


def xml(content: bytes) -> Any:
    return ElementTree.fromstring(content)


def digest_elsewhere(code: str, seed: str) -> str:
    """The SHA-256 that a process of its own, with its own order of sets and another time zone, prints for the bytes in ``made``."""
    program = f"import hashlib\n{code}\nprint(hashlib.sha256(made).hexdigest())"
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}", "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "generator"), str(Path(__file__).parent)])}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
