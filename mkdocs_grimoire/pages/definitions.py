"""The entries on the converted glossary page: which elements are whose, and what each is given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple
from xml.etree.ElementTree import Comment, Element

from mkdocs_grimoire.findings.diagnostics import Diagnostic
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.pages.entry_parts import (
    backlinks_slot,
    known_as_line,
    more_line,
    see_line,
    tags_line,
)
from mkdocs_grimoire.pages.interface import Words
from mkdocs_grimoire.pages.page import END_MARKER, MARKED, SHORT_MARKER
from mkdocs_grimoire.pages.page_parts import ENTRY_END, ENTRY_START, tools_slot
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.text.elements import FOOTNOTES, HEADINGS, NO_TERM
from mkdocs_grimoire.text.trees import copied

RAW_PLACEHOLDER = re.compile("\x02wzxhzdk:([0-9]+)\x03")
"""A placeholder of raw HTML."""

FINAL_PLACEHOLDER = re.compile("[ \t]*\x02wzxhzdk:([0-9]+)\x03[ \t]*$")
"""A placeholder of raw HTML that ends a text."""


@dataclass(slots=True)
class Definition:
    """An entry on the page."""

    entry: Entry
    """The entry."""
    heading: Element
    """Its heading, the marker gone."""
    title: Element
    """A copy of the heading as it was before the table of contents put a permalink into it."""
    blocks: list[Element] = field(default_factory=list)
    """What is between its heading and the next."""
    short: Element | None = None
    """The paragraph that is only for the card."""
    followed_by: Element | None = None
    """What ends the definition, if that is no heading."""

    @property
    def elements(self) -> list[Element]:
        """All elements that the entry has on the page."""
        return [self.heading, *self.blocks, *([] if self.short is None else [self.short])]

    @property
    def first(self) -> Element | None:
        """The block that a card shows: the short form, the first paragraph, or the first block."""
        if self.short is not None:
            return self.short
        paragraphs = (
            block
            for block in self.blocks
            if block.tag == "p" and (len(block) or not RAW_PLACEHOLDER.fullmatch(block.text or ""))
        )  # a paragraph that is raw HTML alone is code, a formula, …
        return next(paragraphs, self.blocks[0] if self.blocks else None)


def find_definitions(
    root: Element, entries: Sequence[Entry], raw: Callable[[int], str]
) -> list[Definition]:
    """Find the entries on the page and take the markers out of it.

    Args:
        root: The page, as the Markdown of `page_markdown` was converted. What only ends a
            definition is removed.
        entries: The entries in the order of the page: a marker has the number of its entry.
        raw: Returns the raw HTML that a placeholder stands for.

    Returns:
        The entries whose heading is at the top level of the page, in order.
    """
    found: list[Definition] = []
    current: Definition | None = None
    children = list(root)
    for child, following in zip(children, [*children[1:], None], strict=True):
        marker = MARKED.fullmatch(_final_raw(child, raw)) if child.tag in HEADINGS else None
        if marker and int(marker[1]) < len(entries):
            _drop_final_raw(child)
            current = Definition(entries[int(marker[1])], child, copied(child))
            found.append(current)
        elif _final_raw(child, raw).strip() == END_MARKER:
            root.remove(child)
            if current is not None:
                current.followed_by, current = following, None
        elif current is not None:
            if _ends_definition(child, current):
                current = None
            elif _final_raw(child, raw) == SHORT_MARKER:
                _drop_final_raw(child)
                child.set("class", NO_TERM)  # nobody sees the links of a card on this page
                current.short = child
            else:
                current.blocks.append(child)
    return found


def _ends_definition(child: Element, current: Definition) -> bool:
    """Return whether an element is no part of the definition above it."""
    if child.get("class") == FOOTNOTES:
        return True
    return child.tag in HEADINGS and child.tag <= current.heading.tag


def _holder(element: Element) -> tuple[Element, str]:
    """Return the node that has the last text of an element, and that text."""
    if len(element):
        return element[-1], element[-1].tail or ""
    return element, element.text or ""


def _final_raw(element: Element, raw: Callable[[int], str]) -> str:
    """Return the raw HTML that ends an element, or an empty string."""
    found = FINAL_PLACEHOLDER.search(_holder(element)[1])
    return raw(int(found[1])) if found else ""


def _drop_final_raw(element: Element) -> None:
    """Remove the raw HTML that ends an element."""
    holder, text = _holder(element)
    rest = FINAL_PLACEHOLDER.sub("", text)
    if holder is element:
        holder.text = rest
    else:
        holder.tail = rest


class Completed(NamedTuple):
    """What completing the entries has made and found."""

    links: dict[Element, Entry]
    """The links to related entries."""
    findings: list[Diagnostic]
    """The names of related entries that do not exist."""


class Surroundings(NamedTuple):
    """What an entry on the page is completed from."""

    glossary: Glossary
    """Knows the names of related entries."""
    words: Words
    """The interface."""
    href: Callable[[Entry], str]
    """Returns the link from the page to where an entry's uses lead."""
    backlinks: bool
    """Whether the page lists the uses of entries."""


