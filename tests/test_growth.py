"""No input costs much more than its length: what would cost the square of it never ends here.

Each text is so long that its square is minutes of any search, and each step is stopped after a time
that is far above what it takes. That is a guard and no measurement: nothing depends on how fast the
machine is, but for one that is a hundred times slower than those of today.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import FrameType
from xml.etree.ElementTree import Element

import pytest
from helpers import entry, glossary, matcher, plain, read, slug
from markdown.util import AtomicString

from mkdocs_grimoire.builds.build import start_build
from mkdocs_grimoire.builds.options import Options
from mkdocs_grimoire.findings.diagnostics import Diagnostic, Edit, Problem, Rule
from mkdocs_grimoire.findings.fixes import LINK, plan_fixes
from mkdocs_grimoire.findings.lines import Lines
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.findings.silence import Silence
from mkdocs_grimoire.glossary.vocabulary import WORD
from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.pages.page import page_markdown, safe_heading
from mkdocs_grimoire.pages.raw_html import close_blocks
from mkdocs_grimoire.sources.attributes import (
    BrokenAttributesError,
    read_attributes,
    split_attributes,
)
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.headings import hand_anchors
from mkdocs_grimoire.sources.includes import included_names
from mkdocs_grimoire.sources.origin import Origin
from mkdocs_grimoire.sources.parsing import parse
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.source import Anchors, Source
from mkdocs_grimoire.text.acronyms import introduced, long_form, split_pair
from mkdocs_grimoire.text.addresses import without_addresses_and_formulas
from mkdocs_grimoire.text.balance import imbalance
from mkdocs_grimoire.text.flat import FlatText
from mkdocs_grimoire.text.formulas import BLOCK, FORMULA
from mkdocs_grimoire.text.link_labels import defined_labels
from mkdocs_grimoire.text.markup import blank_code, blank_unread, first_paragraph, headings
from mkdocs_grimoire.text.phrases import names
from mkdocs_grimoire.text.words import units, without_accents

LENGTH = 300_000
"""Characters of a text that is searched."""

MANY = 10_000
"""Things of one kind in one file."""

ENOUGH = 15.0  # s of CPU time; a step takes a small part of one


class EndlessError(BaseException):
    """A step that has gone on for too long."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise EndlessError


@contextmanager
def an_end() -> Iterator[None]:
    """Fail what goes on and on."""
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, ENOUGH)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@cache
def flat(text: str) -> FlatText:
    """Return the flat text of a document of one paragraph."""
    root, paragraph = Element("div"), Element("p")
    paragraph.text = text
    root.append(paragraph)
    return FlatText(root, lambda _: "", AtomicString, {})


def attributes(text: str) -> None:
    """Read an attribute list, which may be broken."""
    with suppress(BrokenAttributesError):
        read_attributes(text)


class NoConverter:
    """Takes any raw HTML for whole, or none."""

    raw_items: tuple[str, ...] = ()

    def __init__(self, *, is_whole: bool) -> None:
        self._is_whole = is_whole

    def raw(self, number: int) -> str:
        raise NotImplementedError

    def store(self, markup: str) -> str:
        raise NotImplementedError

    def replace(self, number: int, markup: str) -> None:
        raise NotImplementedError

    def ends_in_text(self, markdown: str) -> bool:
        return self._is_whole or not markdown


def end_blocks(text: str) -> None:
    """Close the raw HTML of a glossary page, and make text of it."""
    for is_whole in (True, False):
        close_blocks(text, NoConverter(is_whole=is_whole))


CODE = ["`", "` ", "\n```", "\n~~~x", "\n```\n~~~", "<!--", "<!-- ", "<!-- a -->", " \n", "> "]

