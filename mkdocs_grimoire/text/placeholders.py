"""Reads the placeholders behind which Python-Markdown hides raw HTML and escaped characters."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

PLACEHOLDER = re.compile(
    "\x02(?:wzxhzdk:(?P<raw>[0-9]+)|(?P<code>[0-9]+)|(?P<other>[^\x02\x03]*))\x03"
)
RAW = "\x02wzxhzdk:"
"""How a placeholder of raw HTML begins."""

RAW_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<rest>[^>]*)>")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")

OBJECT = "\x1a"
"""Stands for what is no text, and continues no word.

It is ASCII, other than Unicode's own for this: Python cuts a text that is all ASCII much faster.
"""

VOID = {"br": "\n", "img": OBJECT, "input": OBJECT, "wbr": ""}
"""What an element without text is to a reader: a line break, or an object."""


def is_object(source: str, raw: Callable[[int], str]) -> bool:
    """Return whether a text is one placeholder of raw HTML that has no tag, as inline code has.

    Args:
        source: The text of a node.
        raw: Returns the raw HTML with a number.
    """
    if source[:9] != RAW or source.find("\x03") != len(source) - 1:
        return False
    markup = raw(int(source[9:-1]))
    return "<" not in markup and "&" not in markup


def seen(placeholder: re.Match[str], raw: Callable[[int], str]) -> tuple[str, re.Match[str] | None]:
    """Return what a reader sees of a placeholder, and the raw tag that it stands for, if any.

    Args:
        placeholder: A match of `PLACEHOLDER`.
        raw: Returns the raw HTML with a number.

    Returns:
        The text, which is empty for a comment and for most tags, and a match of `RAW_TAG` or None.
    """
    number, code, other = placeholder.groups()
    if number is None:
        return chr(int(code)) if code else "&" if other == "amp" else OBJECT, None
    markup = raw(int(number))
    if "<" not in markup:  # as inline code, which most are
        return html.unescape(markup) if ENTITY.fullmatch(markup) else OBJECT, None
    tag = RAW_TAG.fullmatch(markup.strip())
    if tag is None:
        return "" if markup.startswith("<!--") else OBJECT, None
    return VOID.get(tag["name"].lower(), ""), tag


def offsets_of(source: str, raw: Callable[[int], str]) -> list[int] | None:
    """Return where in a text with placeholders each character is that a reader sees of it.

    Args:
        source: The text of a node.
        raw: Returns the raw HTML with a number.

    Returns:
        An index for each character that is seen; None if they are those that are written.
    """
    if "\x02" not in source:
        return None
    offsets: list[int] = []
    position = 0
    for found in PLACEHOLDER.finditer(source):
        offsets.extend(range(position, found.start()))
        offsets.extend([found.start()] * len(seen(found, raw)[0]))
        position = found.end()
    offsets.extend(range(position, len(source)))
    return offsets
