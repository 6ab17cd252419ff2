"""A county's repository with its job files, and a runner that carries out the real steps of a forge's file on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from conftest import REPOSITORY, copy_project

STARTER = REPOSITORY / "generator" / "gongkai" / "starter"
BASE = REPOSITORY / "tests" / "cases" / "layers" / "base" / "catalog"
TOWN = "catalog/regions/sheng/regions/xian"
INSTALL = "sh ci/install.sh"
"""The step that needs packages; here the program of this checkout stands in for what it installs (see `tests/test_bundle.py` for itself)."""

ADJUSTMENT = """adjust:
  time_limit:
    was: 信息形成或者变更之日起20个工作日内
    now: 信息形成或者变更之日起10个工作日内
reason: 本县规定缩短公开时限
"""


def git(folder: Path, *arguments: str) -> str:
    settings = ["user.name=a", "user.email=a@example.invalid", "init.defaultBranch=main", "advice.detachedHead=false"]
    command = ["git", *(word for one in settings for word in ("-c", one)), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"git {arguments}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    return git(folder, "rev-parse", "HEAD")


def program(folder: Path) -> Path:
    """A folder with `gongkai` and `python`, as an installation has them."""
    folder.mkdir(parents=True)
    python = f'PYTHONPATH="{REPOSITORY / "generator"}" exec "{sys.executable}"'
    for name, start in {"gongkai": f'{python} -c "from gongkai.cli import run; run()" "$@"', "python": f'{python} "$@"'}.items():
        (folder / name).write_text(f"#!/bin/sh\n{start}\n")
        (folder / name).chmod(0o755)
    return folder


def approve(folder: Path, version: str, on: str) -> None:
    """Issue an edition of what is there, and commit it."""
    words = ["--by", "某县政务公开领导小组", "--document", f"某政办发〔2026〕{version[-1]}号", "--on", on, "--issuer", "某县人民政府办公室"]
    run(folder, {}, f"gongkai edition approve {' '.join(words)}")
    commit(folder, f"edition: {version}")


def county(folder: Path, forge: str) -> Path:
    """A county's repository as `gongkai init` would leave it, with a small catalogue and a first edition, committed on main."""
    copy_project(folder, catalog=BASE)
    shutil.copytree(STARTER / "ci" / forge, folder, dirs_exist_ok=True)
    (folder / "ci").mkdir()
    for script in (STARTER / "ci").glob("*.sh"):
        shutil.copy(script, folder / "ci")
    (folder / "catalog" / "pages" / "guide.md").write_text("---\ntitle: 公开指南\n---\n\n# 公开指南\n", encoding="utf-8")  # git keeps no empty folder
    (folder / ".gitignore").write_text("/.cache/\n/.venv\n/site\n/site.releases/\n", encoding="utf-8")
    git(folder, "init", "-q")
    commit(folder, "init")
    approve(folder, "2026.1", "2026-03-01")
    return folder


def adjust(folder: Path, text: str = ADJUSTMENT) -> None:
    path = folder / TOWN / "items" / "yiwu-jiaoyu" / "zhaosheng-zhengce.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@dataclass
class Ran:
    """What a job left: its exit status, all it printed, and the texts it handed to the forge."""

    status: int = 0
    printed: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


def run(folder: Path, environment: Mapping[str, str], script: str) -> str:
    """Run a script in ``folder`` as a job would; it must succeed."""
    done = execute(folder, environment, script)
    assert done.returncode == 0, done.stdout
    return done.stdout


def execute(folder: Path, environment: Mapping[str, str], script: str, shell: str = "bash -eo pipefail -c") -> subprocess.CompletedProcess[str]:
    tools = folder.parent / f"{folder.name}-tools"
    if not tools.exists():
        program(tools)
    base = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    env = {**base, "PYTHONIOENCODING": "utf-8", **environment, "PATH": f"{tools}:{base['PATH']}"}
    return subprocess.run([*shell.split(), script], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False)


def github_job(folder: Path, file: str, job: str, values: Mapping[str, str]) -> Ran:
    """Every ``run`` step of a job in a workflow, in order, in the folder that checkout would have filled; ``values``: expression → its value."""
    steps = _read(folder / ".github" / "workflows" / file)["jobs"][job]["steps"]
    ran = Ran()
    for step in steps:
        always = "cancelled()" in step.get("if", "")
        if "run" not in step or (ran.status and not always):
            continue
        files = {name: folder.parent / f"{folder.name}-{name}" for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
        for path in files.values():
            path.write_text("")
        given = {name: _filled(str(value), values) for name, value in step.get("env", {}).items()}
        done = _step(folder, {**given, **{name: str(path) for name, path in files.items()}}, step["run"])
        ran.printed += done.stdout
        ran.status = ran.status or done.returncode
        ran.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        said = files["GITHUB_OUTPUT"].read_text(encoding="utf-8")
        ran.outputs.update({name: text for name, _, text in re.findall(r"^(\w+)<<(\w+)\n(.*?)\n\2$", said, re.DOTALL | re.MULTILINE)})
    return ran


def gitlab_job(folder: Path, job: str, variables: Mapping[str, str]) -> Ran:
    """``before_script`` and ``script`` of a job, in one shell, as GitLab's runner does."""
    settings = _read(folder / ".gitlab-ci.yml")
    lines = [*settings[job].get("before_script", settings["default"]["before_script"]), *settings[job]["script"]]
    done = _step(folder, variables, "\n".join(lines))
    return Ran(done.returncode, done.stdout)


def gitee_job(folder: Path, file: str, variables: Mapping[str, str]) -> Ran:
    """The commands of a pipeline's only step, in one shell."""
    (stage,) = _read(folder / ".workflow" / file)["stages"]
    (step,) = stage["steps"]
    done = _step(folder, variables, "\n".join(step["commands"]))
    return Ran(done.returncode, done.stdout)


def _step(folder: Path, environment: Mapping[str, str], script: str) -> subprocess.CompletedProcess[str]:
    tools = folder.parent / f"{folder.name}-tools"
    stand_in = f"mkdir -p .venv && ln -sfn '{tools}' .venv/bin"
    return execute(folder, environment, "\n".join(stand_in if line.strip() == INSTALL else line for line in script.splitlines()))


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: values[found[1]], text)
