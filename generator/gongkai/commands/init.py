"""`gongkai init`: a county starts its own catalogue on the packaged standard, in a new folder that builds at once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from gongkai.commands.asking import Asker, Refused

if TYPE_CHECKING:
    from gongkai.authoring.county import County

_HELP = """给一个县（市、区）开一个自己的目录仓库：国家标准随程序带来，仓库里只放本级的内容。

\b
DIR 是新文件夹的名字，不能是已经有东西的文件夹，例如：
  gongkai init 某某县
  gongkai init mulu --name 某某县 --forge gitlab --yes
没有用选项写明的，会逐项询问；加上 --yes 就不问，没写的用默认值。
"""


@click.command(help=_HELP)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", metavar="名称", help="县（市、区）的名称；默认是 DIR 的名字。")
@click.option("--kind", metavar="类型", help="县、县级市或者区；默认由名称看出。")
@click.option("--province", metavar="名称", help="省（自治区、直辖市）的名称；有省级目录要沿用时才写。")
@click.option("--city", metavar="名称", help="市（州、盟、地区）的名称；有市级目录要沿用时才写。")
@click.option("--government", metavar="全称", help="本级政府的全称，默认是“名称+人民政府”。")
@click.option("--code", metavar="代码", help="行政区划代码。")
@click.option("--slug", metavar="拼音", help="地区文件夹的名字，默认由名称的拼音得出。")
@click.option("--site-url", metavar="网址", help="网站正式发布的网址，例如 https://www.example.gov.cn/mulu/ 。")
@click.option("--forge", metavar="平台", help="代码托管平台：github、gitlab、gitee 或 none；决定放哪一种流水线。")
@click.option("--yes", is_flag=True, help="不询问，没写的都用默认值。")
def init(folder: Path, yes: bool, **given: str | None) -> None:
    target = _new_folder(folder)
    county = _ask(target, given, Asker(), yes=yes)
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".gongkai-init-") as place:
            part = Path(place) / "county"  # the temporary folder itself is for its owner only, and would stay so
            count, roles = _fill(part, county)
            if target.is_dir():
                target.rmdir()
            part.rename(target)
    except OSError as error:
        raise Refused(f"写不了“{folder}”：{error.strerror}。没有留下任何文件。\n改法：检查上一级文件夹有没有写入权限、磁盘是不是满了。") from None
    click.echo(f"已建好{county.name}的目录仓库：{folder}（{count}个文件）")
    click.echo(f"标准里的{roles}个公开主体称谓先都写成“{county.government}”，改成实际承担的单位以前，网站也这样显示。")
    click.echo("下一步：")
    click.echo(f"  cd {folder}")
    click.echo("  gongkai build      生成网站（边改边看用 mkdocs serve）")
    click.echo("  打开 README.md，照“接下来做什么”逐项补上本级的内容")


def _new_folder(folder: Path) -> Path:
    """Where the repository will be; refuses what is already there, before anything is asked."""
    target = Path(os.path.abspath(folder))
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Refused(f"“{folder}”已经有了，而且不是文件夹，没有动它。\n改法：换一个名字。")
    try:
        inside = os.listdir(target) if target.is_dir() else []
    except OSError:
        raise Refused(f"“{folder}”打不开，不知道里面有没有文件，没有动它。\n改法：换一个名字，或者检查文件夹的权限。") from None
    if inside:
        move = "先建在别的文件夹里，再把里面的文件（连同以“.”开头的）移到这个克隆下来的仓库里。"
        other = "换一个还没有的文件夹名字；要改已有的目录，直接打开里面的文件。"
        raise Refused(f"“{folder}”里已经有文件，没有动它。\n改法：{move if inside == ['.git'] else other}")
    if target in (Path.cwd(), *Path.cwd().parents):
        raise Refused(f"“{folder}”就是您现在所在的文件夹，不能在里面建。\n改法：写一个新文件夹的名字，例如 gongkai init 某某县。")
    if not target.parent.is_dir():
        raise Refused(f"没有“{target.parent}”这个文件夹，不能在里面建“{target.name}”。\n改法：先建好上一级文件夹，或者换一个地方。")
    return target


def _ask(target: Path, given: Mapping[str, str | None], asker: Asker, *, yes: bool) -> County:
    from gongkai.authoring import county as one

    def given_or(flag: str, default: str) -> str | None:
        """What a flag said; without one and with ``--yes``, the default."""
        return given[flag] if given[flag] is not None or not yes else default

    usual = target.name if one.kind_of(target.name) and not _place(target.name) else ""
    if yes and not usual and not given["name"]:
        raise Refused("不知道是哪个县（市、区）。\n改法：用 --name 写明名称，例如 --name 某某县。")
    name = asker.text("--name", given_or("name", usual), "县（市、区）的名称", default=usual, check=_place)
    kinds = {kind: kind for kind in one.KINDS}
    kind = asker.choice("--kind", given_or("kind", one.kind_of(name)), "类型", kinds, default=one.kind_of(name))
    usual = f"{name}人民政府"
    government = asker.text("--government", given_or("government", usual), "本级政府的全称", default=usual, check=_place)
    province = asker.maybe("--province", given_or("province", ""), "沿用哪个省（自治区、直辖市）的省级目录", check=_place)
    city = asker.maybe("--city", given_or("city", ""), "沿用哪个市（州、盟、地区）的市级目录", check=_place)
    code = asker.maybe("--code", given_or("code", ""), "行政区划代码", check=_code)
    site_url = asker.maybe("--site-url", given_or("site_url", ""), "网站正式发布的网址", check=_address)
    forge = asker.choice("--forge", given_or("forge", "none"), "代码放在哪个平台", one.FORGES, default="none")
    slug = given["slug"] or ""
    if slug and not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise Refused(f"--slug 不能写“{slug}”：只用小写拼音字母和数字，词之间用一个“-”，例如 shili-xian。")
    return one.County(name, kind, government, code, site_url, forge, tuple(layer for layer in (province, city) if layer), slug)


def _fill(folder: Path, county: County) -> tuple[int, int]:
    """Write everything below the new ``folder``: (how many files, how many roles). Refused when the catalogue would have an error."""
    from gongkai.authoring.county import plain_files, settings
    from gongkai.authoring.desk import unmapped_roles
    from gongkai.authoring.names import FOLDER, editor_schemas
    from gongkai.build import read_project

    cache = folder / ".cache" / "gongkai"  # stays, so that the first build need not read the standard again
    files = plain_files(county)
    for path, content in files.items():
        _write(folder / path, content)
    drafts = settings(county, (), ())
    for draft in drafts:
        _write(folder / "catalog" / draft.path, draft.text.encode())
    library = read_project(folder, cache)[0].library
    roles = unmapped_roles(library, county.region) if library else []
    known = {*library.base, *(domain.slug for domain in library.root.domains)} if library else ()
    for draft in settings(county, roles, known):
        _write(folder / "catalog" / draft.path, draft.text.encode())
    for name, content in (editor_schemas(library) if library else {}).items():
        _write(folder / FOLDER / name, content)
    errors = [problem for problem in read_project(folder, cache)[1] if problem.level == "error"]
    if errors:
        listed = "\n".join(f"  {problem.message}{f' 改法：{problem.hint}' if problem.hint else ''}" for problem in errors[:5])
        raise Refused(f"没有建立，因为这样写出来通不过检查：\n{listed}")
    return len(files) + len(drafts), len(roles)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _place(text: str) -> str:
    from gongkai.authoring.county import PLACE

    return "" if PLACE.fullmatch(text) else "名称只写汉字，2 到 20 个字，例如：某某县。"


def _code(text: str) -> str:
    return "" if re.fullmatch("[0-9]{6,12}", text) else "行政区划代码是 6 到 12 位数字。"


def _address(text: str) -> str:
    return "" if re.fullmatch(r"https?://[^\s/?#@]+/([^\s?#]*/)?", text) else "写完整网址，以 https:// 开头，以“/”结尾，例如 https://www.example.gov.cn/mulu/ 。"
