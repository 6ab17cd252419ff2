"""The pictures of the 编辑手册, copied beside its pages."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.pages.handbook import PICTURES, pictures
from gongkai.site.writer import Task


def tasks() -> Iterator[Task]:
    """``about/handbook/pictures/…``, at the site's root alone."""
    for name, (path, stamp) in pictures().items():
        yield Task(f"{PICTURES}/{name}", stamp, path.read_bytes)
