"""Tests the parts of the glossary page beside its entries."""

from __future__ import annotations

import json
import re

import pytest

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.pages.interface import ENGLISH
from mkdocs_grimoire.pages.page_parts import (
    fill_tools,
    json_ld,
    letter_of,
    letters,
    switch_button,
    tools,
    wrap_entries,
)
from mkdocs_grimoire.sources.entry import Entry


def entry(term: str, anchor: str = "", aliases: tuple[str, ...] = ()) -> Entry:
    """Return an entry of which only the labels matter."""
    return Entry(term, anchor or term.lower(), Place("g.md", 1), term, aliases=aliases)


@pytest.mark.parametrize(
    ("term", "letter"),
    [
        ("alpha", "A"),
        ("Élan", "E"),
        ("ångström", "A"),
        ("ßharp", "S"),
        ("3D", "0–9"),
        (".NET", "#"),
        ("用語", "用"),
        ("яблоко", "Я"),
        ("Æther", "Æ"),
    ],
)
def test_an_entry_stands_under_its_letter_without_accent(term: str, letter: str) -> None:
    assert letter_of(entry(term)) == letter


def test_only_letters_that_exist_are_listed_and_lead_to_their_first_entry() -> None:
    entries = [entry(".NET", "net"), entry("3D"), entry("alpha"), entry("Apex"), entry("gamma")]
    assert letters(entries) == {"#": "net", "0–9": "3d", "A": "alpha", "G": "gamma"}


def test_the_filter_is_hidden_until_the_script_shows_it() -> None:
    html = tools([entry("a"), entry("b")], ENGLISH, has_letters=True, has_cards=True)
    assert '<p class="grimoire-filter" data-search-exclude hidden>' in html
    assert "grimoire-letters" in html
    assert switch_button(ENGLISH) in html


def test_a_page_that_is_not_sorted_has_no_letters_and_one_without_cards_no_switch() -> None:
    html = tools([entry("a"), entry("b")], ENGLISH, has_letters=False, has_cards=False)
    assert "grimoire-letters" not in html
    assert "grimoire-switch" not in html


def test_one_letter_is_no_index() -> None:
    html = tools([entry("a"), entry("ab")], ENGLISH, has_letters=True, has_cards=False)
    assert "grimoire-letters" not in html


def test_tools_go_where_their_slot_is_and_entries_get_their_tags() -> None:
    html = 'x<div class="grimoire-tools"></div>\n<!--grimoire-entry-->\ny<!--/grimoire-entry-->'
    assert wrap_entries(fill_tools(html, "T\\1")) == ('xT\\1<div class="grimoire-entry">\ny</div>')


def test_the_data_name_each_entry_and_cannot_end_their_script() -> None:
    hostile = entry("</script><!--", "x", aliases=("</b>",))
    html = json_ld([hostile], "T", "https://example.org/g/", lambda _: "")
    body = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>\n")
    assert "<" not in body
    assert json.loads(body) == {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": "https://example.org/g/",
        "name": "T",
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": "https://example.org/g/#x",
                "name": "</script><!--",
                "alternateName": ["</b>"],
            }
        ],
    }


def test_letters_and_words_are_escaped() -> None:
    html = tools([entry("<", "<"), entry("b")], ENGLISH, has_letters=True, has_cards=False)
    assert '<a href="#&lt;">#</a>' in html
    assert not re.search(r"<(?!/?(?:p|nav|label|input|output|a)\b)", html)
