"""The wheel alone, in a clean environment without the checkout: every command, MkDocs, a first site within a minute."""

from __future__ import annotations

import json
import os
import re
import resource
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import REPOSITORY
from gongkai import __version__
from test_serve import edit, wait_for

MINUTE = 60
"""Seconds of machine time from `pip install` to the first site."""


def run(*command: str | Path, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """A command as somebody without the checkout runs it: nothing of this process' Python reaches it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "COV_"))}
    env = {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run([str(one) for one in command], cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", input=stdin, timeout=600, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def good(*command: str | Path, cwd: Path) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Clean:
    """An environment that holds the wheel and what it asks for, and a county that was begun in it."""

    def __init__(self, place: Path, wheel: Path) -> None:
        self.wheel, self.county = wheel, place / "示例县"
        self.bin = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
        good(sys.executable, "-m", "venv", place / "venv", cwd=place)
        pins = re.findall(r"^([A-Za-z0-9_.-]+==[^\s\\;]+)", (REPOSITORY / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
        (place / "constraints.txt").write_text("\n".join(pins), encoding="utf-8")
        before = _machine_seconds()
        good(self.bin / "pip", "install", "--quiet", "-c", place / "constraints.txt", wheel, cwd=place)
        good(self.bin / "gongkai", "init", "示例县", "--yes", cwd=place)
        good(self.bin / "gongkai", "build", "--config", "示例县/mkdocs.yml", cwd=place)
        self.seconds = _machine_seconds() - before

    def gongkai(self, *arguments: str | Path) -> str:
        return good(self.bin / "gongkai", *arguments, cwd=self.county)


def _machine_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    place = tmp_path_factory.mktemp("wheel")
    good(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", place, REPOSITORY, cwd=place)
    return Clean(place, next(place.glob("gongkai-*.whl")))


def test_a_first_site_in_three_commands_and_a_minute(clean: Clean) -> None:
    assert clean.seconds < MINUTE
    home = (clean.county / "site" / "index.html").read_text(encoding="utf-8")
    assert "示例县基层政务公开标准目录" in home
    assert (clean.county / "site" / "items/shehui-jiuzhu/zuidi-shenghuo-baozhang-banshi-zhinan.html").exists()
    print(f"pip install, init, build: {clean.seconds:.1f} s of machine time")


def test_nothing_of_the_checkout_is_used(clean: Clean) -> None:
    script = "import gongkai, json, sys; from gongkai.reading import resource; print(json.dumps([gongkai.__file__, *(str(resource(n)) for n in %r), *sys.path]))"
    found = json.loads(good(clean.bin / "python", "-c", script % (("schemas", "catalog", "site_overrides", "starter"),), cwd=clean.county))
    assert all(str(REPOSITORY) not in path for path in found), found
    assert all(Path(path).exists() for path in found[:5])


def test_the_wheel_holds_what_the_repository_holds(clean: Clean) -> None:
    """Every file of the standard and of the program, byte for byte, and nothing of the demonstration's county."""
    homes = {"catalog/standard": "gongkai/_data/", "catalog/laws": "gongkai/_data/", "catalog/vocabulary": "gongkai/_data/", "catalog/calendar": "gongkai/_data/"}
    homes |= {"schemas": "gongkai/_data/", "site_overrides": "gongkai/_data/", "generator/gongkai": ""}
    with zipfile.ZipFile(clean.wheel) as wheel:
        names = set(wheel.namelist())
        for folder, home in homes.items():
            for path in (REPOSITORY / folder).rglob("*"):
                if path.is_file() and "__pycache__" not in path.parts:
                    name = home + path.relative_to(REPOSITORY).as_posix().removeprefix("generator/")
                    assert name in names, f"{name} is missing in the wheel"
                    assert wheel.read(name) == path.read_bytes(), name
    assert not any("shili" in name or name.startswith(("catalog/", "tests/")) for name in names)


def test_every_command_works(clean: Clean) -> None:
    assert __version__ in clean.gongkai("--version")
    assert "现在用的是gongkai" in clean.gongkai("upgrade")
    clean.gongkai("check")
    assert "2026-03-16" in clean.gongkai("due", "信息形成之日起20个工作日内", "--from", "2026-02-10")
    assert "zuidi-shenghuo-baozhang" in clean.gongkai("search", "低保")
    assert "公开时限" in clean.gongkai("explain", "T502")
    assert "catalog/standard/yiwu-jiaoyu/" in clean.gongkai("find", "招生政策")
    adjusted = clean.gongkai("new", "adjustment", "yiwu-jiaoyu/zhaosheng-zhengce", "--time-limit", "信息形成或者变更之日起10个工作日内", "--reason", "本县规定")
    assert "已生成：catalog/regions/shili-xian/items/yiwu-jiaoyu/zhaosheng-zhengce.yaml" in adjusted
    assert "比较：" in clean.gongkai("diff", clean.county, clean.county)
    assert "示例县：还没有印发过版本" in clean.gongkai("edition", "status")
    clean.gongkai("edition", "propose", "--out", "送审")
    assert (clean.county / "送审" / "修订对照表.html").stat().st_size > 1000
    good(clean.bin / "mkdocs", "build", "--strict", "-q", "-d", clean.county.parent / "plain", cwd=clean.county)
    assert (clean.county.parent / "plain" / "assets" / "gongkai.css").exists()


def test_a_newer_wheel_is_looked_at_and_taken(clean: Clean) -> None:
    newer = clean.county.parent / "gongkai-9.0.0-py3-none-any.whl"
    item = "gongkai/_data/catalog/standard/yiwu-jiaoyu/xuexiao-jieshao.yaml"
    with zipfile.ZipFile(clean.wheel) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == item:
                content = re.sub(rb"(?m)^time_limit: .*", "time_limit: 信息形成或者变更之日起3个工作日内".encode(), content)
            if name.endswith("/METADATA"):
                content = content.replace(f"Version: {__version__}".encode(), b"Version: 9.0.0", 1)
            new.writestr(name, content)
    out = clean.gongkai("upgrade", newer)
    assert "学校介绍" in out and "3个工作日内" in out and "共1处变化" in out and "不会多出问题" in out
    clean.gongkai("upgrade", newer, "--take")
    assert "\ngongkai==9.0.0\n" in (clean.county / "requirements.txt").read_text(encoding="utf-8")


@pytest.fixture
def preview(clean: Clean) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    process = subprocess.Popen(
        [str(clean.bin / "mkdocs"), "serve", "--livereload", "--dev-addr", address], cwd=clean.county, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield f"http://{address}/"
    process.terminate()
    process.wait()


def test_the_preview_shows_an_edit(clean: Clean, preview: str) -> None:
    wait_for(preview, "正在编制")
    edit(clean.county / "catalog/regions/shili-xian/region.yaml", "本目录正在编制", "本目录正在修订")
    wait_for(preview, "本目录正在修订")
