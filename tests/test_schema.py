"""The JSON Schema that editors use says what the reader of records does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import read
from jsonschema import Draft202012Validator

import mkdocs_grimoire
from mkdocs_grimoire.sources.fields import CANONICAL
from mkdocs_grimoire.sources.records import LIST_KEYS

FILE = Path(mkdocs_grimoire.__file__).parent / "glossary.schema.json"
SCHEMA: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

FULL = {
    "term": "Beam",
    "definition": "A ray of light.",
    "id": "ray",
    "aliases": ["ray", "shaft"],
    "hidden": "beem, beeam",
    "short": "Light.",
    "see": ["Lamp"],
    "tags": ["optics", "", None],
    "case": "exact",
    "autolink": "off",
    "url": "https://example.org/beam",
    "avoid": ["light ray"],
    "never": ["beam*"],
    "scope": "**",
}
LAMP = {"title": "Lamp", "description": "Makes light."}

GOOD: list[Any] = [
    [FULL, LAMP],
    {"Beam": "A ray.", "Lamp": {"definition": "Makes light.", "aka": ["light"]}},
    {"$schema": "glossary.schema.json", "terms": [FULL, LAMP], "scope": ["guide/**"]},
    {"entries": {"Beam": "A ray."}},
    [{"term": "X", "definition": "x", "owner": {"anything": 3}}],
    [{"term": "X", "definition": "x", "autolink": False, "case": None, "short_description": ""}],
]

BAD: list[Any] = [
    "text",
    ["Beam"],
    [{"definition": "no term"}],
    [{**FULL, "term": 3}],
    *([{**FULL, name: 3}] for name in FULL if name != "term"),
    [{**FULL, "aliases": ["ray", 3]}],
    [{**FULL, "case": "loud"}],
    [{**FULL, "autolink": "perhaps"}],
    {"Beam": 3},
]


def findings(value: Any) -> list[str]:
    """Return what the reader finds wrong with a value."""
    return [str(finding) for finding in read(json.dumps(value), "terms.json").findings]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_has_every_field_by_each_of_its_names() -> None:
    assert set(SCHEMA["$defs"]["entry"]["properties"]) == set(CANONICAL)
    assert set(LIST_KEYS) < set(SCHEMA["$defs"]["file"]["properties"])


@pytest.mark.parametrize("value", GOOD, ids=json.dumps)
def test_what_the_schema_accepts_is_read_without_a_finding(value: Any) -> None:
    assert VALIDATOR.is_valid(value)
    docs_finding = "expected an address or a page"
    assert [found for found in findings(value) if docs_finding not in found] == []


@pytest.mark.parametrize("value", BAD, ids=json.dumps)
def test_what_the_schema_refuses_is_reported(value: Any) -> None:
    assert not VALIDATOR.is_valid(value)
    assert findings(value) != []
