"""Values as a table or front matter has them, each with the line that it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

DEEPEST = 50
"""Values within values that are read; a table of entries has four."""

ILLEGIBLE = re.compile("[\x00\x02\x03\ud800-\udfff]")
"""Characters that are no text."""

LONGEST_NUMBER = 1000
"""Digits of a number that is read exactly."""


class UnreadableDataError(ValueError):
    """What cannot be read as data; the message says why."""

    def __init__(self, reason: str, line: int = 0) -> None:
        """Say why.

        Args:
            reason: What was expected, as a clause.
            line: The line where it was, the first being 1; 0 if none can be told.
        """
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, a number, a switch, or nothing."""

    value: str | int | float | bool | None
    """What it is."""
    line: int
    """Where it begins, the first line of the text being 1."""
    is_one_line: bool = False
    """Whether its line breaks are escaped, so that all of it stands on that line."""

    def __str__(self) -> str:
        if self.value is None:
            return "nothing"
        return f"'{self.value}'" if isinstance(self.value, str) else str(self.value).lower()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: tuple[Data, ...]
    """What is in it."""
    line: int
    """Where it begins."""

    def __str__(self) -> str:
        return "a list"


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping of names to values."""

    pairs: tuple[tuple[Scalar, Data], ...]
    """Names and values, in order; a name may come twice."""
    line: int
    """Where it begins."""

    def __str__(self) -> str:
        return "a mapping"


Data = Scalar | Items | Fields
"""Any value. As text it is what a message shows of it."""


def whole(digits: str) -> int | float:
    """Return a whole number; of one that is too long for Python about what it is."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else float(digits)


def legible(value: Data) -> Data:
    """Return a value in whose texts is no character that no file could have.

    Escapes can write what separates blocks here, what marks a placeholder in Python-Markdown, and
    half a pair of surrogates, which no encoding has.
    """
    if isinstance(value, Scalar) and isinstance(value.value, str):
        return replace(value, value=ILLEGIBLE.sub("\ufffd", value.value))
    if isinstance(value, Items):  # and no further: what is in a list of lists is refused
        texts = (legible(item) if isinstance(item, Scalar) else item for item in value.values)
        return replace(value, values=tuple(texts))
    return value


def is_empty(value: Data) -> bool:
    """Return whether a value is nothing, or an empty text as in a cell."""
    return isinstance(value, Scalar) and value.value in {None, ""}
