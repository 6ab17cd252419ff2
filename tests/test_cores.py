"""Work parted among copies of the process: everything comes back, in order, or says why not; nothing is left running."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from gongkai.reading.cores import can_fork, together

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only systems that fork part their work")


def _gone(pid: int) -> bool:
    """No child of ours has the number any more, not even one that has ended and was not waited for."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_results_come_back_in_order_from_other_processes() -> None:
    here, away = together(os.getpid, [os.getpid, os.getpid])
    assert here == os.getpid()
    assert len({here, *away}) == 3
    assert all(map(_gone, away))
    assert together(lambda: 0, [partial(str, number) for number in range(5)]) == (0, ["0", "1", "2", "3", "4"])


def test_results_larger_than_a_pipe_come_back_whole() -> None:
    here, (away,) = together(lambda: b"", [lambda: b"x" * 5_000_000])
    assert (here, len(away)) == (b"", 5_000_000)


def test_memory_of_a_copy_is_its_own() -> None:
    notes: list[int] = []
    together(lambda: notes.append(1), [lambda: notes.append(2)])
    assert notes == [1]


def test_an_error_away_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        together(lambda: None, [lambda: 1 / 0])


def test_an_error_here_ends_the_copies(tmp_path: Path) -> None:
    began, late = tmp_path / "began", tmp_path / "late"

    def slow() -> None:
        began.write_text(str(os.getpid()))
        time.sleep(5)
        late.touch()

    def wrong() -> None:
        while not (began.exists() and began.read_text()):
            time.sleep(0.01)
        raise ZeroDivisionError

    start = time.monotonic()
    with pytest.raises(ZeroDivisionError):
        together(wrong, [slow])
    assert time.monotonic() - start < 4
    assert _gone(int(began.read_text()))
    assert not late.exists()


def test_a_killed_copy_is_an_error(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def killed() -> None:
        note.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="再运行一次"):
        together(lambda: None, [killed])
    assert _gone(int(note.read_text()))


def test_what_waits_to_be_printed_is_printed_once(capfd: pytest.CaptureFixture[str]) -> None:
    print("once", end="")
    together(lambda: None, [lambda: None])
    assert capfd.readouterr().out == "once"


def test_a_second_thread_forbids_forking() -> None:
    import threading

    assert can_fork() == (os.uname().sysname == "Linux" and threading.active_count() == 1)
    gate = threading.Event()
    thread = threading.Thread(target=gate.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        gate.set()
        thread.join()
