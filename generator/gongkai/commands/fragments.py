"""`gongkai fragments`: every page as an article for a portal that takes only articles, and what to paste since the last time."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.commands.asking import Refused

_HELP = """把每个页面写成一篇文章，供只能发文章的门户（集约化平台）粘贴。

\b
文件夹里有：pages/ 每页的正文，files/ 附件，清单.html 和清单.csv（要新建、替换、撤下哪些文章），
manifest.json（供程序读）。再运行一次，就和上一次比较，只有新增和有变化的需要粘贴；目录没有变化，结果也不变。
文章之间的链接：门户的网址有规律时用 --link；没有规律时，把门户给的网址填进清单.csv 再运行一次。
不知道网址的链接写成文字。
"""


@click.command(help=_HELP)
@click.option("-o", "--out", "target", type=click.Path(file_okay=False, path_type=Path), default="fragments", show_default=True, help="写到哪个文件夹。")
@click.option("--link", "pattern", default="", metavar="网址样式", help="文章网址的样式，例如 https://www.example.gov.cn/mulu/{id}.html；可用 {id} {path} {slug} {title}。")
@click.option("--addresses", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="网址表：CSV、TSV 或 JSON，每行一个页面和门户给它的网址，例如填好的清单.csv。")
@click.option("--since", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="和哪一次比较：那一次的 manifest.json，或者 history 里的一份。默认和文件夹里的上一次比较。")
@click.option("--region", metavar="地区", help="只写一个地区的页面，写地区的名称或文件夹名。默认是全部地区和手写页面。")
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), default="mkdocs.yml", help="mkdocs.yml 的位置。")
def fragments(target: Path, pattern: str, addresses: Path | None, since: Path | None, region: str | None, config: Path) -> None:
    from dataclasses import replace

    from gongkai.build import plan_site
    from gongkai.commands.edition import find_region
    from gongkai.outputs.fragments.addresses import check_pattern
    from gongkai.outputs.fragments.handover import Material, Request, hand_over
    from gongkai.outputs.fragments.manifest import STATES, UNCHANGED
    from gongkai.plugin import read_for_output

    wrong = check_pattern(pattern) if pattern else ""
    if wrong:
        raise Refused(wrong)
    project = read_for_output(config)
    if isinstance(project, str):
        raise Refused(project)
    place = find_region(project.library, region) if region else ""
    planned = plan_site(project.library, None, replace(project.options, search=False))  # an article cannot search
    material = Material(planned.site, planned.jobs, [one.page for one in project.written], planned.files, project.files)
    target = target.resolve()
    try:
        done = hand_over(material, Request(target, place, pattern, addresses, since))
    except OSError as error:
        raise Refused(f"写不了文件夹“{target}”：{error.strerror}（{error.filename}）。改法：关掉正打开着里面文件的软件，或者换一个文件夹。") from None
    if isinstance(done, str):
        raise Refused(done)
    for note in done.notes:
        click.echo(note, err=True)
    manifest = done.manifest
    counts = "，".join(f"{name}{manifest.count(status)}篇" for status, name in STATES.items())
    click.echo(f"第{manifest.number}次移交{f'，与第{manifest.since}次相比' if manifest.since else ''}：{counts}。")
    if manifest.count(UNCHANGED) < len(manifest.entries):
        click.echo(f"照着做：{target / '清单.html'}")
    if manifest.since:
        click.echo(f"如果第{manifest.since}次的还没有贴完，请改为和更早的一次比较：--since {target / 'history'} 里的文件。")
