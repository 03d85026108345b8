"""Flattens a document tree into runs of the text that a reader reads, and knows the way back.

A run is the inline content of one block: `cross *entropy*` is one text to a reader and three nodes
to a program. Raw HTML and escaped characters hide in placeholders of Python-Markdown; they are
looked up, so that `<code>` written as HTML is code here as well.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

# fmt: off
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "math", "meter", "object",
    "output", "progress", "q", "ruby", "s", "samp", "script", "select", "small", "span",
    "strike", "strong", "style", "sub", "sup", "svg", "template", "textarea", "time", "tt", "u",
    "var", "wbr",
})
# fmt: on
"""Elements that are part of their block's text; any other element is a block of its own."""

# fmt: off
CLOSED = frozenset({
    "a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label",
    "math", "object", "option", "pre", "samp", "script", "select", "style", "svg", "template",
    "textarea",
})
# fmt: on
"""Elements in which nothing is auto-linked, at any depth."""

CLOSED_CLASSES = frozenset({"no-term", "arithmatex", "grimoire-aliases", "grimoire-see"})
"""Classes of which the same holds: the author's way to say so, math, and lines of our own."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

FOOTNOTES = "footnote"
"""Class of the block that has the notes of a whole document at its end."""

VOID = {"br": "\n", "img": "\ufffc", "input": "\ufffc", "wbr": "", "svg": "\ufffc"}
"""What an element without text is to a reader: a line break, or an object."""

PLACEHOLDER = re.compile("\x02(?:wzxhzdk:(?P<raw>[0-9]+)|(?P<code>[0-9]+)|(?P<other>[^\x03]*))\x03")
RAW_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<rest>[^>]*)>")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


class Landmark(NamedTuple):
    """A heading, or the block of footnotes, that the walk has come by."""

    element: Element


class Piece(NamedTuple):
    """The text of one node as a part of a run."""

    parent: Element
    child: int
    """-1 for the text of the parent, else the number of the child whose tail this is."""
    source: str
    """The node's text as the tree has it."""
    start: int
    """Where it begins in the run."""
    offsets: list[int] | None
    """Index in the source of each character and of the end; None if they are the same."""

    def source_index(self, position: int) -> int:
        """Return the index in the source of a position in the run."""
        position -= self.start
        return self.offsets[position] if self.offsets else position


@dataclass(slots=True)
class Run:
    """The inline content of a block."""

    text: str = ""
    """What a reader reads, code and links included."""
    pieces: list[Piece] = field(default_factory=list)
    """The nodes that it comes from, in order."""
    cuts: list[int] = field(default_factory=list)
    """Positions at which markup begins or ends; no link may cross one."""
    closed: list[tuple[int, int]] = field(default_factory=list)
    """Stretches in which nothing is linked."""
    links: list[tuple[int, Element]] = field(default_factory=list)
    """The links in it, and where they begin."""

    def may_link(self, start: int, end: int) -> bool:
        """Return whether a stretch lies in one node and outside of all that is closed."""
        following = bisect_right(self.cuts, start)
        if following < len(self.cuts) and self.cuts[following] < end:
            return False
        before = bisect_left(self.closed, (end, 0)) - 1
        return before < 0 or self.closed[before][1] <= start

    def piece_at(self, position: int) -> Piece:
        """Return the node that has the character at a position."""
        return self.pieces[bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1]


def walk(
    root: Element, *, raw: Callable[[int], str], is_atomic: Callable[[str], bool]
) -> list[Run | Landmark]:
    """Return the runs and the landmarks of a document in its order.

    Args:
        root: The document.
        raw: Returns the raw HTML that a placeholder of Python-Markdown stands for.
        is_atomic: Whether a node's text is one that nobody may touch, such as a formula.
    """
    walker = _Walk(raw, is_atomic)
    walker.block(root, closed=False)
    return walker.found


