"""The uses of entries, and what follows from them: backlinks, and entries that nothing uses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.sources.entry import Entry


class Section(NamedTuple):
    """A part of a page that has a heading and a fragment."""

    anchor: str
    """Fragment of the heading."""
    title: str
    """Text of the heading."""


class Use(NamedTuple):
    """A place in the text that is linked to an entry."""

    entry: Entry
    """The entry."""
    surface: str
    """The words as the author wrote them."""
    is_reference: bool
    """Whether the author marked it; else the scan found it."""
    section: Section | None
    """The part of the page, or None before its first section."""
    definition_of: Entry | None = None
    """The entry whose definition it stands in, or None in ordinary text."""
    fragment: str = ""
    """Fragment of the link itself; empty if an earlier use stands for the place."""


class Backlink(NamedTuple):
    """The way from an entry back to a place that uses it."""

    page: str
    """Docs path of the page."""
    section: Section | None
    """The part of the page."""
    fragment: str
    """Fragment of the first use in it."""


class UseIndex:
    """Keeps the uses of each page, nothing more.

    Of those in definitions it keeps only which entry uses which: a great glossary has many more of
    them than all other pages together.
    """

    def __init__(self) -> None:
        self._by_page: dict[str, list[Use]] = {}
        self._entries: dict[str, dict[Entry, None]] = {}
        self._in_definitions: dict[str, dict[Entry, set[Entry]]] = {}

    def forget(self, page: str) -> None:
        """Drop the uses of a page that is about to be read anew."""
        for known in (self._by_page, self._entries, self._in_definitions):
            known.pop(page, None)

    def add(self, page: str, uses: Iterable[Use]) -> None:
        """Add uses to those of a page, whose text may be converted in parts."""
        known = self._by_page.setdefault(page, [])
        entries = self._entries.setdefault(page, {})
        owners = self._in_definitions.setdefault(page, {})
        for use in uses:
            entries[use.entry] = None
            if use.definition_of is None:
                known.append(use)
            else:
                owners.setdefault(use.definition_of, set()).add(use.entry)

    def on(self, page: str) -> Sequence[Use]:
        """Return the uses on a page, in order, but for those in definitions."""
        return self._by_page.get(page, ())

    def places(self, page: str) -> Counter[Entry]:
        """Return how many places on a page use each entry."""
        return Counter(use.entry for use in self._by_page.get(page, ()) if use.fragment)

    def entries_on(self, page: str) -> list[Entry]:
        """Return the entries used on a page, each once, in the order of their first use."""
        return list(self._entries.get(page, ()))

    def backlinks(self, pages: Iterable[str]) -> dict[Entry, list[Backlink]]:
        """Return the places that use each entry, each place once.

        Args:
            pages: Docs paths in the order of the navigation.
        """
        links: dict[Entry, list[Backlink]] = defaultdict(list)
        for page in pages:
            for use in self._by_page.get(page, ()):
                if use.fragment:
                    links[use.entry].append(Backlink(page, use.section, use.fragment))
        return dict(links)

    def in_definitions(self) -> dict[Entry, set[Entry]]:
        """Return the entries that the definition of each entry uses."""
        definitions = self._in_definitions.values()
        return {owner: used for owners in definitions for owner, used in owners.items()}

    def unused(self, glossary: Glossary) -> list[Entry]:
        """Return the entries that no page uses, nor any definition of an entry in use."""
        in_definitions = self.in_definitions()
        reached = {use.entry for uses in self._by_page.values() for use in uses}
        waiting = list(reached)
        while waiting:
            following = in_definitions.get(waiting.pop(), set()) - reached
            reached |= following
            waiting.extend(following)
        # A duplicate has been reported as such, and cannot be used by its term.
        reached |= glossary.duplicates
        return [entry for entry in glossary.entries if entry not in reached]
