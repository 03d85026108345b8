"""The terms that a site borrows: entries whose uses lead to another site, and their cards."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.forms import Comparison, Form
from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.lending.lenders import WEB, Lender
from mkdocs_grimoire.lending.lent import Lent, LentEntry
from mkdocs_grimoire.pages.cards import ROOT, Card
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.paths import to_root

BESIDE = "grimoire-beside:"
"""Stands in links for the way to the root, as long as the host would take a path for a page."""

Relink = Callable[[str], str | None]
"""Returns a link that our pages may have for one of another site, or None if there is none."""

Sanitize = Callable[[str, Relink], str]
"""Returns HTML of which nothing can do harm, its links changed."""


class Base(NamedTuple):
    """What the links of a file from another site are relative to."""

    url: str
    """An address, or the path from the root of our own site to a site that is built beside it."""

    @property
    def is_beside(self) -> bool:
        """Whether the other site is built beside ours."""
        return urlsplit(self.url).scheme not in WEB

    def link(self, target: str) -> str | None:
        """Return a link as one that our pages may have, or None if it leads nowhere safe.

        Args:
            target: The link as the other site has it.

        Returns:
            An address or, to a site beside ours, a path marked by `ROOT`.
        """
        try:
            parts = urlsplit(target)
            if not self.is_beside or parts.scheme or parts.netloc:
                address = urljoin(self.url, target)
                found = urlsplit(address)
                return address if found.scheme in WEB and found.hostname else None
        except ValueError:  # as for a host with half a bracket
            return None
        if target.startswith(("/", "\\")):
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.url), parts.path))
        is_folder = posixpath.basename(parts.path) in {"", ".", ".."}
        return ROOT + parts._replace(path=path + "/" * is_folder).geturl()


class Lending(NamedTuple):
    """Where terms are borrowed from."""

    lender: Lender
    """The site."""
    base: Base
    """What its links are relative to."""
    place: Place
    """Where the user names it."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is borrowed from one site."""

    origin: Lending
    """The site."""
    title: str
    """What the site is called."""
    glossary: Glossary
    """Its entries; what they have against each other is no concern of ours."""
    lent: Mapping[Entry, LentEntry]
    """What its file says of each."""
    refused: tuple[str, ...]
    """The terms that lead nowhere safe."""
    sanitize: Sanitize
    """Makes the HTML of its cards harmless."""

    def card(self, entry: Entry) -> Card | None:
        """Return the card of an entry, or None if the site lends none."""
        lent = self.lent[entry]
        short = self._clean(lent.short)
        if not short:
            return None
        return Card(self._clean(lent.title) or escape(lent.term, quote=False), short, self.title)

    def _clean(self, html: str) -> str:
        return self.sanitize(html, self.origin.base.link).strip() if html else ""


def borrow(lent: Lent, origin: Lending, sanitize: Sanitize, comparison: Comparison) -> Inventory:
    """Return what is borrowed of what a site lends; what leads nowhere safe is left out.

    Args:
        lent: What its file says.
        origin: The site.
        sanitize: Makes the HTML of its cards harmless.
        comparison: How labels compare with texts.
    """
    entries, refused = dict[Entry, LentEntry](), list[str]()
    for found in lent.entries:
        url = origin.base.link(found.url)
        if url is None:
            refused.append(found.term)
        else:
            entries[_entry(found, url.replace(ROOT, BESIDE), origin)] = found
    glossary = Glossary(entries, comparison)
    title = lent.site or origin.lender.name
    return Inventory(origin, title, glossary, entries, tuple(refused), sanitize)


def _entry(lent: LentEntry, url: str, origin: Lending) -> Entry:
    return Entry(
        term=lent.term,
        anchor=lent.anchor or lent.term,
        place=origin.place,
        heading=escape(lent.term, quote=False),
        aliases=lent.aliases,
        hidden=lent.hidden,
        never=lent.never,
        case=lent.case,
        autolink=lent.autolink,
        url=url,
        inventory=origin.lender.name,
    )


class Borrowed(NamedTuple):
    """What is borrowed from all other sites."""

    inventories: tuple[Inventory, ...] = ()
    """In the order of the user."""
    missing: tuple[str, ...] = ()
    """The names of the sites that could not be reached."""

    @property
    def glossaries(self) -> Mapping[str, Glossary | None]:
        """The glossaries by the names of their sites, None for one that could not be reached."""
        found = {inventory.origin.lender.name: inventory.glossary for inventory in self.inventories}
        return {**dict.fromkeys(self.missing), **found}

    @property
    def is_beside(self) -> bool:
        """Whether any site is built beside ours."""
        return any(inventory.origin.base.is_beside for inventory in self.inventories)

    def forms(self) -> Iterator[Form]:
        """Yield what is linked in prose: a site that is named first goes before the others."""
        linked = (inventory for inventory in self.inventories if inventory.origin.lender.autolink)
        for distance, inventory in enumerate(linked, start=1):
            for form in inventory.glossary.forms():
                yield form._replace(distance=distance)

    def card(self, entry: Entry) -> Card | None:
        """Return the card of a borrowed entry, or None if it has none or is our own."""
        names = (inventory for inventory in self.inventories if entry in inventory.lent)
        inventory = next(names, None) if entry.inventory else None
        return inventory.card(entry) if inventory else None


NOTHING_BORROWED = Borrowed()


def settle(root: Element, page_url: str) -> None:
    """Make URLs of the links to sites that are built beside ours.

    Args:
        root: The converted page, which the host will not look at any more; changed in place.
        page_url: URL of the page, relative to the root of the site.
    """
    way = to_root(page_url)
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith(BESIDE):
            link.set("href", way + target.removeprefix(BESIDE))
