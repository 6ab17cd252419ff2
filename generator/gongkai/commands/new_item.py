"""`gongkai new item`: an item of a region's own, or of the standard in the standard's own repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from gongkai.authoring import drafts
from gongkai.authoring.form import tidy
from gongkai.commands.asking import Asker, Refused
from gongkai.commands.new_file import REASON, REGION, Bench, finish, open_bench, own_slug, pick_region
from gongkai.commands.options import PROJECT
from gongkai.model.catalogue import Catalogue
from gongkai.model.item import Domain
from gongkai.model.words import LEVELS, MODES
from gongkai.reading.kinds import OWN_PREFIX

USUAL_LIMIT = "信息形成或者变更之日起20个工作日内"
"""政府信息公开条例 第二十六条."""


@click.command("item", help="新增一个公开事项（本级新增事项，文件名以 bendi- 开头）。没有给的必填项会逐个询问。")
@click.argument("title", required=False)
@REGION
@click.option("--standard", is_flag=True, help="写进国家标准（只在维护标准的仓库里用），不是本级新增。")
@click.option("--domain", metavar="领域", help="公开领域：名称或文件夹名。")
@click.option("--category", metavar="名称", help="一级事项；事项本身就是一级事项时不用写。")
@click.option("--content", multiple=True, metavar="要素", help="公开内容的一项要素，可以写几次。")
@click.option("--basis", multiple=True, metavar="依据", help="公开依据，如 《…》第二十条，可以写几次。")
@click.option("--time-limit", metavar="时限", help=f"公开时限，例如：{USUAL_LIMIT}。")
@click.option("--subject", multiple=True, metavar="单位", help="公开主体，可以写几次；不写就由本级政府公开。")
@click.option("--channel", multiple=True, metavar="渠道", help="公开渠道，可以写几次；不写就用领域的渠道。")
@click.option("--audience", multiple=True, metavar="对象", help="公开对象：全社会，或者特定群体，可以写几次。默认全社会。")
@click.option("--mode", metavar="方式", help="公开方式：主动 或 依申请。默认主动。")
@click.option("--level", multiple=True, metavar="层级", help="公开层级，如 县级，可以写几次。默认是本地区的层级。")
@click.option("--alias", multiple=True, metavar="说法", help="群众平时怎么说，可以写几次。")
@click.option("--summary", metavar="一句话", help="用大白话说清这一事项。")
@click.option("--life-event", multiple=True, metavar="名称", help="属于哪些人生大事，可以写几次。")
@click.option("--order", type=click.IntRange(1, 100000), help="在一级事项里的顺序，默认排在最后。")
@click.option("--slug", metavar="拼音", help="文件名，默认由名称的拼音得出。")
@REASON
@PROJECT
def item(project: Path, title: str | None, region: str | None, standard: bool, slug: str | None, **given: Any) -> None:
    bench = open_bench(project)
    asker = bench.asker
    if standard and not (project / "catalog" / "standard").is_dir():
        raise Refused("这个仓库没有 catalog/standard，不能改国家标准。改法：去掉 --standard，新增为本级事项。")
    name = tidy(asker.text("TITLE", title, "事项名称"))
    catalogue = None if standard else pick_region(bench, region)
    domain = _domain(bench, catalogue, given["domain"])
    values = _values(bench, catalogue, domain, name, given)
    own = catalogue.region.id if catalogue else ""
    folder = drafts.item_path(own, f"{domain.slug}/x").removesuffix("x.yaml")
    chosen = own_slug(bench, slug, bench.desk.item_slug(name, domain.slug, own=bool(own)), folder)
    if own and not chosen.startswith(OWN_PREFIX):
        chosen = f"{OWN_PREFIX}{chosen}"
    label = catalogue.region.name if catalogue else "国家标准"
    draft = drafts.item(own, label, f"{domain.slug}/{chosen}", values, bench.desk.outline("item"), schemas=bench.desk.own_schemas)
    finish(bench, [draft])


def _domain(bench: Bench, catalogue: Catalogue | None, given: str | None) -> Domain:
    domains = {domain.slug: domain for domain in bench.desk.domains(catalogue)}
    if not domains:
        raise Refused("还没有任何公开领域：先建立 domain.yaml。")
    return domains[bench.asker.choice("--domain", given, "属于哪个公开领域", {slug: domain.name for slug, domain in domains.items()})]


def _values(bench: Bench, catalogue: Catalogue | None, domain: Domain, title: str, given: dict[str, Any]) -> dict[str, Any]:
    """The fields of the file, needed ones first; what was neither given nor asked for is left out."""
    asker, desk = bench.asker, bench.desk
    registers = desk.registers(catalogue)

    def known(field: str) -> Any:
        return lambda value: desk.objection(field, value, registers)

    categories = [category.name for category in domain.categories]
    itself = title in categories and not given["category"]
    values: dict[str, Any] = {"title": title}
    if not itself:
        values["category"] = asker.choice("--category", given["category"], "属于哪个一级事项", {name: name for name in categories})
    values["order"] = given["order"] or desk.next_order(domain.slug, values.get("category", ""), catalogue)
    values["content"] = asker.several("--content", given["content"], "公开内容（要素）")
    values["basis"] = asker.several("--basis", given["basis"], "公开依据（如 《中华人民共和国政府信息公开条例》第二十条第（十一）项）", check=known("basis"))
    values["time_limit"] = asker.text("--time-limit", given["time_limit"], "公开时限", default=USUAL_LIMIT)
    government = catalogue.region.government if catalogue else ""
    subjects = asker.several(
        "--subject", given["subject"], "由谁公开", needed=not government, known=desk.usual_subjects(domain.slug, catalogue)[:12], default=[government] if government else (), check=known("subjects")
    )
    level = catalogue.region.level if catalogue else "县级"
    optional = {
        "subjects": subjects,
        "channels": asker.several("--channel", given["channel"], "公开渠道（不写就用领域的渠道）", needed=False, known=[use.name for use in domain.channels.all], check=known("channels")),
        "audience": _audience(asker.several("--audience", given["audience"], "公开对象", needed=False, default=["全社会"])),
        "mode": _mode(asker, given["mode"]),
        "levels": sorted(_levels(asker, given["level"], level), key=LEVELS.index),
        "aliases": asker.several("--alias", given["alias"], "通俗说法（群众平时怎么说）", needed=False),
        "summary": asker.maybe("--summary", given["summary"], "一句话说明（用大白话说清这一事项）"),
        "life_events": asker.several("--life-event", given["life_event"], "属于哪些人生大事", needed=False, known=[one.name for one in bench.library.vocabulary.life_events.values()], check=known("life_events")),
        "reason": asker.maybe("--reason", given["reason"], "为什么新增这个事项") if catalogue else "",
    }
    return {**values, **{key: value for key, value in optional.items() if value}}


def _audience(said: Sequence[str]) -> Any:
    groups = [one for one in said if one != "全社会"]
    if not groups:
        return "全社会"
    everyone = len(groups) < len(said)
    return groups[0] if len(groups) == 1 and not everyone else {"everyone": everyone, "groups": groups}


def _mode(asker: Asker, given: str | None) -> str:
    return asker.choice("--mode", given, "公开方式", {mode: mode for mode in MODES}, default=MODES[0]) if given or asker.asked else MODES[0]


def _levels(asker: Asker, given: Sequence[str], default: str) -> list[str]:
    def check(level: str) -> str:
        return "" if level in LEVELS else f"公开层级只能写：{'、'.join(LEVELS)}。"

    return asker.several("--level", given, "公开层级", needed=False, known=LEVELS, default=[default], check=check) or [default]
