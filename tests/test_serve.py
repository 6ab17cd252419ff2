"""The live preview: an edited item is on its page after one warm rebuild, and a broken file does not take the preview down."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import REPOSITORY, copy_project

BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
ITEM = "catalog/standard/yiwu-jiaoyu/zhaosheng-zhengce.yaml"
PAGE = "items/yiwu-jiaoyu/zhaosheng-zhengce.html"
PATIENCE = 60
"""Seconds until a test gives up; not a promise of speed."""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    project = copy_project(tmp_path / "p", catalog=BASE)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    process = subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield project, f"http://{address}/"
    process.terminate()
    process.wait()


def wait_for(url: str, text: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    pytest.fail(f"{url} does not show “{text}”")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edited_item_appears_and_a_broken_one_does_no_harm(preview: tuple[Path, str]) -> None:
    project, url = preview
    wait_for(url + PAGE, "报名条件和时间")
    edit(project / ITEM, "报名条件和时间", "报名条件、时间和地点")
    wait_for(url + PAGE, "报名条件、时间和地点")
    other = project / "catalog/standard/yiwu-jiaoyu/xueji-guanli.yaml"
    edit(other, "title: 学籍管理", "title：学籍管理")
    edit(project / ITEM, "报名条件、时间和地点", "报名材料")
    wait_for(url + PAGE, "报名材料")
