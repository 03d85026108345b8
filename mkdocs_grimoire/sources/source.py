"""The text of a source, what it says, and the fragments that its entries are given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mkdocs_grimoire.findings.diagnostics import Diagnostic
from mkdocs_grimoire.sources.entry import Entry

NUMBERED = re.compile(r"(.*)_([0-9]{1,9})$")
"""A fragment that `toc` has numbered, and not a longer number; it counts on from there."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one glossary source."""

    path: str
    """Docs path, or the path relative to `mkdocs.yml` of a source outside the docs."""
    text: str
    """The text of the file, Markdown without its front matter."""
    first_line: int = 1
    """The line of the file on which the text begins."""
    front: str = ""
    """The front matter, its fences included; empty if there is none."""
    base: str = ""
    """Path from the docs, from which relative links start and by which others lead to it."""
    is_page: bool = True
    """Whether it is the glossary page itself, which keeps its headings and ids."""
    is_named: bool = True
    """Whether it was named by its own path, and not by a folder or a glob."""
    is_built: bool = False
    """Whether the site has it as a page of its own, so that links to it lead there."""


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of the source: what the author wrote between entries, and the entries below it."""

    lead: str
    """Markdown: the introduction, or a heading above the entries' level with what follows it."""
    entries: tuple[Entry, ...] = ()
    """Entries in source order."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a source says."""

    source: Source
    """Where it was read."""
    groups: tuple[Group, ...]
    """At least one; the first has the introduction."""
    level: int = 2
    """The level that the entries' headings have on the page, 2 or 3."""
    anchors: frozenset[str] = frozenset()
    """Fragments of the source that are no entries."""
    findings: tuple[Diagnostic, ...] = ()
    """What could not be read."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in source order."""
        return tuple(entry for group in self.groups for entry in group.entries)

    def changed(self, change: Callable[[Entry], Entry | None]) -> Parsed:
        """Return the same with each entry changed, or left out."""
        groups = []
        for group in self.groups:
            entries = (change(entry) for entry in group.entries)
            groups.append(replace(group, entries=tuple(entry for entry in entries if entry)))
        return replace(self, groups=tuple(groups))


class Anchors:
    """Gives every heading of a page its fragment, as Python-Markdown's `toc` would."""

    def __init__(self, slugify: Callable[[str], str]) -> None:
        """Start with none taken.

        Args:
            slugify: The site's slug of a text.
        """
        self._slugify = slugify
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def anew(self) -> Anchors:
        """Return the fragments of another page, none of them taken."""
        return Anchors(self._slugify)

    def claim(self, wanted: Iterable[str]) -> set[str]:
        """Take the ids that a source sets by hand, before any other is derived.

        Returns:
            Those that were free.
        """
        free = set(wanted) - self._taken
        self._taken |= free
        return free

    def derive(self, text: str) -> str:
        """Return a fragment for a heading's text that no other heading has."""
        anchor = self._slugify(text)
        if not anchor or anchor in self._taken:
            numbered = NUMBERED.match(anchor)
            base, number = (numbered[1], int(numbered[2])) if numbered else (anchor, 0)
            number = max(number, self._last.get(base, 0)) + 1
            while f"{base}_{number}" in self._taken:
                number += 1
            anchor, self._last[base] = f"{base}_{number}", number
        self._taken.add(anchor)
        return anchor

    def give(self, wanted: str, text: str) -> str:
        """Return the id that an author wants, if it is free, else one made of it or of a text."""
        return wanted if self.claim([wanted] if wanted else []) else self.derive(wanted or text)
