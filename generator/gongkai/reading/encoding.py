"""Bytes of a catalogue file → text. Only UTF-8 is read, with or without a byte order mark; other encodings of Chinese Windows are named."""

from __future__ import annotations

import codecs
import re

from gongkai.reading.prescan.traps import Finding

_NOT_UTF8 = "\ufffd"
_NUL_AT_LINE_END = re.compile(rb"[\r\n]\x00|\x00[\r\n]")
_HAN = re.compile("[\u4e00-\u9fff]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_BREAK = re.compile(rb"\r\n?|\n")


def decode(content: bytes) -> str | Finding:
    """The text without its byte order mark, or the finding that says why there is none, at the first bad byte's character."""
    content = content.removeprefix(codecs.BOM_UTF8)
    if (b"\0" in content and _NUL_AT_LINE_END.search(content)) or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Finding(1, 1, "utf-16", {"encoding": "UTF-16"})
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        guess = content.decode(errors="replace")
        bad = guess.count(_NOT_UTF8)
        # UTF-8 with a damaged character keeps most of its Chinese; GBK read as UTF-8 has next to none.
        if len(_HAN.findall(guess)) >= bad or not _is_gbk(content):
            return Finding(*_place(content, error.start), "bad-utf8", {"count": str(bad)})
        first = _NOT_ASCII.search(content)
        return Finding(*_place(content, first.start() if first else 0), "gbk", {"encoding": "GBK"})


def _is_gbk(content: bytes) -> bool:
    """GB18030, the superset of GBK, reads the bytes as Chinese; one damaged character in a hundred is allowed."""
    guess = content.decode("gb18030", errors="replace")
    return guess.count(_NOT_UTF8) * 100 <= len(guess) and bool(_HAN.search(guess))


def _place(content: bytes, offset: int) -> tuple[int, int]:
    """Line and column of the byte at ``offset``; everything before it is valid UTF-8."""
    starts = [found.end() for found in _BREAK.finditer(content, 0, offset)]
    start = starts[-1] if starts else 0
    return len(starts) + 1, len(content[start:offset].decode(errors="replace")) + 1
