"""Finds labels in a text: whole words, the longest label, leftmost first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from mkdocs_grimoire.glossary.forms import Comparison, Form
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.scopes import Reach, breadth, holds
from mkdocs_grimoire.text.words import (
    GAP,
    Cut,
    cut_of,
    places_seen,
    unit_text,
    wanted_words,
)

Start = tuple[int, int, str]
"""A word with which a label may begin: where it begins and ends, and its key."""


class Match(NamedTuple):
    """A label in a text."""

    start: int
    """Index of its first character."""
    end: int
    """Index after its last character."""
    entry: Entry
    """What it is a label of."""


class _Scan(NamedTuple):
    """A text in which labels are looked for."""

    text: str
    """The text, without what is invisible in it."""
    lowered: str
    """The same in lower case, of the same length."""
    cut: Cut
    """How it is cut."""
    there: Reach
    """The pages that it speaks of."""


class _Index:
    """A dictionary of forms, by their words and by the words that lead to them."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.first: set[str] = set()
        self.longer: set[str] = set()
        self.by_key: dict[str, tuple[Form, ...]] = {}
        for form in forms:
            self._add(form)
        for key, same in self.by_key.items():
            if len(same) > 1:
                self.by_key[key] = tuple(sorted(same, key=_rank))

    def _add(self, form: Form) -> None:
        words = [word.casefold() for word in form.words]
        self.first.add(words[0])
        *prefixes, key = accumulate(words)
        self.longer.update(prefixes)
        self.by_key[key] = (*self.by_key.get(key, ()), form)


def _rank(form: Form) -> tuple[int, bool, int, float]:
    """Return what decides between two forms that accept the same text, the least going first."""
    return form.distance, form.derived, -sum(form.exact), breadth(form.reach)


