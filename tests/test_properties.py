"""What holds for any text: the matcher against a slow reference, and that nothing is ever lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

import pytest
from helpers import entry, glossary, plain, read, slug
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown import Markdown
from trying import tried_on

from mkdocs_grimoire.builds.build import Build, Page, start_build
from mkdocs_grimoire.builds.extension import GrimoireExtension
from mkdocs_grimoire.builds.options import Options
from mkdocs_grimoire.builds.page_options import PageOptions
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.matcher import Match, Matcher
from mkdocs_grimoire.linking.linker import Autolink
from mkdocs_grimoire.sources.attributes import (
    BrokenAttributesError,
    read_attributes,
    split_attributes,
)
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.source import Parsed
from mkdocs_grimoire.text.formulas import FORMULA, formula
from mkdocs_grimoire.text.markup import blank_code, headings

# The reference: section 4 of the contract, letter by letter. It looks at every stretch of a text.

APOSTROPHES = "'\u2019"
HYPHENS = "-\u2010\u2011"


class Label(NamedTuple):
    """A label as the contract sees it."""

    text: str
    entry: Entry
    is_plural: bool = False


@cache
def in_word(character: str) -> bool:
    """Return whether a character continues a word: a letter, a digit, a mark, an underscore."""
    return character == "_" or unicodedata.category(character)[0] in "LNM"


@cache
def compared(text: str) -> str:
    """Return what a text is compared by: NFKC, plain apostrophes, one space for every gap."""
    text = unicodedata.normalize("NFKC", text)
    letters = ["'" if letter in APOSTROPHES else letter for letter in text]
    for i in range(1, len(letters) - 1):
        if text[i] in HYPHENS and in_word(text[i - 1]) and in_word(text[i + 1]):
            letters[i] = " "
    return re.sub(r"\s+", " ", "".join(letters)).strip()


def words(text: str) -> list[str]:
    """Return the words of a compared text."""
    spaced = "".join(letter if in_word(letter) else " " for letter in text)
    return spaced.split(" ")


def is_form(surface: str, label: str, case: Case) -> bool:
    """Return whether a surface is a label, but for what the case rule lets pass."""
    mine, theirs = compared(label), compared(surface)
    if case is Case.EXACT or (case is Case.SMART and len(mine) == 1):
        return mine == theirs
    if mine.casefold() != theirs.casefold():
        return False
    pairs = zip(words(mine), words(theirs), strict=True) if case is Case.SMART else ()
    return all(one == other for one, other in pairs if has_capital_beyond_the_first_letter(one))


def has_capital_beyond_the_first_letter(word: str) -> bool:
    """Return whether the case of a word counts: that of `aB`, but not of `1B`."""
    return any(letter.isupper() for letter in [mark for mark in word if mark.isalpha()][1:])


def plurals_of(label: str) -> list[str]:
    """Return the regular English plurals of a label whose last word is an English one."""
    label = compared(label)
    last = words(label)[-1]
    if not last.isascii() or len(last) < 2 or not last[-1].isalpha():
        return []
    if re.search(r"(?:[sxz]|ch|sh)$", last, re.IGNORECASE):
        return [label + "es"]
    if re.search(r"[^aeiouAEIOU]y$", last):
        return [label[:-1] + "ies"]
    if re.search(r"[^aeiou]o$", last, re.IGNORECASE):
        return [label + "s", label + "es"]
    return [label + "s"]


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch has no letter, digit or mark beside it, and no blank at its ends."""
    if text[start].isspace() or text[end - 1].isspace():
        return False
    beside = text[start - 1 : start] + text[end : end + 1]
    return not any(in_word(character) for character in beside)


def owner(surface: str, labels: list[Label], case: Case) -> Entry | None:
    """Return whose form a surface is; a label goes before a plural."""
    for is_plural in (False, True):
        for label in labels:
            if label.is_plural is is_plural and is_form(surface, label.text, case):
                return label.entry
    return None


