"""A built site looked at before it goes out: is it there, is it whole, is it large enough to be one."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from gongkai.problems import Trouble

LEAST_PAGES = 10
"""Fewer pages are no catalogue: the home page, search, the lists and the notes alone are more."""

SHRINK = 2
"""A site with fewer than one file in so many of the public one's has lost something."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site on disk: its real folder, how many files it has, and the commit and day that its data stand for ("" where unknown)."""

    folder: Path
    files: int
    commit: str
    day: str


def look_at(site: Path) -> Built | Trouble:
    """The site at ``site``, or why it cannot be published."""
    folder = site.resolve()  # a release: a build that ends meanwhile moves the link, not us
    if not (folder / "index.html").is_file():
        return Trouble(f"“{site}”里没有生成好的网站。", "先运行 gongkai build --strict；网站在别处就用 --site 指明。")
    files = pages = 0
    for path, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            if os.path.islink(os.path.join(path, name)):
                return Trouble(f"网站里有链接文件“{os.path.relpath(os.path.join(path, name), folder)}”，不能公开。", "换成真正的文件，再生成一次。")
        files += len(names)
        pages += sum(name.endswith(".html") for name in names)
    empty = next((name for name in ("index.html", "404.html") if (folder / name).is_file() and not (folder / name).stat().st_size), "")
    if empty or pages < LEAST_PAGES:
        return Trouble(f"网站不完整：{empty + '是空的' if empty else f'只有{pages}个网页'}。", "重新运行 gongkai build --strict，看看有没有出错。")
    try:
        said = json.loads((folder / "api" / "v1" / "index.json").read_bytes())
        commit, day = str(said.get("commit") or ""), str(said.get("as_of") or "")
    except (OSError, ValueError, AttributeError):
        commit = day = ""  # built without api/v1
    return Built(folder, files, commit, day)


def too_small(files: int, public: int) -> Trouble | None:
    """Trouble when ``files`` are so much fewer than the ``public`` ones that something must be missing."""
    if files * SHRINK >= public:
        return None
    return Trouble(f"这次只有{files}个文件，正在公开的网站有{public}个，像是丢了内容。", "核对目录；确实要撤下这么多，加上 --allow-shrink 再发布。")
