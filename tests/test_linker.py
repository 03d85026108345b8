"""Which labels of a tree are linked, how the links are put into it, and which uses are noted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from helpers import Untouchable, entry, markup, matcher, tree

from mkdocs_grimoire.linking.decisions import Decision
from mkdocs_grimoire.linking.linker import Asked, Autolink, Linker, Mentioned
from mkdocs_grimoire.linking.links import link_attributes, without_fragments, without_occurrences
from mkdocs_grimoire.linking.uses import Section, Use
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.scopes import Reach

SOFTMAX = entry("softmax")
ENTROPY = entry("entropy")
CROSS = entry("cross entropy")
MATCHER = matcher(SOFTMAX, ENTROPY, CROSS)

LINK = re.compile(
    r'<a class="grimoire-term" data-grimoire="([^"]*)" href="\.\./#\1">(.*?)</a>', re.DOTALL
)


@dataclass
class Document:
    """A document whose converter has raw HTML in store and headings with ids."""

    stash: Sequence[str] = ()
    asked: list[str] = field(default_factory=list)
    """The headings whose section was asked for."""
    atomic: type[str] = Untouchable
    """The type of the text of formulas."""

    def raw(self, number: int) -> str:
        """Return the raw HTML that a placeholder stands for."""
        return self.stash[number]

    def section(self, heading: Element) -> Section | None:
        """Return the section of a heading, which a title of level 1 does not begin."""
        title = "".join(heading.itertext())
        self.asked.append(title)
        return None if heading.tag == "h1" else Section(title.lower(), title)

    def reach(self, entry: Entry | None) -> Reach:
        """Return the pages of a definition's scope, or the page."""
        return frozenset(entry.scope) or None if entry else frozenset({"page.md"})

    def href(self, entry: Entry) -> str:
        """Return a link to an entry."""
        return f"../#{entry.anchor}"


def link(
    root: Element | str,
    autolink: Autolink = Autolink.ALL,
    references: dict[Element, Entry] | None = None,
    definitions: dict[Element, Entry | None] | None = None,
    document: Document | None = None,
) -> tuple[str, list[Use]]:
    """Link a document; return its markup, the links in brackets, and the uses."""
    element = tree(root) if isinstance(root, str) else root
    linker = Linker(MATCHER, document or Document(), autolink)
    uses = linker.link(element, references or {}, definitions or {})
    return LINK.sub(r"[\2]", markup(element)), uses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>softmax</p>", "<p>[softmax]</p>"),
        ("<p>a softmax, Entropy.</p>", "<p>a [softmax], [Entropy].</p>"),
        ("<p>a <em>softmax</em> b</p>", "<p>a <em>[softmax]</em> b</p>"),
        ("<p>a <em>b</em> softmax c</p>", "<p>a <em>b</em> [softmax] c</p>"),
        (
            "<p>softmax <em>softmax</em> softmax <b>x</b> softmax entropy</p>",
            "<p>[softmax] <em>[softmax]</em> [softmax] <b>x</b> [softmax] [entropy]</p>",
        ),
        ("<p>cross entropy</p>", "<p>[cross entropy]</p>"),
        ("<p>cross\n entropy</p>", "<p>[cross\n entropy]</p>"),
        ("<p>cross</p><p>entropy</p>", "<p>cross</p><p>[entropy]</p>"),
        ("<ul><li>softmax<p>entropy</p></li></ul>", "<ul><li>[softmax]<p>[entropy]</p></li></ul>"),
        ("<table><tr><td>softmax</td></tr></table>", "<table><tr><td>[softmax]</td></tr></table>"),
        (
            "<blockquote><p>softmax</p></blockquote>",
            "<blockquote><p>[softmax]</p></blockquote>",
        ),
        (
            "<details><summary>softmax</summary>entropy</details>",
            "<details><summary>[softmax]</summary>[entropy]</details>",
        ),
    ],
)
def test_occurrences_become_links_where_they_stand(text: str, expected: str) -> None:
    assert link(f"<div>{text}</div>")[0] == f"<div>{expected}</div>"


