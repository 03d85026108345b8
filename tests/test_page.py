"""The Markdown of the glossary page, and what is added to its entries."""

from __future__ import annotations

import pytest
from helpers import entry, read

from mkdocs_grimoire.pages.page import (
    MARKED,
    Layout,
    lay_out,
    page_markdown,
    readable,
    safe_heading,
    sort_key,
)
from mkdocs_grimoire.sources.source import Group


def rows(layout: Layout) -> list[tuple[str, list[str]]]:
    """Return the first line of each group's lead, and its terms."""
    return [
        (group.lead.strip().split("\n")[0], [entry.term for entry in group.entries])
        for group in layout.groups
    ]


def page(terms: list[str], lead: str = "# Glossary\n\n") -> str:
    """Return a source with a definition for each term."""
    return lead + "".join(f"## {term}\n\nText.\n\n" for term in terms)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (["b", "a", "C"], ["a", "b", "C"]),
        (["Zebra", "école", "Eclair", "eclat"], ["Eclair", "eclat", "école", "Zebra"]),
        (["e\u0301b", "ec", "ea"], ["ea", "e\u0301b", "ec"]),
        (["Ångström", "apple", "Azure"], ["Ångström", "apple", "Azure"]),
        (["Strasse", "Straße", "strata"], ["Strasse", "Straße", "strata"]),
        (["POS", "pos"], ["POS", "pos"]),
        (["10", "9", "A"], ["10", "9", "A"]),
    ],
)
def test_entries_are_sorted_ignoring_case_and_accents(
    terms: list[str], expected: list[str]
) -> None:
    assert [item.term for item in sorted(map(entry, terms), key=sort_key)] == expected
    layout = lay_out([read(page(terms))], sort=True)
    assert [item.term for item in layout.entries] == expected


def test_entries_stay_in_source_order_where_sorting_is_off() -> None:
    layout = lay_out([read(page(["b", "a"])), read(page(["0"]))], sort=False)
    assert rows(layout) == [("# Glossary", ["b", "a", "0"])]


def test_a_page_that_does_not_exist_gets_a_title() -> None:
    texts = [page(["b"], ""), page(["a"], "# X\n\n")]
    layout = lay_out([read(text, is_page=False) for text in texts], sort=True)
    assert rows(layout) == [("# Glossary", ["a", "b"])]
    assert layout.level == 2


def test_the_markdown_of_a_page_reads_without_what_is_only_for_its_conversion() -> None:
    text = '# G\n\n## A { short="a" }\n\nText.\n\nMore.\n\n## B { short="b" }\n\n# End\n\nBye.\n'
    written = page_markdown(lay_out([read(text)], sort=True))
    assert "<!-- grimoire: short -->" in written
    assert readable(written) == "# G\n\n## A\n\nText.\n\nMore.\n\n## B\n\nb\n\n# End\n\nBye.\n"


def test_no_sources_make_an_empty_page() -> None:
    layout = lay_out([], sort=True)
    assert (layout.entries, page_markdown(layout)) == ((), "# Glossary\n")


LETTERS = (
    "# G\n\n## A\n\n### Azure\n\nX.\n\n### Apple\n\nX.\n\n## B\n\n### Bear\n\nX.\n\n# End\n\nBye."
)


def test_groups_and_their_leads_stay_and_entries_are_sorted_within_them() -> None:
    layout = lay_out([read(LETTERS)], sort=True)
    assert rows(layout) == [("# G", ["Apple", "Azure"]), ("## B", ["Bear"]), ("# End", [])]
    assert layout.level == 3


@pytest.mark.parametrize(
    ("guest", "group"), [("Birch", 1), ("Zebra", 1), ("Aardvark", 0), ("Azzz", 0), ("0", 0)]
)
def test_entries_of_other_sources_are_seated_where_their_letter_is(guest: str, group: int) -> None:
    layout = lay_out([read(LETTERS), read(page([guest], ""))], sort=True)
    assert guest in [item.term for item in layout.groups[group].entries]


def test_an_entry_before_the_first_of_its_letter_is_seated_under_its_letter() -> None:
    layout = lay_out([read(LETTERS), read(page(["Banana"], ""))], sort=True)
    assert rows(layout)[1] == ("## B", ["Banana", "Bear"])


def test_an_entry_of_a_letter_that_two_groups_have_is_seated_in_the_first() -> None:
    text = "# One\n\n## Apple\n\nX.\n\n# Two\n\n## Acorn\n\nX.\n"
    layout = lay_out([read(text), read(page(["Azure"], ""))], sort=True)
    assert rows(layout) == [("# One", ["Apple", "Azure"]), ("# Two", ["Acorn"])]


