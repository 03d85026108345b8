"""Definitions that lead back to themselves."""

from __future__ import annotations

import pytest
from helpers import entry, matcher

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.circles import circular, self_defining
from mkdocs_grimoire.sources.entry import Entry

ENTRIES = {
    name: entry(name, place=Place("glossary.md", number)) for number, name in enumerate("ABCDE", 1)
}


def chains(**uses: str) -> list[str]:
    """Return the circles among entries, each of which uses the letters that are given for it."""
    definitions = {
        ENTRIES[name]: {ENTRIES[other] for other in others} for name, others in uses.items()
    }
    return [finding.detail for finding in circular(definitions)]


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ({"A": "B", "B": "A"}, ["A → B → A"]),
        ({"A": "BC", "B": "A"}, ["A → B → A"]),
        ({"A": "BC", "B": "AC"}, []),
        ({"A": "B", "B": "C", "C": "A"}, ["A → B → C → A"]),
        ({"A": "BE", "B": "C", "C": "A"}, ["A → B → C → A"]),
        ({"A": "B", "B": "CD", "C": "A"}, ["B → C → A → B"]),
        ({"A": "B", "B": "C"}, []),
        ({"A": "B", "B": "C", "C": "B"}, ["B → C → B"]),
        ({"A": "B", "B": "A", "C": "D", "D": "C"}, ["A → B → A", "C → D → C"]),
        ({"A": "A"}, []),
        ({}, []),
    ],
)
def test_a_circle_of_definitions_is_found_once(uses: dict[str, str], expected: list[str]) -> None:
    assert chains(**uses) == expected


def beginning(term: str, text: str, **fields: object) -> bool:
    """Return whether the definition of a term is found to start from it."""
    made: Entry = entry(term, **fields)
    return bool(list(self_defining([made], lambda _: text, matcher(made))))


@pytest.mark.parametrize(
    "text",
    [
        "A load balancer that balances load.",
        "Load balancer.",
        "load balancers used in clusters",
        "The load balancer of a cluster",
    ],
)
def test_a_definition_that_narrows_its_own_term_is_found(text: str) -> None:
    assert beginning("Load balancer", text)


@pytest.mark.parametrize(
    "text",
    [
        "A load balancer is a device.",
        "Load balancers spread requests.",
        "Load balancer (LB): a device.",
        "A device that balances load.",
        "Spreads requests, as a load balancer of old.",
        "",
    ],
)
def test_a_sentence_about_the_term_is_none(text: str) -> None:
    assert not beginning("Load balancer", text)


def test_the_long_form_of_an_abbreviation_is_no_circle() -> None:
    html = {"found": ("Hyper Text",), "is_abbreviation": True}
    assert not beginning("HT", "Hyper Text", **html)
