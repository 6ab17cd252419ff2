"""A project folder → its library and everything that is wrong with it: reading and rules together."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gongkai.checking.run import check_library
from gongkai.problems import Problem
from gongkai.reading.commits import as_of
from gongkai.reading.library import Reading, read_library
from gongkai.reading.load import Doc
from gongkai.reading.roots import find_roots


def read_project(project: Path, cache: Path | None, drafts: Sequence[Doc] = (), *, errors_only: bool = False) -> tuple[Reading, tuple[Problem, ...]]:
    """Read and check everything of the project folder; problems of both kinds together, in the order of files and lines.

    ``drafts``: files that are not written yet, taken as if they were; ``errors_only``: leave out the rules that only warn.
    """
    with _no_garbage_collection():
        reading = read_library(find_roots(project), cache=cache, drafts=drafts)
        found: list[Problem] = []
        if reading.library:
            day = as_of(project)[0] if reading.library.publication.suppressions else ""  # nothing else asks for the day
            found = check_library(reading.library, reading.docs, reading.unread, day, project.resolve() / "catalog", errors_only=errors_only)
    return reading, tuple(sorted({*reading.problems, *found}, key=lambda problem: problem.sort_key))


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Reading makes a hundred thousand lasting objects; walking them again and again costs more than reading them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
