"""`gongkai new`: a new file with its pinyin name, valid from the start, with comments that say what to fill in."""

from __future__ import annotations

from typing import Any

import click

KINDS = {
    "item": ("new_item", "新增一个公开事项。"),
    "adjustment": ("new_adjustment", "在上一级的事项上作本级细化调整，或者填写科室、电话、公开位置。"),
    "withdrawal": ("new_adjustment", "说明本地区没有上一级的某个事项。"),
    "law": ("new_register", "登记一部依据文件。"),
    "region": ("new_register", "新增一个地区。"),
}
"""Subcommand → (its module, its line in the list)."""


class Kinds(click.Group):
    """The kinds of files, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        if cmd_name not in KINDS:
            return None
        found: Any = getattr(import_module(f"gongkai.commands.{KINDS[cmd_name][0]}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in KINDS and not args[0].startswith("-"):
            listed = "\n".join(f"  gongkai new {name}    {words}" for name, (_, words) in KINDS.items())
            raise click.UsageError(f"不能新建“{args[0]}”。可以新建：\n{listed}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("可以新建"):
            formatter.write_dl([(name, words) for name, (_, words) in KINDS.items()])


@click.command(cls=Kinds, help="新建一个文件：逐项询问（或用选项写明），自动取拼音文件名，写好说明，不会覆盖已有的文件。")
def new() -> None:
    pass
