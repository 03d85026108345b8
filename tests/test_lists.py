"""Glossaries written as definition lists: items, their terms and definitions, and their lines."""

from __future__ import annotations

import pytest
from helpers import read
from markdown import Markdown

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.lists import is_definition_list, list_items
from mkdocs_grimoire.sources.source import Parsed


def entries(text: str, **source: object) -> list[Entry]:
    """Return the entries of a source, none of which is wrong."""
    parsed = read(text, **source)  # type: ignore[arg-type] # fields of a source
    assert parsed.findings == ()
    return list(parsed.entries)


def pairs(text: str) -> list[tuple[str, str]]:
    """Return the term and definition of each entry, whatever was found."""
    return [(entry.term, entry.definition) for entry in read(text).entries]


def leads(parsed: Parsed) -> list[tuple[str, list[str]]]:
    """Return the lead of each group, without the blank lines around it, and its terms."""
    return [
        (group.lead.strip(), [entry.term for entry in group.entries]) for group in parsed.groups
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n:   x\n\nB\n:   y", [("A", "x"), ("B", "y")]),
        ("A\n:   x\nB\n:   y", [("A", "x"), ("B", "y")]),
        ("A\n: x", [("A", "x")]),
        ("A\n:\tx", [("A", "x")]),
        ("A\n   :  x", [("A", "x")]),
        ("A\n\n:   x", [("A", "x")]),
        ("A\n:   x\n    y", [("A", "x\ny")]),
        ("A\n:   x\ny", [("A", "x\ny")]),
        ("A\n:   x\n\n    y", [("A", "x\n\ny")]),
        ("A\n:   x\n\n\ty", [("A", "x\n\ny")]),
        ("A\n:   x\n\n        code", [("A", "x\n\n    code")]),
        ("A\n:   x\n\n    ```\n    : y\n    ```", [("A", "x\n\n```\n: y\n```")]),
        ("A\n:   x\n\n    - y\n        - z", [("A", "x\n\n- y\n    - z")]),
        ("A\n:   x\n:   y", [("A", "x  \ny")]),
        ("A\n:   x\n\n:   y", [("A", "x\n\ny")]),
        ("A\n:   x\n\ny", [("A", "x")]),
        ("A\n:   x\n# H", [("A", "x")]),
        ("The *k*-means\n: x", [("The k-means", "x")]),
        ("`code`\n: x", [("code", "x")]),
        ("`a`\n`b`\n: x", [("a", "x")]),
        ("<!-- no -->\nA\n: x", [("A", "x")]),
    ],
)
def test_a_definition_is_what_stands_after_the_colon(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A: x",
        "- A\n: x",
        "1. A\n\n: x",
        "> A\n: x",
        "| A |\n: x",
        "!!! note\n: x",
        "A\n:x",
        "A\n    : x",
        ": x",
        "# A\n: x",
        "A\n---\n: x",
        "```\nA\n: x\n```",
        "<!--\nA\n: x\n-->",
        "```\ncode\n```\n: x",
        "    A\n: x",
        "A\n:\n",
    ],
)
def test_what_only_looks_like_a_definition_is_none(text: str) -> None:
    assert list_items(text) == []
    assert not is_definition_list(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n: x", True),
        ("Text.\n\nA\n: x\n\nText.", True),
        ("# G\n\nHello.\n\nA\n: x", True),
        ("## One\n\nA\n: x\n\n## Two\n\nB\n: y", True),
        ("## One\n\n### Sub\n\nA\n: x", True),
        ("## One\n\nA\n: x\n\n## None yet\n", True),
        ("## A\n\nText.\n\nX\n: y", False),
        ("## A\n\nText.", False),
        ("Text.", False),
        ("", False),
    ],
)
def test_lists_make_up_a_glossary_where_headings_are_only_groups(
    text: str, *, expected: bool
) -> None:
    assert is_definition_list(text) is expected


def test_headings_are_the_entries_where_a_list_is_only_a_part_of_them() -> None:
    (entry,) = entries("## LoRA\n\nA method.\n\nr\n: its rank")
    assert (entry.term, entry.definition) == ("LoRA", "\nA method.\n\nr\n: its rank")


