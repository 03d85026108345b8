"""Acronyms that a text introduces: `Low-Rank Adaptation (LoRA)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

PAIR = re.compile(r"\((?P<short>[^()\s][^()\n]{0,29})\)")
"""A short form in parentheses; longer ones are remarks."""

REMARK = re.compile(r"\((?P<inner>[^()\n]{2,80})\)")
"""What stands in parentheses, a short form or a long one."""

WORD_BEFORE = re.compile(r"(?<![\w-])(?P<word>\w[\w-]{1,11})\s+\Z")
"""The word before the parentheses, if it may be a short form."""

SENTENCE_END = re.compile(r"[.;:!?()\"“”](?:\s|$)|\n[ \t]*\n")

LONGEST_SHORT = 30
"""Characters of a short form."""

SHORTEST_REACH = 16
"""Characters before the parenthesis in which a short form is looked for."""

ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)

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


def introduced(
    text: str, is_wanted: Callable[[str], bool] = bool
) -> Iterator[tuple[str, int, int]]:
    """Yield the acronyms that a text introduces, and where their long forms stand.

    Args:
        text: Plain text.
        is_wanted: Whether an acronym, singular, is looked for; asked first, since it costs least.

    Yields:
        The acronym, singular, and the start and the end of its long form, which stands before it
        (`Low-Rank Adaptation (LoRA)`) or after it (`LoRA (Low-Rank Adaptation)`).
    """
    for remark in REMARK.finditer(text):
        start, short = remark.start(), remark["inner"].strip()
        if _is_short_form(short) and is_wanted(singular(short)):
            long = _expand(_sentence_before(text, start), short)
            span = _span_before(text, long, start) if is_long_form(long, short) else None
            if span is not None:
                yield singular(short), *span
                continue
        before = WORD_BEFORE.search(text[max(0, start - SHORTEST_REACH) : start])
        word = before["word"] if before else ""
        if _is_short_form(word) and is_wanted(singular(word)) and is_long_form(short, word):
            yield singular(word), *remark.span("inner")


def _is_short_form(text: str) -> bool:
    """Return whether a text may be an acronym: short, and a capital in it."""
    return 1 < len(text) <= LONGEST_SHORT and text.lower() != text


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
    pair = re.fullmatch(r"(?P<outer>[^()]+)(?<=\s)\((?P<inner>[^()]+)\)", label)
    if pair is None:
        return "", ""
    outer, inner = pair["outer"].rstrip(), pair["inner"]
    for long, short in ((outer, inner), (inner, outer)):
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
    # More words than twice the letters, or than letters and five: the pair is chance. So is one
    # that begins with an article, which no acronym has a letter for.
    is_chance = ARTICLE.match(found) is not None
    return found if 1 < words <= min(len(letters) + 5, 2 * len(letters)) and not is_chance else ""


def _last(text: str, letter: str, before: int, *, at_start: bool) -> int:
    """Return the last place of a letter before a position, or -1; if asked, where a word starts."""
    position = text.rfind(letter, 0, before)
    while position >= 0 and at_start and position and text[position - 1].isalnum():
        position = text.rfind(letter, 0, position)
    return position
