"""Flattens a document tree into the text that a reader reads, and knows the way back.

`cross *entropy*` is one text to a reader and three nodes to a program. Raw HTML and escaped
characters hide in placeholders of Python-Markdown; they are looked up, so that `<code>` written as
HTML is code here as well.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterator, Mapping
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element

AUTOREF = "autoref"
"""The element of a link that mkdocs-autorefs makes when all pages are converted."""

# fmt: off
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "math", "meter", "object",
    "output", "progress", "q", "ruby", "s", "samp", "script", "select", "small", "span",
    "strike", "strong", "style", "sub", "sup", "svg", "template", "textarea", "time", "tt", "u",
    "var", "wbr", AUTOREF,
})
# fmt: on
"""Elements that are part of their block's text; any other element is a block of its own."""

NO_TERM = "no-term"
"""Class by which an author says that nothing is to be auto-linked."""


class Closure(StrEnum):
    """Why nothing is auto-linked in a stretch of text."""

    HEADING = "a heading"
    LINK = "a link"
    CODE = "code"
    MATH = "a formula"
    ABBREVIATION = "an abbreviation"
    CONTROL = "a button, a label or a field"
    OBJECT = "a script, a style or a picture"
    NO_TERM = "an element with the class 'no-term'"
    OWN = "a line that the glossary page adds"
    BROKEN = "a word that markup breaks"


CLOSED: Mapping[str, Closure] = {
    **dict.fromkeys(("a", AUTOREF), Closure.LINK),
    **dict.fromkeys(("abbr", "dfn"), Closure.ABBREVIATION),
    **dict.fromkeys(("code", "kbd", "pre", "samp"), Closure.CODE),
    **dict.fromkeys(("button", "label", "option", "select", "textarea"), Closure.CONTROL),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Closure.HEADING),
    **dict.fromkeys(("object", "script", "style", "svg", "template"), Closure.OBJECT),
    "math": Closure.MATH,
}
"""Elements in which nothing is auto-linked, at any depth."""

CLOSED_CLASSES: Mapping[str, Closure] = {
    NO_TERM: Closure.NO_TERM,
    "arithmatex": Closure.MATH,
    "grimoire-aliases": Closure.OWN,
    "grimoire-more": Closure.OWN,
    "grimoire-see": Closure.OWN,
    "grimoire-tags": Closure.OWN,
    "grimoire-undefined": Closure.LINK,
}
"""Classes of which the same holds."""

