"""`gongkai export`: the catalogue as files for an office — .xlsx, .docx, .pdf, .csv, .json — for a region, a domain, an organ or an edition."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from gongkai.commands.edition import find_region
from gongkai.commands.options import PROJECT

if TYPE_CHECKING:
    from gongkai.comparing.editions import Editions
    from gongkai.model.catalogue import Library
    from gongkai.outputs.office.documents import Document
    from gongkai.pages.view import View

EXIT_REFUSED = 1
"""Nothing was written."""

FORMATS = ("xlsx", "docx", "pdf", "csv", "json")
TABLES = ("xlsx", "docx", "pdf")
DRAFT = "待印发"
"""Stands for the edition that is not issued yet: what changed since the last one."""

_NO_NAME = re.compile(r'[\\/:*?<>|"\x00-\x1f]')
"""What a file's name cannot hold on every system."""

_HELP = f"""把目录导出成办公文件：Excel（xlsx）、Word（docx）、PDF、CSV、JSON，版式同标准目录的表样。

\b
不写范围，导出发布地区的全部目录；Excel 每个领域一张工作表，另有一张目录。
--region 换一个地区，--domain 只要一个领域，--body 只要一个单位的主动公开基本目录，
--edition 导出某一版目录的修订对照表（写“{DRAFT}”就是上一版印发以后的改动）。
例如：gongkai export    gongkai export --domain 义务教育 --format xlsx,docx
      gongkai export --body 县教育局 -o 教育局.docx
"""


@click.command(help=_HELP)
@click.option("--region", metavar="地区", help="地区的名称或文件夹路径，默认是 catalog.yaml 发布的地区。")
@click.option("--domain", metavar="领域", help="只导出一个公开领域：名称或文件夹名。")
@click.option("--body", metavar="单位", help="只导出一个单位公开的事项：名称或简称。")
@click.option("--edition", metavar="版本", help=f"导出这一版的修订对照表，例如 2026.1；“{DRAFT}”是还没有印发的改动。")
@click.option("--format", "forms", metavar="格式", help=f"{'、'.join(FORMATS)}，要几种就用逗号隔开；默认看 -o 的扩展名，没有就是 xlsx。")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="位置", help="写到哪个文件或文件夹，默认是当前文件夹。")
@click.option("--paper", type=click.Choice(["A3", "A4"], case_sensitive=False), help="纸张；默认宽表用 A3，窄表用 A4，都是横向。")
@click.option("--force", is_flag=True, help="同名文件内容不同时覆盖它。")
@PROJECT
def export(
    region: str | None, domain: str | None, body: str | None, edition: str | None, forms: str | None, out: Path | None, paper: str | None, force: bool, project: Path
) -> None:
    from gongkai.outputs.office import PdfError

    if sum(value is not None for value in (domain, body, edition)) > 1:
        _refuse("--domain、--body、--edition 一次只能写一个。改法：分几次导出。")
    wanted = _formats(forms, out)
    library, editions, problems = _read(project)
    document = _document(project, library, editions, find_region(library, region), region is not None, domain, body, edition)
    targets = {form: _target(document.title, form, out, len(wanted)) for form in wanted}
    try:
        made = _make(document, wanted, paper or "")
    except PdfError as error:
        _refuse(str(error))
    _write({targets[form]: content for form, content in made.items()}, force)
    if problems:
        click.echo(f"目录里有 {problems} 处错误，导出的表可能不全。运行 gongkai check 看是哪些。", err=True)
    for form in wanted:
        click.echo(f"已导出：{targets[form]}")


