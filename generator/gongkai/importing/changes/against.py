"""What a row is compared with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gongkai.importing.changes.as_yaml import AsYaml
from gongkai.importing.changes.cells import Cells
from gongkai.importing.matching.similar import plain
from gongkai.model.catalogue import Catalogue, Entry
from gongkai.model.item import Domain, Item

_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Against:
    """The item as the region has it, and as the layer ``above`` has it (None: it is the region's own). ``printed``: the cells that our export prints for it, by column; ``lines``: of 公开内容 and 公开依据, element by element.

    ``levels``: the 公开层级 that the table can tick at all.
    """

    entry: Entry
    domain: Domain
    catalogue: Catalogue
    yaml: AsYaml
    levels: frozenset[str]
    printed: Mapping[str, str]
    lines: Callable[[str], tuple[str, ...]]
    above: Item | None = None

    @property
    def item(self) -> Item:
        return self.entry.item


def edited(cells: Cells, other: Against, column: str) -> bool:
    """The cell is not what our export prints there today; a column that is not there was not edited."""
    raw, printed = cells.row.raw.get(column), other.printed.get(column, "")
    return raw is not None and raw != printed and cell_lines(raw) != cell_lines(printed)


def cell_lines(text: str) -> list[str]:
    """Without what spreadsheets change of themselves: line ends, blanks around lines, the apostrophe that keeps text from being a formula."""
    return [line.strip().removeprefix("'") for line in _BREAK.split(text) if line.strip()]


def as_printed(cells: Cells, other: Against, column: str) -> bool:
    """The words of the cell are those that our export prints there, signs and blanks apart."""
    raw = cells.row.raw.get(column)
    return raw is not None and column in other.printed and plain(raw) == plain(other.printed[column])
