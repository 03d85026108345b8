"""Reads JSON and CSV into values that know their lines."""

from __future__ import annotations

import csv
import io
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from json import JSONDecodeError
from typing import NoReturn, Protocol

from mkdocs_grimoire.sources.data import (
    DEEPEST,
    Data,
    Fields,
    Items,
    Scalar,
    UnreadableDataError,
    whole,
)
from mkdocs_grimoire.text.markup import line_starts

BLANK = re.compile(r"[ \t\n\r]*")
DELIMITERS = ",;\t"
END = "\x00"
"""A last line that no file has; it is a row of its own unless it stands in quotes."""


class Rows(Protocol):
    """What Python's reader of CSV, whose type has no name, is."""

    line_num: int

    def __next__(self) -> list[str]: ...
    def __iter__(self) -> Iterator[list[str]]: ...


def read_json(text: str) -> Data:
    """Return what a JSON text says.

    Raises:
        UnreadableDataError: If it is no JSON.
    """
    try:
        return _JsonReader(text).read()
    except JSONDecodeError as error:
        raise UnreadableDataError(error.msg.lower(), error.lineno) from error


class _JsonReader:
    """Walks over a JSON text; Python's own decoder forgets where a value stood."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._depth = 0
        self._decode = json.JSONDecoder(parse_int=whole).raw_decode
        self._starts = line_starts(text)

    def read(self) -> Data:
        value = self._value()
        if self._peek():
            self._fail("extra data")
        return value

    def _fail(self, reason: str) -> NoReturn:
        raise JSONDecodeError(reason, self._text, self._position)

    def _line(self) -> int:
        return bisect_right(self._starts, self._position)

    def _peek(self) -> str:
        """Return the next character that is not blank, or an empty string at the end."""
        blank = BLANK.match(self._text, self._position)
        self._position = blank.end() if blank else self._position
        return self._text[self._position : self._position + 1]

    def _take(self, wanted: str) -> None:
        if self._peek() != wanted:
            self._fail(f"expecting '{wanted}'")
        self._position += 1

    def _value(self) -> Data:
        opening = self._peek()
        line = self._line()
        if opening not in {"[", "{"}:
            return self._scalar()
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail("nested too deep")
        value: Data
        if opening == "[":
            value = Items(tuple(self._value() for _ in self._members("]")), line)
        else:
            value = Fields(tuple(self._pair() for _ in self._members("}")), line)
        self._depth -= 1
        return value

    def _members(self, closing: str) -> Iterator[None]:
        """Yield before each member of a list or mapping, its brackets and commas taken."""
        self._position += 1
        if self._peek() != closing:
            yield
            while self._peek() == ",":
                self._position += 1
                yield
        self._take(closing)

    def _pair(self) -> tuple[Scalar, Data]:
        if self._peek() != '"':
            self._fail("expecting a name in double quotes")
        name = self._scalar()
        self._take(":")
        return name, self._value()

    def _scalar(self) -> Scalar:
        line = self._line()
        value, self._position = self._decode(self._text, self._position)
        return Scalar(value, line, is_one_line=True)


def read_csv(text: str) -> Items:
    """Return the rows of a CSV text, each as a mapping from the names in the header.

    Args:
        text: Commas, semicolons or tabs between the cells, whichever the first line has most of.

    Raises:
        UnreadableDataError: If it is no CSV, or a quote is never closed.
    """
    header = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(f"{text}\n{END}"), delimiter=delimiter, skipinitialspace=True)
    try:
        return Items(tuple(_rows(rows)), 1)
    except csv.Error as error:
        raise UnreadableDataError(str(error), rows.line_num) from error


def _rows(rows: Rows) -> Iterator[Fields]:
    """Yield the rows that have anything in them, but for the first, which has the names."""
    names: list[str] = []
    line = begin = 1
    for cells in rows:
        if cells == [END]:
            return
        begin, line = line, rows.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if names:
            yield Fields(tuple(_cells(cells, names, begin)), begin)
        else:
            names = [cell.strip() for cell in cells]
    raise UnreadableDataError("a quote is never closed", begin)


def _cells(cells: list[str], names: list[str], line: int) -> Iterator[tuple[Scalar, Data]]:
    """Yield the names and cells of a row; what goes beyond the header has no name."""
    names = names + [""] * (len(cells) - len(names))
    for name, cell in zip(names, cells, strict=False):
        yield Scalar(name, 1), Scalar(cell, line)
        line += cell.count("\n")
