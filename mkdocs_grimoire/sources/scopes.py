"""Where an entry holds: on every page, or on the pages that its scope names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.sources.entry import Entry

Reach = frozenset[str] | None
"""Docs paths of pages; None for all of them, those that are yet to be made included."""

PagesOf = Callable[[tuple[str, ...]], frozenset[str]]
"""Returns the docs paths that globs name."""


def no_pages(_: tuple[str, ...]) -> frozenset[str]:
    """Return the pages that globs name on a site without any."""
    return frozenset()


def holds(reach: Reach, there: Reach) -> bool:
    """Return whether what reaches some pages holds in all of a place.

    Args:
        reach: Where it holds.
        there: The place: a page, or what an entry's definition speaks of.
    """
    return reach is None or (bool(there) and there is not None and there <= reach)


def breadth(reach: Reach) -> float:
    """Return how many pages a reach has; infinitely many if it has all."""
    return float("inf") if reach is None else len(reach)


class Scopes:
    """Knows the pages on which each entry holds, nothing more."""

    def __init__(self, entries: Iterable[Entry], pages_of: PagesOf = no_pages) -> None:
        """Look up the pages of each scope, once.

        Args:
            entries: The entries; those without a scope cost nothing.
            pages_of: Returns the pages that the globs of a scope name.
        """
        self.findings: list[Diagnostic] = []
        """Scopes that name no page."""
        self._reaches: dict[Entry, frozenset[str]] = {}
        known: dict[tuple[str, ...], frozenset[str]] = {(): frozenset()}
        for entry in entries:
            if entry.scope:
                if entry.scope not in known:
                    known[entry.scope] = pages_of(entry.scope)
                self._add(entry, known[entry.scope])
        self._everywhere = pages_of(("**",)) if self._reaches else frozenset[str]()

    def _add(self, entry: Entry, pages: frozenset[str]) -> None:
        self._reaches[entry] = pages
        if not pages:
            detail = ", ".join(entry.scope)
            self.findings.append(Diagnostic(entry.place, Problem.EMPTY_SCOPE, entry.term, detail))

    def __bool__(self) -> bool:
        """Return whether any entry has a scope."""
        return bool(self._reaches)

    def reach(self, entry: Entry) -> Reach:
        """Return where an entry holds."""
        return self._reaches.get(entry)

    def collide(self, one: Entry, other: Entry) -> bool:
        """Return whether two entries hold on a page, neither of them more narrowly.

        Entries whose sets of pages do not meet have nothing to do with each other, and where one
        set is a part of the other the narrower entry goes first.
        """
        if one not in self._reaches and other not in self._reaches:
            return True
        mine = self._reaches.get(one, self._everywhere)
        theirs = self._reaches.get(other, self._everywhere)
        return bool(mine & theirs) and not (mine < theirs or theirs < mine)
