"""The catalogue of ten counties at once: about so many distinct matters as asked for, made of the real ones."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from random import Random

from search_bench.catalogue import copy_project

PLACES = ("青山", "白河", "双塔", "云岭", "长桥", "石门", "东湖", "南坪", "西渡", "北川", "清溪", "龙泉", "柳林", "金滩", "平湖", "高岭", "新港", "古渡", "竹溪", "梅岭")
"""Invented counties, one for each further copy."""

LONGEST_NAME = 56
"""Characters of an item's name that stay when a number is put behind it."""

_TITLE = re.compile(r"^title: +(['\"]?)(.+?)\1 *$", re.MULTILINE)
_SUMMARY = re.compile(r"^summary: +(.*[^'\"\n])$", re.MULTILINE)
_CONTENT = re.compile(r"^content:\n((?:  .*\n)+)", re.MULTILINE)
_FORMERLY = re.compile(r"^(?:formerly|related):(?: .*\n|\n(?:  .*\n)+)", re.MULTILINE)


def write_project(folder: Path, matters: int, published: Collection[str], repository: Path) -> Path:
    """A project with exactly ``matters`` of them, more than the repository's own catalogue has. ``published``: the ids of those.

    Raises ValueError when there are no names for so many counties.
    """
    copy_project(folder, repository)
    standard = folder / "catalog/standard"
    found = [path for id_ in sorted(published) if (path := standard / f"{id_}.yaml").is_file()]
    wanted = matters - len(published)
    if wanted > len(found) * len(PLACES):
        raise ValueError(f"at most {len(found) * len(PLACES) + len(published):,} matters: there are names for {len(PLACES)} more counties")
    for number in range(wanted):
        turn, which = divmod(number, len(found))
        path = found[which]
        copy = path.with_name(f"{path.stem[:LONGEST_NAME]}-{turn + 1}.yaml")
        copy.write_text(moved(path.read_text(encoding="utf-8"), PLACES[turn]), encoding="utf-8")
    return folder


def moved(text: str, place: str) -> str:
    """An item as ``place`` might have worded it: the name in title and summary, the elements in another order and one more."""
    random = Random(place + text)

    def shuffled(found: re.Match[str]) -> str:
        elements = re.findall(r"^  - .*\n(?:    .*\n)*", found[1], re.MULTILINE)
        random.shuffle(elements)
        return f"content:\n{''.join(elements)}  - {place}县另外公开的情况\n"

    text = _FORMERLY.sub("", text)
    category = "" if re.search(r"^category:", text, re.MULTILINE) else r"\ncategory: \2"
    text = _TITLE.sub(rf"title: \2（{place}）{category}", text, count=1)
    text = _SUMMARY.sub(lambda found: f"summary: {found[1]}{place}县的人看这里。", text, count=1)
    return _CONTENT.sub(shuffled, text, count=1)
