"""Flattens a document tree into the text that a reader reads, and knows the way back.

`cross *entropy*` is one text to a reader and three nodes to a program. Raw HTML and escaped
characters hide in placeholders of Python-Markdown; they are looked up, so that `<code>` written as
HTML is code here as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from mkdocs_grimoire.text.elements import (
    FOOTNOTES,
    HEADINGS,
    INLINE,
    MARKS,
    QUOTES,
    Closure,
    closure_of,
    raw_closure,
)
from mkdocs_grimoire.text.placeholders import OBJECT, PLACEHOLDER, VOID, is_object, offsets_of, seen

SEPARATOR = "\x00"
"""Stands between two blocks; no label and no formula goes past it."""

DEEPEST = 200
"""Elements within elements that are read; each costs Python two calls of about a thousand."""


class Piece(NamedTuple):
    """The text of one node as a part of the flat text."""

    start: int
    """Where it begins in the flat text."""
    parent: Element
    """The element that has the node."""
    child: int
    """-1 for the text of the parent, else the number of the child whose tail this is."""
    source: str
    """The node's text as the tree has it."""
    offsets: list[int] | None
    """Index in the source of each character; None if they are the same."""

    def source_start(self, start: int) -> int:
        """Return where the character at a position of the flat text begins in the source."""
        position = start - self.start
        return position if self.offsets is None else self.offsets[position]

    def source_end(self, end: int) -> int:
        """Return where the character before a position of the flat text ends in the source."""
        last = self.source_start(end - 1)
        return self.source.index("\x03", last) + 1 if self.source[last] == "\x02" else last + 1


