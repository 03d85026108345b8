"""Entries on ordinary pages: `### Attention head { .term }`, whose section is the definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from mkdocs_grimoire.pages.definitions import Definition
from mkdocs_grimoire.pages.page import MARKER
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.headings import Title, TitledForm, own_anchors, title
from mkdocs_grimoire.text.elements import FOOTNOTES, HEADINGS
from mkdocs_grimoire.text.link_labels import definitions_for
from mkdocs_grimoire.text.markup import Heading, first_paragraph, headings

TERM_CLASS = "term"
"""The class by which an author says that a heading is an entry."""


class TermSection(NamedTuple):
    """An entry, and the part of a page that defines it."""

    entry: Entry
    """The entry; the glossary page has the short form of the section."""
    heading: str
    """Markdown of the heading, by which it is found again."""
    fragment: str
    """Fragment of the section on its page."""
    attributes: tuple[tuple[str, str], ...]
    """Attributes of the heading that are no fields of the entry."""


def has_sections(content: bytes) -> bool:
    """Return whether the file of a page may have entries; decoding it costs more."""
    return f".{TERM_CLASS}".encode() in content


class SectionForm(TitledForm):
    """A page of the site, some headings of which are entries."""

    def read(self) -> list[TermSection]:
        """Return the entries of the page."""
        found = headings(self.source.text)
        titles = [title(heading.line, heading.text) for heading in found]
        anchors = own_anchors(titles, self.tools.anchors.anew(), self.tools.plain)
        sections = []
        for number, (heading, named) in enumerate(zip(found, titles, strict=True)):
            if TERM_CLASS in named.attributes.classes:
                start, end = heading.line + heading.lines, _end(found, number, len(self.lines))
                section = self._section(named, anchors[named.line], start, end)
                sections += [section] if section else []
        return sections

    def _section(self, named: Title, fragment: str, start: int, end: int) -> TermSection | None:
        """Return the entry of a heading and the lines below it, or None if it has no term."""
        paragraph, line = first_paragraph(self.text(start, end))
        needed = definitions_for(self.source.text, paragraph)
        definition = f"{paragraph}\n\n{needed}" if needed else paragraph
        found = self.entry(named, definition, start + line, self.tools.anchors.derive, {})
        if found is None:
            return None
        entry = replace(
            found,
            definition="" if found.short else definition,
            url=f"{self.source.path}#{fragment}",
            unit=str(found.place),
            attributes=(),
        )
        return TermSection(entry, named.markdown, fragment, found.attributes)


def _end(found: Sequence[Heading], number: int, last: int) -> int:
    """Return the line that ends the section of a heading: the last, or the next such heading's."""
    level = found[number].level
    return next((other.line for other in found[number + 1 :] if other.level <= level), last)


def mark_sections(markdown: str, sections: Sequence[TermSection]) -> str:
    """Return the Markdown of a page, its entries' attributes replaced by markers.

    Args:
        markdown: The page without front matter.
        sections: The entries of the page, in order; a marker has the number of its entry here.
    """
    lines = markdown.split("\n")
    waiting = list(enumerate(sections))
    for heading in headings(markdown):
        named = title(heading.line, heading.text)
        if TERM_CLASS not in named.attributes.classes:
            continue
        same = [item for item in waiting if item[1].heading == named.markdown]
        if same:
            number, _ = same[0]
            marks = "#" * heading.level
            lines[heading.line] = f"{marks} {named.markdown} {MARKER.format(number=number)}"
            lines[heading.line + 1 : heading.line + heading.lines] = [""] * (heading.lines - 1)
            waiting = [item for item in waiting if item[0] > number]
    return "\n".join(lines)


def restore_headings(found: Iterable[Definition], sections: Sequence[TermSection]) -> None:
    """Give the headings of a page's entries their fragments and what else their attributes say."""
    by_entry = {section.entry: section for section in sections}
    for definition in found:
        section = by_entry[definition.entry]
        definition.heading.attrib.update({**dict(section.attributes), "id": section.fragment})


def sections_begin(root: Element, found: Sequence[Definition]) -> dict[Element, frozenset[Entry]]:
    """Return the elements at the top of a page at which a section begins, and whose it is.

    Args:
        root: The page.
        found: The entries on it. The section of one may stand in that of another, and is both's.
    """
    entries = {definition.heading: definition.entry for definition in found}
    begins: dict[Element, frozenset[Entry]] = {}
    opened: list[tuple[str, Entry]] = []
    for child in root if entries else ():
        if child.tag in HEADINGS:
            opened = [(tag, entry) for tag, entry in opened if tag < child.tag]
            opened += [(child.tag, entries[child])] if child in entries else []
            begins[child] = frozenset(entry for _, entry in opened)
        elif child.get("class") == FOOTNOTES:
            begins[child] = frozenset()
    return begins
