"""Servers of the test's own on loopback: Debian's sshd and nginx, with their keys and settings in a temporary folder."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import REPOSITORY, lacking

SERVER_FILES = REPOSITORY / "generator" / "gongkai" / "starter" / "server"
PATIENCE = 10
"""Seconds until a server that does not come up is given up."""


def tool(name: str) -> str:
    """The path of a system tool. Without it the test is skipped, or fails where servers are required."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        lacking(f"no {name} on this machine: sh tests/install_servers.sh", required="GONGKAI_REQUIRE_SERVERS" in os.environ)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Sshd:
    """A running sshd: how to reach it, and the folder with its keys."""

    host: str
    port: int
    folder: Path

    @property
    def key(self) -> Path:
        return self.folder / "key"

    @property
    def known_hosts(self) -> Path:
        return self.folder / "known_hosts"

    @property
    def options(self) -> list[str]:
        """What `gongkai publish` needs to know."""
        return ["--port", str(self.port), "--key", str(self.key), "--known-hosts", str(self.known_hosts)]


@contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    """An sshd that lets this user in with a key made for the test, and nobody else."""
    program = tool("sshd")
    tool("rsync")
    folder.mkdir()
    for name in ("host_key", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder / name], check=True)
    shutil.copy(folder / "key.pub", folder / "authorized_keys")
    port = free_port()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {(folder / 'host_key.pub').read_text()}")
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host_key\nAuthorizedKeysFile {folder}/authorized_keys\nPidFile none\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nMaxStartups 100\n"
        "KexAlgorithms curve25519-sha256\nSetEnv SHLVL=2\n"  # quick, and safe enough on loopback; bash leaves this user's .bashrc alone
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, "-D", "-e", "-f", folder / "config"], stdout=log, stderr=log)
        try:
            _wait_for(port, process, folder / "log")
            yield Sshd(f"{getpass.getuser()}@127.0.0.1", port, folder)
        finally:
            process.terminate()
            process.wait()


@contextmanager
def nginx(folder: Path, root: Path) -> Iterator[str]:
    """Debian's nginx with the packaged settings, the public folder set to ``root``; yields the site's address."""
    program = tool("nginx")
    folder.mkdir()
    port = free_port()
    site = (SERVER_FILES / "nginx.conf").read_text(encoding="utf-8")
    site, ports = re.subn(r"listen +80;", f"listen 127.0.0.1:{port};", site)
    site = re.sub(r"listen +\[::\]:80;", "", site)
    site, roots = re.subn(r"root +\S+;", f"root {root};", site)
    assert ports == 1 and roots == 1, "the packaged settings have one port and one root"
    (folder / "site.conf").write_text(site, encoding="utf-8")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n{'user root;' if os.geteuid() == 0 else ''}\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; {temporary}\n"
        f"include {folder}/site.conf; }}\n"
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, "-c", folder / "nginx.conf", "-p", folder], stdout=log, stderr=log)
        try:
            _wait_for(port, process, folder / "log")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    pytest.fail(f"the server did not come up: {log.read_text(errors='replace')}")
