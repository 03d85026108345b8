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
    simple_cut,
    unit_text,
)

Stretch = tuple[int, int]
"""Where a part of a text begins and ends."""


class Match(NamedTuple):
    """A label in a text."""

    start: int
    """Index of its first character."""
    end: int
    """Index after its last character."""
    entry: Entry
    """What it is a label of."""


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

    def accepted(self, key: str, words: list[str]) -> tuple[Form, ...]:
        """Return the forms that accept words as they are written, on whatever pages they hold."""
        return tuple(form for form in self.by_key.get(key, ()) if form.accepts(words))


def _first_there(forms: Iterable[Form], there: Reach) -> Form | None:
    """Return the first form that holds at a place, or None."""
    for form in forms:
        if form.reach is None or holds(form.reach, there):
            return form
    return None


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
        self._first_words: dict[str, tuple[str, str, tuple[Form, ...]]] = {}
        self._simple = self._start_pattern(simple_cut())

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
        cut = cut_of(seen)
        start = self._simple if cut is simple_cut() else self._start_pattern(cut)
        matches = self._scan(seen, there, cut, start)
        if seen is text:
            yield from matches
            return
        for first, end, entry in matches:
            yield Match(places[first], places[end - 1] + 1, entry)

    def _scan(self, text: str, there: Reach, cut: Cut, start: re.Pattern[str]) -> Iterator[Match]:
        """Yield the labels in a text without invisible characters."""
        end = 0
        has_lemmas = bool(self._inflected.first)
        starts = self._starts_by_lemma if has_lemmas else self._starts
        at = self._at_by_lemma if has_lemmas else self._at
        for word in starts(text, start):
            if word[0] >= end:
                match = at(text, word, there, cut)
                if match is not None:
                    end = match.end
                    yield match

    def _starts(self, text: str, start: re.Pattern[str]) -> Iterator[Stretch]:
        """Yield where the words begin and end with which a label may begin."""
        lowered = text.lower()
        if len(lowered) != len(text):  # `İ` for one becomes two characters
            lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
        first, compared = self._written.first, self._compared
        for found in start.finditer(lowered):
            word = found[0]
            if word in first or (not word.isascii() and compared(word).casefold() in first):
                yield found.span()

    def _starts_by_lemma(self, text: str, start: re.Pattern[str]) -> Iterator[Stretch]:
        """Yield where the words begin and end with which a label or its lemmas may begin."""
        first, lemmas = self._written.first, self._inflected.first
        compared = self._compared
        for found in start.finditer(text):
            word = found[0]
            if compared(word).casefold() in first or self._lemma_of(word) in lemmas:
                yield found.span()

    def _lemma_of(self, word: str) -> str:
        """Return the lemma of a word, looked up once."""
        lemma = self._lemmas.get(word)
        if lemma is None:
            lemma = self._lemmas[word] = self._comparison.lemma_of(word)
        return lemma

    def _first_word(self, written: str) -> tuple[str, str, tuple[Form, ...]]:
        """Return what a word is compared by, its key, and the forms that it is by itself.

        Looked up once, since the texts of a site begin labels with few words, again and again.
        """
        known = self._first_words.get(written)
        if known is None:
            word = self._compared(written)
            key = word.casefold()
            known = word, key, self._written.accepted(key, [word])
            self._first_words[written] = known
        return known

    def _at(self, text: str, at: Stretch, there: Reach, cut: Cut) -> Match | None:
        """Return the longest label that begins with a word."""
        start, end = at
        word, key, forms = self._first_word(text[start:end])
        # What ends with a word has an edge there, and so has what begins with one.
        is_parted = cut.has_edges and not self._has_symbols
        best = _label(text, at, _first_there(forms, there), None if is_parted else cut)
        by_key, longer, words = self._written.by_key, self._written.longer, [word]
        while key in longer and (step := cut.step.match(text, end)) is not None:
            gap, word, symbol = step.groups()
            if gap:
                words.append(GAP)
                key += GAP
            words.append(self._compared(word or symbol))
            key += words[-1].casefold()
            end = step.end()
            if key in by_key:
                form = _first_there(self._written.accepted(key, words), there)
                edges = None if is_parted and word else cut
                best = _label(text, (start, end), form, edges) or best
        return best

    def _at_by_lemma(self, text: str, word: Stretch, there: Reach, cut: Cut) -> Match | None:
        """Return the longest label that begins with a word, written or inflected."""
        best: Match | None = None
        start = word[0]
        written, inflected = self._written, self._inflected
        key, lemmas, words = "", "", list[str]()
        for found in cut.unit.finditer(text, start):
            unit = unit_text(found, self._compared)
            words.append(unit)
            key += unit.casefold()
            lemmas += self._lemma_of(found[0]) if found.lastgroup == "word" else unit
            forms = (*written.accepted(key, words), *inflected.accepted(lemmas, words))
            best = _label(text, (start, found.end()), _first_there(forms, there), cut) or best
            if key not in written.longer and lemmas not in inflected.longer:
                break
        return best


def _label(text: str, at: Stretch, form: Form | None, edges: Cut | None) -> Match | None:
    """Return a stretch of a text as the label that it is, if a form accepts it.

    Args:
        text: The text.
        at: The stretch.
        form: The form; one that is not linked only stands in the way of others.
        edges: Knows what an edge of a word is; None if the stretch is known to have them.
    """
    if form is None or not form.linked or (edges and not edges.is_edge(text, *at)):
        return None
    return Match(*at, form.entry)
