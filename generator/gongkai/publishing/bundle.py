"""One archive that installs where there is no internet: `make bundle`, or `python -m gongkai.publishing.bundle DIR` in a checkout.

It holds the project and every wheel that it needs, for each system and Python that counties use, their hashes, and a note of three
lines a system. The versions and hashes are those of requirements.txt; pip downloads them, nothing here knows from where.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

PROJECT = "gongkai"
PYTHONS = ("3.11.5", "3.12.0", "3.13.0", "3.14.0")
"""The oldest of each Python that is served. Nearly everything is the same wheel for all of them: one more Python is some 4 MB more."""

NO_WHEEL = ("opencc-python-reimplemented",)
"""Published as source only: plain Python, made into one wheel for all systems here."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: the same wheels make the same bytes."""

SUMS = "SHA256SUMS"
NOTE = "安装说明.txt"
_NOTE = """gongkai {version} 离线安装包：不连互联网也能安装。

需要 Python {first} 到 {last}（python3 --version 查看；系统自带的太旧，就先装新的，下面的 python3 换成它，例如 python3.12）。先解压，再打开终端（Windows 用 PowerShell），进入解压出来的文件夹，依次运行三行命令。
安装以前可以核对文件：sha256sum -c {sums}

Linux（x86-64，或者 aarch64，如麒麟、统信）：
python3 -m venv .venv
.venv/bin/pip install --no-index --find-links wheels {project}
.venv/bin/gongkai --version

Windows（64 位）：
py -3 -m venv .venv
.venv\\Scripts\\pip install --no-index --find-links wheels {project}
.venv\\Scripts\\gongkai --version
"""


@dataclass(frozen=True, slots=True)
class System:
    """A system to serve: its name, the platform tags that its pip takes (the best first), and how markers see it."""

    name: str
    platforms: tuple[str, ...]
    markers: tuple[tuple[str, str], ...]

    def tags(self, python: str) -> list[Tag]:
        """The tags of the wheels that install on ``python`` here."""
        version = [int(part) for part in python.split(".")[:2]]
        plain = "".join(map(str, version))
        return [*cpython_tags(version, [f"cp{plain}"], self.platforms), *compatible_tags(version, f"cp{plain}", self.platforms)]

    def environment(self, python: str) -> dict[str, str]:
        """What the markers of a requirement are held against."""
        return {
            **dict(self.markers),
            "python_version": ".".join(python.split(".")[:2]),
            "python_full_version": python,
            "implementation_name": "cpython",
            "implementation_version": python,
            "platform_python_implementation": "CPython",
            "extra": "",
        }


def _linux(machine: str, *, since: Sequence[str]) -> System:
    """glibc 2.28 and later: 麒麟 V10, 统信 20, Debian 10, CentOS 8."""
    platforms = (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)), *(f"{name}_{machine}" for name in since))
    return System(f"linux-{machine}", platforms, (("sys_platform", "linux"), ("platform_system", "Linux"), ("os_name", "posix"), ("platform_machine", machine)))


SYSTEMS = (
    _linux("x86_64", since=("manylinux2014", "manylinux2010", "manylinux1", "manylinux_2_5")),
    _linux("aarch64", since=("manylinux2014",)),
    System("windows", ("win_amd64",), (("sys_platform", "win32"), ("platform_system", "Windows"), ("os_name", "nt"), ("platform_machine", "AMD64"))),
)


def split(requirements: str, without: Sequence[str]) -> tuple[str, str]:
    """The text of a pinned requirements file in two: all but the packages ``without``, and those."""
    blocks = re.findall(r"^[A-Za-z0-9].*(?:\n[ \t]+.*)*", requirements, re.MULTILINE)
    apart = [block for block in blocks if canonicalize_name(re.split(r"[=\s\[;]", block)[0]) in without]
    return "\n".join(block for block in blocks if block not in apart) + "\n", "\n".join(apart) + "\n"


