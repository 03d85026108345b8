"""Reads a glossary written as headings and paragraphs into entries, keeping line numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from mkdocs_grimoire.findings.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.sources.attributes import (
    NO_ATTRIBUTES,
    Attributes,
    BrokenAttributesError,
    read_attributes,
    split_attributes,
)
from mkdocs_grimoire.sources.data import Fields, Scalar
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.fields import ATTRIBUTES, FieldReader, Said, misspelt
from mkdocs_grimoire.sources.form import Form, Targets, Tools
from mkdocs_grimoire.sources.source import Anchors, Group, Parsed, Source
from mkdocs_grimoire.text.markup import Heading, headings

LETTER_GROUP = re.compile("(?:\\W*\\w\\W*|\\W|\\w\\s*[-\u2013\u2014]\\s*\\w)")
"""A heading that groups entries: a letter, a range of letters or digits, a symbol."""

HAND_ANCHOR = re.compile(
    r"""=(?:(?<=\bid=)|(?<=\bname=))["']?([^\s"'>]+)|\{:?[^{}\n]*?\#([^\s}"']+)"""
)
"""A fragment that the author set, in raw HTML or in an attribute list.

It begins with what few texts have, so that `re` passes over all else at once.
"""


class Title(NamedTuple):
    """A heading, or a term of a list, its attributes read."""

    line: int
    """Its line, the first of the text being 0."""
    markdown: str
    """What it says, without its attributes."""
    attributes: Attributes
    """What its attributes say; nothing if they cannot be read."""
    problem: str = ""
    """Why they cannot."""


def title(line: int, text: str) -> Title:
    """Read the attributes of a heading or a term."""
    markdown, braces = split_attributes(text)
    try:
        return Title(line, markdown, read_attributes(braces))
    except BrokenAttributesError as error:
        return Title(line, markdown, NO_ATTRIBUTES, str(error))


def hand_anchors(text: str) -> set[str]:
    """Return the fragments that a Markdown text sets by hand."""
    return {found[1] or found[2] for found in HAND_ANCHOR.finditer(text)}


class TitledForm(Form):
    """A source whose entries have titles with attributes."""

    def entry(
        self,
        title: Title,
        definition: str,
        start: int,
        anchor: Callable[[str], str],
        targets: Targets,
    ) -> Entry | None:
        """Return the entry of a title, or None if the title has no text.

        Args:
            title: The title.
            definition: Markdown.
            start: The line of the text on which the definition begins.
            anchor: Returns the fragment of the entry, given its term.
            targets: The links that mean it.
        """
        place = self.place(title.line)
        term = self.tools.plain(title.markdown)
        if not term:
            self.report(place, Problem.NO_TERM)
            return None
        if title.problem:
            self.report(place, Problem.BROKEN_ATTRIBUTES, term, title.problem)
        return Entry(
            term=term,
            anchor=anchor(term),
            place=place,
            heading=title.markdown,
            definition=definition,
            definition_line=start + self.source.first_line,
            unit=self.source.path,
            attributes=self._other_attributes(title),
            **self.complete(place, term, definition, self._said(title, place)),
            **targets,
        )

    def _said(self, title: Title, place: Place) -> Said:
        """Return what the attributes of a title say that are fields."""
        pairs = [pair for pair in title.attributes.pairs if pair[0] in ATTRIBUTES]
        if not pairs:
            return {}
        fields = Fields(tuple((Scalar(key, 0), Scalar(value, 0)) for key, value in pairs), 0)
        reader = FieldReader(fields, lambda _: place, self.leads_to)
        said = reader.said()
        self.findings += reader.findings
        return said

    def _other_attributes(self, title: Title) -> tuple[tuple[str, str], ...]:
        """Return the attributes that belong to the page; those that look like ours are reported."""
        others = []
        for key, value in title.attributes.pairs:
            near = "" if key in ATTRIBUTES else misspelt(key, ATTRIBUTES)
            if near:
                place, problem = self.place(title.line), Problem.UNKNOWN_ATTRIBUTE
                self.findings.append(Diagnostic(place, problem, key, suggestion=near))
            elif key not in ATTRIBUTES:
                others.append((key, value))
        if title.attributes.classes:
            others.append(("class", " ".join(title.attributes.classes)))
        return tuple(others)


class HeadingForm(TitledForm):
    """A source whose entries are headings."""

    def __init__(self, source: Source, tools: Tools) -> None:
        super().__init__(source, tools)
        self._headings = headings(source.text)
        self._titles = [title(heading.line, heading.text) for heading in self._headings]
        self._own: dict[int, str] = {}

    def read(self) -> Parsed:
        """Return what the source says."""
        anchors = self.tools.anchors if self.source.is_page else self.tools.anchors.anew()
        self._own = own_anchors(self._titles, anchors, self.tools.plain)
        level = entry_level(self._headings)
        groups = self._groups(level)
        if not any(group.entries for group in groups):
            detail = "no level-2 heading, definition list or abbreviation"
            self.report(Place(self.source.path), Problem.NO_ENTRY, detail=detail)
        others = hand_anchors(self.source.text)
        if self.source.is_page:
            taken = {entry.anchor for group in groups for entry in group.entries}
            others |= set(self._own.values()) - taken
        return Parsed(self.source, groups, level, frozenset(others), tuple(self.findings))

    def _groups(self, level: int) -> tuple[Group, ...]:
        """Cut the source at the headings of the entries' level and above."""
        found = zip(self._headings, self._titles, strict=True)
        outer = [(heading, title) for heading, title in found if heading.level <= level]
        starts = [title.line for _, title in outer] + [len(self.lines)]
        leads, entries = [self.text(0, starts[0])], [list[Entry]()]
        for (heading, title), start, end in zip(outer, starts, starts[1:], strict=False):
            entry = self._entry(heading, title, end) if heading.level == level else None
            if entry is not None:
                entries[-1].append(entry)
                continue
            lead = self.text(start, end)
            if entries[-1]:
                leads.append(lead)
                entries.append([])
            else:
                leads[-1] = f"{leads[-1]}\n{lead}"
        return tuple(Group(lead, tuple(below)) for lead, below in zip(leads, entries, strict=True))

    def _entry(self, heading: Heading, title: Title, end: int) -> Entry | None:
        """Return the entry of a heading, up to a line, or None if it has no text."""
        start = heading.line + heading.lines
        definition = self.text(start, end).rstrip()
        if self.source.is_page:
            own = self._own[title.line]
            return self.entry(title, definition, start, lambda _: own, {})
        first, last = (bisect_left(self._titles, line, key=_line) for line in (title.line, end))
        own, *parts = (self._own[other.line] for other in self._titles[first:last])
        give = partial(self.tools.anchors.give, title.attributes.id)
        return self.entry(title, definition, start, give, self.targets([own], parts))