def complete(root: Element, found: Sequence[Definition], around: Surroundings) -> Completed:
    """Give each entry on the page its fragment, its labels, its related entries and its slot.

    Args:
        root: The page; it is changed in place.
        found: The entries on it.
        around: What they are completed from.
    """
    completed = Completed({}, [])
    after: dict[Element, list[Element]] = defaultdict(list)
    for definition in found:
        entry, heading = definition.entry, definition.heading
        heading.attrib.update({**dict(entry.attributes), "id": entry.anchor})
        _name_parts(definition)
        if entry.shown_labels:
            after[heading].append(known_as_line(entry, around.words))
        last = definition.blocks[-1] if definition.blocks else heading
        if entry.url:
            after[last].append(more_line(around.href(entry), around.words))
        after[last] += _last_lines(entry, around, completed)
        if around.backlinks:
            after[last].append(backlinks_slot(entry))
    for added in after.values():
        for element in added:
            element.tail = "\n"  # as Python-Markdown sets its own blocks
    root[:] = [element for child in root for element in (child, *after.get(child, ()))]
    if found:
        root.insert(_first_heading(root, found[0]), tools_slot())
    return completed


def _name_parts(definition: Definition) -> None:
    """Give the headings in a definition fragments that do not depend on other definitions."""
    entry = definition.entry
    found = [block for block in definition.blocks if block.tag in HEADINGS]
    if len(found) == len(entry.parts):
        for heading, part in zip(found, entry.parts, strict=True):
            heading.set("id", entry.part_anchor(part))


def _last_lines(entry: Entry, around: Surroundings, completed: Completed) -> list[Element]:
    """Return the lines below a definition, and note what they link to and cannot link to."""
    lines = []
    if entry.see:
        line = see_line(entry, around.glossary, around.words, around.href)
        lines.append(line.element)
        completed.links.update(line.links)
        completed.findings.extend(line.findings)
    if entry.tags:
        lines.append(tags_line(entry, around.words))
    return lines


def _first_heading(root: Element, first: Definition) -> int:
    """Return the number of the heading that ends the introduction.

    That is the first entry's, or that of the group of letters which it stands in.
    """
    levels = {"h2", first.heading.tag}
    return next(number for number, child in enumerate(root) if child.tag in levels)


def definitions_begin(root: Element, found: Sequence[Definition]) -> dict[Element, Entry | None]:
    """Return the elements at the top of the page at which another definition begins, or none does.

    Args:
        root: The page.
        found: The entries on it.
    """
    if not found:
        return {}
    inside = {block for definition in found for block in definition.blocks}
    begins: dict[Element, Entry | None] = {
        child: None
        for child in root
        if child not in inside and (child.tag in HEADINGS or child.get("class") == FOOTNOTES)
    }
    begins.update(
        (definition.followed_by, None) for definition in found if definition.followed_by is not None
    )
    begins.update((definition.heading, definition.entry) for definition in found)
    return begins


def mark_entries(root: Element, found: Sequence[Definition]) -> None:
    """Put a comment before and after each entry of the page, which `wrap_entries` makes tags of.

    Not the tags themselves: at each end of an element Material's search looks through all sections
    that it has seen, so that ten thousand of them cost as much as the rest of the build.

    Args:
        root: The page; it is changed in place.
        found: The entries on it.
    """
    begins = definitions_begin(root, found)
    children: list[Element] = []
    is_open = False
    for child in root:
        if child in begins:
            children += [_comment(ENTRY_END)] if is_open else []
            is_open = begins[child] is not None
            children += [_comment(ENTRY_START)] if is_open else []
        children.append(child)
    root[:] = [*children, _comment(ENTRY_END)] if is_open else children


def _comment(text: str) -> Element:
    comment: Element = Comment(text)  # type: ignore[assignment] # its tag is a function
    comment.tail = "\n"
    return comment


def find_raw(definition: Definition, numbers: Container[int]) -> list[int]:
    """Return which placeholders of raw HTML stand in a definition, in order.

    Args:
        definition: The entry on the page.
        numbers: The placeholders to look for.
    """
    placed = chain.from_iterable(map(placeholders, definition.elements))
    return [number for number in placed if number in numbers]


def placeholders(element: Element) -> list[int]:
    """Return the numbers of the raw HTML in an element, in order."""
    return [int(number) for number in RAW_PLACEHOLDER.findall("".join(element.itertext()))]
