"""Escaping and the few building blocks that every page shares. Everything that comes from YAML passes through here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from urllib.parse import urlsplit

_CACHE_LIMIT = 200_000
"""Distinct texts kept escaped; a catalogue repeats the same few thousand, and a long-running preview must not grow for ever."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ICON_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SCHEME = re.compile(r"[^/?#]*:")


class Kept(dict[str, str]):
    """Texts with what ``make`` made of them: a page escapes fifty texts, and the look-up of a known one runs in C."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> str:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        found = self[text] = self._make(text)
        return found


esc: Callable[[str], str] = Kept(lambda text: escape(_CONTROL.sub("", text))).__getitem__
"""The text as it may stand in an element or in a quoted attribute; control characters are dropped."""

lines: Callable[[str], str] = Kept(lambda text: esc(text.strip()).replace("\n", "<br>")).__getitem__
"""Like `esc`, with line breaks kept."""


def safe_url(url: str) -> str:
    """``url`` when it is http, https or relative, else ""; anything a browser might read as another scheme is refused."""
    if not url or re.search(r"[\s\\\x00-\x1f\x7f]", url):
        return ""
    if url.startswith("//"):
        return ""
    if _SCHEME.match(url):
        return url if url.lower().startswith(("http://", "https://")) and host(url) else ""
    return url


def host(url: str) -> str:
    """The host of an absolute address in lower case, "" for a relative one or one that cannot be read."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def anchor(url: str, text: str) -> str:
    """A link to an address from YAML; an address that is not allowed is printed as text instead."""
    safe = safe_url(url)
    if not safe:
        return f"{esc(text)}（{esc(url)}）" if url and url != text else esc(text)
    if host(safe):
        return f'<a class="ext" href="{esc(safe)}" rel="external noopener noreferrer">{esc(text)}</a>'
    return f'<a href="{esc(safe)}">{esc(text)}</a>'


def _phone(number: str) -> str:
    digits = re.sub(r"[\s()（）—-]", "", number)
    if re.fullmatch(r"\+?[0-9]{3,15}", digits):
        return f'<a href="tel:{digits}">{esc(number)}</a>'
    return esc(number)


phone: Callable[[str], str] = Kept(_phone).__getitem__
"""A telephone number that a phone can dial; text that is no plain number stays text."""


def icon(icons: Mapping[str, str], name: str, fallback: str = "file-document-outline") -> str:
    """The named icon from ``icons`` (name → SVG markup of the theme), hidden from screen readers; "" when there is none."""
    svg = (icons.get(name) if _ICON_NAME.fullmatch(name) else None) or icons.get(fallback, "")
    return svg.replace('<svg xmlns="http://www.w3.org/2000/svg"', '<svg class="ic" aria-hidden="true"', 1)


def bullets(rows: Iterable[str], kind: str = "") -> str:
    """An unordered list of finished fragments, "" when there are none."""
    body = "".join([f"<li>{row}</li>" for row in rows])
    return f'<ul class="{kind}">{body}</ul>' if body and kind else f"<ul>{body}</ul>" if body else ""


def pairs(rows: Iterable[tuple[str, str]], kind: str = "facts") -> str:
    """A description list of (label, finished fragment); rows without a value are left out, "" when none is left."""
    body = "".join([f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in rows if value])
    return f'<dl class="{kind}">{body}</dl>' if body else ""


def crumbs(steps: Iterable[tuple[str, str]]) -> str:
    """The trail to this page: (label, relative url) from the top; an empty url is a step without a page of its own."""
    body = "".join([f'<li><a href="{url}">{esc(label)}</a></li>' if url else f"<li>{esc(label)}</li>" for label, url in steps])
    return f'<nav class="crumbs" aria-label="当前位置"><ol>{body}</ol></nav>'
