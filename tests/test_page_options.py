"""What the front matter of a page says."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_grimoire.builds.page_options import PROSE_RULES, Decider, PageOptions, page_options
from mkdocs_grimoire.findings.diagnostics import Rule
from mkdocs_grimoire.findings.silence import ALL_RULES
from mkdocs_grimoire.linking.linker import Autolink


def options(said: Any, *, is_excluded: bool = False) -> PageOptions:
    """Return the options of a page of a site that links the first use on each page."""
    return page_options(said, Autolink.PAGE, is_excluded=is_excluded)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (None, PageOptions(Autolink.PAGE)),
        (True, PageOptions(Autolink.PAGE)),
        (False, PageOptions(Autolink.OFF, PROSE_RULES)),
        ({}, PageOptions(Autolink.PAGE)),
        ({"autolink": "all"}, PageOptions(Autolink.ALL)),
        ({"autolink": False}, PageOptions(Autolink.OFF)),
        ({"ignore": "avoid"}, PageOptions(Autolink.PAGE, frozenset({Rule.AVOID}))),
        ({"ignore": ["avoid", "expansion", "acronym"]}, PageOptions(Autolink.PAGE, PROSE_RULES)),
        ({"ignore": True}, PageOptions(Autolink.PAGE, ALL_RULES)),
        ({"ignore": None}, PageOptions(Autolink.PAGE)),
    ],
)
def test_front_matter_overrules_the_site(said: Any, expected: PageOptions) -> None:
    assert options(said) == expected


def test_an_excluded_page_is_neither_linked_nor_checked_for_its_prose() -> None:
    assert options(None, is_excluded=True) == PageOptions(Autolink.OFF, PROSE_RULES)
    assert options({"autolink": "all"}, is_excluded=True).autolink is Autolink.ALL


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("all", "expected true, false or autolink: page, section, all, off; got 'all'"),
        ({"autolink": 3}, "expected true, false or autolink: page, section, all, off; got '3'"),
        ({"auto": 3}, "unknown option 'auto', expected 'autolink' or 'ignore'"),
        ({"ignore": ["avoid", "x"]}, "ignore: no rule is named 'x'"),
        ({"ignore": {"avoid": True}}, "ignore: no rule is named a mapping"),
        ({"autolink": ["all"]}, "expected true, false or autolink: page, section, all, off; got"),
    ],
)
def test_what_is_not_understood_is_a_problem_and_the_rest_holds(said: Any, problem: str) -> None:
    made = options(said)
    assert made.autolink is Autolink.PAGE
    assert [found.startswith(problem) for found in made.problems] == [True]


def test_who_decides_what_is_linked_is_known() -> None:
    said = (None, True, {"ignore": "avoid"}, {"autolink": "all"}, {"autolink": False}, False)
    assert [options(each).decider for each in said] == [Decider.SITE] * 3 + [Decider.PAGE] * 3
    assert options(None, is_excluded=True).decider is Decider.EXCLUDE