def reference(text: str, labels: list[Label], case: Case) -> list[Match]:
    """Return the matches in a text: whole words, the longest label, leftmost first."""
    found: list[Match] = []
    start = 0
    while start < len(text):
        for end in range(len(text), start, -1):
            if is_whole(text, start, end):
                whose = owner(text[start:end], labels, case)
                if whose is not None:
                    found.append(Match(start, end, whose))
                    start = end - 1
                    break
        start += 1
    return found


# Texts and labels, made of the same few letters so that they meet.

LETTERS = "abBsxyoZ\u00e9\u00c9\u00df\u03c3\u03a3\u0434\u0414\u0939\ufb01\u212b"
MARKS = "\u0301\u0327\u093f"
SYMBOLS = ".+#$()/&'\u2019-\u2013!"
GAPS = [" ", "  ", "\n", "\u00a0", "\t\u2009", "-", "\u2010", "\u2011"]

syllables = st.one_of(
    st.sampled_from(
        ["lo", "ra", "PO", "S", "box", "ity", "ch", "12", "C++", ".N", "e/a", "Bayes'"]
    ),
    st.text(st.sampled_from(LETTERS + MARKS + "12_"), min_size=1, max_size=3),
    st.text(st.sampled_from(SYMBOLS), min_size=1, max_size=2),
)
names = st.lists(
    st.lists(syllables, min_size=1, max_size=2).map("".join), min_size=1, max_size=3
).flatmap(lambda parts: st.sampled_from([" ", "-", "\u00a0"]).map(lambda gap: gap.join(parts)))


def distinct(candidates: list[str]) -> list[str]:
    """Return the labels that nothing in the list makes ambiguous, not even a plural."""
    labels: list[str] = []
    taken: set[str] = set()
    derived: set[str] = set()
    for candidate in candidates:
        key = compared(candidate).casefold()
        plural_keys = {compared(plural).casefold() for plural in plurals_of(candidate)}
        if key and key[0] not in APOSTROPHES and key not in taken and not plural_keys & derived:
            labels.append(candidate)
            taken.add(key)
            derived |= plural_keys
    return labels


label_lists = st.lists(names, min_size=1, max_size=6).map(distinct).filter(bool)


CHANGES: tuple[Callable[[str], str], ...] = (
    *(str, str, str, str.upper, str.lower, str.title, str.swapcase),
)


def texts_with(labels: list[str]) -> st.SearchStrategy[str]:
    """Return texts in which labels stand in many ways, near misses included."""
    known = [*labels, *(plural for label in labels for plural in plurals_of(label))]
    written = st.tuples(
        st.sampled_from(known), st.sampled_from(CHANGES), st.sampled_from(GAPS)
    ).map(lambda made: re.sub(r"[ \u00a0-]", lambda _: made[2], made[1](made[0])))
    noise = st.one_of(syllables, st.sampled_from(SYMBOLS), st.sampled_from(["'s", "s", "\x00"]))
    pieces = st.tuples(
        st.one_of(written, written, written, noise),
        st.sampled_from([" ", " ", " ", ", ", "\n", "'s ", "-", "", "."]),
    )
    return st.lists(pieces.map("".join), min_size=1, max_size=8).map("".join)


matchings = label_lists.flatmap(lambda labels: st.tuples(st.just(labels), texts_with(labels)))


def found_by(labels: list[str], text: str, case: Case, *, plural: bool) -> list[Match]:
    """Return what the matcher finds; each label is an entry of its own."""
    entries = [entry(label, anchor=str(number)) for number, label in enumerate(labels)]
    made = glossary(*entries, case=case, plural=plural)
    assert made.findings == []
    return list(Matcher(made.forms()).find(text))


def shown(matches: list[Match], text: str) -> list[tuple[int, str, str]]:
    """Return place, surface and term of each match, which is what two matchers can agree on."""
    return [(match.start, text[match.start : match.end], match.entry.term) for match in matches]


