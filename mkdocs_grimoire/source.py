"""Reads a glossary written as headings and paragraphs into entries, keeping line numbers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mkdocs_grimoire.acronyms import long_form, short_form, split_pair
from mkdocs_grimoire.attributes import (
    Attributes,
    BrokenAttributesError,
    read_attributes,
    split_attributes,
)
from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.entry import Case, Entry, Place
from mkdocs_grimoire.markup import Heading, headings

LETTER_GROUP = re.compile("(?:\\W*\\w\\W*|\\W|\\w\\s*[-\u2013\u2014]\\s*\\w)")
"""A heading that groups entries: a letter, a range of letters or digits, a symbol."""

KEYS = ("aliases", "hidden", "short", "see", "tags", "case", "autolink", "never", "scope")
"""The attributes that are ours; others belong to the page."""

NUMBERED = re.compile(r"(.*)_([0-9]+)$")
"""A fragment that `toc` has numbered; it counts on from there."""

LIKENESS = 0.75
"""Ratio of `difflib` from which an attribute is one of ours, misspelt: `alias`, but not `class`."""

HAND_ANCHOR = re.compile(r"""\b(?:id|name)=["']?([^\s"'>]+)|\{:?[^}\n]*?\#([^\s}"']+)""")
"""A fragment that the author set, in raw HTML or in an attribute list."""

SWITCH = {"on": True, "true": True, "off": False, "false": False}


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one glossary source."""

    path: str
    """Docs path, or the path relative to `mkdocs.yml` of a source outside the docs."""
    text: str
    """Markdown without front matter."""
    first_line: int = 1
    """The line of the file on which the text begins."""


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
    level: int
    """The level of the entries' headings, 2 or 3."""
    anchors: frozenset[str]
    """Fragments of the headings that are no entries."""
    findings: tuple[Diagnostic, ...]
    """What could not be read."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in source order."""
        return tuple(entry for group in self.groups for entry in group.entries)


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


@dataclass(frozen=True, slots=True)
class _Title:
    """A heading, its attributes read."""

    heading: Heading
    markdown: str
    attributes: Attributes
    problem: str = ""


def parse(source: Source, *, plain: Callable[[str], str], anchors: Anchors) -> Parsed:
    """Read the entries of a source.

    Args:
        source: The source.
        plain: Turns the Markdown of a heading into its text.
        anchors: The fragments of the page; those of earlier sources are taken.

    Returns:
        The entries with what stands around them. Nothing raises: what cannot be read is a finding.
    """
    return _Reader(source, plain, anchors).read()


