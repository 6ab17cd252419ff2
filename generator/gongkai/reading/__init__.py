"""YAML text → the resolved catalogue of every region, with positions and origins; what is wrong comes back as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.reading.library import Reading, read_calendar, read_library
    from gongkai.reading.roots import Root, find_roots, resource

__all__ = ["Reading", "Root", "find_roots", "read_calendar", "read_library", "resource"]


def __getattr__(name: str) -> Any:
    """Load the library's readers when somebody asks for one: a check that has nothing to look at needs none of them."""
    if name in ("Reading", "read_calendar", "read_library"):
        from gongkai.reading import library as module
    elif name in ("Root", "find_roots", "resource"):
        from gongkai.reading import roots as module  # type: ignore[no-redef]
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(module, name)
