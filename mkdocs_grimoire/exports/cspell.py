"""A custom dictionary for cspell."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.glossary.vocabulary import WORD, avoided, label_words, lines

NAME = "cspell"

NOTE = "# Made by `grimoire export --to cspell`; a line with ! is a word to avoid."


def export(glossary: Glossary) -> Mapping[str, str]:
    """Return a file with the words of all labels, and the words to avoid behind a `!`."""
    words = label_words(glossary)
    known = {word.casefold() for word in words}
    avoid = [
        f"!{wording.text}"
        for wording in avoided(glossary)
        if WORD.fullmatch(wording.text) and wording.text.casefold() not in known
    ]
    return {"grimoire.txt": lines([NOTE, *words, *avoid])}
