"""What was decided on each stretch of a text that names an entry, for whoever asks why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.text.elements import Closure


class Verdict(StrEnum):
    """What became of a stretch that names an entry, but for places where nothing is linked."""

    REFERENCE = "linked, a reference"
    """The author linked it."""
    FIRST = "linked"
    """The scan linked it."""
    SEEN = "used already"
    """An earlier use is linked."""
    OWN = "its own definition"
    """It stands in the definition of its entry."""
    PAIR = "the second of a pair"
    """It repeats the label before it: `Long Form (LF)`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a stretch of a text that names an entry."""

    start: int
    """Index of its first character."""
    end: int
    """Index after its last character."""
    entry: Entry
    """The entry."""
    verdict: Verdict | Closure
    """What became of it; a `Closure` is where it stands."""
    first: int = 0
    """Index of the use that stands for it, where there is one."""

    @property
    def is_linked(self) -> bool:
        """Whether it is a link to the entry."""
        return self.verdict in {Verdict.REFERENCE, Verdict.FIRST}
