"""The shapes that a foreign table passes through: file → grids of cells → rows that know what each cell said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from gongkai.problems import Problem


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as text. ``place`` is where a person finds it (``Sheet1!B3``, ``第2张表第3行第4列``).

    ``covered``: the cell lies under a merged one and repeats its text; ``place`` is then the merged cell's own.
    """

    text: str
    place: str
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: a worksheet, or a table of a document or a page. ``above``: the lines of text between the table before and this one.

    Rows may differ in length. ``place`` names the table (``工作表“目录”``, ``第2张表``).
    """

    place: str
    above: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its grids, and what could not be read. ``below``: lines of text after the last table."""

    file: str
    grids: tuple[Grid, ...] = ()
    problems: tuple[Problem, ...] = ()
    below: tuple[str, ...] = ()


RemarkKind = Literal["guessed", "repaired", "unclear", "note"]
"""推测 (a choice was made), 修复 (damage was mended), 没看懂 (kept as text, a person has to look), 说明 (worth knowing)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one cell that a person should know; ``was`` and ``now`` are the text before and after a repair."""

    kind: RemarkKind
    place: str
    words: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One element of 公开内容 as the table has it; empty fields follow the row."""

    text: str
    need: str = ""
    time_limit: str = ""
    subjects: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The channel cell: names that are required, of which one is enough, or allowed, each with its note or address; not the empty boxes.

    ``unchosen`` are the names whose box is empty.
    """

    must: tuple[tuple[str, str], ...] = ()
    one_of: tuple[tuple[str, str], ...] = ()
    may: tuple[tuple[str, str], ...] = ()
    unchosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One item of a table, understood as far as the table alone allows: no register has been asked.

    Empty means that the table says nothing. ``domain`` is the name its section or column gives, ``names`` the titles from
    the outermost level to the item itself, ``number`` the printed 序号, ``id`` the hidden id of our own export; ``basis``
    one citation each as written; ``extra``: other columns by heading (责任科室, 咨询电话, 监督电话, 网址, 备注 …; the commonest
    under one spelling, see `layout.headings.EXTRAS`).

    ``places`` and ``raw``: column → its cell's place, and the cell's text as in the file. The columns are named as in
    `pages.domain_rows` (no, l1, l2, l3, content, basis, limit, who, channels, everyone, groups, active, request, 县级 …, note);
    besides, id, domain, audience, mode and levels (one column for the whole), and the heading of any other column.
    """

    file: str
    place: str
    names: tuple[str, ...]
    domain: str = ""
    number: str = ""
    id: str = ""
    content: tuple[Part, ...] = ()
    basis: tuple[str, ...] = ()
    time_limit: str = ""
    subjects: str = ""
    channels: Chosen | None = None
    everyone: bool | None = None
    groups: tuple[str, ...] = ()
    mode: str = ""
    levels: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row of the file that holds no item, and why (标题, 重复的表头, 空行, 填表说明, 未涉及领域说明 …)."""

    place: str
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """Everything a file said: every row of every grid is either part of a `SourceRow` or `Skipped`.

    ``covers``: place of a `SourceRow` → the places of the rows that went into it; a row's place is its table's and 第n行.
    ``not_applicable``: 未涉及领域说明 as (domain, reason, place).
    """

    file: str
    rows: tuple[SourceRow, ...]
    skipped: tuple[Skipped, ...]
    covers: Mapping[str, tuple[str, ...]]
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    not_applicable: tuple[tuple[str, str, str], ...] = ()
