"""`gongkai find 招生`: which files say this, in which layer, because pinyin folders hide it from people."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.commands.options import PROJECT

if TYPE_CHECKING:
    from gongkai.authoring.searching import Hit

EXIT_NOTHING = 1
"""No file says it."""

MOST = 50
"""Places that are listed unless all are asked for."""

LONGEST = 60
"""Characters of a value that are shown, around the first of the words."""


@click.command(help="查找哪些文件写到了 WORDS：列出编制层级、事项、字段、文件和行号。全角半角、大小写、括号样式不同也找得到；写几个词就找同时有这几个词的地方。例如：gongkai find 招生")
@click.argument("words", nargs=-1)
@click.option("--all", "everything", is_flag=True, help=f"全部列出（默认最多列 {MOST} 处）。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（全部结果）。")
@PROJECT
def find(words: tuple[str, ...], everything: bool, as_json: bool, project: Path) -> None:
    from gongkai.authoring.searching import Finder
    from gongkai.reading import find_roots, resource

    finder = Finder(find_roots(project), resource("schemas"), words)
    if not finder.wanted:
        raise click.UsageError("写上要找的词，例如：gongkai find 招生")
    hits = list(finder.hits())
    if as_json:
        _print_json(words, hits)
    else:
        for line in listing(hits, words, None if everything else MOST):
            click.echo(line)
    if not hits:
        said = " ".join(words)
        click.echo(
            f"没有文件写到“{said}”。\n改法：换一个短一些的词再找；群众的说法用 gongkai search {said} 找；要新写一个事项用 gongkai new item。", err=True
        )
        sys.exit(EXIT_NOTHING)


def listing(hits: Sequence[Hit], words: Sequence[str], most: int | None) -> list[str]:
    """The lines on screen, grouped by layer and item; at most ``most`` places, the rest counted."""
    out: list[str] = []
    shown = hits[:most]
    for layer, group in groupby(shown, key=lambda hit: hit.layer):
        total = sum(hit.layer == layer for hit in hits)
        out += [*([""] if out else []), f"== {layer}（{total}处）"]
        for (title, id_), places in groupby(group, key=lambda hit: (hit.item, hit.id)):
            if id_:
                out.append(f"{title or '（没有名称）'}  {id_}")
            for hit in places:
                root = f"[{hit.root}] " if hit.root else ""
                out += [f"  {root}{hit.file}:{hit.line}", f"      {hit.field}：{excerpt(hit.text, words)}"]
    if len(hits) > len(shown):
        out += ["", f"共 {len(hits)} 处，只列了前 {len(shown)} 处。加上 --all 全部列出，或者多写一个词缩小范围。"]
    elif hits:
        out += ["", f"共 {len(hits)} 处。"]
    return out


def excerpt(text: str, words: Sequence[str]) -> str:
    """``text`` on one line, no longer than `LONGEST` characters, the first of the words inside."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    at = max(0, min((place for word in words if (place := line.find(word)) >= 0), default=0) - LONGEST // 3)
    part = line[at : at + LONGEST]
    return f"{'…' if at else ''}{part}{'…' if at + LONGEST < len(line) else ''}"


def _print_json(words: Sequence[str], hits: Sequence[Hit]) -> None:
    import orjson

    rows = [
        {"layer": hit.layer, "root": hit.root, "file": hit.file, "line": hit.line, "id": hit.id, "item": hit.item, "field": hit.field, "text": hit.text}
        for hit in hits
    ]
    click.echo(orjson.dumps({"words": list(words), "found": len(rows), "hits": rows}, option=orjson.OPT_INDENT_2).decode())
