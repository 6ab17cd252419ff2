"""The schemas' verdict on a file: a fast gate for good data, plain Chinese sentences for the rest.

The only importer of jsonschema, jsonschema_rs and referencing. A compiled gate (Rust) says yes or no in microseconds; only when it says
no does the Python validator look for the reasons, and `wording` puts them into words (codes: `wording.CODES`). Schemas refer to each other
by relative file name; nothing is ever fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import jsonschema_rs

from gongkai.model.catalogue import Marks
from gongkai.problems import Problem
from gongkai.reading.kinds import OWN_PREFIX
from gongkai.reading.outline import Outline
from gongkai.reading.place import SourceFile, position
from gongkai.reading.wording import OTHER, Advice, Fault, explain, suggestion

REGION_FILE: Final = "S220"
"""A region's file is exactly one thing: an own item (title), an adjustment, a withdrawal or a restoration."""

_ACTIONS: Final = {"adjust": "细化调整", "withdraw": "不适用", "restore": "恢复"}

_BASE: Final = "file:///schemas/"
"""Where the schemas pretend to live, so that relative references resolve; never opened."""


def check(kind: str, data: object, marks: Marks, where: SourceFile, schemas: Path) -> list[Problem]:
    """Problems of one file's ``data`` against the schema of its ``kind``, in the order of the file; empty when all is well.

    ``marks`` are the data's positions as `source` makes them; ``schemas`` is the folder of the schema files.
    """
    written = [key for key in data if key in _ACTIONS] if isinstance(data, dict) else []
    titled = isinstance(data, dict) and "title" in data
    if kind == "item" and written and not titled and _in_region(where):
        kind = "adjustment"  # of an own item of the region above: the name begins like an own item's, the content adjusts it
    judge = validator(kind, schemas)
    if judge.is_valid(data):
        return []
    if kind in ("item", "adjustment") and (written[1:] or (titled and kind == "adjustment") or (written and kind == "item")):
        found = [(REGION_FILE, _several_things(kind, written, where))]
    else:
        faults = _essential(judge.faults(data), judge.outline)
        found = [_worded(kind, fault, judge.outline, marks, where) for fault in faults]
    if not found:
        found = [(OTHER, Advice((), False, "这个文件不合要求，但程序说不出是哪一处", "对照同类文件检查，并把文件发给维护人员"))]
    problems = {Problem(code, position(marks, path, where, key=at_key), message, hint) for code, (path, at_key, message, hint) in found}
    return sorted(problems, key=lambda problem: problem.sort_key)


@cache
def validator(kind: str, schemas: Path) -> Validator:
    """The validator of one kind. Kept for the life of the process: after a change of the schemas call ``forget()``."""
    return Validator(kind, _documents(schemas), _registry(schemas))


def forget() -> None:
    """Read the schemas afresh from now on (a live preview calls this when they change)."""
    for kept in (validator, _documents, _registry):
        kept.cache_clear()


class Validator:
    """One kind's schema: a compiled gate, and the slower validator that can say why, built when first needed."""

    def __init__(self, kind: str, documents: Mapping[str, Any], registry: jsonschema_rs.Registry) -> None:
        self._name = f"{kind}.schema.json"
        self._documents = documents
        self._registry = registry

    def is_valid(self, data: object) -> bool:
        return self._gate.is_valid(data)

    def faults(self, data: object) -> Iterator[Fault]:
        """Every refusal of ``data``, one per missing or unknown key."""
        for error in self._judge.iter_errors(data):
            yield from _faults_of(error)

    @cached_property
    def outline(self) -> Outline:
        return Outline(self._documents, self._name)

    @cached_property
    def _gate(self) -> jsonschema_rs.Validator:
        return jsonschema_rs.Draft202012Validator(
            {"$ref": _BASE + self._name},
            registry=self._registry,
            retriever=_refuse,
            pattern_options=jsonschema_rs.RegexOptions(),  # the linear-time engine: no text can make a pattern slow
        )

    @cached_property
    def _judge(self) -> Any:
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012

        resources = [(_BASE + name, DRAFT202012.create_resource(document)) for name, document in self._documents.items()]
        registry: Registry[Any] = Registry().with_resources(resources)
        return _explaining()({"$ref": _BASE + self._name}, registry=registry)


@cache
def _documents(schemas: Path) -> Mapping[str, Any]:
    """All schemas by file name.

    References within a file are spelt out (``#/…`` → ``file#/…``), so that a part can be read on its own; ``$schema`` goes, because a
    document that names its dialect would make jsonschema leave our own keywords for the stock ones.
    """
    documents = {}
    for path in sorted(schemas.glob("*.schema.json")):
        document = json.loads(path.read_text(encoding="utf-8").replace('"$ref": "#', f'"$ref": "{path.name}#'))
        documents[path.name] = {key: value for key, value in document.items() if key != "$schema"}
    return documents


@cache
def _registry(schemas: Path) -> jsonschema_rs.Registry:
    """All schemas for the compiled gates of all kinds."""
    return jsonschema_rs.Registry([(_BASE + name, document) for name, document in _documents(schemas).items()])


