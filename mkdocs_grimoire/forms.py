"""The forms of a label that a text may use: its case rule, and its regular plurals."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_grimoire.entry import Case, Entry
from mkdocs_grimoire.words import has_inner_capital, units, word_character

SIBILANTS = ("s", "x", "z", "ch", "sh")
VOWELS = "aeiou"


class Form(NamedTuple):
    """One way to write a label."""

    words: tuple[str, ...]
    """The label's words, gaps and symbols, letters as the label has them."""
    exact: tuple[bool, ...]
    """For each of them, whether its case counts."""
    entry: Entry
    """The entry that it stands for."""
    plural: bool = False
    """Whether it is derived, and gives way to any label."""
    begins_with_symbol: bool = False
    """Whether its first character is no letter or digit, though it may be spelled out as some."""

    @property
    def key(self) -> str:
        """What two forms share that differ in case alone."""
        return "".join(self.words).casefold()

    @property
    def identity(self) -> str:
        """What two forms share that match the same texts."""
        return "".join(
            word if exact else word.casefold()
            for word, exact in zip(self.words, self.exact, strict=True)
        )

    def accepts(self, words: list[str]) -> bool:
        """Return whether the words of a text, equal but for case, are written as this form asks."""
        if not any(self.exact):
            return True
        # A symbol that NFKC spells out, such as `½`, makes fewer words of the same letters.
        return len(words) == len(self.words) and all(
            not exact or mine == theirs
            for mine, theirs, exact in zip(self.words, words, self.exact, strict=True)
        )


def form(label: str, entry: Entry, case: Case) -> Form | None:
    """Return the form of a label as it is written, or None if there is nothing to write.

    Args:
        label: A label of the entry.
        entry: The entry; its own case rule, if any, goes first.
        case: The site's case rule.
    """
    # Interned, since ten thousand labels share their words.
    words = tuple(sys.intern(word) for word in units(label.strip()))
    if not words:
        return None
    begins_with_symbol = word_character().match(label.strip()) is None
    exact = _exactness(words, entry.case or case)
    return Form(words, exact, entry, begins_with_symbol=begins_with_symbol)


def _exactness(words: tuple[str, ...], case: Case) -> tuple[bool, ...]:
    """Return for each word whether its case counts."""
    if case is Case.SMART:
        if len(words) == 1 and len(words[0]) == 1:
            return (True,)
        return tuple(has_inner_capital(word) for word in words)
    return (case is Case.EXACT,) * len(words)


def plurals(singular: Form) -> Iterator[Form]:
    """Yield the regular English plurals of a form, made of its last word."""
    last = singular.words[-1]
    latin = unicodedata.normalize("NFD", last).encode("ascii", "ignore").decode()
    if len(last) == 1 or len(latin) < len(last) or not last[-1].isalpha():
        return
    for plural in _plural_words(last):
        yield singular._replace(words=(*singular.words[:-1], plural), plural=True)


def _plural_words(word: str) -> Iterator[str]:
    """Yield the regular plurals of a word; two where English has both."""
    lower = word.casefold()
    if lower.endswith(SIBILANTS):
        yield f"{word}es"
    elif lower[-1] == "y" and lower[-2] not in VOWELS and not word[-1].isupper():
        yield f"{word[:-1]}ies"
    else:
        yield f"{word}s"
        if lower[-1] == "o" and lower[-2] not in VOWELS:
            yield f"{word}es"
