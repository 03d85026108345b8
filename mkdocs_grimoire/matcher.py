"""Finds labels in a text: whole words, the longest label, leftmost first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from mkdocs_grimoire.entry import Entry
from mkdocs_grimoire.forms import Form
from mkdocs_grimoire.words import (
    is_edge,
    normal,
    unit_pattern,
    unit_text,
    word_class,
)


class Match(NamedTuple):
    """A label in a text."""

    start: int
    """Index of its first character."""
    end: int
    """Index after its last character."""
    entry: Entry
    """What it is a label of."""


class Matcher:
    """Walks over the words of a text through a dictionary of first words.

    A word that begins no label costs one look-up, however many labels there are; any other costs
    one more for each word that follows, as long as some label goes on like the text.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        """Index the forms.

        Args:
            forms: Where two accept the same text, a label goes before a plural, an exact form
                before one that ignores case, and else the first.
        """
        self._by_key: dict[str, tuple[Form, ...]] = {}
        self._first: set[str] = set()
        self._longer: set[str] = set()
        has_symbols = False
        for form in forms:
            self._add(form)
            has_symbols |= form.begins_with_symbol
        for key, same in self._by_key.items():
            if len(same) > 1:
                ranked = sorted(same, key=lambda form: (form.plural, -sum(form.exact)))
                self._by_key[key] = tuple(ranked)
        self._unit = unit_pattern()
        self._start = self._start_pattern(has_symbols=has_symbols)

    def _add(self, form: Form) -> None:
        """Index a form by its words, and by the words that lead to it."""
        words = [word.casefold() for word in form.words]
        self._first.add(words[0])
        *prefixes, key = accumulate(words)
        self._longer.update(prefixes)
        self._by_key[key] = (*self._by_key.get(key, ()), form)

    @staticmethod
    def _start_pattern(*, has_symbols: bool) -> re.Pattern[str]:
        """Return the pattern of what may begin a label: a word, or a symbol that does."""
        word = f"[{word_class()}]+"
        # Any symbol, since a broad or a curved one may stand for that of the label.
        return re.compile(rf"{word}|[^\s{word_class()}]" if has_symbols else word)

    def find(self, text: str) -> Iterator[Match]:
        """Yield the labels in a text.

        Args:
            text: Plain text of any length.

        Yields:
            Matches in order; no two overlap.
        """
        lowered = text.lower()
        if len(lowered) != len(text):  # `İ` for one becomes two characters
            lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
        first, end = self._first, 0
        for found in self._start.finditer(lowered):
            word = found[0]
            if not word.isascii():
                word = normal(word).casefold()
            if word in first and found.start() >= end:
                match = self._at(text, found.start())
                if match is not None:
                    end = match.end
                    yield match

    def _at(self, text: str, start: int) -> Match | None:
        """Return the longest label that begins at a place."""
        best: Match | None = None
        key, words = "", list[str]()
        for found in self._unit.finditer(text, start):
            word = unit_text(found)
            words.append(word)
            key += word.casefold()
            entry = self._accepted(key, words)
            if entry is not None and is_edge(text, start, found.end()):
                best = Match(start, found.end(), entry)
            if key not in self._longer:
                break
        return best

    def _accepted(self, key: str, words: list[str]) -> Entry | None:
        """Return the entry of the first form that accepts words as they are written, or None."""
        for form in self._by_key.get(key, ()):
            if form.accepts(words):
                return form.entry
        return None
