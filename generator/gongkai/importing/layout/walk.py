"""Walk through a file's grids row by row: headers, sections, notes and blank rows are told from the rows that hold items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.importing.cells.damage import mend
from gongkai.importing.cells.text import flat
from gongkai.importing.grid import Grid, Remark, Skipped, Source
from gongkai.importing.layout.align import astray, misplaced
from gongkai.importing.layout.header import Column, Header, Row, header_at
from gongkai.importing.layout.headings import title_level
from gongkai.importing.layout.lines import Block, as_text, cell_texts, line_of, lone_text, nothing_own, row_places
from gongkai.importing.layout.rules import DomainRules
from gongkai.importing.layout.settling import city_remarks, settled
from gongkai.importing.layout.titles import absent_in, category_of, domain_of, is_note, is_section, is_title, opens_absent
from gongkai.importing.layout.torn import mended

_COLUMN_NUMBER = re.compile(r"[（(]?\d{1,2}[)）]?|[①-⑳]|[一二三四五六七八九十]{1,3}|[A-Z]")
_SIGNED = re.compile(r"(?:填报|填表|审核|审批|制表|经办|报送|编制|复核|联系)(?:人|单位|日期|时间|电话|方式|部门|人员)[：:]")
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计(?:[：:\d（(共].{0,12})?$")
SAMPLE = 300
"""Rows below a header that are looked at to tell what its columns hold."""
_SHEET = re.compile(r"“(.+)”")


@dataclass(slots=True)
class Walk:
    """Where the walk is and what it has found so far."""

    rules: DomainRules
    file_domain: str
    domain: str = ""
    listing: bool = False
    """Below a heading 未涉及领域事项说明."""
    header: Header | None = None
    category: str = ""
    fresh: bool = False
    """Nothing but a header since the last line of items."""
    blocks: list[Block] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    absent: dict[str, tuple[str, str]] = field(default_factory=dict)
    around: list[str] = field(default_factory=list)
    """Texts since the last table: titles, and notes that may explain its signs."""


def walk(source: Source, rules: DomainRules, domain: str = "") -> Walk:
    """All blocks of the file, in order. ``domain``: what the caller knows where the file does not say."""
    stem = re.sub(r"\.[A-Za-z]{2,5}$", "", source.file.rsplit("/", 1)[-1])
    here = Walk(rules, domain or domain_of(stem, rules) or rules.name(stem))
    for grid in source.grids:
        _grid(here, grid)
    for block in here.blocks:
        block.lines = mended(block)
    here.listing = here.listing and not here.blocks  # below the last table a list needs its own heading
    for line in source.below:
        _outside(here, line, f"{source.file} 表格之后")
    return here


def _grid(here: Walk, grid: Grid) -> None:
    sheet = _SHEET.search(grid.place)
    if sheet:
        here.domain, here.header, here.listing = "", None, False
    above_domain = False
    for line in grid.above:
        above_domain = _outside(here, line, f"{grid.place}之前") or above_domain
    if sheet and not above_domain:
        here.domain = here.rules.name(sheet[1]) or domain_of(sheet[1], here.rules) or domain_of(f"{sheet[1]}领域", here.rules) * bool(here.rules.name(sheet[1]))
        here.listing = opens_absent(sheet[1])
    places = row_places(grid.place, grid.rows)
    headers = {i: header for i in range(len(grid.rows)) if (header := header_at(grid.rows, i))}
    if not headers and not _carries_on(here, grid):
        here.header = None
    firsts = sorted(headers)
    i = 0
    while i < len(grid.rows):
        header = headers.get(i)
        if header:
            _head(here, grid, header, places, next((first for first in firsts[bisect_right(firsts, i) : bisect_right(firsts, i) + 3] if first > header.last), len(grid.rows)))
            i = header.last + 1
            continue
        _row(here, grid.rows[i], places[i], bool(headers))
        i += 1


def _carries_on(here: Walk, grid: Grid) -> bool:
    """A table without a header that goes on where the last one was cut, as Word does between pages."""
    if here.header is None or here.listing or not grid.rows:
        return False
    columns = here.blocks[-1].columns
    rows = [row for row in grid.rows if not lone_text(row) and as_text(row)]
    fits = rows and all(0 <= len(columns) - len(row) <= 3 for row in rows) and sum(misplaced(row, columns) or astray(row, columns) for row in rows) * 2 < len(rows)
    if fits and (all(len(row) == len(columns) for row in rows) or _next_number(here.blocks[-1], rows[0])):
        here.remarks.append(Remark("guessed", grid.place, "这张表没有表头，列和上一张表一样，按上一张表接着读"))
        return True
    return False


def _next_number(block: Block, row: Row) -> bool:
    """The row's 序号 follows the last one of the block."""
    at = next((column.index for column in block.columns if column.key == "no"), -1)
    if at < 0 or at >= len(row) or not block.lines:
        return False
    last = next((slot.text for line in reversed(block.lines) if (slot := line.slots.get(at)) and slot.text.strip()), "")
    return flat(last).isdigit() and flat(row[at].text).isdigit() and int(flat(row[at].text)) == int(flat(last)) + 1