class _Reader:
    """Reads one source, nothing more."""

    def __init__(self, source: Source, plain: Callable[[str], str], anchors: Anchors) -> None:
        self._source = source
        self._lines = source.text.split("\n")
        self._plain = plain
        self._anchors = anchors
        self._findings: list[Diagnostic] = []
        found = HAND_ANCHOR.finditer(source.text)
        self._other_anchors = {anchor[1] or anchor[2] for anchor in found}
        self._by_line: dict[int, str] = {}

    def read(self) -> Parsed:
        titles = [_title(heading) for heading in headings(self._source.text)]
        self._give_anchors(titles)
        level = _entry_level(titles)
        groups = self._groups(titles, level)
        self._other_anchors |= set(self._by_line.values())
        if not any(group.entries for group in groups):
            self._report(None, Problem.NO_ENTRY)
        return Parsed(
            self._source, groups, level, frozenset(self._other_anchors), tuple(self._findings)
        )

    def _groups(self, titles: list[_Title], level: int) -> tuple[Group, ...]:
        """Cut the source at the headings of the entries' level and above."""
        outer = [title for title in titles if title.heading.level <= level]
        starts = [title.heading.line for title in outer] + [len(self._lines)]
        leads, entries = [self._text(0, starts[0])], [list[Entry]()]
        for title, start, end in zip(outer, starts, starts[1:], strict=False):
            entry = self._entry(title, end) if title.heading.level == level else None
            if entry is not None:
                entries[-1].append(entry)
                continue
            lead = self._text(start, end)
            if entries[-1]:
                leads.append(lead)
                entries.append([])
            else:
                leads[-1] = f"{leads[-1]}\n{lead}"
        return tuple(Group(lead, tuple(below)) for lead, below in zip(leads, entries, strict=True))

    def _text(self, start: int, end: int) -> str:
        return "\n".join(self._lines[start:end])

    def _give_anchors(self, titles: list[_Title]) -> None:
        """Give each heading its fragment, in the order of the source as `toc` would."""
        by_hand = [title.attributes.id for title in titles if title.attributes.id]
        free = self._anchors.claim(by_hand)
        for title in titles:
            wanted = title.attributes.id
            if wanted in free:
                free.remove(wanted)
                self._by_line[title.heading.line] = wanted
            else:
                text = wanted or self._plain(title.markdown)
                self._by_line[title.heading.line] = self._anchors.derive(text)

    def _place(self, title: _Title | None) -> Place:
        line = title.heading.line + self._source.first_line if title else 0
        return Place(self._source.path, line)

    def _report(
        self, title: _Title | None, problem: Problem, subject: str = "", detail: str = ""
    ) -> None:
        self._findings.append(Diagnostic(self._place(title), problem, subject, detail))

    def _entry(self, title: _Title, end: int) -> Entry | None:
        """Return the entry of a heading, or None if the heading has no text."""
        term = self._plain(title.markdown)
        if not term:
            self._report(title, Problem.NO_TERM)
            return None
        if title.problem:
            self._report(title, Problem.BROKEN_ATTRIBUTES, term, title.problem)
        start = title.heading.line + title.heading.lines
        entry = Entry(
            term=term,
            anchor=self._by_line.pop(title.heading.line),
            place=self._place(title),
            heading=title.markdown,
            definition=self._text(start, end).rstrip(),
            definition_line=start + self._source.first_line,
        )
        entry = self._with_attributes(entry, title)
        if not entry.definition.strip() and not entry.short:
            self._report(title, Problem.EMPTY_ENTRY, term)
        return replace(entry, found=_found_labels(entry))

    def _with_attributes(self, entry: Entry, title: _Title) -> Entry:
        """Return an entry with what its heading's attributes say."""
        pairs = dict(title.attributes.pairs)
        others = [
            pair
            for pair in title.attributes.pairs
            if pair[0] not in KEYS and not self._is_misspelt(title, pair[0])
        ]
        if title.attributes.classes:
            others.append(("class", " ".join(title.attributes.classes)))
        return replace(
            entry,
            aliases=_listed(pairs.get("aliases", "")),
            hidden=_listed(pairs.get("hidden", "")),
            short=pairs.get("short", "").strip(),
            see=_listed(pairs.get("see", "")),
            tags=_listed(pairs.get("tags", "")),
            case=self._case(title, pairs.get("case", "")),
            autolink=self._switch(title, pairs.get("autolink", "on")),
            never=_listed(pairs.get("never", "")),
            scope=_listed(pairs.get("scope", "")),
            attributes=tuple(others),
        )

    def _is_misspelt(self, title: _Title, key: str) -> bool:
        """Return whether an attribute looks like one of ours, misspelt; then it is reported."""
        near = difflib.get_close_matches(key.casefold(), KEYS, n=1, cutoff=LIKENESS)
        if near:
            problem = Problem.UNKNOWN_ATTRIBUTE
            self._findings.append(Diagnostic(self._place(title), problem, key, "", near[0]))
        return bool(near)

    def _case(self, title: _Title, value: str) -> Case | None:
        if not value:
            return None
        try:
            return Case(value.lower())
        except ValueError:
            detail = f"expected {', '.join(Case)}, got '{value}'"
            self._report(title, Problem.WRONG_VALUE, "case", detail)
            return None

    def _switch(self, title: _Title, value: str) -> bool:
        if value.lower() not in SWITCH:
            self._report(title, Problem.WRONG_VALUE, "autolink", f"expected on, off, got '{value}'")
        return SWITCH.get(value.lower(), True)


def _title(heading: Heading) -> _Title:
    """Read the attributes of a heading."""
    markdown, braces = split_attributes(heading.text)
    try:
        return _Title(heading, markdown, read_attributes(braces))
    except BrokenAttributesError as error:
        return _Title(heading, markdown, Attributes(), str(error))


def _entry_level(titles: list[_Title]) -> int:
    """Return 3 where the level-2 headings only group entries by letter, else 2."""
    second = [title.markdown for title in titles if title.heading.level == 2]  # noqa: PLR2004 - h2
    grouped = bool(second) and all(LETTER_GROUP.fullmatch(text) for text in second)
    third = any(title.heading.level == 3 for title in titles)  # noqa: PLR2004 - h3
    return 3 if grouped and third else 2


def _found_labels(entry: Entry) -> tuple[str, ...]:
    """Return the long and short forms that an entry's own text gives."""
    long, short = split_pair(entry.term)
    found = [long, short] if long else []
    found.append(long_form(entry.definition, entry.term))
    found.append(short_form(entry.definition, entry.term))
    known = {label.casefold() for label in (entry.term, *entry.aliases, *entry.hidden, "")}
    unique = {label.casefold(): label for label in found}
    return tuple(label for folded, label in unique.items() if folded not in known)


def _listed(value: str) -> tuple[str, ...]:
    """Split a comma-separated attribute; empty items and repetitions are dropped."""
    items = (" ".join(item.split()) for item in value.split(","))
    return tuple(dict.fromkeys(item for item in items if item))
