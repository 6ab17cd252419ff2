"""Web pages saved as one file with their pictures (.mht): the pages in it, the frames after the page.

Parts are cut at every boundary that the file names, nested or not: which part holds which does not matter here.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from typing import Final

from gongkai.importing.readers.guard import Notes, damaged, too_big
from gongkai.importing.readers.text import decode

_MAX_PARTS: Final = 2_000
_MAX_BOUNDARIES: Final = 20
_BOUNDARY: Final = re.compile(rb"""boundary=(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))""", re.IGNORECASE)
_PAGE: Final = re.compile(rb"^content-type:\s*text/html\b", re.IGNORECASE | re.MULTILINE)
_CHARSET: Final = re.compile(rb"""charset=["']?([\w-]{2,20})""", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"^content-transfer-encoding:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_HEAD: Final = 65_536
_END: Final = re.compile(rb"\r?\n[ \t]*\r?\n")


def pages(data: bytes, notes: Notes) -> Iterator[str]:
    """The text of every page in the archive. Raises `UnreadableError`."""
    boundaries = {first or second for first, second in _BOUNDARY.findall(data[:_HEAD])}
    if len(boundaries) > _MAX_BOUNDARIES or sum(data.count(b"--" + boundary) for boundary in boundaries) > _MAX_PARTS:
        raise too_big("网页由太多部分组成", "只把目录所在的表格复制到 Excel 或 WPS 表格里，存成 .xlsx 再导入")
    if not boundaries:
        raise damaged("网页存档")
    for part in re.split(rb"--(?:" + b"|".join(map(re.escape, sorted(boundaries, key=len, reverse=True))) + rb")(?:--)?[ \t]*\r?\n", data):
        end = _END.search(part, 0, _HEAD)
        head = part[: end.start()] if end else b""
        if end and _PAGE.search(head):
            charset = _CHARSET.search(head)
            yield decode(_decoded(part[end.end() :], head), notes, charset[1].decode() if charset else "")


def _decoded(content: bytes, head: bytes) -> bytes:
    encoding = _ENCODING.search(head)
    name = encoding[1].lower() if encoding else b""
    if name == b"quoted-printable":
        return quopri.decodestring(content)
    try:
        return base64.b64decode(content) if name == b"base64" else content
    except binascii.Error as error:
        raise damaged("网页存档") from error
