"""The quiet line under a heading that offers its table as files: only the formats that this build writes."""

from __future__ import annotations

from gongkai.pages.context import Site
from gongkai.pages.html import esc

LABELS = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF", "csv": "CSV", "json": "JSON"}
"""Formats and what people call them, in the order of the line."""


def downloads(site: Site, stem: str, title: str) -> str:
    """Links to ``<stem>.<format>``, saved under the table's ``title``; "" when there are none."""
    forms = [form for form in LABELS if form in site.office or (form == "csv" and site.tables)]
    links = " · ".join([f'<a href="{esc(stem)}.{form}" download="{esc(title)}.{form}">{LABELS[form]}</a>' for form in forms])
    return f'<span class="downloads">下载：{links}</span>' if links else ""
