"""What of a Markdown text is code, where its headings are, and on which line something stands."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.markup import Heading, blank_code, headings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("`a` b `c`", "    b    "),
        ("a <!-- b --> c", "a            c"),
        ("a <!-- b\nc --> d", "a       \n      d"),
        ("```\na\n```\nb", "   \n \n   \nb"),
        ("~~~ python\na\n~~~\nb", "          \n \n   \nb"),
        ("````\n```\na\n````\nb", "    \n   \n \n    \nb"),
        ("> ```\n> a\n> ```\nb", "     \n   \n     \nb"),
        ("    ```\n    a\n    ```\nb", "       \n     \n       \nb"),
        ("a `b\nc` d", "a   \n   d"),
    ],
)
def test_code_and_comments_become_blanks_at_their_place(text: str, expected: str) -> None:
    assert blank_code(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "no code at all",
        "a ` b",
        "a `b`` c",
        "a ` b\n\nc ` d",
        r"a \`b` c",
        "```\nnever closed\n\n# A",
        "```\nclosed by another\n~~~",
        "````\nclosed by fewer\n```",
        "``` not `a fence\n\nx\n```",
        "a <!-- b",
        "",
    ],
)
def test_what_nothing_closes_is_text(text: str) -> None:
    assert blank_code(text) == text


def test_an_unclosed_fence_does_not_hide_a_closed_one() -> None:
    assert blank_code("~~~\na\n```\nb\n```\nc") == "~~~\na\n   \n \n   \nc"


def shown(text: str) -> list[tuple[int, int, str]]:
    """Return line, level and text of each heading."""
    return [(heading.line, heading.level, heading.text) for heading in headings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A", [(0, 1, "A")]),
        ("## A ##", [(0, 2, "A")]),
        ("##A", [(0, 2, "A")]),
        ("###### A", [(0, 6, "A")]),
        ("####### A", [(0, 6, "# A")]),
        ("## C#", [(0, 2, "C#")]),
        ("##", [(0, 2, "")]),
        ("text\n## A\ntext", [(1, 2, "A")]),
        ("## A\n## B", [(0, 2, "A"), (1, 2, "B")]),
        ("## `code` #", [(0, 2, "`code`")]),
        (" ## A", []),
        (r"\## A", []),
        ("> ## A", []),
        ("    ## A", []),
        ("", []),
    ],
)
def test_headings_with_marks_are_found(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n=", [(0, 1, "A")]),
        ("A\n---", [(0, 2, "A")]),
        ("text\n\nA\n---\ntext", [(2, 2, "A")]),
        ("# A\nB\n---", [(0, 1, "A"), (1, 2, "B")]),
        ("A\n---\nB\n===", [(0, 2, "A"), (2, 1, "B")]),
        ("A\n---  ", [(0, 2, "A")]),
        ("text\nA\n---", []),
        ("A\n- -", []),
        ("\n---\n", []),
        ("    A\n---", []),
        ("A\n--- | ---", []),
    ],
)
def test_underlined_headings_are_found(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert shown(text) == expected


def test_an_underlined_heading_takes_two_lines_and_any_other_one() -> None:
    assert headings("# A\n\nB\n---") == [Heading(0, 1, 1, "A"), Heading(2, 2, 2, "B")]


@pytest.mark.parametrize(
    "text",
    [
        "```\n# A\n```",
        "~~~\n# A\n\nB\n---\n~~~",
        "<!--\n# A\n-->",
        "    # A",
        "```\ntext\n# A\n```\n",
    ],
)
def test_headings_in_code_and_comments_are_none(text: str) -> None:
    assert headings(text) == []


def test_a_heading_after_an_unclosed_fence_is_found() -> None:
    assert shown("```\ntext\n\n## A") == [(3, 2, "A")]


def test_stray_backticks_on_both_sides_of_a_heading_do_not_hide_it() -> None:
    text = "## A\nThe ` mark.\n## B\nThe ` mark."
    assert shown(text) == [(0, 2, "A"), (2, 2, "B")]
