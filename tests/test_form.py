"""What the forms of a source have in common: how a text is shown as it stands, and groups."""

from __future__ import annotations

import pytest
from helpers import entry, plain, slug
from markdown import Markdown

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.form import Form, Tools, as_markdown
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.source import Anchors, Source


def form(text: str, path: str = "a.md", first_line: int = 1) -> Form:
    """Return the form of a source that is being read."""
    docs = Docs(frozenset({"guide/a.md"}), "/site/docs")
    source = Source(path, text, first_line, base=path, is_page=False)
    return Form(source, Tools(plain, Anchors(slug), docs, read_yaml))


@pytest.mark.parametrize(
    "text",
    [
        "R&D",
        "<b>",
        "a_b_c",
        "*x*",
        "[a](b)",
        "![a](b)",
        "`x`",
        "$x$",
        "\\*",
        "C#",
        "<term:x>",
        "A B",
    ],
)
def test_a_text_is_shown_as_it_stands(text: str) -> None:
    shown = Markdown().convert(as_markdown(text)).replace("&#36;", "$")
    expected = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown == f"<p>{expected}</p>"


def test_a_text_is_shown_on_one_line() -> None:
    assert as_markdown(" a\n  b ") == "a b"


def test_places_are_those_of_the_file() -> None:
    assert form("", first_line=4).place(2) == Place("a.md", 6)


def groups(text: str, *pieces: tuple[int, int, list[Entry]]) -> list[tuple[str, int]]:
    """Return the lead of each group and how many entries it has."""
    return [(group.lead, len(group.entries)) for group in form(text).groups(pieces)]


ONE, TWO = entry("one"), entry("two")


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        ("a\nb", [], [("a\nb", 0)]),
        ("a\nX\nb", [(1, 2, [ONE])], [("a", 1), ("b", 0)]),
        ("X\nY", [(0, 1, [ONE]), (1, 2, [TWO])], [("", 2)]),
        ("X\n\nY", [(0, 1, [ONE]), (2, 3, [TWO])], [("", 2)]),
        ("X\na\nY", [(0, 1, [ONE]), (2, 3, [TWO])], [("", 1), ("a", 1)]),
        ("a\nX\nb\nY", [(1, 2, []), (3, 4, [TWO])], [("ab", 1)]),
    ],
)
def test_what_stands_between_entries_begins_a_group(
    text: str, pieces: list[tuple[int, int, list[Entry]]], expected: list[tuple[str, int]]
) -> None:
    assert groups(text, *pieces) == expected


@pytest.mark.parametrize(
    ("text", "level"),
    [("x", 2), ("# A", 2), ("# A\n\n## B", 3), ("### C", 2), ("```\n## B\n```", 2)],
)
def test_entries_stand_below_the_headings_that_group_them(text: str, level: int) -> None:
    assert form(text).list_level() == level


def test_a_complete_entry_knows_its_file_and_what_its_text_says() -> None:
    made = form("", "t/a.md")
    made.scope = ("guide/*",)
    fields = made.complete(Place("t/a.md"), "LoRA", "Low Rank Adaptation (LoRA).", {})
    assert (fields["base"], fields["scope"]) == ("t/a.md", ("guide/*",))
    assert fields["found"] == ("Low Rank Adaptation",)
    assert made.findings == []


def test_an_entry_without_a_definition_is_reported() -> None:
    made = form("")
    made.complete(Place("a.md", 3), "LoRA", "", {})
    assert [str(finding) for finding in made.findings] == [
        "a.md:3: 'LoRA' has no definition [empty]"
    ]


def test_links_lead_to_an_entry_unless_its_source_is_a_page() -> None:
    made = form("", "t/a.md")
    targets = made.targets(["", "x"], ["y"])
    assert targets == {"targets": ("t/a.md", "t/a.md#x"), "parts": ("y",)}
    assert made.leads_to("../guide/a.md#x") == "guide/a.md#x"
    assert made.leads_to("gone.md") is None
