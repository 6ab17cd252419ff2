"""`gongkai publish` and `gongkai rollback`: the built site to the public as a whole release, and back to the one before."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from gongkai.commands.check import check
from gongkai.commands.options import PROJECT

if TYPE_CHECKING:
    from gongkai.problems import Trouble
    from gongkai.publishing import Outcome, Place, Release

_Found = TypeVar("_Found")

EXIT_REFUSED = 1
"""Nothing was published: the public site is as it was."""

_HELP = """把生成好的网站发布到 TARGET：本机的文件夹，或者 用户名@服务器:/路径（经 ssh 用 rsync 上传）。

\b
例如：gongkai publish gongkai@www.example.gov.cn:/srv/www/mulu --known-hosts known_hosts

先过发布关口：gongkai check --require-approved 有一处错误就不发布。
网站上传到新的文件夹，全部到齐以后一次切换：中途出错、断网或者被中断，公开的网站还是原来那一版。
没有改动的文件不再上传；以前的几版留在服务器上，gongkai rollback 一条命令退回去。
"""

_target = click.argument("target")
_port = click.option("--port", type=click.IntRange(1, 65535), help="服务器 ssh 的端口，默认按 ssh 的设置。")
_key = click.option("--key", metavar="文件", default="", help="登录用的私钥。")
_known_hosts = click.option("--known-hosts", metavar="文件", default="", help="写着服务器主机密钥的文件；密钥对不上就不连接。默认用 ~/.ssh/known_hosts。")


@click.command(help=_HELP)
@_target
@PROJECT
@click.option("--site", type=click.Path(path_type=Path), help="生成好的网站在哪里，默认是目录仓库里的 site。")
@_port
@_key
@_known_hosts
@click.option("--keep", type=click.IntRange(2), default=5, show_default=True, help="一共留几版，含正在公开的这一版。")
@click.option("--wait", type=click.IntRange(0), default=600, show_default=True, help="另一次发布正在进行时，最多等几秒。")
@click.option("--unapproved", is_flag=True, help="关口只看有没有错误，不要求改动都已审核印发。用于试运行的网站。")
@click.option("--allow-shrink", is_flag=True, help="网站的文件比正在公开的少一半以上，仍然发布。")
@click.pass_context
def publish(
    context: click.Context, target: str, project: Path, site: Path | None, port: int | None, key: str, known_hosts: str, keep: int, wait: int, unapproved: bool, allow_shrink: bool
) -> None:
    from gongkai import publishing
    from gongkai.reading.commits import as_of

    source = site or project / "site"
    place = _place(target, port, key, known_hosts)
    if not place.host and Path(place.path).resolve() == source.resolve():
        _stop("要发布的网站就在这个文件夹里。", "写另一个文件夹；网站服务器直接用这个文件夹的话，gongkai build 已经切换好了。")
    built = _taken(publishing.look_at(source))
    commit = as_of(project)[1]
    if built.commit and commit and built.commit != commit:
        _stop(f"网站是用提交 {built.commit[:10]} 生成的，目录现在是 {commit[:10]}。", "先运行 gongkai build --strict，再发布。")
    _gate(context, project, require_approved=not unapproved)
    _say(f"通过了发布关口，发布到 {place}：{built.files}个文件")
    note = f"{datetime.now():%Y-%m-%d %H:%M} 发布{f'，提交 {built.commit[:10]}' if built.commit else ''}"
    done = _taken(publishing.publish(place, built, note, keep=keep, wait=wait, allow_shrink=allow_shrink, progress=_say))
    _report(done)


@click.command(
    help="把 TARGET 的网站退回到前一版，一次切换，立即生效。再运行一次就再往前退一版；退错了，用 --to 写编号换回来。编号用 --list 查看。"
)
@_target
@click.option("--to", "number", metavar="编号", default="", help="换到这一版，例如 000007。")
@click.option("--list", "listing", is_flag=True, help="只列出留着的版本，不改动。")
@_port
@_key
@_known_hosts
def rollback(target: str, number: str, listing: bool, port: int | None, key: str, known_hosts: str) -> None:
    from gongkai import publishing

    place = _place(target, port, key, known_hosts)
    if listing:
        _list(_taken(publishing.releases(place)))
        return
    if number and not (number.isascii() and number.isdigit()):
        _stop(f"“{number}”不是版本的编号。", "用 gongkai rollback --list 看看留着哪些版本。")
    done = _taken(publishing.roll_back(place, number and number.zfill(6)))
    click.echo(f"已换到 {done.number}。")
    _list(done.kept)


def _place(target: str, port: int | None, key: str, known_hosts: str) -> Place:
    from gongkai.publishing import Connection, place_of

    return _taken(place_of(target, Connection(port or 0, key, known_hosts)))


def _gate(context: click.Context, project: Path, *, require_approved: bool) -> None:
    """The same check that people run; where it stops, its own words are shown and nothing is published."""
    said, heard = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(heard):
            context.invoke(check, project=project, form="text", ref=None, fix=False, require_approved=require_approved)
    except SystemExit as stopped:
        if stopped.code:
            click.echo(said.getvalue(), nl=False)
            click.echo(f"{heard.getvalue()}没有过发布关口，公开的网站没有改动。", err=True)
            sys.exit(EXIT_REFUSED)


def _report(done: Outcome) -> None:
    if not done.changed:
        click.echo(f"没有改动：和正在公开的 {done.number} 一模一样，没有发布新的版本。刚改过目录的话，先运行 gongkai build --strict。")
        return
    back = f"要退回 {done.before}，运行 gongkai rollback，写同样的 TARGET。" if done.before else ""
    click.echo(f"已发布 {done.number}，上传了{done.sent}个有改动的文件。{back}")


def _list(kept: tuple[Release, ...]) -> None:
    for one in kept:
        click.echo(f"{'→' if one.public else ' '} {one.number}  {one.note}{'（正在公开）' if one.public else ''}")
    if not kept:
        click.echo("那里还没有发布过网站。")


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def _taken(found: _Found | Trouble) -> _Found:
    """What was found; a trouble ends the command."""
    from gongkai.problems import Trouble

    if isinstance(found, Trouble):
        _stop(found.message, found.remedy)
    return found


def _stop(message: str, remedy: str) -> NoReturn:
    click.echo(f"{message}\n改法：{remedy}\n公开的网站没有改动。", err=True)
    sys.exit(EXIT_REFUSED)
