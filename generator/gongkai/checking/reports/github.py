"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from gongkai.checking.reports.report import Report, sentence
from gongkai.problems import Problem


def render(report: Report) -> str:
    """``::error file=…,line=…,col=…,title=CODE::message``, one line each; a finding in the packaged standard has no file here."""
    return "".join(f"{_command(problem)}\n" for problem in report.problems)


def _command(problem: Problem) -> str:
    at = problem.position
    title = f"title={_property(problem.code)}"
    if at.root:
        return f"::{problem.level} {title}::{_data(f'（标准目录）{at}: {sentence(problem)}')}"
    return f"::{problem.level} file={_property(at.file)},line={at.line},col={at.column},{title}::{_data(sentence(problem))}"


def _data(text: str) -> str:
    """As GitHub's own toolkit escapes a message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
