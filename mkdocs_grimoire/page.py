"""The glossary page: its Markdown, made of the sources, and what is added to each entry on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mkdocs_grimoire.diagnostics import Diagnostic, Problem
from mkdocs_grimoire.entry import Entry
from mkdocs_grimoire.glossary import Glossary
from mkdocs_grimoire.linker import link_attributes
from mkdocs_grimoire.source import Group, Parsed

MARKER = "<!-- grimoire: {number} -->"
"""Ends the heading of an entry in the page's Markdown, and is gone when the page is converted."""

MARKED = re.compile(r"<!-- grimoire: (\d+) -->")

SHORT_MARKER = "<!-- grimoire: short -->"
"""Ends the paragraph that is only for the card, and is gone when the card is made."""

SAFE_TAG = re.compile(
    r"</?(?:b|bdi|code|del|em|i|kbd|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>"
)
"""The raw HTML that a heading may have; any other angle bracket is shown as written."""

TITLE = "Glossary"
KNOWN_AS = "Also known as: "
SEE = "See also: "
USED_IN = "Used in"
SECTION_MARK = " \u203a "


@dataclass(frozen=True, slots=True)
class Layout:
    """What the page is made of."""

    groups: tuple[Group, ...]
    """Stretches of the page, in order."""
    level: int
    """Level of the entries' headings."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in the order of the page."""
        return tuple(entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, slots=True)
class UseLine:
    """A line of an entry's backlinks."""

    href: str
    """From the glossary page to the place."""
    page: str
    """Title of the page."""
    section: str
    """Title of the section, or an empty string."""


def sort_key(entry: Entry) -> tuple[str, str]:
    """Return what entries are sorted by: the term without case and accents, then as written."""
    decomposed = unicodedata.normalize("NFKD", entry.term.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare, entry.term


def lay_out(parsed: Sequence[Parsed], *, has_page: bool, sort: bool) -> Layout:
    """Lay out the page.

    Args:
        parsed: The sources.
        has_page: Whether the first of them is the page itself; its groups and their leads are kept,
            and the entries of the others are put among its own.
        sort: Whether entries are sorted, within each group of the page.
    """
    if has_page:
        first, others = parsed[0], parsed[1:]
    else:
        first, others = None, parsed
    groups = list(first.groups) if first else [Group(f"# {TITLE}\n")]
    guests = [entry for other in others for entry in other.entries]
    entries = _seated(groups, guests, sort=sort)
    if sort:
        entries = [sorted(below, key=sort_key) for below in entries]
    seated = (Group(group.lead, tuple(below)) for group, below in zip(groups, entries, strict=True))
    return Layout(tuple(seated), first.level if first else 2)


def _seated(groups: list[Group], guests: list[Entry], *, sort: bool) -> list[list[Entry]]:
    """Return the entries of each group, those of other sources put where their letter is."""
    entries = [list(group.entries) for group in groups]
    for guest in guests:
        seat = len(groups) - 1
        if sort:
            key = sort_key(guest)
            fitting = [
                i for i, g in enumerate(groups) if g.entries and sort_key(g.entries[0]) <= key
            ]
            seat = max(fitting, default=0)
        entries[seat].append(guest)
    return entries


def page_markdown(layout: Layout) -> str:
    """Return the Markdown of the page: leads as written, entries with a marker in their heading."""
    parts, number = [], 0
    for group in layout.groups:
        parts.append(group.lead.rstrip())
        for entry in group.entries:
            parts.append(_entry_markdown(entry, number, layout.level))
            number += 1
    return "\n\n".join(parts).lstrip("\n") + "\n"


def _entry_markdown(entry: Entry, number: int, level: int) -> str:
    heading = f"{'#' * level} {safe_heading(entry.heading)} {MARKER.format(number=number)}"
    definition = entry.definition.strip("\n")
    if not definition:
        return f"{heading}\n\n{entry.short}"
    # The short form goes last, so that the definition has the first uses of other entries.
    short = f"\n\n{entry.short} {SHORT_MARKER}" if entry.short else ""
    return f"{heading}\n\n{definition}{short}"


def safe_heading(markdown: str) -> str:
    """Return the Markdown of a heading in which tags that are not plain formatting are text.

    Escaped brackets are written as entities, lest they are taken for the limits of a formula.
    """
    markdown = markdown.replace("\\[", "&#91;").replace("\\]", "&#93;")
    parts, position = [], 0
    for tag in SAFE_TAG.finditer(markdown):
        parts += [_escaped(markdown[position : tag.start()]), tag[0]]
        position = tag.end()
    return "".join([*parts, _escaped(markdown[position:])])


def _escaped(markdown: str) -> str:
    """Escape what could begin a tag, outside of code spans."""
    parts = re.split(r"(`+[^`]*`+)", markdown)
    return "".join(
        part if number % 2 else re.sub(r"<(?=[A-Za-z/!?])", "&lt;", part)
        for number, part in enumerate(parts)
    )


def known_as_line(entry: Entry) -> Element:
    """Return the paragraph that lists an entry's other labels."""
    line = Element("p", {"class": "grimoire-aliases"})
    line.text = KNOWN_AS + ", ".join(entry.known_as)
    return line


class SeeLine(NamedTuple):
    """The paragraph that leads to related entries."""

    element: Element
    """The paragraph."""
    links: dict[Element, Entry]
    """The links in it."""
    findings: list[Diagnostic]
    """The names that it cannot link."""


def see_line(entry: Entry, glossary: Glossary) -> SeeLine:
    """Return the paragraph that links to an entry's related entries."""
    line = SeeLine(Element("p", {"class": "grimoire-see"}), {}, [])
    line.element.text = SEE
    for name in entry.see:
        if len(line.element):
            line.element[-1].tail = ", "
        other = glossary.resolve(name)
        if other is not None:
            item = SubElement(line.element, "a", link_attributes(other, f"#{other.anchor}"))
            line.links[item] = other
        else:
            nearest = glossary.nearest(name)
            problem = Problem.UNDEFINED_SEE
            line.findings.append(Diagnostic(entry.place, problem, name, suggestion=nearest))
            item = SubElement(line.element, "span", {"class": "grimoire-undefined"})
        item.text = other.term if other else name
    return line


def backlinks_slot(entry: Entry) -> Element:
    """Return the empty element that `fill_backlinks` fills when all pages are known."""
    return Element("div", {"class": "grimoire-uses", "data-grimoire-uses": entry.anchor})


SLOT = re.compile(r'<div class="grimoire-uses" data-grimoire-uses="(?P<anchor>[^"]*)"></div>\n?')


def fill_backlinks(html: str, lines: Callable[[str], Iterable[UseLine]]) -> str:
    """Fill the slots in the finished page.

    Args:
        html: The page's HTML.
        lines: Returns the backlinks of the entry with an anchor.

    Returns:
        The page; a slot without backlinks is gone.
    """
    return SLOT.sub(lambda slot: _backlinks(lines(unescape(slot["anchor"]))), html)


def _backlinks(lines: Iterable[UseLine]) -> str:
    items = "".join(f"<li>{_use_line(line)}</li>" for line in lines)
    if not items:
        return ""
    return (
        f'<div class="grimoire-uses" data-search-exclude><p>{USED_IN}</p><ul>{items}</ul></div>\n'
    )


def _use_line(line: UseLine) -> str:
    title = escape(line.page, quote=False)
    if line.section:
        title = f"{title}{SECTION_MARK}{escape(line.section, quote=False)}"
    return f'<a href="{escape(line.href)}">{title}</a>'
