"""`gongkai import`: a county's own tables become catalogue files; what is uncertain is listed, nothing is written over unasked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongkai.commands.asking import Asker, Refused, date_objection
from gongkai.commands.options import PROJECT
from gongkai.model.words import WITHDRAWAL_KINDS

if TYPE_CHECKING:
    from gongkai.authoring.desk import Desk
    from gongkai.importing.grid import Understood
    from gongkai.importing.home import Home
    from gongkai.importing.options import Options, Withdraw
    from gongkai.importing.outcome import Plan

EXIT_DOUBTS = 1
"""Something was left for people to decide; what was certain has been written."""

EXIT_NOTHING = 2
"""Nothing was written: a file cannot be read, or the command was used in a wrong way."""

_HELP = """把县里现成的表格变成目录文件。FILE 是 .xlsx、.xls、.ods、.docx、.html（保存下来的网页）、.csv、.tsv 或粘贴成文本的表格，可以写几个。

\b
表里的每一行和上一级目录的事项对应起来，只把真正不同的地方写成本级调整；
对不上的写成本级新增事项；拿不准的不写，列出来请人核对。
先加 --dry-run 看看会写什么。已有的文件，不加 --update 不会改动。

\b
拿不准的行：在表里加一列“编号”，写上事项的编号（领域/事项），或者写“新增”，再导入一次。
没有认出领域的行：加一列“领域”，写上公开领域的名称。

\b
退出码：
  0  全部录入，或者没有什么要改
  1  能录入的已录入，另有要人核对的行（导入报告里“请人核对”）
  2  没有写入任何文件：文件读不了、用法不对，或者写出来通不过检查
"""


@click.command("import", help=_HELP)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--region", metavar="地区", help="写进哪个地区的目录：名称或编号，默认是 catalog.yaml 里要发布的地区。")
@click.option("--standard", is_flag=True, help="写进国家标准（只在维护标准的仓库里用）。")
@click.option("--domain", metavar="领域", help="表里的事项都属于这个公开领域：名称或文件夹名；表里写明了的不用写。")
@click.option("--dry-run", is_flag=True, help="只看计划，什么也不写。")
@click.option("--update", is_flag=True, help="也改动已有的文件：只改不同的字段，注释和其他内容不动。")
@click.option("--threshold", type=click.FloatRange(0.3, 1), help="相似到多少才算同一个事项，默认 0.70；越高越稳妥，要人核对的也越多。")
@click.option("--reason", metavar="理由", help="为什么和上一级不同，写给群众和审核的人看；默认写“据导入的《文件名》”。")
@click.option("--withdraw-missing", is_flag=True, help="表里没有的上级事项写成不适用；不加只列出来。")
@click.option("--withdraw-kind", metavar="类型", help=f"不适用的类型：{'、'.join(WITHDRAWAL_KINDS)}。")
@click.option("--withdraw-reason", metavar="理由", help="为什么不适用，由谁负责、到哪里看。")
@click.option("--withdraw-date", metavar="YYYY-MM-DD", help="从哪天起不适用。")
@click.option("--report", "place", type=click.Path(dir_okay=False, path_type=Path), help="导入报告写在哪里，.html 或 .md；默认 导入报告.html，--dry-run 时不写。")
@click.option("--yes", is_flag=True, help="不再确认，直接写入。")
@PROJECT
def import_(files: Sequence[Path], project: Path, **given: Any) -> None:
    files = list(dict.fromkeys(files))
    desk = _desk(project)
    from gongkai.importing.home import Home
    from gongkai.importing.report import asked, screen
    from gongkai.importing.trial import settle
    from gongkai.importing.write import write_plan

    home = Home(desk, _region(desk, given))
    options = _options(home, given)
    understood = _understood(files, desk, options)
    with _Progress(sum(len(one.rows) for one in understood), "对应事项") as done:
        plan = settle(understood, home, options, done)
    reported = given["place"] is not None or not given["dry_run"]
    for line in screen(plan, reported=reported):
        click.echo(line)
    if plan.blocked:
        _list("没有写入任何文件", [f"{problem.position}：{problem.message}{f' 改法：{problem.hint}' if problem.hint else ''}" for problem in plan.blocked])
    write = bool(plan.files) and not given["dry_run"]
    if write and not given["yes"] and sys.stdin.isatty() and not click.confirm(f"写入 {len(plan.files)} 个文件？", default=True):
        write = False
        click.echo("没有写入。")
    if write:
        failure = write_plan(plan.files, project)
        if failure:
            raise Refused(f"没有写入任何文件：{failure.path} {failure.why}。改法：处理好这个文件，再导入一次。")
    if reported:
        _report(plan, understood, given["place"], project, written=write)
    _next(plan, dry_run=given["dry_run"], written=write, reported=reported)
    sys.exit(EXIT_NOTHING if plan.blocked or not plan.outcomes else EXIT_DOUBTS if asked(plan.outcomes) else 0)


def _desk(project: Path) -> Desk:
    """The project as it is; rules that only warn are not asked, they would take longer than the import."""
    from gongkai.authoring.desk import Desk
    from gongkai.reading.library import read_library
    from gongkai.reading.roots import find_roots

    reading = read_library(find_roots(project), cache=project / ".cache" / "gongkai")
    if reading.library is None:
        listed = "\n".join(f"  {problem}" for problem in reading.problems[:5])
        raise Refused(f"目录没有读出来，暂时不能导入。先改正下面的错误（gongkai check 会列出全部）：\n{listed}")
    return Desk(reading.library, reading.docs, project)


def _region(desk: Desk, given: dict[str, Any]) -> str:
    """The region's id; "" for the standard."""
    from gongkai.authoring.lookup import find_region

    if given["standard"]:
        if not (desk.project / "catalog" / "standard").is_dir():
            raise Refused("这个仓库没有 catalog/standard，不能改国家标准。改法：去掉 --standard，用 --region 写明地区。")
        return ""
    found, choices = find_region(desk.library, given["region"] or "")
    if not found:
        listed = "、".join(f"{desk.library.catalogues[id_].region.name}（{id_}）" for id_ in choices)
        raise Refused(f"--region 没有认出“{given['region']}”是哪个地区。可以写：{listed}")
    return found


