"""The stack of roots: the packaged standard and a county's own repository, found the same way in a checkout and installed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
"""The folder of the installed package."""

STANDARD_FOLDERS = ("standard", "laws", "vocabulary", "calendar")
"""What every county builds on. Regions and pages of the standard's own repository are a demonstration and stay there."""


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that holds ``catalog/``.

    ``name`` goes into every position: ``标准`` for the packaged one, "" for the editor's own. ``folders`` are the parts of
    ``catalog/`` that count; none named means all. A root in a temporary folder (files of an earlier state) is kept in the
    cache under the name ``known_as``.
    """

    name: str
    path: Path
    folders: tuple[str, ...] = ()
    known_as: str = ""


def resource(name: str) -> Path:
    """A folder that comes with the program: ``schemas``, ``catalog`` and ``site_overrides`` lie in the wheel's own data folder or at the top
    of a checkout, ``starter`` is always part of the package.
    """
    places = (PACKAGE / "_data" / name, PACKAGE / name, PACKAGE.parent.parent / name)
    return next((place for place in places if place.is_dir()), places[-1])


def find_roots(project: Path) -> tuple[Root, ...]:
    """The roots for the project folder, the lowest layer first.

    A project that brings its own ``catalog/standard`` (the standard's own repository) is the only root; any other one
    stands on the packaged standard.
    """
    own = Root("", project.resolve())
    if (own.path / "catalog" / "standard").is_dir():
        return (own,)
    return (Root("标准", resource("catalog").parent, STANDARD_FOLDERS), own)


@cache
def code_digest() -> str:
    """A hash of the program's own code: what it made before a change is not taken for what it would make now."""
    digest = blake2b(digest_size=12)
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
