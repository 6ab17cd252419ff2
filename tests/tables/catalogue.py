"""All layouts, from the modules that draw them."""

from __future__ import annotations

from tables import columns, damage, elements, levels, marks, merging, mixing, odd, sections
from tables.layout import LAYOUTS

__all__ = ["LAYOUTS", "columns", "damage", "elements", "levels", "marks", "merging", "mixing", "odd", "sections"]
