"""Finds labels in a text: whole words, the longest label, leftmost first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mkdocs_grimoire.entry import Entry
from mkdocs_grimoire.forms import Form
from mkdocs_grimoire.words import is_edge, normal, units, word_character, word_class


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

    A word that begins no label costs one look-up, however many labels there are; a word that does
    costs one more for each word that follows, up to the length of the longest label that it begins.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        """Index the forms.

        Args:
            forms: Where two accept the same text, a label goes before a plural, an exact form
                before one that ignores case, and else the first.
        """
        self._by_key: dict[str, tuple[Form, ...]] = {}
        self._longest: dict[str, int] = {}
        for form in forms:
            key, first = form.key, form.words[0].casefold()
            self._by_key[key] = (*self._by_key.get(key, ()), form)
            self._longest[first] = max(self._longest.get(first, 0), len(form.words))
        for key, same in self._by_key.items():
            if len(same) > 1:
                ranked = sorted(same, key=lambda form: (form.plural, -sum(form.exact)))
                self._by_key[key] = tuple(ranked)
        self._start = self._start_pattern()

    def _start_pattern(self) -> re.Pattern[str]:
        """Return the pattern of what may begin a label: a word, or a symbol that does."""
        symbols = {first for first in self._longest if not word_character().match(first)}
        choices = [f"[{word_class()}]+", *map(re.escape, sorted(symbols))]
        return re.compile("|".join(choices))

    def find(self, text: str) -> Iterator[Match]:
        """Yield the labels in a text.

        Args:
            text: Plain text of any length.

        Yields:
            Matches in order; no two overlap.
        """
        end = 0
        longest = self._longest
        for found in self._start.finditer(text):
            word = found[0]
            limit = longest.get((word if word.isascii() else normal(word)).casefold())
            if limit is None or found.start() < end:
                continue
            match = self._at(text, found.start(), limit)
            if match is not None:
                end = match.end
                yield match

    def _at(self, text: str, start: int, limit: int) -> Match | None:
        """Return the longest label that begins at a place, looking at `limit` units."""
        best: Match | None = None
        key, words = "", []
        for unit in units(text, start):
            words.append(unit.text)
            key += unit.text.casefold()
            entry = self._accepted(key, words)
            if entry is not None and is_edge(text, start, unit.end):
                best = Match(start, unit.end, entry)
            if len(words) == limit:
                break
        return best

    def _accepted(self, key: str, words: list[str]) -> Entry | None:
        """Return the entry of the first form that accepts words as they are written, or None."""
        for form in self._by_key.get(key, ()):
            if form.accepts(words):
                return form.entry
        return None
