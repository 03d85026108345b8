"""Findings as text, one function for each format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from mkdocs_grimoire.diagnostics import Diagnostic, Level

Finding = tuple[Level, Diagnostic]


def as_text(findings: Sequence[Finding]) -> str:
    """Return a line for each finding, as compilers write it: place, level, sentence, rule."""
    return "".join(
        f"{finding.place.exact}: {level}: {finding.message} [{finding.problem.rule.key}]\n"
        for level, finding in findings
    )


def as_json(findings: Sequence[Finding]) -> str:
    """Return a list of the findings."""
    items = [
        {
            "rule": finding.problem.rule.key,
            "level": str(level),
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "message": finding.sentence,
            "remedy": finding.remedy,
        }
        for level, finding in findings
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


REPORTS: Mapping[str, Callable[[Sequence[Finding]], str]] = {"text": as_text, "json": as_json}
"""The formats by their names."""
