"""Phrases of a text that look like terms: names in mid-sentence, and what an author introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_grimoire.text.flat import FlatText

NAME = r"(?:[A-Z][a-z]+(?:[A-Z][a-z]*)*|[A-Z][A-Z0-9]+s?)"
"""A word with a capital, or an acronym."""

RUN = re.compile(
    rf"(?<![\w/:.@-]){NAME}(?:[ \t]*+\n?+[ \t]*+(?<=\s){NAME}){{1,5}}(?![\w/@]|[:.-][\w/])"
)
"""Words with capitals, one after the other, none a part of a path or an address."""

MOST_WORDS = 4
"""Words that a term has at most; more with capitals are a title."""

MID_SENTENCE = re.compile(r"[a-z0-9,;]\)?\s+\Z")
"""What stands before a word whose capital is its own."""

QUOTES = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"

IS_DEFINED = re.compile(
    r"\s+(?:\([^()\n]{1,40}\)\s+)?"
    r"(?:(?:is|are)\s+(?:an?|the|any|what)\b|means?\b|refers?\s+to\b|denotes?\b|(?:An?|The)\s+[a-z])"
    r"|\s*[\u2013\u2014-]\s+(?:an?|the)\s"
)
"""What follows a term that its author introduces: `**Live state** The state of …`."""

IS_CALLED = re.compile(
    r"\b(?:called|known\s+as|termed|referred\s+to\s+as|the\s+(?:term|concept|notion|pattern)(?:\s+of)?)"
    r"\s+(?:an?\s+|the\s+)?\Z",
    re.IGNORECASE,
)
"""What stands before one."""

CONTEXT = 40
"""Characters before a word in which such words stand."""


def names(flat: FlatText) -> Iterator[tuple[int, int]]:
    """Yield the phrases of two to four words with capitals that stand in mid-sentence.

    What is closed to links, or in quotes or strong (as the names of buttons are), is left out.
    """
    text, strong = flat.text, list(flat.marked({"strong", "b"}))
    for found in RUN.finditer(text):
        start, end = found.span()
        is_term = len(found[0].split()) <= MOST_WORDS and flat.closure(start, end) is None
        is_button = any(first <= start and end <= last for first, last in strong)
        if is_term and not is_button and _is_mid_sentence(text, start, end):
            yield start, end


def _is_mid_sentence(text: str, start: int, end: int) -> bool:
    """Return whether a phrase begins no sentence, is no quotation, and is not all of a line."""
    before = text[max(0, start - CONTEXT) : start]
    return MID_SENTENCE.search(before) is not None and text[end] not in QUOTES


def introduced_terms(flat: FlatText) -> Iterator[tuple[int, int]]:
    """Yield the emphasised phrases that the text says the meaning of.

    A single word counts if it is written like a name (`gRPC`): others are stressed, or are words
    that everyone knows.
    """
    text = flat.text
    for start, end in flat.marked({"em", "strong", "b", "i"}):
        words = text[start:end].split()
        is_word = len(words) > 1 or any(char.isupper() for char in text[start + 1 : end])
        if not is_word or len(words) > MOST_WORDS or not _is_plain(text[start:end]):
            continue
        before = text[max(0, start - CONTEXT) : start]
        if IS_DEFINED.match(text, end) or IS_CALLED.search(before):
            yield start, end


def _is_plain(phrase: str) -> bool:
    """Return whether a phrase is words and nothing else."""
    return all(char.isalpha() or char in " -\n'\u2019" for char in phrase) and phrase[-1].isalpha()
