"""A release from here to the public: begin, copy, switch; and back again. Killed at any moment, the public address holds one whole release."""

from __future__ import annotations

import re
import secrets
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from gongkai.problems import Trouble
from gongkai.publishing.built import Built, too_small
from gongkai.publishing.explain import failure, refusal
from gongkai.publishing.place import Place, Session

KEEP = 5
"""Releases that stay: the public one and those before it, for a rollback. What they have in common is on the disk once."""

WAIT = 600
"""Seconds to wait for another publish to end."""

_PERCENT = re.compile(rb"\s(\d+)%\s")
_SENT = re.compile(rb"Number of regular files transferred: ([\d,.]+)")


@dataclass(frozen=True, slots=True)
class Release:
    """A whole release that is kept: its number, whether it is the public one, and what was noted when it was published."""

    number: str
    public: bool
    note: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: the number of the public release, the one before it, how many files had to be sent, whether anything changed at all."""

    number: str
    before: str = ""
    sent: int = 0
    changed: bool = True
    kept: tuple[Release, ...] = ()


Progress = Callable[[str], None]
"""Gets a short sentence whenever there is something new to say."""


def publish(place: Place, built: Built, note: str, *, keep: int = KEEP, wait: int = WAIT, allow_shrink: bool = False, progress: Progress) -> Outcome | Trouble:
    """Copy ``built`` to ``place`` and make it public. A site that is the same as the public one makes no new release."""
    token = secrets.token_hex(8)
    with Session(place.command("publish", token, str(keep), str(wait))) as session:
        ready = session.answer()
        if ready == ["waiting"]:
            progress("另一次发布正在进行，等它结束")
            ready = session.answer()
        if ready[:1] == ["error"]:
            return refusal(place, ready)
        if ready[:1] != ["ready"]:
            return failure(place, "连接", session.last_words())
        previous, files_before = ready[1].strip("-"), int(ready[2])
        small = None if allow_shrink else too_small(built.files, files_before)
        if small:
            return small
        copied = _copy(place.copy_command(built.folder, f"{token}.part", previous), progress)
        if isinstance(copied, str):
            return failure(place, "上传到", copied)
        same = previous and copied == 0 and built.files == files_before
        session.tell("same" if same else f"go {built.files} {note}")
        end = session.answer()
        if end[:1] == ["error"]:
            return refusal(place, end)
        if end[:1] not in (["public"], ["same"]):
            return failure(place, "切换", session.last_words())
        return Outcome(end[1], previous, sent=copied, changed=end[0] == "public")


def roll_back(place: Place, number: str = "") -> Outcome | Trouble:
    """Make the release before the public one public again, or the one with ``number``."""
    with Session(place.command("rollback", *([number] if number else []))) as session:
        answer = session.answer()
        if answer == ["waiting"]:
            answer = session.answer()
        if answer[:1] == ["error"]:
            return refusal(place, answer)
        if answer[:1] != ["public"]:
            return failure(place, "连接", session.last_words())
        return Outcome(answer[1], kept=_listed(session))


def releases(place: Place) -> tuple[Release, ...] | Trouble:
    """The releases that are kept, the oldest first."""
    with Session(place.command("list")) as session:
        found = _listed(session)
        errors = session.last_words()
    return failure(place, "连接", errors) if errors and not found else found


def _listed(session: Session) -> tuple[Release, ...]:
    found = []
    while words := session.answer():
        if words[0] == "release":
            found.append(Release(words[1], words[2] == "*", " ".join(words[3:])))
    return tuple(found)


def _copy(command: list[str], progress: Progress) -> int | str:
    """Run rsync: how many files had to be sent, or what it wrote as error when it failed."""
    sent = shown = 0
    with TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
        assert process.stdout is not None
        try:
            for line in _lines(process.stdout):
                percent, files = _PERCENT.search(line), _SENT.fullmatch(line)
                if percent and int(percent[1]) // 10 > shown // 10:
                    shown = int(percent[1])
                    progress(f"上传 {shown}%")
                sent = int(re.sub(rb"\D", b"", files[1])) if files else sent
            status = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        errors.seek(0)
        return sent if status == 0 else errors.read().decode("utf-8", "replace").strip() or f"rsync 以 {status} 结束"


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """What rsync prints, as it comes: it rewrites its line of progress with carriage returns."""
    line = b""
    while sign := stream.read(1):
        if sign in b"\r\n":
            yield line.strip()
            line = b""
        else:
            line += sign
