"""`gongkai new law` and `gongkai new region`: an entry of the law register, and a region with its government."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gongkai.authoring import drafts
from gongkai.authoring.desk import likely_rank, unmapped_roles
from gongkai.authoring.lookup import find_region
from gongkai.commands.asking import Refused
from gongkai.commands.new_file import Bench, attempt, finish, open_bench, own_slug
from gongkai.commands.options import PROJECT
from gongkai.model.words import LEVEL_OF_KIND, LEVELS, RANKS, REGION_KINDS


@click.command("law", help="登记一部依据文件（法律、法规、规章、文件）。效力先记为“未核实”，核实以后再改。TITLE 是全称，不用书名号。")
@click.argument("title", required=False)
@click.option("--rank", metavar="位阶", help=f"效力位阶：{'、'.join(RANKS)}。")
@click.option("--issuer", multiple=True, metavar="机关", help="制定或者印发的机关，可以写几次。")
@click.option("--short", metavar="简称", help="平时的简称。")
@click.option("--spelling", multiple=True, metavar="写法", help="目录里见到的其他写法，可以写几次。")
@click.option("--number", metavar="文号", help="文号；要同时用 --source 写明在哪里查到的。")
@click.option("--source", metavar="来源", help="文号在哪里查到的。")
@click.option("--region", metavar="地区", help="地方性文件适用的地区名称。")
@click.option("--note", metavar="说明", help="给公众看的说明。")
@click.option("--slug", metavar="拼音", help="文件名，默认由名称的拼音得出。")
@PROJECT
def law(project: Path, title: str | None, slug: str | None, **given: Any) -> None:
    bench = open_bench(project)
    asker, desk = bench.asker, bench.desk

    def bare(text: str) -> str:
        return text.removeprefix("《").removesuffix("》").strip()

    def objection(text: str) -> str:
        found = desk.law_called(bare(text))
        return f"这个名称已经登记了：{found}。要补充写法，打开它修改。" if found else "" if bare(text) else "书名号里没有写名称。"

    name = bare(asker.text("TITLE", title, "文件全称（不用书名号）", check=objection))
    values: dict[str, Any] = {
        "title": name,
        "short": asker.maybe("--short", given["short"], "平时的简称", check=objection),
        "spellings": asker.several("--spelling", given["spelling"], "目录里见到的其他写法", needed=False, check=objection),
        "rank": asker.choice("--rank", given["rank"], "效力位阶", {rank: rank for rank in RANKS}, default=likely_rank(name)),
        "issuer": asker.several("--issuer", given["issuer"], "制定或者印发的机关"),
        "number": asker.maybe("--number", given["number"], "文号（有出处才写）"),
        "status": "unverified",
        "region": asker.maybe("--region", given["region"], "地方性文件适用的地区"),
        "note": asker.maybe("--note", given["note"], "给公众看的说明"),
    }
    if values["number"]:
        values["evidence"] = [{"for": ["number"], "source": asker.text("--source", given["source"], "文号在哪里查到的")}]
    filled = {key: value for key, value in values.items() if value}
    chosen = own_slug(bench, slug, desk.law_slug(name), "laws/")
    finish(bench, [drafts.law(chosen, filled, desk.outline("law"), schemas=desk.own_schemas)], ["核实效力以后写上 evidence（来源），再改 status"])


@click.command("region", help="新增一个地区（县、乡镇、街道、村、社区等）：生成 region.yaml 和 bodies.yaml。NAME 是地区的名称。")
@click.argument("name", required=False)
@click.option("--kind", metavar="类型", help=f"地区类型：{'、'.join(REGION_KINDS)}。")
@click.option("--parent", metavar="地区", help="上级地区：名称或编号；最上一级写“无”。默认是 catalog.yaml 里要发布的地区。")
@click.option("--government", metavar="全称", help="本级政府（或街道办事处、村民委员会）的全称。")
@click.option("--code", metavar="代码", help="行政区划代码。")
@click.option("--summary", metavar="一句话", help="一句话介绍。")
@click.option("--slug", metavar="拼音", help="文件夹名，默认由名称的拼音得出。")
@PROJECT
def region(project: Path, name: str | None, kind: str | None, parent: str | None, government: str | None, code: str | None, summary: str | None, slug: str | None) -> None:
    bench = open_bench(project)
    asker, desk = bench.asker, bench.desk
    called = asker.text("NAME", name, "地区名称")
    ending = next((one for one in sorted(REGION_KINDS, key=len, reverse=True) if called.endswith(one)), "")
    form = asker.choice("--kind", kind, "地区类型", {one: one for one in REGION_KINDS}, default=ending)
    above = _parent(bench, parent, form)
    usual, body_kind = drafts.government_of(called, form, bench.library.catalogues[above].region.name if above else "")
    body_name = asker.text("--government", government, "本级政府的全称", default=usual)
    values = {"name": called, "kind": form, "code": code or "", "summary": asker.maybe("--summary", summary, "一句话介绍"), "government": body_name}
    proposed = own_slug(bench, slug, desk.region_slug(called, above), f"{drafts.region_folder(above)}/regions/".lstrip("/"))
    id_ = f"{above}/{proposed}" if above else proposed
    body = {"id": desk.body_slug(body_name), "name": body_name, "kind": body_kind}
    filled = {key: value for key, value in values.items() if value}
    outlines = (desk.outline("region"), desk.outline("bodies"))
    made = drafts.region(id_, filled, {}, body, outlines, schemas=desk.own_schemas)
    library, _ = attempt(bench, made)
    open_roles = unmapped_roles(library, id_) if library and id_ in library.catalogues else []
    if open_roles:
        made = drafts.region(id_, filled, dict.fromkeys(open_roles, body_name), body, outlines, schemas=desk.own_schemas)
    advice = [f"roles 里有 {len(open_roles)} 个称谓先写成了“{body_name}”，逐条改成实际承担的单位" if open_roles else "", "在 bodies.yaml 里补上其他单位"]
    if above:
        advice.append(f"要排定顺序，在 catalog/{drafts.region_folder(above)}/region.yaml 的 children 里加上 {proposed}")
    finish(bench, made, [step for step in advice if step])


def _parent(bench: Bench, given: str | None, kind: str) -> str:
    """Id of the region above, "" for a region at the top; it must be of a higher level."""
    catalogues = bench.library.catalogues
    rank = LEVELS.index(LEVEL_OF_KIND[kind])
    fitting = {id_: one.region.name for id_, one in catalogues.items() if LEVELS.index(one.region.level) < rank}
    if given == "无" or not fitting:
        return ""
    if given is None and not bench.asker.asked and bench.library.publication.region in fitting:
        return bench.library.publication.region
    if given is None:
        return bench.asker.choice("--parent", None, "上级地区", fitting, default=bench.library.publication.region)
    found, _ = find_region(bench.library, given)
    if found not in fitting:
        listed = "、".join(f"{name}（{id_}）" for id_, name in fitting.items())
        raise Refused(f"--parent 不能写“{given}”：它不是比{kind}高一级的地区。可以写：{listed}")
    return found
