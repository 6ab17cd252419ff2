"""Zip files made of XML parts (xlsx, docx, ods): opened without trust, their parts streamed, never held as a tree."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Final, Protocol
from urllib.parse import unquote
from xml.parsers import expat

from gongkai.importing.readers.guard import (
    MAX_DEPTH,
    MAX_ENTRIES,
    MAX_EVENTS,
    MAX_TOKEN,
    MAX_UNPACKED,
    UnreadableError,
    damaged,
    password,
    too_big,
)

_CHUNK: Final = 65_536
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, expat.ExpatError, OverflowError)

Attributes = dict[str, str]


class Events(Protocol):
    """Listens to a part. Names of elements and attributes come without their namespace, which tells nothing more here.

    ``wanted`` are the elements it hears of, None for all: a Word table has twenty others for every one that matters.
    """

    @property
    def wanted(self) -> frozenset[str] | None: ...
    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class Package:
    """A zip file by the names of its parts, which are compared without regard to case, as Office does.

    Raises `UnreadableError` for a file that is damaged, has a password or was made to harm.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\1\2") > MAX_ENTRIES:
            raise too_big(f"压缩包里的文件太多，超过 {MAX_ENTRIES:,} 个", "用 Office 或 WPS 打开，另存一份再导入")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged("压缩包不完整") from error
        self._entries = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist() if info.filename.strip("/\\")}
        self._left = MAX_UNPACKED
        self._events = MAX_EVENTS

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def has(self, name: str) -> bool:
        return name.lower() in self._entries

    def read(self, name: str, most: int = 1_000_000) -> bytes:
        """The beginning of a small part."""
        with self._open(name) as part:
            try:
                return part.read(most)
            except _BROKEN as error:
                raise damaged(name) from error

    def stream(self, name: str, events: Events) -> None:
        """Send the elements of a part to ``events``, in order. Raises `UnreadableError` if the part is missing, damaged or too big."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.XmlDeclHandler = _check_encoding
        depth, left = 0, self._events
        short: dict[str, str] = {}
        """Name with its namespace → without it; "" for elements that nobody wants."""

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth, left
            depth += 1
            left -= 1
            if left < 0 or depth > MAX_DEPTH:
                raise too_big("文件里的内容太多或者嵌套太深", "删去多余的空行、空列和不相干的内容，或者拆成几个文件再导入")
            known = short.get(name)
            if known is None:
                known = name.rpartition(" ")[2]
                short[name] = known = known if events.wanted is None or known in events.wanted else ""
            if known:
                events.start(known, {key.rpartition(" ")[2]: value for key, value in attributes.items()} if attributes else attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            if known := short[name]:
                events.end(known)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = events.text
        with self._open(name) as part:
            try:
                self._feed(parser, part.read)
            except _BROKEN as error:
                raise damaged(name) from error
            finally:
                self._events = left

    def _feed(self, parser: expat.XMLParserType, read: Callable[[int], bytes]) -> None:
        fed = 0
        while chunk := read(_CHUNK):
            fed += len(chunk)
            self._left -= len(chunk)
            if self._left < 0:
                raise too_big(f"解压以后超过 {MAX_UNPACKED // 1_000_000} MB，可能是恶意文件", "确认文件来历；没有问题就删去多余的内容再导入")
            parser.Parse(chunk, False)
            if fed - parser.CurrentByteIndex > MAX_TOKEN:
                raise too_big("文件里有一个过长的标记，可能是恶意文件", "确认文件来历；没有问题就用 Office 或 WPS 另存一份再导入")
        parser.Parse(b"", True)

    def _open(self, name: str) -> IO[bytes]:
        info = self._entries.get(name.lower())
        if info is None:
            raise damaged(f"缺少 {name}")
        if info.flag_bits & 1:
            raise password()
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(f"{name} 的压缩方式不能识别")
        try:
            return self._zip.open(info)
        except _BROKEN as error:
            raise damaged(name) from error

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id → (last word of the type, name of the part) of an Office part's relations; "" names the package itself. External targets are left out."""
        folder, _, base = name.rpartition("/")
        listing = f"{folder}/_rels/{base}.rels".lstrip("/")
        found = _Relations(folder)
        if self.has(listing):
            self.stream(listing, found)
        return found.found


class _Relations:
    wanted = frozenset({"Relationship"})

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.folder, unquote(attributes.get("Target", "")))).lstrip("/")
            self.found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    """ECMA-376 and OpenDocument know these two; others would have Python look for a codec."""
    if encoding and encoding.lower() not in ("utf-8", "utf-16"):
        raise damaged(f"编码 {encoding[:20]}")


def _refuse_doctype(*_: object) -> None:
    raise UnreadableError("X104", "文件里有外部实体或文档类型声明（DTD），正常的 Office 文件没有，为了安全没有读", "确认文件来历；没有问题就用 Office 或 WPS 打开，另存一份再导入")
