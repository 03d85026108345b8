"""What a word is: cutting labels and texts into the same units, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import compress
from typing import NamedTuple

GAP = " "
"""What white space of any length, and a hyphen between two words, become."""

APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\uff07": "'"})

LONGEST_WORD = 1000
"""Characters of a word that is compared by more than what is written."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, and the spaces and joiners without width: they say where to break, or not to."""

ASCII_BLANKS = str.maketrans(
    {character: " " for character in map(chr, range(128)) if not re.match(r"\w", character)}
)
"""Makes blanks of the ASCII characters that belong to no word."""

NEITHER_WORD_NOR_BLANK = re.compile(r"[^\w ]")

HAS_INVISIBLE = re.compile(f"[{INVISIBLE}]")

UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
"""Takes them out, by `str.translate`."""

SPACELESS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai
    "\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf"  # Lao
    "\u1000-\u103f\u1050-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17d3\u17d7\u17dc\u17dd"  # Khmer
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"  # Hangul
    "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\U0001aff0-\U0001b16f"  # Kana
    "\u2f00-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3105-\u312f\u31a0-\u31bf"  # Han
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
    "\uff66-\uffdc"  # the half-width forms of Kana and Hangul
)
"""Inside of a character class: the letters and marks of scripts that put no space between words.

Korean does put spaces, but not between a noun and its particles. Ranges of the Unicode 15 blocks.
"""

MARKED = "\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20ff\u2cef-\ufdff\ufe10-\ufffb"
"""Inside of a character class: blocks in which all marks are that combine with letters.

Nearly all texts of European languages have none of it, and are cut by what `re` knows by itself.
"""

ACCENTS = re.compile("[\u0300-\u036f]+")
"""The marks over and under Latin, Greek and Cyrillic letters; not dakuten, nor vowel signs."""


@cache
def mark_class() -> str:
    """Return the inside of a character class for the marks that combine with letters."""
    marks: list[tuple[int, int]] = []
    for code in range(0x300, 0x10000):
        is_selector = 0xFE00 <= code <= 0xFE0F  # noqa: PLR2004 - they choose the look of a symbol
        if unicodedata.category(chr(code))[0] == "M" and not is_selector:
            if marks and marks[-1][1] == code - 1:
                marks[-1] = (marks[-1][0], code)
            else:
                marks.append((code, code))
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in marks)


@cache
def word_class() -> str:
    """Return the inside of a character class for what a word is made of.

    Letters, digits and underscores, and the marks that combine with them: `re` counts no mark as a
    part of a word, so that `é` in two characters, or a Hindi vowel sign, would end one.
    """
    return rf"\w{mark_class()}"


@cache
def _word_character() -> re.Pattern[str]:
    """Return the pattern of one character of a word."""
    return re.compile(f"[{word_class()}]")


class Cut(NamedTuple):
    """A way to cut a text into units."""

    letters: str
    """Inside of a character class: what a word is made of."""
    word: str
    """Pattern of a word."""
    unit: re.Pattern[str]
    """Pattern of one unit, its kind being the name of the group."""
    step: re.Pattern[str]
    """Pattern of the next word or symbol of a label, and of the gap before it, if there is one."""
    is_edge: Callable[[str, int, int], bool]
    """Returns whether neither neighbour of a stretch of text continues a word with it."""
    has_edges: bool
    """Whether a word that the pattern finds always has an edge on both sides."""


@cache
def needs_care() -> re.Pattern[str]:
    """Return the pattern of the characters for which a text is cut with care."""
    return re.compile(f"[{SPACELESS}{MARKED}]")


def cut_of(text: str) -> Cut:
    """Return the way to cut a text in which nothing is invisible."""
    is_simple = text.isascii() or needs_care().search(text) is None
    return simple_cut() if is_simple else careful_cut()


@cache
def simple_cut() -> Cut:
    """Return the cut of a text in which spaces part the words, and letters have no marks."""
    return _new_cut(r"\w", r"\w+", _is_simple_edge, has_edges=True)


@cache
def careful_cut() -> Cut:
    """Return the cut of any text: a letter of a spaceless script is a unit with its marks."""
    # The last two of Thai and Lao are half a mark; those of Kana are marks of half width. A
    # syllable of Hangul may be written letter by letter.
    marks = rf"[{mark_class()}\uff9e\uff9f\u0e33\u0eb3]*"
    syllable = "[\u1100-\u115f][\u1160-\u11a7]+[\u11a8-\u11ff]*"
    word = rf"(?:{syllable}{marks}|[{SPACELESS}]{marks}|(?:(?![{SPACELESS}])[{word_class()}])+)"
    return _new_cut(word_class(), word, is_edge, has_edges=False)


