"""Which labels are like a name that nothing has."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable

CANDIDATES = 20
"""Labels that are compared letter by letter with a name that is not in the glossary."""

LONGEST = 200
"""Characters of a name for which one that is like it is looked for."""

CUTOFF = 0.7
"""Ratio of `difflib` from which a label is near enough to be suggested."""


class NearLabels:
    """Finds labels by their likeness, nothing more.

    Only those that share most trigrams with a name are compared letter by letter, so that a
    thousand misspelt references do not cost a thousand readings of the glossary.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        """Index the labels; of two that differ in case alone the first is shown."""
        self.shown: dict[str, str] = {}
        """Folded labels, and how they are written."""
        for label in labels:
            self.shown.setdefault(label.casefold(), label)
        self._by_trigram: dict[str, list[str]] = defaultdict(list)
        for folded in self.shown:
            for trigram in _trigrams(folded):
                self._by_trigram[trigram].append(folded)

    def like(self, name: str) -> list[str]:
        """Return the folded labels that are most like a name, the nearest first."""
        if len(name) > LONGEST:
            return []
        wanted = name.casefold()
        shared = Counter(
            label
            for trigram in sorted(_trigrams(wanted))
            for label in self._by_trigram.get(trigram, ())
        )
        candidates = [label for label, _ in shared.most_common(CANDIDATES)]
        return difflib.get_close_matches(wanted, candidates, n=CANDIDATES, cutoff=CUTOFF)


def _trigrams(text: str) -> set[str]:
    """Return the runs of three letters of a text, its ends marked."""
    padded = f"  {text} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
