"""The edge to the lemmatizer: the dictionary form of a word in other languages than English."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

REMEDY = "pip install mkdocs-grimoire[languages]"


def problem(codes: list[str]) -> str:
    """Return why words of some languages cannot be compared by lemma, or an empty string.

    Args:
        codes: Language codes as the lemmatizer has them: `de`, `fr`.
    """
    if importlib.util.find_spec("simplemma") is None:
        return f"languages other than English need a package that is not installed: {REMEDY}"
    for code in codes:
        try:
            _lemmatize("x", code)
        except ValueError:
            return f"no lemmas for the language '{code}'; codes are such as 'de', 'fr' and 'pt'."
    return ""


def lemmatizer(codes: list[str]) -> Callable[[str], str]:
    """Return a function that gives the lemma of a word, the word itself if none is known.

    Args:
        codes: Language codes; the first language that knows a word decides.
    """
    languages = tuple(codes)
    return lambda word: _lemma(word, languages)


def _lemma(word: str, languages: tuple[str, ...]) -> str:
    """Return the lemma of a word, which may stand at the beginning of a sentence or in a title."""
    lemma = _lemmatize(word, languages)
    if lemma == word and word[0].isupper():
        # `Neuronale` is taken for a name. Longer than the word is the infinitive of another one:
        # `Netz` is no form of `netzen`.
        lower = _lemmatize(word.lower(), languages)
        return lower if len(lower) < len(word) else lemma
    return lemma


def _lemmatize(word: str, languages: str | tuple[str, ...]) -> str:
    """Return what the package says; it is imported only where it is asked for."""
    from simplemma import lemmatize  # noqa: PLC0415 - optional, and slow to import

    return lemmatize(word, languages)