@pytest.mark.parametrize("case", list(Case))
@pytest.mark.parametrize("plural", [False, True])
@given(matching=matchings)
@tried_on(25)
def test_the_matcher_finds_what_the_contract_says(
    matching: tuple[list[str], str], case: Case, *, plural: bool
) -> None:
    labels, text = matching
    known = [Label(label, entry(label)) for label in labels]
    if plural:
        known += [
            Label(form, label.entry, is_plural=True)
            for label in list(known)
            for form in plurals_of(label.text)
        ]
    found = found_by(labels, text, case, plural=plural)
    assert shown(found, text) == shown(reference(text, known, case), text)


any_text = st.text(max_size=80)
any_labels = st.lists(st.text(min_size=1, max_size=12), max_size=5)


@given(any_labels, any_text, st.sampled_from(list(Case)))
@tried_on(25)
def test_matches_are_whole_in_order_and_apart(labels: list[str], text: str, case: Case) -> None:
    text = f"{text} {' '.join(labels)}. {text}"
    made = glossary(*(entry(label) for label in labels), case=case)
    end = 0
    for match in Matcher(made.forms()).find(text):
        assert end <= match.start < match.end <= len(text)
        beside = text[max(0, match.start - 1) : match.start] + text[match.end : match.end + 1]
        assert not re.search(r"\w", beside)
        end = match.end


@given(matchings)
@tried_on(25)
def test_every_surface_is_a_form_of_a_label_of_its_entry(matching: tuple[list[str], str]) -> None:
    labels, text = matching
    for match in found_by(labels, text, Case.SMART, plural=True):
        term = match.entry.term
        surface = text[match.start : match.end]
        assert any(is_form(surface, form, Case.SMART) for form in (term, *plurals_of(term)))
        assert is_whole(text, match.start, match.end)


@given(matchings)
@tried_on(25)
def test_no_longer_label_is_passed_over(matching: tuple[list[str], str]) -> None:
    labels, text = matching
    known = [Label(label, entry(label)) for label in labels]
    for match in found_by(labels, text, Case.SMART, plural=False):
        for end in range(match.end + 1, len(text) + 1):
            if is_whole(text, match.start, end):
                assert owner(text[match.start : end], known, Case.SMART) is None


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4), any_text)
@tried_on(25)
def test_the_order_of_the_labels_changes_nothing(labels: list[str], text: str) -> None:
    entries = [entry(label) for label in labels]
    assume(not glossary(*entries).findings)
    text = f"{text} {' '.join(labels)}"
    there, back = (
        shown(list(Matcher(glossary(*order).forms()).find(text)), text)
        for order in (entries, entries[::-1])
    )
    assume(len({compared(label).casefold() for label in labels}) == len(labels))
    assert there == back


# Markdown as text: code, headings, attributes, sources.

