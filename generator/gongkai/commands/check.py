"""`gongkai check`: every finding of the catalogue, in the format that its reader wants."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.checking.reports import FORMATS, IN_REPOSITORY, renderer
from gongkai.commands.options import PROJECT

if TYPE_CHECKING:
    from gongkai.checking.remembered import Checked
    from gongkai.checking.reports.report import Report
    from gongkai.problems import Problem

EXIT_ERRORS = 1
"""There are errors; warnings alone leave the exit code at 0, wrong use gives 2."""

EDITIONS = "catalog/editions"
"""Where issued editions lie (`comparing.editions.FOLDER`, which is slow to load)."""

_HELP = """检查 catalog/ 里的全部文件，逐条列出“文件:行:列: 代码 问题 改法”。

\b
--changed-since 只列出与分叉点（merge base）相比改过的文件里的问题，
新建而没有提交的文件也算；因这些文件而出现在别的文件里的问题不列出。

\b
退出码：
  0  没有问题，或者只有提醒
  1  有错误
  2  用法不对（选项写错、不在 git 仓库里、没有这个版本）
"""


@click.command(help=_HELP)
@PROJECT
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="输出的格式；text 给人看，其余给程序和代码托管平台。")
@click.option("--changed-since", "ref", metavar="REF", help="只列出与 REF（分支、标签或提交）分叉以后改过的文件里的问题。")
@click.option("--fix", is_flag=True, help="先改好只有一种改法的问题（全角冒号、Tab 缩进、看不见的字符等），再检查。改了什么，逐条列出。")
@click.option("--require-approved", is_flag=True, help="发布前的关口：上一版印发以后改过、还没有审核印发的事项也算错误。")
def check(project: Path, form: str, ref: str | None, fix: bool, require_approved: bool) -> None:
    from gongkai.checking.reports.report import Report, below

    changed = _changed(project, ref) if ref is not None else None
    found = findings(project)
    if fix:
        found = _fixed(project, found, changed, to_stdout=form == "text")
    problems = [problem for problem in found.problems if changed is None or concerns(problem, changed)]
    elsewhere = len(found.problems) - len(problems)
    gate = _at_the_gate(project, require_approved)
    report = Report(sorted([*problems, *gate], key=lambda problem: problem.sort_key), {**found.titles, **_titles(gate)}, found.waiting)
    if form == "text":
        _print_text(report, elsewhere=elsewhere, partly=changed is not None)
    else:
        if form in IN_REPOSITORY:
            from gongkai.reading.commits import folder_in_repository

            report = below(report, folder_in_repository(project))
        click.echo(renderer(form)(report), nl=False)
    if report.errors:
        sys.exit(EXIT_ERRORS)


def findings(project: Path) -> Checked:
    """What is wrong with the project: from the last run where nothing has changed since, else looked at afresh."""
    from gongkai.checking.remembered import keep, recall
    from gongkai.reading.commits import as_of
    from gongkai.reading.roots import find_roots, resource
    from gongkai.reading.unchanged import state

    cache = project / ".cache" / "gongkai"
    now = state(find_roots(project), resource("schemas"))
    known = recall(cache / "check.json", now, lambda: as_of(project)[0])
    if known is None:
        known = _look(project, cache)
        keep(cache / "check.json", now, known)
    return known


def _at_the_gate(project: Path, require_approved: bool) -> list[Problem]:
    """What hangs on the repository's history and is never remembered: edition files that were altered and, if asked, what no edition has yet."""
    from gongkai.reading.commits import is_committed

    if not require_approved and not (project / EDITIONS).is_dir() and not is_committed(project, EDITIONS):
        return []  # nothing was ever issued: what follows takes longer to load than everything else
    from gongkai.comparing.approval import altered, pending
    from gongkai.comparing.editions import read_editions
    from gongkai.reading.library import read_library
    from gongkai.reading.roots import find_roots

    library = read_library(find_roots(project), cache=project / ".cache" / "gongkai").library if require_approved else None
    return [*altered(project), *(pending(library, read_editions(project)[0]) if library else ())]


def _titles(problems: Sequence[Problem]) -> dict[str, str]:
    if not problems:
        return {}
    from gongkai.checking.manual import topics

    return {code: topics()[code].title for code in sorted({problem.code for problem in problems}) if code in topics()}


def _look(project: Path, cache: Path) -> Checked:
    from gongkai.checking.project import read_project
    from gongkai.checking.remembered import Checked
    from gongkai.checking.rules.unverified import unverified
    from gongkai.comparing.editions import read_editions
    from gongkai.reading.commits import as_of

    reading, problems = read_project(project, cache)
    found = {problem for problem in (*problems, *read_editions(project)[1]) if problem.level == "error" or not problem.position.root}
    problems = tuple(sorted(found, key=lambda problem: problem.sort_key))  # no warnings about the packaged standard: a county cannot mend it
    waiting = len(unverified(reading.library.root)) if reading.library else 0
    dated = reading.library is not None and bool(reading.library.publication.suppressions)
    return Checked(problems, _titles(problems), waiting, as_of(project)[0] if dated else "")


def concerns(problem: Problem, changed: frozenset[str]) -> bool:
    """The finding stands in one of the ``changed`` files, or at a folder that holds one."""
    file = problem.position.file
    return not problem.position.root and (file in changed or any(name.startswith(f"{file}/") for name in changed))


def _changed(project: Path, ref: str) -> frozenset[str]:
    from gongkai.reading.commits import changed_since

    found = changed_since(project, ref)
    if isinstance(found, str):
        raise click.UsageError(found)
    return found


def _fixed(project: Path, found: Checked, changed: frozenset[str] | None, *, to_stdout: bool) -> Checked:
    """Repair what can be repaired, and look again until there is nothing left to repair."""
    from gongkai.checking.fixing import ROUNDS, repair

    refused: dict[str, None] = {}
    total = 0
    for _ in range(ROUNDS):
        wanted = [problem for problem in found.problems if not problem.position.root and (changed is None or concerns(problem, changed))]
        done = repair(project, wanted)
        for line in done.changed:
            click.echo(line, err=not to_stdout)
        total += len(done.changed)
        refused = dict.fromkeys(done.refused)
        if not done.changed:
            break
        found = findings(project)
    for line in refused:
        click.echo(line, err=not to_stdout)
    click.echo(f"改好了 {total} 处。" if total else "没有可以自动改的问题。", err=True)
    return found


def _print_text(report: Report, *, elsewhere: int, partly: bool) -> None:
    from gongkai.checking.reports.text import render, summary

    click.echo(render(report, colour=_in_colour()), nl=False)
    if report.problems:
        click.echo(err=True)
    click.echo(summary(report), err=True)
    if elsewhere:
        click.echo(f"没有改动的文件里另有 {elsewhere} 处，没有列出；去掉 --changed-since 就能看到。", err=True)
    if report.waiting and not report.errors and not partly:
        click.echo(f"有 {report.waiting} 个事项还没有对照指引原文核实，清单在网站的 about/review.html。", err=True)


def _in_colour() -> bool:
    """A terminal reads it, and nobody has asked for none (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
