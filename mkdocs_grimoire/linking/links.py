"""The links to entries: what they are in HTML, and how they are put into a document tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.text.flat import FlatText, Piece

LINK_CLASS = "grimoire-term"
"""Class of every link to an entry, occurrence or reference."""

KEY = "data-grimoire"
"""Attribute that says which entry's card a link opens."""


class Link(NamedTuple):
    """A link to be made of a part of a node's text."""

    start: int
    """Index in the flat text at which it begins."""
    end: int
    """Index after it."""
    entry: Entry
    """What it leads to."""
    fragment: str
    """Its own fragment, or an empty string."""


def insert_links(flat: FlatText, links: Sequence[Link], href: Callable[[Entry], str]) -> None:
    """Put links into a tree.

    Args:
        flat: The text of the tree, which is changed in place.
        links: In the order of the text; no two overlap, and each is a part of one node.
        href: Returns the link from the document to an entry.
    """
    # From the end, so that the child numbers of the nodes before stay right.
    for number, same in groupby(reversed(links), key=lambda link: flat.number_at(link.start)):
        _insert(flat.piece(number), list(same)[::-1], href)


def _insert(piece: Piece, links: Sequence[Link], href: Callable[[Entry], str]) -> None:
    """Make links of parts of one node's text."""
    source, parent = piece.source, piece.parent
    starts = [piece.source_start(link.start) for link in links]
    elements = []
    for link, start, following in zip(links, starts, [*starts[1:], len(source)], strict=True):
        end = piece.source_end(link.end)
        element = Element("a", link_attributes(link.entry, href(link.entry)))
        if link.fragment:
            element.set("id", link.fragment)
        element.text, element.tail = source[start:end], source[end:following]
        elements.append(element)
    if piece.child < 0:
        parent.text = source[: starts[0]]
    else:
        parent[piece.child].tail = source[: starts[0]]
    parent[piece.child + 1 : piece.child + 1] = elements


def link_attributes(entry: Entry, href: str) -> dict[str, str]:
    """Return the attributes of a link to an entry."""
    return {"class": LINK_CLASS, KEY: entry.key, "href": href}


OPENING = f'<a class="{LINK_CLASS}" {KEY}="'
"""How a link begins in HTML that `insert_links` has made."""

REST = re.compile(r'[^"<>]*" href="[^"<>]*"(?: id="[^"<>]*")?>([^<]*)</a>')
"""What follows."""


def without_occurrences(markup: str) -> str:
    """Return the HTML of a document without the links that the author did not make."""
    # Cut at each link first, since an expression looks at every character before it.
    before, *parts = markup.split(OPENING)
    return before + "".join(map(_unlinked, parts))


def _unlinked(part: str) -> str:
    """Return what follows the opening of a link, without the link if it is one."""
    found = REST.match(part)
    return found[1] + part[found.end() :] if found else OPENING + part


def without_fragments(markup: str) -> str:
    """Return the HTML of a document without the fragments of its uses."""
    return re.sub(rf'(<a (?=[^<>]*{KEY}=)[^<>]*) id="use-[^"]*"', r"\1", markup)
