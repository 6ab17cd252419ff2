"""Personal data in the text of files, comments included: what looks like it, and where. Never the number itself.

《个人信息保护法》第二十八条: such numbers are personal, some of them sensitive; 《政府信息公开条例》第十五条: not to be disclosed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from gongkai.checking.scope import Scope
from gongkai.problems import Position
from gongkai.reading.content import read_start
from gongkai.reading.numbers import may_name_a_person
from gongkai.reading.place import MAX_BYTES

EXTENSIONS = (".yaml", ".yml", ".tsv", ".md")

_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－＠．", "0123456789Xx-@.")
_ADDRESS = re.compile(r"https?://[^\s'\"，。）]+")


class Text(NamedTuple):
    """A file that holds long numbers or an @, its full-width digits made narrow, its web addresses blanked out."""

    file: str
    text: str


def texts(scope: Scope) -> tuple[Text, ...]:
    """The editor's own files that are worth a closer look; read once for all rules."""
    found = _READ.get(scope)
    if found is None:
        harmless = {doc.path for doc in scope.docs if not doc.where.root and not doc.numbers}
        found = _READ[scope] = tuple(_telling(scope.folder, harmless)) if scope.folder else ()
    return found


def search(scope: Scope, pattern: re.Pattern[str], really: Callable[[str], bool]) -> Iterator[tuple[Position, str]]:
    """(place, the number without blanks and dashes) of each match that ``really`` is one."""
    for file, text in texts(scope):
        for match in pattern.finditer(text):
            number = re.sub("[ -]", "", match.group())
            if really(number):
                before = text.rfind("\n", 0, match.start()) + 1
                line = text.count("\n", 0, match.start()) + 1
                yield Position("", f"catalog/{file}", line, match.start() - before + 1), number


def masked(number: str) -> str:
    """The first three and the last two characters: enough to find it in the file, too little to pass it on."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def is_identity_number(number: str) -> bool:
    """GB 11643—1999: region, day of birth, order, and a check character by ISO 7064 MOD 11-2."""
    if number[:2] not in _PROVINCES:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def is_card_number(number: str) -> bool:
    """The check digit of bank cards (Luhn, ISO/IEC 7812-1)."""
    doubled = [int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def _telling(folder: Path, harmless: Container[str]) -> Iterator[Text]:
    """``harmless``: files that reading found to hold no such number. The others are mostly word lists, pages, and files with an error."""
    for path, file in _files(folder):
        if file in harmless:
            continue
        try:
            content = read_start(path, MAX_BYTES)
        except OSError:
            continue  # reading has reported it
        if may_name_a_person(content):
            text = content.decode("utf-8", "replace").removeprefix("\ufeff")
            if "１" in text or "６" in text or "＠" in text:
                text = text.translate(_NARROW)
            yield Text(file, _ADDRESS.sub(lambda match: " " * len(match.group()), text))


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """(path, POSIX path below the folder) of every file that may hold text of the catalogue; hidden folders are left out."""
    waiting = [("", str(folder))]
    while waiting:
        prefix, path = waiting.pop()
        try:
            with os.scandir(path) as listing:
                members = sorted(listing, key=lambda member: member.name)
        except OSError:
            continue
        for member in members:
            if member.name.startswith("."):
                continue
            if member.is_dir(follow_symlinks=False):
                waiting.append((f"{prefix}{member.name}/", member.path))
            elif member.name.lower().endswith(EXTENSIONS) and member.is_file(follow_symlinks=False):
                yield member.path, prefix + member.name


_READ: WeakKeyDictionary[Scope, tuple[Text, ...]] = WeakKeyDictionary()
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83, 91)))
"""First two digits of a region's code (GB/T 2260); 83 and 91 are given with residence permits and to foreigners."""
