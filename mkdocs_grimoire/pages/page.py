"""The glossary page: its entries in order, and the Markdown that is made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mkdocs_grimoire.pages.interface import ENGLISH
from mkdocs_grimoire.pages.page_parts import letter_of
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.source import Group, Parsed
from mkdocs_grimoire.text.link_labels import definitions_for, kept_apart
from mkdocs_grimoire.text.markup import sunk
from mkdocs_grimoire.text.words import LONGEST_WORD

MARKER = "<!-- grimoire: {number} -->"
"""Ends the heading of an entry in the page's Markdown, and is gone when the page is converted."""

MARKED = re.compile(r"<!-- grimoire: ([0-9]{1,9}) -->")

SHORT_MARKER = "<!-- grimoire: short -->"
"""Ends the paragraph that is only for the card, and is gone when the card is made."""

END_MARKER = "<!-- grimoire: end -->"
"""Ends a definition before what is none, and is gone when the page is converted."""

CARD_PART = re.compile(r"(?:\n\n(?:.+\n)*.+)? <!-- grimoire: short -->")
"""A paragraph of the page's Markdown that is only for the card."""

SAFE = re.compile(
    r"(`+[^`]*`+|</?(?:b|bdi|code|del|em|i|kbd|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>)"
)
"""The code and raw HTML that a heading may have; other angle brackets are shown as written."""


class Layout(NamedTuple):
    """What the page is made of."""

    groups: tuple[Group, ...]
    """Stretches of the page, in order."""
    level: int
    """Level of the entries' headings."""
    page: str = ""
    """Docs path of the page, if it is one of the sources."""
    carried: tuple[tuple[str, str], ...] = ()
    """Sources, and Markdown of theirs that only defines labels which their entries use."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in the order of the page."""
        return tuple(entry for group in self.groups for entry in group.entries)


def sort_key(entry: Entry) -> tuple[str, str]:
    """Return what entries are sorted by: the term without case and accents, then as written."""
    folded = entry.term[:LONGEST_WORD].casefold()
    if folded.isascii():
        return folded, entry.term
    decomposed = unicodedata.normalize("NFKD", folded)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare, entry.term


def lay_out(parsed: Sequence[Parsed], *, sort: bool, title: str = ENGLISH.glossary) -> Layout:
    """Lay out the page.

    Args:
        parsed: The sources. Of one that is the page itself the groups and their leads are kept, and
            the entries of the others are put among its own.
        sort: Whether entries are sorted, within each group of the page.
        title: Title of the page, if none of the sources is it.
    """
    page = next((source for source in parsed if source.source.is_page), None)
    others = [source for source in parsed if source is not page]
    groups = list(page.groups) if page else [Group(f"# {title}\n")]
    guests = [entry for other in others for entry in other.entries]
    entries = _seated(groups, guests, sort=sort)
    if sort:
        entries = [sorted(below, key=sort_key) for below in entries]
    seated = (Group(group.lead, tuple(below)) for group, below in zip(groups, entries, strict=True))
    return Layout(
        tuple(seated),
        page.level if page else 2,
        page.source.path if page else "",
        tuple(carried for other in others for carried in _carried(other)),
    )


def _carried(source: Parsed) -> Iterator[tuple[str, str]]:
    """Yield the labels that a source defines outside its entries, which may be used in them."""
    used = "\n".join(entry.definition for entry in source.entries)
    for group in source.groups:
        if lines := definitions_for(group.lead, used):
            yield source.source.path, lines


def _seated(groups: list[Group], guests: list[Entry], *, sort: bool) -> list[list[Entry]]:
    """Return the entries of each group, those of other sources put where their letter is."""
    entries = [list(group.entries) for group in groups]
    seats = {
        letter_of(entry): seat
        for seat in reversed(range(len(groups)))
        for entry in reversed(groups[seat].entries)
    }
    firsts = [
        (sort_key(group.entries[0]), seat) for seat, group in enumerate(groups) if group.entries
    ]
    for guest in guests:
        before = [seat for key, seat in firsts if key <= sort_key(guest)]
        fallback = max(before, default=0)
        entries[seats.get(letter_of(guest), fallback) if sort else -1].append(guest)
    return entries


def page_markdown(layout: Layout) -> str:
    """Return the Markdown of the page: leads as written, entries with a marker in their heading."""
    parts: list[tuple[str, str]] = []
    number = 0
    for group in layout.groups:
        mark = f"{END_MARKER}\n\n" if number else ""
        parts.append((layout.page, f"{mark}{group.lead.strip()}"))
        for entry in group.entries:
            parts.append((entry.unit or layout.page, _entry_markdown(entry, number, layout.level)))
            number += 1
    carried = [(path, f"{END_MARKER}\n\n{lines}") for path, lines in layout.carried]
    return "\n\n".join(kept_apart([*parts, *carried])).lstrip("\n") + "\n"


def readable(markdown: str) -> str:
    """Return the Markdown of the page as it reads, for whoever takes a text out of it later."""
    if SHORT_MARKER in markdown:
        markdown = CARD_PART.sub("", markdown)
    *parts, last = MARKED.split(markdown.replace(f"{END_MARKER}\n\n", ""))[::2]
    return "".join([*(part.removesuffix(" ") for part in parts), last])


def _entry_markdown(entry: Entry, number: int, level: int) -> str:
    heading = f"{'#' * level} {safe_heading(entry.heading)} {MARKER.format(number=number)}"
    definition = sunk(entry.definition.strip("\n"), level)
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
    if "<" not in markdown:
        return markdown
    kept = SAFE.split(markdown)
    return "".join(
        part if number % 2 else re.sub(r"<(?=[A-Za-z/!?])", "&lt;", part)
        for number, part in enumerate(kept)
    )
