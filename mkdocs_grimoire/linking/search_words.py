"""Knows what each section speaks of, and by which words a search would not find it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.text.english import PREPOSITIONS
from mkdocs_grimoire.text.words import spaceless

GAPS = r"[\s\-]+"
"""What separates two words, for MkDocs and for most languages of Material."""

QUOTES = "()[]{}<>\"',;:!?\u2026\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
"""What stands around a word and belongs to none, as the dot of `.NET` does."""

MARKS = QUOTES + "."
"""What a search takes off the words of a text."""

LINKING = PREPOSITIONS | {"a", "an", "and", "or", "the"}
"""Words of labels by which nobody looks for anything."""

TAG = re.compile(r"<[^>]*>")

Word = tuple[str, str]
"""A word that somebody may type into a search, as a label has it and case folded."""

Mentions = Mapping[str, Iterable[Entry]]
"""The entries that each part of a page speaks of, by the fragment of its heading."""


class MentionIndex:
    """Keeps what the sections of each page speak of, nothing more."""

    def __init__(self) -> None:
        self._by_page: dict[str, dict[str, dict[Entry, None]]] = {}

    def forget(self, page: str) -> None:
        """Drop what is known of a page that is about to be read anew."""
        self._by_page.pop(page, None)

    def add(self, page: str, mentions: Mentions) -> None:
        """Add to what is known of a page, whose text may be converted in parts."""
        known = self._by_page.setdefault(page, {})
        for anchor, entries in mentions.items():
            known.setdefault(anchor, {}).update(dict.fromkeys(entries))

    def on(self, page: str) -> Mentions:
        """Return the entries that each part of a page speaks of, in the order of the text."""
        return self._by_page.get(page, {})


class Cut:
    """Cuts texts into words as a search does."""

    def __init__(
        self, separator: str = GAPS, *, finds_beginnings: bool, is_html: bool = False
    ) -> None:
        """Take what is known of the search.

        Args:
            separator: Its regular expression of what is between two words. Where JavaScript knows
                it and Python does not, it is taken for white space and hyphens.
            finds_beginnings: Whether who types the beginning of a word finds the word, and the
                marks around words are a part of them; else words are bare, and typed in full.
            is_html: Whether the texts that are to be found are HTML; labels are plain.
        """
        self._is_html = is_html
        self._finds_beginnings = finds_beginnings
        self._end = "" if finds_beginnings else " "
        self._pattern: re.Pattern[str] | None = None
        if separator != GAPS:
            with suppress(re.error):
                self._pattern = re.compile(separator)
        self._wanted: dict[Entry, tuple[Word, ...]] = {}

    def words(self, text: str) -> Iterable[str]:
        """Return the words of a plain text."""
        if self._pattern is None:
            # Much faster than an expression, and what nearly all sites have.
            return text.replace("-", " ").split()
        return filter(None, _between(self._pattern, text))

    def wanted(self, entry: Entry) -> tuple[Word, ...]:
        """Return the words by which somebody may look for an entry, cut once."""
        if entry not in self._wanted:
            words = (word.strip(QUOTES) for label in entry.labels for word in self.words(label))
            keyed = ((word, word.casefold()) for word in words if word)
            self._wanted[entry] = tuple(pair for pair in keyed if pair[1] not in LINKING)
        return self._wanted[entry]

    def finder(self, text: str) -> Callable[[str], bool]:
        """Return what says whether a word, case folded, finds a text."""
        folded, known = text.casefold(), ""
        has_short_way, end = self._finds_beginnings and self._pattern is None, self._end

        def finds(word: str) -> bool:
            nonlocal known
            if has_short_way and _stands_in(folded, f" {word}"):
                return True
            known = known or self._known(text)
            # Where words stand without spaces, searches cut them by other means.
            return f" {word}{end}" in known or (
                word in known and spaceless().search(word) is not None
            )

        return finds

    def _known(self, text: str) -> str:
        """Return the words of a text, case folded, a space before and behind each."""
        words = self.words(TAG.sub(" ", text) if self._is_html else text)
        if not self._finds_beginnings:
            words = (word.strip(MARKS) for word in words)
        return f" {' '.join(words)} ".casefold()


def _stands_in(markup: str, text: str) -> bool:
    """Return whether a text stands in HTML, at its first place there in no tag."""
    at = markup.find(text)
    return at >= 0 and markup.rfind("<", 0, at) <= markup.rfind(">", 0, at)


def _between(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield what is between the places that a pattern matches, whatever groups it has."""
    position = 0
    for found in pattern.finditer(text):
        yield text[position : found.start()]
        position = found.end()
    yield text[position:]


def missing_words(entries: Iterable[Entry], text: str, cut: Cut) -> list[str]:
    """Return the words of the labels of entries that do not find a text, each once.

    Args:
        entries: The entries that the text speaks of.
        text: All that a search knows of it, its title included.
        cut: How the search cuts it into words.
    """
    finds = cut.finder(text)
    missing: dict[str, str] = {}
    for word, key in (wanted for entry in entries for wanted in cut.wanted(entry)):
        if key not in missing and not finds(key):
            missing[key] = word
    return list(missing.values())
