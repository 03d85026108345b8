"""Scopes: where an entry holds, whose label it is there, and what references mean there."""

from __future__ import annotations

import pytest
from helpers import entry, find, glossary, matcher, pages_of

from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.scopes import Scopes, breadth, holds

PAGES = pages_of("index.md", "a/one.md", "a/two.md", "b/one.md")


def scoped(term: str, *scope: str, anchor: str = "", **fields: object) -> Entry:
    """Return an entry that holds on the pages of a scope."""
    return entry(term, scope=scope, anchor=anchor or f"{term}-{'-'.join(scope)}", **fields)


@pytest.mark.parametrize(
    ("reach", "there", "expected"),
    [
        (None, None, True),
        (None, {"a"}, True),
        ({"a"}, {"a"}, True),
        ({"a", "b"}, {"a"}, True),
        ({"a"}, {"a", "b"}, False),
        ({"a"}, {"b"}, False),
        ({"a"}, None, False),
        ({"a"}, set(), False),
        (None, set(), True),
    ],
)
def test_what_reaches_pages_holds_in_a_part_of_them(
    reach: set[str] | None, there: set[str] | None, *, expected: bool
) -> None:
    frozen = [None if pages is None else frozenset(pages) for pages in (reach, there)]
    assert holds(*frozen) is expected


def test_all_pages_are_more_than_any_number() -> None:
    assert breadth(frozenset({"a", "b"})) == 2
    assert breadth(None) > breadth(frozenset(map(str, range(1000))))


def test_each_scope_is_looked_up_once_and_none_without_scopes() -> None:
    asked: list[tuple[str, ...]] = []

    def pages(globs: tuple[str, ...]) -> frozenset[str]:
        asked.append(globs)
        return frozenset({"x.md"})

    assert not Scopes([entry("x"), entry("y")], pages)
    assert asked == []
    assert Scopes([scoped("x", "a"), scoped("y", "a"), entry("z")], pages)
    assert asked == [("a",), ("**",)]


def test_a_label_is_found_on_the_pages_of_its_scope_alone() -> None:
    made = matcher(scoped("pod", "a/*"), pages=PAGES)
    assert find(made, "a pod, pods", "a/one.md") == [("pod", "pod"), ("pods", "pod")]
    assert find(made, "a pod, pods", "b/one.md") == []
    assert find(made, "a pod") == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("a/*",), ("b/*",), []),
        (("a/*",), (), []),
        ((), ("a/one.md",), []),
        (("a/*",), ("a/one.md",), []),
        (("a/*",), ("a/*",), ["duplicate"]),
        (("a/*",), ("a/one.md", "a/two.md"), ["duplicate"]),
        (("a/*",), ("*/one.md",), ["duplicate"]),
        (("**",), (), ["duplicate"]),
        ((), (), ["duplicate"]),
    ],
)
def test_one_label_may_belong_to_entries_whose_scopes_are_apart_or_nested(
    one: tuple[str, ...], other: tuple[str, ...], expected: list[str]
) -> None:
    terms = glossary(scoped("pod", *one), scoped("pod", *other), pages=PAGES)
    assert [finding.problem.rule.key for finding in terms.findings] == expected
    aliases = [scoped("x", *one, aliases=("pod",)), scoped("y", *other, aliases=("pod",))]
    found = [finding.problem.rule.key for finding in glossary(*aliases, pages=PAGES).findings]
    assert found == ["ambiguous" for _ in expected]


def test_the_narrowest_entry_has_the_label_on_each_page() -> None:
    made = matcher(
        scoped("Pod", anchor="all"),
        scoped("pod", "a/*", anchor="a"),
        entry("vessel", anchor="one", scope=("a/one.md",), aliases=("pod",)),
        pages=PAGES,
    )
    anchors = {
        page: [match.entry.anchor for match in made.find("the pods", frozenset({page}))]
        for page in ("index.md", "b/one.md", "a/two.md", "a/one.md")
    }
    assert anchors == {
        "index.md": ["all"],
        "b/one.md": ["all"],
        "a/two.md": ["a"],
        "a/one.md": ["one"],
    }


def test_an_ambiguous_label_is_not_left_to_a_wider_entry() -> None:
    made = matcher(
        scoped("Pod", anchor="all"),
        entry("x", anchor="x", scope=("a/*",), aliases=("pod",)),
        entry("y", anchor="y", scope=("*/one.md",), aliases=("pod",)),
        pages=PAGES,
    )
    assert find(made, "pod", "index.md") == [("pod", "Pod")]


def test_a_form_derived_from_two_entries_is_nobodys_only_where_both_hold() -> None:
    made = matcher(scoped("axe", "a/*"), scoped("axis", "b/*"), pages=PAGES)
    assert find(made, "axes", "a/one.md") == [("axes", "axe")]
    assert find(made, "axes", "b/one.md") == [("axes", "axis")]
    both = matcher(scoped("axe", "a/*"), scoped("axis", "a/*"), pages=PAGES)
    assert find(both, "axes", "a/one.md") == []


def test_a_label_out_of_its_scope_leaves_a_shorter_one_inside() -> None:
    made = matcher("entropy", scoped("cross entropy", "a/*"), pages=PAGES)
    assert find(made, "cross entropy", "a/one.md") == [("cross entropy", "cross entropy")]
    assert find(made, "cross entropy", "b/one.md") == [("entropy", "entropy")]


def test_a_scope_that_matches_no_page_is_reported_and_links_nothing() -> None:
    made = glossary(scoped("pod", "c/*", "d/*"), "pod", pages=PAGES)
    assert [str(finding) for finding in made.findings] == [
        "glossary.md:1: the scope of 'pod' matches no page: c/*, d/* [invalid]"
    ]
    assert find(matcher(scoped("pod", "c/*"), pages=PAGES), "pod", "a/one.md") == []


WIDE, NARROW, OTHER = scoped("Pod", anchor="w"), scoped("pod", "a/*", anchor="n"), "vessel"
NAMES = glossary(WIDE, NARROW, scoped(OTHER, "b/*"), pages=PAGES)


@pytest.mark.parametrize(
    ("name", "page", "expected"),
    [
        ("pod", "a/one.md", "n"),
        ("Pod", "a/one.md", "w"),
        ("POD", "a/one.md", "n"),
        ("pods", "a/one.md", "n"),
        ("pod", "b/one.md", "w"),
        ("pods", "b/one.md", "w"),
        ("vessel", "b/one.md", "vessel-b/*"),
        ("vessel", "a/one.md", "vessel-b/*"),
        ("vessel-b/*", "a/one.md", "vessel-b/*"),
    ],
)
def test_a_name_means_what_holds_on_the_page_and_else_anything(
    name: str, page: str, expected: str
) -> None:
    found = NAMES.resolve(name, frozenset({page}))
    assert found is not None
    assert found.anchor == expected


def test_a_name_that_nothing_has_is_nothing_anywhere() -> None:
    assert NAMES.resolve("nothing", frozenset({"a/one.md"})) is None
