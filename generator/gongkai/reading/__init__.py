"""YAML text → the resolved catalogue of every region, with positions and origins; what is wrong comes back as problems."""

from gongkai.reading.library import Reading, read_calendar, read_library
from gongkai.reading.roots import Root, find_roots, resource

__all__ = ["Reading", "Root", "find_roots", "read_calendar", "read_library", "resource"]
