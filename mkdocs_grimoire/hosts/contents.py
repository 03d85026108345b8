"""A table of contents whose headings, looked up in their order, are found at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import chain
from typing import Any


class Contents:
    """The headings of one level, which are read on from where the last reader stopped.

    MkDocs' search and Material's look each section of a page up from the first heading on, so that
    those of ten thousand entries take longer than all other pages together. But sections come in
    the order of their headings: who begins at the last one that was found has the next at once.
    """

    def __init__(self, items: Iterable[Any]) -> None:
        """Copy the headings.

        Args:
            items: MkDocs' `AnchorLink`s, or what has their `children`.
        """
        self.items = [_copied(item) for item in items]
        """The copies, in the order of the page."""
        self._last = 0

    def __iter__(self) -> Iterator[Any]:
        """Yield each heading once, that at which the last reader stopped first."""
        for number in chain(range(self._last, len(self.items)), range(self._last)):
            self._last = number
            yield self.items[number]

    def __len__(self) -> int:
        """Return the number of headings."""
        return len(self.items)


def _copied(item: Any) -> Any:
    """Return a copy of a heading, the headings below it being such a level as well."""
    if not item.children:
        return item
    twin = copy(item)
    twin.children = Contents(item.children)
    return twin
