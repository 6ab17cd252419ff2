"""`gongkai diff`: what changed between two states of the catalogue, in words of the field."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import click

from gongkai.commands.options import PROJECT

if TYPE_CHECKING:
    from gongkai.comparing.snapshot import Known, Snapshot
    from gongkai.comparing.trees import Present, State
    from gongkai.problems import Trouble

EXIT_TROUBLE = 2
"""A state could not be read. A difference is no failure: the exit code is then 0."""

_HELP = """比较目录的两个版本，用目录里的话列出改动：增加、停用、改名的事项，每个要素，时限长短，渠道，公开主体。先列收窄的，再列扩大的。

\b
A、B 可以是提交、分支、标签，也可以是带 catalog 的文件夹。
不写 B，就和现在的文件比较；
A、B 都不写，就从当前分支与 main 分叉的地方比到现在的文件。
例如：gongkai diff v2026.1    gongkai diff main HEAD --format markdown
"""


@click.command(help=_HELP)
@click.argument("old", metavar="[A]", required=False)
@click.argument("new", metavar="[B]", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="输出的格式；markdown 用于合并请求。")
@PROJECT
def diff(old: str | None, new: str | None, form: str, project: Path) -> None:
    from gongkai.comparing import report
    from gongkai.comparing.compare import compare
    from gongkai.comparing.trees import Present

    if old and not new and ".." in old and not Path(old).is_dir():
        old, _, new = old.partition("...") if "..." in old else old.partition("..")
        old, new = old or "HEAD", new or "HEAD"
    present = Present(project, project / ".cache" / "gongkai")
    with TemporaryDirectory(prefix="gongkai-") as temporary:
        before = _state(old, present, Path(temporary) / "a")
        after = _state(new, present, Path(temporary) / "b") if new else present.state()
    known: Known = {}
    (was, left_before), (now, left_after) = _taken(before, known), _taken(after, known)
    comparison = compare(was, now)
    notes = [*left_before, *left_after]
    if form == "json":
        click.echo(report.as_json(comparison, before.label, after.label, notes).decode(), nl=False)
    elif form == "markdown":
        click.echo(report.as_markdown(comparison, before.label, after.label, notes), nl=False)
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        click.echo(report.as_text(comparison, before.label, after.label, notes, _paint if colour else _bare), nl=False)


def _state(text: str | None, present: Present, folder: Path) -> State:
    """The state that ``text`` names; without it, where the work at hand left the main branch."""
    from gongkai.comparing.trees import fork_point, open_commit, open_folder
    from gongkai.problems import Trouble

    found = open_folder(text, present.cache) if text else None
    if found:
        return found
    folder.mkdir()
    ref = text or fork_point(present.project)
    state = ref if isinstance(ref, Trouble) else open_commit(ref, present, folder, "" if text else "与主分支分叉处")
    return _stop(state) if isinstance(state, Trouble) else state


def _taken(state: State, known: Known) -> tuple[Snapshot, list[str]]:
    """The state's official fields, and a sentence where some of its files could not be read."""
    from gongkai.comparing.snapshot import snapshot
    from gongkai.problems import Trouble

    reading = state.reading
    errors = [problem for problem in reading.problems if problem.level == "error"]
    if reading.library is None:
        first = f"第一个问题：{errors[0]}" if errors else ""
        return _stop(Trouble(f"“{state.label}”的目录读不出来，不能比较。{first}", "换一个能读出来的版本。" if state.past else "先运行 gongkai check 改正。"))
    files = sorted({str(problem.position.file) for problem in errors})
    notes = [f"“{state.label}”有{len(files)}个文件按现在的规则有错误，比较时可能缺少其中的内容：{'、'.join(files[:3])}{' 等' if len(files) > 3 else ''}。"] if files else []
    return snapshot(reading.library, known), notes


def _stop(trouble: Trouble) -> NoReturn:
    click.echo(str(trouble), err=True)
    sys.exit(EXIT_TROUBLE)


def _paint(text: str, how: str) -> str:
    return click.style(text, bold=True) if how == "bold" else click.style(text, fg=how)


def _bare(text: str, how: str) -> str:
    return text
