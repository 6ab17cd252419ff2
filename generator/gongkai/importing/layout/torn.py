"""Tables that came out of a PDF: each printed line of an item is a row, and 序号 alone tells where the next item begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gongkai.importing.cells.text import balanced, flat
from gongkai.importing.grid import Remark
from gongkai.importing.layout.lines import Block, Line, Slot

SHARE: Final = 1 / 3
"""Of the rows that say something of 公开依据, so many with half a title or half a bracket show that the rows are printed lines."""

LEAST: Final = 3
"""Such rows at least: a slip of the pen is none."""


def mended(block: Block) -> list[Line]:
    """The block's lines, those of one item put together where printed lines became rows; as they are anywhere else."""
    number = next((column.index for column in block.columns if column.key == "no"), None)
    if number is None or not block.lines or not _begins(block.lines[0], number) or not _torn(block):
        return block.lines
    out: list[Line] = []
    parts: list[int] = []
    for line in block.lines:
        if _begins(line, number):
            out.append(line)
            parts.append(1)
        else:
            _add(out[-1], line)
            parts[-1] += 1
    for line, count in zip(out, parts, strict=True):
        if count > 1:
            words = f"这个事项被拆成了{count}行（常见于从 PDF 转来的表），按序号合在一起，请逐格核对"
            line.remarks.append(Remark("guessed", line.place, words))
    return out


def _begins(line: Line, number: int) -> bool:
    slot = line.slots.get(number)
    return slot is not None and slot.kind == "own" and flat(slot.text).rstrip(".、").isdigit()


def _torn(block: Block) -> bool:
    said = _said(block.lines, {column.index for column in block.columns if column.key == "basis"})
    halves = [text for text in said if not balanced(text) or text.count("》") > text.count("《") or text.count("）") > text.count("（")]
    return len(halves) >= LEAST and len(halves) > SHARE * len(said)


def _said(lines: Sequence[Line], columns: set[int]) -> list[str]:
    slots = [slot for line in lines for index, slot in (line.stood or line.slots).items() if index in columns and slot.kind == "own"]
    return [flat(slot.text) for slot in slots if not slot.blank]


def _add(line: Line, more: Line) -> None:
    """What a further row says, below what the line says already."""
    line.also += [more.place, *more.also]
    if more.stood is None:
        line.remarks += more.remarks
    for index, slot in (more.stood or more.slots).items():
        if slot.blank or slot.kind != "own":
            continue
        before = line.slots.get(index, Slot("", slot.place))
        text = f"{before.text}\n{slot.text}" if not before.blank else slot.text
        line.slots[index] = before._replace(text=text, place=before.place or slot.place, kind="own")
