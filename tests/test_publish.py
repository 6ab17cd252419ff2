"""Publishing to a folder and to a server (Debian's sshd and rsync on loopback): whole releases, one switch, a way back, a gate."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.problems import Trouble
from gongkai.publishing import Built, Connection, Outcome, Place, look_at, place_of, publish, releases, roll_back
from servers import Sshd, sshd, tool

NOTE = "2026-11-22 12:00 发布"
PAGES = 30


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("ssh") / "sshd") as running:
        yield running


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A public address that does not exist yet: here, or on the server where a test asks for it."""
    tool("rsync")
    path = tmp_path / "www 网站" / "mulu"
    path.parent.mkdir()
    if getattr(request, "param", "folder") == "folder":
        return taken(place_of(str(path), Connection()))
    running: Sshd = request.getfixturevalue("server")
    keys = tmp_path / "钥匙 1"
    keys.mkdir()
    for file in (running.key, running.known_hosts):
        shutil.copy(file, keys)
    return taken(place_of(f"{running.host}:{path}", Connection(running.port, str(keys / "key"), str(keys / "known_hosts"))))


both = pytest.mark.parametrize("place", ["folder", "server"], indirect=True)
"""The same script runs here and there; what hangs on the connection is tried on both."""


def taken(found: Place | Trouble) -> Place:
    assert isinstance(found, Place), found
    return found


