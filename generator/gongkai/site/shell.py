"""The theme's page, rendered once per region and depth with placeholders and cut open; items are then spliced in as strings.

Rendering a page through the theme costs milliseconds, splicing costs microseconds. The result is the same page: each
shell is proved by rendering one real page in full and comparing the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b

from markupsafe import escape

from gongkai.pages.page import Page

Render = Callable[[str, Page], str]
"""(region id, page) → the whole page as the theme makes it; the page's title and description are already escaped."""

_SLOTS = ("gkslottitle", "gkslotdescription", "gkslotcontent", "gkslotname")
_CUT = re.compile("|".join(_SLOTS))


@dataclass(frozen=True, slots=True)
class Shell:
    """The literal pieces of a rendered page and, between each two of them, the slot that goes there."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]
    digest: str

    def splice(self, page: Page) -> str:
        values = {
            "gkslottitle": str(escape(page.title)),
            "gkslotdescription": str(escape(page.description)),
            "gkslotcontent": page.html,
            "gkslotname": page.url,
        }
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)


def cut(render: Render, region: str, depth: int) -> Shell:
    """Render the theme's page for ``region`` at ``depth`` folders below the site's root and cut it at the placeholders.

    Raises ValueError when the theme's template does not show the content exactly once.
    """
    url = "gkslotfolder/" * depth + "gkslotpage.html"
    html = render(region, Page(url, _SLOTS[0], _SLOTS[1], _SLOTS[2])).replace(url, "gkslotname")
    slots = tuple(_CUT.findall(html))
    if slots.count("gkslotcontent") != 1:
        raise ValueError(f"the theme's template shows the page's content {slots.count('gkslotcontent')} times, not once")
    return Shell(tuple(_CUT.split(html)), slots, blake2b(html.encode(), digest_size=8).hexdigest())


def whole(render: Render, region: str, page: Page) -> str:
    """``page`` as the theme itself makes it."""
    return render(region, replace(page, title=str(escape(page.title)), description=str(escape(page.description))))
