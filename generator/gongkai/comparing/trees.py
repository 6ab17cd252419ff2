"""States of the catalogue to compare: the project on disk, another folder, or a commit of git. The repository and its index stay as they are."""

from __future__ import annotations

import difflib
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from gongkai.problems import Problem, Trouble
from gongkai.reading import Reading, find_roots, read_library, resource
from gongkai.reading.docs import read_docs
from gongkai.reading.library import resolve_docs
from gongkai.reading.load import Doc

MAIN = ("main", "origin/main", "master", "origin/master")
"""What the main branch may be called; the first that exists counts."""

LEFT_OUT = ("catalog/pages/", "catalog/editions/")
"""Folders of the catalogue that hold no items."""

TIMEOUT = 120
"""Seconds for one call of git."""


@dataclass(frozen=True, slots=True)
class State:
    """A state that was read. ``label`` is what people call it; ``past``: taken from the repository, not from a folder as it is."""

    label: str
    reading: Reading
    past: bool = False


class Present:
    """The project as it is on disk; its files are read once, and a past state takes from them whatever is the same there."""

    def __init__(self, project: Path, cache: Path | None) -> None:
        self.project, self.cache = project, cache
        self.roots = find_roots(project)

    @cached_property
    def docs(self) -> tuple[list[Doc], list[Problem]]:
        return read_docs(self.roots, resource("schemas"), self.cache)

    def state(self) -> State:
        return State("现在的文件", resolve_docs(*self.docs, self.roots))


def open_folder(text: str, cache: Path | None) -> State | None:
    """The state of a folder that holds ``catalog/``, or is one; None for anything else."""
    path = Path(text)
    if path.name == "catalog" and (path / "catalog.yaml").is_file():
        path = path.resolve().parent
    if not (path / "catalog").is_dir():
        return None
    return State(f"文件夹 {text}", read_library(find_roots(path), cache=cache))


def open_commit(ref: str, present: Present, folder: Path, called: str = "") -> State | Trouble:
    """The catalogue as ``ref`` (commit, branch, tag) had it; ``called``: its name on screen.

    Only files that differ from those on disk are taken out of the repository, into the empty ``folder``.
    """
    project = present.project
    commit = resolve(ref, project)
    if isinstance(commit, Trouble):
        return commit
    listed = git(project, "ls-tree", "-r", "-z", "--name-only", commit, "--", "catalog")
    differing = changed_files(commit, project, "catalog")
    loose = git(project, "ls-files", "--others", "-z", "--", "catalog")
    if isinstance(listed, Trouble):
        return listed
    if isinstance(differing, Trouble):
        return differing
    if isinstance(loose, Trouble):
        return loose
    if not listed:
        return Trouble(f"“{ref}”里没有 catalog 文件夹，没有可以比较的目录。", "换一个晚一些的提交。")
    changed = {name for _, name in differing} | set(loose.split("\0"))
    wanted = [name for name in listed.split("\0") if name in changed and name.endswith(".yaml") and not name.startswith(LEFT_OUT)]
    failed = _take_out(commit, wanted, project, folder)
    if failed:
        return failed
    own = present.roots[-1]
    there = replace(own, path=folder / "tree", known_as=f"{own.path}@past")
    docs, problems = present.docs
    old, wrong = read_docs([there], resource("schemas"), present.cache) if wanted else ([], [])
    docs = [doc for doc in docs if doc.where.root != own.name or doc.where.file not in changed]
    problems = [problem for problem in problems if problem.position.root != own.name or problem.position.file not in changed]
    ranks = {root.name: i for i, root in enumerate(present.roots)}
    in_order = sorted([*docs, *old], key=lambda doc: (ranks[doc.where.root], doc.path))
    when = _said(git(project, "show", "-s", "--format=%h，%cs", commit))
    return State(f"{called or ref}（{when}）", resolve_docs(in_order, [*problems, *wrong], present.roots), past=True)


def _take_out(commit: str, names: Sequence[str], project: Path, folder: Path) -> Trouble | None:
    """Write the files ``names`` (below the project) of ``commit`` below ``folder/tree``, with an index of its own: git's is not touched."""
    prefix = _said(git(project, "rev-parse", "--show-prefix"))
    top = Path(_said(git(project, "rev-parse", "--show-toplevel")) or project)
    index = {"GIT_INDEX_FILE": str(folder.resolve() / "index")}
    out = folder / ("tree-of-repository" if prefix else "tree")
    given = "\0".join(prefix + name for name in names)
    for arguments in (("read-tree", commit), ("checkout-index", "-z", "--stdin", f"--prefix={out.resolve().as_posix()}/")) if names else ():
        done = git(top, *arguments, given=given, environment=index)
        if isinstance(done, Trouble):
            return done
    if prefix and names:
        (out / prefix).rename(folder / "tree")
    return None


