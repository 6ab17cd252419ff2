"""Nothing is dropped without a line: every row, skipped row and remark of the files is looked for in the finished report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from gongkai.importing.grid import Understood
from gongkai.importing.report.sections import where

_TAGS = re.compile(r"<br>|</?[a-z][^<>]*>")
_LINK = re.compile(r"\[(.*)\]\(<.*>\)")
_ESCAPES = re.compile(r"\\([\\`*_{}\[\]<>|#&~$])")


def unaccounted(understood: Sequence[Understood], text: str, *, markup: bool) -> list[str]:
    """What the files hold and the report does not mention, as sentences; empty when the report is complete.

    ``text`` is the report, HTML when ``markup``, else Markdown.
    """
    said = {_squeezed(cell) for cell in (_html_cells(text) if markup else _markdown_cells(text))}
    return [words for words, wanted in _wanted(understood) if _squeezed(wanted) not in said]


def _html_cells(text: str) -> Iterator[str]:
    yield from (unescape(cell) for cell in _TAGS.split(text))


def _markdown_cells(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for cell in re.split(r"(?<!\\)\|", line):
            link = _LINK.fullmatch(cell.strip())
            yield from (_ESCAPES.sub(r"\1", part) for part in (link.group(1) if link else cell).split("<br>"))


def _wanted(understood: Sequence[Understood]) -> Iterator[tuple[str, str]]:
    for one in understood:
        for row in one.rows:
            yield f"没有提到 {where(one.file, row.place)} 这一行", where(one.file, row.place)
            for place in one.covers.get(row.place, ()):
                if place != row.place:
                    yield f"没有提到 {where(one.file, place)} 这一行（并入 {row.place}）", place
            for remark in row.remarks:
                yield f"没有提到 {where(one.file, remark.place)} 的“{remark.words}”", where(one.file, remark.place)
                yield f"没有说明 {where(one.file, remark.place)} 的“{remark.words}”", remark.words
        for skipped in one.skipped:
            yield f"没有提到跳过的 {where(one.file, skipped.place)}", where(one.file, skipped.place)
        for remark in one.remarks:
            yield f"没有说明 {where(one.file, remark.place)} 的“{remark.words}”", remark.words
        for problem in one.problems:
            yield f"没有提到问题“{problem.message}”", problem.message


def _squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char.isprintable())
