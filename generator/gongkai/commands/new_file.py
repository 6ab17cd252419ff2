"""What every `gongkai new …` shares: reading the catalogue, choosing region and item, trying a draft out, writing it and saying what comes next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from gongkai.authoring.desk import Desk, read_draft
from gongkai.authoring.form import Draft
from gongkai.authoring.lookup import above, find_item, find_region
from gongkai.build import read_project
from gongkai.commands.asking import Asker, Refused
from gongkai.model.catalogue import Catalogue, Entry, Library
from gongkai.problems import Problem
from gongkai.reading.load import Doc

REGION = click.option("--region", metavar="地区", help="哪个地区的目录：名称或编号，默认是 catalog.yaml 里要发布的地区。")
REASON = click.option("--reason", metavar="理由", help="为什么这样做，写给群众和审核的人看。")



@dataclass(frozen=True, slots=True)
class Bench:
    """An open project: the desk, the problems it had before, and who asks."""

    desk: Desk
    before: frozenset[Problem]
    asker: Asker

    @property
    def library(self) -> Library:
        return self.desk.library


def open_bench(project: Path) -> Bench:
    """Read the project; refuses when there is no catalogue to add to."""
    reading, problems = read_project(project, project / ".cache" / "gongkai")
    if reading.library is None:
        listed = "\n".join(f"  {problem}" for problem in problems[:5])
        raise Refused(f"目录没有读出来，暂时不能新建文件。先改正下面的错误（gongkai check 会列出全部）：\n{listed}")
    return Bench(Desk(reading.library, reading.docs, project), frozenset(problems), Asker())


def pick_region(bench: Bench, given: str | None) -> Catalogue:
    """The region that the file is for: the named one; asked for where there are several."""
    catalogues = bench.library.catalogues
    options = {id_: one.region.name for id_, one in catalogues.items()}
    if given is None and len(options) > 1 and bench.asker.asked:
        return catalogues[bench.asker.choice("--region", None, "写在哪个地区的目录里", options, default=bench.library.publication.region)]
    found, choices = find_region(bench.library, given or "")
    if not found:
        listed = "、".join(f"{options[id_]}（{id_}）" for id_ in choices)
        raise Refused(f"--region 没有认出“{given}”是哪个地区。可以写：{listed}")
    return catalogues[found]


def pick_item(bench: Bench, catalogue: Catalogue, given: str | None) -> Entry:
    """The inherited item that is to be adjusted or withdrawn."""
    entries = above(bench.library, catalogue)

    def objection(words: str) -> str:
        found = find_item(bench.library, words, entries)
        if found.id:
            return ""
        near = "".join(f"\n    {title}  {id_}" for id_, title in found.near)
        return f"上一级目录里没有对上唯一的一个事项。{'您要找的是不是（写右边的编号）：' + near if near else '写事项名称里的几个字，或者编号 领域/事项；也可以先用 gongkai find 找。'}"

    said = bench.asker.text("ITEM", given, "哪个事项（名称里的几个字，或者编号 领域/事项）", check=objection)
    return entries[find_item(bench.library, said, entries).id]


def refuse_existing(bench: Bench, path: str) -> None:
    """Nothing is ever written over: whoever wants to change a file opens it."""
    if (bench.desk.project / "catalog" / path).exists():
        raise Refused(f"已经有这个文件了，没有改动它：catalog/{path}\n改法：直接打开它修改；想看里面每一项从哪里来，用 gongkai explain catalog/{path}")


def attempt(bench: Bench, drafts: Sequence[Draft]) -> tuple[Library | None, list[Problem]]:
    """The library as it would be with the drafts, and the problems that they would add. Nothing is written."""
    docs: list[Doc] = []
    problems: list[Problem] = []
    for draft in drafts:
        doc, found = read_draft(draft, bench.desk.schemas)
        problems += found
        docs += [doc] if doc else []
    if len(docs) < len(drafts):
        return None, problems
    project = bench.desk.project
    reading, more = read_project(project, project / ".cache" / "gongkai", docs)
    return reading.library, sorted({*problems, *more} - bench.before, key=lambda problem: problem.sort_key)


def finish(bench: Bench, drafts: Sequence[Draft], advice: Sequence[str] = ()) -> None:
    """Write the drafts, unless the checker would refuse them; say where they are and what to do next."""
    for draft in drafts:
        refuse_existing(bench, draft.path)
    _, problems = attempt(bench, drafts)
    paths = {f"catalog/{draft.path}" for draft in drafts}
    own = [problem for problem in problems if problem.level == "error" and problem.position.file in paths]
    if own:
        listed = "\n".join(f"  {problem.message}{f' 改法：{problem.hint}' if problem.hint else ''}" for problem in own)
        raise Refused(f"没有生成文件，因为写出来通不过检查：\n{listed}")
    for draft in drafts:
        _write(bench.desk.project / "catalog" / draft.path, draft.text)
        click.echo(f"已生成：catalog/{draft.path}")
    if problems:
        click.echo("有了这个文件以后，gongkai check 会多出下面的话：")
        for problem in problems:
            click.echo(f"  {problem.position}: {problem.code} {'' if problem.level == 'error' else '（提醒）'}{problem.message}{f' 改法：{problem.hint}' if problem.hint else ''}")
    steps = ["打开文件，照“#”后面的说明补上需要的内容", *advice, "运行 gongkai check，没有错误就可以提交"]
    click.echo("下一步：" + "；".join(f"{number}. {step}" for number, step in enumerate(steps, 1)) + "。")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
    except FileExistsError:
        raise Refused(f"刚刚有人写了这个文件，没有改动它：{path}") from None
    except OSError as error:
        raise Refused(f"写不了 {path}（{error.strerror}）。改法：检查文件夹有没有写入权限、磁盘是不是满了。") from None


def own_slug(bench: Bench, given: str | None, proposed: str, folder: str) -> str:
    """The file's name: the proposed one, or the one asked for with ``--slug``."""
    slug = given or proposed
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 60:
        raise Refused(f"--slug 不能写“{slug}”：只用小写拼音字母和数字，词之间用一个“-”，最多 60 个字符，例如 {proposed}")
    refuse_existing(bench, f"{folder}{slug}.yaml")
    return slug

