"""What stands in a text and is no prose: bare addresses, and formulas between dollars."""

from __future__ import annotations

import re

from mkdocs_grimoire.text.flat import SEPARATOR, FlatText
from mkdocs_grimoire.text.formulas import FORMULA

URL = re.compile(r"(?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s<>\x00]+")
"""A bare URL."""

EMAIL = re.compile(r"(?<![^\s<>@\x00])[^\s<>@\x00]+@[^\s<>@\x00]+\.[^\s<>@\x00]+")
"""An e-mail address."""


def without_addresses_and_formulas(flat: FlatText) -> str:
    """Return a text of the same length in which nothing in a URL or a formula can be found."""
    # Block by block, since most have no address, and looking for its beginning takes long.
    text = SEPARATOR.join(map(_without_addresses, flat.text.split(SEPARATOR)))
    if "$" not in text and "\\" not in text:
        return text
    # A dollar in code begins no formula, so that they are looked for without it.
    parts, position = [], 0
    for found in FORMULA.finditer(flat.blank_closed()):
        parts += [text[position : found.start()], "\x00" * len(found[0])]
        position = found.end()
    return "".join([*parts, text[position:]])


def _without_addresses(block: str) -> str:
    """Return a block of text in which nothing in a URL or an e-mail address can be found."""
    if "://" in block or "www." in block:
        block = URL.sub(_blank, block)
    return EMAIL.sub(_blank, block) if "@" in block else block


def _blank(found: re.Match[str]) -> str:
    """Return as many characters as were found, in which nothing can be."""
    return "\x00" * len(found[0])