markdown_lines = st.one_of(
    st.sampled_from(
        [
            *("", "", "# Title", "## Term", "## Other term", "### Sub", "## A", "## B", "##", "#x"),
            *('## Term { aliases="a, b" }', "## Term { .c case=exact }", "## Bad { a='x }"),
            *(
                "## Long Form (LF)",
                "Long Form (LF) is.",
                "Term\n---",
                "Title\n===",
                "---",
                "    ## x",
            ),
            *(
                "```",
                "~~~",
                "````",
                "``` python",
                "<!--",
                "-->",
                "`code`",
                "a ` tick",
                "> ## quoted",
            ),
            *("- item", "    code", "| a | b |", "|---|---|", "text [a](#term)", "&amp; \\# \\`"),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=20),
    st.text(st.sampled_from("#`~ <!->=ab{}.\"'"), max_size=12),
)
markdown_texts = st.lists(markdown_lines, max_size=24).map("\n".join)


@given(markdown_texts)
@tried_on(25)
def test_blanking_code_moves_no_character(text: str) -> None:
    blanked = blank_code(text)
    assert len(blanked) == len(text)
    assert all(
        now == before or (now == " " and before != "\n")
        for now, before in zip(blanked, text, strict=True)
    )


@given(markdown_texts)
@tried_on(25)
def test_headings_are_on_lines_that_are_not_code(text: str) -> None:
    lines, visible = text.split("\n"), blank_code(text).split("\n")
    found = headings(text)
    assert [heading.line for heading in found] == sorted({heading.line for heading in found})
    for heading in found:
        assert visible[heading.line].strip()
        assert heading.text in lines[heading.line]
        assert 1 <= heading.level <= 6


@given(markdown_texts, st.sampled_from(["term", "a", "#", "Form (LF)", "`"]), st.integers(1, 9))
@tried_on(25)
def test_a_text_is_found_on_lines_that_have_it(text: str, wanted: str, first_line: int) -> None:
    lines = text.split("\n")
    found = Lines(text, first_line).find(wanted)
    assert found == sorted(found)
    assert all(lines[line - first_line].startswith(wanted, column - 1) for line, column in found)


attribute_texts = st.one_of(
    st.text(st.sampled_from("ab#.={}:\"' \t-"), max_size=30),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=30),
)


@given(attribute_texts)
@tried_on(25)
def test_attributes_are_read_or_broken(text: str) -> None:
    try:
        found = read_attributes(text)
    except BrokenAttributesError:
        return
    assert all(found.classes)
    assert all(key for key, _ in found.pairs)


@given(st.one_of(attribute_texts, attribute_texts.map(lambda text: f"Term {{ {text} }}")))
@tried_on(25)
def test_a_heading_is_what_stands_before_its_attributes(heading: str) -> None:
    text, braces = split_attributes(heading)
    assert heading.strip().startswith(text)
    assert text == text.strip()
    assert braces in heading
    assert braces or text == heading.strip()


def parts(parsed: Parsed) -> Iterator[str]:
    """Yield all that a source says, in its order."""
    for group in parsed.groups:
        yield group.lead
        for found in group.entries:
            yield found.heading
            yield found.definition


@given(markdown_texts, st.integers(1, 20))
@tried_on(25)
def test_no_line_of_a_source_is_lost(text: str, first_line: int) -> None:
    parsed = read(text, first_line=first_line)
    under = {
        line
        for heading in headings(text)
        for line in range(heading.line, heading.line + heading.lines)
    }
    kept = iter([line.strip() for line in "\n".join(parts(parsed)).split("\n")])
    for number, line in enumerate(text.split("\n")):
        if number not in under and line.strip():
            assert line.strip() in kept  # which goes on to where it is


@given(markdown_texts, st.integers(1, 20))
@tried_on(25)
def test_an_entry_says_where_it_stands(text: str, first_line: int) -> None:
    lines = text.split("\n")
    for found in read(text, first_line=first_line).entries:
        assert found.heading in lines[found.place.line - first_line]
        definition = lines[found.definition_line - first_line :]
        assert "\n".join(definition).startswith(found.definition)
        assert found.term == plain(found.heading)


@given(markdown_texts)
@tried_on(25)
def test_no_two_entries_share_a_fragment(text: str) -> None:
    anchors = [found.anchor for found in read(text).entries]
    assert len(set(anchors)) == len(anchors)
    assert all(anchors)


