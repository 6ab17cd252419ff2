"""A rule: what it looks for, how grave that is, which law asks for it, and what an editor does about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.checking.scope import Scope
from gongkai.problems import Level, Position


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken. ``hint`` says what to write there; "" stands for the rule's own ``fix``."""

    position: Position
    message: str
    hint: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """``code`` and ``slug`` never change and are never used again; ``page`` is the rule's public page, its title in the first line.

    ``level`` is what the rule is when catalog.yaml says nothing of it, the graver one where findings differ; ``basis`` the law, standard or practice it rests on.
    """

    code: str
    slug: str
    level: Level
    basis: str
    fix: str
    page: str
    check: Callable[[Scope], Iterator[Finding]]

    @property
    def title(self) -> str:
        return self.page.strip().splitlines()[0].rstrip("。")