SEARCHES: list[tuple[Callable[[str], object], list[str]]] = [
    (blank_code, CODE),
    (blank_unread, ["](", "][", "![", "<", "<a ", "{: ", "http://", "[", "\n[a]: b"]),
    (headings, ["#", "\n#", "\n# a", "\na\n---", " ", "\t", "# ", "<!--", "\n=", "`"]),
    (first_paragraph, ["\n\n- a", "\n[a", "[", "1", "\n    a", "<!--"]),
    (split_attributes, [" {", " {a=", "{: ", " ", '"', "}", ' {a="']),
    (imbalance, ["<b>", "</b>", "<div>", "</div>", "<p><b>", "</p>", "<td>", "<table>", "</x>"]),
    (imbalance, ["<x>", "<!--", "<", "<a href='", "</", "<textarea>", "<!a>", "<b/>", "<svg>"]),
    (end_blocks, ["\n# ", "<!-- grimoire: end -->", "\n", "# <!-- grimoire: 1 -->", "<b>", "`"]),
    (attributes, ["a=b ", ".a ", "#a ", 'a="b" ', 'a="', " ", "a"]),
    (lambda text: FORMULA.sub("", text), ["$", "$$", "$a ", "\\$", "\\(", "\n\\[", "$a\\$", "\\"]),
    (lambda text: BLOCK.sub("", text), ["\n$$", "\n\\[", "\n\\begin{a}", "\n$$\n", "\\\\", "$$ "]),
    (lambda text: Silence(f"{text}ignore"), ["<!-- grimoire: ignore", " ", "<!--", "- a\n"]),
    (lambda text: Silence(f"<!-- grimoire: ignore{text}ignore"), [" ", "a ", "\n"]),
    (lambda text: long_form(text, "LF"), ["(LF) ", "Long Form (LF) ", "(", "a ", "("]),
    (lambda text: list(introduced(text)), ["(LF) ", "A (B) ", "(", "((((", "a", " "]),
    (split_pair, [" ", "a ", "a (", ") (", "("]),
    (hand_anchors, ["{", "{: ", "{#", "id=", "id='", "a", "{ #a"]),
    (defined_labels, ["\n[a]: b", "\n[^a]: b\n    c", "[", "\n[a", "]:", "\n    ", "\n\n"]),
    (lambda text: list(included_names(f"{text}include 8<")), ["--8<-- ", "\n--8<--\na", "-"]),
    (safe_heading, ["`", "<", "<b", "</", "<b ", "` a", "\\[", "a"]),
    (WORD.findall, ["a'", "'", "a", "1"]),
    (lambda text: list(LINK.finditer(text)), ["[", "[a]", "](", "[["]),
    (lambda text: list(units(text, without_accents)), ["\u0301\u0327", "\u00ad", "\u8a9e", "-"]),
    (
        lambda text: without_addresses_and_formulas(flat(f"a@b.c www.a {text}")),
        ["a", "a.", "a@", "@", "a:", "1.", "://", "www.", "a+", "a@a", "\x02", "\\("],
    ),
    (lambda text: list(names(flat(f"of Aa{text}"))), [" ", "\n", "A", "Aa", "Aa ", "AA "]),
    (glossary("aaaa aaaa", "softmax").near, ["a", "softmax ", "ab"]),
    (lambda text: Anchors(slug).derive(f"a_{text}"), ["1", "_1", "9"]),
]
"""What is searched for, and what texts are made of, over and over."""


