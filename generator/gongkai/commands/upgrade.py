"""`gongkai upgrade`: what a newer standard would change for this county, shown before it is taken; taking it is one line in requirements.txt."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import click

from gongkai import __version__
from gongkai.commands.options import PROJECT

if TYPE_CHECKING:
    from gongkai.comparing.snapshot import Known, Snapshot
    from gongkai.problems import Problem, Trouble
    from gongkai.reading import Root

EXIT_TROUBLE = 2
"""Something could not be read or written. What a newer standard changes is no failure: the exit code is then 0."""

REQUIREMENTS = "requirements.txt"
PIN = re.compile(r"^(gongkai[ \t]*==[ \t]*)([^\s;#\\,]+)(.*)$", re.MULTILINE | re.IGNORECASE)
"""The line that says which version of the program, and so of the standard, the county uses."""

LISTED = 40
"""Warnings that are listed; errors are listed all."""

_HELP = """看一个更新的国家标准会给本级目录带来什么改动，看过以后再采用。

\b
NEW 可以是：
  安装包                gongkai upgrade gongkai-1.2.0-py3-none-any.whl
  解开的标准            gongkai upgrade 带 catalog/standard 的文件夹
  版本号                gongkai upgrade 1.2.0（由 pip 取回，只取不装）
不写 NEW，就说明现在用的是哪一版。

先列出本级目录的改动，再列出采用以后会多出的问题：失效的调整、找不到的事项、没有对应的单位等。
只是看，什么也不改；加上 --take 才改写 requirements.txt 里的版本。
"""


@dataclass(frozen=True, slots=True)
class Side:
    """The county's catalogue on one standard: its name on screen, its official fields, everything wrong with it."""

    label: str
    snapshot: Snapshot
    problems: frozenset[Problem]


@click.command(help=_HELP)
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--take", is_flag=True, help="看过以后采用：把 requirements.txt 里的版本改成新的。")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True, help="输出的格式；markdown 用于合并请求。")
@PROJECT
def upgrade(new: str | None, take: bool, form: str, project: Path) -> None:
    from dataclasses import replace

    from gongkai.comparing.packed import open_packed
    from gongkai.problems import Trouble
    from gongkai.reading import find_roots

    roots = find_roots(project)
    if len(roots) == 1:
        _stop(Trouble("这个仓库自带 catalog/standard，就是标准本身，没有可以升级的标准。", "到县（市、区）自己的目录仓库里运行。"))
    known: Known = {}
    if new is None:
        click.echo(f"现在用的是{_look(f'gongkai {__version__}', roots, project, known).label}。{_pinned(project)}")
        click.echo("要看新版本会改变什么：gongkai upgrade 安装包或者版本号")
        return
    with TemporaryDirectory(prefix="gongkai-") as temporary:
        packed = open_packed(new, Path(temporary))
        if isinstance(packed, Trouble):
            _stop(packed)
        if take and not packed.program:
            _stop(Trouble(f"文件夹“{new}”没有写明程序的版本，只能看，不能采用。", "采用时写安装包的文件名，或者版本号。"))
        was = _look(f"现在的gongkai {__version__}", roots, project, known)
        newer = replace(roots[0], path=packed.folder, known_as=f"{project.resolve()}@newer")
        now = _look(f"新的gongkai {packed.program}" if packed.program else f"文件夹 {new}", (newer, *roots[1:]), project, known)
    _show(was, now, form, project)
    if take:
        _take(project, packed.program, new)
    elif packed.program:
        click.echo(f"现在什么也没有改。要采用：gongkai upgrade {new} --take", err=True)


def _look(label: str, roots: Sequence[Root], project: Path, known: Known) -> Side:
    """Read and check the county's files on the standard that is the first of ``roots``."""
    from gongkai.checking.run import check_library
    from gongkai.comparing.snapshot import snapshot
    from gongkai.problems import Trouble
    from gongkai.reading import read_library
    from gongkai.reading.commits import as_of

    reading = read_library(roots, cache=project / ".cache" / "gongkai")
    if reading.library is None:
        first = next((f"第一个问题：{problem}" for problem in reading.problems if problem.level == "error"), "")
        _stop(Trouble(f"“{label}”的目录读不出来，不能比较。{first}", "先运行 gongkai check 改正。"))
    found = check_library(reading.library, reading.docs, reading.unread, as_of(project)[0], project.resolve() / "catalog")
    standard = reading.library.standard
    return Side(f"{label}（标准{standard.version}）" if standard else label, snapshot(reading.library, known), frozenset((*reading.problems, *found)))


