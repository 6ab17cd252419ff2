"""What the command line itself has to say (usage, wrong options), in Chinese: the library's own words are English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import click

HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
LINES = {"Show this message and exit.": "显示这段说明。", "Show the version and exit.": "显示版本号。"}
MARKS = {"[required]": "（必填）", "[default: ": "（默认："}
METAVARS = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}
VALUES = {"DIRECTORY": "文件夹", "INTEGER RANGE": "数字", "INTEGER": "数字", "FLOAT RANGE": "数字", "FLOAT": "数字", "FILE": "文件", "PATH": "路径", "TEXT": "文字"}

_VALUES = re.compile(rf"\b(?:{'|'.join(VALUES)})\b")


class Formatter(click.HelpFormatter):
    """The help of a command, with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, chinese in METAVARS.items():
            args = args.replace(english, chinese)
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().write_dl([(_VALUES.sub(lambda found: VALUES[found.group()], left), _line(right)) for left, right in rows], *args, **options)


def _line(text: str) -> str:
    for english, chinese in MARKS.items():
        start, found, rest = text.partition(english)
        if found:
            text = start.rstrip() + chinese + (rest.replace("]", "）", 1) if english.endswith(" ") else rest)
    return LINES.get(text, text)


def use_chinese() -> None:
    """Every command's help from now on; `click` names this attribute for the purpose."""
    click.Context.formatter_class = Formatter


def said(error: click.ClickException) -> str:
    """What was wrong with the command, and how to see what it takes."""
    words = _wrong(error)
    context = getattr(error, "ctx", None)
    return f"{words}\n用法见：{context.command_path} --help" if context else words


def _wrong(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项。{_perhaps(error.possibilities or ())}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        context = error.ctx
        known = context.command.list_commands(context) if context and isinstance(context.command, click.Group) else ()
        return f"没有 {error.command_name} 这个命令。{_perhaps(get_close_matches(error.command_name, known))}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"还少了 {_name(error.param)}{_about(error.param)}。"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} 后面少了值，或者多了值。"
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if error.message.startswith("Got unexpected extra"):
        return f"多写了内容：{error.message.partition('(')[2].rstrip(').')}。"
    return error.format_message()


def _perhaps(names: Iterable[str]) -> str:
    listed = "、".join(names)
    return f"您是不是要写 {listed}？" if listed else ""


def _bad_value(error: click.BadParameter) -> str:
    where = error.param_hint if isinstance(error.param_hint, str) else _name(error.param) if error.param else ""
    kind = error.param.type if error.param else None
    if not error.message.isascii() and not isinstance(kind, click.Choice | click.Path):
        return f"{where}：{error.message}"  # our own words
    if isinstance(kind, click.Choice):
        return f"{where} 只能写：{'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.Path):
        return f"{where} 用不了：{_path(error.message)}。"
    return f"{where} 要写一个数字{_range(kind)}。" if isinstance(kind, click.types.IntParamType) else f"{where}：{error.message}"


def _name(param: click.Parameter) -> str:
    """An option by its longest name, an argument by what stands for it in the usage."""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.make_metavar(click.Context(click.Command("")))


def _about(param: click.Parameter) -> str:
    text = getattr(param, "help", None) or ""
    return f"（{text.rstrip('。')}）" if text else ""


def _path(message: str) -> str:
    """``message`` names the path between its last two apostrophes."""
    path = message.split("'")[1] if message.count("'") > 1 else message
    endings = {"does not exist": "没有这个文件或文件夹", "is a file": "这是一个文件，这里要写文件夹", "is a directory": "这是一个文件夹，这里要写文件", "is not readable": "读不了，看一看权限", "is not writable": "写不进去，看一看权限"}
    return next((f"{path}（{words}）" for english, words in endings.items() if english in message), path)


def _range(kind: click.types.IntParamType) -> str:
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    return f"，从 {low} 到 {high}" if low is not None and high is not None else ""
