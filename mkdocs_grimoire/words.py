"""What a word is: cutting labels and texts into the same units, so that they can be compared."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

GAP = " "
"""What white space of any length, and a hyphen between two words, become."""

APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\uff07": "'"})


class Unit(NamedTuple):
    """A word, a gap or a symbol of a text."""

    text: str
    """The word or symbol in NFKC, or `GAP`."""
    start: int
    """Index of its first character."""
    end: int
    """Index after its last character."""


@cache
def word_class() -> str:
    """Return the inside of a character class for what a word is made of.

    Letters, digits and underscores, and the marks that combine with them: `re` counts no mark as a
    part of a word, so that `é` in two characters, or a Hindi vowel sign, would end one.
    """
    marks: list[tuple[int, int]] = []
    for code in range(0x300, 0x10000):
        if unicodedata.category(chr(code))[0] == "M":
            if marks and marks[-1][1] == code - 1:
                marks[-1] = (marks[-1][0], code)
            else:
                marks.append((code, code))
    return r"\w" + "".join(f"{chr(first)}-{chr(last)}" for first, last in marks)


@cache
def word_character() -> re.Pattern[str]:
    """Return the pattern of one character of a word."""
    return re.compile(f"[{word_class()}]")


@cache
def unit_pattern() -> re.Pattern[str]:
    """Return the pattern of one unit, its kind being the name of the group."""
    word = f"[{word_class()}]"
    return re.compile(
        rf"(?P<word>{word}+)|(?P<gap>\s+|(?<={word})[-\u2010\u2011](?={word}))|(?P<symbol>.)",
        re.DOTALL,
    )


def normal(text: str) -> str:
    """Return a text in NFKC, its apostrophes plain."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(APOSTROPHES)


def units(text: str, start: int = 0) -> Iterator[Unit]:
    """Cut a text into words, gaps and symbols.

    Args:
        text: Any text.
        start: Index of the first character.

    Yields:
        Units whose indices refer to the text as it is, though their text is normalised.
    """
    for found in unit_pattern().finditer(text, start):
        # Interned, since ten thousand labels share their words.
        piece = GAP if found.lastgroup == "gap" else sys.intern(normal(found[0]))
        yield Unit(piece, found.start(), found.end())


def is_edge(text: str, start: int, end: int) -> bool:
    """Return whether neither neighbour of a stretch of text continues a word with it."""
    neighbours = text[max(0, start - 1) : start] + text[end : end + 1]
    return word_character().search(neighbours) is None


def has_inner_capital(word: str) -> bool:
    """Return whether a word carries a capital beyond its first letter (`LoRA`, `POS`)."""
    return any(letter.isupper() for letter in word[1:])
