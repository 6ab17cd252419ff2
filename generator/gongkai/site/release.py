"""Releases: a site is built into a folder of its own and becomes public by one rename, so a killed build changes nothing.

``site`` is a symbolic link to the newest folder in ``site.releases/``. Where links are not allowed (Windows without
developer mode) ``site`` is a folder that two renames exchange.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import orjson

from gongkai.site.writer import Stamp

KEEP = 2
"""Releases that stay on disk: the public one and the one before it, for a rollback."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release under construction: ``folder`` is where it is built, ``site`` the public address it will take."""

    site: Path
    folder: Path


def begin(site: Path) -> Release:
    """A new, empty release folder beside ``site``; abandoned ones and those too old to roll back to are cleared away."""
    store = _store(site)
    store.mkdir(parents=True, exist_ok=True)
    _recover(site)
    numbers = sorted(int(path.name) for path in store.iterdir() if path.name.isdigit())
    current = _current(site)
    for number in numbers:
        folder = store / _name(number)
        if folder != current and (not _manifest(folder).exists() or number not in numbers[-KEEP:]):
            _clear(folder)  # an abandoned build, or one too old to roll back to
    folder = store / _name((numbers or [0])[-1] + 1)
    folder.mkdir()
    return Release(site, folder)


def publish(release: Release, stamps: dict[str, Stamp]) -> None:
    """Make ``release`` the public site. Killed at any moment, the public address holds one whole release, old or new."""
    part = _manifest(release.folder).with_suffix(".part")
    part.write_bytes(orjson.dumps(stamps))
    part.replace(_manifest(release.folder))
    link = release.site.with_name(release.site.name + ".new")
    try:
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(release.folder, release.site.parent), target_is_directory=True)
    except OSError:
        _exchange(release)
        return
    if release.site.is_dir() and not release.site.is_symlink():
        release.site.rename(_retired(release.site))  # once: from a plain `mkdocs build` to releases
    os.replace(link, release.site)
    shutil.rmtree(_retired(release.site), ignore_errors=True)


def _exchange(release: Release) -> None:
    retired = _retired(release.site)
    shutil.rmtree(retired, ignore_errors=True)
    staged = release.folder.with_name(release.folder.name + ".staged")
    shutil.copytree(release.folder, staged, copy_function=os.link)
    if release.site.exists():
        release.site.rename(retired)
    staged.rename(release.site)
    shutil.rmtree(retired, ignore_errors=True)


def _recover(site: Path) -> None:
    """Undo an exchange that was cut off between its two renames."""
    if not site.exists() and _retired(site).exists():
        site.unlink(missing_ok=True)
        _retired(site).rename(site)


def _current(site: Path) -> Path | None:
    if site.is_symlink():
        return (site.parent / os.readlink(site)).resolve()
    numbers = sorted((path for path in _store(site).iterdir() if path.name.isdigit() and _manifest(path).exists()), key=lambda p: int(p.name))
    return numbers[-1].resolve() if numbers else None


def _clear(folder: Path) -> None:
    """Delete a release: first the files its manifest names, without looking for them, which takes half as long."""
    try:
        for url in orjson.loads(_manifest(folder).read_bytes()):
            os.unlink(f"{folder}/{url}")
    except (OSError, ValueError):
        pass  # unfinished, or not as it was: what is left goes below
    shutil.rmtree(folder, ignore_errors=True)
    _manifest(folder).unlink(missing_ok=True)


def _store(site: Path) -> Path:
    return site.with_name(site.name + ".releases")


def _retired(site: Path) -> Path:
    return site.with_name(site.name + ".old")


def _manifest(folder: Path) -> Path:
    return folder.with_suffix(".json")


def _name(number: int) -> str:
    return f"{number:06d}"
