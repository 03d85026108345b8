"""`grimoire stats`: a glossary in numbers."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import Result
from conftest import write_site
from helpers import entry, runner

from mkdocs_grimoire.command.cli import main
from mkdocs_grimoire.command.stats import chains
from mkdocs_grimoire.sources.entry import Entry

GLOSSARY = """# Glossary

## Perplexity { aliases="PPL" }

From entropy.

## Entropy

From surprise.

## Surprise

A number.

## Softmax

## Unused

Nobody.
"""


def stats(root: Path, *arguments: str, glossary: str = GLOSSARY) -> Result:
    """Return what is printed of a small site."""
    pages = {
        "a.md": "A softmax, and [a word](term:perplexity).\n",
        "b.md": "A softmax, a softmax.\n",
        "c.md": "Nothing.\n",
        "glossary.md": glossary,
    }
    config = write_site(root, pages, {})
    return runner().invoke(main, ["stats", "-f", str(config), *arguments])


def test_the_numbers_are_printed_as_lines(tmp_path: Path) -> None:
    result = stats(tmp_path)
    assert result.exit_code == 0
    assert result.output == (
        "5 entries, 6 labels\n"
        "2 of 3 pages use them\n"
        "3 uses: 2 occurrences, 1 references\n"
        "2 of 5 entries are used on pages (40 %)\n"
        "1 used by nothing: Unused\n"
        "1 without a definition: Softmax\n"
        "used most:\n"
        "    2 on 2 pages: Softmax\n"
        "    1 on 1 page: Perplexity\n"
        "to understand the first, read so many others:\n"
        "    2: Perplexity → Entropy → Surprise\n"
    )


def test_the_numbers_are_an_object_in_json(tmp_path: Path) -> None:
    assert json.loads(stats(tmp_path, "--format", "json").output) == {
        "entries": 5,
        "labels": 6,
        "pages": 3,
        "pages_with_uses": 2,
        "occurrences": 2,
        "references": 1,
        "used": 2,
        "coverage": 40,
        "orphans": ["Unused"],
        "undefined": ["Softmax"],
        "long": [],
        "most_used": [
            {"term": "Softmax", "uses": 2, "pages": 2},
            {"term": "Perplexity", "uses": 1, "pages": 1},
        ],
        "chains": [["Perplexity", "Entropy", "Surprise"]],
    }


def test_a_card_that_is_long_is_named_unless_its_entry_has_a_short_form(tmp_path: Path) -> None:
    text = "## One\n\n" + "Word " * 61 + '.\n\n## Two { short="brief" }\n\n' + "Word " * 61
    found = json.loads(stats(tmp_path, "--format", "json", glossary=text).output)
    assert found["long"] == ["One"]


def test_an_empty_glossary_has_numbers_as_well(tmp_path: Path) -> None:
    result = stats(tmp_path, glossary="# Glossary\n")
    assert result.output.startswith("0 entries, 0 labels\n0 of 3 pages use them\n")


A, B, C, D = (entry(name) for name in "ABCD")


@pytest.mark.parametrize(
    ("definitions", "expected"),
    [
        ({}, []),
        ({A: {B}, B: {C}}, [("A", "B", "C")]),
        ({A: {B, C}, B: {C}, C: {D}}, [("A", "B", "C", "D")]),
        ({A: {D}, B: {C}, C: {D}}, [("B", "C", "D"), ("A", "D")]),
        ({A: {B}, B: {A}}, [("A", "B")]),
        ({A: {B}, B: {A, C}, C: {D}}, [("A", "B", "C", "D")]),
        ({A: {A}}, []),
    ],
)
def test_the_longest_chains_of_definitions_are_found(
    definitions: dict[Entry, set[Entry]], expected: list[tuple[str, ...]]
) -> None:
    assert chains(definitions) == expected


def test_a_long_chain_is_no_trouble() -> None:
    entries = [entry(f"e{number}") for number in range(3000)]
    ((*found,),) = chains({one: {two} for one, two in pairwise(entries)})
    assert len(found) == 3000
