"""Bytes of a text file → text, whatever Chinese Windows, a portal or a phone wrote: UTF-8, GB18030, UTF-16, Big5."""

from __future__ import annotations

import codecs
import re
from typing import Final

from gongkai.importing.readers.guard import Notes

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_CALLED: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_LOST: Final = "\ufffd"
_HEAD: Final = 4_096


def decode(data: bytes, notes: Notes, charset: str = "") -> str:
    """The text without its byte order mark. A byte order mark and valid UTF-8 count for more than what the file, or ``charset``, declares.

    Bytes that make no character become ``\\ufffd``, and ``notes`` says how many.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _noted(data[len(mark) :].decode(encoding, errors="replace"), notes)
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:_HEAD])
    encoding = _CALLED.get(charset.lower() or (declared[1].decode().lower() if declared else ""), "gb18030")
    text = data.decode(encoding, errors="replace")
    utf8 = data.decode(errors="replace")
    # UTF-8 with a damaged character keeps most of its Chinese; GB18030 read as UTF-8 has next to none.
    return _noted(utf8 if _HAN.subn("", utf8)[1] > utf8.count(_LOST) else text, notes)


def _noted(text: str, notes: Notes) -> str:
    if lost := text.count(_LOST):
        notes.add("X109", f"有 {lost} 处文字是乱码，读成了“{_LOST}”", "用记事本打开检查，另存为 UTF-8 编码，或者请对方重新发一份")
    return text
