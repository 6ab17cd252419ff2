"""通俗语言词表: what people say, and the standard's own terms for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainWord:
    """One line of ``vocabulary/plain-speech.tsv``: 说法, 规范词, the slugs of the domains it means ("" of them: any), and where it stands."""

    said: str
    formal: tuple[str, ...]
    domains: tuple[str, ...] = ()
    root: str = ""
    file: str = ""
    line: int = 1
