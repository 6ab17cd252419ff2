"""Questions in plain Chinese: what a flag gives is taken, what is missing is asked for, wrong answers are explained and asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import IO, Any

import click

from gongkai.authoring.form import tidy
from gongkai.reading.phrases import nearest

Check = Callable[[str], str]
"""An answer → what is wrong with it, "" when nothing is."""


class Refused(click.ClickException):
    """Nothing was written, and why; shown without a traceback or English words."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.format_message(), err=True)


def _fine(answer: str) -> str:
    return ""


class Asker:
    """Asks once. ``asked`` is true as soon as something needed had to be asked for: only then are optional things asked too."""

    def __init__(self) -> None:
        self.asked = False

    def text(self, flag: str, given: str | None, question: str, *, default: str = "", check: Check = _fine) -> str:
        """One line that is needed."""
        if given is not None and tidy(given):
            return self._taken(flag, tidy(given), check)
        self.asked = True
        while True:
            answer = self._read(flag, question, default) or default
            wrong = check(answer) if answer else "这一项要写。"
            if not wrong:
                return answer
            click.echo(f"  {wrong}")

    def maybe(self, flag: str, given: str | None, question: str, *, check: Check = _fine) -> str:
        """One line that may stay empty."""
        if given is not None or not self.asked:
            return self._taken(flag, tidy(given), check) if given and tidy(given) else ""
        while True:
            answer = self._read(flag, f"{question}（没有就直接按回车）", "")
            wrong = check(answer) if answer else ""
            if not wrong:
                return answer
            click.echo(f"  {wrong}")

    def several(self, flag: str, given: Sequence[str], question: str, *, needed: bool = True, known: Sequence[str] = (), default: Sequence[str] = (), check: Check = _fine) -> list[str]:
        """Several lines, one answer each; ``known`` can be given by number, ``default`` stands for no answer."""
        if given or not (needed or self.asked):
            return list(dict.fromkeys(self._taken(flag, tidy(one), check) for one in given if tidy(one)))
        self.asked = self.asked or needed
        click.echo(f"{question}：每行写一个，写完直接按回车{f'（不写就是：{chr(12289).join(default)}）' if default else '' if needed else '；没有就直接按回车'}")
        if known:
            click.echo(_numbered(known))
        found: list[str] = []
        while True:
            answer = self._read(flag, f"  第{len(found) + 1}个", "")
            answer = known[int(answer) - 1] if answer.isdigit() and 0 < int(answer) <= len(known) else answer
            if not answer and (found or default or not needed):
                return found or list(default)
            wrong = check(answer) if answer else "至少写一个。"
            if wrong:
                click.echo(f"  {wrong}")
            elif answer not in found:
                found.append(answer)

    def choice(self, flag: str, given: str | None, question: str, options: Mapping[str, str], *, default: str = "") -> str:
        """The key of one of ``options`` (key → words on screen), by number, by key or by its words."""
        if given is not None and tidy(given):
            return self._picked(flag, tidy(given), options)
        self.asked = True
        click.echo(f"{question}：写编号或名称")
        click.echo(_numbered([label if key == label else f"{label}（{key}）" for key, label in options.items()]))
        while True:
            answer = self._read(flag, "  选哪个", options.get(default, ""))
            try:
                return self._picked(flag, answer or default, options)
            except Refused as error:
                click.echo(f"  {error.message}")

    def _picked(self, flag: str, answer: str, options: Mapping[str, str]) -> str:
        keys = list(options)
        if answer.isdigit() and 0 < int(answer) <= len(keys):
            return keys[int(answer) - 1]
        exact = [key for key, label in options.items() if answer in (key, label)]
        inside = exact or [key for key, label in options.items() if answer and answer in label]
        if len(inside) == 1:
            return inside[0]
        meant = nearest(answer, {label: label for label in options.values()}, loose=True) if answer else ""
        hint = f"您是不是要写“{meant}”？" if meant else ""
        listed = "、".join(list(options.values())[:30])
        raise Refused(f"{flag} 不能写“{answer}”。{hint}可以写：{listed}" if answer else "这一项要选一个。")

    def _taken(self, flag: str, given: str, check: Check) -> str:
        wrong = check(given)
        if wrong:
            raise Refused(f"{flag} “{given}”：{wrong}\n没有生成文件。")
        return given

    def _read(self, flag: str, question: str, default: str) -> str:
        try:
            return tidy(str(click.prompt(question, default=default, show_default=bool(default), prompt_suffix="：")))
        except click.Abort:
            click.echo("", err=True)
            raise Refused(f"没有等到“{question.strip()}”的回答，没有生成文件。改法：在命令里用 {flag} 写明，或者重新运行、逐项回答。") from None


def date_objection(text: str) -> str:
    """What is wrong with a date; "" when nothing is."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return ""
    except ValueError:
        pass
    return f"“{text}”不是日期，写成 2026-01-31 这样。"


def _numbered(options: Sequence[str]) -> str:
    """Options with their numbers, short ones several to a line."""
    cells = [f"{number} {option}" for number, option in enumerate(options, 1)]
    return "\n".join("  " + "　".join(cells[at : at + 4]) for at in range(0, len(cells), 4)) if len(cells) > 6 else "\n".join(f"  {cell}" for cell in cells)
