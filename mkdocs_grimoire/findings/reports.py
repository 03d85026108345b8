"""Findings as text, one function for each format."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Level
from mkdocs_grimoire.findings.sarif import as_sarif

Finding = tuple[Level, Diagnostic]

COMMANDS = {Level.ERROR: "error", Level.WARN: "warning", Level.INFO: "notice"}
"""What GitHub calls the levels."""


def plain(text: str, _: Level) -> str:
    """Return a text without colours."""
    return text


def as_text(findings: Sequence[Finding], paint: Callable[[str, Level], str] = plain) -> str:
    """Return a line for each finding, as compilers write it: place, level, sentence, rule.

    Args:
        findings: The findings.
        paint: Returns a text in the colour of a level.
    """
    return "".join(
        f"{finding.place.exact}: {paint(level, level)}: {finding.message}"
        f" [{finding.problem.rule.key}]\n"
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


def as_github(findings: Sequence[Finding]) -> str:
    """Return a workflow command for each finding, which GitHub shows at its line."""
    return "".join(_command(level, finding) for level, finding in findings)


def _command(level: Level, finding: Diagnostic) -> str:
    place, rule = finding.place, finding.problem.rule
    line = f",line={place.line}" if place.line else ""
    column = f",col={place.column}" if place.column else ""
    title = _property(f"grimoire: {rule.key}")
    where = f"file={_property(place.path)}{line}{column},title={title}"
    return f"::{COMMANDS[level]} {where}::{_data(finding.message)}\n"


def _data(text: str) -> str:
    """Return a text as what a workflow command says."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text as a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def renamed(findings: Sequence[Finding], name_of: Callable[[str], str]) -> list[Finding]:
    """Return findings whose paths are those of files, for tools that know no docs path."""
    return [
        (level, replace(finding, place=finding.place._replace(path=name_of(finding.place.path))))
        for level, finding in findings
    ]


def without_edits(findings: Sequence[Finding], unsafe: Container[Diagnostic]) -> list[Finding]:
    """Return findings, those whose edits are not safe without them."""
    return [
        (level, replace(finding, edit=None) if finding in unsafe else finding)
        for level, finding in findings
    ]


REPORTS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""The formats by their names."""

FILE_REPORTS = frozenset({"github", "sarif"})
"""Those that name files as their host finds them, and not by their docs paths."""
