"""One page of the site, before a shell is put around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.model.catalogue import Origin


@dataclass(frozen=True, slots=True)
class Page:
    """``url`` is relative to the site's root; ``title`` and ``description`` are plain text; ``html`` is escaped markup."""

    url: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True)
class Job:
    """A page that can be made: its address, the region whose shell it wears, everything it depends on, and how to make it.

    ``key`` changes whenever the page would: equal keys (under the same shell) mean an equal page, so a build may
    keep the file of the last release without rendering it. ``source`` is the file an editor would change.
    """

    url: str
    region: str
    key: str
    render: Callable[[], Page]
    source: Origin | None = None

    @property
    def depth(self) -> int:
        return self.url.count("/")
