"""Gets a file from another site: the only module that uses the network."""

from __future__ import annotations

import time
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from mkdocs_grimoire import __version__
from mkdocs_grimoire.lending.sphinx_inventory import LARGEST
from mkdocs_grimoire.sources.data import UnreadableDataError

TIMEOUT = 10.0
"""Seconds in which a site has to answer, and again to have sent its file."""

CHUNK = 2**16

GONE = frozenset({404, 410})
"""What a server says of a file that it does not have."""


class Fetched(NamedTuple):
    """A file of another site."""

    content: bytes
    """What is in it."""
    url: str
    """Where it was in the end, redirects followed."""


class FetchError(UnreadableDataError):
    """A file that cannot be had; the message says why."""

    def __init__(self, reason: str, *, is_gone: bool = False) -> None:
        """Say why.

        Args:
            reason: What happened, as a clause.
            is_gone: Whether the server was reached and does not have it.
        """
        super().__init__(reason)
        self.is_gone = is_gone


def fetch(url: str, timeout: float = TIMEOUT) -> Fetched:
    """Return a file of another site.

    Args:
        url: Its address, `http` or `https`; so are those that it may be redirected to.
        timeout: Seconds to wait for an answer, and again for all of the file.

    Raises:
        FetchError: If it cannot be had in that time, or is larger than `LARGEST`.
    """
    try:
        request = Request(url, headers={"User-Agent": f"mkdocs-grimoire/{__version__}"})  # noqa: S310 - the opener knows no other scheme
        with _opener().open(request, timeout=timeout) as response:
            return Fetched(_content(response, time.monotonic() + timeout), response.url)
    except FetchError:
        raise
    except HTTPError as error:
        error.close()
        raise FetchError(f"{error.code} {error.reason}", is_gone=error.code in GONE) from error
    except URLError as error:
        raise FetchError(_reason(error.reason)) from error
    except (OSError, HTTPException, ValueError, OverflowError) as error:
        raise FetchError(_reason(error)) from error


def _opener() -> OpenerDirector:
    """Return what opens addresses of the web and nothing else: neither files nor FTP."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPRedirectHandler):
        opener.add_handler(handler())
    for last in (HTTPDefaultErrorHandler, HTTPErrorProcessor, UnknownHandler):
        opener.add_handler(last())
    return opener


def _content(response: HTTPResponse, deadline: float) -> bytes:
    """Return all that a server sends, unless it sends too much or takes too long."""
    chunks, size = [], 0
    while chunk := response.read1(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise FetchError(f"it is larger than {LARGEST // 2**20} MiB")
        if time.monotonic() > deadline:
            raise FetchError("timed out")
    if response.length:
        raise FetchError("it was cut short")
    return b"".join(chunks)


def _reason(error: object) -> str:
    """Return why something failed, without the number that systems put before it."""
    if isinstance(error, TimeoutError):
        return "timed out"
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(words.split()) or type(error).__name__
