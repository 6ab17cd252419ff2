"""Options that many commands have."""

from __future__ import annotations

from pathlib import Path

import click

PROJECT = click.option("--project", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="目录仓库所在的文件夹，默认是当前文件夹。")
