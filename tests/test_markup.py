"""What of a Markdown text is code, where its headings are, and on which line something stands."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.text.markup import (
    Heading,
    are_groups,
    blank_blocks,
    blank_code,
    first_paragraph,
    headings,
    sunk,
)


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a `b` c"),
        ("```\na\n```\n`b`", "   \n \n   \n`b`"),
        ("a <!-- b --> `c`", "a            `c`"),
        ("`<!--` a `-->`", "`<!--` a `-->`"),
    ],
)
def test_blocks_of_code_become_blanks_and_spans_stay(text: str, expected: str) -> None:
    assert blank_blocks(text) == expected


@pytest.mark.parametrize("text", ["`a`\n---", "## `a`", "`a` and `b`\n==="])
def test_a_heading_may_be_code(text: str) -> None:
    assert len(headings(text)) == 1


@pytest.mark.parametrize(
    ("text", "starts", "expected"),
    [
        ("## A\n\nx", {2}, True),
        ("## A\nx", {1}, True),
        ("A\n---\n\nx", {3}, True),
        ("## A\n\ny\n\nx", {4}, False),
        ("## A\n\n### B\n\nx", {4}, True),
        ("## A\n\n## B\n\nx", {4}, True),
        ("## A\n\nx\n\n## B\n\n", {2}, True),
        ("# A\n\ny\n\nx", {4}, True),
        ("y", set(), True),
    ],
)
def test_headings_group_what_follows_directly_on_them(
    text: str, starts: set[int], *, expected: bool
) -> None:
    assert are_groups(text, starts) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ("One.", 0)),
        ("\n\nOne\ntwo.\n\nThree.", ("One\ntwo.", 2)),
        ("# H\n\n- a\n- b\n\n1. c\n\n> d\n\n| e |\n\n    f\n\nOne.", ("One.", 13)),
        ("```\nx\n\ny\n```\n\n!!! note\n    z\n\nOne.", ("One.", 9)),
        ("<div>x</div>\n\n$$\nx\n$$\n\n[a]: b\n\n*[A]: b\n\nOne.", ("One.", 10)),
        ("`one` is.\n\nTwo.", ("`one` is.", 0)),
        ("`one`\nis.\n\nTwo.", ("`one`\nis.", 0)),
        ("**One** is.", ("**One** is.", 0)),
        ("- a", ("", 0)),
        ("", ("", 0)),
    ],
)
def test_the_first_paragraph_is_found_with_its_line(text: str, expected: tuple[str, int]) -> None:
    assert first_paragraph(text) == expected


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("x", 2, "x"),
        ("### A", 2, "### A"),
        ("## A\n\n### B", 2, "### A\n\n#### B"),
        ("# A\n\n## B", 2, "### A\n\n#### B"),
        ("## A", 3, "#### A"),
        ("A\n---\n\nx", 2, "### A\n\n\nx"),
        ("# A\n\n###### B", 2, "### A\n\n###### B"),
        ("```\n# A\n```", 2, "```\n# A\n```"),
        ("### A\n\n# B", 2, "##### A\n\n### B"),
    ],
)
def test_headings_are_sunk_below_a_level_and_lines_stay(
    text: str, level: int, expected: str
) -> None:
    assert sunk(text, level) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\na: |\n  ```\n  b\n  ```\n```\nword", "word"),
        ("- x\n\n    ```\n    a\n    ```\n\n    word", "- x word"),
        ("> ```\n> a\n> ```\nword", "word"),
        ("~~~\n    ~~~\na\n~~~\nword", "word"),
    ],
)
def test_a_fence_is_closed_where_it_was_opened(text: str, expected: str) -> None:
    assert " ".join(blank_code(text).split()) == expected
