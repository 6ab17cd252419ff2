"""`gongkai check --fix`: repairs that leave nothing to decide, one span each; everything else in the file stays byte for byte.

To make a code repairable, write a `Fixer` (see `checking/edit.py`) and enter it in `FIXERS`. Every repair is tried on the text first: it
is kept only if the file can still be read as well as before and the problem is gone from its place.
"""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from gongkai.checking.edit import Edit, Fixer
from gongkai.checking.fixers.characters import CHARACTER_FIXERS
from gongkai.checking.fixers.punctuation import PUNCTUATION_FIXERS
from gongkai.checking.fixers.spelling import SPELLING_FIXERS
from gongkai.checking.fixers.wording import WORDING_FIXERS
from gongkai.problems import Problem
from gongkai.reading.content import part_beside
from gongkai.reading.encoding import decode
from gongkai.reading.place import SourceFile
from gongkai.reading.prescan.sheet import BREAK
from gongkai.reading.prescan.traps import Finding
from gongkai.reading.source import parse

FIXERS: Mapping[str, Fixer] = MappingProxyType({**CHARACTER_FIXERS, **PUNCTUATION_FIXERS, **SPELLING_FIXERS, **WORDING_FIXERS})
"""Code → how to repair it. What is not here is for people."""

ROUNDS = 50
"""How often a command may repair and look again: a file tells each thing at most twenty times at once."""

_STRUCTURE = frozenset(("Y100", "Y107", "Y127", "Y129", "Y130", "Y131", "Y132", "Y135", "Y136", "Y143", "Y144", "Y146", "Y147", "Y148"))
"""Problems that a repair must not bring about: they would mean that it has torn the file's outline."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line for each repair, and for each place that could have been repaired but was not, with the reason."""

    changed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after its repairs: (problem, the edit in places of the text before, what stood there), and (problem, reason) of what was left."""

    text: str
    done: tuple[tuple[Problem, Edit, str], ...] = ()
    left: tuple[tuple[Problem, str], ...] = ()


def repair(project: Path, problems: Iterable[Problem]) -> Outcome:
    """Repair the project's own files as far as the ``problems`` can be repaired; each file is written whole or not at all."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code in FIXERS and not problem.position.root:
            by_file.setdefault(problem.position.file, []).append(problem)
    changed: list[str] = []
    refused: list[str] = []
    for file, found in by_file.items():
        outcome = _file(project / file, found)
        changed += outcome.changed
        refused += outcome.refused
    return Outcome(tuple(changed), tuple(refused))


def _file(path: Path, problems: Sequence[Problem]) -> Outcome:
    """One file; a link is followed, so that what it points to is repaired and the link stays."""
    try:
        content = path.read_bytes()
    except OSError:
        return Outcome()
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = decode(content)
    if isinstance(text, Finding):
        return Outcome()
    found = repair_text(text, problems)
    left = tuple(f"没有自动改 {problem.position}: {problem.code} {reason}。" for problem, reason in found.left)
    if not found.done:
        return Outcome((), left)
    failure = _write(Path(os.path.realpath(path)), mark + found.text.encode())
    if failure:
        return Outcome((), (f"没有自动改 {problems[0].position.file}: {failure}。",))
    changed = (f"已改 {problem.position}: {problem.code} “{_shown(old)}”→“{_shown(edit.new)}”" for problem, edit, old in found.done)
    return Outcome(tuple(changed), left)


def repair_text(text: str, problems: Iterable[Problem], fixers: Mapping[str, Fixer] = FIXERS) -> Repaired:
    """Try the repairs one by one, from the end of the text, so that a repair does not move the places still to come."""
    done: list[tuple[Problem, Edit, str]] = []
    left: list[tuple[Problem, str]] = []
    starts = [0, *(found.end() for found in BREAK.finditer(text))]
    before = _troubles(text)
    free = len(text)  # repairs must not overlap
    wanted = sorted({problem for problem in problems if problem.code in fixers}, key=lambda problem: problem.sort_key, reverse=True)
    for problem in wanted:
        at = problem.position
        if at.line > len(starts):
            continue
        offset = starts[at.line - 1] + at.column - 1
        edit = fixers[problem.code](text, offset, problem)
        if isinstance(edit, str):
            left.append((problem, edit))
            continue
        old = text[edit.start : edit.end]
        if old == edit.new or edit.start < starts[at.line - 1]:
            left.append((problem, "没有找到要改的地方，请人工核对"))
            continue
        if edit.end > free:
            continue  # what overlaps comes up again when the caller looks again
        changed = edit.apply(text)
        after = _troubles(changed)
        if _worse(before, after, problem):
            left.append((problem, "改了以后这个文件会读成别的意思，请人工核对"))
            continue
        text, before, free = changed, after, edit.start
        done.append((problem, edit, old))
    return Repaired(text, tuple(reversed(done)), tuple(reversed(left)))


def _troubles(text: str) -> frozenset[tuple[int, int, str]]:
    """(line, column, code) of everything that keeps the text from being read as it looks."""
    found = parse(text.encode("utf-8", "surrogatepass"), SourceFile("", ""), gate=False).problems
    return frozenset((problem.position.line, problem.position.column, problem.code) for problem in found)


def _worse(before: frozenset[tuple[int, int, str]], after: frozenset[tuple[int, int, str]], problem: Problem) -> bool:
    """The repair has not helped, or has torn the outline: a structural problem in a line that had none."""
    place = (problem.position.line, problem.position.column, problem.code)
    had = {(line, code) for line, _, code in before}
    torn = any(code in _STRUCTURE and (line, code) not in had for line, _, code in after)
    return torn or (place in before and place in after)


def _write(path: Path, content: bytes) -> str:
    """Put ``content`` in the file's place in one step; "" or, when that failed, why. The old file is whole until then."""
    part = ""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if not os.access(path, os.W_OK):
            return "文件是只读的"
        part = part_beside(path, content, mode)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            os.unlink(part)
        return "文件写不进去，可能正被别的软件打开，关掉再试"
    return ""


def _shown(text: str) -> str:
    """A span as one line can show it: what cannot be seen by its code point."""
    return "".join(_shown_all(text[:40])) + ("…" if len(text) > 40 else "")


def _shown_all(text: str) -> Iterator[str]:
    for char in text:
        yield {"\t": "〔Tab〕", " ": " ", "\u3000": "〔全角空格〕"}.get(char) or (char if char.isprintable() else f"〔U+{ord(char):04X}〕")


__all__ = ["FIXERS", "ROUNDS", "Edit", "Fixer", "Outcome", "Repaired", "repair", "repair_text"]