@pytest.mark.parametrize(
    "text",
    [
        "<h2>softmax</h2>",
        "<p><a href='x'>a <b>softmax</b></a></p>",
        "<p><code>softmax</code></p>",
        "<pre><code>softmax</code></pre>",
        "<p><kbd>softmax</kbd> <samp>softmax</samp> <dfn>softmax</dfn></p>",
        "<p><abbr title='x'>softmax</abbr> <label>softmax</label> <button>softmax</button></p>",
        "<p class='no-term'>softmax <em>softmax</em></p>",
        "<div class='no-term'><ul><li>softmax</li></ul></div>",
        "<p>soft<b>max</b> cross <em>entropies and so</em>ftmax</p>",
        "<p>https://softmax.org/softmax, www.softmax.org</p>",
        "<p>softmax@softmax.org, entropy.softmax@x.org</p>",
        "<p>ftp://softmax</p>",
        "<p>$softmax$ $$softmax + entropy$$ \\(softmax\\)</p>",
        "<p>$a <em>b softmax</em> c$</p>",
        "<p><span>\\(softmax\\)</span></p>",
    ],
)
def test_what_is_closed_stays_as_it_is(text: str) -> None:
    root = tree(f"<div>{text}</div>")
    before = markup(root)
    assert link(root) == (before, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://x.org/y softmax", "see https://x.org/y [softmax]"),
        ("(https://x.org) softmax", "(https://x.org) [softmax]"),
        ("a@b.org softmax", "a@b.org [softmax]"),
        ("softmax @ entropy", "[softmax] @ [entropy]"),
        ("for $5 softmax and $6", "for $5 [softmax] and $6"),
        ("$x$ softmax $y$", "$x$ [softmax] $y$"),
        ("a \\$ softmax \\$", "a \\$ [softmax] \\$"),
        ("$softmax", "$[softmax]"),
    ],
)
def test_words_beside_an_address_or_a_price_are_linked(text: str, expected: str) -> None:
    assert link(f"<div><p>{text}</p></div>")[0] == f"<div><p>{expected}</p></div>"


def test_a_formula_does_not_go_past_its_block() -> None:
    html, _ = link("<div><p>$x</p><p>softmax</p><p>y$</p></div>")
    assert html == "<div><p>$x</p><p>[softmax]</p><p>y$</p></div>"


def test_dollars_in_code_are_no_formula() -> None:
    html, _ = link("<div><p><code>$x</code> is softmax of <code>y$</code></p></div>")
    assert html == "<div><p><code>$x</code> is [softmax] of <code>y$</code></p></div>"


def test_a_word_with_a_footnote_mark_is_linked() -> None:
    mark = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    assert link(f"<div><p>softmax{mark}</p></div>")[0] == f"<div><p>[softmax]{mark}</p></div>"


PAGE = (
    "<div><h1>Title</h1><p>softmax</p><p>softmax entropy</p>"
    "<h2>One</h2><p>softmax</p><p>softmax</p><h3>Two</h3><p>entropy entropy</p></div>"
)


@pytest.mark.parametrize(
    ("autolink", "expected"),
    [
        (Autolink.ALL, ["softmax"] * 2 + ["entropy"] + ["softmax"] * 2 + ["entropy"] * 2),
        (Autolink.SECTION, ["softmax", "entropy", "softmax", "entropy"]),
        (Autolink.PAGE, ["softmax", "entropy"]),
        (Autolink.OFF, []),
    ],
)
def test_as_many_occurrences_are_linked_as_the_page_asks_for(
    autolink: Autolink, expected: list[str]
) -> None:
    html, uses = link(PAGE, autolink)
    assert re.findall(r"\[(.*?)\]", html) == expected
    assert [use.surface for use in uses] == expected


def test_a_use_says_in_which_section_it_stands() -> None:
    _, uses = link(PAGE, Autolink.SECTION)
    assert [(use.entry, use.section) for use in uses] == [
        (SOFTMAX, None),
        (ENTROPY, None),
        (SOFTMAX, Section("one", "One")),
        (ENTROPY, Section("two", "Two")),
    ]


def test_the_first_use_of_each_section_has_a_fragment_and_no_other() -> None:
    root = tree("<div><p>A softmax.</p><h2>One</h2><p>A softmax, a softmax.</p></div>")
    linker = Linker(MATCHER, Document(), Autolink.ALL, Asked(places=Counter()))
    uses = linker.link(root, {}, {})
    assert [use.fragment for use in uses] == ["use-softmax", "use-softmax-2", ""]


def test_a_section_is_asked_for_only_where_something_is_used() -> None:
    document = Document()
    link(PAGE, Autolink.PAGE, document=document)
    assert set(document.asked) == {"Title"}