def _options(home: Home, given: dict[str, Any]) -> Options:
    from gongkai.importing.matching.items import THRESHOLD
    from gongkai.importing.options import Options

    domain, asker = "", Asker()
    if given["domain"]:
        domains = {slug: one.name for slug, one in home.domains.items()}
        aliases = {alias: slug for slug, one in home.domains.items() for alias in one.aliases}
        domain = aliases.get(given["domain"]) or asker.choice("--domain", given["domain"], "", domains)
    return Options(domain, given["threshold"] or THRESHOLD, given["update"], (given["reason"] or "").strip(), _withdraw(asker, given))


def _withdraw(asker: Asker, given: dict[str, Any]) -> Withdraw | None:
    """What withdrawals say; what the flags leave open is asked."""
    if not given["withdraw_missing"]:
        return None
    from gongkai.importing.options import Withdraw

    kind = asker.choice("--withdraw-kind", given["withdraw_kind"], "表里没有的事项为什么不适用", {one: one for one in WITHDRAWAL_KINDS})
    reason = asker.text("--withdraw-reason", given["withdraw_reason"], "具体理由（写给群众看：为什么没有、由谁负责、到哪里看）")
    day = asker.text("--withdraw-date", given["withdraw_date"], "从哪天起不适用（如 2026-01-31）", check=date_objection)
    return Withdraw(kind, reason, day)


def _understood(files: Sequence[Path], desk: Desk, options: Options) -> list[Understood]:
    """Every file read and understood; files that hold no table at all are told at once."""
    from gongkai.importing.layout import rules_of, understand
    from gongkai.importing.readers import read_file

    rules = rules_of(desk.library)
    names = {domain.slug: domain.name for catalogue in desk.library.catalogues.values() for domain in catalogue.domains}
    called = [file.name for file in files]
    found = []
    with _Progress(len(files), "读表格") as done:
        for file in files:
            shown = file.name if called.count(file.name) == 1 else file.as_posix()
            found.append(understand(read_file(file, shown), rules, names.get(options.domain, "")))
            done()
    for one in found:
        for problem in one.problems:
            click.echo(f"{one.file}：{problem.message}{f' 改法：{problem.hint}' if problem.hint else ''}", err=True)
        if not one.rows and not one.problems:
            click.echo(f"{one.file}：没有找到目录表格（要有“公开事项”“公开内容”这样的表头）。", err=True)
    return found


def _list(title: str, lines: Sequence[str], most: int = 10) -> None:
    if lines:
        click.echo(f"{title}（{len(lines)}）：")
        for line in lines[:most]:
            click.echo(f"  {line}")
        if len(lines) > most:
            click.echo(f"  …… 还有 {len(lines) - most} 条")


def _report(plan: Plan, understood: Sequence[Understood], place: Path | None, project: Path, *, written: bool) -> None:
    """Write the report where it was asked for; by default beside the catalogue."""
    from gongkai.importing.report import html, markdown, unaccounted

    target = place or project / "导入报告.html"
    as_markdown = target.suffix.lower() in (".md", ".markdown")
    base = _way(target.parent, project)
    text = (markdown if as_markdown else html)(plan, written=written, base=base)
    lost = unaccounted(understood, text, markup=not as_markdown)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(target)
    except OSError as error:
        click.echo(f"导入报告写不了（{error.strerror}）：{target}", err=True)
        return
    click.echo(f"导入报告：{target}")
    _list("导入报告里漏了下面的内容，请把表格发给维护人员", lost)


def _way(folder: Path, project: Path) -> str:
    """From the report's folder to the project, for links; "" where they are the same."""
    try:
        way = Path(os.path.relpath(project.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return f"{project.resolve().as_uri()}/"
    return "" if way == "." else f"{way}/"


def _next(plan: Plan, *, dry_run: bool, written: bool, reported: bool) -> None:
    from gongkai.importing.report import steps

    todo = steps(plan, dry_run=dry_run, written=written, reported=reported)
    if todo:
        click.echo("\n".join(["下一步：", *(f"  {number}. {step}" for number, step in enumerate(todo, 1))]))
    elif plan.outcomes and not plan.files:
        click.echo("表和目录一致，没有什么要写。")


class _Progress:
    """A bar for long work, only where somebody is looking; gives the function to call after each step."""

    def __init__(self, total: int, label: str) -> None:
        self.bar = click.progressbar(length=total, label=label, file=sys.stderr) if total > 100 and sys.stderr.isatty() else None

    def __enter__(self) -> Callable[[], None]:
        bar = self.bar.__enter__() if self.bar else None
        return (lambda: bar.update(1)) if bar else (lambda: None)

    def __exit__(self, *error: object) -> None:
        if self.bar:
            self.bar.__exit__(None, None, None)