@given(markdown_texts)
@tried_on(25)
def test_every_finding_of_a_source_is_on_one_line(text: str) -> None:
    for finding in read(re.sub(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029\r]", " ", text)).findings:
        assert len(str(finding).splitlines()) == 1
        assert str(finding).startswith("glossary.md")


@given(st.sampled_from(list(Problem)), st.text(), st.text())
@tried_on(25)
def test_a_finding_is_one_line_whatever_it_is_about(
    problem: Problem, subject: str, suggestion: str
) -> None:
    found = str(Diagnostic(Place("a.md", 3), problem, subject, "a reason", suggestion))
    assert len(found.splitlines()) == 1
    assert found.startswith("a.md:3: ")
    assert found.endswith(f" [{problem.rule.key}]")


@given(st.text(st.sampled_from("$$$ ab5.\\()[]\n\x00"), max_size=40))
@tried_on(25)
def test_no_formula_goes_past_a_block_or_begins_with_a_blank(text: str) -> None:
    for match in FORMULA.finditer(text):
        found = formula(match)
        assert "\x00" not in match[0]
        if found is not None and match["inline"]:
            assert match["inline"] == match["inline"].strip()
            assert not text[match.end() : match.end() + 1].isdigit()


# Whole documents: apart from the links the HTML is what it is without the plugin.

GLOSSARY = """\
## softmax

Shares.

## cross entropy { aliases="low-rank, don't" }

Cost.

## rank

Size.

## C++

A language.

## R&D

Effort.
"""

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
]

spans = st.sampled_from(
    [
        *("softmax", "Softmax", "softmaxes", "cross entropy", "cross-entropy", "low rank", "rank"),
        *("C++", "C\\+\\+", "R&D", "R&amp;D", "R&#38;D", "don't", "don\u2019t", "don&rsquo;t"),
        *("cross&nbsp;entropy", "cross *entropy*", "**softmax**", "_rank_", "*soft*max", "rank's"),
        *("`softmax`", "`` ` rank ``", "`", "*", "_", "[softmax](x.md)", '[rank](x "softmax")'),
        *("[a *softmax* b](<x y>)", "[softmax][r]", "[softmax]", "![rank](i.png)", "[rank]()"),
        *(
            "<https://softmax.org/>",
            "<rank@softmax.org>",
            "https://softmax.org/rank",
            "www.rank.org",
        ),
        *("rank@softmax.org", '<a href="x">softmax and rank</a>', "<A HREF='x'><b>rank</b></A>"),
        *(
            "<b>softmax</b>",
            "<kbd>rank</kbd>",
            '<span class="no-term">softmax</span>',
            "soft<b>max</b>",
        ),
        *("<code>softmax *rank*</code>", "softmax<!-- rank -->", "<br>", "softmax<br/>", "<i>rank"),
        *("</i>", "&lt;softmax&gt;", "&softmax;", "&copy;rank", "a & b", "<", ">", "1 < rank > 0"),
        *(
            "\\*softmax\\*",
            "\\`rank\\`",
            "\\\\",
            "$softmax$",
            "$$rank$$",
            "\\(softmax\\)",
            "$5",
            "$10",
        ),
        *(
            '"softmax"',
            "'rank'",
            "rank--softmax",
            "rank...",
            "\u201crank\u201d",
            "softmax[^1]",
            "[^2]",
        ),
        *(
            "*softmax*{ .no-term }",
            "**rank**{: #i }",
            "(softmax)",
            "rank/softmax",
            "\ue000",
            "  \n",
        ),
        *(
            "`softmax`{ .x }",
            "HTML",
            "\u0301",
            "\u65e5\u672crank",
            "soft_max",
            "softmax_",
            "\\_rank",
        ),
    ]
)
lines = st.lists(
    st.tuples(spans, st.sampled_from([" ", " ", " ", "", ", ", "\n"])).map("".join),
    min_size=1,
    max_size=7,
).map("".join)
one_line = lines.map(lambda text: text.replace("\n", " "))


def indented(text: str, by: str = "    ") -> str:
    """Return a text with blanks before each of its lines."""
    return "\n".join(by + line for line in text.split("\n"))