def test_footnotes_are_in_no_section() -> None:
    notes = '<div class="footnote"><ol><li>softmax</li></ol></div>'
    _, uses = link(f"<div><h2>One</h2><p>entropy</p>{notes}</div>")
    assert [(use.surface, use.section) for use in uses] == [
        ("entropy", Section("one", "One")),
        ("softmax", None),
    ]


def test_an_inflected_surface_is_kept_as_the_author_wrote_it() -> None:
    _, uses = link("<div><p>Cross\nEntropies, SOFTMAX</p></div>")
    assert uses == [
        Use(CROSS, "Cross\nEntropies", is_reference=False, section=None),
        Use(SOFTMAX, "SOFTMAX", is_reference=False, section=None),
    ]


def test_a_reference_counts_as_a_use_and_as_the_first() -> None:
    root = tree("<div><p><a>the <b>function</b></a> softmax entropy</p></div>")
    html, uses = link(root, Autolink.PAGE, {root[0][0]: SOFTMAX})
    assert html == "<div><p><a>the <b>function</b></a> softmax [entropy]</p></div>"
    assert uses == [
        Use(SOFTMAX, "the function", is_reference=True, section=None),
        Use(ENTROPY, "entropy", is_reference=False, section=None),
    ]


def test_an_occurrence_before_a_reference_is_linked_too() -> None:
    root = tree("<div><p>softmax <a>it</a> softmax</p></div>")
    html, uses = link(root, Autolink.PAGE, {root[0][0]: SOFTMAX})
    assert html == "<div><p>[softmax] <a>it</a> softmax</p></div>"
    assert [use.is_reference for use in uses] == [False, True]


def test_references_count_where_nothing_is_auto_linked() -> None:
    root = tree("<div><h2>One</h2><p>softmax <a>it</a></p></div>")
    html, uses = link(root, Autolink.OFF, {root[1][0]: SOFTMAX})
    assert html == "<div><h2>One</h2><p>softmax <a>it</a></p></div>"
    assert uses == [Use(SOFTMAX, "it", is_reference=True, section=Section("one", "One"))]


def test_a_reference_in_a_heading_counts() -> None:
    root = tree("<div><h2>The <a>it</a></h2></div>")
    _, uses = link(root, references={root[0][0]: SOFTMAX})
    assert [use.surface for use in uses] == ["it"]


def glossary_page() -> tuple[Element, dict[Element, Entry | None]]:
    """Return a glossary page of two entries, and what begins their definitions."""
    root = tree(
        "<div><h1>Glossary</h1><p>softmax entropy softmax</p>"
        "<h2>softmax</h2><p>softmax entropy entropy</p><h3>More</h3><p>entropy softmax</p>"
        "<h2>entropy</h2><p>softmax entropy</p>"
        '<div class="footnote"><p>softmax entropy</p></div></div>'
    )
    return root, {root[0]: None, root[2]: SOFTMAX, root[6]: ENTROPY, root[8]: None}


def test_each_definition_counts_as_a_page_and_its_own_entry_is_not_linked_in_it() -> None:
    root, definitions = glossary_page()
    html, uses = link(root, Autolink.PAGE, definitions=definitions)
    paragraphs = re.findall(r"<p>(.*?)</p>", html)
    assert paragraphs == [
        "[softmax] [entropy] softmax",
        "softmax [entropy] entropy",
        "entropy softmax",
        "[softmax] entropy",
        "[softmax] [entropy]",
    ]
    assert [(use.surface, use.definition_of) for use in uses] == [
        ("softmax", None),
        ("entropy", None),
        ("entropy", SOFTMAX),
        ("softmax", ENTROPY),
        ("softmax", None),
        ("entropy", None),
    ]


@pytest.mark.parametrize("autolink", [Autolink.ALL, Autolink.SECTION])
def test_an_entry_is_never_linked_in_its_own_definition(autolink: Autolink) -> None:
    root, definitions = glossary_page()
    _, uses = link(root, autolink, definitions=definitions)
    assert all(use.definition_of is not use.entry for use in uses)


def test_a_reference_in_an_entrys_own_definition_is_a_use_in_it() -> None:
    root = tree("<div><h2>softmax</h2><p><a>it</a> softmax</p></div>")
    _, uses = link(root, references={root[1][0]: SOFTMAX}, definitions={root[0]: SOFTMAX})
    assert uses == [Use(SOFTMAX, "it", is_reference=True, section=None, definition_of=SOFTMAX)]


