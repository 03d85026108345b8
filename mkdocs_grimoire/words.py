"""What a word is: cutting labels and texts into the same units, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

GAP = " "
"""What white space of any length, and a hyphen between two words, become."""

APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\uff07": "'"})


@cache
def word_class() -> str:
    """Return the inside of a character class for what a word is made of.

    Letters, digits and underscores, and the marks that combine with them: `re` counts no mark as a
    part of a word, so that `é` in two characters, or a Hindi vowel sign, would end one.
    """
    marks: list[tuple[int, int]] = []
    for code in range(0x300, 0x10000):
        is_selector = 0xFE00 <= code <= 0xFE0F  # noqa: PLR2004 - they choose the look of a symbol
        if unicodedata.category(chr(code))[0] == "M" and not is_selector:
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


def unit_text(unit: re.Match[str]) -> str:
    """Return what a unit is compared by: a word or symbol in NFKC, or `GAP`."""
    return GAP if unit.lastgroup == "gap" else normal(unit[0])


def units(text: str) -> Iterator[str]:
    """Yield what the words, gaps and symbols of a text are compared by."""
    for unit in unit_pattern().finditer(text):
        yield unit_text(unit)


def is_edge(text: str, start: int, end: int) -> bool:
    """Return whether neither neighbour of a stretch of text continues a word with it."""
    neighbours = text[max(0, start - 1) : start] + text[end : end + 1]
    return word_character().search(neighbours) is None


def has_inner_capital(word: str) -> bool:
    """Return whether a word carries a capital beyond its first letter (`LoRA`, `POS`)."""
    letters = [letter for letter in word if letter.isalpha()]
    return any(letter.isupper() for letter in letters[1:])
