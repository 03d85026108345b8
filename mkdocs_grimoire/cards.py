"""The cards: what hovering a term shows, made once and put on each page that uses the entry."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from mkdocs_grimoire.entry import Entry
from mkdocs_grimoire.flat import NO_TERM
from mkdocs_grimoire.linker import KEY, LINK_CLASS

ROOT = "\x02grimoire-root\x03"
"""Stands in a card for the way from a page to the root of the site."""


def card_content(block: Element, page_url: str) -> Element:
    """Return a copy of a block of the glossary page that can stand on any page.

    Args:
        block: An element of the converted page, its links resolved.
        page_url: URL of the glossary page, relative to the root of the site.

    Returns:
        The copy: no ids, since those are on the glossary page; no footnote marks, since the notes
        are not here; links from the root of the site; no cards in the card.
    """
    content = copy.deepcopy(block)
    content.tail = None
    _drop_footnote_marks(content)
    for element in content.iter():
        element.attrib.pop("id", None)
        element.attrib.pop(KEY, None)
        if not {LINK_CLASS, NO_TERM}.isdisjoint(element.get("class", "").split()):
            element.attrib.pop("class")
        for name in ("href", "src"):
            if name in element.attrib:
                element.set(name, from_root(element.attrib[name], page_url))
    return content


def _drop_footnote_marks(content: Element) -> None:
    for parent in content.iter():
        for child in list(parent):
            if child.tag == "sup" and child.find("a[@class='footnote-ref']") is not None:
                _remove(parent, child)


def _remove(parent: Element, child: Element) -> None:
    """Remove an element and keep the text behind it."""
    index = list(parent).index(child)
    tail = child.tail or ""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)


def from_root(target: str, page_url: str) -> str:
    """Return a link of the glossary page as one from the root of the site, marked by `ROOT`.

    Args:
        target: The link, relative to the page; with a scheme, a host or a leading slash it stays.
        page_url: URL of the page, relative to the root of the site.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or target.startswith("/"):
        return target
    if parts.path:
        joined = posixpath.join(posixpath.dirname(page_url), parts.path)
        path = posixpath.normpath(joined).removesuffix(".")
        path += "/" if parts.path.endswith(("/", ".")) and path else ""
    else:
        path = page_url.removeprefix("./")
    return ROOT + parts._replace(path=path or "./").geturl()


def card(entry: Entry, title: str, content: str) -> str:
    """Return the HTML of a card.

    Args:
        entry: The entry.
        title: HTML of its term.
        content: HTML of its short form.
    """
    small = ""
    if entry.known_as:
        small = f"<small>{escape(', '.join(entry.known_as), quote=False)}</small>"
    return f"<p><strong>{title}</strong>{small}</p>{content}"


def templates(entries: Iterable[Entry], cards: dict[Entry, str], page_url: str) -> str:
    """Return the templates of a page.

    Args:
        entries: The entries used on the page.
        cards: The cards of all entries that have one.
        page_url: URL of the page, relative to the root of the site.
    """
    root = "../" * page_url.removeprefix("./").count("/")
    return "".join(
        f'<template {KEY}="{escape(entry.anchor)}">{cards[entry].replace(ROOT, root)}</template>'
        for entry in entries
        if entry in cards
    )
