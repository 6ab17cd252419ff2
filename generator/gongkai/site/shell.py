"""The theme's page, rendered once per region and depth with placeholders and cut open; items are then spliced in as strings.

Rendering a page through the theme costs milliseconds, splicing costs microseconds. The result is the same page: each
shell is proved by rendering one real page in full and comparing the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from secrets import token_hex

from markupsafe import escape

from gongkai.pages.page import Page

Render = Callable[[str, Page], str]
"""(region id, page) → the whole page as the theme makes it; the page's title and description are already escaped."""

_SECRET = token_hex(8)
"""Differs from run to run, so that no text of a catalogue can look like a placeholder; it is cut out and reaches no file."""

_TITLE, _DESCRIPTION, _CONTENT, _URL = _SLOTS = tuple(f"gk{name}{_SECRET}" for name in ("title", "description", "content", "url"))
_CUT = re.compile("|".join(_SLOTS))
_MARKUP = re.compile("[&<>\"']")


@dataclass(frozen=True, slots=True)
class Shell:
    """The literal pieces of a rendered page, as they are written, and between each two of them the slot that goes there."""

    pieces: tuple[bytes, ...]
    slots: tuple[str, ...]
    digest: str

    def splice(self, page: Page) -> bytes:
        values = {
            _TITLE: _escaped(page.title).encode(),
            _DESCRIPTION: _escaped(page.description).encode(),
            _CONTENT: page.html.encode(),
            _URL: page.url.encode(),
        }
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return b"".join(parts)


def cut(render: Render, region: str, depth: int) -> Shell:
    """Render the theme's page for ``region`` at ``depth`` folders below the site's root and cut it at the placeholders.

    Raises ValueError when the theme's template does not show the content exactly once.
    """
    url = f"gkfolder{_SECRET}/" * depth + f"gkpage{_SECRET}.html"
    html = render(region, Page(url, _TITLE, _DESCRIPTION, _CONTENT)).replace(url, _URL)
    slots = tuple(_CUT.findall(html))
    if slots.count(_CONTENT) != 1:
        raise ValueError(f"the theme's template shows the page's content {slots.count(_CONTENT)} times, not once")
    pieces = tuple(_CUT.split(html))
    digest = blake2b("\0".join((*pieces, *(slot.removesuffix(_SECRET) for slot in slots))).encode(), digest_size=8).hexdigest()
    return Shell(tuple(piece.encode() for piece in pieces), slots, digest)


def _escaped(text: str) -> str:
    """As the theme escapes it; hardly any title has something to escape."""
    return str(escape(text)) if _MARKUP.search(text) else text


def whole(render: Render, region: str, page: Page) -> bytes:
    """``page`` as the theme itself makes it."""
    return render(region, replace(page, title=str(escape(page.title)), description=str(escape(page.description)))).encode()
