"""The words of a glossary, as checkers of spelling and style know words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.sources.entry import Case, Entry
from mkdocs_grimoire.text.english import plural_words, singular_words
from mkdocs_grimoire.text.words import has_inner_capital

WORD = re.compile(r"[^\W\d_](?:[\w'\u2019]*\w)?")
"""A word that has letters; digits alone are spelled by nobody."""


class Wording(NamedTuple):
    """A wording that an entry avoids."""

    text: str
    """The wording."""
    entry: Entry
    """The entry, whose term is to be used instead."""
    is_exact: bool
    """Whether it is meant in this case only."""


def label_words(glossary: Glossary) -> list[str]:
    """Return the words of all labels and, where those are English, the number that they are not."""
    labels = [label for entry in glossary.entries for label in entry.labels]
    found = {word for label in labels for word in WORD.findall(label)}
    if glossary.comparison.plurals:
        last = {words[-1] for label in labels if (words := WORD.findall(label))}
        found |= {other for word in last for other in _other_number(word)}
    return sorted(found, key=lambda word: (word.casefold(), word))


def _other_number(word: str) -> list[str]:
    """Return the singulars of a word or, if it has none, its plurals."""
    if not word.isalnum():
        return []
    return list(singular_words(word)) or list(plural_words(word))


def avoided(glossary: Glossary) -> list[Wording]:
    """Return the wordings that entries avoid, but for those that are labels."""
    labels = {label for entry in glossary.entries for label in entry.labels}
    folded = {label.casefold() for label in labels}
    return [
        Wording(text, entry, _is_exact(text, entry, glossary) or text.casefold() in folded)
        for entry in glossary.entries
        for text in entry.avoid
        if text not in labels
    ]


def _is_exact(text: str, entry: Entry, glossary: Glossary) -> bool:
    """Return whether the case of a wording counts."""
    case = entry.case or glossary.comparison.case
    if case is Case.SMART:
        return any(has_inner_capital(word) for word in text.split())
    return case is Case.EXACT


def lines(items: Iterable[str]) -> str:
    """Return a text with an item on each line, each once."""
    return "".join(f"{item}\n" for item in dict.fromkeys(items))
