"""The format of `objects.inv`, by which sites say what they define: Sphinx's version 2.

Sphinx documents it in code alone (`sphinx/util/inventory.py`): four lines of comment, then lines of
`name domain:role priority uri text`, compressed with zlib. `$` at the end of a URI stands for the
name, `-` for a text that is the name.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mkdocs_grimoire.sources.data import UnreadableDataError

MAGIC = b"# Sphinx inventory version "
"""What such a file begins with."""

TERM = "std:term"
"""The role of a term of a glossary."""

PRIORITY = -1
"""How far a search is to put it behind others; Sphinx gives it to all terms."""

LARGEST = 64 * 2**20
"""Bytes that a file may have, packed or not: some 500 times the inventory of Python."""

HEADER = """\
# Sphinx inventory version 2
# Project: {project}
# Version: {version}
# The remainder of this file is compressed using zlib.
"""


class Item(NamedTuple):
    """A line of an inventory."""

    name: str
    """What it is referenced by, with single blanks."""
    role: str
    """What it is: `std:term`."""
    uri: str
    """Where it is, from the root of the site."""
    text: str = ""
    """What a link shows, if that is not the name."""

    @property
    def line(self) -> str:
        """The line as it is written."""
        uri = self.uri.replace(" ", "%20")
        if uri.endswith(self.name):
            uri = uri.removesuffix(self.name) + "$"
        elif uri.endswith("$"):
            uri = uri.removesuffix("$") + "%24"
        return f"{self.name} {self.role} {PRIORITY} {uri} {self.text or '-'}"


class SphinxInventory(NamedTuple):
    """An inventory."""

    project: str
    """Name of the site."""
    version: str
    """Version of what it documents, or an empty string."""
    lines: tuple[str, ...]
    """What it defines, as it is written."""

    @property
    def items(self) -> Iterator[Item]:
        """What its lines say, but for those that are not understood."""
        return (item for item in map(parsed, self.lines) if item is not None)

    def merged(self, items: Iterable[Item], page: str) -> SphinxInventory:
        """Return the same with other terms.

        Args:
            items: The terms.
            page: URI of the page that they are on; other terms on it are no more.
        """
        own = list(items)
        ours = {(item.role, item.name) for item in own}
        kept = [line for line in self.lines if not _is_ours(parsed(line), ours, page)]
        return self._replace(lines=(*kept, *(item.line for item in own)))


def _is_ours(item: Item | None, ours: set[tuple[str, str]], page: str) -> bool:
    """Return whether an item is one of ours, or a term that was on our page."""
    if item is None or item.role != TERM:
        return False
    return (item.role, item.name) in ours or item.uri.partition("#")[0] == page


def parsed(line: str) -> Item | None:
    """Return what a line says, or None if it is none.

    A name may have blanks and digits in it, so that the first word with a colon before a number is
    the role. Words are counted, for the expression that Sphinx uses takes its time on blanks.
    """
    words = line.split()
    for place in range(1, len(words) - 2):
        if ":" in words[place] and words[place + 1].removeprefix("-").isdecimal():
            name, uri = " ".join(words[:place]), words[place + 2]
            text = " ".join(words[place + 3 :])
            uri = uri.removesuffix("$") + name if uri.endswith("$") else uri
            return Item(name, words[place], uri, "" if text in {"-", name} else text)
    return None


def pack(inventory: SphinxInventory) -> bytes:
    """Return the file of an inventory; the same bytes for the same inventory."""
    project, version = (" ".join(text.split()) for text in inventory[:2])
    head = HEADER.format(project=project, version=version)
    body = "".join(f"{line}\n" for line in inventory.lines)
    # JSON can escape half a character, which has no bytes.
    return head.encode(errors="replace") + zlib.compress(body.encode(errors="replace"), 9)


def unpack(content: bytes) -> SphinxInventory:
    """Return the inventory of a file.

    Raises:
        UnreadableDataError: If it is none of version 2, or damaged, or larger than `LARGEST`.
    """
    if not content.startswith(MAGIC + b"2"):
        raise UnreadableDataError("it is no inventory of version 2")
    try:
        _, project, version, method, body = content.split(b"\n", 4)
    except ValueError:
        raise UnreadableDataError("its first lines are missing") from None
    if b"zlib" not in method:
        raise UnreadableDataError("it is not compressed with zlib")
    try:
        lines = _inflated(body).decode().splitlines()
        return SphinxInventory(_value(project), _value(version), tuple(lines))
    except UnicodeDecodeError as error:
        raise UnreadableDataError(f"it is not UTF-8: {error.reason}") from error


def _value(comment: bytes) -> str:
    """Return what a comment such as `# Project: Name` says."""
    return comment.decode().partition(":")[2].strip()


def _inflated(body: bytes) -> bytes:
    """Return what is compressed, unless it is more than anyone would write."""
    stream = zlib.decompressobj()
    try:
        inflated = stream.decompress(body, LARGEST)
    except zlib.error as error:
        raise UnreadableDataError(f"it is damaged: {error}") from error
    if stream.unconsumed_tail:
        raise UnreadableDataError(f"it is larger than {LARGEST // 2**20} MiB")
    if not stream.eof:
        raise UnreadableDataError("it is cut short")
    return inflated
