"""The door for people and for CI: the command `gongkai` and what it can do."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from gongkai import __version__
from gongkai.commands.options import PROJECT

EXIT_PROBLEMS = 1
"""The catalogue has errors, or a build failed; the public site is as it was."""


COMMANDS = {
    "check": "gongkai.commands.check:check",
    "diff": "gongkai.commands.diff:diff",
    "edition": "gongkai.commands.edition:edition",
    "explain": "gongkai.commands.explain:explain",
    "export": "gongkai.commands.export:export",
    "find": "gongkai.commands.find:find",
    "fragments": "gongkai.commands.fragments:fragments",
    "import": "gongkai.commands.import_:import_",
    "init": "gongkai.commands.init:init",
    "new": "gongkai.commands.new:new",
    "publish": "gongkai.commands.publish:publish",
    "rollback": "gongkai.commands.publish:rollback",
    "schema": "gongkai.commands.schema:schema",
    "stage": "gongkai.commands.stage:stage",
    "upgrade": "gongkai.commands.upgrade:upgrade",
}
"""Command → where it is. One is loaded when it is asked for, so that none makes the others slower."""


class Commands(click.Group):
    """The commands of this module and those of `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=Commands, help="基层政务公开标准目录：编目录、检查、生成网站、发布。")
@click.version_option(__version__, prog_name="gongkai")
def main() -> None:
    gc.disable()  # a command builds one large catalogue and ends; looking for garbage in it costs a third of the time
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console set to another code page


def run() -> NoReturn:
    """The command `gongkai`: `main`, then straight to the system.

    Taking a catalogue's hundred thousand objects apart one by one, only to end, costs an eighth of a rebuild. Whatever must be
    on disk is there when `main` returns; what is left to do is to say the last words.
    """
    from gongkai.commands.saying import said, use_chinese

    use_chinese()
    try:
        status: object = main(standalone_mode=False)
    except SystemExit as end:
        status = end.code
    except click.ClickException as error:
        click.echo(said(error), err=True)
        status = error.exit_code
    except click.Abort:
        click.echo("已中断，什么也没有写。", err=True)
        status = 1
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # the reader of a pipe has gone
            stream.flush()
    os._exit(status if isinstance(status, int) else 1 if status else 0)


@main.command(help="生成网站。先写进新的文件夹，全部完成后一次切换；中途出错或被中断，原来的网站不受影响。")
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), default="mkdocs.yml", help="mkdocs.yml 的位置。")
@click.option("--site", type=click.Path(path_type=Path), help="网站放在哪里，默认按 mkdocs.yml 的 site_dir。")
@click.option("--strict", is_flag=True, help="目录里有任何错误就不生成。")
@click.option("--quiet", is_flag=True, help="只显示警告和错误。")
def build(config: Path, site: Path | None, strict: bool, quiet: bool) -> None:
    from gongkai.plugin import run_build

    outcome = run_build(config, strict=strict, site=site, quiet=quiet)
    if outcome.failure:
        click.echo(outcome.failure, err=True)
        sys.exit(EXIT_PROBLEMS)
    click.echo(f"网站已生成：{outcome.site}（{outcome.pages} 个目录页面）。用浏览器打开 {outcome.site / 'index.html'}")


@main.command(help="推算一条公开时限的到期日。TEXT 是目录里的时限原文，例如：信息形成之日起20个工作日内。")
@click.argument("text")
@click.option("--from", "start", required=True, metavar="YYYY-MM-DD", help="起算日（信息形成、收到申请等的当天）。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@PROJECT
def due(text: str, start: str, as_json: bool, project: Path) -> None:
    import orjson

    from gongkai.model.timelimit import parse, render
    from gongkai.model.workdays import due as due_dates
    from gongkai.model.workdays import due_to_json
    from gongkai.reading import find_roots, read_calendar

    try:
        day = date.fromisoformat(start)
    except ValueError:
        raise click.BadParameter(f"“{start}”不是日期，请写成 2026-02-10 这样", param_hint="--from") from None
    deadline = parse(text)
    dues = due_dates(deadline, day, read_calendar(find_roots(project)))
    if as_json:
        click.echo(orjson.dumps(due_to_json(deadline, dues), option=orjson.OPT_INDENT_2).decode())
        return
    for found in dues:
        when = f"{found.date:%Y-%m-%d}{'（预估日期）' if found.estimate else ''}" if found.date else "没有确定的日期"
        click.echo(f"{render(type(deadline)(text, (found.clause,)))}：{when}")
        for step in found.steps:
            click.echo(f"  · {step}")


@main.command(help="在目录里搜索，次序与网站上的搜索相同。WORDS 用平常说话的词就行，例如：娃上学要什么材料。")
@click.argument("words", nargs=-1)
@click.option("--count", default=10, show_default=True, help="列出几条。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--evaluate", "questions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="用一张问题表（TSV）评测搜索，列出命中率。")
@PROJECT
def search(words: tuple[str, ...], count: int, as_json: bool, questions: Path | None, project: Path) -> None:
    import orjson

    from gongkai.build import read_project
    from gongkai.outputs.search import read_index
    from gongkai.search.answer import answer
    from gongkai.search.evaluate import evaluate, read_questions, report
    from gongkai.search.lexicon import read_language

    if not words and not questions:
        raise click.UsageError("写上要找的词，例如：gongkai search 低保")
    cache = project / ".cache" / "gongkai"
    library = read_project(project, cache)[0].library
    if library is None:
        click.echo("目录没有读出来，请先运行 gongkai check。", err=True)
        sys.exit(EXIT_PROBLEMS)
    index = read_index(library, cache)
    language = read_language(library, index)
    if questions:
        try:
            found = evaluate(read_questions(questions), library, index, language)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        click.echo(orjson.dumps(found.as_json(), option=orjson.OPT_INDENT_2).decode() if as_json else report(found))
        return
    result = answer(" ".join(words), language, index)
    rows = []
    for hit in result.hits[:count]:
        item = index.matters[hit.number].entry.item
        rows.append({"id": item.id, "title": item.title, "category": item.category, "summary": item.summary, "score": round(hit.score), "coverage": round(hit.coverage, 3)})
    if as_json:
        click.echo(orjson.dumps({"shown": result.shown, "found": len(result.hits), "items": rows}, option=orjson.OPT_INDENT_2).decode())
        return
    if result.shown:
        click.echo(f"已显示“{result.shown}”的结果")
    for row in rows:
        click.echo(f"{row['category']} · {row['title']}  {row['id']}\n    {row['summary']}")
    if not rows:
        click.echo("没有找到。换个说法试试。")
