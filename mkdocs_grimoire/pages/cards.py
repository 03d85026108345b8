"""The cards: what hovering a term shows, made once and put on each page that uses the entry."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from mkdocs_grimoire.linking.links import KEY, LINK_CLASS
from mkdocs_grimoire.pages.interface import Words
from mkdocs_grimoire.pages.page_parts import switch_button
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.paths import to_root
from mkdocs_grimoire.text.elements import AUTOREF, NO_TERM
from mkdocs_grimoire.text.trees import copied

ROOT = "\x02grimoire-root\x03"
"""Stands in a card for the way from a page to the root of the site."""


def card_content(block: Element, page_url: str) -> Element:
    """Return a copy of a block of the glossary page that can stand on any page.

    Args:
        block: An element of the converted page, its links resolved.
        page_url: URL of the glossary page, relative to the root of the site.

    Returns:
        The copy: no ids, since those are on the glossary page; no footnote marks, since the notes
        are not here; links from the root of the site; text for links that another plugin would
        make, since it knows of no cards; no cards in the card.
    """
    content = copied(block)
    content.tail = None
    _drop_footnote_marks(content)
    for element in content.iter():
        if element.get("class") == LINK_CLASS and KEY in element.attrib:
            element.attrib = {"href": from_root(element.get("href", ""), page_url)}
            continue
        if element.tag == AUTOREF:
            element.tag, element.attrib = "span", {}
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
    if target.startswith("#"):  # as most, since definitions are linked to one another
        return f"{ROOT}{page_url.removeprefix('./') or './'}{target}"
    try:
        parts = urlsplit(target)
    except ValueError:  # as for a host with half a bracket
        return target
    # Python-Markdown keeps e-mail addresses in placeholders.
    if parts.scheme or parts.netloc or target.startswith(("/", "\x02")):
        return target
    path = page_url.removeprefix("./")
    if parts.path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page_url), parts.path))
        is_folder = posixpath.basename(parts.path) in {"", ".", ".."}
        path = "" if path == "." else path + "/" * is_folder
    return ROOT + parts._replace(path=path or "./").geturl()


class Card(NamedTuple):
    """What a card shows of an entry."""

    title: str
    """HTML of the term."""
    content: str
    """HTML of the short form."""
    site: str = ""
    """Name of the site that it is borrowed from; empty if it is our own."""

    @property
    def text(self) -> str:
        """The short form as plain text."""
        return " ".join(unescape(re.sub(r"<[^>]*>", "", self.content)).split())


def linked_in(markup: str) -> Iterator[str]:
    """Yield the fragments of the entries that the HTML of a document links."""
    for found in re.finditer(f'<a [^<>]*{KEY}="([^"]*)"', markup):
        yield unescape(found[1])


def template(entry: Entry, card: Card, words: Words) -> str:
    """Return the template of a card: what it says, then where it leads and the switch.

    It is good for any page, since its links begin with `ROOT`.
    """
    small = ""
    if entry.shown_labels:
        small = f"<small>{escape(', '.join(entry.shown_labels), quote=False)}</small>"
    text = f"<p><strong>{card.title}</strong>{small}</p>{card.content}"
    leads_to = escape(card.site or (words.more if entry.url else words.glossary), quote=False)
    foot = f'<p class="grimoire-foot"><span>{leads_to}</span>{switch_button(words)}</p>'
    return f'<template {KEY}="{escape(entry.key)}"><div>{text}</div>{foot}</template>'


def placed(markup: str, page_url: str) -> str:
    """Return the HTML of cards as it stands on a page.

    Args:
        markup: The HTML, in which links begin with `ROOT`.
        page_url: URL of the page, relative to the root of the site.
    """
    return markup.replace(ROOT, to_root(page_url))
