"""The whole wording of a time limit → clauses: parts and their scopes, and whether the clauses make sense together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from gongkai.model.timelimit.clause import FIRST_OUT, Clause, Trigger
from gongkai.model.timelimit.readers import is_bare_period, read_added_note, read_clause
from gongkai.model.timelimit.text import FROM, is_scope, normalise, number, printed

# 1. 1、 (1) 一、 at the beginning of a part. A digit must not follow: 1.5个月 and 1、2个工作日 are amounts.
_HAN = "一二三四五六七八九十"
_ENUMERATOR = re.compile(rf"(?P<a>\d{{1,2}})[.、](?!\d)|\((?P<b>\d{{1,2}}|[{_HAN}]{{1,2}})\)、?|(?P<c>[{_HAN}]{{1,2}})、(?![{_HAN}两\d])")
# Commas within one clause; every other one separates two.
_COMMA_INSIDE = re.compile(
    r"(?<=之日起),|,(?=(?:予以|主动|向社会)?(?:公开|公布|发布)(?:[;,。]|$))|(?<=规定的),(?=从其|除外|依照|按其)|(?<=其中),|(?<=进展情况),"
)
_DEFER_IN_BRACKETS = re.compile(r"\(([^()]*另有规定[^()]*)\)$")
_COLON = re.compile(r"(?:其中:?)?(?P<scope>[^:]+):(?P<body>.+)")
_FROM = re.compile(rf"(?:其中)?(?P<scope>.+?)(?:应当|应|须|需)?(?P<body>{FROM}.+)")
_BARE = re.compile(r"其中(?P<scope>.+?)(?:应当|应|须|需)?[在于]?(?P<body>[\d一二三四五六七八九十].+)")
_SPLIT_DECISION = re.compile(r"(?P<scope>.{2,}决[定策])(?P<event>作出|形成)")


def read_clauses(text: str) -> tuple[Clause, ...] | None:
    """All clauses of the wording in their order, or None unless every character of it is accounted for."""
    flat = normalise(text)
    if not flat:
        return None
    clauses: list[Clause] = []
    parts = _parts(flat)
    if parts is None:
        return None
    for part, follows in parts:
        note = read_added_note(part) if follows and clauses else None
        if note:
            if clauses[-1].note is not None or clauses[-1].kind in ("display", "prompt"):
                return None
            clauses[-1] = replace(clauses[-1], note=note)
            continue
        clause = _read_part(re.sub("^并", "", part) if clauses else part, inherited=clauses[-1].scope if follows and clauses else None)
        if clause is None:
            return None
        clauses.append(clause)
    clauses[1:] = [_decision_as_scope(clause) for clause in clauses[1:]]
    return tuple(clauses) if _consistent(clauses) else None


def _parts(flat: str) -> list[tuple[str, bool]] | None:
    """The parts between ``;``, ``。`` and ``,`` without their enumerators; True where a part follows the one before it by a mere comma.

    None where enumerators do not count 1, 2, 3 …
    """
    flat = _COMMA_INSIDE.sub("", re.sub(r"[;。,]+$", "", flat))
    counted = 0
    parts: list[tuple[str, bool]] = []
    for group in re.split("[;。]+", flat):
        marker = _ENUMERATOR.match(group)
        if marker:
            counted += 1
            if number(marker["a"] or marker["b"] or marker["c"]) != counted:
                return None
            group = group[marker.end() :]
        elif counted and "另有规定" not in group:
            return None
        deferring = _DEFER_IN_BRACKETS.search(group)
        if deferring:
            group = f"{group[: deferring.start()]},{deferring[1]}"
        parts += [(part, i > 0) for i, part in enumerate(group.split(","))]
    return None if counted == 1 else parts


def _read_part(part: str, *, inherited: str | None) -> Clause | None:
    """One part with its scope: its own (``甲:…``, ``其中甲应自…``, ``甲自…``) or that of the part before the comma."""
    direct = read_clause(part)
    if direct:
        if inherited and (direct.scope or direct.kind == "defer_to_law"):
            return None  # two scopes for one clause; an exception whose reach is open
        return replace(direct, scope=inherited) if inherited else direct
    for scope, body in _scoped(part):
        clause = read_clause(body)
        if clause and clause.scope is None and clause.kind != "defer_to_law" and is_scope(scope):
            return replace(clause, scope=printed(scope))
    if part.startswith("其中"):
        clause = read_clause(part.removeprefix("其中"))
        scoped = _decision_as_scope(clause) if clause else None
        return scoped if scoped and scoped.scope else None
    return None


def _scoped(part: str) -> Iterator[tuple[str, str]]:
    for pattern in (_COLON, _FROM):
        match = pattern.fullmatch(part)
        if match:
            yield match["scope"], match["body"]
    bare = _BARE.fullmatch(part)
    if bare and is_bare_period(bare["body"]):
        yield bare["scope"], bare["body"]


def _decision_as_scope(clause: Clause) -> Clause:
    """``行政处罚决定作出后7个工作日内`` beside another limit: the decision is the part of the information that this limit is for."""
    match = _SPLIT_DECISION.fullmatch(clause.trigger.text) if clause.trigger and clause.scope is None else None
    if not match:
        return clause
    return replace(clause, scope=match["scope"], trigger=Trigger("decision", f"{match['scope'][-2:]}{match['event']}"))


def _consistent(clauses: list[Clause]) -> bool:
    """False where clauses contradict each other, or where it is open what one of them is for."""
    unscoped_after_scoped = any(a.scope and not b.scope and b.kind != "defer_to_law" for a, b in pairwise(clauses))
    if unscoped_after_scoped or [clause.kind for clause in clauses[:-1]].count("defer_to_law"):
        return False
    return all(_agree([clause for clause in clauses if clause.scope == scope]) for scope in {clause.scope for clause in clauses})


def _agree(clauses: list[Clause]) -> bool:
    """The same for the clauses of one scope: when it first comes out may be said twice only from different events."""
    kinds = [clause.kind for clause in clauses]
    first_out = [clause for clause in clauses if clause.kind in FIRST_OUT]
    uncounted = [clause for clause in first_out if clause.trigger is None or clause.trigger.code == "none"]
    others = [kind for kind in kinds if kind not in FIRST_OUT]
    if len(set(others)) < len(others) or len({clause.trigger for clause in first_out}) < len(first_out):
        return False
    if (uncounted and len(first_out) > 1) or ("recurring" in kinds and {"immediate", "prompt"} & set(kinds)):
        return False
    # 长期公开；20个工作日内 looks like two lines that lost their labels; the other way round the second adds to the first.
    before = kinds[: clauses.index(uncounted[0])] if uncounted else []
    return not {"continuous", "display", "recurring"} & set(before)
