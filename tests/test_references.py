"""The links that authors make to entries: where they lead, and what becomes of those to nothing."""

from __future__ import annotations

from collections.abc import Container
from xml.etree.ElementTree import Element

import pytest
from helpers import entry, glossary, markup, tree

from mkdocs_grimoire.findings.diagnostics import Edit
from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.linking.references import References, Standpoint
from mkdocs_grimoire.sources.origin import Origin
from mkdocs_grimoire.sources.paths import Docs

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


@pytest.mark.parametrize(
    ("target", "edits"),
    [
        ("term:softmx", [Edit("term:softmx", "term:softmax")]),
        ("../glossary.md#softmx", [Edit("../glossary.md#softmx", "../glossary.md#softmax")]),
        ("term:logi", [None]),
        ("../glossary.md#logi", [None]),
    ],
)
def test_a_near_miss_can_be_mended_where_one_entry_alone_is_near(
    target: str, edits: list[Edit | None]
) -> None:
    known = glossary(SOFTMAX, "Logit", "Login")
    references = References(known, Standpoint("guide/page.md", "glossary.md"), lambda _: "")
    origin = Origin(Place("guide/page.md"), lambda: Lines(""))
    references.resolve(tree(f'<p><a href="{target}">x</a></p>'), origin)
    assert [finding.edit for finding in references.findings] == edits
    assert all(finding.suggestion for finding in references.findings)


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


WHISK = entry("Whisk", base="../t/whisk.md", targets=("../t/whisk.md",), parts=("use", "a b"))
SIEVE = entry("Sieve", base="words.md", targets=("words.md#sieve",))
PAGE = entry("Page", base="guide/page.md")
SOURCES = Docs(
    files=frozenset({"index.md", "guide/page.md", "img/a.png", "terms.yml"}),
    folder="/site/docs",
    sources=frozenset({"../t/whisk.md", "words.md", "terms.yml"}),
)


def resolved(link: str, origin: str, page: str = "glossary.md") -> tuple[str, list[str]]:
    """Return what a link, or an image, of a file becomes on a page, and what was found."""
    tag = f'<img src="{link}"/>' if link.endswith(".png") else f'<a href="{link}">x</a>'
    root = tree(f"<p>{tag}</p>")
    references = References(
        glossary(WHISK, SIEVE, PAGE),
        Standpoint(page, "glossary.md", {"hand"}, SOURCES),
        lambda found: f"TO#{found.anchor}",
    )
    references.resolve(root, Origin(Place(origin), lambda: Lines(""), elsewhere=origin))
    shown = root[0].get("href") or root[0].get("src") or root[0].get("class") or ""
    return shown, [str(finding).split(": ", 1)[1] for finding in references.findings]


@pytest.mark.parametrize(
    ("origin", "link", "expected"),
    [
        # In a source, to entries: their files, their fragments, and as on the source's own site.
        ("../t/oven.md", "whisk.md", "TO#whisk"),
        ("../t/oven.md", "/whisk/", "TO#whisk"),
        ("../t/oven.md", "/en/whisk/", "TO#whisk"),
        ("../t/oven.md", "../docs/words.md#sieve", "TO#sieve"),
        ("words.md", "#sieve", "TO#sieve"),
        ("words.md", "../t/whisk.md", "TO#whisk"),
        # To parts of definitions.
        ("../t/whisk.md", "#use", "#whisk--use"),
        ("../t/oven.md", "whisk.md#a%20b", "#whisk--a b"),
        # To a source as a whole, and to what an author marked in one.
        ("../t/whisk.md", "../docs/words.md#hand", "#hand"),
        ("words.md", "#hand", "#hand"),
        # Elsewhere.
        ("../t/whisk.md", "../docs/guide/page.md#x", "guide/page.md#x"),
        ("../t/whisk.md", "guide/page.md", "guide/page.md"),
        ("../t/whisk.md", "../docs/img/a.png", "img/a.png"),
        ("words.md", "img/a.png", "img/a.png"),
        ("words.md", "terms.yml", "terms.yml"),
        ("words.md", "https://example.org/words.md", "https://example.org/words.md"),
        ("words.md", "/gone/", "/gone/"),
        ("guide/page.md", "#own", "guide/page.md#own"),
    ],
)
def test_a_link_of_a_source_leads_where_it_did(origin: str, link: str, expected: str) -> None:
    assert resolved(link, origin) == (expected, [])


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("words.md", "glossary.md"),
        ("words.md#sieve", "TO#sieve"),
        ("words.md#hand", "glossary.md#hand"),
        ("../t/whisk.md", "TO#whisk"),
        ("../t/whisk.md#use", "glossary.md#whisk--use"),
        ("/whisk/", "/whisk/"),
        ("terms.yml", "terms.yml"),
    ],
)
def test_a_link_of_a_page_to_a_source_leads_to_the_glossary(link: str, expected: str) -> None:
    assert resolved(link, "index.md", page="index.md") == (expected, [])


@pytest.mark.parametrize(
    ("origin", "link"),
    [
        ("index.md", "words.md#gone"),
        ("words.md", "#gone"),
        ("../t/whisk.md", "../docs/words.md#gone"),
    ],
)
def test_a_link_to_nothing_in_a_source_is_reported(origin: str, link: str) -> None:
    page = "index.md" if origin == "index.md" else "glossary.md"
    finding = "the glossary page has no entry '#gone' [undefined]"
    assert resolved(link, origin, page) == ("grimoire-undefined", [finding])


def test_the_glossary_page_itself_is_led_to_by_an_empty_link() -> None:
    assert resolved("../docs/words.md", "../t/whisk.md")[1] == []
