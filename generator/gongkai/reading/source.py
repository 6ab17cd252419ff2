"""YAML bytes → plain data with the place of every node. The only importer of yaml.

Data are built straight from the events of libyaml, which resolve nothing: no tag, anchor or alias takes effect, and only
``true``/``false``, whole numbers and ``null`` are anything but text (``no``, ``12:30``, ``010203``, ``1.5`` and dates stay as written).
Marks run parallel to the data and are plain JSON: ``[line, column]`` of a scalar, ``[line, column, {key: [line, column, marks]}]`` of a
mapping, ``[line, column, [marks, …]]`` of a sequence; all count from 1, columns in characters, a byte order mark not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from yaml.cyaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from gongkai.model.catalogue import Marks
from gongkai.problems import Position, Problem
from gongkai.reading.encoding import decode
from gongkai.reading.place import MAX_BYTES, SourceFile
from gongkai.reading.prescan.refusals import in_chinese
from gongkai.reading.prescan.sheet import BREAK, readable
from gongkai.reading.prescan.traps import TRAPS, Finding
from gongkai.reading.shape import is_plain

MAX_DEPTH = 20
"""Mappings and sequences inside one another, the outermost counted."""

_CONSTANTS: dict[str, bool | None] = {"": None, "null": None, "~": None, "true": True, "false": False}
_ASCII = "\x7f"  # what sorts below begins with an ASCII character or is empty: only that can be anything but text
_INTEGER = re.compile("0|-?[1-9][0-9]{0,14}")  # up to what a browser holds exactly; longer runs of digits are codes, that is text


@dataclass(frozen=True, slots=True)
class Parsed:
    """``data`` is None when the file is unreadable. Beside errors it may still be there, as far as the parser understood it."""

    data: object
    marks: Marks
    problems: tuple[Problem, ...]


def parse(content: bytes, where: SourceFile, *, gate: bool = True) -> Parsed:
    """Read one file. Never raises: whatever is wrong with the bytes is a problem with a position inside the file.

    ``gate`` looks first whether the text has the plain house style and needs no explaining: many files are read faster
    so, a few are read faster without. The result is the same.
    """
    if len(content) > MAX_BYTES:
        return _unreadable(where, Finding(1, 1, "too-large", {"limit": str(MAX_BYTES)}))
    text = decode(content)
    if isinstance(text, Finding):
        return _unreadable(where, text)
    plain = gate and is_plain(text)
    build = _Build(text if plain else readable(text))
    if plain and not build.found and build.refusal is None:
        return Parsed(build.data, build.marks, ())
    findings = _explained(text, build)
    problems = tuple(problem(finding, where) for finding in findings)
    if any(finding.slug == "complex-key" for finding in findings):
        return Parsed(None, [1, 1], problems)  # keys that are no text have no place in the data
    return Parsed(build.data, build.marks, problems)


class _StopReadingError(Exception):
    """Raised inside `_Build` only: the rest of the file is not worth reading."""


class _Build:
    """One run over the events of a text: data, marks, what was found on the way, and what the parser said if it gave up (place from 1)."""

    def __init__(self, text: str) -> None:
        self.data: object = None
        self.marks: Marks = [1, 1]
        self.found: list[Finding] = []
        self.refusal: Finding | None = None
        try:
            self._next: Callable[[], Any] = CParser(text).get_event
            self.data, self.marks = self._document()
        except _StopReadingError:
            pass
        except YAMLError as error:
            self.refusal = _refusal(error)

    def _document(self) -> tuple[object, Marks]:
        self._next()  # the start of the stream
        if type(self._next()) is StreamEndEvent:
            self._stop("empty", None)
        root = self._next()
        if type(root) is not MappingStartEvent:
            if type(root) is ScalarEvent and not root.value:
                self._stop("empty", None)
            self._report("not-a-mapping", root.start_mark, what="一段文字" if type(root) is ScalarEvent else "列表")
            return self._drained()
        data, marks = self._mapping(root, 1)
        self._next()  # the end of the document
        after = self._next()
        if type(after) is DocumentStartEvent:
            self._report("documents", after.start_mark, name="---")
            return self._drained()
        return data, marks

    def _drained(self) -> tuple[object, Marks]:
        """Unreadable; the rest is still parsed, for the parser may give up on it."""
        depth = 0
        while type(event := self._next()) is not StreamEndEvent:
            if type(event) in (MappingStartEvent, SequenceStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    self._stop("too-deep", event, limit=str(MAX_DEPTH))
            elif type(event) in (MappingEndEvent, SequenceEndEvent):
                depth -= 1
        return None, [1, 1]

    def _mapping(self, start: Any, depth: int) -> tuple[object, Marks]:
        if depth > MAX_DEPTH:
            self._stop("too-deep", start, limit=str(MAX_DEPTH))
        get = self._next
        data: dict[str, object] = {}
        places: dict[str, list[Any]] = {}
        while True:
            key = get()
            if type(key) is MappingEndEvent:
                break
            if type(key) is not ScalarEvent or not (name := key.value) or name in data:
                name = self._odd_key(key, depth, places)
            at = key.start_mark
            event = get()
            if type(event) is ScalarEvent:
                mark = event.start_mark
                text = event.value
                if text < _ASCII and not event.style:
                    data[name] = self._scalar(text, mark, name)
                else:
                    data[name] = text
                places[name] = [at.line + 1, at.column + 1, [mark.line + 1, mark.column + 1]]
            else:
                data[name], marks = self._node(event, depth)
                places[name] = [at.line + 1, at.column + 1, marks]
        mark = start.start_mark
        return data, [mark.line + 1, mark.column + 1, places]

    def _sequence(self, start: Any, depth: int) -> tuple[object, Marks]:
        if depth > MAX_DEPTH:
            self._stop("too-deep", start, limit=str(MAX_DEPTH))
        get = self._next
        data: list[object] = []
        places: list[Marks] = []
        while True:
            event = get()
            if type(event) is ScalarEvent:
                mark = event.start_mark
                places.append([mark.line + 1, mark.column + 1])
                text = event.value
                if text < _ASCII and not event.style:
                    data.append(self._scalar(text, mark, "-"))
                else:
                    data.append(text)
            elif type(event) is SequenceEndEvent:
                break
            else:
                value, marks = self._node(event, depth)
                data.append(value)
                places.append(marks)
        mark = start.start_mark
        return data, [mark.line + 1, mark.column + 1, places]

    def _node(self, event: Any, depth: int) -> tuple[object, Marks]:
        """Anything but a scalar; an alias is reported and taken for nothing."""
        if type(event) is MappingStartEvent:
            return self._mapping(event, depth + 1)
        if type(event) is AliasEvent:
            self._report("alias", event.start_mark, name=f"*{event.anchor}")
            return None, [event.start_mark.line + 1, event.start_mark.column + 1]
        return self._sequence(event, depth + 1)

    def _odd_key(self, key: Any, depth: int, places: dict[str, list[Any]]) -> str:
        """A key that is no text, empty, or there already (the last one wins)."""
        if type(key) is not ScalarEvent:
            self._report("complex-key", key.start_mark)
            self._node(key, depth)
            return ""
        name: str = key.value
        if name in places:
            self._report("duplicate-key", key.start_mark, name=name, first=str(places[name][0]))
        elif not name:
            self._report("missing-key", key.start_mark)
        return name

    def _scalar(self, text: str, mark: Any, owner: str) -> object:
        """The value of unquoted text that is perhaps not text; ``owner`` is its key."""
        if text in _CONSTANTS:
            if not text:
                self._report("missing-value", mark, name=owner)
            return _CONSTANTS[text]
        return int(text) if _INTEGER.fullmatch(text) else text

    def _report(self, slug: str, mark: Any, **words: str) -> None:
        self.found.append(Finding(mark.line + 1, mark.column + 1, slug, words))

    def _stop(self, slug: str, event: Any, **words: str) -> None:
        if event is None:
            self.found.append(Finding(1, 1, slug, words))
        else:
            self._report(slug, event.start_mark, **words)
        raise _StopReadingError


def _explained(text: str, build: _Build) -> list[Finding]:
    """What the parser's events showed and what the pre-scan sees, without telling the same slip twice."""
    from gongkai.reading.prescan.explain import explain, limited  # a catalogue in order needs none of it

    lines = BREAK.split(text)
    seen = {_inside(finding, lines) for finding in build.found}
    if any(finding.slug == "too-deep" for finding in seen):
        return limited(seen)
    refusal = _inside(build.refusal, lines) if build.refusal else None
    found, explained = explain(text, refusal.line if refusal else 0)
    told = {finding.line for finding in found}
    if refusal and found:  # what the parser saw on its way to the slip is mostly a consequence of it
        seen = {finding for finding in seen if finding.slug != "missing-value" or finding.line + 1 < min(told)}
    told |= {line - 1 for line in told}  # a slip at the beginning of a line cuts it off from the key above
    seen = {finding for finding in seen if finding.slug == "duplicate-key" or finding.line not in told}
    if found:
        seen = {finding for finding in seen if finding.slug not in ("empty", "not-a-mapping")}
    if refusal and not explained:
        seen.add(refusal)
    return limited(seen.union(found))


def _inside(finding: Finding, lines: list[str]) -> Finding:
    """The finding at the end of the text, where the parser counts a line more than there is."""
    line = min(finding.line, len(lines))
    end = len(lines[line - 1]) + 1
    return replace(finding, line=line, column=end if line < finding.line else min(finding.column, end))


def _refusal(error: YAMLError) -> Finding:
    """The parser's complaint as a finding."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(line, column, "syntax", {"what": in_chinese(str(getattr(error, "problem", "")))})


def problem(finding: Finding, where: SourceFile) -> Problem:
    """The finding in an editor's words, at its place in the file."""
    trap = TRAPS[finding.slug]
    more = f"（同样的问题后面还有 {finding.words['more']} 处，从略。）" if "more" in finding.words else ""
    at = Position(where.root, where.file, finding.line, finding.column)
    return Problem(trap.code, at, trap.message.format(**finding.words) + more, trap.hint.format(**finding.words))


def _unreadable(where: SourceFile, finding: Finding) -> Parsed:
    return Parsed(None, [1, 1], (problem(finding, where),))
