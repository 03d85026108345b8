"""What a site publishes of its glossary, so that other sites can link to its terms."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, urlsplit

from mkdocs_grimoire.glossary.glossary import Glossary
from mkdocs_grimoire.lending.lenders import is_web
from mkdocs_grimoire.lending.lent import FORMAT
from mkdocs_grimoire.lending.sphinx_inventory import TERM, Item, SphinxInventory, pack, unpack
from mkdocs_grimoire.pages.cards import ROOT, Card
from mkdocs_grimoire.pages.page import Layout
from mkdocs_grimoire.sources.data import UnreadableDataError
from mkdocs_grimoire.sources.entry import Entry
from mkdocs_grimoire.sources.paths import is_address, to_root
from mkdocs_grimoire.sources.record_fields import record

FIELDS = frozenset(
    {"term", "definition", "aliases", "hidden", "see", "tags", "case", "autolink", "avoid", "never"}
)
"""The fields of a source that mean the same to other sites."""

OBJECTS = "objects.inv"

SAFE = "!$&'()*+,;=:@/?-._~"
"""What a fragment may have as it is (RFC 3986, section 3.5), beside letters and digits."""

UNSAFE = re.compile(f"[^A-Za-z0-9{re.escape(SAFE)}]")


class Publishable(Protocol):
    """What of a build is published."""

    glossary: Glossary
    """All entries."""
    layout: Layout
    """What the glossary page is made of."""
    cards: dict[Entry, Card]
    """The card of each entry."""


class PublishedSite(NamedTuple):
    """The site, as the host knows it. All URLs are relative to its root."""

    name: str
    """What it is called."""
    page: str
    """URL of the glossary page."""
    file: str
    """Path of the file for other sites; empty if the site has one of its own there."""
    url_of: Callable[[str], str | None]
    """Returns the URL of the page with a docs path."""


def publish(build: Publishable, site: PublishedSite, folder: Path) -> None:
    """Write what other sites read: `glossary.json` and `objects.inv`.

    Args:
        build: The build, all pages being converted.
        site: The site.
        folder: Where it is built. An `objects.inv` there, as mkdocstrings writes it, is added to.

    Raises:
        OSError: If they cannot be written.
    """
    if not build.glossary.entries:
        return
    if site.file:
        _write(folder / site.file, glossary_json(build, site))
    file = folder / OBJECTS
    inventory = SphinxInventory(site.name, "", ())
    with suppress(UnreadableDataError, FileNotFoundError):
        inventory = unpack(file.read_bytes())
    _write(file, pack(inventory.merged(terms(build, site), _page(site))))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def glossary_json(build: Publishable, site: PublishedSite) -> bytes:
    """Return the glossary as data, in the format of `published.schema.json`."""
    entries = [_published(entry, build, site) for entry in build.layout.entries]
    data = {"version": FORMAT, "name": site.name, "entries": entries}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode(errors="replace")


def _published(entry: Entry, build: Publishable, site: PublishedSite) -> Mapping[str, Any]:
    """Return the record of an entry; all links in it are relative to the file."""
    root = to_root(site.file)
    url = entry.url if is_web(entry.url) else root + _uri(entry, site)
    said = record(entry, entry.known_as)
    published: dict[str, Any] = {name: said[name] for name in said if name in FIELDS}
    published["anchor"], published["url"] = entry.anchor, url
    card = build.cards.get(entry)
    html = _html(entry, card, root) if card is not None else None
    return {**published, "html": html} if html else published


def _html(entry: Entry, card: Card, root: str) -> Mapping[str, str]:
    """Return what the card of an entry shows, the term only if it has markup."""
    plain = _plain(entry.term)
    html = {"term": card.title, "short": card.content}
    return {name: text.replace(ROOT, root) for name, text in html.items() if text and text != plain}


def _plain(text: str) -> str:
    return escape(text, quote=False)


def terms(build: Publishable, site: PublishedSite) -> Iterator[Item]:
    """Yield the labels that readers are shown, each for the entry that has it."""
    for entry in build.layout.entries:
        uri = _uri(entry, site)
        for label in (entry.term, *entry.known_as):
            if next(iter(build.glossary.having(label)), None) is entry:
                yield Item(" ".join(label.split()), TERM, uri)


def _page(site: PublishedSite) -> str:
    return site.page.removeprefix("./")


def _uri(entry: Entry, site: PublishedSite) -> str:
    """Return where an entry is, from the root of the site.

    What has its uses lead off the site is on the glossary page all the same, and readers of
    inventories put the address of the site before everything.
    """
    if entry.url and not is_address(entry.url):
        parts = urlsplit(entry.url)
        page = site.url_of(parts.path)
        if page is not None:
            page = page.removeprefix("./")
            return f"{page}#{_quoted(parts.fragment)}" if parts.fragment else page
    return f"{_page(site)}#{_quoted(entry.anchor)}"


def _quoted(fragment: str) -> str:
    """Return a fragment as a URL has it, which for nearly all is as it stands."""
    return quote(fragment, SAFE) if UNSAFE.search(fragment) else fragment
