"""The search index on disk: what results show, what they can be narrowed by, and the files of the index itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from gongkai.model.catalogue import Library
from gongkai.model.timelimit import bucket, parse
from gongkai.pages.context import body_url, digest
from gongkai.pages.view import View
from gongkai.pages.wording import duty_name
from gongkai.reading.content import write_whole
from gongkai.search.files import files, folder_name, mask, register, small
from gongkai.search.index import Index, build_index
from gongkai.search.lexicon import read_language
from gongkai.search.matters import matters
from gongkai.site.writer import Task

EXCERPT = 110
"""Characters of 公开内容 that a result may quote from."""


def tasks(library: Library, views: Sequence[View], cache: Path | None) -> list[Task]:
    """Every file below ``search/``. An unchanged catalogue has an unchanged index: then nothing is computed, the store has it all."""
    made = _Made(library, views, cache)
    stamp = digest("search", repr(library.plain_speech), repr(library.pinyin), *(view.whole for view in views))
    note = cache / "search-files.json" if cache else None
    known = _read(note)
    if known.get("stamp") == stamp:
        name, names = known["folder"], known["files"]
    else:
        name, names = folder_name(made.contents), list(made.contents)
        if note:
            _write(note, {"stamp": stamp, "folder": name, "files": names})
    found = [Task(f"search/{name}/{file}", stamp, lambda file=file: made.contents[file]) for file in names]  # type: ignore[misc]
    return [Task("search/index.js", stamp, lambda: register("index", name)), *found]


class _Made:
    """The files' contents, made when first asked for."""

    def __init__(self, library: Library, views: Sequence[View], cache: Path | None) -> None:
        self._library, self._views, self._cache = library, views, cache
        self._contents: dict[str, bytes] = {}

    @property
    def contents(self) -> dict[str, bytes]:
        if not self._contents:
            index = read_index(self._library, self._cache)
            by_region = {view.region.id: view for view in self._views}
            language = read_language(self._library, index)
            ordered = [by_region[place.region.id] for place in language.places]
            more = {"facets": _facets(index, ordered), "organs": _organs(self._views[0])}
            self._contents = files(self._library, index, language, _cards(index, ordered), more)
        return self._contents


def read_index(library: Library, cache: Path | None) -> Index:
    """The index of the publication; the tokens of matters that have not changed come from ``cache``."""
    note = cache / "search-tokens.json" if cache else None
    known = _read(note)
    index = build_index(matters(library), known)
    if note:
        _write(note, known)
    return index


def _read(path: Path | None) -> dict[str, Any]:
    try:
        found = orjson.loads(path.read_bytes()) if path else {}
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError):
        return {}


def _write(path: Path, value: object) -> None:
    """Whole or not at all; a disk that refuses only costs time at the next build."""
    with suppress(OSError):
        write_whole(path, orjson.dumps(value))


def _cards(index: Index, views: Sequence[View]) -> list[list[Any]]:
    """What a result shows: id, title, category, summary, elements, who, whether withdrawn, the places that have it."""
    found = []
    for matter in index.matters:
        number, entry = matter.variants[0]
        item = entry.item
        elements = ""
        for element in item.content:
            if len(elements) + len(element.text) > EXCERPT:
                elements += "…"
                break
            elements += ("；" if elements else "") + element.text
        who = "、".join(dict.fromkeys(duty_name(duty) for duty in views[number].duties(entry)[:2]))
        gone = int(entry.withdrawal is not None)
        found.append([item.id, item.title, item.category, item.summary, elements, who, gone, mask(n for n, _ in matter.variants)])
    return found


def _organs(root: View) -> list[str]:
    """The publication's own bodies for suggestions: what they are called, and their page."""
    return [f"{body.short or body.name}\t{body_url(root.site, body)}" for body in root.bodies.values()]


def _facets(index: Index, views: Sequence[View]) -> dict[str, Any]:
    """For each facet its labels, and for each matter the numbers of those it has, joined by points; matters are joined by blanks."""
    found: dict[str, Any] = {}
    columns: dict[str, list[list[str]]] = {name: [] for name in ("body", "level", "channel", "limit", "mode", "audience")}
    for matter in index.matters:
        number, entry = matter.variants[0]
        item = entry.item
        columns["body"].append([duty_name(duty) for duty in views[number].duties(entry)])
        columns["level"].append(list(item.levels))
        columns["channel"].append([use.name for use in item.channels.all])
        columns["limit"].append([bucket(parse(item.time_limit))])
        columns["mode"].append([item.mode])
        columns["audience"].append((["全社会"] if item.audience.everyone else []) + (["特定群体"] if item.audience.groups else []))
    for name, rows in columns.items():
        labels = list(dict.fromkeys(label for row in rows for label in row))
        numbers = {label: number for number, label in enumerate(labels)}
        found[name] = [labels, " ".join(".".join(small(numbers[label]) for label in dict.fromkeys(row)) for row in rows)]
    found["place"] = [[view.region.name for view in views], " ".join(".".join(small(n) for n, _ in matter.variants) for matter in index.matters)]
    return found
