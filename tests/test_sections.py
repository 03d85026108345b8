"""Entries on ordinary pages: which headings are some, what they say, how they are found again."""

from __future__ import annotations

import pytest
from helpers import plain, slug

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.pages.sections import SectionForm, TermSection, has_sections, mark_sections
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.source import Anchors, Source


def read(text: str, first_line: int = 1, anchors: Anchors | None = None) -> SectionForm:
    """Return the form of a page."""
    source = Source("guide/a.md", text, first_line, base="guide/a.md", is_page=False, is_built=True)
    return SectionForm(source, Tools(plain, anchors or Anchors(slug), Docs(), read_yaml))


def sections(text: str) -> list[TermSection]:
    """Return the entries of a page on which nothing is wrong."""
    form = read(text)
    found = form.read()
    assert form.findings == []
    return found


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("# A { .term }\n\nx", ["A"]),
        ("## A { .term }\n\nx\n\n### B { .x .term }\n\ny", ["A", "B"]),
        ("###### A {: .term}\n\nx", ["A"]),
        ("A { .term }\n---\n\nx", ["A"]),
        ('## A { class="term" }\n\nx', []),
        ("## A { .terms }\n\nx", []),
        ("## A\n\nx { .term }", []),
        ("```\n## A { .term }\n```", []),
        ("<!--\n## A { .term }\n-->", []),
        ("> ## A { .term }", []),
        ("", []),
    ],
)
def test_a_heading_with_the_class_is_an_entry(text: str, terms: list[str]) -> None:
    assert [section.entry.term for section in sections(text)] == terms


def test_a_page_that_never_names_the_class_is_not_read() -> None:
    assert not has_sections(b"## A { #term }")
    assert has_sections(b"## A { .term }")


def test_the_definition_is_the_first_paragraph_and_uses_lead_to_the_section() -> None:
    text = "# Page\n\n## A { .term }\n\n- a list\n\nFirst *paragraph*\nof two lines.\n\nMore."
    form = read(text, first_line=5)
    (section,) = form.read()
    entry = section.entry
    assert entry.definition == "First *paragraph*\nof two lines."
    assert (entry.place, entry.definition_line) == (Place("guide/a.md", 7), 11)
    assert (entry.url, entry.anchor, entry.unit) == ("guide/a.md#a", "a", "guide/a.md:7")
    assert (section.fragment, section.heading) == ("a", "A")


def test_a_short_form_goes_before_the_first_paragraph() -> None:
    (section,) = sections('## A { .term short="A *way*." }\n\nFirst.')
    assert (section.entry.short, section.entry.definition) == ("A *way*.", "")


def test_labels_that_the_paragraph_uses_are_carried_along() -> None:
    (section,) = sections("## A { .term }\n\nSee [b][c].[^1]\n\n[c]: x.md\n[d]: y.md\n\n[^1]: N.")
    assert section.entry.definition == "See [b][c].[^1]\n\n[c]: x.md\n[^1]: N."


def test_fields_are_the_entry_s_and_the_rest_is_the_heading_s() -> None:
    (section,) = sections('## A { .term .wide #own lang=en aliases="b, c" tags=t }\n\nx')
    assert (section.entry.aliases, section.entry.tags) == (("b", "c"), ("t",))
    assert section.fragment == "own"
    assert section.attributes == (("lang", "en"), ("class", "term wide"))
    assert section.entry.attributes == ()


def test_fragments_are_those_of_the_page_and_apart_from_the_glossary_s() -> None:
    anchors = Anchors(slug)
    anchors.derive("A")
    form = read("# A\n\n## A { .term }\n\nx\n\n## B { #a }\n\ny", anchors=anchors)
    (section,) = form.read()
    assert (section.fragment, section.entry.url) == ("a_2", "guide/a.md#a_2")
    assert section.entry.anchor == "a_1"


@pytest.mark.parametrize("text", ["## A { .term }", "## A { .term }\n\n## B\n\nx"])
def test_a_section_without_text_is_reported(text: str) -> None:
    form = read(text)
    assert [section.entry.term for section in form.read()] == ["A"]
    assert [str(finding) for finding in form.findings] == [
        "guide/a.md:1: 'A' has no definition [empty]"
    ]


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (".term case=up", "case: expected smart, ignore or exact, got 'up'"),
        (".term alias=x", "unknown attribute 'alias'. Did you mean 'aliases'?"),
    ],
)
def test_a_broken_attribute_is_reported_with_its_line(attributes: str, message: str) -> None:
    form = read(f"# P\n\n## A {{ {attributes} }}\n\nx", first_line=4)
    assert len(form.read()) == 1
    assert [str(finding) for finding in form.findings] == [f"guide/a.md:6: {message} [invalid]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# P\n\n## A { .term #x }\n\nx\n", "# P\n\n## A <!-- grimoire: 0 -->\n\nx\n"),
        ("A { .term }\n---\n\nx", "## A <!-- grimoire: 0 -->\n\n\nx"),
        (
            "## A { .term }\n\nx\n\n## B { .term }\n\ny\n\n## C { .x }",
            "## A <!-- grimoire: 0 -->\n\nx\n\n## B <!-- grimoire: 1 -->\n\ny\n\n## C { .x }",
        ),
        (
            "## A { .term }\n\nx\n\n```\n## A { .term }\n```",
            "## A <!-- grimoire: 0 -->\n\nx\n\n```\n## A { .term }\n```",
        ),
    ],
)
def test_the_headings_of_entries_are_marked_and_all_else_stays(text: str, expected: str) -> None:
    assert mark_sections(text, sections(text)) == expected


def test_a_heading_that_is_no_entry_any_more_costs_no_other() -> None:
    found = sections("## A { .term }\n\nx\n\n## B { .term }\n\ny")
    marked = mark_sections("## Z { .term }\n\n## B { .term }\n\ny", found)
    assert marked == "## Z { .term }\n\n## B <!-- grimoire: 1 -->\n\ny"
