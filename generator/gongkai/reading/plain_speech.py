"""``vocabulary/plain-speech.tsv`` and ``pinyin.tsv`` of every root → words. Tables, because editors fill them in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from gongkai.model.lexicon import PlainWord
from gongkai.problems import Position, Problem
from gongkai.reading.names import Register, short
from gongkai.reading.place import MAX_BYTES, SourceFile
from gongkai.reading.roots import Root

FILE = "catalog/vocabulary/plain-speech.tsv"
HEAD = ("说法", "规范词", "领域", "说明")
"""The columns, in this order; 领域 and 说明 may be empty."""

PINYIN_FILE = "catalog/vocabulary/pinyin.tsv"
PINYIN_HEAD = ("词", "拼音")

SHORTEST = 2
"""Characters of a 说法: a single one occurs in too many other words."""

_SYLLABLES = re.compile("[a-z]+(?: [a-z]+)*")

SINGLE = frozenset("狗税灾医学路水电气")
"""Single characters that people do type and that mean one thing."""


def read_plain_speech(roots: Sequence[Root], domains: Mapping[str, str]) -> tuple[tuple[PlainWord, ...], list[Problem]]:
    """The words of all roots, the lowest root first; ``domains`` are the names of domains → slug. Wrong lines are reported and left out."""
    names = Register("公开领域", "catalog/standard/")
    for name, slug in domains.items():
        names.add(slug, (name,))
    words: dict[str, PlainWord] = {}
    problems: list[Problem] = []
    for root in roots:
        where = SourceFile(root.name, FILE)
        for line, cells in _rows(root, where, HEAD, problems):
            found = _word(line, cells, where, names, problems)
            if found is None:
                continue
            if found.said in words:
                hint = f"与第 {words[found.said].line} 行合并：规范词之间用“；”隔开"
                problems.append(Problem("W803", Position(where.root, where.file, line), f"说法“{short(found.said)}”写了两次", hint))
            else:
                words[found.said] = found
    return tuple(words.values()), problems


def read_pinyin(roots: Sequence[Root]) -> tuple[dict[str, str], list[Problem]]:
    """Word → its syllables between blanks, for words with characters of several readings (重复 is ``chong fu``). Later roots win."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for root in roots:
        where = SourceFile(root.name, PINYIN_FILE)
        for line, cells in _rows(root, where, PINYIN_HEAD, problems):
            word, sounds = [*cells, ""][:2]
            if len(cells) != len(PINYIN_HEAD) or not word or len(sounds.split()) != len(word) or not _SYLLABLES.fullmatch(sounds):
                at = Position(where.root, where.file, line)
                problems.append(Problem("W806", at, f"“{short(word)}”的拼音“{short(sounds)}”不对", "每个字一个音节，小写字母，不带声调，音节之间空一格，例如：重复、chong fu"))
            else:
                found[word] = sounds
    return found, problems


def _rows(root: Root, where: SourceFile, head: Sequence[str], problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every line but the heading, blank ones and those that begin with ``#``."""
    path = root.path / where.file
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        problems.append(Problem("F107", Position(where.root, where.file), f"读不了这个文件（{error.strerror}）", "检查有没有读取权限"))
        return
    text = _text(content, where, problems)
    headed = False
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or line.startswith("#"):
            continue
        if headed:
            yield number, cells
        elif tuple(cells) == head:
            headed = True
        else:
            hint = f"第一行写四个列名，之间用制表符（Tab）隔开：{'、'.join(head)}"
            problems.append(Problem("W801", Position(where.root, where.file, number), "缺少列名，或者列名不对，整个表没有读入", hint))
            return


def _text(content: bytes, where: SourceFile, problems: list[Problem]) -> str:
    """The table as text, "" with a problem when it cannot be read."""
    if len(content) <= MAX_BYTES and b"\0" not in content:
        with suppress(UnicodeDecodeError):
            return content.decode("utf-8-sig")
    from gongkai.reading.encoding import decode  # what explains a bad file is wanted for bad files alone
    from gongkai.reading.prescan.traps import Finding
    from gongkai.reading.source import problem

    found = decode(content) if len(content) <= MAX_BYTES else Finding(1, 1, "too-large", {"limit": str(MAX_BYTES)})
    if isinstance(found, str):
        return found
    problems.append(problem(found, where))
    return ""


def _word(line: int, cells: list[str], where: SourceFile, names: Register, problems: list[Problem]) -> PlainWord | None:
    at = Position(where.root, where.file, line)
    if not 2 <= len(cells) <= len(HEAD):
        hint = "每行依次写 说法、规范词、领域、说明，之间用一个制表符（Tab）隔开；在表格软件里编辑后另存为“文本文件（制表符分隔）”"
        problems.append(Problem("W802", at, f"这一行有{len(cells)}列", hint))
        return None
    said, formal = cells[0], tuple(dict.fromkeys(part.strip() for part in cells[1].replace(";", "；").split("；") if part.strip()))
    if not said or not formal:
        problems.append(Problem("W802", at, "说法或规范词是空的", "两样都要写；用不着的话删去这一行"))
        return None
    if len(said) < SHORTEST and said not in SINGLE:
        problems.append(Problem("W804", at, f"说法“{said}”只有一个字，会碰到太多别的词", "换成两个字以上的说法"))
        return None
    domains = []
    for name in (cells[2] if len(cells) > 2 else "").replace("；", "、").split("、"):
        slug = names.find(name) if name else ""
        if slug is None:
            problems.append(Problem("N308", at, *names.explain(name)))
        elif slug:
            domains.append(slug)
    return PlainWord(said, formal, tuple(domains), where.root, where.file, line)
