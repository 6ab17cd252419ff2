"""Findings as text: one module per format, each a pure function from a `Report` to a string."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gongkai.checking.reports.report import Report

FORMATS: Final = ("text", "json", "sarif", "github", "gitlab", "markdown")
IN_REPOSITORY: Final = ("sarif", "github", "gitlab")
"""Formats whose readers look for a file from the top of the repository, not from the project's folder."""


def renderer(name: str) -> Callable[[Report], str]:
    """The function for one of `FORMATS`; only its own module is loaded."""
    if name == "json":
        from gongkai.checking.reports.as_json import render
    elif name == "sarif":
        from gongkai.checking.reports.sarif import render
    elif name == "github":
        from gongkai.checking.reports.github import render
    elif name == "gitlab":
        from gongkai.checking.reports.gitlab import render
    elif name == "markdown":
        from gongkai.checking.reports.markdown import render
    else:
        from gongkai.checking.reports.text import render
    return render
