"""The command line's own words: help and wrong options in Chinese, whatever the library says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GONGKAI = Path(sys.executable).with_name("gongkai")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([GONGKAI, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--nix"], "没有 --nix 这个选项。您是不是要写 --fix？\n用法见：gongkai check --help\n"),
        (["chekc"], "没有 chekc 这个命令。您是不是要写 check？\n用法见：gongkai --help\n"),
        (["check", "--format", "foo"], "--format 只能写：text、json、sarif、github、gitlab、markdown。\n用法见：gongkai check --help\n"),
        (["build", "--config", "nirgends.yml"], "--config 用不了：nirgends.yml（没有这个文件或文件夹）。\n用法见：gongkai build --help\n"),
        (["search", "--count", "x", "低保"], "--count 要写一个数字。\n用法见：gongkai search --help\n"),
        (["due"], "还少了 TEXT。\n用法见：gongkai due --help\n"),
        (["due", "20日", "--from"], "--from 后面少了值，或者多了值。\n"),
        (["due", "20日", "--from", "2026"], "--from：“2026”不是日期，请写成 2026-02-10 这样\n用法见：gongkai due --help\n"),
        (["diff", "a", "b", "c"], "多写了内容：c。\n用法见：gongkai diff --help\n"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(arguments: list[str], words: str) -> None:
    answer = run(*arguments)
    assert (answer.returncode, answer.stdout, answer.stderr) == (2, "", words)


def test_help_has_chinese_headings_and_every_command_loads() -> None:
    text = run("--help").stdout
    assert text.startswith("用法：gongkai [选项] 命令 …")
    assert "Options" not in text
    names = [line.split()[0] for line in text.partition("命令：\n")[2].splitlines() if line.startswith("  ") and line[2] != " "]
    assert {"build", "check", "due", "new", "search"} <= set(names)
    for name in names:
        shown = run(name, "--help")
        assert shown.returncode == 0, shown.stderr
        assert "显示这段说明。" in shown.stdout
        for english in ("Usage", "Options", "Show this", "DIRECTORY", "[required]", "[default"):
            assert english not in shown.stdout, name
