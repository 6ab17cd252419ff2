"""Findings as SARIF 2.1.0, the exchange format of code checkers (OASIS Standard, 2020)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import orjson

from gongkai import __version__
from gongkai.checking.manual import Topic, as_text, topics
from gongkai.checking.reports.report import Report, fingerprints, sentence
from gongkai.problems import Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASES = {"%SRCROOT%": {"description": {"text": "目录仓库的最上层"}}, "STANDARD": {"description": {"text": "随程序安装的标准目录"}}}


def render(report: Report) -> str:
    """One run; ``rules`` describes every code that was found, addresses are relative to the repository's top."""
    codes = sorted({problem.code for problem in report.problems})
    index = {code: i for i, code in enumerate(codes)}
    marks = fingerprints(report.problems)
    run = {
        "tool": {"driver": {"name": "gongkai", "version": __version__, "semanticVersion": __version__, "language": "zh-CN", "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": _BASES,
        "results": [_result(problem, index[problem.code], mark) for problem, mark in zip(report.problems, marks, strict=True)],
    }
    return orjson.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, option=orjson.OPT_INDENT_2).decode() + "\n"


def _rule(code: str) -> dict[str, Any]:
    topic = topics().get(code) or Topic(code, code, "error", "")
    found: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": topic.title},
        "help": {"text": as_text(topic)},
        "defaultConfiguration": {"level": topic.level},
        "properties": {"tags": [topic.rule.slug] if topic.rule else [], "basis": topic.basis},
    }
    if topic.rule:
        found["name"] = "".join(part.capitalize() for part in topic.rule.slug.split("-"))  # SARIF asks for PascalCase
    return found


def _result(problem: Problem, index: int, mark: str) -> dict[str, Any]:
    at = problem.position
    artifact = {"uri": quote(at.file), "uriBaseId": "STANDARD" if at.root else "%SRCROOT%"}
    region = {"startLine": at.line, "startColumn": at.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.level,
        "message": {"text": sentence(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"gongkai/v1": mark},
    }
