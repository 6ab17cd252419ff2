"""公开时限: official wording → clauses that a machine can use, and back. What the grammar does not hold whole stays one free text."""

from __future__ import annotations

from functools import lru_cache

from gongkai.model.timelimit.clause import Cadence, Clause, Deadline, Trigger, clause_to_json, to_json
from gongkai.model.timelimit.grammar import read_clauses
from gongkai.model.timelimit.wording import BUCKETS, bucket, render, summary

__all__ = ["BUCKETS", "Cadence", "Clause", "Deadline", "Trigger", "bucket", "clause_to_json", "parse", "render", "summary", "to_json"]


@lru_cache(maxsize=4096)
def parse(text: str) -> Deadline:
    """The time limit that ``text`` says. Never raises: wording that is not understood as a whole becomes one ``free`` clause.

    Widths, blanks and brackets do not matter; 二十个工作日 reads like 20个工作日. 同上 is free: what it points to is not in the text.
    """
    return Deadline(text, read_clauses(text) or (Clause("free", note=text),))