def _refuse(uri: str) -> Any:
    raise LookupError(f"schemas are read from their own folder only: {uri}")


def _pattern(judge: Any, pattern: str, value: Any, schema: Any) -> Iterator[Any]:
    """``$`` means the very end, as in JavaScript and Rust, not "before a last newline" as in Python."""
    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        from jsonschema import ValidationError

        yield ValidationError("pattern")


def _condition(judge: Any, condition: Any, value: Any, schema: Any) -> Iterator[Any]:
    """``if``: errors of a ``then`` carry the key that the condition asks for, so that the message can point at it."""
    holds = judge.evolve(schema=condition).is_valid(value)
    branch = "then" if holds else "else"
    for error in judge.descend(value, schema.get(branch, {}), schema_path=branch):
        if holds and not error.path and not hasattr(error, "trigger"):
            error.trigger = next(iter(condition.get("required", ())), "")
        yield error


@cache
def _explaining() -> Any:
    """The validator that says why. Importing it takes longer than checking a thousand good files, which never need it."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    return extend(Draft202012Validator, {"pattern": _pattern, "if": _condition})


def _faults_of(error: Any) -> Iterator[Fault]:
    keyword, path, schema, found = error.validator or "", tuple(error.absolute_path), error.schema, error.instance
    if keyword == "required":
        keys = [key for key in error.validator_value if key not in found]
    elif keyword == "additionalProperties":
        keys = [key for key in found if key not in schema.get("properties", {})]
    else:
        naming = "propertyNames" in error.absolute_schema_path
        keys = [found] if naming else [""]
        schema = schema if isinstance(schema, Mapping) else {}
        yield Fault(keyword, path, error.validator_value, found, schema, key=keys[0], naming=naming)
        return
    for key in keys:
        yield Fault(keyword, path, error.validator_value, found, schema, key=key, trigger=getattr(error, "trigger", ""))


def _essential(faults: Iterator[Fault], outline: Outline) -> list[Fault]:
    """Without what only follows from another fault: a value of the wrong kind, a field misspelt or in the wrong place, a broken entry."""
    found = list(faults)
    mistyped = {fault.path for fault in found if fault.keyword == "type" and not fault.naming}
    broken = {fault.path[:depth] for fault in found for depth in range(len(fault.path))}
    unknown = {(fault.path, fault.key): suggestion(fault, outline) for fault in found if fault.keyword == "additionalProperties"}
    supplied = {(path, meant) for (path, _), meant in unknown.items()}
    for _, key in unknown:
        for home in outline.homes(key):
            supplied |= {(home, key), (home[:-1], str(home[-1]) if home else "")}
    return [
        fault
        for fault in found
        if (fault.keyword == "type" or fault.path not in mistyped)
        and not (fault.keyword == "required" and (fault.path, fault.key) in supplied)
        and not (fault.naming and (fault.path, fault.key) in unknown)
        and not (fault.keyword == "contains" and fault.path in broken)
    ]


def _worded(kind: str, fault: Fault, outline: Outline, marks: Marks, where: SourceFile) -> tuple[str, Advice]:
    if kind == "adjustment" and (fault.keyword, fault.path, fault.key) == ("required", (), "adjust"):
        hint = "写 adjust（细化调整）、withdraw（不适用）、restore（恢复）中的一样；本级新增的事项，文件名要以 bendi- 开头"
        return REGION_FILE, Advice((), False, "没有写明怎么处理上级的这个事项", hint)
    return fault.code, explain(fault, outline, lambda path: position(marks, path, where).line)


def _several_things(kind: str, written: list[str], where: SourceFile) -> Advice:
    """The sentence for a file of a region that wants to be several things at once, or is called by the wrong name."""
    names = "、".join(f"{action}（{_ACTIONS[action]}）" for action in written)
    if not written:
        stem = where.file.rpartition("/")[2].removesuffix(".yaml")
        message = f"这个文件写了 title，是本级新增事项，但文件名没有以“{OWN_PREFIX}”开头"
        hint = f"文件名改成 {OWN_PREFIX}{stem}.yaml；只是调整上级事项的名称，写成 adjust: {{title: {{was: 原名, now: 新名}}}}"
        return Advice(("title",), True, message, hint)
    if kind == "item" and not _in_region(where):
        hint = "各地的调整写在 regions/（区域）/items/（领域）/ 下的同名文件里"
        return Advice((written[0],), True, f"国家标准里的事项不能写 {names}", hint)
    if kind == "item" or len(written) == 1:
        hint = "新增事项删去这一段；调整、停用上级的事项，删去 title 等字段"
        return Advice((written[0],), True, f"一个文件只做一件事：写了 title（新增事项），就不能再写 {names}", hint)
    return Advice((written[1],), True, f"一个文件只做一件事，这里同时写了 {names}", "只留其中一样")


def _in_region(where: SourceFile) -> bool:
    return where.file.removeprefix("catalog/").startswith("regions/")
