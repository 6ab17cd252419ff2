"""`gongkai stage`: the site as plain files that another engine renders."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.commands.asking import Refused

_HELP = """把网站写成普通文件，换一个程序也能生成：docs/ 里每页一个 Markdown 文件，正文是写好的网页代码，
另有接口数据、表格、样式和脚本；mkdocs.yml 不用 gongkai 插件，可以用 mkdocs、properdocs、zensical 生成。
"""


@click.command(help=_HELP)
@click.option("-o", "--out", "target", type=click.Path(file_okay=False, path_type=Path), required=True, help="写到哪个文件夹。")
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), default="mkdocs.yml", help="mkdocs.yml 的位置。")
def stage(target: Path, config: Path) -> None:
    from gongkai.build import plan_site
    from gongkai.outputs.stage import MARK, OURS, Material
    from gongkai.outputs.stage import stage as files
    from gongkai.plugin import read_for_output
    from gongkai.site.whole import recover, replace_folder

    target = target.resolve()
    recover(target)
    if target.is_dir() and any(target.iterdir()) and not _is_staged(target, MARK):
        raise Refused(f"“{target}”里已经有别的东西，不会覆盖。改法：换一个空文件夹或者还没有的文件夹。")
    project = read_for_output(config)
    if isinstance(project, str):
        raise Refused(project)
    planned = plan_site(project.library, None, project.options)
    written = [(one.page, one.source, one.text) for one in project.written]
    material = Material(planned.site, planned.jobs, planned.files, written, project.files, project.extensions, project.theme)
    try:
        replace_folder(target, files(material), OURS)
    except OSError as error:
        raise Refused(f"写不了文件夹“{target}”：{error.strerror}（{error.filename}）。改法：关掉正打开着里面文件的软件，或者换一个文件夹。") from None
    click.echo(f"已写好：{target}（{len(planned.jobs) + len(written)}个页面）。生成网站：cd {target} && mkdocs build")


def _is_staged(target: Path, mark: str) -> bool:
    try:
        return (target / "mkdocs.yml").read_text(encoding="utf-8").startswith(mark)
    except (OSError, UnicodeDecodeError):
        return False
