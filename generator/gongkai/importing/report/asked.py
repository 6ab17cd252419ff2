"""What people have to decide: rows that were not written; those with the same trouble stand together, so that it is said once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.importing.outcome import VERDICTS, WRITTEN, Outcome, Verdict

CURE: Final = "改法："
HOMELESS: Final = "在表里加一列“领域”，每行写上所属公开领域的名称，再导入一次；全部属于同一个领域的，加 --domain 领域名称；本地自设的领域先建立 domain.yaml"
UNKNOWN: Final = "表里的领域改成登记过的名称，再导入一次；全部属于同一个领域的，加 --domain 领域名称；本地自设的领域先建立 domain.yaml"
WAITING: Final = "先核对列出的改动"


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows of one file in the same trouble; ``why`` says what to do, "" when the verdict says it all."""

    verdict: Verdict
    why: str
    rows: tuple[Outcome, ...]

    @property
    def words(self) -> str:
        """The trouble, then what to do about it."""
        return f"{VERDICTS[self.verdict]}。{self.why}"

    @property
    def names(self) -> list[str]:
        """What the table calls the rows."""
        return [named(one) for one in self.rows]


def asked(outcomes: Sequence[Outcome]) -> list[Asked]:
    """The rows that people have to look at, in the order of the table; of one without a domain the whole table is told."""
    found: dict[tuple[str, str, Verdict, str], list[Outcome]] = {}
    for one in outcomes:
        if one.verdict not in (*WRITTEN, "same"):
            table = one.row.place.rpartition("第")[0] if one.verdict == "homeless" else ""
            found.setdefault((one.row.file, table, one.verdict, _why(one)), []).append(one)
    return [Asked(verdict, why, tuple(rows)) for (_, _, verdict, why), rows in found.items()]


def named(outcome: Outcome) -> str:
    """The row's titles from the outermost inwards."""
    return " › ".join(name for name in outcome.row.names if name) or "（没有事项名称）"


def _why(outcome: Outcome) -> str:
    if outcome.verdict == "homeless":
        return f"{outcome.why.partition(CURE)[0]}{CURE}{UNKNOWN if outcome.row.domain else HOMELESS}"
    if outcome.why:
        return outcome.why
    if outcome.verdict == "waiting" and outcome.edits:
        return WAITING
    return "；".join(f"{title}（{id_}，{score:.0%}）" for id_, title, score in outcome.near)
