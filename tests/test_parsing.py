"""Which form a source has, and in which order sources are read."""

from __future__ import annotations

import pytest
from helpers import plain, slug

from mkdocs_grimoire.hosts.yaml_data import read_yaml
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.parsing import parse, parse_all
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.source import Anchors, Parsed, Source


def tools() -> Tools:
    """Return what reading needs, no fragment being taken."""
    return Tools(plain, Anchors(slug), Docs(), read_yaml)


def source(
    text: str, path: str = "terms/x.md", *, page: bool = False, named: bool = True
) -> Source:
    """Return a source; front matter that the text begins with is taken off it."""
    front = ""
    if text.startswith("---\n"):
        end = text.index("---\n", 4) + 4
        front, text = text[:end], text[end:]
    first_line = front.count("\n") + 1
    return Source(path, text, first_line, front, path, is_page=page, is_named=named)


def told(parsed: Parsed) -> tuple[list[str], list[str]]:
    """Return the terms of a source and what was found."""
    findings = [str(finding) for finding in parsed.findings]
    return [entry.term for entry in parsed.entries], findings


@pytest.mark.parametrize(
    ("path", "text", "terms"),
    [
        ("a.md", "## A\n\nx", ["A"]),
        ("a.md", "A\n: x", ["A"]),
        ("a.md", "*[A]: x", ["A"]),
        ("a.MD", "## A\n\nx", ["A"]),
        ("a.markdown", "A\n: x", ["A"]),
        ("a.yml", "A: x", ["A"]),
        ("a.YAML", "A: x", ["A"]),
        ("a.Json", '{"A": "x"}', ["A"]),
        ("a.CSV", "term,definition\nA,x", ["A"]),
        ("a.md", "---\nterm: A\n---\n## B\n\nx", ["A"]),
        ("a.md", "---\nTerm: A\n---\nx", ["A"]),
        ("a.md", "---\ntitle: A\n---\n## B\n\nx", ["B"]),
        ("a.md", "---\ntitle: A\n---\nB\n: x", ["B"]),
        ("a.md", "A\n: x\n\n*[B]: y", ["A"]),
        ("a.md", "## A\n\nx\n\n*[B]: y", ["A"]),
    ],
)
def test_a_source_that_is_named_has_the_form_of_its_text(
    path: str, text: str, terms: list[str]
) -> None:
    assert told(parse(source(text, path), tools())) == (terms, [])


@pytest.mark.parametrize("front", ["title: A", "term: A", "TITLE: A", "title: B\nterm: A"])
def test_a_file_with_a_title_that_a_folder_names_is_one_entry(front: str) -> None:
    text = f"---\n{front}\n---\n## Not a term\n\nx"
    assert told(parse(source(text, named=False), tools())) == (["A"], [])


@pytest.mark.parametrize("front", ["", "---\ntags: [x]\n---\n"])
def test_a_file_without_a_title_that_a_folder_names_is_a_list(front: str) -> None:
    assert told(parse(source(f"{front}## A\n\nx", named=False), tools())) == (["A"], [])


def test_the_glossary_page_is_no_term_file() -> None:
    text = "---\ntitle: Words\nterm: x\n---\n## A\n\nx"
    assert told(parse(source(text, page=True), tools())) == (["A"], [])


@pytest.mark.parametrize("text", ["## A\n\nx", "A\n: x", "*[A]: x"])
def test_a_scope_in_front_matter_holds_for_all_entries(text: str) -> None:
    (entry,) = parse(source(f"---\nscope: guide/*\n---\n{text}"), tools()).entries
    assert entry.scope == ("guide/*",)


def test_an_entry_s_own_scope_goes_before_that_of_its_source() -> None:
    text = '---\nscope: [guide/*]\n---\n## A { scope="api/*" }\n\nx\n\n## B\n\ny'
    entries = parse(source(text), tools()).entries
    assert [entry.scope for entry in entries] == [("api/*",), ("guide/*",)]


def test_a_scope_in_front_matter_that_is_none_is_reported() -> None:
    parsed = parse(source("---\ntags: a\nscope: 3\n---\n## A\n\nx"), tools())
    message = "terms/x.md:3: scope: expected a list of strings, got 3 [invalid]"
    assert told(parsed) == (["A"], [message])


def test_front_matter_that_cannot_be_read_is_reported_and_the_text_kept() -> None:
    terms, (message,) = told(parse(source("---\na: b: c\n---\n## A\n\nx"), tools()))
    assert terms == ["A"]
    reason = "mapping values are not allowed in this context"
    assert message == f"terms/x.md:2: front matter cannot be read: {reason} [invalid]"


def test_an_explanation_has_the_fragment_whatever_the_order() -> None:
    sources = [source("*[A]: x", "a.md"), source("## A\n\ny", "b.md"), source("A: z", "c.yml")]
    parsed = parse_all(sources, tools())
    assert [one.source.path for one in parsed] == ["a.md", "b.md", "c.yml"]
    assert [entry.anchor for one in parsed for entry in one.entries] == ["a_2", "a", "a_1"]


def test_the_fragments_of_the_page_are_taken_first_though_it_has_abbreviations() -> None:
    sources = [source("*[A]: x", "g.md", page=True), source("## A\n\ny", "b.md")]
    parsed = parse_all(sources, tools())
    assert [entry.anchor for one in parsed for entry in one.entries] == ["a", "a_1"]
