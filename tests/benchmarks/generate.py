"""Writes documentation of any size that is the same for the same seed: pages, and a glossary.

The words are made up and fall off in frequency as those of a language do (the n-th word comes with
a weight of 1/n, Zipf's law); so do the terms. A page has headings, paragraphs with terms in them,
links to other pages, code, a list and a table.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path

CONSONANTS = ("b", "c", "d", "f", "g", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v")
VOWELS = ("a", "e", "i", "o", "u", "ea", "io")
WORDS = 12_000
FILLERS = 100
"""The most frequent words, which begin no term, as `the` begins none."""
TERM_EVERY = 25
"""Words between two terms, on average."""
SECTIONS = 6


class Text:
    """A language of made-up words, and text in it."""

    def __init__(self, entries: int, seed: int = 1) -> None:
        """Make the words and the terms.

        Args:
            entries: How many terms there are.
            seed: What all choices follow from.
        """
        self._random = random.Random(seed)  # noqa: S311 - the same each time is the point
        self.words = self._make_words()
        self.terms = self._make_terms(entries)

    @cached_property
    def _word_weights(self) -> Sequence[float]:
        return list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    @cached_property
    def _term_weights(self) -> Sequence[float]:
        return list(accumulate(1 / rank for rank in range(1, len(self.terms) + 1)))

    def _make_words(self) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < WORDS:
            syllables = self._random.choices((1, 2, 3, 4), (1, 4, 4, 2))[0]
            made["".join(self._syllable() for _ in range(syllables))] = None
        return sorted(made, key=len)  # frequent words are short

    def _syllable(self) -> str:
        return self._random.choice(CONSONANTS) + self._random.choice(VOWELS)

    def _make_terms(self, count: int) -> list[str]:
        """Return terms of one to three words, each once and none the plural of another."""
        made: dict[str, None] = {}
        while len(made) < count:
            length = self._random.choices((1, 2, 3), (4, 4, 2))[0]
            made[" ".join(self._random.choices(self.words[FILLERS:], k=length))] = None
        return list(made)

    def sentence(self, *, has_term: bool) -> str:
        """Return a sentence."""
        length = self._random.randint(8, 18)
        words = self._random.choices(self.words, cum_weights=self._word_weights, k=length)
        if has_term:
            words.insert(self._random.randrange(1, length), self._term())
        return f"{' '.join(words).capitalize()}."

    def _term(self) -> str:
        return self._random.choices(self.terms, cum_weights=self._term_weights)[0]

    def paragraph(self) -> str:
        """Return a paragraph of a few sentences."""
        sentences = (
            self.sentence(has_term=self._random.random() < 13 / TERM_EVERY)
            for _ in range(self._random.randint(2, 6))
        )
        return " ".join(sentences)

    def page(self, number: int, pages: int) -> str:
        """Return the Markdown of a page, which links to others of as many as there are."""
        parts = [f"# Page {number}: {self.sentence(has_term=False)[:-1]}"]
        for section in range(SECTIONS):
            parts += [f"## {self.sentence(has_term=False)[:40].rstrip('. ')}", self.paragraph()]
            parts += [self.paragraph(), self._block(section, pages)]
        return "\n\n".join(parts) + "\n"

    def _block(self, section: int, pages: int) -> str:
        """Return what stands beside prose: code, a list, a table, or prose with a link."""
        rows = [self.sentence(has_term=row == 1)[:-1] for row in range(3)]
        if section % 4 == 0:
            code = "\n".join(f"{row.split()[0]} = call({index})" for index, row in enumerate(rows))
            return f"```python\n{code}\n```"
        if section % 4 == 1:
            return "\n".join(f"* {row}, `{row.split()[0]}`" for row in rows)
        if section % 4 == 2:
            return "| name | text |\n|---|---|\n" + "\n".join(f"| *a* | {row} |" for row in rows)
        return f"See [page](page-{self._random.randrange(pages):05}.md). {rows[1]}."

    def definition(self) -> str:
        """Return the definition of a term."""
        return self.paragraph()


def write_site(docs: Path, pages: int, text: Text) -> None:
    """Write the pages of a site.

    Args:
        docs: Its folder of documentation.
        pages: How many pages it has.
        text: What its words come from.
    """
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "index.md").write_text("# Home\n\nA site that is made up.\n", "utf-8")
    for number in range(pages):
        (docs / f"page-{number:05}.md").write_text(text.page(number, pages), "utf-8")


def write_glossary(file: Path, text: Text) -> None:
    """Write a glossary with all terms of a text, as headings and paragraphs."""
    entries = (f"## {term}\n\n{text.definition()}\n" for term in text.terms)
    file.write_text("\n".join(["# Glossary\n", *entries]), "utf-8")
