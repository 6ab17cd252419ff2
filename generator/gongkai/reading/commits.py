"""What git knows about the project: the day its data stand for, and which files differ from another state. Git is asked, never changed."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def as_of(project: Path) -> tuple[str, str]:
    """(day, commit) that the data stand for: ``SOURCE_DATE_EPOCH`` or the last commit's day; "" where unknown. Never today."""
    said = _git(project, "log", "-1", "--format=%cs %H")
    day, _, commit = said.strip().partition(" ") if said else ("", "", "")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        day = datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return day, commit


def folder_in_repository(project: Path) -> str:
    """Where the project stands below the repository's top: "" at the top itself or outside git, else ``a/b/``."""
    return (_git(project, "rev-parse", "--show-prefix") or "").strip("\n")


def is_committed(project: Path, path: str) -> bool:
    """The last commit holds this file or folder (POSIX, below the project)."""
    return _git(project, "rev-parse", "--verify", "--quiet", f"HEAD:./{path}") is not None


def changed_since(project: Path, ref: str) -> frozenset[str] | str:
    """Files (POSIX, below the project) that differ from the merge base with ``ref``, new and untracked ones included.

    A sentence instead when there is no git, no such ref, or no common history.
    """
    if _git(project, "rev-parse", "--git-dir") is None:
        return f"“{project.resolve()}”不在 git 仓库里，--changed-since 没有可比较的版本。去掉这个选项，就检查全部文件。"
    commit = None if ref.startswith("-") else _git(project, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if not commit:
        return f"git 里没有“{ref}”这个版本。写分支名、标签或提交号，例如 origin/main；在流水线里要先取回它（git fetch）。"
    base = _git(project, "merge-base", commit.strip(), "HEAD")
    if not base:
        return f"“{ref}”和当前版本没有共同的历史。多半是只取回了最近几次提交：取回全部历史（git fetch --unshallow）再运行。"
    changed = _git(project, "diff", "--name-only", "--no-renames", "--relative", "-z", base.strip(), "--")
    new = _git(project, "ls-files", "--others", "--exclude-standard", "-z")
    if changed is None or new is None:
        return "git 没有列出改动的文件，请先运行 git status 看看仓库是否完好。"
    return frozenset(name for name in (changed + new).split("\0") if name)


def _git(project: Path, *arguments: str) -> str | None:
    """What git prints; None when it fails or is not there."""
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(project), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
