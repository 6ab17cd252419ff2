"""The official table of each domain as CSV for people: opens in a spreadsheet as it is, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial

from gongkai.model.item import Domain
from gongkai.pages.domain import domain_key
from gongkai.pages.domain_rows import rows
from gongkai.pages.view import View
from gongkai.site.writer import Task

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula; an apostrophe in front keeps it text (OWASP, CSV injection)."""


def tasks(views: Sequence[View]) -> Iterator[Task]:
    """``domains/<domain>.csv`` of every region and domain."""
    for view in views:
        for domain in view.domains:
            yield Task(f"{view.prefix}domains/{domain.slug}.csv", domain_key(view, domain), partial(_csv, view, domain))


def _csv(view: View, domain: Domain) -> bytes:
    return to_csv(rows(view, domain))


def to_csv(table: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows Chinese; line ends as RFC 4180 has them."""
    out = io.StringIO()
    csv.writer(out).writerows([[f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in row] for row in table])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
