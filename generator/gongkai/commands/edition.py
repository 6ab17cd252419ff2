"""`gongkai edition`: what changed since the last edition, the next one's 修订对照表, and the edition itself once it is issued."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from gongkai.commands.options import PROJECT

if TYPE_CHECKING:
    from gongkai.comparing.editions import Editions
    from gongkai.model.catalogue import Library

EXIT_REFUSED = 1
"""The edition was not issued, or there is nothing to propose; nothing was written."""

_region = click.option("--region", metavar="地区", help="地区的名称或文件夹路径，默认是 catalog.yaml 发布的地区。")


@click.group(help="目录版本：编制以后送主管部门审核，印发以后登记。每一版是 catalog/editions/ 下的一个文件，印发后不再改动。")
def edition() -> None:
    pass


@edition.command(help="列出上一版印发以后的改动，写成修订对照表（Markdown、网页、表格三种），送主管部门审核。")
@PROJECT
@_region
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="对照表放在哪个文件夹。")
def propose(project: Path, region: str | None, out: Path) -> None:
    from gongkai.comparing import revision
    from gongkai.comparing.approval import since_last_edition
    from gongkai.comparing.report import summary

    library, editions = _read(project)
    place = find_region(library, region)
    last = editions.latest(place)
    comparison = since_last_edition(library, editions, place)
    if last and not comparison:
        _refuse([f"{last.version}版印发以后，官方要素没有任何变化，没有需要审核的内容。"])
    table = revision.rows(comparison, place)
    name = library.catalogues[place].region.name
    heading = f"{name}基层政务公开标准目录修订对照表"
    lead = f"与{last.version}版（{last.document}，{last.date}）相比，{summary(comparison)}。" if last else "首版目录，之前没有印发过。各领域的事项见标准目录全文。"
    files = {
        "修订对照表.md": revision.as_markdown(heading, lead, table).encode(),
        "修订对照表.html": revision.as_html(heading, lead, table).encode(),
        "修订对照表.csv": revision.as_csv(table),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            (out / file).write_bytes(content)
    except OSError as error:
        _refuse([f"写不了文件夹“{out}”：{error.strerror}。换一个文件夹，或者关掉正打开着这些文件的软件再试。"])
    click.echo(f"{summary(comparison)}，对照表{len(table)}行：")
    for file in files:
        click.echo(f"  {out / file}")
    silent = sum(not row.reason for row in table)
    if silent and last:
        click.echo(f"其中{silent}行没有理由：在调整文件里写 reason 再运行一次，或者送审前在表里补上。", err=True)


@edition.command(help="登记一版已经印发的目录：写一个版本文件，以后不再改动。检查有错误、没有变化、日期不存在时不登记。")
@PROJECT
@_region
@click.option("--by", required=True, metavar="单位", help="审核批准的单位全称，不写个人姓名。")
@click.option("--document", required=True, metavar="文号", help="印发文件的文号，例如：示政办发〔2026〕1号。")
@click.option("--on", "on", required=True, metavar="YYYY-MM-DD", help="印发日期。")
@click.option("--version", "version", default="", metavar="版本号", help="默认按年份顺延：2026.1、2026.2……")
@click.option("--issuer", default="", metavar="单位", help="印发机关，默认按 region.yaml 的 edition.issuer。")
@click.option("--note", default="", help="对这一版的说明。")
def approve(project: Path, region: str | None, by: str, document: str, on: str, version: str, issuer: str, note: str) -> None:
    from gongkai.comparing.approval import Approval, altered, issue, refusals
    from gongkai.comparing.editions import file_bytes

    library, editions = _read(project, to_approve=True)
    place = find_region(library, region)
    broken = [str(problem) for problem in altered(project) if problem.level == "error"]
    approval = Approval(place, by.strip(), document.strip(), on.strip(), version.strip(), issuer.strip(), note)
    reasons = [*broken, *refusals(approval, library, editions)]
    if reasons:
        _refuse(reasons)
    new = issue(approval, library, editions, project)
    try:
        new.path.parent.mkdir(parents=True, exist_ok=True)
        with open(new.path, "xb") as handle:
            handle.write(file_bytes(new.data))
    except FileExistsError:
        _refuse([f"{new.file} 已经存在，不能覆盖。换一个版本号（--version）。"])
    except OSError as error:
        _refuse([f"写不了 {new.file}：{error.strerror}。"])
    below = len(new.covers) - 1
    click.echo(f"已登记{new.name}目录{new.version}版：{new.items}个事项{f'，连同{below}个下级地区的目录' if below else ''}。\n  {new.file}")
    mine = library.catalogues[place].region.edition
    if mine is None or mine.version != new.version or (mine.number or new.document) != new.document or mine.date != new.date:
        click.echo(f"请把 region.yaml 的 edition 改成：version: {new.version}，number: {new.document}，date: {new.date}，approved_by: {new.approved_by}", err=True)


@edition.command(help="看各地区印发到哪一版，有哪些改动还没有审核印发。")
@PROJECT
def status(project: Path) -> None:
    from gongkai.comparing.approval import pending
    from gongkai.model.catalogue import published

    library, editions = _read(project)
    for catalogue in published(library):
        region = catalogue.region
        found = editions.covering(region.id)
        if found is None:
            click.echo(f"{region.name}：还没有印发过版本")
        elif found.region == region.id:
            click.echo(f"{region.name}：{found.version}版，{found.document}，{found.date}，{found.approved_by}批准")
        else:
            click.echo(f"{region.name}：随{found.name}{found.version}版")
    waiting = pending(library, editions) if editions else []
    for problem in waiting:
        click.echo(f"  待审核 {problem.position} {problem.message}")
    if editions:
        click.echo(f"有 {len(waiting)} 处改动还没有审核印发。" if waiting else "没有待审核的改动。", err=True)


def _read(project: Path, *, to_approve: bool = False) -> tuple[Library, Editions]:
    """The project's library and editions; stops where they cannot be relied on. ``to_approve``: any error of the check stops."""
    from gongkai.build import read_project
    from gongkai.comparing.editions import read_editions

    reading, problems = read_project(project, project / ".cache" / "gongkai")
    editions, wrong = read_editions(project)
    errors = [problem for problem in dict.fromkeys([*problems, *wrong]) if problem.level == "error"]
    broken = [problem for problem in errors if problem in wrong]
    if reading.library is None or broken or (to_approve and errors):
        shown = broken or errors
        rest = f"\n……另有 {len(shown) - 5} 处" if len(shown) > 5 else ""
        _refuse([*(str(problem) for problem in shown[:5]), f"{rest.strip()}\n目录里有 {len(shown)} 处错误，先运行 gongkai check 改正。".strip()])
    return reading.library, editions


def find_region(library: Library, wanted: str | None) -> str:
    """The id of a published region from its id, folder name or name."""
    import difflib

    from gongkai.model.catalogue import published

    if not wanted:
        return library.publication.region
    regions = [catalogue.region for catalogue in published(library)]
    found = next((region.id for region in regions if wanted in (region.id, region.slug, region.name)), "")
    names = [region.name for region in regions]
    near = difflib.get_close_matches(wanted, [*names, *(region.slug for region in regions)], n=1, cutoff=0.5)
    hint = f"您是不是要写“{near[0]}”？" if near else f"现有：{'、'.join(names)}"
    return found or _refuse([f"没有叫“{wanted}”的地区。{hint}"])


def _refuse(reasons: list[str]) -> NoReturn:
    for reason in reasons:
        click.echo(reason, err=True)
    sys.exit(EXIT_REFUSED)
