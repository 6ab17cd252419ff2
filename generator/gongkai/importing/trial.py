"""A plan tried out before anything is written: the catalogue is read and checked as if the files were there; what would be wrong is left out and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from gongkai.authoring.desk import read_draft
from gongkai.authoring.form import Draft
from gongkai.checking.run import check_library
from gongkai.importing.grid import Understood
from gongkai.importing.home import Home
from gongkai.importing.options import Bans, Options, Row
from gongkai.importing.outcome import WRITTEN, FileChange, Plan
from gongkai.importing.plan import Planner
from gongkai.model.catalogue import Library, Marks
from gongkai.problems import Position, Problem
from gongkai.reading.commits import as_of
from gongkai.reading.docs import read_docs
from gongkai.reading.encoding import decode
from gongkai.reading.library import resolve_docs
from gongkai.reading.load import Doc
from gongkai.reading.numbers import may_name_a_person
from gongkai.reading.place import SourceFile
from gongkai.reading.roots import find_roots
from gongkai.reading.source import parse

ROUNDS: Final = 8
"""How often a plan is made again without what was wrong; a file tells all that is wrong with it at once, so that two or three are the rule."""

Seen = frozenset[tuple[str, str, str]]
"""Errors by file, code and message: their lines move."""


def settle(understood: Sequence[Understood], home: Home, options: Options, done: Callable[[], None] = lambda: None) -> Plan:
    """The plan without anything that the checker would call an error, each such thing told in the plan."""
    planner = Planner(understood, home, options, done)
    before: Seen | None = None
    for _ in range(ROUNDS):
        plan = planner.plan()
        wrong = tried(home, plan.files)[1] if plan.files else []
        if wrong and before is None:
            before = frozenset(map(_key, tried(home, ())[1]))
        wrong = [problem for problem in wrong if _key(problem) not in (before or ())]
        if not wrong:
            return plan
        bans = _banned(plan, wrong, planner.bans, home)
        if bans == planner.bans:
            break
        planner = planner.without(bans)
    return replace(plan, files=(), blocked=(*plan.blocked, *wrong))


def tried(home: Home, files: Sequence[FileChange]) -> tuple[Library | None, list[Problem]]:
    """The library as it would be once the files are written, and the errors that it would have. Nothing is written."""
    project, schemas = home.desk.project, home.desk.schemas
    roots = find_roots(project)
    read, wrong = read_docs(roots, schemas, project / ".cache" / "gongkai")
    changed = {file.path.removeprefix("catalog/") for file in files}
    problems: list[Problem] = []
    drafts: list[Doc] = []
    for file in files:
        if file.new is not None:
            text = decode(file.new)
            doc, found = read_draft(Draft(file.path.removeprefix("catalog/"), text if isinstance(text, str) else ""), schemas)
            problems += found
            drafts += [doc] if doc else []
    kept = [doc for doc in read if doc.where.root or doc.path not in changed]
    reading = resolve_docs([*kept, *drafts], wrong, roots)
    problems += reading.problems
    if reading.library:
        day = as_of(project)[0] if reading.library.publication.suppressions else ""
        with TemporaryDirectory(prefix="gongkai-") as folder:  # rules about personal data look at the text itself
            for file in files:
                if file.new is not None and may_name_a_person(file.new):
                    place = Path(folder) / file.path.removeprefix("catalog/")
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(file.new)
            problems += check_library(reading.library, reading.docs, reading.unread, day, Path(folder), errors_only=True)
    return reading.library, [problem for problem in problems if problem.level == "error"]


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.position.file, problem.code, problem.message


def _banned(plan: Plan, wrong: Sequence[Problem], bans: Bans, home: Home) -> Bans:
    """What to leave out next time, so that the errors do not come up."""
    fields: dict[Row, dict[str, str]] = {row: dict(found) for row, found in bans.fields.items()}
    names, items = set(bans.names), dict(bans.items)
    owners = {outcome.file: outcome for outcome in plan.outcomes if outcome.verdict in WRITTEN}
    by_id = {outcome.id: outcome for outcome in plan.outcomes if outcome.verdict in WRITTEN}
    withdrawn = {gap.file: gap.id for gap in plan.missing if gap.file}
    files = {file.path: file for file in plan.files}
    for problem in wrong:
        words = f"{problem.message}{f'（{problem.hint}）' if problem.hint else ''}"
        path = problem.position.file
        outcome = owners.get(path) or by_id.get(_item(path)) or next((one for id_, one in by_id.items() if id_ in problem.message), None)
        if path in withdrawn:
            items[withdrawn[path]] = words
        elif path in files and not outcome:
            names |= _blamed(plan, path, files[path], problem.position)
        elif outcome:
            row = (outcome.row.file, outcome.row.place)
            name = _field(_marks(files, path, home), problem.position)
            known = {edit.field for edit in outcome.edits} - set(fields.get(row, ()))
            # elsewhere (a hot word leads to an item that is no longer shown) the levels are what takes an item away
            name = name if path == outcome.file or path.endswith(f"/{outcome.id}.yaml") else "levels"
            fields.setdefault(row, {})[name if name in known or outcome.verdict == "own" else "*"] = words
        else:
            names |= {one.entry.name for one in plan.registered if one.entry.name in problem.message}
    return Bans(fields, frozenset(names), items)


def _item(path: str) -> str:
    """``domain/slug`` of an item's file of any layer."""
    return "/".join(path.removesuffix(".yaml").split("/")[-2:])


def _blamed(plan: Plan, path: str, file: FileChange, at: Position) -> set[str]:
    """Names of the new entries that the error in a register's file is about; all of the file's where that cannot be told."""
    new = [one.entry for one in plan.registered if one.file == path]
    if len(new) > 1 and file.new is not None:
        text = decode(file.new)
        line = text.split("\n")[at.line - 1] if isinstance(text, str) else ""
        told = {entry.name for entry in new if entry.name in line or entry.id in line}
        return told or {entry.name for entry in new}
    return {entry.name for entry in new}


def _marks(files: Mapping[str, FileChange], path: str, home: Home) -> Marks:
    """Marks of the file as it would be."""
    content = files[path].new if path in files else home.content(path.removeprefix("catalog/"))
    return parse(content or b"", SourceFile("", path)).marks


def _field(marks: Marks, at: Position) -> str:
    """The field that stands at a line: below ``adjust``, or at the top."""
    found = ""
    places = marks[2] if len(marks) > 2 and isinstance(marks[2], dict) else {}
    for key, place in places.items():
        if place[0] <= at.line:
            found = key
            if key == "adjust":
                inner = place[2][2] if len(place[2]) > 2 and isinstance(place[2][2], dict) else {}
                found = next((name for name, one in reversed(inner.items()) if one[0] <= at.line), key)
    return found
