"""Tests what an entry on the page has beside its definition."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

from mkdocs_grimoire.entry import Entry, Place
from mkdocs_grimoire.entry_parts import (
    UseLine,
    backlinks_slot,
    fill_backlinks,
    known_as_line,
    see_line,
    tags_line,
)
from mkdocs_grimoire.glossary import Glossary
from mkdocs_grimoire.interface import ENGLISH, LANGUAGES

PLACE = Place("g.md", 1)
LORA = Entry(
    "LoRA",
    "lora",
    PLACE,
    "LoRA",
    aliases=("adapters",),
    found=("Low-Rank Adaptation",),
    see=("peft", "nothing"),
    tags=("a", "b & c"),
)
PEFT = Entry("PEFT", "peft", PLACE, "PEFT")


def test_the_long_form_of_an_acronym_goes_first() -> None:
    line = tostring(known_as_line(LORA, ENGLISH), "unicode")
    assert line == ('<p class="grimoire-aliases">Also known as: Low-Rank Adaptation, adapters</p>')


def test_tags_are_listed_in_the_language_of_the_site() -> None:
    line = tostring(tags_line(LORA, LANGUAGES["de"]), "unicode")
    assert line == '<p class="grimoire-tags">Schlagwörter: a, b &amp; c</p>'


def test_related_entries_are_linked_and_unknown_ones_reported() -> None:
    line = see_line(LORA, Glossary([LORA, PEFT]), ENGLISH)
    assert tostring(line.element, "unicode") == (
        '<p class="grimoire-see">See also: '
        '<a class="grimoire-term" data-grimoire="peft" href="#peft">PEFT</a>, '
        '<span class="grimoire-undefined">nothing</span></p>'
    )
    assert list(line.links.values()) == [PEFT]
    assert [str(finding) for finding in line.findings] == [
        "g.md:1: 'see' names a term not in glossary: 'nothing' [undefined]"
    ]


def filled(count: int) -> str:
    """Return a slot filled with so many places."""
    slot = tostring(backlinks_slot(LORA), "unicode", short_empty_elements=False) + "\n"
    lines = [UseLine(f"../p/#use-{number}", "A & B", "<i>") for number in range(count)]
    return fill_backlinks(slot, lambda anchor: lines if anchor == "lora" else [], ENGLISH)


def test_places_are_listed_and_escaped() -> None:
    assert filled(1) == (
        '<div class="grimoire-uses" data-search-exclude><p>Used in</p><ul>'
        '<li><a href="../p/#use-0">A &amp; B › &lt;i&gt;</a></li></ul></div>\n'
    )


def test_more_than_five_places_are_folded_and_counted() -> None:
    assert "<details>" not in filled(5)
    assert "<details><summary>Used in (6)</summary><ul>" in filled(6)


def test_an_entry_without_uses_has_no_empty_box() -> None:
    assert filled(0) == ""
