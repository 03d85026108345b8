"""Finds where in a file something is written that was found in what became of the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from mkdocs_grimoire.text.markup import FRONT, blank_code, blank_unread, line_starts

CONTEXT = 120
"""Characters on either side by which places of the same words are told apart."""

MOST = 20
"""Places of the same words that are told apart; of more, those where the words are expected."""

WORD = re.compile(r"\w+")
WORD_OR_HYPHEN = re.compile(r"[\w-]")


class Spot(NamedTuple):
    """A place in a file whose name is known."""

    line: int
    """Line in the file, the first being 1."""
    column: int
    """Character in the line, the first being 1; 0 if it cannot be told."""


class Located(NamedTuple):
    """A place for a stretch, the greatest being the likeliest."""

    likeness: int
    """How many words on either side are the same."""
    is_new: bool
    """Whether it has not been told before."""
    spot: Spot
    """The place."""
    start: int
    """Index of its first character in the text."""


class Lines:
    """Finds the places in a text that are written outside code, and nothing more."""

    def __init__(
        self,
        text: str,
        first_line: int = 1,
        *,
        is_one_line: bool = False,
        line_of_file: Callable[[int], str] | None = None,
    ) -> None:
        """Keep the text; nothing is searched yet.

        Args:
            text: Markdown.
            first_line: The number of its first line in the file.
            is_one_line: Whether the file has all of it on that line.
            line_of_file: Returns a line of the file, where that is indented or escaped otherwise
                than the text, so that the columns differ.
        """
        self._text = text
        self._first_line = first_line
        self._is_one_line = is_one_line
        self._line_of_file = line_of_file
        self._used: dict[str, set[int]] = defaultdict(set)
        self._spots: dict[str, list[Spot]] = {}
        self._spans: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def _visible(self) -> str:
        return blank_code(self._text)

    @cached_property
    def _prose(self) -> str:
        front = FRONT.match(self._visible)
        start = front.end() if front else 0
        return " " * start + blank_unread(self._visible[start:])

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self._text)

    def find(self, wanted: str) -> list[Spot]:
        """Return each place where a text is written, in order.

        Args:
            wanted: The exact text; a letter, digit or hyphen must not follow it.

        Returns:
            Places in the file; none if it is written nowhere, as when a macro made it.
        """
        if wanted not in self._spots:
            self._spots[wanted] = [self._spot(place, wanted) for place in self._places(wanted)]
        return self._spots[wanted]

    def _places(self, wanted: str) -> Iterator[int]:
        """Yield where a text is written that does not go on as a word."""
        place = self._visible.find(wanted)
        while place >= 0:
            end = place + len(wanted)
            is_whole = WORD_OR_HYPHEN.match(self._visible, end) is None
            if is_whole:
                yield place
            place = self._visible.find(wanted, max(end, place + 1) if is_whole else place + 1)

    def locate(self, text: str, start: int, end: int) -> Located | None:
        """Return where a stretch of what a reader reads is written, or None if that is unknown.

        What a reader reads has no markup and may stand in another order. Of several places with
        the same words, the one between the same words is meant; of several such, the next.

        Args:
            text: What a reader reads, the whole of the document.
            start: Index of the first character of the stretch.
            end: Index after its last character.
        """
        surface = text[start:end]
        spans = self._nearest(surface, start / len(text))
        if not spans:
            return None
        used = self._used[surface]

        before, after = _last_words(text, start), _next_words(text, end)

        def rank(span: tuple[int, int]) -> tuple[int, bool, int]:
            likeness = _same(before, _last_words(self._prose, span[0]))
            likeness += _same(after, _next_words(self._prose, span[1]))
            return likeness, span[0] not in used, -span[0]

        best = max(spans, key=rank)
        likeness, is_new, _ = rank(best)
        return Located(likeness, is_new, self._spot(best[0], surface), best[0])

    def _nearest(self, surface: str, share: float) -> list[tuple[int, int]]:
        """Return where the words of a surface stand; of very many places, those near a share.

        What a reader reads stands by and large where it is written. A word that is found a thousand
        times is not compared with a thousand places each time.
        """
        if surface not in self._spans:
            self._spans[surface] = self._all_spans(surface)
        spans = self._spans[surface]
        if len(spans) <= MOST:
            return spans
        middle = bisect_right(spans, (int(share * len(self._prose)), 0))
        first = min(max(0, middle - MOST // 2), len(spans) - MOST)
        return spans[first : first + MOST]

    def _all_spans(self, surface: str) -> list[tuple[int, int]]:
        """Return every place where the words of a surface stand."""
        words = r"\s+".join(map(re.escape, surface.split()))
        pattern = re.compile(rf"(?<!\w){words}(?!\w)" if words else r"(?!)")
        spans = [found.span() for found in pattern.finditer(self._prose)]
        if not spans and surface.strip():
            spans = [found.span() for found in _within_markup(surface).finditer(self._prose)]
        return spans

    def use(self, surface: str, located: Located) -> None:
        """Take note that a place has been told for a surface, so that the next one is another."""
        self._used[surface].add(located.start)

    def _spot(self, position: int, wanted: str) -> Spot:
        """Return the place in the file of a character of the text."""
        number = bisect_right(self._starts, position) - 1
        start = self._starts[number]
        line = self._first_line + (0 if self._is_one_line else number)
        if self._line_of_file is None:
            return Spot(line, position - start + 1)
        following = (*self._starts, len(self._text) + 1)[number + 1]
        found = _Found(self._text[start : following - 1], position - start, wanted)
        return Spot(line, _column(self._line_of_file(line), found))


class _Found(NamedTuple):
    """A place in a line of a text."""

    line: str
    """The line."""
    start: int
    """Index of the first character."""
    wanted: str
    """What stands there, and maybe on lines below."""


def _column(line_of_file: str, found: _Found) -> int:
    """Return the column of a place in the line of the file that has the line, 0 if it is unclear.

    A line of a file may have more than the text, as a table's cells and names, and what is in it
    may be escaped.
    """
    words = found.line.strip()
    if line_of_file.count(words) == 1:
        before = len(found.line) - len(found.line.lstrip())
        return line_of_file.index(words) + found.start - before + 1
    first = found.wanted.split("\n", 1)[0]
    if line_of_file.count(first) != found.line.count(first):
        return 0
    return _nth(line_of_file, first, found.line.count(first, 0, found.start)) + 1


def _within_markup(surface: str) -> re.Pattern[str]:
    """Return the pattern of a stretch that has emphasis in the middle of its words."""
    letters = (r"\s" if letter.isspace() else re.escape(letter) for letter in surface)
    return re.compile(r"[*_~^=]*".join(letters))


def _nth(text: str, wanted: str, number: int) -> int:
    """Return the index of an occurrence of a text in another, -1 if there is none."""
    position = text.find(wanted)
    for _ in range(number):
        position = text.find(wanted, position + 1)
    return position


def _last_words(text: str, end: int) -> list[str]:
    """Return the words before a place, the nearest first."""
    return WORD.findall(text, max(0, end - CONTEXT), end)[::-1]


def _next_words(text: str, start: int) -> list[str]:
    """Return the words after a place."""
    return WORD.findall(text, start, start + CONTEXT)


def _same(some: list[str], others: list[str]) -> int:
    """Return how many words at the beginning of two series are the same."""
    count = 0
    for mine, theirs in zip_longest(some, others):
        if mine != theirs:
            break
        count += 1
    return count
