"""Attribute lists at the end of a heading: `Term { #id .class aliases="a, b" }`.

The syntax is that of Python-Markdown's `attr_list`, read here so that no extension is needed.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

OPENING = re.compile(r"(?<=[ \t])\{:?")
"""What opens a list; `attr_list` asks for the blank before it as well."""

CLOSED_LIST = re.compile(r"""(?:"[^"]*"|'[^']*'|[^{}"'])*\}$""")
"""A list to the end of the heading; braces may stand in its quotes."""

BARE_LIST = re.compile(r"[^{}]*\}?$")
"""A list that nothing closes, or in which a quote is not closed: it is one, and broken."""

MOST = 20
"""Braces of a heading that are tried; a longer one is not written by hand."""

LIST_ITEM = re.compile(r"(?:^|\s)(?:[#.][\w-]|[\w-]+\s*=)")
"""What makes a brace group a list."""

ITEM = re.compile(
    r"""[ \t]*(?:
        \#(?P<id>[^\s"'=}]+)
      | \.(?P<klass>[^\s"'=}]+)
      | (?P<key>[^\s"'=}#.][^\s"'=}]*)
        =(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'}]+))
    )(?=\s|$)""",
    re.VERBOSE,
)


class BrokenAttributesError(ValueError):
    """An attribute list that cannot be read; the message says why."""


class Attributes(NamedTuple):
    """What an attribute list says."""

    id: str = ""
    """The last `#id`, without its sign; empty if there is none."""
    classes: tuple[str, ...] = ()
    """Every `.class`, without its sign."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Every `key=value`, in order."""


NO_ATTRIBUTES = Attributes()


def split_attributes(heading: str) -> tuple[str, str]:
    """Cut an attribute list off a heading.

    Args:
        heading: The heading's text, on one line.

    Returns:
        The heading without the list, and what stands between the braces (empty without a list).
        Braces that hold neither an id, nor a class, nor an equals sign are text and stay.
    """
    heading = heading.strip()
    if "{" not in heading:
        return heading, ""
    for opening in islice(OPENING.finditer(heading), MOST):
        rest = heading[opening.end() :].strip()
        if LIST_ITEM.search(rest) and (CLOSED_LIST.match(rest) or BARE_LIST.match(rest)):
            return heading[: opening.start()].strip(), rest.removesuffix("}").strip()
    return heading, ""


def read_attributes(text: str) -> Attributes:
    """Read what stands between the braces.

    Args:
        text: Items separated by blanks: `#id`, `.class`, `key=value`, `key="a value"`.

    Returns:
        The items; a later id or key does not remove an earlier class.

    Raises:
        BrokenAttributesError: If an item is none of these, a quote that nothing closes included.
    """
    anchor, classes, pairs, position = "", [], [], 0
    text = text.rstrip()
    if not text:
        return NO_ATTRIBUTES
    while position < len(text):
        item = ITEM.match(text, position)
        if item is None:
            raise BrokenAttributesError(f"not understood: {text[position:].strip()}")
        position = item.end()
        if item["id"]:
            anchor = item["id"]
        elif item["klass"]:
            classes.append(item["klass"])
        else:
            values = (item["double"], item["single"], item["bare"])
            value = next(value for value in values if value is not None)
            if item["key"] == "id":
                anchor = value
            else:
                pairs.append((item["key"], value))
    return Attributes(anchor, tuple(classes), tuple(pairs))
