"""Kill build and publish at random moments (SIGKILL), again and again, and look whether the public ever saw anything but one whole release.

    python tests/kills.py 200 [--folder DIR] [--seed 7]

Half of the kills hit `gongkai build`, a quarter `gongkai publish` to a folder (with everything it started: a machine that goes
down), a quarter over ssh (the publishing end only: a network that breaks). Meanwhile readers look at the public address without pause.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent / "generator")]

from conftest import REPOSITORY, copy_project  # noqa: E402
from servers import sshd  # noqa: E402

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
TITLES = ("某县目录", "某县公开目录")
"""What the two states of the catalogue call themselves, on every page."""

ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", "NO_MKDOCS_2_WARNING": "1"}

Tree = dict[str, str]
"""Path → digest of a site's files."""


def tree(folder: Path) -> Tree:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@dataclass
class Watch:
    """Readers of one public address: each look is a whole walk of the release that was public, and one file by the public address."""

    public: Path
    known: list[Tree]
    looks: int = 0
    wrong: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        stop = threading.Event()
        reader = threading.Thread(target=self._read, args=(stop,))
        reader.start()
        try:
            yield
        finally:
            stop.set()
            reader.join()

    def _read(self, stop: threading.Event) -> None:
        chance = random.Random(1)
        names = sorted(self.known[0].keys() & self.known[1].keys())
        while not stop.wait(0.03):  # leaves the processor to what is to be killed
            self.look()
            name = chance.choice(names)
            try:
                digest = hashlib.sha256((self.public / name).read_bytes()).hexdigest()
                if digest not in {one[name] for one in self.known}:
                    self.wrong.append(f"{name}: neither the old nor the new file")
            except OSError as error:
                self.wrong.append(f"{name}: {error}")

    def look(self) -> None:
        """Walk the release that is public; one that was replaced and cleared away in the meantime does not count."""
        release = self.public.resolve()
        try:
            found = tree(release)
        except OSError:
            found = {}
        if found in self.known:
            self.looks += 1
        elif self.public.resolve() == release:
            self.wrong.append(f"{release.name}: {len(found)} files, not one of the two whole releases")


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-c", "from gongkai.cli import run; run()", *map(str, words)]


def kill(words: list[str], cwd: Path, after: float, *, group: bool) -> None:
    process = subprocess.Popen(words, cwd=cwd, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    if group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def timed(words: list[str], cwd: Path) -> float:
    start = time.monotonic()
    done = subprocess.run(words, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return time.monotonic() - start


def turn(project: Path) -> None:
    """The other state of the catalogue: every page changes."""
    path = project / "catalog" / "catalog.yaml"
    text = path.read_text(encoding="utf-8")
    old, new = TITLES if f"title: {TITLES[0]}\n" in text else reversed(TITLES)
    path.write_text(text.replace(f"title: {old}\n", f"title: {new}\n"), encoding="utf-8")


def storm(watch: Watch, rounds: int, length: float, chance: random.Random, strike: Callable[[float], None]) -> None:
    """``rounds`` kills at moments spread over ``length`` seconds and a little more, under the eyes of the readers."""
    with watch.watching():
        for _ in range(rounds):
            strike(chance.uniform(0, length * 1.1))
            watch.look()


def run(kills: int, folder: Path, seed: int) -> int:
    chance = random.Random(seed)
    for name in ("generator", "schemas", "site_overrides"):  # a long run must not see the program change under it
        shutil.copytree(REPOSITORY / name, folder / "code" / name, ignore=shutil.ignore_patterns("__pycache__"))
    ENVIRONMENT["PYTHONPATH"] = str(folder / "code" / "generator")
    project = copy_project(folder / "p", catalog=BASE)
    build = command("build", "--quiet")
    sites = []
    for _ in TITLES:
        timed(build, project)
        sites.append(shutil.copytree(project / "site", folder / f"site{len(sites)}"))
        turn(project)
    known = [tree(site) for site in sites]
    assert known[0] != known[1] and len(known[0]) > 100

    def strike_build(after: float) -> None:
        turn(project)
        kill(build, project, after, group=chance.random() < 0.5)

    built = Watch(project / "site", known)
    turns = iter(range(10**9))
    storm(built, kills // 2, max(timed(build, project), timed(build, project)), chance, strike_build)

    watches = [built]
    with sshd(folder / "sshd") as server:
        for place, options, group in (("here", [], True), ("there", server.options, False)):
            (folder / place).mkdir()
            public = folder / place / "mulu"
            target = str(public) if group else f"{server.host}:{public}"

            def send(site: Path, target: str = target, options: list[str] = options) -> list[str]:
                return command("publish", target, "--unapproved", "--keep", "3", "--site", site, *options)

            def strike(after: float, group: bool = group, send: Callable[[Path], list[str]] = send) -> None:
                kill(send(sites[next(turns) % 2]), project, after, group=group)

            lengths = [timed(send(site), project) for site in sites]
            watch = Watch(public, known)
            storm(watch, (kills - kills // 2 + group) // 2, max(lengths), chance, strike)
            for site in sites:  # whatever was cut off, the next one gets through and leaves nothing lying about
                timed(send(site), project)
                assert tree(public) == tree(site)
            left = sorted(path.name for path in Path(f"{public}.published").iterdir() if path.suffix == ".part")
            watch.wrong += [f"left behind: {name}" for name in left]
            watches.append(watch)

    wrong = [line for watch in watches for line in watch.wrong]
    names = ("build", "publish to a folder", "publish to a server")
    print(f"{kills} kills: {', '.join(f'{name} {watch.looks} looks' for name, watch in zip(names, watches, strict=True))}; wrong: {len(wrong)}")
    print("\n".join(wrong[:20]))
    return 1 if wrong or not all(watch.looks for watch in watches) else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    if wanted.folder:
        wanted.folder.mkdir(parents=True, exist_ok=True)
        return run(wanted.kills, wanted.folder, wanted.seed)
    with tempfile.TemporaryDirectory(prefix="gongkai-kills-") as temporary:
        return run(wanted.kills, Path(temporary), wanted.seed)


if __name__ == "__main__":
    sys.exit(main())
