"""Values as tables have them: how a message shows each, and which are empty."""

from __future__ import annotations

import pytest

from mkdocs_grimoire.sources.data import (
    Data,
    Fields,
    Items,
    Scalar,
    UnreadableDataError,
    is_empty,
    whole,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Scalar("text", 1), "'text'"),
        (Scalar("", 1), "''"),
        (Scalar(3, 1), "3"),
        (Scalar(1.5, 1), "1.5"),
        (Scalar(True, 1), "true"),  # noqa: FBT003 - a value of a table
        (Scalar(None, 1), "nothing"),
        (Items((Scalar(3, 1),), 1), "a list"),
        (Fields((), 1), "a mapping"),
    ],
)
def test_a_message_shows_what_a_value_is(value: Data, shown: str) -> None:
    assert str(value) == shown


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Scalar(None, 1), True),
        (Scalar("", 1), True),
        (Scalar(" ", 1), False),
        (Scalar(0, 1), False),
        (Scalar(False, 1), False),  # noqa: FBT003 - a value of a table
        (Items((), 1), False),
        (Fields((), 1), False),
    ],
)
def test_nothing_and_an_empty_text_are_empty(value: Data, *, expected: bool) -> None:
    assert is_empty(value) is expected


def test_a_reason_may_have_a_line() -> None:
    error = UnreadableDataError("expecting value", 3)
    assert (str(error), error.line, UnreadableDataError("x").line) == ("expecting value", 3, 0)


def test_a_whole_number_of_any_length_is_read() -> None:
    assert (whole("42"), whole("-7"), whole("9" * 5000)) == (42, -7, float("inf"))
