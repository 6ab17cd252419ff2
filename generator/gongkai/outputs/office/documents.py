"""One table or a whole catalogue in any of the formats: what the command writes and what the site offers beside its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson

from gongkai.comparing.csv_table import to_csv
from gongkai.comparing.row import Row
from gongkai.model.catalogue import Library
from gongkai.model.item import Domain
from gongkai.model.region import Body, Region
from gongkai.outputs import api
from gongkai.outputs.office import books
from gongkai.outputs.office.sheet import Book, Sheet
from gongkai.pages.body import body_title
from gongkai.pages.context import body_key
from gongkai.pages.domain_rows import domain_title, heading
from gongkai.pages.view import View

Done = Callable[[], None]
"""Called after each table."""


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Document:
    """What can be written: its title, its tables as a book, all of them as one sheet (for CSV), and its data (JSON)."""

    title: str
    book: Callable[[], Book]
    flat: Callable[[], Sheet]
    data: Callable[[], bytes]


def make(document: Document, form: str, paper: str = "", done: Done = _nothing) -> bytes:
    """The document as a file of the format . Each library is imported only where its format is wanted."""
    match form:
        case "xlsx":
            from gongkai.outputs.office.xlsx import to_xlsx

            return to_xlsx(document.book(), paper, done)
        case "docx":
            from gongkai.outputs.office.docx import to_docx

            return to_docx(document.book(), paper, done)
        case "pdf":
            from gongkai.outputs.office.pdf import to_pdf

            return to_pdf(document.book(), paper, done)
        case "csv":
            sheet = document.flat()
            done()
            return to_csv([[heading(column) for column in sheet.columns], *(line.cells for line in sheet.lines)])
    done()
    return document.data()


def of_domain(library: Library, view: View, domain: Domain, commit: str = "") -> Document:
    book = partial(books.domain_book, view, domain)
    return Document(domain_title(view, domain), book, lambda: book().sheets[0], partial(_api, library, view, f"domains/{domain.slug}.json", commit))


def of_body(library: Library, view: View, body: Body, commit: str = "") -> Document:
    book = partial(books.body_book, view, body)
    return Document(body_title(body), book, lambda: book().sheets[0], partial(_body_data, library, view, body, commit))


def of_region(library: Library, view: View, commit: str = "") -> Document:
    return Document(books.region_title(view), partial(books.region_book, view), partial(books.region_table, view), partial(_region_data, library, view, commit))


def of_revision(region: Region, title: str, lead: str, rows: tuple[Row, ...], day: str) -> Document:
    """A 修订对照表; ``lead`` says which editions it compares, ``day`` (YYYY-MM-DD) when the newer one was issued."""
    book = partial(books.revision_book, region, title, lead, rows, day)
    data = [{"domain": row.domain, "title": row.title, "was": row.was, "now": row.now, "reason": row.reason, "item": row.item} for row in rows]
    return Document(title, book, lambda: book().sheets[0], lambda: _json({"title": title, "note": lead, "rows": data}))


def _api(library: Library, view: View, name: str, commit: str) -> bytes:
    """A file of ``api/v1``, as the site publishes it."""
    url = f"{view.prefix}api/v1/{name}"
    views = list(view.site.views.values())
    return next(task.make() for task in api.tasks(library, views, view.site.as_of, commit) if task.url == url)


def _body_data(library: Library, view: View, body: Body, commit: str) -> bytes:
    entries = view.by_body.get(body_key(body), ())
    wanted = {entry.item.id for entry in entries}
    items = []
    for slug in dict.fromkeys(entry.item.domain for entry in entries):
        items += [item for item in orjson.loads(_api(library, view, f"domains/{slug}.json", commit))["items"] if item["id"] in wanted]
    named = {name: value for name in ("id", "name", "kind", "short", "superior", "office", "phone", "supervision_phone") if (value := getattr(body, name))}
    return _json({"region": view.region.id, "as_of": view.site.as_of, "body": named, "items": items})


def _region_data(library: Library, view: View, commit: str) -> bytes:
    domains = [orjson.Fragment(_api(library, view, f"domains/{domain.slug}.json", commit).strip()) for domain in view.domains]
    return _json({"region": view.region.id, "name": view.region.name, "edition": view.region.edition, "as_of": view.site.as_of, "commit": commit, "domains": domains})


def _json(data: dict[str, Any]) -> bytes:
    return orjson.dumps(data) + b"\n"