def _new_cut(
    letters: str, word: str, is_edge: Callable[[str, int, int], bool], *, has_edges: bool
) -> Cut:
    """Return a cut, given the patterns of what a word is."""
    gap = rf"\s+|(?<=[{letters}])[-\u2010\u2011](?=[{letters}])"
    unit = re.compile(rf"(?P<word>{word})|(?P<gap>{gap})|(?P<symbol>.)", re.DOTALL)
    step = re.compile(rf"(?P<gap>{gap})?(?:(?P<word>{word})|(?P<symbol>\S))")
    return Cut(letters, word, unit, step, is_edge, has_edges)


def normal(text: str) -> str:
    """Return a text in NFKC, its apostrophes plain; one of very many characters as it is.

    Sorting the marks of a letter costs the square of their number, and no word has so many.
    """
    if text.isascii() or len(text) > LONGEST_WORD:
        return text
    return unicodedata.normalize("NFKC", text).translate(APOSTROPHES)


def without_accents(text: str) -> str:
    """Return a text in NFKC, its apostrophes plain and its letters without accents."""
    if text.isascii() or len(text) > LONGEST_WORD:
        return text
    bare = ACCENTS.sub("", unicodedata.normalize("NFD", normal(text)))
    return unicodedata.normalize("NFKC", bare)


def unit_text(unit: re.Match[str], compared: Callable[[str], str] = normal) -> str:
    """Return what a unit is compared by: a word or symbol in NFKC, or `GAP`."""
    return GAP if unit.lastgroup == "gap" else compared(unit[0])


def units(text: str, compared: Callable[[str], str] = normal) -> Iterator[str]:
    """Yield what the words, gaps and symbols of a text are compared by.

    Args:
        text: A label, or a text.
        compared: Returns what a word is compared by: `normal`, or `without_accents`.
    """
    text = seen(text)
    for unit in cut_of(text).unit.finditer(text):
        yield unit_text(unit, compared)


def seen(text: str) -> str:
    """Return a text without what is invisible in it, blanks at its ends included."""
    return text.translate(UNSEEN).strip()


def places_seen(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without what is invisible in it, and where its characters stand in the text."""
    if text.isascii() or HAS_INVISIBLE.search(text) is None:
        return text, range(len(text))
    places = [place for place, character in enumerate(text) if character not in INVISIBLE]
    return text.translate(UNSEEN), places


def wanted_words(
    text: str, wanted: AbstractSet[str], key: Callable[[str], str]
) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text that are wanted: where each begins and ends, and its key.

    The text is cut as by `simple_cut`, but without a step of Python for each word that is ASCII.

    Args:
        text: A text in lower case for which that cut is right.
        wanted: Keys of words.
        key: Returns the key of a word; one that is ASCII is its own.
    """
    is_ascii = text.isascii()
    blanked = text.translate(ASCII_BLANKS) if is_ascii else NEITHER_WORD_NOR_BLANK.sub(" ", text)
    words = blanked.split()
    keys = words if is_ascii else [word if word.isascii() else key(word) for word in words]
    # Each place of a wanted word is found in turn, since none between two of them is left out.
    padded, end = f" {blanked} ", 0
    found = compress(zip(words, keys, strict=True), map(wanted.__contains__, keys))
    for word, its_key in found:
        start = padded.index(f" {word} ", end)
        end = start + len(word)
        yield start, end, its_key


def begins_with_word(text: str) -> bool:
    """Return whether the first of what is seen of a text is a word, and no symbol."""
    text = seen(text)
    unit = cut_of(text).unit.match(text)
    return unit is not None and unit.lastgroup == "word"


def _is_simple_edge(text: str, start: int, end: int) -> bool:
    """Return whether neither neighbour is a character of a word."""
    neighbours = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(each.isalnum() or each == "_" for each in neighbours)


def is_edge(text: str, start: int, end: int) -> bool:
    """Return whether neither neighbour of a stretch of text continues a word with it.

    A letter of a spaceless script continues none, nor is one continued but by a mark.
    """
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if _continues(before, text[start]):
        return False
    if after and unicodedata.category(after)[0] == "M":
        return _word_character().match(after) is None
    return not _continues(after, text[end - 1])


def _continues(neighbour: str, character: str) -> bool:
    """Return whether a neighbour, if there is one, is of one word with a character."""
    if _word_character().match(neighbour) is None:
        return False
    return not (spaceless().match(neighbour) or spaceless().match(character))


@cache
def spaceless() -> re.Pattern[str]:
    """Return the pattern of a character of a script that puts no space between words."""
    return re.compile(f"[{SPACELESS}]")


def has_inner_capital(word: str) -> bool:
    """Return whether a word carries a capital beyond its first letter (`LoRA`, `POS`)."""
    if word[1:].islower():  # as most, and quickly seen
        return False
    letters = [letter for letter in word if letter.isalpha()]
    return any(letter.isupper() for letter in letters[1:])
