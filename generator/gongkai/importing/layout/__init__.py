"""Grids of a foreign file → the rows of its catalogue, every grid row accounted for."""

from __future__ import annotations

from gongkai.importing.cells.damage import suspicious
from gongkai.importing.grid import Remark, Source, SourceRow, Understood
from gongkai.importing.layout.fields import habits_of
from gongkai.importing.layout.items import Memory, items_of
from gongkai.importing.layout.rows import row_of
from gongkai.importing.layout.rules import DomainRules, rules_of
from gongkai.importing.layout.walk import walk

__all__ = ["DomainRules", "rules_of", "understand"]


def understand(source: Source, rules: DomainRules, domain: str = "") -> Understood:
    """What the file's tables say. Never raises on content; what is not understood stays as text and has a remark.

    ``domain``: the domain of tables that do not name one themselves.
    """
    here = walk(source, rules, domain)
    rows: list[SourceRow] = []
    covers: dict[str, tuple[str, ...]] = {}
    memory = Memory()
    before: list[SourceRow] = []
    for block in here.blocks:
        texts = [slot.text for column in block.columns if column.key == "channels" for line in block.lines if (slot := line.slots.get(column.index))]
        habits = habits_of(block.columns, block.words, block.domain, rules, texts)
        if not block.follows:
            memory, before = Memory(), []
        for item in items_of(block, memory):
            above = row_of(item, block.columns, block.domain, source.file, habits, before)
            rows.append(above)
            before.append(above)
            covers[above.place] = tuple(place for line in item.lines for place in (line.line.place, *line.line.also))
    return Understood(
        file=source.file,
        rows=tuple(rows),
        skipped=tuple(here.skipped),
        covers=covers,
        remarks=(*here.remarks, *_about(source)),
        problems=source.problems,
        not_applicable=tuple((name, reason, place) for name, (reason, place) in here.absent.items()),
    )


def _about(source: Source) -> tuple[Remark, ...]:
    """What is to be said of the file as a whole."""
    texts = [cell.text for grid in source.grids for row in grid.rows for cell in row if not cell.covered]
    if suspicious(texts[:2000]):
        words = "这份文件夹着拼音或者大量繁体字，是不可靠的转载件：已经改成规范汉字，但依据名称、文号、渠道名称都要对照原件"
        return (Remark("unclear", source.file, words),)
    return ()
