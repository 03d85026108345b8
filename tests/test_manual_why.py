"""Holds the answers that the manual quotes to what `grimoire why` says of the example site."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import EXAMPLE
from helpers import runner
from manual import DOCS

from mkdocs_grimoire.builds.build import Reading
from mkdocs_grimoire.command.cli import main
from mkdocs_grimoire.command.site import read_site
from mkdocs_grimoire.command.why import Why

ROW = re.compile(r"^\| `(?P<answer>[^`]+\.md:[^`]+)` \| (?P<rule>[^|]+) \|$", re.MULTILINE)
PLACE = re.compile(r"(?P<path>[\w/-]+\.md)(?P<line>:\d+)?(?::\d+)?: '(?P<word>[^']+)'")

KINDS = (
    *("linked, the first use", "linked, a reference", "used already", "in a heading", "in code"),
    *("in a link", "in a formula", "a part of", "the case differs", "its own definition"),
    "is no label",
)


def answers() -> list[str]:
    """Return the answers in the table."""
    page = (DOCS / "manual" / "command.md").read_text("utf-8")
    return [row["answer"] for row in ROW.finditer(page)]


def test_the_manual_has_an_answer_of_each_kind() -> None:
    assert [kind for kind in KINDS if not any(kind in each for each in answers())] == []


@pytest.mark.parametrize("answer", answers())
def test_the_manual_quotes_what_the_command_says(answer: str) -> None:
    asked = PLACE.match(answer)
    assert asked is not None
    page = f"{asked['path']}{asked['line'] or ''}"
    arguments = ["why", "-f", str(EXAMPLE / "mkdocs.yml"), page, asked["word"]]
    result = runner().invoke(main, arguments)
    assert (result.exit_code, answer in result.output.splitlines()) == (0, True)


def test_what_is_said_to_be_linked_is_what_is_linked() -> None:
    readings: list[Reading] = []
    site = read_site(
        str(EXAMPLE / "mkdocs.yml"),
        prepare=lambda plugin: plugin.current_build.readers.append(readings.append),
    )
    why = Why(site.build)
    for reading in readings:
        said = [each for each in why.explain([reading]) if each.is_linked]
        uses, page = site.build.uses, reading.page.path
        assert {each.entry for each in said} == set(uses.entries_on(page))
        if page != site.build.options.page:
            assert Counter((each.surface, each.entry) for each in said) == Counter(
                (use.surface, use.entry) for use in uses.on(page)
            )