def _show(was: Side, now: Side, form: str, project: Path) -> None:
    """The comparison, then what would be wrong that is not wrong today."""
    from gongkai.comparing import report
    from gongkai.comparing.compare import compare
    from gongkai.comparing.editions import FOLDER

    comparison = compare(was.snapshot, now.snapshot)
    come = sorted(now.problems - was.problems, key=lambda problem: problem.sort_key)
    foreign = sorted({problem.position.file for problem in come if problem.position.root and problem.level == "error"})
    named = f"{'、'.join(foreign[:3])}{' 等' if len(foreign) > 3 else ''}"
    notes = [f"新的标准里有{len(foreign)}个文件照现在的程序检查有错误（{named}），下面的比较可能缺少其中的内容。"] if foreign else []
    if comparison and (project / FOLDER).is_dir():
        notes.append("本级印发过目录：采用以后，下面的改动要重新审核印发（gongkai edition propose）。")
    own = [problem for problem in come if not problem.position.root]
    if form == "markdown":
        click.echo(report.as_markdown(comparison, was.label, now.label, notes), nl=False)
        click.echo("\n".join(["", f"#### {_count(own)}", "", *(f"- {report.escape(line)}" for line in _lines(own))]))
    else:
        click.echo(report.as_text(comparison, was.label, now.label, notes))
        click.echo("\n".join([_count(own), *(f"  {line}" for line in _lines(own))]))


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.level == "error" for problem in problems)
    if not problems:
        return "采用以后，本级的文件不会多出问题。"
    return f"采用以后，本级的文件会多出{errors}处错误、{len(problems) - errors}处提醒" + ("，要一起改正：" if errors else "：")


def _lines(problems: Sequence[Problem]) -> list[str]:
    errors = [str(problem) for problem in problems if problem.level == "error"]
    warnings = [f"（提醒）{problem}" for problem in problems if problem.level != "error"]
    rest = [f"……另有{len(warnings) - LISTED}处提醒，采用以后用 gongkai check 看"] if len(warnings) > LISTED else []
    return [*errors, *warnings[:LISTED], *rest]


def _pinned(project: Path) -> str:
    """What requirements.txt says, where it says something else than what is installed."""
    text = _requirements(project)
    found = PIN.search(text) if isinstance(text, str) else None
    if found is None:
        return f"{REQUIREMENTS} 里没有写定版本。"
    return f"{REQUIREMENTS} 写的也是这一版。" if found[2] == __version__ else f"{REQUIREMENTS} 写的却是 {found[2]}，先运行 pip install -r {REQUIREMENTS}。"


def _take(project: Path, version: str, source: str) -> None:
    """Write the new version in the county's requirements.txt, and nothing else in it."""
    from gongkai.checking.edit import Edit
    from gongkai.problems import Trouble

    text = _requirements(project)
    if not isinstance(text, str):
        _stop(text)
    pins = list(PIN.finditer(text))
    if len(pins) != 1:
        said = "没有“gongkai==版本”这一行" if not pins else "有不止一行“gongkai==版本”"
        _stop(Trouble(f"{REQUIREMENTS} 里{said}，没有改动。", f"写成一行：gongkai=={version}"))
    if "--hash" in pins[0][3] or pins[0][3].rstrip().endswith("\\"):
        _stop(Trouble(f"{REQUIREMENTS} 里写着安装包的校验值（--hash），只改版本号会装不上，没有改动。", f"用生成这个文件的办法重新生成，版本写 {version}。"))
    if pins[0][2] == version:
        click.echo(f"{REQUIREMENTS} 里已经是 gongkai=={version}，没有改动。")
        return
    changed = Edit(pins[0].start(2), pins[0].end(2), version).apply(text)
    path = project / REQUIREMENTS
    part = path.with_name(f".{REQUIREMENTS}.part")
    try:
        part.write_bytes(changed.encode("utf-8", "surrogateescape"))
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        _stop(Trouble(f"写不了 {REQUIREMENTS}：{error.strerror}，没有改动。", "检查文件是不是只读、是不是正被别的软件打开。"))
    how = f"pip install {source}" if source.endswith(".whl") else f"pip install -r {REQUIREMENTS}"
    click.echo(f"{REQUIREMENTS} 已由 {pins[0][2]} 改成 {version}。下一步：1. {how}；2. gongkai check，改正上面列出的问题；3. 连同 {REQUIREMENTS} 一起提交。")


def _requirements(project: Path) -> str | Trouble:
    """The file's text with its own line ends."""
    from gongkai.problems import Trouble

    try:
        return (project / REQUIREMENTS).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return Trouble(f"没有 {REQUIREMENTS}，不知道在哪里写版本，没有改动。", f"建一个 {REQUIREMENTS}，写一行：gongkai=={__version__}")


def _stop(trouble: Trouble) -> NoReturn:
    click.echo(str(trouble), err=True)
    sys.exit(EXIT_TROUBLE)
