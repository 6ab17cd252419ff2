"""Whole programs, measured from outside: wall and CPU time of a process with all its children, and the memory they hold together."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.02
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Usage:
    """One run: seconds on the clock, CPU seconds (user and system, of all processes), bytes of the largest single process."""

    wall: float
    cpu: float
    largest: int


class RunError(Exception):
    """A measured program ended with an error; the message holds the end of what it printed."""


def timed(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Usage:
    """Run ``command`` in ``folder``. Raises RunError."""
    with open(os.devnull, "rb") as nothing, open(folder / ".bench.log", "wb") as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=env, stdin=nothing, stdout=log, stderr=log)
        _, status, rusage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    _expect_success(process, folder)
    return Usage(wall, rusage.ru_utime + rusage.ru_stime, rusage.ru_maxrss * 1024)


def peak_memory(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> int | None:
    """Run ``command`` once more and return the most bytes that all its processes held at one time; None where the system does not say.

    Shared pages count once (proportional set size). It is a run of its own because looking slows down what is looked at.
    """
    with open(os.devnull, "rb") as nothing, open(folder / ".bench.log", "wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdin=nothing, stdout=log, stderr=log)
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _family(process.pid))))
            time.sleep(INTERVAL)
    _expect_success(process, folder)
    return peak or None


def _expect_success(process: subprocess.Popen[bytes], folder: Path) -> None:
    if process.returncode:
        tail = (folder / ".bench.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RunError(f"{process.args!r} in {folder} ended with {process.returncode}:\n{tail}")


def _family(pid: int) -> list[int]:
    """The process and everything it started."""
    found = [pid]
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            children = Path(f"/proc/{pid}/task/{task}/children").read_text()
            found += [member for child in children.split() for member in _family(int(child))]
    except OSError:
        pass  # it has ended meanwhile
    return found


def _resident(pid: int) -> int:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:")), 0)
