"""The tables of domains and organs as files beside their pages, in the formats that the publisher asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from gongkai.model.catalogue import Library
from gongkai.outputs.office.documents import Document, make, of_body, of_domain
from gongkai.pages.context import body_key, body_url, digest
from gongkai.pages.domain import domain_key
from gongkai.pages.plan import body_stamp
from gongkai.pages.view import View
from gongkai.site.writer import Task


def tasks(library: Library, views: Sequence[View], forms: Sequence[str]) -> Iterator[Task]:
    """``domains/<domain>.<form>`` of every region and domain that has items, ``bodies/<body>.<form>`` of every organ that discloses some.

    ``forms`` are csv, xlsx, docx or pdf. A key holds the day as well: the files print it.
    """
    stamps = [(form, _stamp(form)) for form in forms]
    for view in views:
        for domain in view.domains:
            key = domain_key(view, domain)
            document = of_domain(library, view, domain)
            for form, stamp in stamps:
                if form == "csv" or domain.slug in view.shown:
                    yield _task(f"{view.prefix}domains/{domain.slug}.{form}", key, stamp, view, document, form)
        for body in view.bodies.values():
            if body_key(body) in view.by_body:
                key = body_stamp(view, body)
                document = of_body(library, view, body)
                for form, stamp in stamps:
                    yield _task(body_url(view.site, body).removesuffix("html") + form, key, stamp, view, document, form)


def _task(url: str, key: str, stamp: str, view: View, document: Document, form: str) -> Task:
    key = key if form == "csv" else digest(key, stamp, view.site.as_of)
    return Task(url, key, partial(make, document, form))


def _stamp(form: str) -> str:
    """The format; for PDF also the look of its page, which stands in no Python file."""
    if form != "pdf":
        return form
    from gongkai.outputs.office.pdf import template_digest

    return template_digest()