def _head(here: Walk, grid: Grid, header: Header, places: Sequence[str], until: int) -> None:
    """A header; its table goes ``until`` the next one at most."""
    rows = grid.rows[header.first : header.last + 1]
    last = here.blocks[-1] if here.blocks else None
    again = (
        here.header is not None
        and last is not None
        and bool(last.lines)
        and header.signature == here.header.signature
        and last.domain == (here.domain or here.file_domain)
        and all(words in last.words for words in here.around)
    )
    why = "重复的表头" if again or (here.header is not None and last is not None and not last.lines) else "表头"
    here.skipped += [Skipped(place, why, as_text(row)) for place, row in zip(places[header.first : header.last + 1], rows, strict=True)]
    here.listing, here.fresh = False, True
    if again:
        here.around = []
        return
    if here.header is not None and last is not None and not last.lines and header.signature == here.header.signature:
        last.domain, last.words = here.domain or here.file_domain, [*last.words, *here.around]
        here.around = []
        return
    here.header = header
    here.category = ""
    below = grid.rows[header.last + 1 : min(until, header.last + 1 + SAMPLE)]
    columns = settled(header, below)
    if header.squeezed:
        columns = _with_number(columns, below)
    here.remarks += city_remarks(columns, places[header.first])
    domain = here.domain or here.file_domain
    follows = last is not None and bool(last.lines) and last.columns == columns and last.domain == domain
    if last is not None and not last.lines:
        here.blocks.pop()
    here.blocks.append(Block(columns, domain, words=[*here.around], follows=follows))
    here.around = []


