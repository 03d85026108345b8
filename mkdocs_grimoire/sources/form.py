"""What the forms of a source have in common: places, findings, and how an entry is completed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import TypedDict

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.data import Data
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.fields import Said
from mkdocs_grimoire.sources.paths import Docs
from mkdocs_grimoire.sources.source import Anchors, Group, Source
from mkdocs_grimoire.text.acronyms import long_form, short_form, split_pair
from mkdocs_grimoire.text.markup import headings

MARKUP = re.compile(r"[\\`*_\[\]]")
"""What would be Markdown in a heading that is meant as it stands."""

DOLLAR = "&#36;"
"""A dollar that begins no formula; a backslash before it is shown where formulas are not ours."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading a source needs."""

    plain: Callable[[str], str]
    """Turns the Markdown of a heading into its text."""
    anchors: Anchors
    """The fragments of the glossary page; those of earlier sources are taken."""
    docs: Docs
    """The files of the site, to which entries may lead."""
    read_yaml: Callable[[str], Data]
    """Returns what a YAML text says, or raises `UnreadableDataError`."""


class Completed(Said):
    """What the fields of an entry say, and what follows from its source and its text."""

    found: tuple[str, ...]
    base: str


class Targets(TypedDict, total=False):
    """The links to a source that mean an entry; none, if the source is a page of its own."""

    targets: tuple[str, ...]
    parts: tuple[str, ...]


class Form:
    """A source that is being read; what is not understood is a finding, nothing raises."""

    def __init__(self, source: Source, tools: Tools) -> None:
        """Begin.

        Args:
            source: The source.
            tools: What reading it needs.
        """
        self.source = source
        self.tools = tools
        self.lines = source.text.split("\n")
        self.findings: list[Diagnostic] = []
        self.scope: tuple[str, ...] = ()
        """Where the entries hold that say nothing of it themselves."""

    def place(self, number: int) -> Place:
        """Return the place of a line of the text, the first being 0."""
        return Place(self.source.path, self.source.first_line + number)

    def report(self, place: Place, problem: Problem, subject: str = "", detail: str = "") -> None:
        """Note what could not be read."""
        self.findings.append(Diagnostic(place, problem, subject, detail))

    def complete(
        self, place: Place, term: str, definition: str, said: Said, found: Iterable[str] = ()
    ) -> Completed:
        """Return the fields of an entry with what follows from its text; report one without any.

        Args:
            place: Where it stands.
            term: Its term.
            definition: Markdown.
            said: What its other fields say.
            found: Labels that are read out of its text already.
        """
        if not (definition.strip() or said.get("short")):
            self.report(place, Problem.EMPTY_ENTRY, term)
        known = (term, *said.get("aliases", ()), *said.get("hidden", ()))
        return {
            **said,
            "found": _found_labels([*found, *split_pair(term)], definition, known),
            "base": self.source.base,
            "scope": said.get("scope") or self.scope,
        }

    def text(self, start: int, end: int) -> str:
        """Return some lines of the text, the first being 0."""
        return "\n".join(self.lines[start:end])

    def groups(self, pieces: Iterable[tuple[int, int, list[Entry]]]) -> tuple[Group, ...]:
        """Return the entries and what stands between them.

        Args:
            pieces: Entries in order, the line on which they begin and the one after them.
        """
        leads, entries, position = [""], [list[Entry]()], 0
        for start, end, found in [*pieces, (len(self.lines), len(self.lines), [])]:
            lead = self.text(position, start)
            if lead.strip() and entries[-1]:
                leads.append("")
                entries.append([])
            leads[-1] += lead
            entries[-1] += found
            position = end
        return tuple(Group(lead, tuple(below)) for lead, below in zip(leads, entries, strict=True))

    def list_level(self) -> int:
        """Return the level of the headings of entries that are none themselves: below groups."""
        return 3 if any(heading.level == 2 for heading in headings(self.source.text)) else 2  # noqa: PLR2004 - h2

    def leads_to(self, link: str) -> str | None:
        """Return where the `url` of an entry leads, or None if that is nowhere."""
        return self.tools.docs.page(self.source.base, link)

    def targets(self, own: Iterable[str], parts: Iterable[str] = ()) -> Targets:
        """Return the links to the source that mean an entry.

        Args:
            own: Fragments of the source that mean the entry, an empty one being the whole file.
            parts: Fragments of the headings in its definition.
        """
        if self.source.is_built:
            return {}
        base = self.source.base
        targets = tuple(f"{base}#{fragment}" if fragment else base for fragment in own)
        return {"targets": targets, "parts": tuple(parts)}


def as_markdown(text: str) -> str:
    """Return the Markdown that is shown as a text, whatever is in it."""
    escaped = MARKUP.sub(r"\\\g<0>", escape(" ".join(text.split()), quote=False))
    return escaped.replace("$", DOLLAR)


def _found_labels(found: list[str], definition: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels that are found already, and the long and short forms of a definition.

    Args:
        found: The former.
        definition: Markdown.
        known: The labels that the entry has without them, the term first.
    """
    found += [long_form(definition, known[0]), short_form(definition, known[0])]
    if not any(found):
        return ()
    folded = {label.casefold() for label in (*known, "")}
    unique = {label.casefold(): label for label in found}
    return tuple(label for key, label in unique.items() if key not in folded)