blocks = st.one_of(
    lines,
    one_line.map("# {}".format),
    one_line.map("## {} ##".format),
    one_line.map("{}\n---".format),
    lines.map(lambda text: "> " + text.replace("\n", "\n> ")),
    lines.map(indented),
    lines.map("```\n{}\n```".format),
    st.lists(one_line, min_size=1, max_size=3).map(
        lambda items: "\n".join(f"- {item}" for item in items)
    ),
    st.lists(lines, min_size=1, max_size=2).map(
        lambda items: "\n\n".join(f"1.  {indented(item).strip()}" for item in items)
    ),
    st.tuples(one_line, one_line).map(
        lambda cells: "| a | b |\n|---|---|\n| {} | {} |".format(*cells)
    ),
    st.tuples(one_line, lines).map(lambda two: f'!!! note "{two[0]}"\n{indented(two[1])}'),
    st.tuples(one_line, one_line).map(lambda two: f"{two[0]}\n:   {two[1]}"),
    lines.map('<div class="x">\n{}\n</div>'.format),
    lines.map('<div markdown="1">\n\n{}\n\n</div>'.format),
    lines.map("<details markdown>\n<summary>rank</summary>\n\n{}\n\n</details>".format),
    lines.map("{}\n{{ .no-term }}".format),
    st.just("*[HTML]: softmax rank"),
    st.just("***"),
)
documents = st.lists(blocks, min_size=1, max_size=6).map(
    lambda made: "\n\n".join(
        [
            *made,
            "[r]: https://rank.org 'softmax'",
            "[^1]: A softmax.",
            "[^2]: The *rank*\n    <b>x</b>.",
        ]
    )
)


@cache
def build() -> Build:
    """Return a build of the glossary."""
    return start_build(Options(), [read(GLOSSARY)])


def convert(text: str, autolink: Autolink | None) -> str:
    """Return the HTML of a page, without the extension if nothing is said of linking."""
    if autolink is None:
        return Markdown(extensions=EXTENSIONS).convert(text)
    page = Page(
        "guide/page.md", "guide/page/", "../glossary.md", PageOptions(autolink), lambda: text
    )
    extension = GrimoireExtension(lambda _: (build(), page))
    return Markdown(extensions=[*EXTENSIONS, extension]).convert(text)


LINK = re.compile(
    r'<a class="grimoire-term" data-grimoire="[^"<>]*" href="\.\./glossary\.md#[^"<>]*"'
    r'(?: id="use-[^"<>]*")?>(.*?)</a>',
    re.DOTALL,
)


class Links(HTMLParser):
    """Looks for links of ours that stand where none may."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.inside: list[list[str]] = []
        """For each link of ours, the elements that it stands in."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("class") == "grimoire-term":
            self.inside.append(list(self.open))
        if tag not in {"br", "hr", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass


@given(documents, st.sampled_from(list(Autolink)))
@tried_on(75)
def test_apart_from_the_links_the_html_is_what_it_is_without_them(
    text: str, autolink: Autolink
) -> None:
    assert LINK.sub(r"\1", convert(text, autolink)) == convert(text, None)


@given(documents)
@tried_on(50)
def test_no_link_stands_in_a_link_in_code_or_in_a_heading(text: str) -> None:
    page = Links()
    page.feed(convert(text, Autolink.ALL))
    closed = {"a", "code", "pre", "kbd", "abbr", "h1", "h2", "h3"}
    assert [inside for inside in page.inside if closed.intersection(inside)] == []


@given(documents)
@tried_on(25)
def test_a_page_links_no_entry_twice(text: str) -> None:
    html = convert(text, Autolink.PAGE)
    anchors = re.findall(r'<a class="grimoire-term" data-grimoire="([^"]*)"', html)
    assert len(set(anchors)) == len(anchors)


@given(documents)
@tried_on(25)
def test_a_link_holds_words_and_no_element(text: str) -> None:
    for words_linked in LINK.findall(convert(text, Autolink.ALL)):
        assert "<" not in words_linked
        assert words_linked.strip() == words_linked != ""


def test_the_documents_have_links_in_them() -> None:
    assert convert("softmax and *rank*", Autolink.ALL).count("grimoire-term") == 2
    assert [found.anchor for found in build().glossary.entries] == [
        slug(term) for term in ("softmax", "cross entropy", "rank", "C++", "R&D")
    ]
