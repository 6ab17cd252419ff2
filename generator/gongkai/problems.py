"""Errors as values: where something is wrong, what is wrong, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: ``root`` names the folder stack's member, ``file`` is its POSIX path below that root; line and column count from 1."""

    root: str
    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something could not be done, and what to do about it: of a whole command, not of a place in a file."""

    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.message}\n改法：{self.remedy}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``message`` is a plain Chinese sentence, ``hint`` says what to do next."""

    code: str
    position: Position
    message: str
    hint: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        """The one-line form of `gongkai check`: ``file:line:col: CODE message``, the remedy following on the same line."""
        remedy = f" 改法：{self.hint}" if self.hint else ""
        return f"{self.position}: {self.code} {self.message}{remedy}"

    @property
    def sort_key(self) -> tuple[Position, str, str]:
        return (self.position, self.code, self.message)