QUOTES = frozenset({"blockquote", "q"})
"""Elements that have the words of others."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

FOOTNOTES = "footnote"
"""Class of the block that has the notes of a whole document at its end."""

SEPARATOR = "\x00"
"""Stands between two blocks; no label and no formula goes past it."""

FOOTNOTE_MARK = "footnote-ref"
"""Class of the link to a note."""

VOID = {"br": "\n", "img": "\ufffc", "input": "\ufffc", "wbr": ""}
"""What an element without text is to a reader: a line break, or an object."""

DEEPEST = 200
"""Elements within elements that are read; each costs Python two calls of about a thousand."""

PLACEHOLDER = re.compile(
    "\x02(?:wzxhzdk:(?P<raw>[0-9]+)|(?P<code>[0-9]+)|(?P<other>[^\x02\x03]*))\x03"
)
RAW_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<rest>[^>]*)>")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


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
        self._nodes: list[tuple[int, Element, int, str, list[int] | None]] = []
        self._cuts: list[int] = []
        self._closed: list[tuple[int, int, Closure]] = []
        self._quotes: list[tuple[int, int]] = []
        self._open_tags: list[tuple[str, Closure | None]] = []
        self._texts: list[str] = []
        self._length = 0
        self._depth = 0
        self._block(root, None)
        self.text = "".join(self._texts)
        """What a reader reads, code and links included."""

    def closure(self, start: int, end: int) -> Closure | None:
        """Return why nothing may be linked in a stretch, or None if it may."""
        before = bisect_left(self._closed, (end,)) - 1
        if before >= 0 and self._closed[before][1] > start:
            return self._closed[before][2]
        following = bisect_right(self._cuts, start)
        if following < len(self._cuts) and self._cuts[following] < end:
            return Closure.BROKEN
        return None

    def is_quoted(self, start: int) -> bool:
        """Return whether a place is in the words of others."""
        return any(first <= start < last for first, last in self._quotes)

    def marked(self, tags: Container[str]) -> Iterator[tuple[int, int]]:
        """Yield where elements begin and end that have text alone, and that is not closed."""
        for start, parent, child, source, offsets in self._nodes:
            if child < 0 and parent.tag in tags and not len(parent):
                yield start, start + len(source if offsets is None else offsets)

    def blank_closed(self) -> str:
        """Return the text with an object in place of each character that is closed."""
        parts, position = [], 0
        for start, end, _ in self._closed:
            parts += [self.text[position:start], "\ufffc" * (end - start)]
            position = end
        return "".join([*parts, self.text[position:]])

    def piece_at(self, position: int) -> Piece:
        """Return the node that has the character at a position."""
        return Piece(*self._nodes[bisect_right(self._nodes, position, key=itemgetter(0)) - 1])

    def _block(self, element: Element, closure: Closure | None) -> None:
        """Add a block."""
        self._append(SEPARATOR)
        self._open_tags.clear()
        tag, classes = element.tag, element.get("class")
        if tag in HEADINGS or classes == FOOTNOTES or element in self._marked:
            self.landmarks.append((self._length, element))
        if tag != "pre":
            self._content(element, closure_of(tag, classes) or closure)
        self._append(SEPARATOR)
        self._open_tags.clear()

    def _content(self, element: Element, closure: Closure | None) -> None:
        """Add what is in an element, down to a depth to which nobody writes."""
        start = self._length
        if self._depth == DEEPEST:
            self._append("\ufffc")
            return
        self._depth += 1
        # A line break beside a block is no text, and most nodes of a document are such.
        if element.text and element.text != "\n":
            self._node(element, -1, element.text, closure)
        for number, child in enumerate(element):
            tail = child.tail
            if child.tag in INLINE:
                self._inline(child, closure)
            else:
                if isinstance(child.tag, str):  # else a comment or an instruction
                    self._block(child, closure)
                if tail == "\n":
                    continue
            if tail:
                self._node(element, number, tail, closure)
        self._depth -= 1
        if element.tag in QUOTES:
            self._quotes.append((start, self._length))

    def _inline(self, element: Element, closure: Closure | None) -> None:
        """Add an element that is part of its block's text."""
        self._cuts.append(self._length)
        tag, classes = element.tag, element.get("class")
        if tag in VOID:
            self._append(VOID[tag])
        elif classes == FOOTNOTE_MARK:
            self._append("\ufffc")  # its number continues no word
        else:
            if tag == "a":
                self.links.append((self._length, element))
            if element.text == "\n":
                self._append("\n")  # here it parts two words
            self._content(element, closure_of(tag, classes) or closure)
        self._cuts.append(self._length)

    def _append(self, text: str) -> None:
        """Add text that belongs to no node that could be linked."""
        self._texts.append(text)
        self._length += len(text)

    def _node(self, parent: Element, child: int, source: str, closure: Closure | None) -> None:
        """Add the text of a node."""
        start = self._length
        offsets: list[int] | None = None
        if "\x02" in source:
            offsets = self._decode(source)
        elif self._open_tags:
            self._plain(source)
        else:
            self._texts.append(source)
            self._length = start + len(source)
        if closure is None and isinstance(source, self._atomic):
            closure = Closure.MATH
        if closure is None:
            self._nodes.append((start, parent, child, source, offsets))
        else:
            self._close(start, closure)

    def _close(self, start: int, closure: Closure) -> None:
        """Close what has been added since a position."""
        while self._closed and self._closed[-1][0] >= start:
            self._closed.pop()
        self._closed.append((start, self._length, closure))

    def _plain(self, text: str) -> None:
        """Add a stretch of text, closed if it stands in a raw element that is."""
        start = self._length
        self._append(text)
        closures = [closure for _, closure in self._open_tags if closure] if text else []
        if closures:
            self._close(start, closures[-1])

    def _decode(self, source: str) -> list[int]:
        """Add a text with placeholders and return the source index of each character added."""
        offsets: list[int] = []
        position = 0
        for found in PLACEHOLDER.finditer(source):
            self._plain(source[position : found.start()])
            offsets.extend(range(position, found.start()))
            shown = self._shown(found)
            self._plain(shown)
            offsets.extend([found.start()] * len(shown))
            position = found.end()
        self._plain(source[position:])
        offsets.extend(range(position, len(source)))
        return offsets

    def _shown(self, found: re.Match[str]) -> str:
        """Return what a reader sees of a placeholder; a raw tag opens or closes an element."""
        if found["code"]:
            return chr(int(found["code"]))
        if found["raw"] is None:
            return "&" if found["other"] == "amp" else "\ufffc"
        markup = self._raw(int(found["raw"]))
        if ENTITY.fullmatch(markup):
            return html.unescape(markup)
        self._cuts.append(self._length)
        tag = RAW_TAG.fullmatch(markup.strip())
        return self._raw_tag(tag) if tag else "" if markup.startswith("<!--") else "\ufffc"

    def _raw_tag(self, tag: re.Match[str]) -> str:
        """Note a raw inline tag and return what a reader sees of it."""
        name = tag["name"].lower()
        if name in VOID:
            return VOID[name]
        if not tag["close"]:
            self._open_tags.append((name, CLOSED.get(name) or _raw_closure(tag["rest"])))
        elif name in [opened for opened, _ in self._open_tags]:
            while self._open_tags.pop()[0] != name:
                pass
        return ""


def closure_of(tag: str, classes: str | None) -> Closure | None:
    """Return why nothing is auto-linked in an element and what is in it, or None if it may be."""
    closure = CLOSED.get(tag)
    return closure if closure or not classes else _class_closure(classes)


def _class_closure(classes: str) -> Closure | None:
    """Return what the classes of an element close it for."""
    return next((CLOSED_CLASSES[name] for name in classes.split() if name in CLOSED_CLASSES), None)


def _raw_closure(attributes: str) -> Closure | None:
    """Return what the classes among the attributes of a raw tag close it for."""
    found = CLASS.search(attributes)
    return _class_closure(next(filter(None, found.groups()), "")) if found else None