def _line(title: Title) -> int:
    return title.line


def own_anchors(
    titles: Sequence[Title], anchors: Anchors, plain: Callable[[str], str]
) -> dict[int, str]:
    """Return by its line the fragment that each heading of a page has there.

    Args:
        titles: The headings, in order.
        anchors: The fragments of the page.
        plain: Turns the Markdown of a heading into its text.
    """
    free = anchors.claim(title.attributes.id for title in titles if title.attributes.id)
    own: dict[int, str] = {}
    for title in titles:
        wanted = title.attributes.id
        if wanted in free:
            free.remove(wanted)
            own[title.line] = wanted
        else:
            own[title.line] = anchors.derive(wanted or plain(title.markdown))
    return own


def part_anchors(definition: str, anchors: Anchors, plain: Callable[[str], str]) -> tuple[str, ...]:
    """Return the fragments that the headings in a definition have in its source, in order."""
    titles = [title(heading.line, heading.text) for heading in headings(definition)]
    own = own_anchors(titles, anchors, plain)
    return tuple(own[title.line] for title in titles)


def entry_level(found: Sequence[Heading]) -> int:
    """Return 3 where the level-2 headings only group entries by letter, else 2."""
    second = [heading.text for heading in found if heading.level == 2]  # noqa: PLR2004 - h2
    grouped = bool(second) and all(is_letter_group(text) for text in second)
    third = any(heading.level == 3 for heading in found)  # noqa: PLR2004 - h3
    return 3 if grouped and third else 2


def is_letter_group(text: str) -> bool:
    """Return whether a heading groups entries by letter, whatever its attributes are."""
    return LETTER_GROUP.fullmatch(split_attributes(text)[0]) is not None
