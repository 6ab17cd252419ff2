"""A table as CSV for people: opens in a spreadsheet as it is, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula; an apostrophe in front keeps it text (OWASP, CSV injection)."""


def to_csv(table: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows Chinese; line ends as RFC 4180 has them."""
    out = io.StringIO()
    csv.writer(out).writerows([[f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in row] for row in table])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
