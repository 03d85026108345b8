"""The record of a glossary: what one entry says, and the place it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mkdocs_grimoire.findings.place import Place


class Case(StrEnum):
    """How the letters of a label compare with those of the text."""

    SMART = "smart"
    """A word with a capital beyond its first letter is exact, any other ignores case."""
    IGNORE = "ignore"
    """Every word ignores case."""
    EXACT = "exact"
    """Every word is exact."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One entry. Two entries are equal only if they are the same object."""

    term: str
    """The preferred label, as plain text."""
    anchor: str
    """Fragment of the entry on the glossary page; no two entries share one."""
    place: Place
    """Where the entry's heading stands."""
    heading: str
    """Markdown of the heading, without its attributes."""
    definition: str = ""
    """Markdown below the heading."""
    definition_line: int = 0
    """The line of the file on which the definition begins."""
    is_one_line: bool = False
    """Whether the file has the definition on one line, its line breaks escaped, as in JSON."""
    base: str = ""
    """Path from the docs of the file that relative links start from; empty: the glossary page."""
    unit: str = ""
    """What has the same link labels and footnotes: the file, or in a table the entry itself."""
    targets: tuple[str, ...] = ()
    """Links to its source that mean the entry: a path from the docs, with a fragment if need be."""
    parts: tuple[str, ...] = ()
    """Fragments that the headings in the definition have in its source, in order."""
    aliases: tuple[str, ...] = ()
    """Other labels that the author listed."""
    found: tuple[str, ...] = ()
    """Labels read out of the text (`Long Form (LF)`); they give way to labels that were listed."""
    hidden: tuple[str, ...] = ()
    """Labels that match and are never shown."""
    short: str = ""
    """Markdown that a card shows instead of the definition's first paragraph."""
    see: tuple[str, ...] = ()
    """Names of related entries."""
    tags: tuple[str, ...] = ()
    """Words to group entries by."""
    case: Case | None = None
    """The entry's own case rule, overruling the site's."""
    autolink: bool = True
    """Whether prose is linked; references are, always."""
    url: str = ""
    """Where a use leads instead of the glossary page: an address, or a docs path and fragment."""
    avoid: tuple[str, ...] = ()
    """Wordings that the text should not use for it."""
    never: tuple[str, ...] = ()
    """Spellings that are not linked: `lead` exactly so, `lead*` in any case and number."""
    scope: tuple[str, ...] = ()
    """Globs of the docs paths where the entry holds; empty for all of them."""
    is_abbreviation: bool = False
    """Whether it is only a short form and its long one, which an explanation may join."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Other attributes of the heading (`class`, `lang`, …), as HTML names and values."""
    inventory: str = ""
    """Name of the site that it is borrowed from; empty if it is our own."""

    @property
    def key(self) -> str:
        """What no other entry has: the fragment, or that of another site behind its name."""
        return f"{self.inventory}:{self.anchor}" if self.inventory else self.anchor

    def part_anchor(self, part: str) -> str:
        """Return the fragment on the glossary page of a part of the definition.

        Args:
            part: The fragment that its heading has in the source.
        """
        return f"{self.anchor}--{part}"

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels, the term first."""
        return (self.term, *self.found, *self.aliases, *self.hidden)

    @property
    def known_as(self) -> tuple[str, ...]:
        """The labels that a reader is shown beside the term, the long form of an acronym first."""
        return (*self.found, *self.aliases)

    @property
    def shown_labels(self) -> tuple[str, ...]:
        """The labels that are shown, without one that is all that the definition says."""
        said = self.definition.strip().casefold()
        return tuple(label for label in self.known_as if label.casefold() != said)

    @property
    def is_defined(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.definition.strip() or self.short)
