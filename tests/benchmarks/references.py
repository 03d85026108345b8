"""Writes references into pages, as an author does for tools that find no term themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

FENCE = re.compile(r"^\s*(```|~~~)")
SPECIAL = re.compile(r"[\[\]<>`$|{}*_]|://|!!!|^\s|^[#>:+-]|^\d+\.")
"""What makes a line more than plain prose."""


def with_references(
    markdown: str, terms: Sequence[str], write: Callable[[str, str], str]
) -> tuple[str, int]:
    """Return a page with the first use of each term marked, where it stands in plain prose.

    Args:
        markdown: The page.
        terms: What to mark, in whatever case it is written.
        write: Returns a reference, given the term and the words of the text.

    Returns:
        The page, and how many references it has.
    """
    marker = _Marker(terms, write)
    lines = [marker.mark(line) if plain else line for line, plain in _lines(markdown)]
    return "\n".join(lines), len(marker.done)


class _Marker:
    """Marks the terms of one page."""

    def __init__(self, terms: Sequence[str], write: Callable[[str, str], str]) -> None:
        self._terms = {term.casefold(): term for term in terms}
        labels = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w-])(?:{labels})(?![\w-])", re.IGNORECASE)
        self._write = write
        self.done: set[str] = set()

    def mark(self, line: str) -> str:
        """Return a line with references."""
        return self._pattern.sub(self._reference, line)

    def _reference(self, found: re.Match[str]) -> str:
        term = self._terms.get(found[0].casefold())
        if term is None or term in self.done:
            return found[0]
        self.done.add(term)
        return self._write(term, found[0])


def _lines(markdown: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a page, and whether each is plain prose."""
    is_code, is_front = False, markdown.startswith("---")
    for number, line in enumerate(markdown.split("\n")):
        if FENCE.match(line):
            is_code = not is_code
        elif is_front:
            is_front = number == 0 or line.strip() != "---"
        else:
            yield line, not is_code and SPECIAL.search(line) is None
            continue
        yield line, False
