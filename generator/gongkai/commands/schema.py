"""`gongkai schema`: what an editor needs to complete and check the catalogue's files, with the names of this catalogue's registers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.commands.asking import Refused
from gongkai.commands.options import PROJECT

EXIT_STALE = 1
"""``--check``: the files are missing or not of today."""

_HELP = """写编辑器用的格式文件：VS Code 的 YAML 插件据此补全字段和名称、当场提示错误。

\b
渠道、公开主体、单位、依据文件、一级事项、人生大事的名称取自登记表，登记表改了就再运行一次。
"""


@click.command(help=_HELP)
@click.option("--check", is_flag=True, help="只看是不是最新的，不写。")
@PROJECT
def schema(check: bool, project: Path) -> None:
    from gongkai.authoring.names import FILE, FOLDER, editor_schemas, names_schema
    from gongkai.build import read_project

    library = read_project(project, project / ".cache" / "gongkai", errors_only=True)[0].library
    if library is None:
        raise Refused("目录没有读出来，请先运行 gongkai check 改正。")
    own = (project / "schemas").is_dir()
    folder = project / ("schemas" if own else FOLDER)
    files = {FILE: names_schema(library)} if own else editor_schemas(library)
    stale = [name for name, content in files.items() if not (folder / name).is_file() or (folder / name).read_bytes() != content]
    if check:
        for name in stale:
            click.echo(f"{folder / name} 不是最新的。改法：运行 gongkai schema。", err=True)
        sys.exit(EXIT_STALE if stale else 0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            part = folder / f"{name}.part"
            part.write_bytes(files[name])
            part.replace(folder / name)
    except OSError as error:
        raise Refused(f"写不了“{folder}”：{error.strerror}（{error.filename}）。") from None
    click.echo(f"{folder}：{f'更新了{len(stale)}个文件' if stale else '已经是最新的'}。")
