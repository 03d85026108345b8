"""The acronyms that the pages of a site use, and which of them spell those out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.linking.prose import Text
from mkdocs_grimoire.text.acronyms import introduced, singular

ACRONYM = re.compile(r"(?<![\w./:-])[A-Z](?=\d?[A-Z])[A-Z0-9]{1,5}s?(?![\w/:-])")
"""Two to six capitals or digits, with an `s` if there are several; not a part of a name or path."""

ENOUGH = 3
"""Pages from which an acronym should be explained."""

# fmt: off
KNOWN = frozenset({
    "AD", "AM", "AND", "BC", "CAN", "DO", "FAQ", "FIXME", "GMT", "HOWTO", "II", "III", "IN", "IS",
    "IV", "IX", "MAY", "MUST", "NB", "NO", "NOT", "NOTE", "OK", "ON", "OR", "PM", "PS", "README",
    "SHALL", "SHOULD", "TBD", "TIP", "TO", "TODO", "UK", "US", "USA", "UTC", "VI", "VII", "VIII",
    "VS", "XI", "XII", "XX", "XXX", "YES",
})
# fmt: on
"""Words in capitals that nobody looks up: stresses, numerals, what requirements say (RFC 2119)."""


@dataclass(slots=True)
class Sighting:
    """An acronym on the pages of a site."""

    first: Place
    """Where it is used first."""
    uses: Counter[str] = field(default_factory=Counter)
    """How often each page uses it, by docs path."""
    explained: set[str] = field(default_factory=set)
    """The pages that spell it out."""
    long: str = ""
    """A long form that a page gives."""

    @property
    def unexplained(self) -> int:
        """How many pages use it without spelling it out."""
        return len(self.uses.keys() - self.explained)


class AcronymIndex:
    """Keeps the acronyms of each page, nothing more."""

    def __init__(self) -> None:
        self._sightings: dict[str, Sighting] = {}
        self._long: dict[str, dict[str, str]] = defaultdict(dict)

    def add(self, page: str, text: Text) -> None:
        """Add the acronyms of a page, or of a part of it."""
        flat = text.flat
        for short, start, end in introduced(flat.text):
            self._long[short].setdefault(page, " ".join(flat.text[start:end].split()))
        for found in ACRONYM.finditer(flat.text):
            short = singular(found[0])
            if short in KNOWN or flat.closure(*found.span()) is not None:
                continue
            if short not in self._sightings:
                self._sightings[short] = Sighting(text.place(*found.span()))
            self._sightings[short].uses[page] += 1

    def forget(self, page: str) -> None:
        """Drop what is known of a page that is about to be read anew."""
        for sighting in self._sightings.values():
            sighting.uses.pop(page, None)

    def unknown(self, glossary: Glossary) -> Iterator[tuple[str, Sighting]]:
        """Yield the acronyms that the glossary does not have, by number of pages and uses."""
        found = [
            (short, sighting)
            for short, sighting in self._sightings.items()
            if sighting.uses and not glossary.is_known(short)
        ]
        for short, sighting in found:
            sighting.explained = set(self._long[short])
            sighting.long = next(iter(self._long[short].values()), "")
        yield from sorted(
            found, key=lambda item: (-len(item[1].uses), -item[1].uses.total(), item[0])
        )

    def findings(self, glossary: Glossary) -> Iterator[Diagnostic]:
        """Yield the acronyms that several pages use and neither they nor the glossary explain."""
        for short, sighting in self.unknown(glossary):
            if sighting.unexplained >= ENOUGH:
                problem, pages = Problem.UNKNOWN_ACRONYM, str(sighting.unexplained)
                heading = entry_heading(short, sighting.long)
                yield Diagnostic(sighting.first, problem, short, pages, heading)


def entry_heading(short: str, long: str) -> str:
    """Return the heading of an entry for an acronym, ready to be pasted into a glossary."""
    return f"## {long} ({short})" if long else f"## {short}"
