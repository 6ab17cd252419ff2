"""All rules over one library: the levels that catalog.yaml gives them, and the exceptions it makes, applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.checking.rule import Rule
from gongkai.checking.rules import REGISTRY, rule
from gongkai.checking.scope import Scope
from gongkai.model.catalogue import Library
from gongkai.model.region import Suppression
from gongkai.problems import Level, Problem
from gongkai.reading.load import Doc

LEVELS: dict[str, Level | None] = {"错误": "error", "提醒": "warning", "关闭": None}
"""What catalog.yaml may say of a rule."""


def check_library(
    library: Library,
    docs: Sequence[Doc],
    unread: frozenset[str] = frozenset(),
    as_of: str = "",
    folder: Path | None = None,
    *,
    errors_only: bool = False,
) -> list[Problem]:
    """All findings that need more than one file to see.

    ``unread`` items have errors of their own; ``as_of``: the day exceptions are held against; ``folder``: the editor's own
    ``catalog/``; ``errors_only``: run only the rules that can keep a site from being built.
    """
    scope = Scope(library, docs, unread, as_of, folder)
    used: set[int] = set()
    wanted = [rule(module) for code, module, level in REGISTRY if not errors_only or _level(code, level, scope) == "error"]
    found = dict.fromkeys(problem for one in wanted for problem in _of_rule(one, scope, used))
    return [problem for problem in (*found, *_settings(scope, used)) if not errors_only or problem.level == "error"]


def _level(code: str, level: str, scope: Scope) -> str | None:
    """What catalog.yaml makes of a rule's level."""
    said = scope.library.publication.rules.get(code)
    return LEVELS[said] if said else level


def _of_rule(rule: Rule, scope: Scope, used: set[int]) -> Iterator[Problem]:
    publication = scope.library.publication
    said = publication.rules.get(rule.code)
    if said and LEVELS[said] is None:
        return
    for finding in rule.check(scope):
        level = (LEVELS[said] if said else None) or finding.level or rule.level
        problem = Problem(rule.code, finding.position, finding.message, finding.hint or rule.fix, level)
        exception = next((i for i, one in enumerate(publication.suppressions) if _covers(one, problem, scope.as_of)), None)
        if exception is None:
            yield problem
        else:
            used.add(exception)


def _covers(one: Suppression, problem: Problem, as_of: str) -> bool:
    """True while the exception holds for the problem: its rule, its item, domain or file, and not past its last day."""
    if one.rule != problem.code or (as_of and one.until < as_of):
        return False
    file = problem.position.file.removesuffix(".yaml")
    return file.endswith(f"/{one.scope}") or f"/{one.scope}/" in file or problem.position.file == one.scope


def _settings(scope: Scope, used: set[int]) -> Iterator[Problem]:
    """What is wrong with the settings themselves: rules that do not exist, exceptions that have run out or hold nothing."""
    publication = scope.library.publication
    doc = scope.by_path.get("catalog.yaml")
    if doc is None:
        return
    known = {code for code, _, _ in REGISTRY}
    for code in publication.rules:
        if code not in known:
            at = scope.in_file(doc, "rules", code, key=True)
            yield Problem("R901", at, f"没有代码是“{code}”的规则", f"可以设置的规则：{'、'.join(sorted(known))}", "error")
    for i, one in enumerate(publication.suppressions):
        at = scope.in_file(doc, "suppressions", i, "rule")
        if one.rule not in known:
            yield Problem("R901", at, f"没有代码是“{one.rule}”的规则", f"可以设置的规则：{'、'.join(sorted(known))}", "error")
        elif scope.as_of and one.until < scope.as_of:
            at = scope.in_file(doc, "suppressions", i, "until")
            yield Problem("R902", at, f"对“{one.scope}”的例外已于{one.until}到期，不再生效", "问题改好了就删去这一项；还要保留就改 until 并写明理由", "warning")
        elif i not in used:
            yield Problem("R903", at, f"对“{one.scope}”的例外没有用到：那里没有 {one.rule} 的问题", "删去这一项", "warning")
