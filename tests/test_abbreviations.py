"""Glossaries that are lists of abbreviations, and abbreviations that another source explains."""

from __future__ import annotations

import pytest
from helpers import entry, read

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.abbreviations import explained, is_abbreviation_list
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.source import Group, Parsed, Source

HTML = "Hyper Text Markup Language"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*[A]: b", [("A", "b")]),
        ("  *[A B]:b", [("A B", "b")]),
        ("*[A] : b", [("A", "b")]),
        ("*[ A ]:  b  ", [("A", "b")]),
        ("*[A]:\n    b", [("A", "b")]),
        ("*[A]:\nb", [("A", "b")]),
        ("*[A]: b\n*[C]: d", [("A", "b"), ("C", "d")]),
        ("Text.\n\n*[A]: b\n\nText.", [("A", "b")]),
        ("*[A]: ''\n*[B]: \"\"\n*[C]: d", [("C", "d")]),
        ("*[A]:\n*[C]: d", [("C", "d")]),
        ("*[]: x\n*[ ]: y\n*[C]: d", [("C", "d")]),
        ("`*[A]: b`\n\n*[C]: d", [("C", "d")]),
        ("```\n*[A]: b\n```\n\n*[C]: d", [("C", "d")]),
        ("    *[A]: b\n\n*[C]: d", [("C", "d")]),
        ("*[C#]: a *sharp* one", [("C#", "a *sharp* one")]),
        ("*[<b>]: x", [("<b>", "x")]),
    ],
)
def test_an_abbreviation_is_an_entry(text: str, expected: list[tuple[str, str]]) -> None:
    parsed = read(text)
    assert [(entry.term, entry.definition) for entry in parsed.entries] == expected
    assert all(entry.is_abbreviation for entry in parsed.entries)
    assert parsed.findings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*[A]: b", True),
        ("## Web\n\n*[A]: b\n\n## Other\n\n*[C]: d", True),
        ("## LoRA\n\nText.\n\n*[A]: b", False),
        ("Text *[A]: b", False),
        ("*[A]", False),
        ("", False),
    ],
)
def test_abbreviations_make_up_a_glossary_where_headings_are_only_groups(
    text: str, *, expected: bool
) -> None:
    assert is_abbreviation_list(text) is expected


@pytest.mark.parametrize(
    ("long", "expected"),
    [
        (HTML, (HTML,)),
        ("It is a language of pages.", ()),
        ("Is it one?", ()),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", ()),
    ],
)
def test_the_long_form_is_a_label_unless_it_is_a_sentence(
    long: str, expected: tuple[str, ...]
) -> None:
    (entry,) = read(f"*[HTML]: {long}").entries
    assert (entry.definition, entry.found) == (long, expected)


def test_lines_are_those_of_the_file() -> None:
    first, second = read("# G\n\n*[A]: b\n*[C]:\n    d\n", first_line=4).entries
    assert (first.place, first.definition_line) == (Place("glossary.md", 6), 6)
    assert (second.place, second.definition_line) == (Place("glossary.md", 7), 8)


def test_what_stands_between_abbreviations_is_kept() -> None:
    parsed = read("# G\n\nHello.\n\n*[A]: b\n\nText.\n\n*[C]: d\n\nBye.\n")
    assert [group.lead.strip() for group in parsed.groups] == ["# G\n\nHello.", "Text.", "Bye."]


def test_the_short_form_is_shown_as_it_is_written() -> None:
    (entry,) = read("*[R&D_x <b>]: y").entries
    assert (entry.term, entry.heading) == ("R&D_x <b>", "R&amp;D\\_x &lt;b&gt;")


def abbreviation(short: str, long: str) -> Entry:
    """Return the entry of an abbreviation, its long form being a label."""
    return entry(short, definition=long, found=(long,), is_abbreviation=True)


def sources(*parts: list[Entry]) -> list[Parsed]:
    """Return sources with some entries each."""
    return [Parsed(Source("a.md", ""), (Group("", tuple(entries)),)) for entries in parts]


def labels(parsed: list[Parsed]) -> list[list[tuple[str, tuple[str, ...], tuple[str, ...]]]]:
    """Return the term, aliases and found labels of the entries of each source."""
    return [
        [(entry.term, entry.aliases, entry.found) for entry in source.entries] for source in parsed
    ]


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (entry("HTML"), ("HTML", (), (HTML,))),
        (entry("Html"), ("Html", (), (HTML,))),
        (entry(HTML), (HTML, ("HTML",), ())),
        (entry("hyper text markup language"), ("hyper text markup language", ("HTML",), ())),
        (entry("Markup", aliases=("HTML",)), ("Markup", ("HTML",), (HTML,))),
        (entry("Markup", hidden=(HTML,)), ("Markup", ("HTML",), ())),
        (entry("Markup", found=("HTML",)), ("Markup", (), ("HTML", HTML))),
    ],
)
def test_an_abbreviation_that_is_explained_is_a_label_of_the_explanation(
    other: Entry, expected: tuple[str, tuple[str, ...], tuple[str, ...]], *, is_first: bool
) -> None:
    parts = [[abbreviation("HTML", HTML), entry("X")], [other]]
    found = labels(explained(sources(*(parts if is_first else parts[::-1]))))
    assert found == ([[("X", (), ())], [expected]] if is_first else [[expected], [("X", (), ())]])


def test_an_abbreviation_that_nothing_explains_stays() -> None:
    short = abbreviation("HTML", HTML)
    (parsed,) = explained(sources([short, entry("CSS")]))
    assert parsed.entries[0] is short


def test_two_abbreviations_are_not_each_other_s_explanation() -> None:
    pair = [abbreviation("PS", "Post Scriptum"), abbreviation("ps", "picosecond")]
    assert [len(parsed.entries) for parsed in explained(sources(pair))] == [2]


def test_two_abbreviations_may_have_one_explanation() -> None:
    pair = [abbreviation("HTML", HTML), abbreviation("HTM", HTML)]
    found = labels(explained(sources(pair, [entry("HTML", aliases=(HTML,))])))
    assert found == [[], [("HTML", (HTML, "HTM"), ())]]


def test_of_two_explanations_of_an_abbreviation_the_first_has_it() -> None:
    pair = [entry("Markup", aliases=("HTML",)), entry("Web", aliases=("html",))]
    found = labels(explained(sources([abbreviation("HTML", HTML)], pair)))
    assert found == [[], [("Markup", ("HTML",), (HTML,)), ("Web", ("html",), ())]]