def test_entries_of_other_sources_go_to_the_end_where_sorting_is_off() -> None:
    layout = lay_out([read(LETTERS), read(page(["Aardvark"], ""))], sort=False)
    assert rows(layout)[-1] == ("# End", ["Aardvark"])


def test_the_page_has_the_leads_as_written_and_a_marker_for_each_entry() -> None:
    one = entry("one", heading="the *one*", definition="\n    code\n\nText.")
    two = entry("two", definition="Text.", short="Short *form*.")
    three = entry("three", short="Only short.")
    layout = Layout((Group("# G\n\nHello.\n\n", (one,)), Group("## Sub\n", (two, three))), 3)
    assert page_markdown(layout) == (
        "# G\n\nHello.\n\n"
        "### the *one* <!-- grimoire: 0 -->\n\n    code\n\nText.\n\n"
        "<!-- grimoire: end -->\n\n## Sub\n\n"
        "### two <!-- grimoire: 1 -->\n\nText.\n\nShort *form*. <!-- grimoire: short -->\n\n"
        "### three <!-- grimoire: 2 -->\n\nOnly short.\n"
    )


def test_a_marker_has_the_number_of_its_entry_in_the_order_of_the_page() -> None:
    layout = lay_out([read(LETTERS)], sort=True)
    numbers = [int(found[1]) for found in MARKED.finditer(page_markdown(layout))]
    assert numbers == list(range(len(layout.entries)))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("plain", "plain"),
        ("the *one* and `two`", "the *one* and `two`"),
        ("a <em>b</em>", "a <em>b</em>"),
        ('H<sub class="x">2</sub>O', 'H<sub class="x">2</sub>O'),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<img src=x onerror=y>", "&lt;img src=x onerror=y>"),
        ("<!-- x -->", "&lt;!-- x -->"),
        ("a < b <c", "a < b &lt;c"),
        ("`<script>`", "`<script>`"),
        ("`<script>` and <script>", "`<script>` and &lt;script>"),
        ("``a ` <b>`` <div>", "``a ` <b>`` &lt;div>"),
        ("<em onclick", "&lt;em onclick"),
        ("->", "->"),
    ],
)
def test_only_plain_formatting_is_raw_html_in_a_heading(heading: str, expected: str) -> None:
    assert safe_heading(heading) == expected


@pytest.mark.parametrize("heading", ["`<i>` vs `<div>`", "`<b> <div>`"])
def test_tags_in_code_stay_whatever_stands_beside_them(heading: str) -> None:
    assert safe_heading(heading) == heading


def test_text_between_entries_ends_the_definition_above_it() -> None:
    groups = (Group("# G", (entry("one", definition="x"),)), Group("Text.", (entry("two"),)))
    assert page_markdown(Layout(groups, 2)) == (
        "# G\n\n## one <!-- grimoire: 0 -->\n\nx\n\n<!-- grimoire: end -->\n\nText.\n\n"
        "## two <!-- grimoire: 1 -->\n\n\n"
    )


def test_headings_in_a_definition_are_below_its_own() -> None:
    made = entry("one", definition="x\n\n# A\n\ny\n\n## B")
    text = page_markdown(Layout((Group("", (made,)),), 3))
    assert text == "### one <!-- grimoire: 0 -->\n\nx\n\n#### A\n\ny\n\n##### B\n"


def test_labels_that_a_source_defines_outside_its_entries_are_carried_along() -> None:
    source = "## A\n\nSee [x][1].\n\n# Links\n\n[1]: b.md\n[2]: c.md\n"
    layout = lay_out([read(source, path="a.md", is_page=False)], sort=True)
    assert layout.carried == (("a.md", "[1]: b.md"),)
    assert page_markdown(layout).endswith("See [x][1].\n\n<!-- grimoire: end -->\n\n[1]: b.md\n")


def test_labels_of_two_sources_are_kept_apart() -> None:
    page = read("## A\n\nSee [x][1].\n\n[1]: a.md\n")
    other = read("## B\n\nSee [y][1].\n\n[1]: b.md\n", path="b.md", is_page=False)
    text = page_markdown(lay_out([page, other], sort=True))
    assert "See [x][1].\n\n[1]: a.md" in text
    assert "See [y][1~1].\n\n[1~1]: b.md" in text
