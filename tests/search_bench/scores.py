"""Questions and right answers: the same rules for every side, taken from `gongkai search --evaluate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.model.catalogue import Library
from gongkai.search.evaluate import DEEP, TOP, Evaluation, Outcome, Question, is_right, read_questions, texts_of
from gongkai.search.matters import Matter

Answers = Mapping[str, Sequence[str]]
"""What was asked → the ids of the matters found, the best first."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of questions, and for each question the ids of the matters that answer it."""

    name: str
    questions: tuple[Question, ...]
    right: tuple[frozenset[str], ...]


def read_tables(paths: Sequence[Path], library: Library, matters: Sequence[Matter], first: int | None) -> list[Table]:
    """The first so many questions of each file. Raises ValueError for a file that is no table of questions."""
    texts = [(matter.id, texts_of(library, matter)) for matter in matters]
    found = []
    for path in paths:
        questions = tuple(read_questions(path)[:first])
        right = tuple(frozenset(id_ for id_, text in texts if is_right(question, text)) for question in questions)
        found.append(Table(path.name, questions, right))
    return found


def queries(tables: Iterable[Table]) -> list[str]:
    """Everything that is asked, once."""
    return list(dict.fromkeys(question.text for table in tables for question in table.questions))


def score(table: Table, answers: Answers) -> dict[str, Any]:
    """hit@5, r@5, mrr@10, the share without any result, and hit@5 by class. Questions without a right answer in this catalogue do not count."""
    outcomes = []
    unanswerable = []
    for question, right in zip(table.questions, table.right, strict=True):
        if not right:
            unanswerable.append(question.qid)
            continue
        hits = list(answers[question.text])[:DEEP]
        first = next((place for place, id_ in enumerate(hits, 1) if id_ in right), 0)
        outcomes.append(Outcome(question, sum(id_ in right for id_ in hits[:TOP]), len(right), first, not hits, tuple(hits[:TOP])))
    kinds = dict.fromkeys(outcome.question.kind for outcome in outcomes)
    classes = {kind: tuple(outcome for outcome in outcomes if outcome.question.kind == kind) for kind in kinds}
    found = Evaluation(tuple(outcomes), tuple(unanswerable), classes).as_json()
    found["failures"] = [outcome.question.qid for outcome in outcomes if not outcome.hit]
    return found
