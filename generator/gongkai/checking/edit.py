"""A repair of one place of a text, and the shape of the functions that propose one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.problems import Problem


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``new`` in place of ``text[start:end]``; places count characters of the text without its byte order mark, from 0."""

    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


Fixer = Callable[[str, int, Problem], "Edit | str"]
"""(whole text, offset of the problem's position in it, the problem) → the one repair there is, or the reason (a Chinese sentence without
a full stop) why a person has to decide. The text has its own line ends (\\r\\n stays \\r\\n). A fixer touches nothing but the span it names,
trusts nothing but the text at the offset, and after its repair the same problem must not come up again at that place.
"""


def line_start(text: str, at: int) -> int:
    """Where the line begins that holds the character at ``at``."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