def needed(wheels: Iterable[Path], system: System, python: str) -> tuple[set[Path], list[str]]:
    """The wheels that installing the project takes on a system, and the requirements that none of ``wheels`` meets there."""
    ranks = {tag: rank for rank, tag in reversed([*enumerate(system.tags(python))])}
    there: dict[str, Path] = {}
    for rank, wheel in sorted(((min(ranks.get(tag, len(ranks)) for tag in parse_wheel_filename(wheel.name)[3]), wheel) for wheel in wheels), reverse=True):
        if rank < len(ranks):
            there[parse_wheel_filename(wheel.name)[0]] = wheel  # the last is what pip would take
    taken: set[Path] = set()
    missing: list[str] = []
    waiting: list[tuple[str, frozenset[str], str]] = [(PROJECT, frozenset(), PROJECT)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras, asked = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        if name not in there:
            missing.append(asked)
            continue
        taken.add(there[name])
        for one in _requires(there[name]):
            where = [{**system.environment(python), "extra": extra} for extra in ("", *extras)]
            if one.marker is None or any(one.marker.evaluate(environment) for environment in where):
                waiting.append((canonicalize_name(one.name), frozenset(one.extras), f"{one} ({system.name}, Python {python})"))
    return taken, sorted(missing)


def _requires(wheel: Path) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        said = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    yield from map(Requirement, said.get_all("Requires-Dist") or ())


def gather(checkout: Path, folder: Path, systems: Sequence[System], pythons: Sequence[str]) -> list[Path]:
    """Download and build every wheel into ``folder``; returns those that are needed. Raises `SystemExit` with a sentence when one is missing."""
    text = (checkout / "requirements.txt").read_text(encoding="utf-8")
    for name, part in zip(("wheels", "sources"), split(text, NO_WHEEL), strict=True):
        (folder / f"{name}.txt").write_text(part, encoding="utf-8")
    wheels = folder / "wheels"
    for system in systems:
        for python in pythons:
            print(f"下载 {system.name}、Python {python} …", file=sys.stderr)
            where = [f"--platform={one}" for one in system.platforms] + [f"--python-version={python}", "--implementation=cp"]
            _pip("download", "--only-binary=:all:", "--require-hashes", "--requirement", folder / "wheels.txt", "--dest", wheels, *where)
    _pip("wheel", "--require-hashes", "--requirement", folder / "sources.txt", "--wheel-dir", wheels)
    _pip("wheel", "--no-build-isolation", "--wheel-dir", wheels, checkout)
    found = sorted(wheels.glob("*.whl"))
    taken: set[Path] = set()
    missing: list[str] = []
    for system in systems:
        for python in pythons:
            more, lacking = needed(found, system, python)
            taken |= more
            missing += lacking
    if missing:
        sys.exit("缺少安装时要用的包，没有打包：\n" + "\n".join(f"  {one}" for one in sorted(set(missing))) + "\n改法：运行 make lock 更新 requirements.txt。")
    return sorted(taken)


def _pip(verb: str, *words: str | Path) -> None:
    """pip without dependencies of its own finding; ends the program when it fails, after what pip says."""
    command = [sys.executable, "-m", "pip", verb, "--quiet", "--disable-pip-version-check", "--no-deps", *map(str, words)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "1580601600")}
    if subprocess.run(command, env=environment, check=False).returncode:
        sys.exit(f"pip {verb} 没有成功，没有打包。")


def pack(wheels: Sequence[Path], archive: Path, pythons: Sequence[str]) -> None:
    """Write the archive; the same wheels make the same bytes."""
    version = next(str(parse_wheel_filename(wheel.name)[1]) for wheel in wheels if wheel.name.startswith(f"{PROJECT}-"))
    shown = ["3.11.5" if one.startswith("3.11") else ".".join(one.split(".")[:2]) for one in pythons]
    note = _NOTE.format(version=version, first=shown[0], last=shown[-1], sums=SUMS, project=PROJECT).replace("\n", "\r\n").encode("utf-8-sig")
    contents = {f"wheels/{wheel.name}": wheel.read_bytes() for wheel in wheels}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in contents.items())
    part = archive.with_suffix(".part")
    with zipfile.ZipFile(part, "w") as target:
        for name, content in {NOTE: note, SUMS: sums.encode(), **contents}.items():
            info = zipfile.ZipInfo(f"{archive.stem}/{name}", EARLIEST)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    part.replace(archive)


def main(arguments: Sequence[str]) -> int:
    """``DIR [--system NAME …] [--python VERSION …]`` → exit status; the archive is in ``DIR``."""
    parser = argparse.ArgumentParser(prog="python -m gongkai.publishing.bundle", description="打一个不连互联网也能安装的压缩包。")
    parser.add_argument("folder", type=Path, help="压缩包放在哪个文件夹")
    parser.add_argument("--system", action="append", choices=[one.name for one in SYSTEMS], help="只要这一种系统，可以写几次")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="只要这一种 Python，可以写几次")
    wanted = parser.parse_args(arguments)
    systems = [one for one in SYSTEMS if not wanted.system or one.name in wanted.system]
    pythons = [one for one in PYTHONS if not wanted.python or one in wanted.python]
    if not (Path("pyproject.toml").is_file() and Path("requirements.txt").is_file()):
        sys.exit("在 gongkai 的代码仓库里运行：这里没有 pyproject.toml 和 requirements.txt。")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="gongkai-bundle-") as temporary:
        wheels = gather(Path.cwd(), Path(temporary), systems, pythons)
        version = next(str(parse_wheel_filename(wheel.name)[1]) for wheel in wheels if wheel.name.startswith(f"{PROJECT}-"))
        archive = wanted.folder / f"{PROJECT}-{version}-offline.zip"
        pack(wheels, archive, pythons)
    print(f"{archive}：{len(wheels)}个包，{archive.stat().st_size / 1_000_000:.0f} MB，{'、'.join(one.name for one in systems)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