def test_every_attribute_of_a_term_is_read() -> None:
    (entry,) = entries(
        'LoRA { #l .a .b aliases="adapters" hidden=lorra short="A *way*." see="PEFT" tags=nlp '
        'case=exact autolink=off never=lora scope="guide/*" lang=en }\nAdapter { #ad }\n:   X.'
    )
    assert (entry.term, entry.anchor) == ("LoRA", "l")
    assert entry.heading == 'LoRA <span id="ad"></span>'
    assert entry.aliases == ("Adapter", "adapters")
    assert (entry.hidden, entry.short, entry.see) == (("lorra",), "A *way*.", ("PEFT",))
    assert (entry.tags, entry.case, entry.autolink) == (("nlp",), Case.EXACT, False)
    assert (entry.never, entry.scope) == (("lora",), ("guide/*",))
    assert entry.attributes == (("lang", "en"), ("class", "a b"))


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ("{ case=up }", "case: expected smart, ignore or exact, got 'up'"),
        ("{ autolink=x }", "autolink: expected on or off, got 'x'"),
        ("{ url=gone.md }", "url: expected an address or a page of the docs, got 'gone.md'"),
        ("{ alias=x }", "unknown attribute 'alias'. Did you mean 'aliases'?"),
        ("{ #l odd }", "attributes of 'LoRA' cannot be read: not understood: odd"),
    ],
)
def test_a_broken_attribute_is_reported_with_its_line(attributes: str, message: str) -> None:
    parsed = read(f"# G\n\nLoRA {attributes}\n:   X.\n\nPOS\n:   Y.")
    assert [entry.term for entry in parsed.entries] == ["LoRA", "POS"]
    assert [str(finding) for finding in parsed.findings] == [f"glossary.md:3: {message} [invalid]"]


def test_a_term_without_text_is_reported_and_costs_no_other() -> None:
    parsed = read("** **\n: y\n\nA\n: x")
    assert leads(parsed) == [("** **\n: y", ["A"])]
    assert [str(finding) for finding in parsed.findings] == [
        "glossary.md:1: a heading without text is no entry [invalid]"
    ]


def test_lines_are_those_of_the_file() -> None:
    text = "# G\n\nA\nB\n:   x\n\n    y\n:   z\n\nC\n\n:   w"
    a, c = entries(text, first_line=4)
    assert (a.place, a.definition_line) == (Place("glossary.md", 6), 8)
    assert a.definition.split("\n") == ["x", "", "y  ", "z"]
    assert (c.place, c.definition_line) == (Place("glossary.md", 13), 15)


def test_what_stands_between_lists_belongs_to_no_entry() -> None:
    parsed = read("# G\n\nHello.\n\nA\n: x\n\nText.\n\nB\n: y\n\nC\n: z\n\nBye.\n")
    assert leads(parsed) == [("# G\n\nHello.", ["A"]), ("Text.", ["B", "C"]), ("Bye.", [])]
    assert parsed.level == 2


def test_headings_of_level_2_group_entries_one_level_deeper() -> None:
    parsed = read("# G\n\n## One\n\nA\n: x\n\n## Two\n\nB\n: y\n")
    assert leads(parsed) == [("# G\n\n## One", ["A"]), ("## Two", ["B"])]
    assert parsed.level == 3


def test_the_fragments_of_headings_on_the_page_are_taken() -> None:
    assert [entry.anchor for entry in entries("# A\n\nA\n: x\n\nB\n: y")] == ["a_1", "b"]
    assert [entry.anchor for entry in entries("# A\n\nA\n: x", is_page=False)] == ["a"]


def test_links_to_the_fragment_of_any_term_lead_to_the_entry() -> None:
    (entry,) = entries("A { #x }\nB { #y }\n: z", path="terms.md", is_page=False)
    assert entry.targets == ("terms.md#x", "terms.md#y")


def test_a_long_form_in_the_definition_is_a_label() -> None:
    (entry,) = entries("LoRA\n: Low Rank Adaptation (LoRA) is a method.")
    assert entry.found == ("Low Rank Adaptation",)


LISTS = [
    "A\n:   x\n\nB\n:   y",
    "A\nB\n:   x",
    "A\n:   x\n    y\n\n    z",
    "A\n:   x\n\n        code",
    "A\n: x\nlazy\n\nB\n: y",
    "`a`\n: x",
    "A\n:\tx",
    "Text.\n\nA\n: x\n\nMore.",
]


@pytest.mark.parametrize("text", LISTS)
def test_the_terms_are_those_that_python_markdown_finds(text: str) -> None:
    html = Markdown(extensions=["def_list"]).convert(text)
    expected = html.replace("<code>", "").replace("</code>", "").split("<dt>")[1:]
    found = [label for entry in entries(text) for label in (entry.term, *entry.aliases)]
    assert found == [part.split("</dt>")[0] for part in expected]
