"""Where a site is published: a folder here, or one on a server; and the conversation with what runs there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from gongkai.problems import Trouble

SERVER = Path(__file__).with_name("server.sh")
"""What runs where the site lies."""

_REMOTE = re.compile(r"(?P<host>(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?(?:[A-Za-z0-9][A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])):(?P<path>.*)", re.DOTALL)
_SAID = "gongkai:"

GRACE = 3
"""Seconds for the other end to tidy up after an interruption."""


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach a server: its port, the key to log in with, the file with the host keys that are trusted; "" and 0 for ssh's own settings."""

    port: int = 0
    key: str = ""
    known_hosts: str = ""

    def command(self) -> list[str]:
        """ssh with these settings. It never asks, and never talks to a server whose host key it does not know."""
        options = ["BatchMode=yes", "StrictHostKeyChecking=yes", "ClearAllForwardings=yes", "ForwardAgent=no", "ConnectTimeout=20", "ServerAliveInterval=15"]
        options += ["IdentitiesOnly=yes"] if self.key else []
        options += [f'UserKnownHostsFile="{self.known_hosts}"', "GlobalKnownHostsFile=/dev/null"] if self.known_hosts else []
        command = ["ssh", *(word for option in options for word in ("-o", option))]
        command += ["-i", self.key] if self.key else []
        return command + (["-p", str(self.port)] if self.port else [])


@dataclass(frozen=True, slots=True)
class Place:
    """A public address: ``path`` on ``host``, or here when there is no host."""

    host: str
    path: str
    connection: Connection

    def __str__(self) -> str:
        return f"{self.host}:{self.path}" if self.host else self.path

    def command(self, verb: str, *words: str) -> list[str]:
        """The command that runs ``verb`` where the site lies."""
        there = ["sh", "-c", SERVER.read_text(encoding="utf-8"), "gongkai", verb, self.path, *words]
        host = re.sub(r"[\[\]]", "", self.host)  # an IPv6 address stands in brackets for rsync, without them for ssh
        return [*self.connection.command(), host, shlex.join(there)] if self.host else there

    def copy_command(self, source: Path, part: str, previous: str) -> list[str]:
        """The command that copies the folder ``source`` to ``part`` beside the public site.

        Files are compared by what is in them and take the time of their arrival, so that one that has not changed is a link
        to the ``previous`` release and keeps its date (and a reader's cached copy) whenever and wherever it was built.
        """
        command = ["rsync", "--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--no-inc-recursive", "--info=progress2,stats2", "--timeout=120"]
        command += ["--protect-args", "--compress", f"--rsh={shlex.join(self.connection.command())}"] if self.host else []
        command += [f"--link-dest=../{previous}"] if previous else []
        store = f"{self.path.rstrip('/')}.published"
        return [*command, "--", f"{source}/", f"{self.host}:{store}/{part}/" if self.host else f"{store}/{part}/"]


def place_of(text: str, connection: Connection, *, windows: bool = os.name == "nt") -> Place | Trouble:
    """The place that ``text`` names: a folder, or ``user@host:/path``."""
    if windows:
        return Trouble(
            "Windows 上没有 rsync，不能用 gongkai publish。",
            "在流水线或者一台 Linux 机器上发布；只要放在本机的文件夹里，运行 gongkai build --site 文件夹。",
        )
    remote = _REMOTE.fullmatch(text)
    host, path = (remote["host"], remote["path"]) if remote else ("", text)
    if not remote and (":" in text.split("/")[0] or text.startswith("-") or not text):
        return Trouble(f"“{text}”看不出是哪里。", "写本机的文件夹，或者 用户名@服务器:/路径，例如 gongkai@www.example.gov.cn:/srv/www/mulu；端口写在 --port 里。")
    if host and (not path.startswith("/") or path.strip("/") == ""):
        return Trouble(f"服务器上的路径“{path}”不完整。", "写从根开始的完整路径，例如 /srv/www/mulu；不要发布到根文件夹。")
    if any(ord(sign) < 32 for sign in path) or ".." in path.split("/"):
        return Trouble(f"路径“{path}”里有不能用的写法。", "不要有换行和“..”。")
    if not host:
        path = os.path.abspath(path)
    missing = [tool for tool in (["ssh", "rsync"] if host else ["sh", "rsync"]) if shutil.which(tool) is None]
    if missing:
        return Trouble(f"这台机器上没有 {'、'.join(missing)}。", "安装它，例如 sudo apt-get install rsync openssh-client。")
    for name, file in (("--key", connection.key), ("--known-hosts", connection.known_hosts)):
        if file and not Path(file).is_file():
            return Trouble(f"没有 {name} 写的文件“{file}”。", "核对文件的位置。")
    return Place(host, path.rstrip("/"), connection)


class Session:
    """A running conversation; when this end goes, however it goes, the other end tidies up."""

    def __init__(self, command: Sequence[str]) -> None:
        self._errors = TemporaryFile()  # noqa: SIM115 - lives as long as the conversation
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, bufsize=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self._close()
            with suppress(subprocess.TimeoutExpired):  # it tidies up when it hears that nobody is here any more
                self._process.wait(GRACE)
            self._process.terminate()
        self._finish()

    def tell(self, line: str) -> None:
        """Say one line to the other end; that it has gone shows in its answer."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()

    def answer(self) -> list[str]:
        """The words of the next line from the other end; [] when there are no more."""
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            text = line.decode("utf-8", "replace").strip()
            if text.startswith(_SAID):  # a server may greet people with lines of its own
                return text.removeprefix(_SAID).split(" ")
        return []

    def last_words(self) -> str:
        """What the other end, or ssh, wrote as error."""
        self._finish()
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace").strip()

    def _close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()

    def _finish(self) -> None:
        self._close()
        self._process.wait()
