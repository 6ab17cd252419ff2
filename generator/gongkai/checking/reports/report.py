"""What every format is made from: the findings of one run, counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from gongkai.problems import Level, Problem

LEVEL_WORDS: Mapping[Level, str] = {"error": "错误", "warning": "提醒"}
"""What a level is called on screen; catalog.yaml uses the same words."""

_LINE_NUMBER = re.compile(r"第 ?\d+ ?行")


@dataclass(frozen=True, slots=True)
class Report:
    """``problems`` in the order of files and lines; ``titles``: code → its one line; ``waiting``: items nobody has compared with their source."""

    problems: Sequence[Problem]
    titles: Mapping[str, str]
    waiting: int = 0

    @property
    def errors(self) -> int:
        return sum(problem.level == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.errors

    @property
    def by_code(self) -> list[tuple[str, str, Level, int]]:
        """(code, title, level, count): what has errors first, then the most frequent."""
        counts = Counter(problem.code for problem in self.problems)
        wrong = {problem.code for problem in self.problems if problem.level == "error"}
        order = sorted(counts, key=lambda code: (code not in wrong, -counts[code], code))
        return [(code, self.titles.get(code, ""), "error" if code in wrong else "warning", counts[code]) for code in order]


def sentence(problem: Problem) -> str:
    """Message and remedy on one line."""
    return f"{problem.message} 改法：{problem.hint}" if problem.hint else problem.message


def below(report: Report, folder: str) -> Report:
    """The report with every own file named from the repository's top, where the project stands in ``folder`` ("" or ``a/b/``)."""
    if not folder:
        return report
    moved = [
        problem if problem.position.root else replace(problem, position=replace(problem.position, file=folder + problem.position.file))
        for problem in report.problems
    ]
    return replace(report, problems=moved)


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """One per finding, different within a report, the same in the next one though lines above have come or gone.

    Made of code, file and message; of equal findings in one file the first, second … are told apart by their number.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for problem in problems:
        key = (problem.code, problem.position.root, problem.position.file, _LINE_NUMBER.sub("第行", problem.message))
        found.append(blake2b("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())
        seen[key] += 1
    return found
