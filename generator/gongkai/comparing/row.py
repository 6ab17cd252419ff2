"""A line of the 修订对照表, as edition files keep it and pages show it."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = ("公开领域", "事项", "原", "现", "理由")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: plain text, lines parted by line feeds. ``item`` is the id ("" for a whole domain or region)."""

    domain: str
    title: str
    was: str
    now: str
    reason: str
    item: str = ""

    def cells(self) -> tuple[str, str, str, str, str]:
        return (self.domain, self.title, self.was, self.now, self.reason)
