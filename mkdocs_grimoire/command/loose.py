"""Finds every stretch of a text that some entry could claim, whatever the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from mkdocs_grimoire.glossary.forms import Form, form, inflections
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.text.words import (
    Cut,
    cut_of,
    places_seen,
    unit_text,
)


class Stretch(NamedTuple):
    """A stretch of a text that has the words of a label, in whatever case and number."""

    start: int
    """Index of its first character."""
    end: int
    """Index after its last character."""
    words: list[str]
    """What its words are compared by."""
    claims: tuple[Form, ...]
    """The forms that have these words, one for each entry, labels before what is derived."""


class LooseMatcher:
    """Knows all labels, and no rule of case, plurals, ambiguity, scope or `never`.

    It finds stretches within others as well, and so is slower than what links.
    """

    def __init__(self, glossary: Glossary) -> None:
        """Index the labels of a glossary."""
        self._comparison = glossary.comparison
        self._by_key: dict[str, list[Form]] = {}
        self._longer: set[str] = set()
        labels = [(label, entry) for entry in glossary.entries for label in entry.labels]
        known = [form(label, entry, self._comparison) for label, entry in labels]
        owns = [own for own in known if own is not None]
        derived = [other for own in owns for other in inflections(own)]
        for each in [*owns, *derived]:
            self._add(each)

    def _add(self, own: Form) -> None:
        *prefixes, key = accumulate(word.casefold() for word in own.words)
        self._longer.update(prefixes)
        same = self._by_key.setdefault(key, [])
        if all(other.entry is not own.entry for other in same):
            same.append(own)

    def find(self, text: str) -> Iterator[Stretch]:
        """Yield the stretches of a text, in the order in which they begin, the shorter first."""
        seen, places = places_seen(text)
        cut = cut_of(seen)
        for unit in cut.unit.finditer(seen):
            if unit.lastgroup != "gap":
                for found in self._at(seen, unit.start(), cut):
                    start, end = places[found.start], places[found.end - 1] + 1
                    yield found._replace(start=start, end=end)

    def _at(self, text: str, start: int, cut: Cut) -> Iterator[Stretch]:
        """Yield the stretches that begin at a place."""
        key, words = "", list[str]()
        for unit in cut.unit.finditer(text, start):
            words.append(unit_text(unit, self._comparison.word))
            key += words[-1].casefold()
            if key in self._by_key and cut.is_edge(text, start, unit.end()):
                yield Stretch(start, unit.end(), list(words), tuple(self._by_key[key]))
            if key not in self._longer:
                break
