"""Work shared among the machine's cores by plain forks: starting a pool of the standard library takes as long as making a hundred pages."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Here = TypeVar("Here")
Away = TypeVar("Away")


def can_fork() -> bool:
    """Forking is safe and available: not on Windows or macOS, and not beside other threads (the live preview has some)."""
    return sys.platform == "linux" and threading.active_count() == 1


def cores() -> int:
    """Into how many shares work is parted: one for each core, at least two."""
    return max(2, os.cpu_count() or 1)


def together(here: Callable[[], Here], away: Sequence[Callable[[], Away]]) -> tuple[Here, list[Away]]:
    """What ``here`` returns, run by this process, and what each of ``away`` returns, each run by a copy of it at the same time.

    Results from away travel pickled; whatever else a copy changes in memory is lost. Raises what the work raised, and
    ChildProcessError when a copy ended without a word (killed, out of memory). No copy outlives the call.
    """
    copies: list[tuple[int, int]] = []
    try:
        for work in away:
            copies.append(_start(work, [pipe for _, pipe in copies]))
        return here(), [_received(pipe) for _, pipe in copies]
    except BaseException:
        for pid, _ in copies:
            os.kill(pid, signal.SIGKILL)
        raise
    finally:
        for pid, pipe in copies:
            os.close(pipe)
            os.waitpid(pid, 0)


def _start(work: Callable[[], Any], others: Sequence[int]) -> tuple[int, int]:
    """(process id, pipe to read from) of a copy of this process that does ``work``; ``others`` are pipes that are not its own."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        for pipe in (reading, *others):
            os.close(pipe)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both: the parent answers it, and ends its copies
        try:
            answer = pickle.dumps((True, work()))
        except BaseException as error:
            answer = pickle.dumps((False, error))
        with open(writing, "wb") as end:
            end.write(answer)
    finally:
        os._exit(0)  # nothing of the parent's must be flushed, deleted or reported twice


def _received(pipe: int) -> Any:
    with open(pipe, "rb", closefd=False) as end:
        answer = end.read()
    try:
        fine, value = pickle.loads(answer)
    except (EOFError, pickle.UnpicklingError) as error:
        raise ChildProcessError("一个子进程没有做完就结束了（被终止，或者内存不够）。再运行一次") from error
    if not fine:
        raise value
    return value