class _Walk:
    """Collects runs and landmarks, nothing more."""

    def __init__(self, raw: Callable[[int], str], is_atomic: Callable[[str], bool]) -> None:
        self.found: list[Run | Landmark] = []
        self._raw = raw
        self._is_atomic = is_atomic
        self._begin()

    def _begin(self) -> None:
        self._run = Run()
        self._texts: list[str] = []
        self._length = 0
        self._open_tags: list[tuple[str, bool]] = []

    def _end(self) -> None:
        """Keep the run at hand if there is anything in it to link or to note, and begin another."""
        run = self._run
        run.text = "".join(self._texts)
        if run.links or (run.pieces and not run.text.isspace()):
            self.found.append(run)
        if run.text or run.cuts or run.links:
            self._begin()

    def block(self, element: Element, *, closed: bool) -> None:
        """Walk a block: what is in it is a run of its own."""
        self._end()
        if element.tag in HEADINGS or element.get("class") == FOOTNOTES:
            self.found.append(Landmark(element))
        if element.tag != "pre":
            self._content(element, closed=closed or is_closed(element))
            self._end()

    def _content(self, element: Element, *, closed: bool) -> None:
        self._add(element, -1, element.text, closed=closed)
        for index, child in enumerate(element):
            self._child(child, closed=closed)
            self._add(element, index, child.tail, closed=closed)

    def _child(self, child: Element, *, closed: bool) -> None:
        if not isinstance(child.tag, str):
            return  # A comment or an instruction.
        if child.tag not in INLINE:
            self.block(child, closed=closed)
            return
        self._run.cuts.append(self._length)
        if child.tag in VOID:
            self._append(VOID[child.tag])
        else:
            if child.tag == "a":
                self._run.links.append((self._length, child))
            self._content(child, closed=closed or is_closed(child))
        self._run.cuts.append(self._length)

    def _append(self, text: str) -> None:
        """Add text that belongs to no node that could be linked."""
        self._texts.append(text)
        self._length += len(text)

    def _add(self, parent: Element, child: int, source: str | None, *, closed: bool) -> None:
        """Add the text of a node."""
        if not source:
            return
        start = self._length
        if "\x02" in source:
            offsets: list[int] | None = self._decode(source)
        else:
            offsets = None
            self._append(source)
        if closed or self._is_atomic(source):
            self._run.closed.append((start, self._length))
        else:
            self._run.pieces.append(Piece(parent, child, source, start, offsets))

    def _decode(self, source: str) -> list[int]:
        """Add a text with placeholders and return the source index of each character added."""
        offsets: list[int] = []
        position = 0
        for found in PLACEHOLDER.finditer(source):
            self._plain(source[position : found.start()], range(position, found.start()), offsets)
            shown = self._shown(found)
            self._plain(shown, [found.start()] * len(shown), offsets)
            position = found.end()
        self._plain(source[position:], range(position, len(source)), offsets)
        return [*offsets, len(source)]

    def _plain(self, text: str, indices: range | list[int], offsets: list[int]) -> None:
        """Add a stretch of text, closed if it stands in a raw element that is."""
        if text and any(closed for _, closed in self._open_tags):
            self._run.closed.append((self._length, self._length + len(text)))
        self._append(text)
        offsets.extend(indices)

    def _shown(self, found: re.Match[str]) -> str:
        """Return what a reader sees of a placeholder; a raw tag opens or closes an element."""
        if found["code"]:
            return chr(int(found["code"]))
        if found["raw"] is None:
            return "&" if found["other"] == "amp" else "\ufffc"
        markup = self._raw(int(found["raw"]))
        if ENTITY.fullmatch(markup):
            return html.unescape(markup)
        self._run.cuts.append(self._length)
        tag = RAW_TAG.fullmatch(markup.strip())
        return self._raw_tag(tag) if tag else "" if markup.startswith("<!--") else "\ufffc"

    def _raw_tag(self, tag: re.Match[str]) -> str:
        """Note a raw inline tag and return what a reader sees of it."""
        name = tag["name"].lower()
        if name in VOID or tag["rest"].endswith("/"):
            return VOID.get(name, "")
        if not tag["close"]:
            self._open_tags.append((name, name in CLOSED or _has_closed_class(tag["rest"])))
        elif name in [opened for opened, _ in self._open_tags]:
            while self._open_tags.pop()[0] != name:
                pass
        return ""


def is_closed(element: Element) -> bool:
    """Return whether nothing is auto-linked in an element and what is in it."""
    if element.tag in CLOSED:
        return True
    classes = element.get("class")
    return bool(classes) and not CLOSED_CLASSES.isdisjoint(str(classes).split())


def _has_closed_class(attributes: str) -> bool:
    """Return whether the attributes of a raw tag have a class in which nothing is linked."""
    found = CLASS.search(attributes)
    names = next((group for group in found.groups() if group), "") if found else ""
    return not CLOSED_CLASSES.isdisjoint(names.split())
