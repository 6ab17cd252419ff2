"""`gongkai new adjustment` and `gongkai new withdrawal`: what a region changes in an inherited item, or that it does not have it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from gongkai.authoring import drafts
from gongkai.authoring.lookup import find_item
from gongkai.commands.asking import Refused, date_objection
from gongkai.commands.new_file import (
    REASON,
    REGION,
    Bench,
    finish,
    open_bench,
    pick_item,
    pick_region,
    refuse_existing,
)
from gongkai.commands.options import PROJECT
from gongkai.model.catalogue import Catalogue, Entry
from gongkai.model.words import FIELD_LABELS, WITHDRAWAL_KINDS
from gongkai.reading.fields import Registers

REPLACED = ("title", "time_limit", "mode", "audience", "summary", "note")
LISTS = {"content": "content", "basis": "basis", "channels": "channel", "subjects": "subject", "levels": "level", "aliases": "alias"}
"""List field → the word in its flags, --add-… and --remove-…."""
FILLED = ("office", "phone", "supervision_phone", "update_cycle", "retention")


def _flags(function: Callable[..., Any]) -> Callable[..., Any]:
    """An option for everything that an adjustment can say."""
    function = click.option("--link", multiple=True, metavar="网址", help="填写公开位置：栏目或页面的网址，可以写几次。")(function)
    for name in reversed(FILLED):
        function = click.option(f"--{name.replace('_', '-')}", metavar="内容", help=f"填写{FIELD_LABELS[name]}（不算调整，可以不写理由）。")(function)
    for name, word in reversed(LISTS.items()):
        label = FIELD_LABELS[name]
        function = click.option(f"--remove-{word}", multiple=True, metavar="内容", help=f"从{label}里去掉一项，与上一级一字不差，可以写几次。")(function)
        function = click.option(f"--add-{word}", multiple=True, metavar="内容", help=f"在{label}里增加一项，可以写几次。")(function)
    for name in reversed(REPLACED):
        function = click.option(f"--{name.replace('_', '-')}", metavar="内容", help=f"把{FIELD_LABELS[name]}改成。")(function)
    return function


@click.command("adjustment", help="在上一级的事项 ITEM 上作本级细化调整，或者填写科室、电话、公开位置。ITEM 是编号 领域/事项，或者名称里的几个字。")
@click.argument("item", required=False)
@REGION
@_flags
@REASON
@PROJECT
def adjustment(project: Path, item: str | None, region: str | None, reason: str | None, **given: Any) -> None:
    bench = open_bench(project)
    bench.asker.asked = item is None
    catalogue = pick_region(bench, region)
    entry = pick_item(bench, catalogue, item)
    refuse_existing(bench, drafts.item_path(catalogue.region.id, entry.item.id))
    steps = _steps(entry, given) or _asked_steps(bench, catalogue, entry)
    changes = [name for name in steps if name not in (*FILLED, "links")]
    why = bench.asker.text("--reason", reason, "为什么与上一级不同（理由）") if changes or reason else ""
    draft = drafts.adjustment(
        catalogue.region.id, catalogue.region.name, entry, steps, why, bench.desk.outline("adjustment"), schemas=bench.desk.own_schemas
    )
    finish(bench, [draft])


def _steps(entry: Entry, given: dict[str, Any]) -> dict[str, Any]:
    """What the flags ask for."""
    replaced = {name: given[name] for name in REPLACED if given[name]}
    added = {name: given[f"add_{word}"] for name, word in LISTS.items() if given[f"add_{word}"]}
    removed = {name: given[f"remove_{word}"] for name, word in LISTS.items() if given[f"remove_{word}"]}
    filled: dict[str, Any] = {name: given[name] for name in FILLED if given[name]}
    if given["link"]:
        filled["links"] = [{"url": url} for url in given["link"]]
    return drafts.steps(entry, replaced, added, removed, filled)


def _asked_steps(bench: Bench, catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    """Field after field, until there is nothing more to change."""
    asker, registers = bench.asker, bench.desk.registers(catalogue)
    options = {name: FIELD_LABELS[name] for name in (*REPLACED, *LISTS, *FILLED)}
    replaced: dict[str, str] = {}
    added: dict[str, list[str]] = {}
    removed: dict[str, list[str]] = {}
    filled: dict[str, str] = {}
    done = "done"
    while True:
        some = bool(replaced or added or removed or filled)
        field = asker.choice("--time-limit 等", None, "改哪一项", {**options, **({done: "不再改了"} if some else {})}, default=done if some else "")
        if field == done:
            return drafts.steps(entry, replaced, added, removed, filled)
        label = FIELD_LABELS[field]
        if field in FILLED:
            filled[field] = asker.text(f"--{field}", None, label)
        elif field in REPLACED:
            click.echo(f"  上一级现在写的是：{getattr(entry.item, field) or '（空）'}")
            replaced[field] = asker.text(f"--{field}", None, f"{label}改成")
        else:
            more = asker.several(f"--add-{LISTS[field]}", (), f"{label}增加什么", needed=False, check=partial(_objection, bench, registers, field))
            less = asker.several(f"--remove-{LISTS[field]}", (), f"{label}去掉什么（与上一级一字不差）", needed=False)
            added.update({field: more} if more else {})
            removed.update({field: less} if less else {})


def _objection(bench: Bench, registers: Registers, field: str, value: str) -> str:
    return bench.desk.objection(field, value, registers)


@click.command("withdrawal", help="说明本地区没有上一级的事项 ITEM（不适用）：页面保留，写明原因和日期。")
@click.argument("item", required=False)
@REGION
@click.option("--kind", metavar="类型", help=f"不适用的类型：{'、'.join(WITHDRAWAL_KINDS)}。")
@click.option("--date", metavar="YYYY-MM-DD", help="从哪天起不适用。")
@click.option("--successor", metavar="ITEM", help="由哪个事项接替。")
@REASON
@PROJECT
def withdrawal(project: Path, item: str | None, region: str | None, kind: str | None, date: str | None, successor: str | None, reason: str | None) -> None:
    bench = open_bench(project)
    asker = bench.asker
    asker.asked = item is None
    catalogue = pick_region(bench, region)
    entry = pick_item(bench, catalogue, item)
    refuse_existing(bench, drafts.item_path(catalogue.region.id, entry.item.id))
    values = {
        "withdraw": asker.choice("--kind", kind, "为什么不适用", {one: one for one in WITHDRAWAL_KINDS}),
        "reason": asker.text("--reason", reason, "具体理由（写给群众看）"),
        "date": asker.text("--date", date, "从哪天起不适用（如 2026-01-31）", check=date_objection),
    }
    if successor:
        found = find_item(bench.library, successor)
        if not found.id:
            near = "、".join(f"{title}（{id_}）" for id_, title in found.near)
            raise Refused(f"--successor 没有认出“{successor}”是哪个事项。{f'您要找的是不是：{near}' if near else '写编号 领域/事项。'}")
        values["successor"] = found.id
    draft = drafts.withdrawal(
        catalogue.region.id, catalogue.region.name, entry, values, bench.desk.outline("adjustment"), schemas=bench.desk.own_schemas
    )
    finish(bench, [draft])
