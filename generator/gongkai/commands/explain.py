"""`gongkai explain CODE|ITEM`: everything about a code that `gongkai check` prints, or an item field by field, as text in the terminal."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from gongkai.commands.options import PROJECT

EXIT_UNKNOWN = 1
"""There is no such code, or no such item."""


_CODE = re.compile("[A-Za-z][0-9]{1,4}")


@click.command(
    help="说明一个代码（gongkai check 列出的问题是什么意思、怎么改），或者一个事项（每个字段写了什么、出自哪一层哪个文件第几行、为什么调整）。"
    "例如：gongkai explain Y120；gongkai explain 招生政策。事项可以写编号、文件、网页地址或名称里的几个字。"
)
@click.argument("what", metavar="CODE|ITEM")
@click.option("--region", default="", metavar="地区", help="看哪个地区的目录：名称或编号，默认是 catalog.yaml 里要发布的地区。")
@PROJECT
def explain(what: str, region: str, project: Path) -> None:
    from gongkai.checking.manual import as_text, find

    topic = find(what)
    if topic:
        click.echo(as_text(topic))
        return
    if not _CODE.fullmatch(what.strip()):
        from gongkai.commands.explain_item import explain_item

        sys.exit(explain_item(project, what, region))
    click.echo(unknown(what), err=True)
    sys.exit(EXIT_UNKNOWN)


def unknown(what: str) -> str:
    """The sentence for a code that does not exist, with the codes that come closest."""
    from gongkai.checking.manual import near, topics

    close = "".join(f"\n  {code}  {topics()[code].title}" for code in near(what))
    return f"没有代码“{what}”。" + (f"您是不是要看：{close}" if close else "代码是一个字母加三个数字，例如 Y120；运行 gongkai check 可以看到。")
