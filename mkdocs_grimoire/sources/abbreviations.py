"""Reads abbreviations (`*[HTML]: Hyper Text Markup Language`) and joins them to explanations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.form import Form, as_markdown
from mkdocs_grimoire.sources.source import Parsed
from mkdocs_grimoire.text.acronyms import LONGEST
from mkdocs_grimoire.text.markup import are_groups, blank_code, line_starts

ABBREVIATION = re.compile(
    r"^[ ]{0,3}\*\[(?P<short>[^\]\\\n]*)\][ ]?:[ \t]*(?:\n[ \t]*(?!\*\[))?(?P<long>[^\n]*)$",
    re.MULTILINE,
)
"""Python-Markdown's `abbr`: the long form may stand on the next line."""

CLEARED = frozenset({"", "''", '""'})
"""What stands for the long form where an abbreviation is taken back."""


def is_abbreviation_list(text: str) -> bool:
    """Return whether abbreviations make up a glossary, headings being groups of them at most."""
    if "*[" not in text:
        return False
    starts = line_starts(text)
    lines = {bisect_right(starts, found.start()) - 1 for found in _abbreviations(text)}
    return bool(lines) and are_groups(text, lines)


def _abbreviations(text: str) -> Iterator[re.Match[str]]:
    return ABBREVIATION.finditer(blank_code(text))


class AbbreviationForm(Form):
    """A source whose entries are abbreviations."""

    def read(self) -> Parsed:
        """Return what the source says."""
        starts, pieces = line_starts(self.source.text), []
        for found in _abbreviations(self.source.text):
            first, last = (bisect_right(starts, found.start(name)) - 1 for name in (0, "long"))
            column = found.start("long") - starts[last]
            pieces.append(
                (first, last + 1, self._entries(found["short"].strip(), first, last, column))
            )
        return Parsed(
            self.source, self.groups(pieces), self.list_level(), findings=tuple(self.findings)
        )

    def _entries(self, term: str, line: int, long_line: int, column: int) -> list[Entry]:
        """Return the entry of an abbreviation, or nothing if it takes one back."""
        definition = self.lines[long_line][column:].strip()
        if definition in CLEARED or not term:
            return []
        place = self.place(line)
        found = (definition,) if _is_long_form(definition) else ()
        entry = Entry(
            term=term,
            anchor=self.tools.anchors.derive(term),
            place=place,
            heading=as_markdown(term),
            definition=definition,
            definition_line=long_line + self.source.first_line,
            unit=self.source.path,
            is_abbreviation=True,
            **self.complete(place, term, definition, {}, found),
        )
        return [entry]


def _is_long_form(text: str) -> bool:
    """Return whether a text is what an abbreviation stands for, and no sentence about it."""
    return len(text.split()) <= LONGEST and not text.endswith((".", "!", "?"))


def explained(parsed: Sequence[Parsed]) -> list[Parsed]:
    """Make one entry of an abbreviation and the explanation that another source has of it.

    Args:
        parsed: The sources.

    Returns:
        The sources; an abbreviation that is explained is a label of the explanation.
    """
    entries = [entry for source in parsed for entry in source.entries]
    owners: dict[str, Entry] = {}
    for entry in entries:
        for label in () if entry.is_abbreviation else entry.labels:
            owners.setdefault(label.casefold(), entry)
    changed: dict[Entry, Entry | None] = {}
    for entry in entries:
        owner = _owner(entry, owners) if entry.is_abbreviation else None
        if owner is not None:
            changed[owner] = _with_labels(changed.get(owner) or owner, entry)
            changed[entry] = None
    return [source.changed(lambda entry: changed.get(entry, entry)) for source in parsed]


def _owner(abbreviation: Entry, owners: Mapping[str, Entry]) -> Entry | None:
    """Return the entry that has the short form as a label, or else the long one."""
    labels = (abbreviation.term, *abbreviation.found)
    return next((owners[key] for key in map(str.casefold, labels) if key in owners), None)


def _with_labels(entry: Entry, abbreviation: Entry) -> Entry:
    """Return an entry with the short and the long form as labels, if they are not."""
    known = {label.casefold() for label in entry.labels}
    aliases = [label for label in [abbreviation.term] if label.casefold() not in known]
    found = [label for label in abbreviation.found if label.casefold() not in known]
    return replace(entry, aliases=(*entry.aliases, *aliases), found=(*entry.found, *found))