def test_placeholders_stay_where_they_are() -> None:
    bold, end = "\x02wzxhzdk:0\x03", "\x02wzxhzdk:1\x03"
    root = tree("<div><p>text</p></div>")
    root[0].text = f"a {bold}softmax{end} \x0242\x03 cross\x02wzxhzdk:2\x03entropy"
    link(root, document=Document(["<b>", "</b>", "&nbsp;"]))
    first, second = root[0]
    assert root[0].text == f"a {bold}"
    assert (first.text, first.tail) == ("softmax", f"{end} \x0242\x03 ")
    assert (second.text, second.tail) == ("cross\x02wzxhzdk:2\x03entropy", "")


def test_a_link_has_a_class_a_key_and_no_title() -> None:
    assert link_attributes(SOFTMAX, "#x") == {
        "class": "grimoire-term",
        "data-grimoire": "softmax",
        "href": "#x",
    }


@pytest.mark.parametrize(
    "skipped",
    [
        "<h2>softmax</h2>",
        "<p><code>softmax</code></p>",
        '<p><a href="x">softmax</a></p>',
        '<p class="no-term">softmax</p>',
        "<p>soft<b>max</b></p>",
        "<p>https://softmax.org</p>",
        "<p>$softmax$</p>",
    ],
)
@pytest.mark.parametrize("autolink", [Autolink.PAGE, Autolink.SECTION])
def test_what_is_skipped_is_not_the_first_use(skipped: str, autolink: Autolink) -> None:
    made, uses = link(f"<div>{skipped}<p>softmax, softmax</p></div>", autolink)
    assert made == f"<div>{skipped}<p>[softmax], softmax</p></div>"
    assert [use.surface for use in uses] == ["softmax"]


def test_a_spelling_that_is_never_linked_is_not_the_first_use() -> None:
    go = entry("Go", never=("go",))
    root = tree("<p>go, Go, Go</p>")
    uses = Linker(matcher(go), Document(), Autolink.PAGE).link(root, {}, {})
    assert [use.surface for use in uses] == ["Go"]
    assert markup(root).startswith("<p>go, <a ")


def test_the_second_of_a_pair_is_no_use() -> None:
    lora = entry("LoRA", aliases=("Low-Rank Adaptation",))
    for text in ("LoRA (Low-Rank Adaptation) LoRA", "Low-Rank Adaptation (LoRA). Now LoRA"):
        root = tree(f"<p>{text}</p>")
        linker = Linker(matcher(lora), Document(), Autolink.ALL)
        first, second = linker.link(root, {}, {})
        assert first.surface == text.partition(" (")[0]
        assert second.surface == "LoRA"


def test_labels_of_two_entries_are_no_pair() -> None:
    assert link("<p>softmax (entropy)</p>")[0] == "<p>[softmax] ([entropy])</p>"


def test_a_definition_sees_the_labels_that_hold_in_all_of_its_scope() -> None:
    wide, narrow = entry("pod", scope=("a", "b")), entry("node", scope=("a",))
    free = entry("vessel")
    made = matcher(wide, narrow, free, pages=frozenset)
    root = tree("<div>" + "<h2>x</h2><p>pod, node, vessel</p>" * 3 + "</div>")
    headings = root.findall("h2")
    begins: dict[Element, Entry | None] = dict(zip(headings, (wide, narrow, free), strict=True))
    uses = Linker(made, Document(), Autolink.ALL).link(root, {}, begins)
    assert [(use.definition_of, use.entry) for use in uses] == [
        (wide, free),
        (narrow, wide),
        (narrow, free),
    ]


def decisions(text: str, autolink: Autolink, **how: Any) -> list[tuple[str, str, bool, int]]:
    """Return each candidate, what became of it, and where the use is that stands for it."""
    trace: list[Decision] = []
    linker = Linker(MATCHER, Document(), autolink, Asked(trace=trace))
    root = tree(text)
    linker.link(root, *(find(root) for find in (how.get("references", none), how.get("own", none))))
    assert linker.flat is not None
    return [
        (linker.flat.text[each.start : each.end], str(each.verdict), each.is_linked, each.first)
        for each in trace
    ]


def none(_: Element) -> dict[Element, Any]:
    """Return no elements."""
    return {}


