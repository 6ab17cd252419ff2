"""Issued editions as data: the files of the catalogue, copied byte for byte beside the page that lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.pages.editions import data_url
from gongkai.pages.view import View
from gongkai.site.writer import Task


def tasks(views: Sequence[View]) -> Iterator[Task]:
    """``about/editions/<version>.json`` of every region that has issued editions."""
    for view in views:
        for edition in view.site.editions.by_region.get(view.region.id, ()):
            yield Task(data_url(view, edition), edition.hash, edition.path.read_bytes)
