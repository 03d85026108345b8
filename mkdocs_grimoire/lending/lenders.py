"""The sites that terms are borrowed from, as the user names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

NAME = re.compile(r"[A-Za-z0-9_-]+")

FIELDS = {"url": str, "base": str, "autolink": bool}

FILES = ("glossary.json", "objects.inv")
"""What is looked for at the root of a site, the one with cards first."""

WEB = frozenset({"http", "https"})
"""Schemes of the addresses that are fetched, and to which a borrowed term may lead."""


class Lender(NamedTuple):
    """A site that terms are borrowed from."""

    name: str
    """What references have before the term: `term:name:…`."""
    url: str
    """Address or path of the site, or of its `glossary.json` or `objects.inv`."""
    base: str = ""
    """Address of the folder that the file is in, if it was fetched from elsewhere."""
    autolink: bool = False
    """Whether its terms are linked in prose."""


def read_lenders(option: Any) -> tuple[Lender, ...]:
    """Return the sites that an option names.

    Args:
        option: Addresses, paths or mappings by the names of the sites.

    Raises:
        ValueError: If it names none as it should; the message says which and why.
    """
    if not isinstance(option, Mapping):
        raise ValueError(f"expected a mapping, got {option!r}")  # noqa: TRY004 - what a user wrote
    return tuple(_lender(name, value) for name, value in option.items())


def _lender(name: Any, value: Any) -> Lender:
    """Return the site that a name and a value mean."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ValueError(f"'{name}' is no name; letters, digits, '-' and '_' make one")
    fields = {"url": value} if isinstance(value, str) else value
    if not isinstance(fields, dict) or not fields.get("url"):
        raise ValueError(f"'{name}': expected an address or a path, or a mapping with 'url'")
    for key, content in fields.items():
        if key not in FIELDS:
            raise ValueError(f"'{name}': unknown key '{key}'; the keys are {', '.join(FIELDS)}")
        _check_kind(name, key, content)
        if key == "base" or (key == "url" and "://" in content):
            _check_address(name, key, content)
    return Lender(name, **fields)


def _check_kind(name: str, key: str, content: object) -> None:
    if not isinstance(content, FIELDS[key]):
        reason = f"'{name}': '{key}' has a wrong value: {content!r}"
        raise ValueError(reason)  # noqa: TRY004 - likewise


def _check_address(name: str, key: str, address: str) -> None:
    if not is_web(address):
        raise ValueError(f"'{name}': '{key}' is no http or https address: '{address}'")


def folder(address: str) -> str:
    """Return an address or path of a folder with the slash at its end."""
    return address if address.endswith("/") else f"{address}/"


def is_web(url: str) -> bool:
    """Return whether something is an address with `http` or `https`."""
    try:
        parts = urlsplit(url)
        return parts.scheme in WEB and bool(parts.hostname)
    except ValueError:  # as for a host with half a bracket
        return False