class FlatText:
    """The text of a document, its blocks apart from each other."""

    def __init__(
        self,
        root: Element,
        raw: Callable[[int], str],
        atomic: type[str],
        marked: Container[Element] = (),
    ) -> None:
        """Flatten a document.

        Args:
            root: The document.
            raw: Returns the raw HTML that a placeholder of Python-Markdown stands for.
            atomic: The type of a node's text that nobody may touch, such as a formula.
            marked: Further elements that are landmarks.
        """
        self.landmarks: list[tuple[int, Element]] = []
        """The headings, the blocks of footnotes and what is marked, and where they begin."""
        self.links: list[tuple[int, Element]] = []
        """The links, and where they begin."""
        self._raw = raw
        self._marked = marked
        self._atomic = atomic
        # The nodes that may be linked and the stretches that may not, in three lists each, since
        # a tuple for each of them would have Python's garbage collector at work on every page.
        self._starts: list[int] = []
        self._parents: list[Element] = []
        self._children: list[int] = []
        self._closed_from: list[int] = []
        self._closed_to: list[int] = []
        self._closures: list[Closure] = []
        self._cuts: list[int] = []
        self._quotes: list[tuple[int, int]] = []
        self._open_tags: list[tuple[str, Closure | None]] = []
        self._texts: list[str] = []
        self._length = 0
        self._block(root, None, 0)
        self.text = "".join(self._texts)
        """What a reader reads, code and links included."""

    def closure(self, start: int, end: int) -> Closure | None:
        """Return why nothing may be linked in a stretch, or None if it may."""
        before = bisect_left(self._closed_from, end) - 1
        if before >= 0 and self._closed_to[before] > start:
            return self._closures[before]
        following = bisect_right(self._cuts, start)
        if following < len(self._cuts) and self._cuts[following] < end:
            return Closure.BROKEN
        return None

    def is_quoted(self, start: int) -> bool:
        """Return whether a place is in the words of others."""
        return any(first <= start < last for first, last in self._quotes)

    def marked(self, tags: Container[str]) -> Iterator[tuple[int, int]]:
        """Yield where elements begin and end that have text alone, and that is not closed."""
        for start, parent, child in zip(self._starts, self._parents, self._children, strict=True):
            if child < 0 and parent.tag in tags and not len(parent):
                source = parent.text or ""
                offsets = offsets_of(source, self._raw)
                yield start, start + len(source if offsets is None else offsets)

    def blank_closed(self) -> str:
        """Return the text with an object in place of each character that is closed."""
        parts, position = [], 0
        for start, end in zip(self._closed_from, self._closed_to, strict=True):
            parts += [self.text[position:start], OBJECT * (end - start)]
            position = end
        return "".join([*parts, self.text[position:]])

    def number_at(self, position: int) -> int:
        """Return the number of the node that has the character at a position."""
        return bisect_right(self._starts, position) - 1

    def piece(self, number: int) -> Piece:
        """Return the node with a number, as it is in the tree now.

        Its text must be what it was; nodes behind it may have been changed, and children added.
        """
        parent, child = self._parents[number], self._children[number]
        source = (parent.text if child < 0 else parent[child].tail) or ""
        return Piece(self._starts[number], parent, child, source, offsets_of(source, self._raw))

    def _content(self, element: Element, closure: Closure | None, depth: int) -> None:
        """Add what is in an element, down to a depth to which nobody writes."""
        if depth == DEEPEST:
            self._append(OBJECT)
            return
        text = element.text
        # A line break beside a block is no text, and most nodes of a document are such.
        if text and text != "\n":
            self._node(element, -1, text, closure)
        number = -1
        for child in element:
            number += 1
            tail = child.tail
            if child.tag in INLINE:
                self._inline(child, closure, depth + 1)
                if not tail:
                    continue
            else:
                if isinstance(child.tag, str):  # else a comment or an instruction
                    self._block(child, closure, depth + 1)
                if not tail or tail == "\n":
                    continue
            self._node(element, number, tail, closure)

    def _block(self, element: Element, closure: Closure | None, depth: int) -> None:
        """Add a block."""
        self._texts.append(SEPARATOR)
        self._length += 1
        self._open_tags.clear()
        tag, classes = element.tag, element.get("class")
        start = self._length
        if tag in HEADINGS or classes == FOOTNOTES or element in self._marked:
            self.landmarks.append((start, element))
        if tag != "pre":
            self._content(element, closure_of(tag, classes) or closure, depth)
        if tag in QUOTES:
            self._quotes.append((start, self._length))
        self._texts.append(SEPARATOR)
        self._length += 1
        self._open_tags.clear()

    def _inline(self, element: Element, closure: Closure | None, depth: int) -> None:
        """Add an element that is part of its block's text."""
        start = self._length
        self._cuts.append(start)
        tag, classes = element.tag, element.get("class")
        if tag in VOID:
            self._append(VOID[tag])
        elif classes in MARKS:
            self._append(OBJECT)  # its number or its sign continues no word
        else:
            if tag == "a":
                self.links.append((start, element))
            if element.text == "\n":
                self._append("\n")  # here it parts two words
            self._content(element, closure_of(tag, classes) or closure, depth)
            if tag in QUOTES:
                self._quotes.append((start, self._length))
        self._cuts.append(self._length)

    def _append(self, text: str) -> None:
        """Add text that belongs to no node that could be linked."""
        self._texts.append(text)
        self._length += len(text)

    def _node(self, parent: Element, child: int, source: str, closure: Closure | None) -> None:
        """Add the text of a node."""
        start = self._length
        if "\x02" in source:
            if is_object(source, self._raw):
                self._append(OBJECT)
            else:
                self._decode(source)
        elif self._open_tags:
            self._plain(source)
        else:
            self._texts.append(source)
            self._length = start + len(source)
        if closure is None:
            if not isinstance(source, self._atomic):
                self._starts.append(start)
                self._parents.append(parent)
                self._children.append(child)
                return
            closure = Closure.MATH
        self._close(start, closure)

    def _close(self, start: int, closure: Closure) -> None:
        """Close what has been added since a position."""
        while self._closed_from and self._closed_from[-1] >= start:
            self._closed_from.pop()
            self._closed_to.pop()
            self._closures.pop()
        self._closed_from.append(start)
        self._closed_to.append(self._length)
        self._closures.append(closure)

    def _plain(self, text: str) -> None:
        """Add a stretch of text, closed if it stands in a raw element that is."""
        start = self._length
        self._append(text)
        if self._open_tags and text:
            closures = [closure for _, closure in self._open_tags if closure]
            if closures:
                self._close(start, closures[-1])

    def _decode(self, source: str) -> None:
        """Add a text with placeholders; raw tags among them open and close elements."""
        position = 0
        for found in PLACEHOLDER.finditer(source):
            if position < found.start():
                self._plain(source[position : found.start()])
            shown, tag = seen(found, self._raw)
            if tag is not None or not shown:
                self._cuts.append(self._length)
                self._pass_tag(tag)
            self._plain(shown)
            position = found.end()
        if position < len(source):
            self._plain(source[position:])

    def _pass_tag(self, tag: re.Match[str] | None) -> None:
        """Note a raw inline tag that opens or closes an element; None is a comment."""
        name = tag["name"].lower() if tag else ""
        if tag is None or name in VOID:
            return
        if not tag["close"]:
            self._open_tags.append((name, raw_closure(name, tag["rest"])))
        elif name in [opened for opened, _ in self._open_tags]:
            while self._open_tags.pop()[0] != name:
                pass
