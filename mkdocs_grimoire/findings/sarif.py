"""Findings as SARIF 2.1.0, the format in which checkers tell code hosts what they found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs_grimoire import __version__
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Edit, Level, Rule
from mkdocs_grimoire.findings.place import Place

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Level.ERROR: "error", Level.WARN: "warning", Level.INFO: "note", Level.IGNORE: "none"}
RULES = {rule: number for number, rule in enumerate(Rule)}


def as_sarif(findings: Sequence[tuple[Level, Diagnostic]]) -> str:
    """Return a log of one run; the paths of findings are those of files."""
    driver = {"name": "grimoire", "version": __version__, "rules": [_rule(rule) for rule in Rule]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(level, finding) for level, finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.key,
        "shortDescription": {"text": rule.meaning},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
    }


def _result(level: Level, finding: Diagnostic) -> dict[str, Any]:
    rule, place = finding.problem.rule, finding.place
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.line:
        location["region"] = _region(place, finding.edit)
    result = {
        "ruleId": rule.key,
        "ruleIndex": RULES[rule],
        "level": LEVELS[level],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
    }
    return {**result, "fixes": [_fix(finding, finding.edit)]} if _has_fix(finding) else result


def _has_fix(finding: Diagnostic) -> bool:
    """Return whether an edit can be told by its first and last column."""
    return finding.edit is not None and bool(finding.place.column) and "\n" not in finding.edit.old


def _region(place: Place, edit: Edit | None) -> dict[str, int]:
    region = {"startLine": place.line}
    if place.column:
        region["startColumn"] = place.column
    if place.column and edit is not None and "\n" not in edit.old:
        region["endColumn"] = place.column + len(edit.old)
    return region


def _fix(finding: Diagnostic, edit: Edit | None) -> dict[str, Any]:
    region, new = _region(finding.place, edit), edit.new if edit else ""
    change = {
        "artifactLocation": {"uri": _uri(finding.place.path)},
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": new}}],
    }
    return {"description": {"text": f"Write '{new}'"}, "artifactChanges": [change]}


def _uri(path: str) -> str:
    file = Path(path)
    return file.as_uri() if file.is_absolute() else quote(path)