def site(folder: Path, text: str, pages: int = PAGES) -> Path:
    """A site all of whose pages but one say ``text``."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "items").mkdir(parents=True)
    for number in range(pages):
        (folder / "items" / f"{number}.html").write_text(f"<p>{text} {number}</p>", encoding="utf-8")
    for name in ("index.html", "404.html"):
        (folder / name).write_text(f"<p>{text}</p>", encoding="utf-8")
    (folder / "same.css").write_text("p { margin: 0 }")
    return folder


def send(place: Place, folder: Path, **options: object) -> Outcome | Trouble:
    built = look_at(folder)
    assert isinstance(built, Built), built
    return publish(place, built, NOTE, progress=lambda _: None, **options)  # type: ignore[arg-type]


def public(place: Place) -> str:
    return (Path(place.path) / "index.html").read_text(encoding="utf-8")


def login(place: Place) -> float:
    """Seconds that ssh alone needs here and now."""
    start = time.perf_counter()
    if place.host:
        subprocess.run([*place.connection.command(), place.host, "true"], check=True)
    return time.perf_counter() - start


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@both
def test_releases_are_whole_and_share_what_has_not_changed(place: Place, tmp_path: Path) -> None:
    first = send(place, site(tmp_path / "site", "甲"))
    assert first == Outcome("000001", "", PAGES + 3)
    assert tree(Path(place.path)) == tree(tmp_path / "site")
    css = (Path(place.path) / "same.css").stat()
    site(tmp_path / "site", "乙")
    os.utime(tmp_path / "site" / "same.css")  # built anew elsewhere: the same content at another time
    second = send(place, tmp_path / "site")
    assert isinstance(second, Outcome) and second.sent == PAGES + 2
    assert tree(Path(place.path)) == tree(tmp_path / "site")
    again = (Path(place.path) / "same.css").stat()
    assert (again.st_ino, again.st_mtime_ns) == (css.st_ino, css.st_mtime_ns), "one file on the disk, and a reader's copy of it stays good"


def test_the_same_site_makes_no_new_release(place: Place, tmp_path: Path) -> None:
    send(place, site(tmp_path / "site", "甲"))
    done = send(place, site(tmp_path / "site", "甲"))
    assert isinstance(done, Outcome) and (done.number, done.changed) == ("000001", False)
    (tmp_path / "site" / "items" / "3.html").unlink()  # nothing to send, but not the same
    done = send(place, tmp_path / "site")
    assert isinstance(done, Outcome) and (done.number, done.changed) == ("000002", True)
    assert not (Path(place.path) / "items" / "3.html").exists()


@both
def test_back_and_forth(place: Place, tmp_path: Path) -> None:
    for text in "甲乙丙":
        send(place, site(tmp_path / "site", text))
    took = []
    for number, words, text in (("", "000002", "乙"), ("000003", "000003", "丙"), ("", "000002", "乙"), ("", "000001", "甲")):
        start = time.perf_counter()
        back = roll_back(place, number)
        took.append(time.perf_counter() - start)
        assert isinstance(back, Outcome) and back.number == words
        assert text in public(place)
    assert min(took) < 1 + login(place), "a rollback takes less than a second more than a bare login"
    last = roll_back(place)
    assert isinstance(last, Trouble) and "没有更早的版本" in str(last)
    assert isinstance(roll_back(place, "000009"), Trouble)
    assert "甲" in public(place)


def test_what_was_rolled_back_is_not_what_comes_before_the_next(place: Place, tmp_path: Path) -> None:
    for text in ("甲", "错"):
        send(place, site(tmp_path / "site", text))
    roll_back(place)
    done = send(place, site(tmp_path / "site", "乙"))
    assert isinstance(done, Outcome) and (done.number, done.before) == ("000003", "000001")
    roll_back(place)
    assert "甲" in public(place)


def test_only_so_many_are_kept(place: Place, tmp_path: Path) -> None:
    for text in "甲乙丙丁戊":
        send(place, site(tmp_path / "site", text), keep=3)
    kept = releases(place)
    assert not isinstance(kept, Trouble)
    assert [(one.number, one.public, one.note) for one in kept] == [("000003", False, NOTE), ("000004", False, NOTE), ("000005", True, NOTE)]
    assert sorted(path.name for path in Path(f"{place.path}.published").iterdir() if path.is_dir()) == ["000003", "000004", "000005"]


def test_what_was_cut_off_is_cleared_and_never_rolled_back_to(place: Place, tmp_path: Path) -> None:
    for text in "甲乙":
        send(place, site(tmp_path / "site", text))
    store = Path(f"{place.path}.published")
    shutil.copytree(tmp_path / "site", store / "0123456789abcdef.part")
    (store / "000001.note").unlink()  # a deletion that stopped half way
    (store / "000001" / "index.html").unlink()
    (store / "000003").mkdir()
    answer = roll_back(place)
    assert isinstance(answer, Trouble) and "乙" in public(place)
    assert isinstance(send(place, site(tmp_path / "site", "丙")), Outcome)
    assert sorted(path.name for path in store.iterdir() if path.is_dir()) == ["000002", "000004"]


@both
def test_a_second_publish_waits_or_says_so(place: Place, tmp_path: Path) -> None:
    send(place, site(tmp_path / "site", "甲"))
    site(tmp_path / "site", "乙")
    holder = subprocess.Popen(["flock", f"{place.path}.published/.lock", "sh", "-c", "echo held; read x"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout and holder.stdin and holder.stdout.readline() == b"held\n"
    refused = send(place, tmp_path / "site", wait=1)
    assert isinstance(refused, Trouble) and "另一次发布" in str(refused)
    assert isinstance(roll_back(place), Trouble)
    assert "甲" in public(place)
    threading.Timer(0.5, holder.stdin.close).start()
    assert isinstance(send(place, tmp_path / "site", wait=20), Outcome)
    assert "乙" in public(place)
    holder.wait()
    holder.stdout.close()


@both
def test_every_reader_sees_one_release(place: Place, tmp_path: Path) -> None:
    """Whoever opens files by the public address while releases come and go gets whole ones of one state at each switch."""
    send(place, site(tmp_path / "site", "0"))
    seen: list[tuple[str, str]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            release = (Path(place.path)).resolve()  # what a web server does for each request
            texts = {re.sub(r"<p>(\w+).*", r"\1", path.read_text(encoding="utf-8")) for path in release.rglob("*.html")}
            seen.append((release.name, ",".join(sorted(texts))))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 6):
        assert isinstance(send(place, site(tmp_path / "site", str(number)), keep=3), Outcome)
    stop.set()
    reader.join()
    assert {states for _, states in seen} <= set("012345"), "a mixture of two releases"
    assert all(int(name) == int(states) + 1 for name, states in seen)
    assert len({name for name, _ in seen}) > 2


@both
def test_a_killed_publish_leaves_the_old_site_and_no_lock(place: Place, tmp_path: Path) -> None:
    send(place, site(tmp_path / "site", "甲"))
    site(tmp_path / "site", "乙")
    command = [*place.command("publish", "feedfacefeedface", "5", "5")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline().startswith(b"gongkai:ready")
    subprocess.run(place.copy_command(tmp_path / "site", "feedfacefeedface.part", "000001"), check=True, stdout=subprocess.DEVNULL)
    process.kill()
    process.wait()
    process.stdout.close()
    assert "甲" in public(place)
    assert isinstance(send(place, tmp_path / "site", wait=10), Outcome)
    assert not list(Path(f"{place.path}.published").glob("*.part"))


# ---- what is refused


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: shutil.rmtree(folder), "没有生成好的网站"),
        (lambda folder: (folder / "index.html").unlink(), "没有生成好的网站"),
        (lambda folder: (folder / "index.html").write_text(""), "index.html是空的"),
        (lambda folder: site(folder, "甲", pages=2), "只有4个网页"),
        (lambda folder: (folder / "passwd").symlink_to("/etc/passwd"), "链接文件“passwd”"),
    ],
    ids=["none", "no home page", "empty", "tiny", "link"],
)
def test_what_is_no_site(tmp_path: Path, spoil: object, words: str) -> None:
    folder = site(tmp_path / "site", "甲")
    spoil(folder)  # type: ignore[operator]
    found = look_at(folder)
    assert isinstance(found, Trouble) and words in found.message and found.remedy


def test_a_site_that_lost_half_its_files(place: Place, tmp_path: Path) -> None:
    send(place, site(tmp_path / "site", "甲", pages=60))
    refused = send(place, site(tmp_path / "site", "乙", pages=20))
    assert isinstance(refused, Trouble) and "像是丢了内容" in refused.message and "--allow-shrink" in refused.remedy
    assert "甲" in public(place)
    assert isinstance(send(place, tmp_path / "site", allow_shrink=True), Outcome)
    assert "乙" in public(place)


def test_what_somebody_else_put_there_is_not_touched(place: Place, tmp_path: Path) -> None:
    old = Path(place.path)
    old.mkdir()
    (old / "index.html").write_text("旧网站", encoding="utf-8")
    refused = send(place, site(tmp_path / "site", "甲"))
    assert isinstance(refused, Trouble) and "已经有内容" in refused.message
    assert tree(old) == {"index.html": "旧网站".encode()}
    (old / "index.html").unlink()
    assert isinstance(send(place, tmp_path / "site"), Outcome), "an empty folder, made for the site, is taken"


def test_a_path_that_does_not_exist(place: Place, tmp_path: Path) -> None:
    elsewhere = Place(place.host, f"{place.path}/wrong/mulu", place.connection)
    refused = send(elsewhere, site(tmp_path / "site", "甲"))
    assert isinstance(refused, Trouble) and "上面一级" in refused.message
    assert isinstance(roll_back(place), Trouble)
    assert releases(place) == ()


def test_an_address_in_numbers() -> None:
    place = taken(place_of("u@[::1]:/srv/mulu", Connection()))
    assert place.command("list")[-2] == "u@::1" and place.copy_command(Path("site"), "x.part", "")[-1] == "u@[::1]:/srv/mulu.published/x.part/"


def test_a_server_that_is_not_the_one(server: Sshd, tmp_path: Path) -> None:
    def try_it(**changed: object) -> str:
        settings = {"port": server.port, "key": str(server.key), "known_hosts": str(server.known_hosts), **changed}
        place = taken(place_of(f"{server.host}:{tmp_path}/mulu", Connection(**settings)))  # type: ignore[arg-type]
        found = send(place, site(tmp_path / "site", "甲"))
        assert isinstance(found, Trouble)
        return found.message

    stranger = tmp_path / "known_hosts"
    stranger.write_text(f"[127.0.0.1]:{server.port} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGxGpEyGPpqgVRBZ0cXZ6Lw8uM3lvG2bF5fVhQ0vQ2mB\n")
    assert "不认识这台服务器" in try_it(known_hosts=str(stranger))
    stranger.write_text("")
    assert "不认识这台服务器" in try_it(known_hosts=str(stranger))
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "other"], check=True)
    assert "不让登录" in try_it(key=str(tmp_path / "other"))
    assert "没有在这个端口上" in try_it(port=1)
    assert not (tmp_path / "mulu").exists()