def resolve(ref: str, project: Path) -> str | Trouble:
    """The commit that ``ref`` names."""
    outside = _outside(project)
    if outside:
        return outside
    found = Trouble("", "") if ref.startswith("-") or not ref.strip() else git(project, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if not isinstance(found, Trouble):
        return found.strip()
    if ref == "HEAD":
        return Trouble("这个仓库里还没有提交，没有更早的状态可以比较。", "先提交一次（git add、git commit），或者给出两个文件夹：gongkai diff 旧文件夹 新文件夹。")
    if is_shallow(project):
        return Trouble(
            f"找不到“{ref}”：这是一份浅克隆，只取回了最近的提交。",
            "运行 git fetch --unshallow 取回全部历史；在流水线里，把取回的深度设为不限（GitLab 的 GIT_DEPTH: 0，GitHub 的 fetch-depth: 0）。",
        )
    names = _said(git(project, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")).split()
    near = difflib.get_close_matches(ref, names, n=1, cutoff=0.6)
    hint = f"您是不是要写“{near[0]}”？" if near else f"现有的分支和标签：{'、'.join(names[:8])}。" if names else "运行 git log --oneline 看有哪些提交。"
    return Trouble(f"没有叫“{ref}”的提交、分支、标签，也没有这样一个带 catalog 的文件夹。", hint)


def fork_point(project: Path) -> str | Trouble:
    """Where the work at hand left the main branch: the merge base with it, or HEAD where there is no main branch."""
    head = resolve("HEAD", project)
    if isinstance(head, Trouble):
        return head
    for name in MAIN:
        main = git(project, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if isinstance(main, str):
            base = git(project, "merge-base", main.strip(), head)
            if isinstance(base, str):
                return base.strip()
            if is_shallow(project):
                return Trouble(
                    f"查不到当前分支是从 {name} 的哪里分出来的：这是一份浅克隆，只取回了最近的提交。",
                    "运行 git fetch --unshallow 取回全部历史；在流水线里，把取回的深度设为不限（GitLab 的 GIT_DEPTH: 0，GitHub 的 fetch-depth: 0）。",
                )
            return Trouble(f"当前分支和 {name} 没有共同的历史。", "直接写明要比较的两个版本：gongkai diff 旧版本 新版本。")
    return head


def changed_files(commit: str, project: Path, below: str) -> list[tuple[str, str]] | Trouble:
    """(letter of git's status, path relative to the project) of what differs between ``commit`` and the files on disk below the project's folder ``below``."""
    said = git(project, "diff", "--name-status", "-z", "--no-renames", "--relative", commit, "--", below)
    if isinstance(said, Trouble):
        return said
    parts = said.split("\0")
    return list(zip(parts[::2], parts[1::2], strict=False))


def is_shallow(project: Path) -> bool:
    return _said(git(project, "rev-parse", "--is-shallow-repository")) == "true"


def git(project: Path, *arguments: str, given: str = "", environment: Mapping[str, str] | None = None) -> str | Trouble:
    """Run git in the project's folder; what it prints, or its last words."""
    # paths are bytes to git: what is no UTF-8 comes and goes unharmed
    env = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", **(environment or {})}
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(project), *arguments]
    try:
        done = subprocess.run(command, input=given.encode("utf-8", "surrogateescape"), capture_output=True, timeout=TIMEOUT, check=False, env=env)
    except FileNotFoundError:
        return Trouble("这台电脑上没有找到 git，不能和以前的版本比较。", "安装 git（git-scm.com），或者给出两个文件夹：gongkai diff 旧文件夹 新文件夹。")
    except (OSError, subprocess.SubprocessError):
        return Trouble("git 没有正常结束。", "先单独运行 git status，看它说什么。")
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
        return Trouble(f"git 说：{last[0].removeprefix('fatal: ')}", "先单独运行 git status，按它的提示处理。")
    return done.stdout.decode("utf-8", "surrogateescape")


def _outside(project: Path) -> Trouble | None:
    """Why git cannot be asked about the project, if so."""
    inside = git(project, "rev-parse", "--git-dir")
    if not isinstance(inside, Trouble):
        return None
    if "dubious ownership" in inside.message:
        return Trouble("git 不肯读这个仓库：文件夹属于别的用户。", f"运行 git config --global --add safe.directory {project.resolve().as_posix()}，再试一次。")
    if "not a git repository" in inside.message:
        return Trouble("这个文件夹不在 git 仓库里，没有以前的版本可以比较。", "给出两个文件夹：gongkai diff 旧文件夹 新文件夹；或者先用 git init 建立仓库。")
    return inside


def _said(answer: str | Trouble) -> str:
    """The answer without its line end, "" where git had none."""
    return "" if isinstance(answer, Trouble) else answer.rstrip("\n")
