"""What the elements of a page are to a reader: lines or blocks, prose or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

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

MARKS = frozenset({"footnote-ref", "headerlink"})
"""Classes of links that are no words: that to a note, and that of a heading to itself."""

CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def closure_of(tag: str, classes: str | None) -> Closure | None:
    """Return why nothing is auto-linked in an element and what is in it, or None if it may be."""
    closure = CLOSED.get(tag)
    return closure if closure or not classes else _class_closure(classes)


def _class_closure(classes: str) -> Closure | None:
    """Return what the classes of an element close it for."""
    return next((CLOSED_CLASSES[name] for name in classes.split() if name in CLOSED_CLASSES), None)


def raw_closure(tag: str, attributes: str) -> Closure | None:
    """Return why nothing is auto-linked in a raw element, given its tag in lower case."""
    if tag in CLOSED:
        return CLOSED[tag]
    found = CLASS.search(attributes)
    return _class_closure(next(filter(None, found.groups()), "")) if found else None
