"""The import report: each row and what became of it, every cell that was guessed, repaired or not understood; as HTML to print and as Markdown."""

from gongkai.importing.report.asked import asked
from gongkai.importing.report.complete import unaccounted
from gongkai.importing.report.markup import html
from gongkai.importing.report.plain import markdown
from gongkai.importing.report.screen import screen, steps

__all__ = ["asked", "html", "markdown", "screen", "steps", "unaccounted"]
