"""What the last `gongkai check` found, kept as JSON: when nothing has changed since, it need not look again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from gongkai.problems import Position, Problem
from gongkai.reading.content import write_whole


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one run. ``day``: the day exceptions were held against, "" when there are none; ``titles``: code → its one line."""

    problems: tuple[Problem, ...]
    titles: Mapping[str, str]
    waiting: int = 0
    day: str = ""


def recall(store: Path, state: str, today: Callable[[], str]) -> Checked | None:
    """The findings kept for this ``state`` (see `reading.unchanged`), None when there are none or the day that counts is another one."""
    try:
        kept, day, waiting, titles, rows = orjson.loads(store.read_bytes())
        if kept != state or (day and day != today()):
            return None
        problems = tuple(Problem(code, Position(*where), message, hint, level) for code, where, message, hint, level in rows)
    except (OSError, ValueError, TypeError):
        return None
    return Checked(problems, titles, waiting, day)


def keep(store: Path, state: str, found: Checked) -> None:
    """Write the findings down, whole or not at all. A folder that cannot be written to only costs the next run its time."""
    rows = [(one.code, (at.root, at.file, at.line, at.column), one.message, one.hint, one.level) for one in found.problems for at in (one.position,)]
    with suppress(OSError, TypeError):  # TypeError: a file name that is no UTF-8 has no place in JSON
        write_whole(store, orjson.dumps((state, found.day, found.waiting, found.titles, rows)))
