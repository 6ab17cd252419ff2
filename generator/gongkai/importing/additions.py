"""What goes into registers and into region.yaml: new laws, channels and bodies, roles that get a body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.authoring.drafts import region_folder
from gongkai.authoring.rewrite import Refusal, rewrite
from gongkai.importing.home import Home
from gongkai.importing.matching.names.found import New
from gongkai.importing.outcome import FileChange, RoleChange
from gongkai.importing.texts import yaml_file
from gongkai.problems import Position, Problem
from gongkai.reading.encoding import decode

CHANNELS = "vocabulary/channels.yaml"
BOM = b"\xef\xbb\xbf"


def law_path(entry: New) -> str:
    return f"laws/{entry.id}.yaml"


def bodies_path(home: Home) -> str:
    return f"{region_folder(home.region)}/bodies.yaml"


def file_of(entry: New, home: Home) -> str:
    """The register's file that gets the entry, below ``catalog/``."""
    return {"law": law_path(entry), "channel": CHANNELS, "body": bodies_path(home)}[entry.kind]


def additions(entries: Sequence[New], roles: Iterable[RoleChange], home: Home) -> tuple[list[FileChange], list[Problem]]:
    """The files with the new entries; what cannot be added to is a problem."""
    files: list[FileChange] = []
    problems: list[Problem] = []
    schemas = home.desk.own_schemas
    for entry in entries:
        if entry.kind == "law":
            path = law_path(entry)
            files.append(FileChange(f"catalog/{path}", None, yaml_file(path, "law", entry.data, schemas).encode(), f"依据文件“{entry.name}”"))
    for path, kind, listed, words in ((CHANNELS, "channel", "channels", "本地渠道"), (bodies_path(home), "body", "bodies", "单位")):
        new = [{"id": entry.id, **entry.data} for entry in entries if entry.kind == kind]
        if new:
            _add(files, problems, home, path, listed, {listed: new}, f"登记{len(new)}个{words}")
    held = {change.role: change.body for change in roles if change.done}
    if held:
        _add(files, problems, home, f"{region_folder(home.region)}/region.yaml", "region", {"roles": held}, f"写明{len(held)}个称谓由谁承担")
    return files, problems


def _add(files: list[FileChange], problems: list[Problem], home: Home, path: str, kind: str, more: dict[str, Any], what: str) -> None:
    """Lists grow, mappings get keys; a file that is not there is made."""
    old = home.content(path)
    if old is None:
        files.append(FileChange(f"catalog/{path}", None, yaml_file(path, kind, more, home.desk.own_schemas).encode(), what))
        return
    doc = home.docs.get(path)
    changed = changed_bytes(old, _grown(dict(doc.data), more)) if doc else Refusal("文件本身有错误，要先改正")
    if isinstance(changed, Refusal):
        problems.append(Problem("", Position("", f"catalog/{path}"), f"{what}写不进去：{changed.why}", "改好这个文件再导入"))
    else:
        files.append(FileChange(f"catalog/{path}", old, changed, what))


def _grown(data: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    for key, value in more.items():
        before = data.get(key)
        data[key] = [*(before or []), *value] if isinstance(value, list) else {**(before or {}), **value}
    return data


def changed_bytes(old: bytes, wanted: dict[str, Any]) -> bytes | Refusal:
    """The file's bytes when it says ``wanted``, its byte order mark kept."""
    text = decode(old)
    if not isinstance(text, str):
        return Refusal("文件不是 UTF-8，要先改正")
    new = rewrite(text, wanted)
    return new if isinstance(new, Refusal) else (BOM if old.startswith(BOM) else b"") + new.encode()
