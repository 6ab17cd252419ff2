"""sitemap.xml for search engines: every page's full address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from html import escape

from gongkai.site.writer import Task

LIMIT = 50_000
"""Addresses in one sitemap file (sitemaps.org protocol)."""


def tasks(urls: Sequence[str], site_url: str) -> Iterator[Task]:
    """One sitemap, or an index of several when there are more than `LIMIT` pages."""
    base = site_url.rstrip("/") + "/"
    full = sorted({base + url for url in urls})
    parts = [full[i : i + LIMIT] for i in range(0, len(full), LIMIT)]
    if len(parts) == 1:
        yield _task("sitemap.xml", "urlset", "url", full)
        return
    for number, part in enumerate(parts, 1):
        yield _task(f"sitemap-{number}.xml", "urlset", "url", part)
    yield _task("sitemap.xml", "sitemapindex", "sitemap", [f"{base}sitemap-{number}.xml" for number in range(1, len(parts) + 1)])


def _task(name: str, root: str, element: str, urls: Sequence[str]) -> Task:
    lines = [f"<{element}><loc>{escape(url)}</loc></{element}>" for url in urls]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    content = (head + "\n".join(lines) + f"\n</{root}>\n").encode()
    return Task(name, blake2b(content, digest_size=12).hexdigest(), lambda: content)
