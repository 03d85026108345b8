"""Acronyms that a text introduces: `Low-Rank Adaptation (LoRA)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

PAIR = re.compile(r"\((?P<short>[^()\s][^()\n]{0,29})\)")
"""A short form in parentheses; longer ones are remarks."""

REVERSED_PAIR = re.compile(r"(?<![\w-])(?P<short>\w[\w-]{1,11})\s+\((?P<long>[^()\n]{3,80})\)")
"""The other way round."""

SENTENCE_END = re.compile(r"[.;:!?()\"“”](?:\s|$)|\n[ \t]*\n")

REACH = 200
"""Characters before the parenthesis in which a long form is looked for."""

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


def introduced(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the acronyms that a text introduces, and where their long forms stand.

    Args:
        text: Plain text.

    Yields:
        The acronym, singular, and the start and the end of its long form, which stands before it
        (`Low-Rank Adaptation (LoRA)`) or after it (`LoRA (Low-Rank Adaptation)`).
    """
    for pair in PAIR.finditer(text):
        short = singular(pair["short"].strip())
        long = _expand(_sentence_before(text, pair.start()), pair["short"].strip())
        if is_long_form(long, pair["short"].strip()) and (
            span := _span_before(text, long, pair.start())
        ):
            yield short, *span
    for pair in REVERSED_PAIR.finditer(text):
        if is_long_form(pair["long"].strip(), pair["short"]):
            yield singular(pair["short"]), *pair.span("long")


def _span_before(text: str, words: str, end: int) -> tuple[int, int] | None:
    """Return where words end a text, whatever is between them, or None."""
    start = max(0, end - REACH)
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(rf"(?P<words>{pattern})[\s*_]*\Z", text[start:end])
    return (found.start() + start, found.end("words") + start) if found else None


def is_long_form(label: str, short: str) -> bool:
    """Return whether a label spells an acronym out, all of it and without the acronym itself."""
    return short not in label.split() and bool(label) and _expand(label, short) == label


def singular(short: str) -> str:
    """Return an acronym without the `s` of its plural."""
    return short[:-1] if short.endswith("s") and short[-2:-1].isupper() else short


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
    *_, before = SENTENCE_END.split(text[max(0, position - REACH) : position])
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