def _formats(forms: str | None, out: Path | None) -> list[str]:
    """The formats asked for, in order; a file's name says one too."""
    ending = out.suffix.lower().lstrip(".") if out and not out.is_dir() else ""
    wanted = list(dict.fromkeys(one.strip().lower().lstrip(".") for one in re.split("[,，、 ]+", forms) if one.strip())) if forms else [ending or "xlsx"]
    for form in wanted:
        if form not in FORMATS:
            where = "--format" if forms else "-o 的扩展名"
            _refuse(f"{where}“{form}”不是能导出的格式。改法：写 {'、'.join(FORMATS)}{'，旧版 .xls、.doc 可以用 xlsx、docx 代替' if form in ('xls', 'doc') else ''}。")
    if ending in FORMATS and wanted != [ending]:
        _refuse(f"-o 是 .{ending} 文件，--format 却是 {'、'.join(wanted)}。改法：去掉一个，或者让 -o 是文件夹。")
    if "pdf" in wanted:
        from gongkai.outputs.office.pdf import why_not

        if missing := why_not():
            _refuse(f"不能导出 PDF：{missing}")
    return wanted


def _read(project: Path) -> tuple[Library, Editions, int]:
    """The project's library and editions, and how many errors it has."""
    from gongkai.build import read_project
    from gongkai.comparing.editions import read_editions

    reading, problems = read_project(project, project / ".cache" / "gongkai", errors_only=True)
    editions, wrong = read_editions(project)
    errors = [problem for problem in (*problems, *wrong) if problem.level == "error"]
    if reading.library is None:
        _refuse("\n".join([*map(str, errors[:5]), "目录没有读出来，没有导出。改法：先运行 gongkai check 改正。"]))
    return reading.library, editions, len(errors)


def _document(
    project: Path, library: Library, editions: Editions, place: str, said: bool, domain: str | None, body: str | None, edition: str | None
) -> Document:
    from gongkai.build import as_of
    from gongkai.outputs.office import documents
    from gongkai.pages.view import build_site

    day, commit = as_of(project)
    if edition is not None:
        return _revision(library, editions, place, edition, day)
    site = build_site(library, as_of=day, search=False, editions=editions)
    view = site.views[place]
    if domain is not None:
        named = {name: slug for slug, one in view.domain.items() for name in (slug, *one.aliases, one.name)}
        slug = named[_pick("公开领域", domain, list(named))]
        if slug not in view.shown:
            gone = view.catalogue.not_applicable.get(slug)
            _refuse(f"{view.region.name}的目录里没有{view.domain[slug].name}领域的事项{f'：未涉及，{gone.reason}' if gone else '。'}没有导出。")
        return documents.of_domain(library, view, view.domain[slug], commit)
    if body is not None:
        return _of_body(library, view, body, said, commit)
    return documents.of_region(library, view, commit)


def _of_body(library: Library, view: View, body: str, said: bool, commit: str) -> Document:
    """The organ by its name; without --region it may be an organ of a region below."""
    from gongkai.outputs.office import documents
    from gongkai.pages.context import body_key

    found: dict[str, list[tuple[View, str]]] = {}
    known = {}
    for place in [view] if said else view.site.views.values():
        duties = (duty.body for entry in place.live for duty in place.duties(entry) if duty.body) if said else ()
        for one in dict.fromkeys((*place.bodies.values(), *duties)):
            key = body_key(one)
            known[place.region.id, key] = one
            for name in dict.fromkeys((one.name, one.short, *one.aliases, one.id)):
                if name:
                    found.setdefault(name, []).append((place, key))
    places = found[_pick("单位", body, list(found))]
    if len(places) > 1:
        _refuse(f"有 {len(places)} 个地区的单位叫“{body}”。改法：用 --region 写明地区：{'、'.join(place.region.name for place, _ in places)}。")
    place, key = places[0]
    one = known[place.region.id, key]
    if key not in place.by_body:
        _refuse(f"{place.region.name}的目录里没有由{one.name}公开的事项，没有导出。")
    return documents.of_body(library, place, one, commit)


