"""How good the search is: a table of questions with rules for right answers → hit rates, by class of question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.model.catalogue import Library
from gongkai.search.answer import answer
from gongkai.search.index import Index
from gongkai.search.lexicon import Language
from gongkai.search.matters import Matter, law_names

COLUMNS = ("qid", "class", "query", "domain_re", "topic_re", "aspect_re", "text_contains")
TOP = 5
DEEP = 10


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the table: what is asked, and what an answer must match. An empty rule asks for nothing."""

    qid: str
    kind: str
    text: str
    domain: str = ""
    topic: str = ""
    aspect: str = ""
    contains: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question's result: the numbers of right matters among the first `TOP`, of all right ones, and the place of the first (0: none in `DEEP`)."""

    question: Question
    found: int
    right: int
    first: int
    empty: bool
    top: tuple[str, ...]

    @property
    def hit(self) -> bool:
        return self.found > 0

    @property
    def recall(self) -> float:
        return self.found / min(TOP, self.right)

    @property
    def reciprocal(self) -> float:
        return 1 / self.first if self.first else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All outcomes, and the ids of questions whose rule no matter of this catalogue fulfils: nothing can be said of those."""

    outcomes: tuple[Outcome, ...]
    unanswerable: tuple[str, ...]
    classes: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "hit@5": _mean(self.outcomes, lambda o: o.hit),
            "r@5": _mean(self.outcomes, lambda o: o.recall),
            "mrr@10": _mean(self.outcomes, lambda o: o.reciprocal),
            "zero": _mean(self.outcomes, lambda o: o.empty),
            "n": len(self.outcomes),
            "unanswerable": list(self.unanswerable),
            "classes": {kind: {"n": len(found), "hit@5": _mean(found, lambda o: o.hit)} for kind, found in self.classes.items()},
            "failures": [{"qid": o.question.qid, "query": o.question.text, "top5": list(o.top)} for o in self.outcomes if not o.hit],
        }


def _mean(outcomes: Sequence[Outcome], value: Callable[[Outcome], float]) -> float:
    return round(sum(value(outcome) for outcome in outcomes) / len(outcomes), 4) if outcomes else 0.0


def read_questions(path: Path) -> list[Question]:
    """The lines of a table with the columns of `COLUMNS`. Raises ValueError when the heading is another or a rule is no regular expression."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    if not lines or tuple(lines[0].split("\t"))[: len(COLUMNS)] != COLUMNS:
        raise ValueError(f"{path}：第一行应当是这些列名，用制表符隔开：{' '.join(COLUMNS)}")
    found = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            question = Question(*[cell.strip() for cell in (line.split("\t") + [""] * len(COLUMNS))[: len(COLUMNS)]])
            for rule in (question.domain, question.topic, question.aspect):
                try:
                    re.compile(rule)
                except re.error as error:
                    raise ValueError(f"{path}:{number}：规则“{rule}”不是正则表达式（{error}）") from None
            found.append(question)
    return found


def evaluate(questions: Sequence[Question], library: Library, index: Index, language: Language) -> Evaluation:
    """Ask every question and see what comes first. A result is right when every rule that is not empty matches its text."""
    texts = [texts_of(library, matter) for matter in index.matters]
    outcomes = []
    unanswerable = []
    for question in questions:
        right = {number for number, text in enumerate(texts) if is_right(question, text)}
        if not right:
            unanswerable.append(question.qid)
            continue
        hits = [hit.number for hit in answer(question.text, language, index).hits[:DEEP]]
        first = next((place for place, number in enumerate(hits, 1) if number in right), 0)
        found = sum(number in right for number in hits[:TOP])
        outcomes.append(Outcome(question, found, len(right), first, not hits, tuple(index.matters[number].id for number in hits[:TOP])))
    kinds = list(dict.fromkeys(outcome.question.kind for outcome in outcomes))
    classes = {kind: tuple(outcome for outcome in outcomes if outcome.question.kind == kind) for kind in kinds}
    return Evaluation(tuple(outcomes), tuple(unanswerable), classes)


@dataclass(frozen=True, slots=True)
class Texts:
    domain: str
    topic: str
    whole: str


def texts_of(library: Library, matter: Matter) -> Texts:
    """What the rules look at: the domain's names; title, category and elements; everything, names and numbers of the legal bases included."""
    item = matter.entry.item
    domain = next(domain for catalogue in library.catalogues.values() for domain in catalogue.domains if domain.slug == matter.domain)
    elements = dict.fromkeys(element.text for _, entry in matter.variants for element in entry.item.content)
    topic = " ".join((item.title, item.category, item.subcategory, *elements))
    slugs = dict.fromkeys(c.law for _, entry in matter.variants for c in (*entry.item.basis, *entry.item.basis_as_issued))
    laws = [name for slug in slugs for name in law_names(library.vocabulary.laws[slug])]
    return Texts(" ".join((domain.name, *domain.aliases)), topic, " ".join((topic, item.summary, *item.aliases, item.note, *laws)))


def is_right(question: Question, text: Texts) -> bool:
    """True when every rule of the question that is not empty matches."""
    return (
        bool(re.search(question.domain, text.domain))
        and bool(re.search(question.topic, text.topic))
        and bool(re.search(question.aspect, text.topic))
        and question.contains in text.whole
    )


def report(found: Evaluation) -> str:
    """The figures for people."""
    figures = found.as_json()
    rows = [
        f"问题 {figures['n']} 条（另有 {len(found.unanswerable)} 条在本目录没有答案，不计入）",
        f"hit@5 {figures['hit@5']:.3f}   r@5 {figures['r@5']:.3f}   MRR@10 {figures['mrr@10']:.3f}   零结果 {figures['zero']:.3f}",
        *(f"  {kind:<10} {len(outcomes):>3} 条   hit@5 {_mean(outcomes, lambda o: o.hit):.3f}" for kind, outcomes in found.classes.items()),
    ]
    rows += [f"没有命中：{o.question.qid} {o.question.text} → {'、'.join(o.top) or '没有结果'}" for o in found.outcomes if not o.hit]
    if found.unanswerable:
        rows.append(f"没有答案：{'、'.join(found.unanswerable)}")
    return "\n".join(rows)
