"""What stands in a text and is no prose: bare addresses, and formulas between dollars."""

from __future__ import annotations

import re

from mkdocs_grimoire.text.flat import FlatText
from mkdocs_grimoire.text.formulas import FORMULA

URL = re.compile(r"(?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s<>\x00]+")
"""A bare URL."""

EMAIL = re.compile(r"(?<![^\s<>@\x00])[^\s<>@\x00]+@[^\s<>@\x00]+\.[^\s<>@\x00]+")
"""An e-mail address."""


def without_addresses_and_formulas(flat: FlatText) -> str:
    """Return a text of the same length in which nothing in a URL or a formula can be found."""
    text = flat.text
    if "://" in text or "www." in text:
        text = URL.sub(_blank, text)
    if "@" in text:
        text = EMAIL.sub(_blank, text)
    if "$" not in text and "\\" not in text:
        return text
    # A dollar in code begins no formula, so that they are looked for without it.
    parts, position = [], 0
    for found in FORMULA.finditer(flat.blank_closed()):
        parts += [text[position : found.start()], "\x00" * len(found[0])]
        position = found.end()
    return "".join([*parts, text[position:]])


def _blank(found: re.Match[str]) -> str:
    """Return as many characters as were found, in which nothing can be."""
    return "\x00" * len(found[0])
