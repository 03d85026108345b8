"""Reads a glossary written as definition lists into entries, keeping line numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.fields import unique
from mkdocs_grimoire.sources.form import Tools
from mkdocs_grimoire.sources.headings import Title, TitledForm, hand_anchors, part_anchors, title
from mkdocs_grimoire.sources.source import Parsed, Source
from mkdocs_grimoire.text.markup import are_groups, blank_blocks, headings

DEFINITION = re.compile(r"[ ]{0,3}:(?:[ ]{1,3}|[ ]*\t)(?=\S)")
"""What begins a definition, as in PHP Markdown Extra and Python-Markdown's `def_list`."""

NO_TERM = re.compile(r"[ ]{0,3}(?:[-*+][ ]|\d+[.)][ ]|>|\||!!!|\?\?\?|===)")
"""What begins a list, a quote, a table or an admonition, whose lines are no terms."""

INDENTED = re.compile(r"(?: {4}|[ ]{0,3}\t)")
"""What a line begins with that belongs to the definition above, blank lines or not."""


class Item(NamedTuple):
    """Terms and what they mean, as lines of the text, the first being 0."""

    terms: range
    """The lines of the terms."""
    start: int
    """The line on which the definition begins."""
    end: int
    """The line after the definition."""


def list_items(text: str) -> list[Item]:
    """Return the items of the definition lists at the top level of a Markdown text."""
    return _ItemScan(text).items()


def is_definition_list(text: str) -> bool:
    """Return whether definition lists make up a glossary.

    They do if there is one, and where there are level-2 headings a list follows directly on each:
    then those are groups of entries. Else the headings are the entries, and lists a part of them.
    """
    items = list_items(text)
    return bool(items) and are_groups(text, {item.terms.start for item in items})


class _ItemScan:
    """Finds the items of a text, nothing more."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._visible = blank_blocks(text).split("\n")

    def items(self) -> list[Item]:
        found: list[Item] = []
        end = 0
        for number, line in enumerate(self._visible):
            # Most lines of most texts have no colon, and are looked at no further.
            if number < end or ":" not in line:
                continue
            terms = self._terms(number, end)
            if terms:
                end = self._end(number)
                found.append(Item(terms, number, end))
        return found

    @cached_property
    def _headings(self) -> set[int]:
        """The lines of headings."""
        return {line + more for line, lines, _, _ in headings(self._text) for more in range(lines)}

    def _is_definition(self, number: int) -> bool:
        return DEFINITION.match(self._visible[number]) is not None

    def _is_text(self, number: int) -> bool:
        """Return whether a line may be a term."""
        visible = self._visible[number]
        return bool(
            visible.strip()
            and number not in self._headings
            and not INDENTED.match(visible)
            and not NO_TERM.match(visible)
            and not self._is_definition(number)
        )

    def _terms(self, number: int, after: int) -> range:
        """Return the lines of the terms that a line defines, none being before a line."""
        if not self._is_definition(number):
            return range(0)
        last = number - 1
        while last >= after and not self._lines[last].strip():
            last -= 1
        first = last
        while first >= after and self._is_text(first):
            first -= 1
        return range(first + 1, last + 1)

    def _end(self, start: int) -> int:
        """Return the line after the definition that begins on a line."""
        number = end = start + 1
        while number < len(self._lines):
            if self._continues(number, is_after_blank=number > end):
                end = number + 1
            elif self._lines[number].strip():
                break
            number += 1
        return end

    def _continues(self, number: int, *, is_after_blank: bool) -> bool:
        """Return whether a line belongs to the definition above it."""
        if not self._lines[number].strip():
            return False
        if INDENTED.match(self._lines[number]) or self._is_definition(number):
            return True
        is_next_term = number + 1 < len(self._lines) and self._is_definition(number + 1)
        return not is_after_blank and number not in self._headings and not is_next_term


class ListForm(TitledForm):
    """A source whose entries are items of definition lists."""

    def __init__(self, source: Source, tools: Tools) -> None:
        super().__init__(source, tools)
        self._anchors = tools.anchors if source.is_page else tools.anchors.anew()

    def read(self) -> Parsed:
        """Return what the source says; headings are groups of entries."""
        found = headings(self.source.text)
        if self.source.is_page:
            for heading in found:
                group = title(heading.line, heading.text)
                self._anchors.give(group.attributes.id, self.tools.plain(group.markdown))
        items = list_items(self.source.text)
        pieces = [(item.terms.start, item.end, self._entries(item)) for item in items]
        pieces = [piece for piece in pieces if piece[2]]  # what has no term stays as it is
        return Parsed(
            self.source,
            self.groups(pieces),
            level=self.list_level(),
            anchors=frozenset(hand_anchors(self.source.text)),
            findings=tuple(self.findings),
        )

    def _entries(self, item: Item) -> list[Entry]:
        """Return the entry of an item, if it has a term: further terms are its aliases."""
        first, *others = [title(number, self.lines[number].strip()) for number in item.terms]
        give = partial(self.tools.anchors.give, first.attributes.id)
        entry = self.entry(first, self._definition(item), item.start, give, {})
        if entry is None:
            return []
        fragments = [other.attributes.id for other in (first, *others) if other.attributes.id]
        marks = "".join(f' <span id="{fragment}"></span>' for fragment in _ids(others))
        aliases = (*(self.tools.plain(other.markdown) for other in others), *entry.aliases)
        parts: tuple[str, ...] = ()
        if not self.source.is_page:
            parts = part_anchors(entry.definition, self._anchors, self.tools.plain)
        return [
            replace(
                entry,
                heading=f"{entry.heading}{marks}",
                aliases=unique(aliases),
                **self.targets(fragments, parts),
            )
        ]

    def _definition(self, item: Item) -> str:
        """Return the Markdown of a definition, on as many lines as it has in the source."""
        lines: list[str] = []
        for line in self.lines[item.start : item.end]:
            mark = DEFINITION.match(line)
            if mark and lines and lines[-1].strip():
                lines[-1] += "  "  # the lines must stay as many, so that a break parts the two
            lines.append(line[mark.end() :] if mark else INDENTED.sub("", line, count=1))
        return "\n".join(lines).rstrip()


def _ids(titles: list[Title]) -> list[str]:
    return [title.attributes.id for title in titles if title.attributes.id]