def _revision(library: Library, editions: Editions, place: str, wanted: str, today: str) -> Document:
    """The 修订对照表 of an issued edition, or of the one that would be issued now."""
    from gongkai.comparing import revision
    from gongkai.comparing.approval import since_last_edition
    from gongkai.comparing.report import summary
    from gongkai.outputs.office.documents import of_revision
    from gongkai.pages.wording import date_words

    region = library.catalogues[place].region
    title = f"{region.name}基层政务公开标准目录修订对照表"
    last = editions.latest(place)
    if wanted == DRAFT:
        comparison = since_last_edition(library, editions, place)
        if last is None or not comparison:
            _refuse(f"{last.version}版印发以后，官方要素没有任何变化，没有对照表。" if last else f"{region.name}还没有印发过任何一版，没有可以对照的。")
        lead = f"与{last.version}版（{'，'.join(text for text in (last.document, date_words(last.date)) if text)}）相比，{summary(comparison)}。"
        return of_revision(region, f"{title}（{DRAFT}）", lead, revision.rows(comparison, place), today)
    issued = {one.version: one for one in editions.by_region.get(place, ())}
    if not issued:
        _refuse(f"{region.name}还没有印发过版本，没有修订对照表。改法：印发后用 gongkai edition approve 登记；送审稿用 --edition {DRAFT}。")
    one = issued[_pick("版本", wanted.strip().removesuffix("版"), list(issued))]
    if one.previous is None:
        _refuse(f"{one.version}版是首版，之前没有印发过，没有修订对照表。")
    papers = "，".join(text for text in (one.document, date_words(one.date)) if text)
    lead = f"{one.version}版（{papers}）与{one.previous[0]}版相比，共{len(one.revision)}处。"
    return of_revision(region, f"{title}（{one.version}版）", lead, one.revision, one.date)


def _pick(what: str, wanted: str, names: Sequence[str]) -> str:
    """The name that was meant; refuses with the nearest one."""
    from gongkai.reading.names import fold
    from gongkai.reading.phrases import nearest

    folded = {fold(name): name for name in reversed(names)}
    found = folded.get(fold(wanted))
    if found is None:
        near = nearest(wanted, {name: name for name in names}, loose=True)
        shown = "、".join([name for name in names if not name.isascii()][:30] or names[:30])
        _refuse(f"没有叫“{wanted}”的{what}。{f'您是不是要写“{near}”？' if near else f'可以写：{shown}'}")
    return found


def _target(title: str, form: str, out: Path | None, count: int) -> Path:
    """Where the file goes; without a name of its own it is called after its title."""
    name = f"{_NO_NAME.sub('', title)}.{form}"
    if out is None:
        return Path(name)
    return out if count == 1 and out.suffix and not out.is_dir() else out / name


def _make(document: Document, forms: Sequence[str], paper: str) -> Mapping[str, bytes]:
    from gongkai.outputs.office.documents import make

    steps = [len(document.book().sheets) if form in TABLES else 1 for form in forms]
    if not sys.stderr.isatty():
        return {form: make(document, form, paper) for form in forms}
    made = {}
    with click.progressbar(length=sum(steps), label="导出", file=sys.stderr) as bar:
        for form in forms:
            made[form] = make(document, form, paper, lambda: bar.update(1))
    return made


def _write(files: Mapping[Path, bytes], force: bool) -> None:
    """All or none as far as can be foreseen: each goes to a part file first. A file that somebody may have edited is not overwritten unasked."""
    changed = [path for path, content in files.items() if path.is_file() and path.read_bytes() != content]
    if changed and not force:
        _refuse(f"“{changed[0]}”已经存在，内容不同（也许有人改过），没有覆盖。改法：换一个文件名（-o），或者加上 --force 覆盖。")
    parts = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.part")
            parts.append(part)
            part.write_bytes(content)
        for path, part in zip(files, parts, strict=True):
            part.replace(path)
    except OSError as error:
        for part in parts:
            part.unlink(missing_ok=True)
        _refuse(f"写不了“{error.filename2 or error.filename}”：{error.strerror}。改法：换一个位置，或者关掉正打开着这个文件的软件再试。")


def _refuse(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(EXIT_REFUSED)