@pytest.mark.parametrize(
    ("search", "unit"), [(search, unit) for search, found in SEARCHES for unit in found]
)
@pytest.mark.parametrize("before", ["", "# a"])
def test_a_search_reads_a_text_about_once(
    search: Callable[[str], object], before: str, unit: str
) -> None:
    with an_end():
        search(f"{before}{unit * (LENGTH // len(unit))}b")


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        *(("a.md", unit) for unit in ("## Same\n\nx\n\n", "## a\n\n### Same\n\n", "a\n: b\n\n")),
        *(("a.md", unit) for unit in ("*[a]: b\n", "*[", "# ", "<!--", "\n## a [", "\n## a {a=")),
        *(("a.md", unit) for unit in ("## A B (AB)\n\n", "x `", "> ", "- ", "[^a]: b\n")),
        *(("a.yml", unit) for unit in ("a", "- a\n", "a: b\n", "&a ", "? ", "- - ", '"', "#")),
        *(("a.json", unit) for unit in ("[", '{"a":', "1", '"', " ", '"a",')),
        *(("a.csv", unit) for unit in ("a,", '"', "\n", "term,", 'a\n"b\n",', "term\na\n")),
    ],
)
def test_a_source_is_read_in_time(path: str, unit: str) -> None:
    tools = Tools(plain, Anchors(slug), Docs(), read_yaml)
    text = unit * (LENGTH // 10 // len(unit))
    with an_end():
        parsed = parse(Source(path, text, 1, "", path, is_page=False), tools)
        page_markdown(start_build(Options(), [parsed]).layout)


def test_many_references_that_are_misspelt_are_found_in_time() -> None:
    text = "[x](term:softmx) " * MANY
    lines = Lines(text)
    origin = Origin(Place("a.md"), lambda: lines)
    with an_end():
        places = [origin.place("term:softmx") for _ in range(MANY)]
    assert [place.column for place in places] == [17 * number + 5 for number in range(MANY)]


@pytest.mark.parametrize("part", ["the same words ", "the same words *and* others `x` "])
def test_many_equal_wordings_are_found_in_time(part: str) -> None:
    many = 3000
    text = part * many
    lines = Lines(text)
    origin = Origin(Place("a.md"), lambda: lines)
    with an_end():
        places = [
            origin.locate(text, len(part) * number + 4, len(part) * number + 8)
            for number in range(many)
        ]
    assert [place.column for place in places] == [len(part) * number + 5 for number in range(many)]


def test_many_comments_silence_one_list_in_time() -> None:
    with an_end():
        silence = Silence("- a <!-- grimoire: ignore avoid -->\n" * MANY)
        assert all(silence.covers(Rule.AVOID, line) for line in range(1, MANY + 1))
    assert not silence.covers(Rule.AVOID, MANY + 2)
    assert not silence.covers(Rule.UNDEFINED, 1)


def test_many_edits_of_one_file_are_planned_in_time(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("the same words " * MANY, encoding="utf-8")
    findings = [
        Diagnostic(
            Place("a.md", 1, 15 * number + 5), Problem.AVOIDED_WORDING, edit=Edit("same", "very")
        )
        for number in range(MANY)
    ]
    with an_end():
        plan = plan_fixes(findings, lambda _: file)
    assert [fix.after for fix in plan.files] == [b"the very words " * MANY]


def test_a_label_of_very_many_words_is_reported_and_not_looked_for() -> None:
    with an_end():
        made = glossary("a " * LENGTH, "b")
    assert [finding.problem for finding in made.findings] == [Problem.LONG_LABEL]
    assert [form.entry.term for form in made.forms() if form.linked] == ["b"]


def test_a_term_with_which_ten_thousand_others_begin_is_found_in_time() -> None:
    with an_end():
        known = matcher("model", *(f"model {number}" for number in range(MANY)))
        found = list(known.find("model 77, model x and model 9999 " * MANY))
    assert [match.entry.term for match in found[:3]] == ["model 77", "model", "model 9999"]
    assert len(found) == 3 * MANY


def test_fifty_thousand_aliases_of_one_entry_are_found_in_time() -> None:
    aliases = tuple(f"alias {number}" for number in range(5 * MANY))
    with an_end():
        made = glossary(entry("term", aliases=aliases))
        forms = {form.label for form in made.forms()}
    assert forms == {"term", *aliases}
    assert made.findings == []


@pytest.mark.parametrize("label", ["term", "alias"])
def test_a_label_of_ten_thousand_entries_is_reported_in_time(label: str) -> None:
    with an_end():
        made = glossary(
            *(
                entry("term" if label == "term" else f"term {number}", aliases=("alias",))
                for number in range(MANY)
            )
        )
    assert len(made.findings) >= MANY - 1


def test_very_many_marks_on_one_letter_are_sorted_in_time() -> None:
    with an_end():
        build = start_build(Options(), [read("## a" + "\u0301\u0327" * LENGTH + "\n\nx\n")])
        page = page_markdown(build.layout)
    assert page.count("\u0327") == LENGTH
