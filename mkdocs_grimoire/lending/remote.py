"""What a site on the web lends: a copy if it is young, what the site says now, else the copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from mkdocs_grimoire.lending.fetching import Fetched, FetchError, fetch
from mkdocs_grimoire.lending.inventory_cache import (
    FRESH,
    PATIENCE,
    Copy,
    Failure,
    InventoryCache,
    age,
)
from mkdocs_grimoire.lending.lenders import FILES, folder
from mkdocs_grimoire.lending.lent import Lent, read_lent
from mkdocs_grimoire.sources.data import UnreadableDataError

SUFFIXES = (".json", ".inv")
"""What the address of a file ends with; any other is the root of a site."""


class Remote(NamedTuple):
    """What a site lends."""

    lent: Lent
    """What its file says."""
    url: str
    """Where the file is."""
    stale: str = ""
    """Why an old copy was used, and how old it is; empty if none was."""


def lent_by(location: str, copies: Path, now: float) -> Remote:
    """Return what a site lends.

    Args:
        location: Address of the site, or of its file.
        copies: The folder of copies.
        now: The time, in seconds since 1970.

    Raises:
        FetchError: If neither the site nor a copy of its file can be read.
    """
    cache = InventoryCache(copies)
    copy = cache.copy(location)
    kept = _read_copy(copy) if copy else None
    if copy and kept and 0 <= now - copy.time < FRESH:
        return kept
    failure = cache.failure(location)
    if failure is None or not 0 <= now - failure.time < PATIENCE:
        try:
            return _ask(location, cache, now)
        except UnreadableDataError as error:
            failure = Failure(str(error), now)
            cache.keep_failure(location, failure)
    if copy is None or kept is None:
        raise FetchError(failure.reason)
    return kept._replace(stale=f"{failure.reason}; the copy of {age(now - copy.time)} ago is used")


def _ask(location: str, cache: InventoryCache, now: float) -> Remote:
    """Return what a site says now, and keep a copy of it.

    Raises:
        FetchError: If it cannot be fetched.
        UnreadableDataError: If it cannot be read; a copy of another day is kept then.
    """
    file = _fetch_first(location)
    remote = Remote(read_lent(file.content), file.url)
    cache.keep(location, Copy(file, now))
    return remote


def _fetch_first(location: str) -> Fetched:
    """Return the first file that a site has."""
    *others, last = _candidates(location)
    for address in others:
        try:
            return fetch(address)
        except FetchError as error:
            if not error.is_gone:
                raise
    return fetch(last)


def _candidates(location: str) -> Iterator[str]:
    """Yield the addresses of the files that an address may mean."""
    if urlsplit(location).path.endswith(SUFFIXES):
        yield location
    else:
        yield from (urljoin(folder(location), name) for name in FILES)


def _read_copy(copy: Copy) -> Remote | None:
    """Return what a copy says, or None if it is damaged."""
    try:
        return Remote(read_lent(copy.file.content), copy.file.url)
    except UnreadableDataError:
        return None
