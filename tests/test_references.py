"""The links that authors make to entries: where they lead, and what becomes of those to nothing."""

from __future__ import annotations

from collections.abc import Container
from xml.etree.ElementTree import Element

import pytest
from helpers import entry, glossary, markup, tree

from mkdocs_grimoire.entry import Place
from mkdocs_grimoire.lines import Lines
from mkdocs_grimoire.origin import Origin
from mkdocs_grimoire.references import References, Standpoint

SOFTMAX = entry("Softmax", aliases=("normalised exponential",), hidden=("soft max",))
ENTROPY = entry("Cross Entropy")
GLOSSARY = glossary(SOFTMAX, ENTROPY)


def resolve(
    text: str,
    page: str = "guide/page.md",
    source: str = "",
    other_anchors: Container[str] = (),
) -> tuple[Element, References]:
    """Resolve the links in a paragraph."""
    root = tree(f"<p>{text}</p>")
    references = References(
        GLOSSARY,
        Standpoint(page, "glossary.md", other_anchors),
        lambda found: f"../glossary.md#{found.anchor}",
    )
    references.resolve(root, Origin(Place(page), lambda: Lines(source)))
    return root, references


def shown(text: str, **options: str) -> tuple[str, list[str]]:
    """Return what a paragraph becomes, and what was found."""
    root, references = resolve(text, options.get("page", "guide/page.md"))
    return markup(root)[3:-4], [str(finding) for finding in references.findings]


def linked(anchor: str, words: str) -> str:
    """Return a link to an entry."""
    href = f"../glossary.md#{anchor}"
    return f'<a href="{href}" class="grimoire-term" data-grimoire="{anchor}">{words}</a>'


@pytest.mark.parametrize(
    ("target", "anchor"),
    [
        ("term:Softmax", "softmax"),
        ("term:softmax", "softmax"),
        ("TERM:softmax", "softmax"),
        ("term:softmaxes", "softmax"),
        ("term:normalised%20exponential", "softmax"),
        ("term:normalised exponential", "softmax"),
        ("term:soft-max", "softmax"),
        ("term:Cross%20Entropy", "cross-entropy"),
        ("term:cross-entropy", "cross-entropy"),
        ("term: cross  entropy ", "cross-entropy"),
        ("term:cross%0Aentropies", "cross-entropy"),
        ("../glossary.md#softmax", "softmax"),
        ("../glossary.md#cross%2Dentropy", "cross-entropy"),
        ("./../glossary.md#softmax", "softmax"),
    ],
)
def test_a_link_that_names_an_entry_leads_to_it(target: str, anchor: str) -> None:
    html, findings = shown(f'<a href="{target}">some words</a>')
    assert (html, findings) == (linked(anchor, "some words"), [])


def test_a_link_without_words_shows_the_term() -> None:
    assert shown('<a href="term:softmaxes"/>') == (linked("softmax", "Softmax"), [])


def test_words_with_markup_are_kept() -> None:
    html, _ = shown('<a href="term:softmax"><em>x</em></a>')
    assert html == linked("softmax", "<em>x</em>")


def test_a_link_loses_its_title_and_keeps_its_classes() -> None:
    root, references = resolve('<a href="term:softmax" title="t" class="big" rel="x">w</a>')
    assert root[0].attrib == {
        "class": "grimoire-term big",
        "data-grimoire": "softmax",
        "href": "../glossary.md#softmax",
        "rel": "x",
    }
    assert references.resolved == {root[0]: SOFTMAX}


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("term:softmx", "term not in glossary: 'softmx'. Did you mean 'softmax'? [undefined]"),
        ("term:Softmx", "term not in glossary: 'Softmx'. Did you mean 'Softmax'? [undefined]"),
        ("term:nothing%20like%20it", "term not in glossary: 'nothing like it' [undefined]"),
        ("term:", "term not in glossary: '' [undefined]"),
        (
            "../glossary.md#softmx",
            "the glossary page has no entry '#softmx'. Did you mean '#softmax'? [undefined]",
        ),
        (
            "../glossary.md#cros-entrop",
            (
                "the glossary page has no entry '#cros-entrop'. "
                "Did you mean '#cross-entropy'? [undefined]"
            ),
        ),
        ("../glossary.md#nothing", "the glossary page has no entry '#nothing' [undefined]"),
    ],
)
def test_a_link_that_names_nothing_keeps_its_words_and_is_reported(
    target: str, message: str
) -> None:
    html, findings = shown(f'<a href="{target}" title="t">some <b>words</b></a>')
    assert html == '<span class="grimoire-undefined">some <b>words</b></span>'
    assert findings == [f"guide/page.md: {message}"]


def test_a_link_to_nothing_without_words_shows_the_name() -> None:
    html, _ = shown('<a href="term:nothing%20like"/>')
    assert html == '<span class="grimoire-undefined">nothing like</span>'


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/#softmax",
        "//example.org/glossary.md#softmax",
        "#softmax",
        "other.md#softmax",
        "glossary.md#softmax",
        "../glossary.md",
        "../glossary.md#",
        "terms:softmax",
        "term",
        "mailto:term@example.org",
        "",
    ],
)
def test_any_other_link_stays_as_it_is(target: str) -> None:
    assert shown(f'<a href="{target}">x</a>') == (
        markup(tree(f'<a href="{target}">x</a>')),
        [],
    )


@pytest.mark.parametrize("target", ["#softmax", "glossary.md#softmax"])
def test_a_fragment_on_the_glossary_page_is_a_reference(target: str) -> None:
    html, findings = shown(f'<a href="{target}">x</a>', page="glossary.md")
    assert (html, findings) == (linked("softmax", "x"), [])


def test_a_fragment_of_the_glossary_page_that_is_no_entry_is_a_link_like_any_other() -> None:
    text = '<a href="../glossary.md#top">x</a>'
    root, references = resolve(text, other_anchors={"top"})
    assert markup(root) == f"<p>{text}</p>"
    assert (references.findings, references.resolved) == ([], {})


def test_a_link_in_a_link_becomes_words() -> None:
    html, findings = shown('<a href="x">a <a href="term:softmax">b</a></a>')
    assert (html, findings) == ('<a href="x">a <span>b</span></a>', [])


def test_an_address_that_is_none_stays_as_it_is() -> None:
    text = '<a href="http://[x#y">z</a>'
    assert shown(text) == (text, [])


SOURCE = """\
A [word](term:nothing), <term:nothing> and `term:nothing`.

[Other](term:nothing-else), [again](term:nothing)
"""


def test_each_finding_names_its_own_line() -> None:
    link = '<a href="term:nothing">x</a>'
    _, references = resolve(link * 3 + '<a href="term:nothing-else">x</a>', source=SOURCE)
    assert [str(finding.place) for finding in references.findings] == [
        "guide/page.md:1",
        "guide/page.md:1",
        "guide/page.md:3",
        "guide/page.md:3",
    ]


def test_a_finding_more_than_there_are_lines_names_the_last() -> None:
    lines = Lines("\n\n[a](term:x)\n\n[b](term:x)")
    origin = Origin(Place("a.md"), lambda: lines)
    places = [origin.place("term:x") for _ in range(3)]
    assert places == [Place("a.md", 3, 5), Place("a.md", 5, 5), Place("a.md", 5, 5)]


def test_a_finding_that_stands_nowhere_names_the_whole_text() -> None:
    assert Origin(Place("a.md", 7), lambda: Lines("")).place("term:x") == Place("a.md", 7)
