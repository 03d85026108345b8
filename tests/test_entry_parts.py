"""Tests what an entry on the page has beside its definition."""

from __future__ import annotations

from helpers import entry, glossary, markup

from mkdocs_grimoire.pages.entry_parts import (
    UseLine,
    backlinks_slot,
    fill_backlinks,
    known_as_line,
    see_line,
    tags_line,
)
from mkdocs_grimoire.pages.interface import ENGLISH, LANGUAGES
from mkdocs_grimoire.sources.entry import Entry

HOSTILE = "<script>alert('&')</script>"


def test_other_labels_are_listed_without_hidden_ones_and_escaped() -> None:
    line = known_as_line(entry("x", aliases=("a", HOSTILE), found=("b",), hidden=("c",)), ENGLISH)
    assert markup(line) == (
        '<p class="grimoire-aliases">Also known as: b, a, '
        "&lt;script&gt;alert('&amp;')&lt;/script&gt;</p>"
    )


def see(*names: str) -> tuple[str, list[str], list[Entry]]:
    """Return the line of related entries, the findings, and the entries it links to."""
    known = glossary("Softmax", entry(HOSTILE, anchor="x"))
    line = see_line(entry("one", see=names), known, ENGLISH, lambda other: other.url)
    assert list(line.links) == line.element.findall("a")
    return markup(line.element), [str(item) for item in line.findings], list(line.links.values())


def test_related_entries_are_linked_by_their_terms() -> None:
    html, findings, linked = see("softmaxes", HOSTILE)
    assert html == (
        '<p class="grimoire-see">See also: '
        '<a class="grimoire-term" data-grimoire="softmax" href="#softmax">Softmax</a>, '
        '<a class="grimoire-term" data-grimoire="x" href="#x">'
        "&lt;script&gt;alert('&amp;')&lt;/script&gt;</a></p>"
    )
    assert findings == []
    assert [item.term for item in linked] == ["Softmax", HOSTILE]


def test_a_related_entry_that_does_not_exist_is_shown_as_text_and_reported() -> None:
    html, findings, linked = see("softmx", "<b>")
    assert html == (
        '<p class="grimoire-see">See also: <span class="grimoire-undefined">softmx</span>, '
        '<span class="grimoire-undefined">&lt;b&gt;</span></p>'
    )
    assert findings == [
        f"glossary.md:1: 'see' names a term not in glossary: {rest} [undefined]"
        for rest in ("'softmx'. Did you mean 'softmax'?", "'<b>'")
    ]
    assert linked == []


def slot(anchor: str) -> str:
    """Return the slot of an entry, as a converter writes it."""
    element = backlinks_slot(entry("x", anchor=anchor))
    element.text = ""
    return f'<div class="{element.get("class")}" data-grimoire-uses="{anchor}"></div>\n'


def test_a_slot_is_filled_with_one_line_for_each_place() -> None:
    lines = {
        "one": [UseLine("../a/", "Page", ""), UseLine("../a/#b", "Page", "Part")],
    }
    html = f"<h2>x</h2>\n{slot('one')}<p>y</p>"
    assert fill_backlinks(html, lambda anchor: lines[anchor], ENGLISH) == (
        '<h2>x</h2>\n<div class="grimoire-uses" data-search-exclude><p>Used in</p><ul>'
        '<li><a href="../a/">Page</a></li><li><a href="../a/#b">Page \u203a Part</a></li>'
        "</ul></div>\n<p>y</p>"
    )


def test_a_slot_without_backlinks_is_gone() -> None:
    assert fill_backlinks(f"a{slot('one')}b", lambda _: [], ENGLISH) == "ab"


def test_a_slot_is_known_by_its_anchor_whatever_is_in_it() -> None:
    asked: list[str] = []

    def lines(anchor: str) -> list[UseLine]:
        asked.append(anchor)
        return []

    fill_backlinks(slot("a&amp;b&quot;c") + slot("日本"), lines, ENGLISH)
    assert asked == ['a&b"c', "日本"]


def test_titles_of_pages_and_sections_are_escaped() -> None:
    html = fill_backlinks(slot("x"), lambda _: [UseLine('a"&b', HOSTILE, "<b> & 'c'")], ENGLISH)
    assert html == (
        '<div class="grimoire-uses" data-search-exclude><p>Used in</p><ul><li>'
        "<a href=\"a&quot;&amp;b\">&lt;script&gt;alert('&amp;')&lt;/script&gt; "
        "\u203a &lt;b&gt; &amp; 'c'</a></li></ul></div>\n"
    )


def test_tags_are_listed_in_the_language_of_the_site() -> None:
    line = markup(tags_line(entry("x", tags=("a", "b & c")), LANGUAGES["de"]))
    assert line == '<p class="grimoire-tags">Schlagwörter: a, b &amp; c</p>'


def filled(count: int) -> str:
    """Return a slot filled with so many places."""
    lines = [UseLine(f"../p/#use-{number}", "Page", "") for number in range(count)]
    return fill_backlinks(slot("x"), lambda _: lines, ENGLISH)


def test_more_than_five_places_are_folded_and_counted() -> None:
    assert "<details>" not in filled(5)
    assert "<details><summary>Used in (6)</summary><ul>" in filled(6)
