"""What follows from the uses: backlinks, the entries of a page, and entries that nothing uses."""

from __future__ import annotations

from helpers import entry, glossary

from mkdocs_grimoire.linking.uses import Backlink, Section, Use, UseIndex
from mkdocs_grimoire.sources.entry import Entry

A, B, C, D = (entry(term) for term in ("aa", "bb", "cc", "dd"))
GLOSSARY = glossary(A, B, C, D)
ONE, TWO = Section("one", "One"), Section("two", "Two")


def use(
    used: Entry, section: Section | None = None, fragment: str = "", *, inside: Entry | None = None
) -> Use:
    """Return a use of an entry."""
    return Use(used, used.term, False, section, inside, fragment)  # noqa: FBT003 - a field


def index(**pages: list[Use]) -> UseIndex:
    """Return the index of pages."""
    made = UseIndex()
    for page, uses in pages.items():
        made.add(page, uses)
    return made


def test_nothing_is_used_at_first() -> None:
    assert UseIndex().entries_on("x") == []
    assert UseIndex().backlinks(["x"]) == {}
    assert UseIndex().unused(GLOSSARY) == [A, B, C, D]


def test_the_entries_of_a_page_are_each_once_in_the_order_of_their_first_use() -> None:
    made = index(x=[use(B), use(A), use(B), use(C, inside=A)], y=[use(D)])
    assert made.entries_on("x") == [B, A, C]
    assert made.entries_on("y") == [D]


def test_a_page_may_be_converted_in_parts() -> None:
    made = index(x=[use(B)])
    made.add("x", [use(A)])
    assert made.entries_on("x") == [B, A]


def test_a_page_that_is_read_anew_forgets_its_uses() -> None:
    made = index(x=[use(A)], y=[use(B)])
    made.forget("x")
    made.forget("unknown")
    assert made.entries_on("x") == []
    assert made.entries_on("y") == [B]
    assert made.unused(GLOSSARY) == [A, C, D]


def test_a_use_with_a_fragment_is_a_backlink_and_stands_for_its_place() -> None:
    made = index(x=[use(A, None, "a"), use(A), use(A, ONE, "a2"), use(B, TWO, "b")])
    assert made.backlinks(["x"]) == {
        A: [Backlink("x", None, "a"), Backlink("x", ONE, "a2")],
        B: [Backlink("x", TWO, "b")],
    }
    assert made.places("x") == {A: 2, B: 1}
    assert made.places("y") == {}


def test_backlinks_follow_the_navigation_and_not_the_conversion() -> None:
    made = index(x=[use(A, None, "f")], y=[use(A, None, "g")], z=[use(A, None, "h")])
    assert made.backlinks(["z", "x", "y"])[A] == [
        Backlink("z", None, "h"),
        Backlink("x", None, "f"),
        Backlink("y", None, "g"),
    ]


def test_a_page_outside_of_the_navigation_has_no_backlinks() -> None:
    made = index(x=[use(A, None, "f")], y=[use(A, None, "g")])
    assert made.backlinks(["y"]) == {A: [Backlink("y", None, "g")]}


def test_an_entry_that_only_unused_definitions_use_is_unused() -> None:
    made = index(glossary=[use(B, inside=A), use(C, inside=B), use(A, inside=C)])
    assert made.unused(GLOSSARY) == [A, B, C, D]


def test_an_entry_that_used_definitions_use_is_used_transitively() -> None:
    made = index(
        x=[use(A)],
        glossary=[use(C, inside=B), use(B, inside=A), use(A, inside=C)],
    )
    assert made.unused(GLOSSARY) == [D]


def test_a_use_in_its_own_definition_does_not_count() -> None:
    assert index(glossary=[use(A, inside=A)]).unused(GLOSSARY) == [A, B, C, D]


def test_a_duplicate_is_not_reported_twice() -> None:
    first, second = entry("aa"), entry("aa", anchor="aa_1")
    assert UseIndex().unused(glossary(first, second, B)) == [first, B]
