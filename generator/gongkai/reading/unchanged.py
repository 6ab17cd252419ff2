"""A digest of everything that reading and checking look at, taken without reading it as YAML: equal digests mean equal findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from gongkai.reading.content import parts
from gongkai.reading.roots import Root, code_digest


def state(roots: Sequence[Root], schemas: Path) -> str:
    """Changes with every path and every byte below each root's ``catalog/``, with the schemas and with the program."""
    digest = blake2b(code_digest().encode(), digest_size=16)
    for schema in sorted(schemas.glob("*.json")):
        digest.update(schema.read_bytes())
    for root in roots:
        digest.update(f"\0{root.name}\0{root.path}\0{root.folders}".encode("utf-8", "surrogatepass"))
        for file, path in sorted(_files(str(root.path / "catalog"))):
            digest.update(f"\0{file}\0".encode("utf-8", "surrogatepass"))
            _add(digest, path)
    return digest.hexdigest()


def _files(top: str) -> Iterator[tuple[str, str]]:
    """(path below ``top``, path to open) of everything there: files, folders, links; hidden folders are nobody's data."""
    folders = [("", top)]
    while folders:
        prefix, path = folders.pop()
        try:
            with os.scandir(path) as listing:
                members = list(listing)
        except OSError:
            yield f"{prefix}?", ""
            continue
        for member in members:
            file = prefix + member.name
            if member.name.startswith(".") and member.is_dir():
                continue
            if member.is_symlink():
                yield f"{file} -> {os.path.realpath(member.path)}", member.path
            elif member.is_dir():
                yield f"{file}/", ""
                folders.append((f"{file}/", member.path))
            else:
                yield file, member.path


def _add(digest: blake2b, path: str) -> None:
    """The file's bytes and how many there are; nothing of what is no plain file."""
    size = 0
    if path and os.path.isfile(path):
        try:
            for part in parts(path):
                digest.update(part)
                size += len(part)
        except OSError:
            size = -1
    digest.update(f"\0{size}".encode())
