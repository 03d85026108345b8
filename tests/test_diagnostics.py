"""The wording of every finding, in one table, and the rules with their levels."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.findings.diagnostics import (
    SUBJECT_LENGTH,
    Diagnostic,
    Level,
    Problem,
    Rule,
    quoted,
)
from mkdocs_grimoire.findings.place import Place

PLACE = Place("guide/chains.md", 12)

WORDINGS = [
    (Problem.UNDEFINED_TERM, "term not in glossary: 'S' [undefined]"),
    (Problem.UNDEFINED_ANCHOR, "the glossary page has no entry 'S' [undefined]"),
    (Problem.UNDEFINED_SEE, "'see' names a term not in glossary: 'S' [undefined]"),
    (Problem.DUPLICATE_TERM, "'S' is defined already at D [duplicate]"),
    (Problem.AMBIGUOUS_LABEL, "'S' is also a label of D [ambiguous]"),
    (Problem.LONG_LABEL, "'S' has too many words to be found in a text [invalid]"),
    (Problem.EMPTY_ENTRY, "'S' has no definition [empty]"),
    (Problem.NO_TERM, "a heading without text is no entry [invalid]"),
    (Problem.NO_ENTRY, "no entry found: D [invalid]"),
    (Problem.NOT_SHOWN, "the heading of 'S' is none on the page; is it in raw HTML? [invalid]"),
    (Problem.UNCLOSED_TAG, "'S' is not closed [invalid]"),
    (Problem.STRAY_TAG, "'S' closes nothing [invalid]"),
    (Problem.NO_SOURCE, "no glossary: 'S' does not exist and 'sources' is empty [invalid]"),
    (Problem.NO_PAGE, "this host makes no pages: create 'S' [invalid]"),
    (Problem.NO_ASSET, "'S' is missing or of another release; D [invalid]"),
    (Problem.NOT_LOADED, "pages do not load 'S'; add it to 'D' [invalid]"),
    (Problem.NO_MATCH, "sources: 'S' matches no file [invalid]"),
    (Problem.OUTSIDE, "sources: 'S' leads out of the project by a symbolic link [invalid]"),
    (Problem.NO_FORM, "sources: 'S' is not Markdown, YAML, JSON or CSV [invalid]"),
    (Problem.UNREADABLE, "cannot be read: D [invalid]"),
    (Problem.NOT_UTF8, "is not UTF-8: D [invalid]"),
    (Problem.BROKEN_ATTRIBUTES, "attributes of 'S' cannot be read: D [invalid]"),
    (Problem.UNKNOWN_ATTRIBUTE, "unknown attribute 'S' [invalid]"),
    (Problem.UNKNOWN_FIELD, "unknown field 'S' [invalid]"),
    (Problem.WRONG_FIELD, "S: D [invalid]"),
    (Problem.NO_NAME, "a value has no name, which the header or a key gives: D [invalid]"),
    (Problem.NO_FIELDS, "expected an entry with fields, got D [invalid]"),
    (Problem.NO_TERM_FIELD, "an entry has no 'term' [invalid]"),
    (Problem.UNREADABLE_FIELDS, "S cannot be read: D [invalid]"),
    (Problem.WRONG_OPTION, "front matter 'grimoire': D [invalid]"),
    (Problem.EMPTY_SCOPE, "the scope of 'S' matches no page: D [invalid]"),
    (Problem.NO_INVENTORY, "inventories: 'S' cannot be read: D [invalid]"),
    (Problem.WRONG_INVENTORY, "inventories: 'S' has what cannot be used: D [invalid]"),
    (Problem.STALE_INVENTORY, "inventories: 'S' cannot be fetched: D [stale]"),
    (Problem.REFUSED_FORMULA, "formula 'S' cannot be converted: D [math]"),
    (Problem.UNKNOWN_RULE, "no rule is named 'S' [invalid]"),
    (Problem.UNUSED_ENTRY, "nothing uses the entry 'S' [unused]"),
    (Problem.AVOIDED_WORDING, "use '' instead of 'S' [avoid]"),
    (Problem.OTHER_EXPANSION, "'S' is spelled out as D [expansion]"),
    (Problem.UNKNOWN_ACRONYM, "'S' is used on D pages that do not spell it out [acronym]"),
    (Problem.CIRCULAR_CHAIN, "'S' is defined by what it defines: D [circular]"),
    (Problem.CIRCULAR_START, "the definition of 'S' starts from the term: D [circular]"),
]


@pytest.mark.parametrize(("problem", "wording"), WORDINGS)
def test_each_problem_has_its_sentence(problem: Problem, wording: str) -> None:
    assert str(Diagnostic(PLACE, problem, "S", "D")) == f"guide/chains.md:12: {wording}"


def test_the_table_has_each_problem_once() -> None:
    assert [problem for problem, _ in WORDINGS] == list(Problem)


def test_each_rule_finds_something() -> None:
    assert {problem.rule for problem in Problem} == set(Rule)


@pytest.mark.parametrize(
    ("rule", "key", "level"),
    [
        (Rule.UNDEFINED, "undefined", Level.WARN),
        (Rule.DUPLICATE, "duplicate", Level.WARN),
        (Rule.AMBIGUOUS, "ambiguous", Level.WARN),
        (Rule.EMPTY, "empty", Level.WARN),
        (Rule.INVALID, "invalid", Level.WARN),
        (Rule.MATH, "math", Level.WARN),
        (Rule.UNUSED, "unused", Level.INFO),
        (Rule.AVOID, "avoid", Level.WARN),
        (Rule.EXPANSION, "expansion", Level.INFO),
        (Rule.ACRONYM, "acronym", Level.IGNORE),
        (Rule.CIRCULAR, "circular", Level.INFO),
        (Rule.STALE, "stale", Level.INFO),
    ],
)
def test_each_rule_has_its_name_and_its_default(rule: Rule, key: str, level: Level) -> None:
    assert (rule.key, rule.level) == (key, level)


def test_there_are_no_other_rules() -> None:
    assert len(Rule) == 12


def test_a_suggestion_stands_between_the_fact_and_the_rule() -> None:
    found = Diagnostic(PLACE, Problem.UNDEFINED_TERM, "softmx", suggestion="softmax")
    assert str(found) == (
        "guide/chains.md:12: term not in glossary: 'softmx'. Did you mean 'softmax'? [undefined]"
    )


def test_a_finding_about_a_whole_file_names_no_line() -> None:
    assert str(Diagnostic(Place("glossary.md"), Problem.NO_ENTRY)).startswith("glossary.md: no ")


@pytest.mark.parametrize("text", ["{subject}", "{}", "{0}", "%s", "{detail!r}"])
def test_a_subject_that_looks_like_a_format_is_shown_as_written(text: str) -> None:
    found = Diagnostic(PLACE, Problem.BROKEN_ATTRIBUTES, text, text)
    assert (
        str(found) == f"guide/chains.md:12: attributes of '{text}' cannot be read: {text} [invalid]"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("softmax", "'softmax'"),
        ("", "''"),
        ("it's", "'it's'"),
        ("low\n  rank\t", "'low rank'"),
        ("a\u2028b\x0bc\x85d", "'a b c d'"),
        ("x" * SUBJECT_LENGTH, f"'{'x' * SUBJECT_LENGTH}'"),
        ("x" * (SUBJECT_LENGTH + 1), f"'{'x' * (SUBJECT_LENGTH - 1)}…'"),
    ],
)
def test_a_subject_is_quoted_on_one_line_and_cut(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_a_detail_of_two_lines_is_shown_on_one() -> None:
    found = Diagnostic(PLACE, Problem.WRONG_OPTION, detail="unknown option 'a\nb'")
    assert len(str(found).splitlines()) == 1


def test_findings_that_say_the_same_are_one() -> None:
    found = [Diagnostic(PLACE, Problem.EMPTY_ENTRY, "softmax") for _ in range(2)]
    assert len(set(found)) == 1


def test_places_are_sorted_by_path_and_line_as_numbers() -> None:
    places = [Place("b.md"), Place("a.md", 10), Place("a.md", 9), Place("a.md")]
    assert [str(place) for place in sorted(places)] == ["a.md", "a.md:9", "a.md:10", "b.md"]