def test_whoever_asks_is_told_what_is_decided_on_each_candidate() -> None:
    text = "<div><h2>softmax</h2><p>softmax soft<b>max</b> <code>entropy</code> softmax</p></div>"
    assert decisions(text, Autolink.PAGE) == [
        ("softmax", "a heading", False, 2),
        ("softmax", "linked", True, 11),
        ("softmax", "a word that markup breaks", False, 19),
        ("entropy", "code", False, 27),
        ("softmax", "used already", False, 11),
    ]


def test_a_use_that_is_not_the_first_names_the_first_since_the_last_heading() -> None:
    text = "<div><p>softmax</p><h2>a</h2><p>softmax softmax</p></div>"
    linked = [(is_linked, first) for _, _, is_linked, first in decisions(text, Autolink.SECTION)]
    assert linked == [(True, 2), (True, 14), (False, 14)]


def test_references_own_definitions_and_pairs_have_verdicts_of_their_own() -> None:
    text = "<div><p><a href='x'>softmax</a> (softmax)</p><p>entropy</p></div>"
    found = decisions(
        text,
        Autolink.ALL,
        references=lambda root: {root[0][0]: SOFTMAX},
        own=lambda root: {root[1]: ENTROPY},
    )
    assert [verdict for _, verdict, _, _ in found] == [
        "linked, a reference",
        "a link",
        "the second of a pair",
        "its own definition",
    ]


def test_a_document_can_be_shown_without_the_fragments_of_its_uses() -> None:
    term = '<a class="grimoire-term" data-grimoire="a" href="#a"{}>A</a>'
    other = '<a href="#b" id="use-b">B</a> <p id="use-c">C</p>'
    html = term.format(' id="use-a-2"') + other
    assert without_fragments(html) == term.format("") + other


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>softmax, softmax</p>", {None: ["softmax"]}),
        ("<h2>Softmax</h2><p>entropy</p>", {"Softmax": ["softmax", "entropy"]}),
        (
            "<p>entropy</p><h1>a</h1><p>softmax</p><h2>b</h2><p>softmax</p>",
            {None: ["entropy"], "a": ["softmax"], "b": ["softmax"]},
        ),
        ("<p><a href='x'>softmax</a> <abbr>entropy</abbr></p>", {None: ["softmax", "entropy"]}),
        ("<p><code>softmax</code> <b class='no-term'>entropy</b></p>", {}),
        ("<h2>a</h2><p>b</p><div class='footnote'>softmax</div>", {"a": ["softmax"]}),
        ("<p>a</p>", {}),
    ],
)
def test_what_each_part_of_the_text_names_is_noted_linked_or_not(
    text: str, expected: dict[str | None, list[str]]
) -> None:
    mentions: Mentioned = defaultdict(dict)
    linker = Linker(MATCHER, Document(), Autolink.PAGE, Asked(mentions=mentions))
    linker.link(tree(f"<div>{text}</div>"), {}, {})
    assert {
        None if heading is None else heading.text: [each.term for each in entries]
        for heading, entries in mentions.items()
    } == expected


def test_a_reference_names_its_entry_where_the_scan_links_nothing() -> None:
    root = tree("<div><h2>a</h2><p><a href='x'>scores</a>, entropy</p></div>")
    mentions: Mentioned = defaultdict(dict)
    linker = Linker(MATCHER, Document(), Autolink.OFF, Asked(mentions=mentions))
    linker.link(root, {root[1][0]: SOFTMAX}, {})
    assert mentions == {root[0]: {SOFTMAX: None}}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a class="grimoire-term" data-grimoire="a" href="../#a">A &amp; b</a>', "A &amp; b"),
        ('<a class="grimoire-term" data-grimoire="a" href="#a" id="use-a">a</a>', "a"),
        ('<a href="#a" class="grimoire-term" data-grimoire="a">a</a>', None),
        ('<a class="grimoire-term" data-grimoire="a" href="#a"><b>a</b></a>', None),
        ('<a class="grimoire-term" data-grimoire="a" href="#a" title="x">a</a>', None),
        ('<a class="grimoire-term" data-grimoire="', None),
        ('<a class="x" href="#a">a</a>', None),
    ],
)
def test_html_is_without_the_links_of_the_scan_alone(link: str, expected: str | None) -> None:
    kept = link if expected is None else expected
    assert without_occurrences(f"<p>x {link}, {link}</p>") == f"<p>x {kept}, {kept}</p>"
    assert without_occurrences("") == ""
