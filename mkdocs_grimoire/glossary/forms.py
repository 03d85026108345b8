"""The forms of a label that a text may use: its case rule, its inflections, its lemmas."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.sources.scopes import Reach
from mkdocs_grimoire.text.english import PREPOSITIONS, plural_words, singular_words
from mkdocs_grimoire.text.words import (
    GAP,
    begins_with_word,
    has_inner_capital,
    normal,
    units,
    without_accents,
)

LONGEST_LABEL = 100
"""Words, gaps and symbols of a label that is looked for; all that lead to it are kept in memory."""

ANY_FORM = "*"
"""What ends a spelling of which every form is meant."""


OtherNumbers = Callable[[str], tuple[str, ...]]


class Accents(StrEnum):
    """How letters with accents compare with those without."""

    EXACT = "exact"
    """They differ."""
    IGNORE = "ignore"
    """They are the same."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the words of labels and texts are compared."""

    case: Case = Case.SMART
    """How the letters of labels compare, unless an entry says otherwise."""
    accents: Accents = Accents.EXACT
    """Whether accents count."""
    plurals: bool = True
    """Whether English plurals and singulars stand for their labels."""
    lemma: Callable[[str], str] | None = None
    """Returns the dictionary form of a word; None where words have none."""

    @property
    def word(self) -> Callable[[str], str]:
        """What returns what a word of a text is compared by, but for its case."""
        return normal if self.accents is Accents.EXACT else without_accents

    def lemma_of(self, text: str) -> str:
        """Return what a word of a text is compared by where its inflection does not count."""
        word = normal(text)
        if self.lemma is None or not is_inflected(word):
            return self.word(text).casefold()
        return self.word(self.lemma(word)).casefold()


def is_inflected(word: str) -> bool:
    """Return whether a word may have a lemma: an acronym has none, nor has a number."""
    return len(word) > 1 and word.isalpha() and not has_inner_capital(word)


class Never(NamedTuple):
    """The spellings at which an entry is not linked."""

    exact: frozenset[str] = frozenset()
    """Spellings whose case counts."""
    forms: frozenset[str] = frozenset()
    """Spellings of any case, folded."""

    def stops(self, words: list[str]) -> bool:
        """Return whether the words of a text are such a spelling."""
        text = "".join(words)
        return text in self.exact or text.casefold() in self.forms


class Form(NamedTuple):
    """One way to write a label."""

    words: tuple[str, ...]
    """The label's words, gaps and symbols, letters as the label has them."""
    exact: tuple[bool, ...]
    """For each of them, whether its case counts."""
    entry: Entry
    """The entry that it stands for."""
    derived: bool = False
    """Whether it is no label itself, and gives way to any."""
    begins_with_symbol: bool = False
    """Whether its first character is no letter or digit, though it may be spelled out as some."""
    label: str = ""
    """The label as it is written."""
    never: Never | None = None
    """Where it is not linked; None if nowhere."""
    reach: Reach = None
    """The pages on which it is linked."""
    linked: bool = True
    """Whether it is; if not, it stands in the way of forms that are derived."""
    lemmas: bool = False
    """Whether its words are lemmas, and those of a text are to be."""
    distance: int = 0
    """Which goes first of two that accept the same text: our own, then other sites in order."""

    @property
    def key(self) -> str:
        """What two forms share that differ in case alone."""
        return "".join(self.words).casefold()

    @property
    def identity(self) -> str:
        """What two forms share that match the same texts."""
        if True not in self.exact:
            return self.key
        return "".join(
            word if exact else word.casefold()
            for word, exact in zip(self.words, self.exact, strict=True)
        )

    def accepts_as_is(self, text: str) -> bool:
        """Return whether it accepts a text, equal but for case, that need not be cut to know so."""
        return self.never is None and (True not in self.exact or text == "".join(self.words))

    def accepts(self, words: list[str]) -> bool:
        """Return whether the words of a text, equal but for case, are written as this form asks."""
        if self.never is not None and self.never.stops(words):
            return False
        if True not in self.exact:
            return True
        # A symbol that NFKC spells out, such as `½`, makes fewer words of the same letters.
        return len(words) == len(self.words) and all(
            not exact or mine == theirs
            for mine, theirs, exact in zip(self.words, words, self.exact, strict=True)
        )


def form(label: str, entry: Entry, comparison: Comparison) -> Form | None:
    """Return the form of a label as it is written, or None if it has no words, or too many.

    Args:
        label: A label of the entry.
        entry: The entry; its own case rule, if any, goes first.
        comparison: How the site compares words.
    """
    # Interned, since ten thousand labels share their words.
    words = tuple(sys.intern(word) for word in units(label, comparison.word))
    if not any(words) or len(words) > LONGEST_LABEL:
        return None
    begins_with_symbol = not (label[0].isalnum() or begins_with_word(label))
    exact = _exactness(words, entry.case or comparison.case)
    return Form(words, exact, entry, begins_with_symbol=begins_with_symbol, label=label)


def _exactness(words: tuple[str, ...], case: Case) -> tuple[bool, ...]:
    """Return for each word whether its case counts."""
    if case is Case.SMART:
        if len(words) == 1 and len(words[0]) == 1:
            return (True,)
        return tuple(has_inner_capital(word) for word in words)
    return (case is Case.EXACT,) * len(words)


def other_numbers(word: str) -> tuple[str, ...]:
    """Return the English plurals and singulars of a word."""
    return (*plural_words(word), *singular_words(word))


def inflections(own: Form, others: OtherNumbers = other_numbers) -> Iterator[Form]:
    """Yield the English plurals and singulars of a form, each made by one word of it.

    That word is the last one or, in a label such as `mean of squares`, its head.

    Args:
        own: The form.
        others: Returns the plurals and singulars of a word.
    """
    for place in {len(own.words) - 1, _head(own.words)}:
        word = own.words[place]
        for other in others(word):
            words = (*own.words[:place], other, *own.words[place + 1 :])
            yield own._replace(words=words, derived=True)


def _head(words: tuple[str, ...]) -> int:
    """Return the number of the word before the first preposition, or that of the last word."""
    for place in range(2, len(words) - 2):
        if words[place].lower() in PREPOSITIONS and words[place - 1] == words[place + 1] == GAP:
            return place - 2
    return len(words) - 1


def lemma_form(own: Form, comparison: Comparison) -> Form | None:
    """Return the form of a label by the lemmas of its words, or None if none is inflected.

    Words whose case counts stay as they are.
    """
    written = tuple(units(own.label, normal))
    if len(written) != len(own.words):
        return None
    words = tuple(
        word if exact else comparison.lemma_of(other)
        for word, exact, other in zip(own.words, own.exact, written, strict=True)
    )
    if not any(map(is_inflected, written)) or all(own.exact):
        return None
    return own._replace(words=words, derived=True, lemmas=True)


def never_of(entry: Entry, comparison: Comparison) -> Never | None:
    """Return the spellings at which an entry is not linked, or None if there is none."""
    if not entry.never:
        return None
    exact, forms = set[str](), set[str]()
    for spelling in entry.never:
        own = form(spelling.removesuffix(ANY_FORM), entry, comparison)
        if own is None:
            continue
        if spelling.endswith(ANY_FORM):
            forms.update(each.key for each in (own, *inflections(own)))
        else:
            exact.add("".join(own.words))
    return Never(frozenset(exact), frozenset(forms))
