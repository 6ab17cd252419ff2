"""What an import comes to: the fate of each row, the files that change, what the registers get, and what is only proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from gongkai.importing.changes.edit import FieldEdit
from gongkai.importing.grid import Remark, Skipped, SourceRow
from gongkai.importing.matching.names.found import New
from gongkai.problems import Problem

Verdict = Literal["same", "adjust", "own", "edit", "waiting", "unsure", "conflict", "refused", "homeless"]

VERDICTS: Final[Mapping[Verdict, str]] = {
    "same": "与现有目录一致",
    "adjust": "写成本级细化调整",
    "own": "写成本级新增事项",
    "edit": "改动已有的文件",
    "waiting": "有改动，文件已存在，加 --update 才写",
    "unsure": "拿不准，请人核对",
    "conflict": "与本级已写明的情况相反，请人核对",
    "refused": "写不成，没有录入",
    "homeless": "没有认出公开领域",
}
"""What can become of a row → the words for it."""

WRITTEN: Final = ("adjust", "own", "edit")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row. ``id`` and ``title`` name the item, ``how`` how it was found (编号, 名称, 相似), ``near`` the items it may be: (id, title, likeness).

    ``why`` says what a person has to decide or knows better; ``remarks`` are the row's own and those of looking its names up.
    """

    row: SourceRow
    verdict: Verdict
    domain: str = ""
    id: str = ""
    title: str = ""
    how: str = ""
    score: float = 0.0
    file: str = ""
    edits: tuple[FieldEdit, ...] = ()
    near: tuple[tuple[str, str, float], ...] = ()
    why: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file below the project: ``old`` and ``new`` bytes, None where there is none. ``what`` says in a few words what it is."""

    path: str
    old: bytes | None
    new: bytes | None
    what: str

    @property
    def kind(self) -> str:
        return "新建" if self.old is None else "删去" if self.new is None else "修改"


@dataclass(frozen=True, slots=True)
class Registered:
    """A register entry that the tables need, and the rows (places) that do."""

    entry: New
    file: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A role that so far stood for the government only: the tables say who it is. ``done``: it goes into region.yaml."""

    role: str
    body: str
    was: str
    places: tuple[str, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """An item of the layer above that no row of its domain's table is about. ``file`` is its withdrawal, "" when that is only proposed."""

    domain: str
    id: str
    title: str
    category: str
    file: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """A domain that the table lists as 未涉及领域: ``yaml`` is what region.yaml would say; ``known``: it says so already."""

    name: str
    reason: str
    place: str
    known: bool
    yaml: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would do. Nothing has been written."""

    region: str
    region_name: str
    sources: tuple[str, ...]
    threshold: float
    outcomes: tuple[Outcome, ...] = ()
    files: tuple[FileChange, ...] = ()
    registered: tuple[Registered, ...] = ()
    roles: tuple[RoleChange, ...] = ()
    missing: tuple[Missing, ...] = ()
    absent: tuple[Absent, ...] = ()
    skipped: tuple[tuple[str, Skipped], ...] = ()
    remarks: tuple[tuple[str, Remark], ...] = ()
    problems: tuple[Problem, ...] = ()
    covers: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    blocked: tuple[Problem, ...] = ()
    """What keeps the import from writing anything at all."""

    @property
    def counts(self) -> dict[Verdict, int]:
        """Rows by what becomes of them, in the order of `VERDICTS`."""
        found = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}
