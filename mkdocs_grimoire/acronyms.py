"""Acronyms that a text introduces: `Low-Rank Adaptation (LoRA)`."""

from __future__ import annotations

import re

PAIR = re.compile(r"\((?P<short>[^()\s][^()\n]{0,29})\)")
"""A short form in parentheses; longer ones are remarks."""

WORD = re.compile(r"\w+")
LONGEST = 12
"""Words before the parenthesis that a long form may take at most."""


def long_form(text: str, short: str) -> str:
    """Return the long form that a text gives for an acronym.

    The rule is Schwartz and Hearst's (A simple algorithm for identifying abbreviation definitions
    in biomedical text, 2003): from the right, each letter of the acronym is found in the words
    before the parenthesis, the first one at the start of a word.

    Args:
        text: Plain text, or Markdown without emphasis in the pair.
        short: The acronym, as it stands in the parentheses.

    Returns:
        The long form as written, on one line, or an empty string.
    """
    for pair in PAIR.finditer(text):
        if pair["short"].strip() == short:
            found = _expand(_sentence_before(text, pair.start()), short)
            if found:
                return found
    return ""


def short_form(text: str, long: str) -> str:
    """Return the acronym that a text gives for a long form, or an empty string.

    Args:
        text: Plain text, or Markdown without emphasis in the pair.
        long: The long form as it stands before the parenthesis; case does not count.
    """
    for pair in PAIR.finditer(text):
        before = _sentence_before(text, pair.start())
        short = pair["short"].strip()
        if _expand(before, short).casefold() == long.casefold():
            return short
    return ""


def split_pair(label: str) -> tuple[str, str]:
    """Split a label of the form `Long Form (LF)` or `LF (Long Form)`.

    Returns:
        The long and the short form, or two empty strings if the label is no such pair.
    """
    pair = re.fullmatch(r"(?P<outer>[^()]+?)\s+\((?P<inner>[^()]+)\)", label)
    if pair is None:
        return "", ""
    for long, short in ((pair["outer"], pair["inner"]), (pair["inner"], pair["outer"])):
        if len(short) < len(long) and _expand(long, short) == long:
            return long, short
    return "", ""


def _sentence_before(text: str, position: int) -> str:
    """Return the words before a position, back to the last stop or `LONGEST` words."""
    before = re.split(r"[.;:!?()\"“”](?:\s|$)|\n[ \t]*\n", text[max(0, position - 200) : position])[
        -1
    ]
    return " ".join(before.split()[-LONGEST:])


def _expand(before: str, short: str) -> str:
    """Return the end of a text that spells an acronym out, or an empty string."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    if not len(letters) > 1 or not any(letter.isupper() for letter in short):
        return ""
    lowered = before.casefold()
    if len(lowered) != len(before):
        return ""
    position = len(lowered)
    for number in range(len(letters) - 1, -1, -1):
        position = _last(lowered, letters[number], position, at_start=number == 0)
        if position < 0:
            return ""
    found = before[position:].strip(" *_")
    words = len(WORD.findall(found))
    # More words than twice the letters, or than letters and five: the pair is chance.
    return found if 1 < words <= min(len(letters) + 5, 2 * len(letters)) else ""


def _last(text: str, letter: str, before: int, *, at_start: bool) -> int:
    """Return the last place of a letter before a position, or -1; if asked, where a word starts."""
    position = text.rfind(letter, 0, before)
    while position >= 0 and at_start and position and text[position - 1].isalnum():
        position = text.rfind(letter, 0, position)
    return position