def _with_number(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """A column for 序号 where its heading was lost but the rows begin with numbers."""
    firsts = [texts[0] for row in rows if (texts := cell_texts(row))]
    if any(column.key == "no" for column in columns) or not any(re.fullmatch(r"\d{1,4}", first) for first in firsts):
        return columns
    return (Column(-1, "no"), *columns)


def _row(here: Walk, row: Row, place: str, has_header: bool) -> None:
    text = as_text(row)
    if not text:
        here.skipped.append(Skipped(place, "空行", ""))
        return
    block = here.blocks[-1] if here.header is not None and here.blocks else None
    if nothing_own(row):
        if block is not None and block.lines:
            block.lines[-1].also.append(place)
        else:
            here.skipped.append(Skipped(place, "标题", text))
        return
    if here.listing and (block is None or len(cell_texts(row)) <= 4):
        _absent_row(here, row, place)
        return
    lone = lone_text(row)
    if block is None:
        if lone or has_header:
            _outside(here, lone or text, place)
        here.skipped.append(Skipped(place, "标题" if has_header or is_title(lone) else "不是目录表", text))
    elif lone and not _is_item(lone, row, block):
        _lone(here, block, lone, place, text)
    elif why := _no_item(row):
        here.skipped.append(Skipped(place, why, text))
    else:
        line = line_of(place, row, block.columns, here.header.squeezed if here.header else False, block.lines)
        line.fresh = here.fresh
        here.fresh = False
        line.category = here.category
        block.lines.append(line)


def _no_item(row: Row) -> str:
    """Why a row of several cells is none: it numbers the columns (（1）（2）… or 栏次), sums up, or says who filled in the table."""
    texts = [flat(cell.text) for cell in row if cell.text.strip() and not cell.covered]
    numbers = [text for text in texts if _COLUMN_NUMBER.fullmatch(text)]
    if len(numbers) >= 4 and len(texts) - len(numbers) <= 1:
        return "列号"
    if texts and len(texts) <= 5 and all(_SIGNED.match(text) for text in texts[::2]):
        return "填表人"
    return "合计" if any(_TOTAL.match(text) for text in texts[:3]) and len(texts) <= 5 else ""


def _is_item(lone: str, row: Row, block: Block) -> bool:
    """A single cell that is no title: the content of a split row, or a merged title column's first row."""
    first = next(i for i, cell in enumerate(row) if cell.text.strip())
    column = next((column for column in block.columns if column.index == first), None)
    spans = sum(1 for cell in row if cell.text.strip()) > 1
    if spans or column is None or is_title(lone) or is_note(lone) or is_section(lone):
        return False
    return first > 0 or not (title_level(column.key) or column.key == "no")


def _lone(here: Walk, block: Block, lone: str, place: str, text: str) -> None:
    """A row of one text below a header."""
    lone = mend(lone)[0]
    if absent_in(lone, here.rules, False, here.domain):
        _note_absent(here, lone, place)
        why = "未涉及领域说明"
    elif opens_absent(lone):
        here.listing, why = True, "未涉及领域说明"
    elif (is_title(lone) or is_section(lone)) and domain_of(lone, here.rules):
        here.domain = _known(here, domain_of(lone, here.rules), place)
        here.category, why = "", "标题"
        here.blocks.append(Block(block.columns, here.domain, words=[lone]))
    elif is_note(lone):
        block.words.append(lone)
        why = "填表说明"
    elif category_of(lone) or re.fullmatch(r"[\u3400-\u9fff（）、“”]{2,12}", flat(lone)):
        here.category, why = category_of(lone) or flat(lone), "分类标题"
    else:
        block.words.append(lone)
        why = "标题" if is_title(lone) else "说明文字"
    here.skipped.append(Skipped(place, why, text))


def _outside(here: Walk, line: str, place: str) -> bool:
    """A line of text outside the table's body; True when it names the domain."""
    line = mend(line)[0]
    plain = flat(line)
    if not plain:
        return False
    here.around.append(line)
    if opens_absent(line) and not absent_in(line, here.rules, False):
        here.listing = not re.search(r"\d$", plain)
        return False
    domain = domain_of(line, here.rules) if is_title(line) or is_section(line) or here.rules.name(plain) else ""
    if domain and not re.search("不涉及|未涉及|不适用", plain):
        here.domain, here.listing = _known(here, domain, place), False
        return True
    _note_absent(here, line, place)
    return False


def _known(here: Walk, domain: str, place: str) -> str:
    """The register's name where the file's nearly is one."""
    name = here.rules.near(domain)
    if name:
        here.remarks.append(Remark("guessed", place, f"登记的领域里没有“{domain}”，按最相近的“{name}”理解", domain, name))
    return name or domain


def _note_absent(here: Walk, words: str, place: str) -> None:
    for name, reason in absent_in(words, here.rules, here.listing, here.domain):
        here.absent.setdefault(name, (reason, place))


def _absent_row(here: Walk, row: Row, place: str) -> None:
    """A row of the list of domains that do not apply: as a sentence, or as 序号 | 领域 | 原因."""
    texts = list(dict.fromkeys(cell_texts(row)))
    named = [text for text in texts if here.rules.name(text.removesuffix("领域"))]
    if named:
        rest = [text for text in texts if text not in named and not re.fullmatch(r"[\d.、]+", text)]
        for text in named:
            here.absent.setdefault(here.rules.name(text.removesuffix("领域")), (max(rest, key=len, default=""), place))
    else:
        before = len(here.absent)
        for text in texts:
            _note_absent(here, text, place)
        named = texts[:1] if len(here.absent) > before or len(texts) == 1 else []
    why = "未涉及领域说明" if named or any(re.search("领域|原因|序号", text) for text in texts) else "不是目录表"
    here.skipped.append(Skipped(place, why, as_text(row)))
