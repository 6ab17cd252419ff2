"""Which column (栏目) of the portal an article belongs to: a suggestion that a clerk can follow or not."""

from __future__ import annotations

from gongkai.pages.view import View

SECTIONS = {"domains": "公开领域", "bodies": "公开主体", "laws": "公开依据", "facets": "分类查找", "about": "编制说明", "index.html": "首页"}
FOR_EDITORS = "编目资料（供编目人员，可以不发）"
EDITORS_PAGES = ("about/rules/", "about/review.html", "about/handbook/")
"""Pages for the people who keep the catalogue; a portal for the public can do without them."""

WRITTEN = "政府信息公开"
"""For hand-written pages: 公开指南, 公开制度."""


def column(view: View | None, path: str) -> str:
    """The suggestion for a page; ``view`` is its region's, None for a hand-written page. Places below come first: ``某镇/义务教育``."""
    if path.startswith(EDITORS_PAGES):
        return FOR_EDITORS
    if view is None:
        return WRITTEN
    here = path.removeprefix(view.prefix)
    if here.startswith(EDITORS_PAGES):
        return FOR_EDITORS
    first, _, rest = here.partition("/")
    domain = view.domain.get(rest.partition("/")[0]) if first == "items" else None
    name = domain.name if domain else SECTIONS.get(first, WRITTEN)
    return f"{view.region.name}/{name}" if view.parent else name
