"""Link labels and footnotes of sources that stand on one page: carried along, and kept apart."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.text.link_labels import defined_labels, definitions_for, kept_apart


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]: x.md", {"a"}),
        ("[A b]: <x.md> 'title'\n[^1]: A note.", {"a b", "^1"}),
        ("   [a]: x", {"a"}),
        ("    [a]: x", set()),
        ("```\n[a]: x\n```", set()),
        ("`[a]: x`", set()),
        ("see [a]: x", set()),
        ("[a] x", set()),
        ("", set()),
    ],
)
def test_labels_that_a_text_defines_are_found(text: str, expected: set[str]) -> None:
    assert defined_labels(text) == expected


NOTES = "[^n]: A note.\n\n    More of it.\n\n    ```\n    code\n    ```\n\n[a]: x.md\n\nText."


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("See [this][A].", "[a]: x.md"),
        ("See [a].", "[a]: x.md"),
        ("See.[^N]", "[^n]: A note.\n\n    More of it.\n\n    ```\n    code\n    ```"),
        ("See [n] and a.", ""),
    ],
)
def test_the_definitions_that_a_part_needs_are_whole(part: str, expected: str) -> None:
    assert definitions_for(NOTES, part).rstrip() == expected


def apart(first: str, second: str) -> str:
    """Return what becomes of a text that stands after another of another source."""
    before, after = kept_apart([("a", first), ("b", second)])
    assert before == first
    return after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x][1]\n\n[1]: b.md", "[x][1~1]\n\n[1~1]: b.md"),
        ("[x] [1]\n\n[1]: b.md", "[x] [1~1]\n\n[1~1]: b.md"),
        ("[1] and [1][]\n\n[1]: b.md", "[1][1~1] and [1][1~1]\n\n[1~1]: b.md"),
        ("![x][1]\n\n[1]: b.png", "![x][1~1]\n\n[1~1]: b.png"),
        ("![1]\n\n[1]: b.png", "![1][1~1]\n\n[1~1]: b.png"),
        ("Is.[^n]\n\n[^N]: b", "Is.[^n~1]\n\n[^N~1]: b"),
        ("[1](c.md) [1][y]\n\n[1]: b.md\n[y]: c.md", "[1](c.md) [1][y]\n\n[1~1]: b.md\n[y]: c.md"),
        ("`[1]` [x][1]\n\n[1]: b.md", "`[1]` [x][1~1]\n\n[1~1]: b.md"),
        ("\\[1] [x][1]\n\n[1]: b.md", "\\[1] [x][1~1]\n\n[1~1]: b.md"),
        ("[x][2]\n\n[2]: b.md", "[x][2]\n\n[2]: b.md"),
        ("[1]", "[1]"),
        ("a [1]: b\n\n[1]: b.md", "a [1][1~1]: b\n\n[1~1]: b.md"),
    ],
)
def test_a_label_that_two_sources_define_is_renamed_in_the_second(text: str, expected: str) -> None:
    assert apart("[x][1]\n\n[1]: a.md\n\n[^n]: a", text) == expected


def test_pieces_of_one_source_share_their_labels() -> None:
    parts = [("a", "[x][1]"), ("b", "[y][1]"), ("a", "[1]: a.md"), ("b", "[1]: b.md")]
    assert kept_apart(parts) == ["[x][1]", "[y][1~1]", "[1]: a.md", "[1~1]: b.md"]


def test_texts_without_clashes_stay_as_they_are() -> None:
    parts = [("a", "[x][1]\n\n[1]: a.md"), ("b", "[x][2]\n\n[2]: b.md"), ("c", "[2] [1]")]
    assert kept_apart(parts) == [text for _, text in parts]


def test_three_sources_are_kept_apart_from_each_other() -> None:
    parts = [(unit, f"[1]\n\n[1]: {unit}.md") for unit in "abc"]
    second, third = kept_apart(parts)[1:]
    assert (second, third) == ("[1][1~1]\n\n[1~1]: b.md", "[1][1~2]\n\n[1~2]: c.md")
