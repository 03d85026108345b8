"""Where in a file something is written."""

from __future__ import annotations

import re

import pytest

from mkdocs_grimoire.findings.lines import Lines

TEXT = """\
The [softmax](term:softmax) of `[x](term:softmax)`.

```
[softmax](term:softmax)
```
[again](term:softmax) and [other](term:softmax-2)
"""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("term:softmax", [(1, 15), (6, 9)]),
        ("term:softmax-2", [(6, 35)]),
        ("term:soft", []),
        ("The", [(1, 1)]),
        ("nothing", []),
    ],
)
def test_a_text_is_found_outside_code_and_as_a_whole(
    wanted: str, expected: list[tuple[int, int]]
) -> None:
    assert Lines(TEXT).find(wanted) == expected


def test_lines_are_counted_from_the_first_line_of_the_file() -> None:
    assert Lines("a\nb\nb", first_line=10).find("b") == [(11, 1), (12, 1)]


def test_two_places_on_one_line_are_two() -> None:
    assert Lines("b b").find("b") == [(1, 1), (1, 3)]


def test_columns_are_those_of_the_file_where_a_definition_is_indented() -> None:
    file = ["- term: x", "  definition: |", "    see a, see b"]
    lines = Lines("see a, see b", 3, line_of_file=lambda line: file[line - 1])
    assert lines.find("see") == [(3, 5), (3, 12)]


def test_what_is_escaped_in_the_file_has_its_line_and_no_column() -> None:
    lines = Lines("a\nb", 2, is_one_line=True, line_of_file=lambda _: "else")
    assert lines.find("b") == [(2, 0)]


PROSE = (
    "---\ntitle: the cat\n---\n# The cat\n\nA *cat* sat. The cat `cat` ran.\n\nThe\ncat ran off.\n"
)
READ = "The cat\n\nA cat sat. The cat cat ran.\n\nThe cat ran off."


@pytest.mark.parametrize(
    ("before", "surface", "expected"),
    [
        ("A ", "cat", (6, 4)),
        ("sat. The ", "cat", (6, 18)),
        ("sat. ", "The cat", (6, 14)),
        ("ran.\n\n", "The cat", (8, 1)),
        ("ran.\n\nThe ", "cat", (9, 1)),
    ],
)
def test_a_stretch_is_located_between_the_same_words(
    before: str, surface: str, expected: tuple[int, int]
) -> None:
    start = READ.index(before + surface) + len(before)
    located = Lines(PROSE).locate(READ, start, start + len(surface))
    assert located is not None
    assert located.spot == expected


def test_of_places_between_the_same_words_each_is_meant_once_in_their_order() -> None:
    same = " a" * 100  # more than is compared
    text = f"{same}\n" + f"x{same}\n" * 3
    lines = Lines(text)
    spots = []
    for found in re.finditer("x", text):
        located = lines.locate(text, *found.span())
        assert located is not None
        lines.use("x", located)
        spots.append(located.spot)
    assert spots == [(2, 1), (3, 1), (4, 1)]


def test_what_is_written_nowhere_has_no_place() -> None:
    assert Lines("a").locate("b", 0, 1) is None
    assert Lines("a").locate(" ", 0, 1) is None
