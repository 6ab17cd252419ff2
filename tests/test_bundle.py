"""The offline archive: installed and used where there is no network at all, by the three lines of its own note."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import REPOSITORY
from gongkai.publishing.bundle import NOTE, PYTHONS, SUMS, SYSTEMS, main, needed, pack, split
from servers import tool

PYTHON = next((one for one in PYTHONS if one.startswith("{}.{}.".format(*sys.version_info[:2]))), "")
LINUX, ARM, WINDOWS = SYSTEMS


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The part of the archive for Linux x86-64 and the Python at hand."""
    assert PYTHON, "the archive serves every Python that the project is tested on"
    folder = tmp_path_factory.mktemp("dist")
    here = Path.cwd()
    os.chdir(REPOSITORY)
    try:
        assert main([str(folder), "--system", LINUX.name, "--python", PYTHON]) == 0
    finally:
        os.chdir(here)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def unpacked(archive: Path) -> Path:
    with zipfile.ZipFile(archive) as file:
        file.extractall(archive.parent)
    return archive.parent / archive.stem


def offline(folder: Path, script: str) -> str:
    """Run a script in a network namespace with no network, with nothing of this machine's settings of pip."""
    quiet = {"PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/bin:/bin", "HOME": str(folder), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_COMPILE": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([tool("unshare"), "-rn", "sh", "-euc", script], cwd=folder, env=quiet, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def lines_for(folder: Path, system: str) -> list[str]:
    """The commands of the note for a system."""
    text = (folder / NOTE).read_text(encoding="utf-8-sig")
    (block,) = [block for block in text.split("\n\n") if block.startswith(system)]
    return block.strip().split("\n")[1:]


def test_the_note_has_three_lines_a_system(unpacked: Path) -> None:
    assert len(lines_for(unpacked, "Linux")) == len(lines_for(unpacked, "Windows")) == 3
    assert (unpacked / NOTE).read_bytes().startswith(b"\xef\xbb\xbfgongkai ")


def test_every_file_has_its_hash(unpacked: Path) -> None:
    sums = dict(reversed(line.split("  ")) for line in (unpacked / SUMS).read_text().splitlines())
    assert sorted(sums) == sorted(f"wheels/{path.name}" for path in (unpacked / "wheels").iterdir())
    for name, digest in sums.items():
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == digest


def test_the_same_wheels_make_the_same_bytes(archive: Path, unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / archive.name).parent.mkdir(exist_ok=True)
    pack(sorted((unpacked / "wheels").glob("*.whl")), tmp_path / archive.name, [PYTHON])
    assert (tmp_path / archive.name).read_bytes() == archive.read_bytes()


def test_it_installs_and_works_without_a_network(unpacked: Path, tmp_path: Path) -> None:
    shutil.copytree(unpacked, tmp_path / "bundle")
    no_network = "! python3 -c 'import socket; socket.create_connection((\"1.1.1.1\", 80), 3)' 2>/dev/null"
    said = offline(tmp_path / "bundle", "\n".join([no_network, *lines_for(unpacked, "Linux")]))
    assert said.splitlines()[-1].startswith("gongkai, version ")
    start = "\n".join(
        [
            "export PATH=$PWD/.venv/bin:$PATH",
            "gongkai init county --name 某某县 --forge gitlab --yes",
            "cd county && test -f .gitlab-ci.yml && test -f server/nginx.conf",
            "gongkai check && gongkai build --strict && test -f site/index.html",
            "ln -s ../.venv .venv && GONGKAI_WHEELS=../wheels sh ci/install.sh",  # what the jobs run first; here most is there already
            ".venv/bin/gongkai check",
        ]
    )
    said = offline(tmp_path / "bundle", start)
    assert "gongkai, version " in said


# ---- what goes into it


def test_what_a_system_needs_is_known_from_the_wheels_themselves(unpacked: Path) -> None:
    wheels = sorted((unpacked / "wheels").glob("*.whl"))
    taken, missing = needed(wheels, LINUX, PYTHON)
    assert missing == [] and taken == set(wheels), "nothing missing, nothing too much"
    for system, python in ((WINDOWS, PYTHON), (ARM, PYTHON)):
        _, missing = needed(wheels, system, python)
        assert any(one.lower().startswith("markupsafe") for one in missing), "no wheel of this system is there"
        assert not any(one.startswith("click") for one in missing)


def test_a_wheel_left_out_is_noticed(unpacked: Path) -> None:
    wheels = [path for path in sorted((unpacked / "wheels").glob("*.whl")) if not path.name.startswith("click-")]
    _, missing = needed(wheels, LINUX, PYTHON)
    assert missing and all(one.startswith("click") for one in missing)


def test_sources_are_set_apart() -> None:
    text = "# by a tool\na-b==1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n    # via x\nc_d==2 ; python_version > '3' \\\n    --hash=sha256:3\n"
    rest, apart = split(text, ["c-d"])
    assert "a-b==1" in rest and "sha256:2" in rest and "c_d" not in rest
    assert apart.startswith("c_d==2") and "sha256:3" in apart