class Matcher:
    """Walks over the words of a text through a dictionary of first words.

    A word that begins no label costs one look-up, however many labels there are; any other costs
    one more for each word that follows, as long as some label goes on like the text.
    """

    def __init__(self, forms: Iterable[Form], comparison: Comparison | None = None) -> None:
        """Index the forms.

        Args:
            forms: Where two accept the same text, our own goes before that of another site, then a
                label before a form that is derived, and that before one by lemmas; then an exact
                form before one that ignores case, then the one that holds on fewer pages, and else
                the first.
            comparison: How the words of a text are compared; as those of the forms were.
        """
        self._comparison = comparison or Comparison()
        self._compared = self._comparison.word
        forms = list(forms)
        self._written = _Index(form for form in forms if not form.lemmas)
        self._inflected = _Index(form for form in forms if form.lemmas)
        self._has_symbols = any(form.begins_with_symbol for form in forms)
        self.has_reaches = any(form.reach is not None for form in forms)
        """Whether what is found depends on the page."""
        self._lemmas: dict[str, str] = {}

    def _start_pattern(self, cut: Cut) -> re.Pattern[str]:
        """Return the pattern of what may begin a label: a word, or a symbol that does."""
        # Any symbol, since a broad or a curved one may stand for that of the label.
        return re.compile(rf"{cut.word}|[^\s{cut.letters}]" if self._has_symbols else cut.word)

    def find(self, text: str, there: Reach = None) -> Iterator[Match]:
        """Yield the labels in a text.

        Args:
            text: Plain text of any length.
            there: The page that it stands on, or the pages that it speaks of; None for all.

        Yields:
            Matches in order; no two overlap. They neither begin nor end with what is invisible.
        """
        seen, places = places_seen(text)
        matches = self._matches(_Scan(seen, _lowered(seen), cut_of(seen), there))
        if seen is text:
            yield from matches
            return
        for start, end, entry in matches:
            yield Match(places[start], places[end - 1] + 1, entry)

    def _matches(self, scan: _Scan) -> Iterator[Match]:
        """Yield the labels in a text without invisible characters."""
        end = 0
        has_lemmas = bool(self._inflected.first)
        starts = self._starts_by_lemma if has_lemmas else self._starts
        longest = self._longest_by_lemma if has_lemmas else self._longest
        for start in starts(scan):
            if start[0] >= end:
                match = longest(scan, start)
                if match is not None:
                    end = match.end
                    yield match

    def _starts(self, scan: _Scan) -> Iterator[Start]:
        """Yield the words with which a label may begin."""
        first = self._written.first
        if scan.cut.has_edges and not self._has_symbols:
            yield from wanted_words(scan.lowered, first, self._key)
            return
        for found in self._start_pattern(scan.cut).finditer(scan.lowered):
            key = self._key(found[0])
            if key in first:
                yield *found.span(), key

    def _key(self, word: str) -> str:
        """Return what a word in lower case is looked up by."""
        return word if word.isascii() else self._compared(word).casefold()

    def _starts_by_lemma(self, scan: _Scan) -> Iterator[Start]:
        """Yield the words with which a label, or its lemmas, may begin."""
        first, lemmas = self._written.first, self._inflected.first
        for found in self._start_pattern(scan.cut).finditer(scan.text):
            key = self._compared(found[0]).casefold()
            if key in first or self._lemma_of(found[0]) in lemmas:
                yield *found.span(), key

    def _lemma_of(self, word: str) -> str:
        """Return the lemma of a word, looked up once."""
        lemma = self._lemmas.get(word)
        if lemma is None:
            lemma = self._lemmas[word] = self._comparison.lemma_of(word)
        return lemma

    def _longest(self, scan: _Scan, begin: Start) -> Match | None:
        """Return the longest label that begins with a word."""
        start, end, key = begin
        by_key, longer, step_from = self._written.by_key, self._written.longer, scan.cut.step.match
        # What ends with a word has an edge there, and so has what begins with one.
        is_parted = scan.cut.has_edges and not self._has_symbols
        best = None
        if key in by_key:
            best = self._label(scan, start, end, by_key[key], has_edges=is_parted)
        while key in longer and (step := step_from(scan.lowered, end)) is not None:
            gap, word, symbol = step.groups()
            unit = self._key(word or symbol)
            key = f"{key}{GAP}{unit}" if gap else key + unit
            end = step.end()
            if key in by_key:
                has_edges = is_parted and symbol is None
                best = self._label(scan, start, end, by_key[key], has_edges=has_edges) or best
        return best

    def _longest_by_lemma(self, scan: _Scan, begin: Start) -> Match | None:
        """Return the longest label that begins with a word, written or inflected."""
        best: Match | None = None
        start, key, lemmas = begin[0], "", ""
        written, inflected = self._written, self._inflected
        for found in scan.cut.unit.finditer(scan.text, start):
            unit = unit_text(found, self._compared)
            key += unit.casefold()
            lemmas += self._lemma_of(found[0]) if found.lastgroup == "word" else unit
            forms = (*written.by_key.get(key, ()), *inflected.by_key.get(lemmas, ()))
            best = self._label(scan, start, found.end(), forms, has_edges=False) or best
            if key not in written.longer and lemmas not in inflected.longer:
                break
        return best

    def _label(
        self, scan: _Scan, start: int, end: int, forms: Iterable[Form], *, has_edges: bool
    ) -> Match | None:
        """Return a stretch of a text as the label that it is, if a form accepts it.

        Args:
            scan: The text.
            start: Index of the first character of the stretch.
            end: Index after its last character.
            forms: The forms that have its words; one that is not linked is in the way of others.
            has_edges: Whether it is known to have the edges of a word.
        """
        form = self._accepting(scan, start, end, forms)
        if form is None or not form.linked:
            return None
        if not has_edges and not scan.cut.is_edge(scan.text, start, end):
            return None
        return Match(start, end, form.entry)

    def _accepting(self, scan: _Scan, start: int, end: int, forms: Iterable[Form]) -> Form | None:
        """Return the first form that accepts a stretch as it is written, where it stands."""
        written = scan.text[start:end]
        for form in forms:
            if form.reach is not None and not holds(form.reach, scan.there):
                continue
            if form.accepts_as_is(written) or form.accepts(self._words(scan, start, end)):
                return form
        return None

    def _words(self, scan: _Scan, start: int, end: int) -> list[str]:
        """Return what the words, gaps and symbols of a stretch are compared by, but for case."""
        units = scan.cut.unit.finditer(scan.text, start, end)
        return [unit_text(unit, self._compared) for unit in units]


def _lowered(text: str) -> str:
    """Return a text in lower case, of the same length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # `İ` for one becomes two characters.
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
