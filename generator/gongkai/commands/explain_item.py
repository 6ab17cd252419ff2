"""`gongkai explain ITEM`: an item field by field, with layer, file and line, and the reason of each adjustment."""

from __future__ import annotations

from pathlib import Path

import click


def explain_item(project: Path, words: str, region: str = "") -> int:
    """Print what ``words`` mean (id, path, address or title) as ``region`` has it; the exit status: 0, or 1 when it is not to be found."""
    from gongkai.authoring.lookup import find_item, find_region, region_of_item
    from gongkai.authoring.portrait import portrait
    from gongkai.reading import find_roots, read_library

    library = read_library(find_roots(project), cache=project / ".cache" / "gongkai").library
    if library is None:
        click.echo("目录没有读出来。请先运行 gongkai check，改正 catalog.yaml 和 region.yaml 里的错误。", err=True)
        return 1
    found = find_item(library, words)
    if not found.id:
        click.echo(_unknown(words, found.near), err=True)
        return 1
    key, choices = find_region(library, region) if region else (region_of_item(library, found.id, found.region), ())
    catalogue = library.catalogues.get(key)
    if catalogue is None:
        listed = "、".join(f"{library.catalogues[id_].region.name}（{id_}）" for id_ in choices) or "、".join(library.catalogues)
        click.echo(f"没有认出“{region or key}”是哪个地区。改法：--region 写地区的名称或编号，现有：{listed}", err=True)
        return 1
    entry = catalogue.entries.get(found.id)
    if entry is None:
        owners = [one.region.name for one in library.catalogues.values() if found.id in one.entries]
        click.echo(f"{catalogue.region.name}的目录里没有事项“{found.id}”，它只在：{'、'.join(owners) or '国家标准'}。改法：加上 --region {owners[0] if owners else '地区名称'}", err=True)
        return 1
    for line in portrait(library, catalogue, entry):
        click.echo(line)
    return 0


def _unknown(words: str, near: tuple[tuple[str, str], ...]) -> str:
    if not near:
        return f"没有找到“{words}”：它不是事项的编号、文件、网页地址，也不在任何事项的名称里。\n改法：换一个词，或者用 gongkai find {words} 看看哪些文件写到了它；文件有错误时先运行 gongkai check。"
    listed = "\n".join(f"  {title}    {id_}" for id_, title in near)
    return f"“{words}”没有对上唯一的一个事项。您要找的是不是：\n{listed}\n改法：把右边的编号写在命令里，例如 gongkai explain {near[0][0]}"
