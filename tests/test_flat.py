"""The flat text of a tree: what a reader reads, where nothing may be linked, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import pytest
from helpers import Untouchable, tree

from mkdocs_grimoire.text.elements import Closure, closure_of
from mkdocs_grimoire.text.flat import FlatText

STX, ETX = "\x02", "\x03"


def raw(number: int) -> str:
    """Return the placeholder of raw HTML."""
    return f"{STX}wzxhzdk:{number}{ETX}"


def escaped(character: str) -> str:
    """Return the placeholder of an escaped character."""
    return f"{STX}{ord(character)}{ETX}"


def flat(root: Element | str, stash: Sequence[str] = ()) -> FlatText:
    """Return the flat text of a tree."""
    element = tree(root) if isinstance(root, str) else root
    return FlatText(element, lambda number: stash[number], Untouchable)


def paragraph(text: str, stash: Sequence[str] = ()) -> FlatText:
    """Return the flat text of a paragraph whose text has placeholders."""
    root = Element("div")
    block = Element("p")
    block.text = text
    root.append(block)
    return flat(root, stash)


def may_link(made: FlatText, word: str) -> bool:
    """Return whether a word, which stands once in the text, may be linked."""
    assert made.text.count(word) == 1
    start = made.text.index(word)
    return made.closure(start, start + len(word)) is None


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div><p>one</p><p>two</p></div>", ["one", "two"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<div><p>cross <em>ent<b>ro</b>py</em> loss</p></div>", ["cross entropy loss"]),
        ("<div><p>a<br/>b</p></div>", ["a\nb"]),
        ("<div><p>a<img alt='x'/>b</p></div>", ["a\x1ab"]),
        ("<div><p>a<wbr/>b</p></div>", ["ab"]),
        ("<div><p>a <code>b</code> c</p></div>", ["a b c"]),
        ("<div><h2>a<a class='headerlink'>b</a></h2></div>", ["a\x1a"]),
        ("<div><p>a<a class='footnote-ref'>1</a></p></div>", ["a\x1a"]),
        ("<div><pre>code</pre><p>a</p></div>", ["a"]),
        ("<div><ul><li>a</li><li>b<p>c</p></li></ul></div>", ["a", "b", "c"]),
        ("<div><table><tr><td>a</td><td>b</td></tr></table></div>", ["a", "b"]),
        ("<div><p>a\n b</p></div>", ["a\n b"]),
    ],
)
def test_blocks_are_apart_and_what_is_in_a_line_is_one_text(
    markup: str, expected: list[str]
) -> None:
    assert [part for part in flat(markup).text.split("\x00") if part] == expected


@pytest.mark.parametrize(
    ("text", "stash", "expected"),
    [
        (f"C{escaped('+')}{escaped('+')}", [], "C++"),
        (f"R{STX}amp{ETX}D", [], "R&D"),
        (f"R{raw(0)}D", ["&amp;"], "R&D"),
        (f"a{raw(0)}b", ["&nbsp;"], "a\u00a0b"),
        (f"a{raw(0)}b", ["&#8217;"], "a\u2019b"),
        (f"a{raw(0)}b", ["&#x2019;"], "a\u2019b"),
        (f"a{raw(0)}b", ["<b>"], "ab"),
        (f"a{raw(0)}b", ["<br />"], "a\nb"),
        (f"a{raw(0)}b", ["<BR>"], "a\nb"),
        (f"a{raw(0)}b", ["<img src='x'>"], "a\x1ab"),
        (f"a{raw(0)}b", ["<!-- c -->"], "ab"),
        (raw(0), ["x = 1"], "\x1a"),
        (raw(0), ["&amp;"], "&"),
        (raw(0), ["<b>x</b>"], "\x1a"),
        (f"a{raw(0)}b", ["<span class='m'><math>x</math></span>"], "a\x1ab"),
        (f"a{STX}ltr:x{ETX}b", [], "a\x1ab"),
        (f"{raw(1)}x{raw(0)}", ["</b>", "<b>"], "x"),
    ],
)
def test_a_placeholder_is_read_as_what_it_stands_for(
    text: str, stash: list[str], expected: str
) -> None:
    assert paragraph(text, stash).text.strip("\x00") == expected


@pytest.mark.parametrize(
    "tag",
    [
        *("a", "abbr", "button", "code", "dfn", "kbd", "label", "math", "object", "pre", "samp"),
        *("script", "select", "style", "svg", "template", "textarea"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    ],
)
def test_nothing_is_linked_in_an_element_that_is_closed_at_any_depth(tag: str) -> None:
    made = flat(f"<div><p>one</p><{tag}><em>two<b>three</b></em></{tag}><p>four</p></div>")
    assert may_link(made, "one")
    assert may_link(made, "four")
    if tag != "pre":
        assert not may_link(made, "two")
        assert not may_link(made, "three")


@pytest.mark.parametrize("name", ["no-term", "x no-term", "arithmatex", "grimoire-see"])
def test_nothing_is_linked_in_an_element_with_a_closed_class(name: str) -> None:
    made = flat(
        f'<div><p class="{name}">one <em>two</em></p><p>three</p>'
        f'<div class="{name}"><ul><li>four<p>five</p></li></ul></div><p>six</p></div>'
    )
    closed = [may_link(made, word) for word in ("one", "two", "four", "five")]
    opened = [may_link(made, word) for word in ("three", "six")]
    assert (closed, opened) == ([False] * 4, [True] * 2)


@pytest.mark.parametrize("name", ["", "noterm", "no-terms", "term"])
def test_any_other_class_is_open(name: str) -> None:
    assert may_link(flat(f'<div><p class="{name}">one</p></div>'), "one")
    assert closure_of("p", name) is None


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<code>", "</code>"),
        ("<CODE>", "</CODE>"),
        ("<kbd class='x'>", "</kbd>"),
        ("<a href='x'>", "</a>"),
        ('<span class="no-term">', "</span>"),
        ("<span class='x no-term y'>", "</span>"),
        ("<span class=no-term>", "</span>"),
        ("<span\nclass = 'no-term'>", "</span>"),
    ],
)
def test_nothing_is_linked_in_a_raw_element_that_is_closed(opening: str, closing: str) -> None:
    made = paragraph(f"one {raw(0)}two{raw(1)} three", [opening, closing])
    assert [may_link(made, word) for word in ("one", "two", "three")] == [True, False, True]


def test_a_raw_element_counts_for_the_elements_in_it() -> None:
    root = tree("<div><p>A<em>two</em>B three</p></div>")
    block = root[0]
    block.text, block[0].tail = f"one {raw(0)}", f"{raw(1)} three"
    made = flat(root, ["<code>", "</code>"])
    assert [may_link(made, word) for word in ("one", "two", "three")] == [True, False, True]


def test_a_raw_element_in_another_closes_with_it() -> None:
    stash = ["<code>", "<b>", "</b>", "</code>"]
    made = paragraph(f"{raw(0)}a {raw(1)}bb{raw(2)} cc{raw(3)} dd", stash)
    assert [may_link(made, word) for word in ("bb", "cc", "dd")] == [False, False, True]


def test_a_raw_element_closes_what_nothing_has_closed_in_it() -> None:
    made = paragraph(f"{raw(0)}{raw(1)}one{raw(2)} two", ["<code>", "<b>", "</code>"])
    assert [may_link(made, word) for word in ("one", "two")] == [False, True]


def test_a_raw_element_that_nothing_closes_ends_with_its_block() -> None:
    root = tree("<div><p>A</p><p>two</p></div>")
    root[0].text = f"{raw(0)}one"
    made = flat(root, ["<code>"])
    assert [may_link(made, word) for word in ("one", "two")] == [False, True]


@pytest.mark.parametrize("tag", ["</code>", "</b>", "<br>", "<i/>"])
def test_a_raw_tag_that_opens_nothing_closes_nothing(tag: str) -> None:
    assert may_link(paragraph(f"{raw(0)} one", [tag]), "one")


def test_a_raw_link_whose_address_ends_with_a_slash_is_a_link() -> None:
    stash = ["<a href=https://example.org/>", "</a>"]
    assert not may_link(paragraph(f"{raw(0)}one{raw(1)}", stash), "one")


def test_a_word_right_behind_what_is_closed_is_open() -> None:
    made = flat("<div><p><code>one()</code>two <code>(</code>three</p></div>")
    assert [may_link(made, word) for word in ("two", "three")] == [True, True]


def test_a_stretch_that_markup_breaks_is_not_linked() -> None:
    made = flat("<div><p>soft<b>max</b> low <em>rank</em> whole</p></div>")
    assert [may_link(made, word) for word in ("softmax", "low rank")] == [False, False]
    assert [may_link(made, word) for word in ("max", "rank", "whole")] == [True, True, True]


def test_a_stretch_that_a_raw_tag_breaks_is_not_linked() -> None:
    made = paragraph(f"soft{raw(0)}max{raw(1)} {raw(0)}rank{raw(1)}", ["<b>", "</b>"])
    assert [may_link(made, word) for word in ("softmax", "rank")] == [False, True]


def test_a_stretch_that_a_comment_breaks_is_not_linked() -> None:
    assert not may_link(paragraph(f"soft{raw(0)}max", ["<!-- x -->"]), "softmax")


def test_a_text_that_nobody_may_touch_is_closed() -> None:
    root = tree("<div><p>one<span>\\(two\\)</span></p></div>")
    made = FlatText(root, lambda _: "", Untouchable)
    assert [may_link(made, word) for word in ("one", "two")] == [True, False]


def test_headings_footnotes_and_links_are_noted_where_they_begin() -> None:
    root = tree(
        "<div><h2>one</h2><p>two <a>three</a></p>"
        '<div class="footnote"><ol><li>four</li></ol></div></div>'
    )
    made = flat(root)
    heading, block, notes = root
    assert made.landmarks == [
        (made.text.index("one"), heading),
        (made.text.index("four") - 2, notes),
    ]
    assert made.links == [(made.text.index("three"), block[0])]


@pytest.mark.parametrize(
    ("text", "stash", "word", "surface"),
    [
        ("a softmax b", [], "softmax", "softmax"),
        (f"{raw(0)}softmax{raw(1)} b", ["<b>", "</b>"], "softmax", "softmax"),
        (f"a C{escaped('+')}{escaped('+')} b", [], "C++", f"C{escaped('+')}{escaped('+')}"),
        (f"{escaped('*')}a{escaped('*')}", [], "a", "a"),
        (f"low{raw(0)}rank", ["&nbsp;"], "low\u00a0rank", f"low{raw(0)}rank"),
        (f"{STX}amp{ETX}x{STX}amp{ETX}", [], "&x&", f"{STX}amp{ETX}x{STX}amp{ETX}"),
        (f"x{raw(0)} y", ["&fjlig;"], "xfj", f"x{raw(0)}"),
        (f"softmax{raw(0)}", ["<!-- c -->"], "softmax", "softmax"),
    ],
)
def test_a_stretch_of_the_text_leads_back_to_its_node(
    text: str, stash: list[str], word: str, surface: str
) -> None:
    made = paragraph(text, stash)
    start = made.text.index(word)
    piece = made.piece(made.number_at(start))
    assert piece.source == text
    source = piece.source[piece.source_start(start) : piece.source_end(start + len(word))]
    assert source == surface


def test_a_node_behind_an_element_is_a_piece_of_its_parent() -> None:
    root = tree("<div><p>one <em>two</em> three <b>four</b> five</p></div>")
    made = flat(root)
    pieces = [
        made.piece(made.number_at(made.text.index(word)))
        for word in ("one", "two", "three", "five")
    ]
    block = root[0]
    assert [(piece.parent, piece.child) for piece in pieces] == [
        (block, -1),
        (block[0], -1),
        (block, 0),
        (block, 1),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>x <a>word</a></h2>", Closure.LINK),
        ("<h2>x <em>word</em></h2>", Closure.HEADING),
        ("<p><a><code>word</code></a></p>", Closure.CODE),
        ('<p><span class="no-term">word</span></p>', Closure.NO_TERM),
        ('<p><span class="arithmatex">word</span></p>', Closure.MATH),
        ("<p><abbr>word</abbr></p>", Closure.ABBREVIATION),
        ("<p><button>word</button></p>", Closure.CONTROL),
        ("<p>wo<em>rd</em></p>", Closure.BROKEN),
        ("<p>a word</p>", None),
    ],
)
def test_the_innermost_reason_is_told_why_nothing_is_linked(
    markup: str, expected: Closure | None
) -> None:
    made = flat(f"<div>{markup}</div>")
    start = made.text.index("word")
    assert made.closure(start, start + len("word")) == expected


def test_the_words_of_others_are_known() -> None:
    made = flat("<div><p>mine</p><blockquote><p>theirs</p></blockquote><p><q>hers</q></p></div>")
    said = {word: made.is_quoted(made.text.index(word)) for word in ("mine", "theirs", "hers")}
    assert said == {"mine": False, "theirs": True, "hers": True}
